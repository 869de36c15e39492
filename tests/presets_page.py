"""How docs/reference/presets.md is written: `python tests/presets_page.py` makes it anew from the rule file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "presets.md"
HEAD = """\
# Presets

A preset knows where one publishing system or design system keeps a statement, and what stands around it there.
`statediff` finds the system by its own public marks: class names and ids that it gives every site, or the generator
that the page names. Only when the preset's place holds most of the page's prose is it believed; else the general rules
choose. Name one in a source's `preset` to have its place read without that condition:

```toml
[source.mfa-en]
url = "https://mfa.example/en/statement"
preset = "govuk"
```

`statediff preview URL` names the preset it found. A source's own `select` goes before any preset. They are tried in
this order. This page is made from the rule file; a test tells when it is stale.

| `preset` | system | known by | what is read: the first that holds text | left out there | kept there |
|---|---|---|---|---|---|
"""


def describe_presets() -> str:
    """Write the page."""
    table = tomllib.loads(files("statediff.extractor").joinpath("data", "presets.toml").read_text(encoding="utf-8"))
    return HEAD + "\n".join(_rows(table)) + "\n"


def _rows(table: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name, entry in table.items():
        marks = _code(entry.get("marks", []))
        if "generator" in entry:
            marks = f"generator “{entry['generator']}”, {marks}"
        cells = (marks, *(_code(entry.get(key, [])) for key in ("select", "remove", "keep")))
        yield f"| `{name}` | {entry['title']} | {' | '.join(cells)} |"


def _code(selectors: list[str]) -> str:
    return ", ".join(f"`{selector}`" for selector in selectors)


if __name__ == "__main__":
    PAGE.write_text(describe_presets(), encoding="utf-8")
