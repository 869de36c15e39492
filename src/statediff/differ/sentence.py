"""Sentence: a change told in one plain sentence."""

from __future__ import annotations

from statediff.model import Change


def describe(change: Change, language: str = "en") -> str:
    """Tell a change in one plain sentence."""
    return f"{len(change.edits)} edits ({language})."
