"""What a researcher does after something changed: find it, see since when, compare, decide, hand the verdict on."""
