"""The nouns of statediff as frozen facts: no I/O, no clock, no globals.

Data flows one way: Source -> Exchange -> Capture + Snapshot -> Wording -> Version -> Change -> Report.
Instants are aware UTC datetimes, durations are seconds, sizes are bytes, text offsets are code points, digests
are written "sha256:" followed by 64 hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Self

from statediff.judgements import Substitution

Headers = tuple[tuple[str, str], ...]


def digest_of(body: bytes) -> str:
    """Name bytes by their SHA-256: "sha256:<64 hex digits>"."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


# ---------------------------------------------------------------- what is watched


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a source's wording is read out of its bytes; empty means the automatic choice."""

    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    preset: str | None = None
    keep_links: bool = False
    language: str | None = None
    json_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A watched page: its identity, address, reading rules and schedule."""

    id: str
    url: str
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    edition_of: str | None = None
    rules: Rules = field(default_factory=Rules)
    every_seconds: int = 21_600
    enabled: bool = True
    render: bool = False
    ignore_robots: str | None = None
    headers: Headers = ()
    ca_file: str | None = None
    pin: str | None = None
    allow_http_downgrade: bool = False
    discover: Literal["feed", "sitemap", "listing"] | None = None
    """Whether the page is a list of pages, each of which becomes a source with this one's rules."""
    links: tuple[str, ...] = ()
    """Of a listing: CSS selectors of the links to follow; without them a general rule finds the list."""
    allow_hosts: tuple[str, ...] = ()
    """Of a list of pages: the other hosts whose pages it may name: "news.example", "*.example"."""
    parent: str | None = None
    adaptive: bool = False
    """Whether the rhythm is learned from the page's changes; `every_seconds` is then where it starts."""
    fetch: FetchSettings | None = field(default=None, compare=False, repr=False)
    """How the configuration that names this source makes its visits; never stored."""


# ---------------------------------------------------------------- how it is watched


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How every visit is made: who we say we are, how long, how much and how often."""

    user_agent: str
    """Names the tool and a contact, as the manners of the web ask for."""
    timeout_seconds: float = 30.0
    """For one visit as a whole, redirects included."""
    connect_seconds: float = 10.0
    max_bytes: int = 52_428_800
    delay_seconds: float = 3.0
    """Least pause between two requests to one host."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that may have a private address: "localhost", "127.0.0.1:8000", "intranet.example"."""
    respect_delays: bool = True
    threads: int = 8
    browser: str | None = None
    """Path of the Chromium that renders sources with `render`; None takes the system's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPhrase:
    """A phrase whose coming or going outranks other wording; 1 is the highest rank, no language means any."""

    phrase: str
    language: str | None = None
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that is asked again and again; its changes are those by which a passage with the phrase came or went."""

    name: str
    phrase: str
    family: bool = False
    """Whether the other forms of each word count too (en, fr, uk)."""
    publisher: str | None = None
    language: str | None = None
    sources: tuple[str, ...] = ()


