"""The outlets' own phrases, beside those of the report."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from statediff.reporter.phrasing import Phrases
from statediff.reporter.phrasing import load_phrases as load_report_phrases


@functools.cache
def load_phrases(language: str) -> Phrases:
    """Return the report's phrases and the outlets' in one language, or in English."""
    base = load_report_phrases(language)
    file = resources.files("statediff.reporter.outlets") / "messages" / f"{base.language}.toml"
    return Phrases(language=base.language, tables={**base.tables, **tomllib.loads(file.read_text(encoding="utf-8"))})
