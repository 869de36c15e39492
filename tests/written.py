"""Changes written by hand: each block as one line with [-went-] {+came+} marks, so that a test says what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict

import regex

from statediff.model import (
    Block,
    BlockKind,
    Capture,
    Change,
    Disposition,
    DispositionKind,
    Edit,
    EditKind,
    History,
    Label,
    Move,
    Op,
    Severity,
    Source,
    Span,
    Version,
    Wording,
    digest_of,
)

_MARK = regex.compile(
    r"\[-(?P<old>.*?)-\](?:\{\+(?P<new>.*?)\+\})?|\{\+(?P<only>.*?)\+\}|\[~(?P<was>[^~]*)~(?P<now>[^~]*)~\]"
    r"|<from:(?P<from>.*?)>|<to:(?P<to>.*?)>",
    regex.DOTALL,
)
ALGORITHM = "written-by-hand/1"


@dataclass(frozen=True, slots=True)
class Line:
    """A block as it is written: its marks, its kind, and whether it is on one side only ("-", "+")."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    side: str = ""
    language: str | None = None


def title(text: str, side: str = "") -> Line:
    return Line(text, BlockKind.TITLE, 1, side)


def heading(text: str, level: int = 2, side: str = "") -> Line:
    return Line(text, BlockKind.HEADING, level, side)