Occasion = Literal["change", "failure", "recovery"]
"""What people may be told of: a change of wording, a source that fails, one that answers again."""
OCCASIONS: tuple[Occasion, ...] = ("change", "failure", "recovery")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Who hears of a run."""

    healthcheck_url: str | None = None
    """Pinged at the start and the end of every run, so that a run which never came is noticed too."""
    on: tuple[Occasion, ...] = ("change", "failure", "recovery")
    severity: Literal["cosmetic", "minor", "substantive"] = "minor"
    """The least severity of a change that is told of."""


# ---------------------------------------------------------------- one visit


class DispositionKind(StrEnum):
    """What came back from a visit: a closed set. Only OK, or a confirmed SUSPECT, may make a Version."""

    OK = "ok"
    SAME = "same"
    REDIRECTED = "redirected"
    GONE = "gone"
    SOFT_404 = "soft-404"
    BLOCKED = "blocked"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    NEEDS_JAVASCRIPT = "needs-javascript"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    BAD_ENCODING = "bad-encoding"
    TLS_ERROR = "tls-error"
    DNS_ERROR = "dns-error"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    ROBOTS_DENIED = "robots-denied"
    REFUSED_ADDRESS = "refused-address"
    PARSER_ERROR = "parser-error"
    SUSPECT = "suspect"
    FAILED = "failed"


FAILURE_KINDS = frozenset(
    kind
    for kind in DispositionKind
    if kind not in {DispositionKind.OK, DispositionKind.SAME, DispositionKind.REDIRECTED, DispositionKind.SUSPECT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """The verdict on one exchange, with a reason in words and the observations behind it."""

    kind: DispositionKind
    reason: str = ""
    evidence: tuple[str, ...] = ()
    vendor: str | None = None

    @property
    def is_failure(self) -> bool:
        """Whether the visit brought no document."""
        return self.kind in FAILURE_KINDS

    def __str__(self) -> str:
        return f"{self.kind}({self.vendor})" if self.vendor else str(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request and its answer on the way to the final URL."""

    url: str
    status: int
    headers: Headers = ()
    peer_address: str | None = None
    elapsed_seconds: float = 0.0
    tls: str | None = None
    """Protocol, cipher, SHA-256 and expiry of the leaf certificate, then the SHA-256 of each certificate above it, when
    the hop was encrypted."""
    certificates: tuple[bytes, ...] = ()
    """The certificates that the server sent, as DER, leaf first."""
    request: bytes = b""
    """The exact bytes that were sent."""
    response: bytes = b""
    """The exact bytes that were received: status line, headers, framing and all."""
    truncated: str = ""
    """Why `response` ends early, in the words of WARC: "length", "time", "disconnect"; "" when it is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """Why no complete answer came: a disposition kind that the network alone decides, and the cause in words."""

    kind: DispositionKind
    cause: str
    transient: bool = True
    retry_at: datetime | None = None
    """When a host that was not asked, since it had asked for a pause, may be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One visit as the network saw it. Can be built by hand: Exchange(url=, status=, headers=, body=).

    `headers` takes a mapping or pairs and is kept as pairs in order. `body` is the entity after transfer and
    content decoding. `url` is what was asked for, `final_url` what answered.
    """

    url: str
    status: int | None = None
    headers: Headers | Mapping[str, str] | Sequence[tuple[str, str]] = ()
    body: bytes = b""
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    elapsed_seconds: float = 0.0
    failure: FetchFailure | None = None
    robots: str | None = None
    """The robots decision in words, e.g. "allowed by rule /news" or "ignored: public-interest archive"."""
    wire_body: bytes | None = None
    """The received bytes when they differ from `body` (content-encoded) or were cut short."""
    has_sibling_like_body: bool | None = None
    """Whether a made-up sibling URL of the same host answers with the same page (soft-404 probe); None: not asked."""
    _digest: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = self.headers.items() if isinstance(self.headers, Mapping) else self.headers
        object.__setattr__(self, "headers", tuple((str(name), str(value)) for name, value in pairs))
        if self.final_url is None:
            object.__setattr__(self, "final_url", self.url)

    def header(self, name: str) -> str | None:
        """Return the last value of a header, whatever its case, or None."""
        found = [value for key, value in self.header_pairs if key.lower() == name.lower()]
        return found[-1] if found else None

    @property
    def header_pairs(self) -> Headers:
        """The headers as pairs in order of arrival."""
        assert isinstance(self.headers, tuple)
        return self.headers

    @property
    def digest(self) -> str:
        """Digest of `body`, computed when it is first asked for."""
        if not self._digest:
            object.__setattr__(self, "_digest", digest_of(self.body))
        return self._digest

    @property
    def media_type(self) -> str | None:
        """The Content-Type without its parameters, in lower case."""
        value = self.header("content-type")
        return value.partition(";")[0].strip().lower() or None if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional GET sends: the validators of the last capture that was ok."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One recorded visit of a source at one instant; every look is recorded, also failed ones."""

    id: int
    source_id: str
    captured_at: datetime
    disposition: Disposition
    url: str
    final_url: str
    status: int | None = None
    headers: Headers = ()
    digest: str | None = None
    """Digest of the snapshot: of the body that came, or for a 304 of the body it confirms."""
    size: int | None = None
    media_type: str | None = None
    elapsed_seconds: float = 0.0
    robots: str | None = None
    tls: str | None = None
    peer_address: str | None = None
    version: int | None = None
    """Number of the Version this look saw, once its wording has been read."""
    is_new_version: bool = False
    """Whether this look was the first to see that Version."""
    events: tuple[str, ...] = ()
    """What else was noticed: "encoding", "layout-changed", "selector-silent", "restored", "moved", ..."""


# ---------------------------------------------------------------- wording


