"""Bytes to wording: the statement's own words out of pages, feeds, documents, the same way every time."""

from .readers import extract, read
from .reading import Pruned, Reading
from .revision import VERSION, extraction_key
from .rule_faults import find_preset_fault, find_selector_fault
from .sandbox import Sandbox

__all__ = [
    "VERSION",
    "Pruned",
    "Reading",
    "Sandbox",
    "extract",
    "extraction_key",
    "find_preset_fault",
    "find_selector_fault",
    "read",
]
