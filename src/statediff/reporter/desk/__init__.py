"""The desk's pages: the queue, who wrote which sentence when, editions, comparisons and search, as plain HTML."""
