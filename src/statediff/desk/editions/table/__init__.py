"""The table: what was found in words, and since when an edition has it otherwise."""
