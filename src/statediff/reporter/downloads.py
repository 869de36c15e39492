"""Downloads: the forms of a change that stand in its page to be copied, as long as they leave it small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statediff.model import Change
from statediff.reporter.cells import write_entries_csv
from statediff.reporter.document import write_document
from statediff.reporter.listing import Entry
from statediff.reporter.patch import unified

_LARGEST = 24_000
"""Bytes of a form that is put into the page; a larger one is named by the command that prints it."""
_MOST = 36_000
"""Bytes of all forms in a page, so that a normal statement stays below 200 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A form of the change to copy: its text, or None when it is too long for the page."""

    key: str
    text: str | None


def list_downloads(change: Change, sentence: str, entries: Sequence[Entry]) -> list[Download]:
    """Return the forms of a change in the order in which they are shown; both texts stand there, or neither."""
    forms = (
        (("csv", write_entries_csv(entries)),) if entries else (),
        (("patch", unified(change)),),
        (("json", write_document(change, sentence)),),
        (("before", change.old_text), ("after", change.new_text)),
    )
    left = _MOST
    downloads = []
    for group in filter(None, forms):
        sizes = [len(text.encode("utf-8", "replace")) for _, text in group]
        fits = max(sizes) <= _LARGEST and sum(sizes) <= left
        left -= sum(sizes) if fits else 0
        downloads += [Download(key=key, text=text if fits else None) for key, text in group]
    return downloads
