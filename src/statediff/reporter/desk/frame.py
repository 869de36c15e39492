"""The desk's frame: its own templates, style and phrases around every page of it."""

from __future__ import annotations

from statediff.reporter.desk.phrasing import load_phrases
from statediff.reporter.outlets.frame import Frame, load_kit

_PACKAGE = "statediff.reporter.desk"


def make_frame(
    *,
    language: str,
    base_url: str | None = None,
    generator_version: str = "",
    is_served: bool = False,
    ways: tuple[tuple[str, str], ...] = (),
) -> Frame:
    """Return the frame of the desk's pages in one language, or in English."""
    return Frame(
        phrases=load_phrases(language),
        kit=load_kit(_PACKAGE),
        base_url=base_url,
        generator_version=generator_version,
        is_served=is_served,
        ways=ways,
    )