class BlockKind(StrEnum):
    """What a block of a statement is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CAPTION = "caption"
    PRE = "pre"
    TERM = "term"
    DEFINITION = "definition"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink inside a block: its words and its absolute target."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of wording in reading order. A row's `text` is its cells joined by tabs."""

    kind: BlockKind
    text: str
    level: int = 0
    """1-6 for headings, nesting depth from 1 for items, else 0."""
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()
    signature: str = ""
    """Where in the page the block stood: a path of tags and stable class names."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A statement's text as ordered blocks, with its title, language and the page's own dates."""

    title: str | None = None
    language: str | None = None
    published: str | None = None
    """The page's own publication date as ISO 8601 (date or date-time), or None."""
    modified: str | None = None
    blocks: tuple[Block, ...] = ()
    canonical_url: str | None = None
    correction: str | None = None
    """The page's own correction note, when it shows one."""
    charset: str | None = None
    container: str = ""
    """Signature of the container the blocks were read from."""
    notes: tuple[str, ...] = ()
    """Remarks of the extractor: "layout-changed", "needs-ocr", "mojibake", "one-paragraph", ..."""

    @property
    def text(self) -> str:
        """The blocks' text, an empty line between blocks."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def digest(self) -> str:
        """Digest of the words alone: another split into blocks, or other white space, is the same wording."""
        words = " ".join(unicodedata.normalize("NFC", self.text).split())
        return digest_of(words.encode("utf-8", "surrogatepass"))

    @property
    def has_text(self) -> bool:
        """Whether any block holds text."""
        return any(block.text.strip() for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A wording at a place in a source's history; new only if it differs from the one before it."""

    source_id: str
    number: int
    wording: Wording
    snapshot: str
    """Digest of the bytes it was first read from."""
    extraction: str
    """Key of the extractor version and rules that read it; only equal keys are compared."""
    first_seen_at: datetime
    last_seen_at: datetime
    previous_seen_at: datetime | None = None
    """Last sight of the version before it: the change lies between that instant and `first_seen_at`."""
    capture_id: int = 0
    is_technical: bool = False
    """Made by a change of our rules, not of the page."""
    events: tuple[str, ...] = ()

    @property
    def revision(self) -> str:
        """The expression that names this version: "mfa-en@v3"."""
        return f"{self.source_id}@v{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything known of one source: its versions and all looks at it, in order of time."""

    source: Source
    versions: tuple[Version, ...] = ()
    captures: tuple[Capture, ...] = ()


# ---------------------------------------------------------------- change


class EditKind(StrEnum):
    """What happened to a passage."""

    REWORDED = "reworded"
    INSERTED = "inserted"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    COSMETIC = "cosmetic"


Severity = Literal["none", "cosmetic", "minor", "substantive"]
SEVERITIES: tuple[Severity, ...] = ("none", "cosmetic", "minor", "substantive")


class Label(str):
    """A class of content an edit touches ("figure", "date", "negation", ...), with the evidence for it.

    It is the label's name as a string; the facts behind it are attributes.
    """

    __slots__ = ("delta", "direction", "evidence", "new", "old", "rule")

    def __new__(
        cls,
        name: str,
        *,
        rule: str = "",
        old: str = "",
        new: str = "",
        evidence: str = "",
        delta: str = "",
        direction: Literal["up", "down", ""] = "",
    ) -> Self:
        """Make the label `name` with the facts that tell why it stands."""
        label = super().__new__(cls, name)
        label.rule = rule
        label.old = old
        label.new = new
        label.evidence = evidence
        label.delta = delta
        label.direction = direction
        return label

    rule: str
    """Id of the rule that fired."""
    old: str
    new: str
    evidence: str
    delta: str
    """The size of the change in words: "−8.3 %", "+1 year"."""
    direction: Literal["up", "down", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """A run of text inside an edit that stayed, went or came."""

    kind: Literal["equal", "delete", "insert"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run over both texts. Spans stand in order and cover both texts whole; offsets are code points."""

    kind: Literal["equal", "cosmetic", "change", "moved-from", "moved-to"]
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A passage that stands elsewhere now; `spans` tell what was edited inside it."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that changed, with one number that is the same in list, text and links."""

    number: int
    kind: EditKind
    labels: tuple[Label, ...] = ()
    old: str = ""
    new: str = ""
    ops: tuple[Op, ...] = ()
    score: float = 0.0
    old_start: int = 0
    old_end: int = 0
    new_start: int = 0
    new_end: int = 0
    old_block: int | None = None
    """Index of the block of the old wording it starts in; None for plain strings."""
    new_block: int | None = None
    is_whole_block: bool = False
    """Whether whole paragraphs came or went, rather than words inside one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatEvent:
    """A difference beside the text: a heading became a paragraph, a table row moved, a paragraph was split."""

    kind: str
    old_block: int | None = None
    new_block: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two wordings: numbered edits, spans over both texts, moves, severity and score."""

    old_text: str
    new_text: str
    edits: tuple[Edit, ...] = ()
    spans: tuple[Span, ...] = ()
    moves: tuple[Move, ...] = ()
    severity: Severity = "none"
    score: float = 0.0
    old_blocks: tuple[Block, ...] = ()
    """The blocks behind `old_text` (joined by an empty line), or one paragraph for a plain string."""
    new_blocks: tuple[Block, ...] = ()
    format_events: tuple[FormatEvent, ...] = ()
    language: str | None = None
    algorithm: str = ""
    """Name and version of the comparison that made it."""
    unshown_slots: tuple[str, ...] = ()
    """Volatile places of the page whose words differ, and which were left out of both texts before comparing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSummary:
    """What the archive keeps of a Change for its views; the Change itself is computed anew from the two versions."""

    severity: Severity
    score: float
    sentence: str
    algorithm: str
    edits: int
    words_removed: int
    words_added: int
    substitutions: tuple[Substitution, ...] = ()


def day_of(iso: str | None) -> date | None:
    """Return the calendar day of an ISO 8601 date or date-time, or None when there is none."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
