"""From a Source to an Exchange: visiting pages whole or not at all, politely, and telling what came back."""

from statediff.fetcher.client import Client
from statediff.fetcher.discovery import Discovery, Found, compare_listing, discover, propose_source
from statediff.fetcher.disposition import assess, has_lost_its_text
from statediff.fetcher.selectors import find_link_fault
from statediff.fetcher.visiting import Visitor, find_browser

__all__ = [
    "Client",
    "Discovery",
    "Found",
    "Visitor",
    "assess",
    "compare_listing",
    "discover",
    "find_browser",
    "find_link_fault",
    "has_lost_its_text",
    "propose_source",
]
