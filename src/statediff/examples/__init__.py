"""Files that statediff writes for its users to start from."""
