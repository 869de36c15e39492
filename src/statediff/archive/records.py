"""Between the nouns and the rows: instants, digests, JSON, and the canonical record that the log proves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from statediff.model import Disposition, Headers, Rules, Source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
LARGEST_NUMBER = (1 << 63) - 1
"""That a column takes."""
DIGEST_PREFIX = "sha256:"
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))
UNSTORED = frozenset({"fetch"})
"""Fields of a Source that belong to a configuration, never to the archive."""


def to_microseconds(instant: datetime) -> int:
    """Return an aware instant as microseconds since 1970 UTC, exactly."""
    return (instant - EPOCH) // _MICROSECOND


def to_instant(microseconds: int) -> datetime:
    """Undo `to_microseconds`; raises OverflowError when it lies in no year that there is."""
    return EPOCH + timedelta(microseconds=microseconds)


def to_digest(sha256: bytes) -> str:
    """Write 32 bytes as "sha256:<64 hex digits>"."""
    return DIGEST_PREFIX + sha256.hex()


def to_sha256(digest: str) -> bytes:
    """Undo `to_digest`."""
    return bytes.fromhex(digest.removeprefix(DIGEST_PREFIX))


def at_most(count: int | None) -> int:
    """Return how many rows a query gives at most, as a database takes it: None is all of them."""
    return LARGEST_NUMBER if count is None else min(count, LARGEST_NUMBER)


def dump(value: object) -> str:
    """Write JSON, compact, in ASCII: the same bytes on every machine, and room for lone surrogates."""
    return _ENCODER.encode(value)


def storable(text: str) -> str:
    """Return text that every database takes: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode() if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _pairs(value: Iterable[Iterable[str]]) -> Headers:
    return tuple((name, content) for name, content in value)


# ---------------------------------------------------------------- sources


def write_source(source: Source) -> str:
    """Write a Source with its rules as JSON, keys in order; how its visits are made is no part of it."""
    facts = {entry.name: getattr(source, entry.name) for entry in fields(source) if entry.name not in UNSTORED}
    document = {**facts, "rules": _facts_of(source.rules)}
    return storable(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _facts_of(noun: Rules | Route) -> dict[str, Any]:
    """Return the fields by their names, in order; `asdict` would copy every string of them."""
    return {entry.name: getattr(noun, entry.name) for entry in fields(noun)}


def read_source(document: str) -> Source:
    """Undo `write_source`; keys that this program does not know are left out."""
    facts: dict[str, Any] = json.loads(document)
    rules = _known(Rules, facts.pop("rules"))
    rules |= {name: tuple(rules[name]) for name in ("select", "remove") if name in rules}
    known = _known(Source, facts)
    known["headers"] = _pairs(known.get("headers", ()))
    known |= {name: tuple(known.get(name, ())) for name in ("links", "allow_hosts")}
    return Source(**known, rules=Rules(**rules))


def _known(kind: type[Source | Rules], facts: Mapping[str, Any]) -> dict[str, Any]:
    names = {entry.name for entry in fields(kind)} - UNSTORED
    return {name: value for name, value in facts.items() if name in names}


# ---------------------------------------------------------------- captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A disposition as a row."""

    kind: str
    vendor: str
    reason: str
    evidence: str

    @classmethod
    def of(cls, disposition: Disposition) -> Verdict:
        """Take a Disposition apart."""
        return cls(
            kind=str(disposition.kind),
            vendor=storable(disposition.vendor or ""),
            reason=storable(disposition.reason),
            evidence=dump(disposition.evidence),
        )

    def document(self) -> str:
        """Write it for the log."""
        kind, reason, vendor = dump(self.kind), dump(self.reason), dump(self.vendor)
        return f'{{"evidence":{self.evidence},"kind":{kind},"reason":{reason},"vendor":{vendor}}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a visit went and how: facts that hardly change from look to look."""

    url: str
    final_url: str
    media_type: str
    robots: str
    tls: str
    peer: str

    def document(self) -> str:
        """Write it for the log."""
        return dump(_facts_of(self))


Pairs = tuple[tuple[str, str | None], ...]
"""Header pairs in order; a value that differs from look to look is None, and kept with each capture."""


def fill_headers(pairs: Pairs, values: Sequence[str]) -> Headers:
    """Return header pairs with their None values filled in turn; raises ValueError when the values do not fit."""
    if sum(value is None for _, value in pairs) != len(values):
        raise ValueError("the header values do not fit their names")
    left = iter(values)
    return tuple((name, next(left) if value is None else value) for name, value in pairs)


def write_record(
    *,
    number: int,
    source: str,
    slot: int | None,
    at: int,
    verdict: str,
    route: str,
    status: int | None,
    headers: str,
    hops: str,
    body: tuple[bytes, int] | None,
    confirms: int | None,
    elapsed: int,
    wire: bytes | None,
) -> bytes:
    """Write the canonical record of a capture: one line of JSON, keys in order, ASCII; the log hashes these bytes."""
    content = f'{{"digest":"sha256:{body[0].hex()}","size":{body[1]}}}' if body else "null"
    return (
        f'{{"at":{at},"body":{content},"capture":{number},"confirms":{_number(confirms)},"disposition":{verdict},'
        f'"elapsed":{elapsed},"headers":{headers},"hops":{hops},"route":{route},"slot":{_number(slot)},'
        f'"source":{dump(source)},"status":{_number(status)},"wire":{_wire(wire)}}}'
    ).encode("ascii")


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _wire(sha256: bytes | None) -> str:
    return "null" if sha256 is None else f'"sha256:{sha256.hex()}"'
