"""Outlets: many changes at once, as the pages of a site, a feed, a digest and a table."""
