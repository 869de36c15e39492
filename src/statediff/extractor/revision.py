"""Which revision of this package read a wording, and by which rules: only equal keys may be compared."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

from statediff.model import Rules

from .vocabulary import rules_digest

VERSION = "11"
"""Raised whenever the text read out of an unchanged page may differ; tests/golden notices."""


def extraction_key(rules: Rules) -> str:
    """Return the key of this extractor's version, its rule files and a source's own rules.

    The same for the same rules in every process, whatever its hash seed.
    """
    facts = {entry.name: getattr(rules, entry.name) for entry in fields(rules)}
    own = hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
    return f"{VERSION}.{rules_digest()[:12]}.{own[:12]}"
