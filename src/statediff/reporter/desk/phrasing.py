"""The desk's own phrases, beside those of the report and of the outlets."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from statediff.reporter.outlets.phrasing import load_phrases as load_outlet_phrases
from statediff.reporter.phrasing import Phrases


@functools.cache
def load_phrases(language: str) -> Phrases:
    """Return the phrases of report, outlets and desk in one language, or in English."""
    base = load_outlet_phrases(language)
    file = resources.files("statediff.reporter.desk") / "messages" / f"{base.language}.toml"
    return Phrases(language=base.language, tables={**base.tables, **tomllib.loads(file.read_text(encoding="utf-8"))})
