"""Alone: pages of the desk as single files, which link to nothing but the watched page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statediff.reporter.characters import keep_apart
from statediff.reporter.desk.facts import BlameLine
from statediff.reporter.desk.frame import make_frame
from statediff.reporter.desk.pages import group_by_version
from statediff.reporter.outlets.rows import SourceRow

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Linked:
    """A source whose page is the watched one."""

    name: str
    path: str


def write_blame(
    source: SourceRow, version: int, lines: Sequence[BlameLine], *, language: str, generator_version: str = ""
) -> str:
    """Return the page that tells of every sentence of a version which version brought it, as one file.

    The bytes depend on the arguments alone: no clock, locale or time zone is read.
    """
    frame = make_frame(language=language, generator_version=generator_version)
    phrases = frame.phrases
    return frame.write(
        "blame.html",
        "",
        crumbs=(),
        neighbours=(),
        title=phrases.say("blame.title", name=keep_apart(source.name), version=f"v{version}"),
        lead=phrases.say("blame.lead"),
        urls=[source.url],
        source=_Linked(name=source.name, path=source.url if source.url.startswith(_WEB) else "#main"),
        groups=group_by_version(lines, version),
    )
