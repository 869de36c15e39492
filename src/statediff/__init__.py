"""statediff keeps official statements honest: it shows exactly what changed when a statement's wording changes."""

__version__ = "0.1.0"
