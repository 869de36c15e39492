"""Fields: forms that narrow a list, and the parts into which a long one is cut, all of it in the list's address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from statediff.archive import Archive
from statediff.desk.intake import Scope
from statediff.model import SEVERITIES, Source
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.phrasing import Phrases
from statediff.web.questions import STATES, read_count

Line = TypeVar("Line")

LINES_A_PAGE = 50
_MOST_PAGES = 100_000
_QUESTIONS = ("q", "family", "state", "source", "publisher", "language", "severity", "since", "until", "page")


def choose_changes(phrases: Phrases, archive: Archive, request: Request, scope: Scope, state: str) -> list[Field]:
    """Return the fields that narrow a list of changes, filled with what was asked."""
    say, sources, query = phrases.say, archive.sources(), request.query_params
    states = ((name, say(f"row.state_{name}")) for name in STATES if name not in {"all", "judged"})
    severities = ((name, say(f"row.{name}")) for name in reversed(SEVERITIES[1:]))
    return [
        Field(name="state", label=say("filter.state"), value=state, options=(*states, ("all", say("filter.all")))),
        choose_source(phrases, archive, scope.source),
        *choose_editions(phrases, sources, publisher=scope.publisher, language=scope.language),
        _choose("severity", scope.severity, severities, phrases),
        Field(name="since", label=say("queue.since_day"), value=query.get("since", ""), kind="date"),
        Field(name="until", label=say("queue.until_day"), value=query.get("until", ""), kind="date"),
    ]


def choose_source(phrases: Phrases, archive: Archive, source_id: str | None) -> Field:
    """Return the field that chooses a source."""
    names = ((source.id, source.title or source.id) for source in archive.sources())
    return _choose("source", source_id, names, phrases)


def choose_editions(
    phrases: Phrases, sources: Sequence[Source], *, publisher: str | None, language: str | None
) -> list[Field]:
    """Return the fields that choose a publisher and a language among those of the sources."""
    publishers = sorted({source.publisher for source in sources if source.publisher})
    languages = sorted({source.language for source in sources if source.language})
    return [
        _choose("publisher", publisher, ((name, name) for name in publishers), phrases),
        _choose("language", language, ((tag, phrases.language_name(tag)) for tag in languages), phrases),
    ]


def _choose(name: str, value: str | None, options: Iterable[tuple[str, str]], phrases: Phrases) -> Field:
    everything = ("", phrases.say("filter.all"))
    return Field(name=name, label=phrases.say(f"filter.{name}"), value=value or "", options=(everything, *options))


def turn_pages(request: Request, lines: Sequence[Line]) -> tuple[Sequence[Line], Turning]:
    """Return the part of a list that `page` asks for, the last at most, and where the others are; raises UsageError."""
    turning = turn_to(request, len(lines))
    return lines[max(turning.first - 1, 0) : turning.last], turning


def turn_to(request: Request, total: int) -> Turning:
    """Return which part of a list of so many lines `page` asks for, the last at most; raises UsageError."""
    number = min(read_count(request.query_params, "page", 1, _MOST_PAGES), max(-(-total // LINES_A_PAGE), 1))
    before = (number - 1) * LINES_A_PAGE
    return Turning(
        first=before + 1 if total else 0,
        last=min(before + LINES_A_PAGE, total),
        total=total,
        previous=address_of(request, page=number - 1) if number > 1 else "",
        next=address_of(request, page=number + 1) if before + LINES_A_PAGE < total else "",
    )


def address_of(request: Request, **changed: object) -> str:
    """Return the address of a list, with other values for some of its questions, relative to it."""
    wanted = {**dict(request.query_params), **{name: str(value) for name, value in changed.items()}}
    wanted = {name: value for name, value in wanted.items() if value and name in _QUESTIONS}
    name = request.url.path.rpartition("/")[2] or "index.html"
    return name + (f"?{urlencode(wanted)}" if wanted else "")
