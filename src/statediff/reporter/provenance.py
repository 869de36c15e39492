"""Provenance: what both sides of a comparison rest on, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from statediff.model import Capture, History, Source, Version, day_of
from statediff.reporter.characters import count_words
from statediff.reporter.cite import web_address
from statediff.reporter.members import format_instant
from statediff.reporter.phrasing import Phrases
from statediff.reporter.terminal import came_back

Look = Literal["text", "time", "code", "flag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One side's value of a field: lines of text, how they look, and an address when they are one."""

    lines: tuple[str, ...]
    look: Look = "text"
    flag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the provenance table; `after` is None when both sides share one value."""

    name: str
    before: Value
    after: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The short table, the full list under it, and how to check the bytes oneself."""

    short: tuple[Field, ...]
    full: tuple[Field, ...]
    commands: tuple[str, ...]


def gather_provenance(
    source: Source,
    old: Version,
    new: Version,
    captures: tuple[Capture, Capture, Capture],
    phrases: Phrases,
    *,
    unshown: tuple[str, ...] = (),
) -> Provenance:
    """Return what is known of both captures; `captures` are the old one, the new one and the last sight of the old.

    `unshown` are the volatile slots that were left out of both texts.
    """
    one, other, _ = captures
    return Provenance(
        short=tuple(_short(old, new, one, other, phrases)),
        full=(*_full(source, old, new, captures, phrases), *_unshown(unshown, phrases)),
        commands=(
            "statediff verify",
            f"statediff show --raw {old.revision}",
            f"statediff show --raw {new.revision}",
            f"statediff diff {old.revision}..{new.revision}"
            if old.source_id == new.source_id
            else f"statediff diff {old.revision} {new.revision}",
            *([f"statediff sources {new.source_id} --filters"] if unshown else ()),
        ),
    )


def _short(old: Version, new: Version, one: Capture, other: Capture, phrases: Phrases) -> Iterator[Field]:
    say = phrases.say
    yield Field(
        name=say("provenance.captured"),
        before=Value(lines=_clock(one.captured_at, phrases), look="time"),
        after=Value(lines=_clock(other.captured_at, phrases), look="time"),
    )
    yield Field(name=say("provenance.http"), before=_http(one, phrases), after=_http(other, phrases))
    yield Field(name=say("provenance.size"), before=_size(old, one, phrases), after=_size(new, other, phrases))
    is_unmoved = old.source_id == new.source_id and _own_date(old) is not None and _own_date(old) == _own_date(new)
    yield Field(
        name=say("provenance.own_date"),
        before=Value(lines=(_shown_date(old, phrases),)),
        after=Value(lines=(_shown_date(new, phrases),), flag=say("provenance.unchanged") if is_unmoved else ""),
    )
    yield Field(
        name=say("provenance.bytes_hash"),
        before=Value(lines=(_bare(old.snapshot),), look="code"),
        after=Value(lines=(_bare(new.snapshot),), look="code"),
    )
    yield Field(
        name=say("provenance.text_hash"),
        before=Value(lines=(_bare(old.wording.digest),), look="code"),
        after=Value(lines=(_bare(new.wording.digest),), look="code"),
    )
    missing = Value(lines=(say("provenance.no_copy"),))
    yield Field(name=say("provenance.copy"), before=missing, after=missing)


