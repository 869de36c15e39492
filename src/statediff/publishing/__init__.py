"""Publishing: what the archive holds, as a site on disk, a feed and a digest: where it meets the reporter's outlets."""
