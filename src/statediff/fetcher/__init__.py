"""From a Source to an Exchange: visiting pages whole or not at all, politely, and telling what came back."""

from statediff.fetcher.client import Client
from statediff.fetcher.disposition import assess

__all__ = ["Client", "assess"]