def _full(
    source: Source, old: Version, new: Version, captures: tuple[Capture, Capture, Capture], phrases: Phrases
) -> Iterator[Field]:
    say = phrases.say
    one, other, last_seen = captures
    for name, digest in (
        ("bytes_before", old.snapshot),
        ("bytes_after", new.snapshot),
        ("text_before", old.wording.digest),
        ("text_after", new.wording.digest),
    ):
        yield Field(name=say(f"provenance.{name}"), before=Value(lines=(_bare(digest),), look="code"))
    yield Field(name=say("provenance.last_seen"), before=_instant(last_seen.captured_at))
    yield _pair(say("provenance.disposition"), came_back(one, phrases), came_back(other, phrases))
    yield _pair_of(say("provenance.requested"), _address(one.url), _address(other.url))
    finals = [
        _address(capture.final_url)
        if capture.final_url != capture.url
        else Value(lines=(say("provenance.no_redirect"),))
        for capture in (one, other)
    ]
    yield _pair_of(say("provenance.final"), *finals)
    unknown = say("provenance.unknown")
    yield _pair(say("provenance.robots"), one.robots or unknown, other.robots or unknown)
    yield _pair(say("provenance.tls"), one.tls or unknown, other.tls or unknown)
    yield _pair(say("provenance.peer"), one.peer_address or unknown, other.peer_address or unknown)
    if old.wording.correction or new.wording.correction:
        none = say("provenance.no_date")
        yield _pair(say("provenance.correction"), old.wording.correction or none, new.wording.correction or none)
    yield Field(name=say("provenance.rules"), before=Value(lines=_rules(source, phrases)))
    if old.extraction == new.extraction:
        yield Field(name=say("provenance.same_extraction"), before=Value(lines=(new.extraction,), look="code"))
    else:
        yield Field(name=say("provenance.extraction_before"), before=Value(lines=(old.extraction,), look="code"))
        yield Field(name=say("provenance.extraction_after"), before=Value(lines=(new.extraction,), look="code"))


def _unshown(slots: tuple[str, ...], phrases: Phrases) -> Iterator[Field]:
    if slots:
        yield Field(name=phrases.say("provenance.unshown"), before=Value(lines=slots, look="code"))


def _pair(name: str, before: str, after: str) -> Field:
    return _pair_of(name, Value(lines=(before,)), Value(lines=(after,)))


def _pair_of(name: str, before: Value, after: Value) -> Field:
    """A field that stands once when both sides agree."""
    return Field(name=name, before=before, after=None if before == after else after)


def _address(url: str) -> Value:
    return Value(lines=(url,), href=web_address(url) or "")


def _clock(instant: datetime, phrases: Phrases) -> tuple[str, ...]:
    instant = instant.astimezone(UTC)
    return phrases.day(instant.date()), f"{instant:%H:%M:%S}"


def _instant(instant: datetime) -> Value:
    return Value(lines=(format_instant(instant),))


def _http(capture: Capture, phrases: Phrases) -> Value:
    status = str(capture.status) if capture.status is not None else phrases.say("provenance.no_status")
    return Value(lines=(" · ".join(part for part in (status, capture.media_type) if part),))


def _size(version: Version, capture: Capture, phrases: Phrases) -> Value:
    size = phrases.say("count.bytes", capture.size) if capture.size is not None else phrases.say("provenance.not_kept")
    return Value(lines=(size, phrases.say("count.words", count_words(version.wording.text))))


def _own_date(version: Version) -> str | None:
    return version.wording.modified or version.wording.published


def _shown_date(version: Version, phrases: Phrases) -> str:
    own = _own_date(version)
    day = day_of(own)
    if day is None or own is None:
        return own or phrases.say("provenance.no_date")
    clock = own[11:16] if len(own) >= 16 else ""
    return f"{phrases.day(day)} {clock}".strip()


def tell_silence(old: Version, new: Version) -> str:
    """Tell how an edit was made in silence: "date" when the page's own date did not move, "none" when it shows none.

    "" when the page shows a new correction note, or moved its date.
    """
    if new.wording.correction != old.wording.correction or _own_date(old) != _own_date(new):
        return ""
    return "date" if _own_date(new) else "none"


def _rules(source: Source, phrases: Phrases) -> tuple[str, ...]:
    rules = source.rules
    told = [f"select: {selector}" for selector in rules.select]
    told += [f"remove: {selector}" for selector in rules.remove]
    told += [f"{name}: {value}" for name, value in (("preset", rules.preset), ("json-path", rules.json_path)) if value]
    return tuple(told) or (phrases.say("provenance.automatic"),)


def _bare(digest: str) -> str:
    return digest.removeprefix("sha256:")


def seconds_watched(history: History, until: datetime) -> float | None:
    """Seconds from the first look at a page until an instant, or None when there was none before it."""
    if not history.captures or history.captures[0].captured_at >= until:
        return None
    return (until - history.captures[0].captured_at).total_seconds()
