"""`grep`: where and when a phrase stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from statediff.archive import Archive
from statediff.cli.options import json_option, read_day
from statediff.cli.reporting import write_whole
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, put_json, say
from statediff.desk.documents import describe_sighting
from statediff.desk.sightings import Passage, Period, Query, SearchScope, Sighting, find_sightings
from statediff.errors import UsageError
from statediff.publishing.phrases import tell_sightings, tell_stretch
from statediff.reporter.members import format_instant, make_document
from statediff.reporter.outlets.concordance import write_contexts
from statediff.reporter.outlets.drawing import write_strips
from statediff.reporter.outlets.lines import ABSENT, SEEN, STANDING, UNSEEN, Line, draw_lines
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import Sighting as Row

Found = list[tuple[str, tuple[Sighting, ...]]]
"""Each phrase with its sightings."""

_LEGEND = (
    f"{SEEN} seen   {UNSEEN} came or went between two looks   {ABSENT} looked at without it   "
    f"{STANDING} there at the last look   (UTC)"
)


@click.command()
@click.argument("phrase")
@click.option("--family", "has_families", is_flag=True, help="Find the other forms of each word too (en, fr, uk).")
@click.option("--against", metavar="PHRASE", help="A second phrase, beside the first.")
@click.option("--publisher", metavar="NAME", help="Only sources whose publisher's name holds NAME.")
@click.option("--language", metavar="TAG", help="Only sources in this language, such as uk.")
@click.option("--source", "sources", metavar="SOURCE", multiple=True, help="Only this source; may be given again.")
@click.option("--since", metavar="DATE", callback=read_day, help="Only what was seen on this day (UTC) or later.")
@click.option("--until", metavar="DATE", callback=read_day, help="Only what was seen on this day (UTC) or earlier.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="Show at most N sources.")
@click.option("--history", "as_history", is_flag=True, help="Draw when it stood, one line a source.")
@click.option(
    "--svg", metavar="FILE", type=click.Path(path_type=Path), help="Write the drawing as an SVG file; - is stdout."
)
@json_option
@pass_session
def grep(
    session: Session,
    *,
    phrase: str,
    has_families: bool,
    against: str | None,
    publisher: str | None,
    language: str | None,
    sources: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    limit: int | None,
    as_history: bool,
    svg: Path | None,
    as_json: bool,
) -> None:
    """Find a phrase in every version of every source, deleted text included.

    For each source: when the phrase was first and last seen, and since when it is gone, each as a window between two
    looks, once for every time it came; then the passages, with the phrase in [ ]. The source that had it first comes
    first. Case, accents and punctuation do not matter; a star after a word takes any ending of it (sign*).
    """
    if as_json + as_history + (svg is not None) > 1:
        raise UsageError("grep", "--history, --svg and --json are three forms", "choose one of them")
    if not all(any(map(str.isalnum, one)) for one in (phrase, against) if one is not None):
        raise UsageError("grep", "a phrase without a word is found nowhere", "write the words to look for")
    scope = SearchScope(publisher=publisher, language=language, sources=sources, since=since, until=until)
    queries = [Query(one, has_families=has_families) for one in (phrase, against) if one is not None]
    with session.open_archive() as archive:
        found = [(query.written, find_sightings(archive, query, scope)[:limit]) for query in queries]
        drawing = _draw(session, archive, found) if svg is not None else None
    if as_json:
        put_json(_describe(phrase, found))
    elif svg is not None:
        _put_drawing(svg, drawing)
    elif as_history:
        _put_history(found)
    else:
        _put_found(found)
    if not any(sightings for _, sightings in found):
        say("nothing found")


# ---------------------------------------------------------------- text


def _put_found(found: Found) -> None:
    is_alone = len(found) == 1
    lines: list[str] = []
    for phrase, sightings in found:
        for sighting in sightings:
            lines.extend(("", _head(sighting) + ("" if is_alone else f": {phrase}"), *_tell(sighting)))
    for line in lines[1:]:
        put(line)


def _head(sighting: Sighting) -> str:
    told = ", ".join(filter(None, (sighting.language, sighting.source.publisher)))
    return f"{sighting.source.id} ({told})" if told else sighting.source.id


def _short_name(sighting: Sighting) -> str:
    return f"{sighting.source.id} ({sighting.language})" if sighting.language else sighting.source.id


def _tell(sighting: Sighting) -> Iterator[str]:
    for period in sighting.periods:
        yield f"  {'first seen' if period.number == 1 else 'seen again'}  {_begin(period)}"
        yield f"  last seen   {format_instant(period.last_seen_at)}{'' if period.gone_by else ', still there'}"
        if period.gone_by is not None:
            yield f"  {_end(period)}"
        for passage in period.passages:
            versions = f"v{passage.first}" if passage.first == passage.last else f"v{passage.first}-v{passage.last}"
            yield from (f"  {versions:<10}  {context}" for context in write_contexts(passage.text, passage.places))


def _begin(period: Period) -> str:
    at = format_instant(period.first_seen_at)
    if period.after is None:
        return f"{at}, at the first look"
    if period.is_begun_by_rules:
        return f"{at}; before, our rules may not have read it"
    return f"{at}, came after {format_instant(period.after)}"


def _end(period: Period) -> str:
    assert period.gone_by is not None
    at = format_instant(period.gone_by)
    if period.is_ended_by_rules:
        return f"not read    {at}; our rules changed, nothing is known of the page"
    return f"gone since  {at}, went after {format_instant(period.last_seen_at)}"


# ---------------------------------------------------------------- drawings


def _put_history(found: Found) -> None:
    is_alone = len(found) == 1
    by_source: dict[str, list[Line]] = {}
    for phrase, sightings in found:
        for one in sightings:
            name = _short_name(one) if is_alone else f"{one.source.id}: {phrase}"
            line = Line(
                name=name,
                watched_since=one.watched_since,
                watched_until=one.watched_until,
                stretches=tuple(map(tell_stretch, one.periods)),
            )
            by_source.setdefault(one.source.id, []).append(line)
    rows = draw_lines([line for lines in by_source.values() for line in lines])
    for row in rows:
        put(row)
    if rows:
        put()
        put(_LEGEND)


def _draw(session: Session, archive: Archive, found: Found) -> str | None:
    phrases = load_phrases(session.language())
    by_source: dict[str, list[Row]] = {}
    for phrase, sightings in found:
        for row in tell_sightings(archive, sightings, phrases):
            name = row.source.name if len(found) == 1 else f"{row.source.id}: {phrase}"
            by_source.setdefault(row.source.id, []).append(replace(row, source=replace(row.source, name=name)))
    title = " / ".join(phrases.quote(phrase) for phrase, _ in found)
    return write_strips(title, [row for rows in by_source.values() for row in rows], phrases)


def _put_drawing(path: Path, drawing: str | None) -> None:
    if drawing is None:
        return
    if path == Path("-"):
        click.echo(drawing.encode(), nl=False)
        return
    write_whole(path, drawing)
    put(str(path))


# ---------------------------------------------------------------- JSON


def _describe(phrase: str, found: Found) -> dict[str, object]:
    sightings = [(written, one) for written, several in found for one in several]
    return make_document(
        "search",
        phrase=phrase,
        hits=[
            _describe_hit(one, passage) for _, one in sightings for period in one.periods for passage in period.passages
        ],
        sightings=[describe_sighting(written, one) for written, one in sightings],
    )


def _describe_hit(sighting: Sighting, passage: Passage) -> dict[str, object]:
    return {
        "source": sighting.source.id,
        "version": passage.last,
        "text": passage.text,
        "first_seen_at": format_instant(passage.first_seen_at),
        "last_seen_at": format_instant(passage.last_seen_at),
        "is_current": passage.is_standing,
    }
