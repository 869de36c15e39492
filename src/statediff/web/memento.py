"""Memento (RFC 7089): a TimeMap and a TimeGate for each source, and the captured bytes as mementos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from statediff.archive import Archive
from statediff.model import Capture, DispositionKind, Source

LINK_FORMAT = "application/link-format"
_STAMP = "%Y%m%d%H%M%S"
_IN_A_LINK = "!#$%&'*+,-./:;=?@[]_~()"
"""What may stand in an address between angle brackets; the rest is percent-encoded once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mementos:
    """The captures of a source that brought its document, oldest first, one an instant."""

    source: Source
    captures: tuple[Capture, ...]

    def nearest(self, instant: datetime | None) -> Capture | None:
        """Return the capture nearest to an instant, the earlier of two equally near; the newest for None."""
        if not self.captures or instant is None:
            return self.captures[-1] if self.captures else None
        return min(self.captures, key=lambda one: (abs(one.captured_at - instant), one.captured_at))

    def at(self, stamp: str) -> Capture | None:
        """Return the capture whose memento bears that 14-digit stamp, or None."""
        return next((one for one in self.captures if stamp_of(one) == stamp), None)


def find_mementos(archive: Archive, address: str) -> Mementos | None:
    """Return the mementos of the source that watches an address, or None when none does.

    Addresses are the same when they differ in the fragment, or in a slash at the end of an empty path, alone.
    """
    wanted = _plain(address)
    source = next((one for one in archive.sources() if _plain(one.url) == wanted), None)
    if source is None:
        return None
    shown: dict[str, Capture] = {}
    for capture in archive.history(source.id).captures:
        if capture.digest is not None and capture.disposition.kind in {DispositionKind.OK, DispositionKind.SAME}:
            shown.setdefault(stamp_of(capture), capture)
    return Mementos(source=source, captures=tuple(shown.values()))


def stamp_of(capture: Capture) -> str:
    """The instant of a capture to the second, in 14 digits, UTC: "20260801060000"."""
    return capture.captured_at.astimezone(UTC).strftime(_STAMP)


def http_date(instant: datetime) -> str:
    """An instant as HTTP writes it: "Sat, 01 Aug 2026 06:00:00 GMT"."""
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0), usegmt=True)


def parse_accept_datetime(value: str | None) -> datetime | None:
    """Read an Accept-Datetime header; None when there is none. Raises ValueError for what is no HTTP date."""
    if value is None:
        return None
    try:
        instant = parsedate_to_datetime(value)
    except (TypeError, IndexError) as error:
        raise ValueError(f"{value!r} is no HTTP date") from error
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def write_timemap(base: str, mementos: Mementos) -> str:
    """Return the TimeMap in link format: the original, its TimeGate, this map, and every memento, oldest first."""
    original = mementos.source.url
    captures = mementos.captures
    span = (
        f'; from="{http_date(captures[0].captured_at)}"; until="{http_date(captures[-1].captured_at)}"'
        if captures
        else ""
    )
    lines = [
        _link(original, 'rel="original"'),
        _link(timegate_of(base, original), 'rel="timegate"'),
        _link(timemap_of(base, original), f'rel="self"; type="{LINK_FORMAT}"{span}'),
        *(_memento_link(base, original, captures, number) for number in range(len(captures))),
    ]
    return ",\n".join(lines) + "\n"


def write_links(base: str, mementos: Mementos, chosen: Capture | None) -> str:
    """Return the Link header of a TimeGate's or a memento's answer."""
    original, captures = mementos.source.url, mementos.captures
    places = {0, len(captures) - 1} | ({captures.index(chosen)} if chosen is not None else set())
    return ", ".join(
        [
            _link(original, 'rel="original"'),
            _link(timegate_of(base, original), 'rel="timegate"'),
            _link(timemap_of(base, original), f'rel="timemap"; type="{LINK_FORMAT}"'),
            *(_memento_link(base, original, captures, place) for place in sorted(places) if 0 <= place < len(captures)),
        ]
    )


def timegate_of(base: str, address: str) -> str:
    """The address of a TimeGate."""
    return f"{base}timegate/{address}"


def timemap_of(base: str, address: str) -> str:
    """The address of a TimeMap."""
    return f"{base}timemap/link/{address}"


def memento_of(base: str, address: str, capture: Capture) -> str:
    """The address of a memento."""
    return f"{base}memento/{stamp_of(capture)}/{address}"


def asked_address(path: str, query: str) -> str:
    """Return the address after a prefix, with the query that belongs to it; "http:/x" had its slashes folded."""
    address = path
    for scheme in ("http", "https"):
        if address.startswith(f"{scheme}:/") and not address.startswith(f"{scheme}://"):
            address = f"{scheme}://" + address[len(scheme) + 2 :]
    return f"{address}?{query}" if query else address


def _memento_link(base: str, original: str, captures: Sequence[Capture], place: int) -> str:
    ends = [name for name, at in (("first", 0), ("last", len(captures) - 1)) if at == place]
    relation = " ".join([*ends, "memento"])
    capture = captures[place]
    return _link(memento_of(base, original, capture), f'rel="{relation}"; datetime="{http_date(capture.captured_at)}"')


def _link(address: str, attributes: str) -> str:
    return f"<{quote(address, safe=_IN_A_LINK)}>; {attributes}"


def _plain(address: str) -> str:
    base = address.partition("#")[0]
    scheme, colon, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{colon}{host.lower()}/{path}" if slash or colon else base
