"""Names: who and what a sentence names, and how that is heard in another script."""
