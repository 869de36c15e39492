"""What a part's names and attributes say it is: chrome, consent, unseen, a by-line, a date, a card, hidden."""

from __future__ import annotations

import re
from functools import lru_cache

from .vocabulary import name_words, prunables

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=16384)
def name_verdict(class_names: str, identifier: str) -> str | None:
    """Say what a part's names make of it: "consent", "unseen", "chrome", "meta", "date", "card" or None."""
    rules = prunables()
    if identifier and rules.consent.search(identifier[:200]):
        return "consent"
    if identifier and rules.ids.search(identifier[:200]):
        return "chrome"
    verdict: str | None = None
    for name in class_names[:600].split():
        found = _name_verdict(name)
        if found in ("consent", "unseen", "chrome"):
            return found
        if found is not None and verdict in (None, "card"):
            verdict = found
    return verdict


def _name_verdict(name: str) -> str | None:
    rules = prunables()
    if rules.neutral.search(name):
        return None
    if rules.consent.search(name):
        return "consent"
    if rules.unseen.search(name):
        return "unseen"
    found = set(name_words(name))
    for verdict, known, patterns in (
        ("chrome", rules.class_words, rules.names),
        ("meta", rules.meta_words, rules.meta_names),
        ("date", rules.date_words, rules.date_names),
    ):
        if found & known or patterns.search(name):
            return verdict
    return "card" if found & rules.card_words else None


def state_verdict(attributes: dict[str, str]) -> str | None:
    """Say what attributes other than names make of a part: a role of chrome, or that nobody sees it."""
    role = attributes.get("role", "").lower()
    if role and role in prunables().chrome_roles:
        return f"role {role}"
    if "hidden" in attributes or is_hidden_class(attributes.get("class")):
        return "hidden"
    if _HIDDEN_STYLE.search(attributes.get("style", "")):
        return "hidden"
    if attributes.get("aria-hidden") == "true":
        return "decoration"
    return "dialogue" if attributes.get("aria-modal") == "true" else None


@lru_cache(maxsize=4096)
def is_hidden_class(names: str | None) -> bool:
    """Tell whether class names hide a part on every screen ("d-none"), not only on some ("d-none d-md-block")."""
    rules = prunables()
    return names is not None and rules.hiding.search(names) is not None and not rules.showing.search(names)