def gone(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Line:
    return Line(text, kind, 0, "-")


def come(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Line:
    return Line(text, kind, 0, "+")


@dataclass(slots=True)
class _Writing:
    old: str = ""
    new: str = ""
    old_blocks: list[Block] = field(default_factory=list)
    new_blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def put(self, kind: str, old: str, new: str) -> Span:
        span = Span(
            kind=kind,  # type: ignore[arg-type]
            old_start=len(self.old),
            old_end=len(self.old) + len(old),
            new_start=len(self.new),
            new_end=len(self.new) + len(new),
        )
        self.old, self.new = self.old + old, self.new + new
        if old or new:
            self.spans.append(span)
        return span


def write_change(
    lines: Sequence[Line | str],
    *,
    language: str | None = "en",
    labels: Mapping[int, Sequence[Label]] | None = None,
    severity: Severity = "substantive",
) -> Change:
    """Build the Change that the lines write down; `labels` are given by the number of the edit."""
    writing = _Writing()
    rows = [Line(line) if isinstance(line, str) else line for line in lines]
    for index, line in enumerate(rows):
        _write_line(writing, line, rows[index + 1 :])
    moves = tuple(_moves(writing))
    edits = sorted(writing.edits, key=lambda edit: (edit.new_start, edit.old_start))
    numbered = tuple(
        replace(edit, number=number, labels=tuple((labels or {}).get(number, ())))
        for number, edit in enumerate(edits, start=1)
    )
    return Change(
        old_text=writing.old,
        new_text=writing.new,
        edits=numbered,
        spans=tuple(writing.spans),
        moves=moves,
        severity=severity if numbered else "none",
        old_blocks=tuple(writing.old_blocks),
        new_blocks=tuple(writing.new_blocks),
        language=language,
        algorithm=ALGORITHM,
    )


def _moves(writing: _Writing) -> Iterator[Move]:
    for edit in writing.edits:
        if edit.kind is EditKind.MOVED:
            yield Move(old_start=edit.old_start, old_end=edit.old_end, new_start=edit.new_start, new_end=edit.new_end)


def _write_line(writing: _Writing, line: Line, rest: Sequence[Line]) -> None:
    first_old, first_new = len(writing.old), len(writing.new)
    if line.side:
        _write_whole(writing, line)
    else:
        _write_marks(writing, line)
    old, new = writing.old[first_old:], writing.new[first_new:]
    has_old, has_new = line.side != "+", line.side != "-"
    for has, text, blocks in ((has_old, old, writing.old_blocks), (has_new, new, writing.new_blocks)):
        if has:
            cells = tuple(text.split("\t")) if line.kind is BlockKind.ROW else ()
            blocks.append(Block(kind=line.kind, text=text, level=line.level, cells=cells, language=line.language))
    more_old = has_old and any(other.side != "+" for other in rest)
    more_new = has_new and any(other.side != "-" for other in rest)
    if more_old or more_new:
        kind = "equal" if more_old and more_new else "change"
        writing.put(kind, "\n\n" if more_old else "", "\n\n" if more_new else "")


def _write_whole(writing: _Writing, line: Line) -> None:
    move = regex.fullmatch(r"<(from|to):(.*)>", line.text, regex.DOTALL)
    if move:
        _write_move(writing, move[1], move[2])
        return
    old, new = (line.text, "") if line.side == "-" else ("", line.text)
    _add_edit(writing, writing.put("change", old, new), old, new, is_whole_block=True)


def _write_marks(writing: _Writing, line: Line) -> None:
    at = 0
    for mark in _MARK.finditer(line.text):
        plain = line.text[at : mark.start()]
        writing.put("equal", plain, plain)
        at = mark.end()
        if mark["was"] is not None:
            writing.put("cosmetic", mark["was"], mark["now"])
        elif mark["from"] is not None or mark["to"] is not None:
            _write_move(writing, "from" if mark["from"] is not None else "to", mark["from"] or mark["to"])
        else:
            old, new = mark["old"] or "", mark["new"] or mark["only"] or ""
            _add_edit(writing, writing.put("change", old, new), old, new)
    writing.put("equal", line.text[at:], line.text[at:])


def _write_move(writing: _Writing, end: str, text: str) -> None:
    span = writing.put("moved-from" if end == "from" else "moved-to", *((text, "") if end == "from" else ("", text)))
    for index, edit in enumerate(writing.edits):
        if edit.kind is EditKind.MOVED and edit.old.strip() == text.strip():
            found = (
                replace(edit, old_start=span.old_start, old_end=span.old_end)
                if end == "from"
                else replace(edit, new_start=span.new_start, new_end=span.new_end)
            )
            writing.edits[index] = found
            return
    writing.edits.append(
        Edit(
            number=0,
            kind=EditKind.MOVED,
            old=text,
            new=text,
            ops=(Op(kind="equal", text=text),),
            old_start=span.old_start,
            old_end=span.old_end,
            new_start=span.new_start,
            new_end=span.new_end,
        )
    )


def _add_edit(writing: _Writing, span: Span, old: str, new: str, *, is_whole_block: bool = False) -> None:
    kind = EditKind.REWORDED if old and new else EditKind.REMOVED if old else EditKind.INSERTED
    ops = [Op(kind="delete", text=old)] if old else []
    ops += [Op(kind="insert", text=new)] if new else []
    lead_old, lead_new = len(old) - len(old.lstrip()), len(new) - len(new.lstrip())
    writing.edits.append(
        Edit(
            number=0,
            kind=kind,
            old=old.strip(),
            new=new.strip(),
            ops=tuple(ops),
            old_start=span.old_start + lead_old,
            old_end=span.old_start + len(old.rstrip()) if old else span.old_start,
            new_start=span.new_start + lead_new,
            new_end=span.new_start + len(new.rstrip()) if new else span.new_start,
            is_whole_block=is_whole_block,
        )
    )


# ---------------------------------------------------------------- evidence around a change

FIRST = datetime(2026, 11, 17, 12, 4, 9, tzinfo=UTC)
KEY = "statediff-extract/1+0000000000000000"


def write_source(**facts: object) -> Source:
    return replace(
        Source(
            id="defence-en",
            url="https://defence.example/en/news/2026-11-17-joint-production",
            title="Ministry of Defence (invented)",
            publisher="Ministry of Defence (invented)",
            language="en",
        ),
        **facts,  # type: ignore[arg-type]
    )


def write_wording(blocks: Sequence[Block], language: str | None = "en", **facts: object) -> Wording:
    heads = [block.text for block in blocks if block.kind is BlockKind.TITLE]
    return replace(
        Wording(
            title=heads[0] if heads else None,
            language=language,
            published="2026-11-17",
            modified="2026-11-17",
            blocks=tuple(blocks),
        ),
        **facts,  # type: ignore[arg-type]
    )


def write_capture(number: int, hours: float, kind: str = "ok", version: int | None = 1, **facts: object) -> Capture:
    source = write_source()
    disposition = Disposition(kind=DispositionKind(kind), reason="" if kind in ("ok", "same") else "the server was ill")
    is_kept = kind in ("ok", "same")
    return replace(
        Capture(
            id=number,
            source_id=source.id,
            captured_at=FIRST + timedelta(hours=hours),
            disposition=disposition,
            url=source.url,
            final_url=source.url,
            status=200 if is_kept else 503,
            digest=digest_of(str(version).encode()) if is_kept else None,
            size=48_212 if is_kept else None,
            media_type="text/html",
            robots="allowed: no rule for this path",
            tls="TLSv1.3 TLS_AES_256_GCM_SHA384",
            peer_address="203.0.113.7",
            version=version if is_kept else None,
        ),
        **facts,  # type: ignore[arg-type]
    )


class Evidence(TypedDict):
    """What `render_report` wants."""

    change: Change
    source: Source
    old: Version
    new: Version
    history: History
    old_capture: Capture
    new_capture: Capture
    last_seen: Capture
    sentence: str
    language: str
    generator_version: str


def write_evidence(change: Change, *, source: Source | None = None, **wording: object) -> Evidence:
    """Everything `render_report` wants around a change: two versions, six looks, one of them failed, and one gap."""
    source = source or write_source()
    captures = [
        write_capture(1, 0.0),
        write_capture(2, 6.0, "same"),
        write_capture(3, 12.0, "failed"),
        write_capture(4, 60.0, "same"),
        write_capture(5, 66.0, version=2, is_new_version=True),
        write_capture(6, 72.0, "same", version=2),
    ]
    captures = [replace(capture, source_id=source.id, url=source.url, final_url=source.url) for capture in captures]
    versions = [
        Version(
            source_id=source.id,
            number=number,
            wording=write_wording(blocks, change.language, **wording),
            snapshot=digest_of(str(number).encode()),
            extraction=KEY,
            first_seen_at=captures[first].captured_at,
            last_seen_at=captures[last].captured_at,
            previous_seen_at=captures[3].captured_at if number == 2 else None,
            capture_id=captures[first].id,
        )
        for number, blocks, first, last in ((1, change.old_blocks, 0, 3), (2, change.new_blocks, 4, 5))
    ]
    return {
        "change": change,
        "source": source,
        "old": versions[0],
        "new": versions[1],
        "history": History(source=source, versions=tuple(versions), captures=tuple(captures)),
        "old_capture": captures[0],
        "new_capture": captures[4],
        "last_seen": captures[3],
        "sentence": "“Letter of intent” became “agreement”.",
        "language": "en",
        "generator_version": "0.1.0",
    }


def statement_change() -> Change:
    """An invented statement with one of everything: words, figures, a date, a move, a paragraph gone and one come."""
    return write_change(
        [
            title("Two ministries sign [-a letter of intent-]{+an agreement+} on joint production"),
            "The two ministries today signed [-a letter of intent-]{+an agreement+} on the joint production of drones.",
            "The paper covers guided parachutes. <from:Small companies will take part in every stage of the work.>",
            "Output is to rise from 600 to [-1,200-]{+1,100+} sets a year by the end of [-2027-]{+2028+}.",
            gone(
                "One side will also consider handing over further sets from its own stocks before the end of the "
                "year, in line with what was promised at the previous meeting of the two ministers."
            ),
            "The programme [-may-]{+will+} be financed{+ in part+} through a joint fund worth €1.5 billion.",
            come("The agreement needs no ratification by either parliament."),
            heading("How it will be run"),
            Line('[~“~"~]This is about building together,[~”~"~] the minister said.', BlockKind.QUOTE),
            Line("A working group meets every month.", BlockKind.ITEM, 1),
            Line("It reports to the two ministers [-twice-]{+once+} a year.", BlockKind.ITEM, 1),
            Line("Stage\tSets\tYear", BlockKind.ROW),
            Line("First\t[-400-]{+350+}\t2027", BlockKind.ROW),
            "The group meets in turn in both capitals. <to:Small companies will take part in every stage of the work.>",
            "Rights to designs are settled in contracts between the companies.",
            "For the press: the ministry’s press office.",
        ],
        labels={
            1: [Label("commitment", direction="up"), Label("watch", evidence="letter of intent", rule="watch.1")],
            2: [Label("commitment", direction="up")],
            3: [Label("figure", old="1,200", new="1,100", delta="−8.3 %")],
            4: [Label("date", delta="+1 year")],
        },
    )
