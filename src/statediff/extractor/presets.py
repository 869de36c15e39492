"""Publishing systems by their own public marks, and where each keeps a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml.etree import _Element as Element

from statediff.errors import ExtractionError

from .selection import Names, find_all, outermost
from .spacing import one_line
from .vocabulary import presets_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A publishing system: its marks, and small selectors of what to read, leave out and keep."""

    name: str
    title: str
    marks: tuple[str, ...] = ()
    generator: str = ""
    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


@cache
def all_presets() -> tuple[Preset, ...]:
    """Return all presets in the order in which they are tried."""
    return tuple(
        Preset(
            name=name,
            title=entry["title"],
            generator=entry.get("generator", ""),
            **{key: tuple(entry.get(key, ())) for key in ("marks", "select", "remove", "keep")},
        )
        for name, entry in presets_table().items()
    )


def find_preset(name: str) -> Preset:
    """Return the preset of that name.

    Raises: ExtractionError, naming those there are.
    """
    for preset in all_presets():
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in all_presets())
    raise ExtractionError(name, "there is no preset of that name", f"choose one of {known}")


def detect(root: Element) -> Iterator[Preset]:
    """Yield the presets whose marks the page bears; a page may be built of two systems."""
    generators = [
        (meta.get("content") or "").casefold()
        for meta in root.iter("meta")
        if (meta.get("name") or "").casefold() == "generator"
    ]
    names = Names(root)
    for preset in all_presets():
        named = preset.generator.casefold()
        if (named and any(content.startswith(named) for content in generators)) or any(
            find_all(root, mark) for mark in preset.marks if names.may_match(mark)
        ):
            yield preset


def select(root: Element, preset: Preset) -> tuple[Element, ...]:
    """Return what the first selector of a preset that finds text finds, or nothing."""
    for selector in preset.select:
        found = outermost(find_all(root, selector))
        if any(one_line(str(piece)) for element in found for piece in element.itertext()):
            return found
    return ()
