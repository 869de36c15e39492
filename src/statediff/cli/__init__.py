"""The command line of statediff: the only part that reads the environment, prints and exits."""

from statediff.cli.entry import main

__all__ = ["main"]
