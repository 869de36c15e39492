"""Looks: the newest ones while a run goes on, one with the bytes it brought, and the notes on what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statediff.model import Capture, Change, Source, Version
from statediff.reporter.characters import keep_apart
from statediff.reporter.desk.frame import make_frame
from statediff.reporter.noted import place_notes
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.outlets.rows import SourceRow, source_path
from statediff.reporter.review import Note, ReviewForm
from statediff.reporter.statement import read_statement
from statediff.reporter.terminal import came_back


@dataclass(frozen=True, slots=True, kw_only=True)
class HostVisit:
    """A host that a run visits now."""

    host: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look in a list: what it brought in words, and where more stands."""

    capture: Capture
    came_back: str
    href: str


class LookPages:
    """Writes the pages of looks. The bytes depend on the arguments alone: no clock, locale or time zone is read."""

    def __init__(self, *, language: str, generator_version: str = "", ways: tuple[tuple[str, str], ...] = ()) -> None:
        self._frame = make_frame(language=language, generator_version=generator_version, is_served=True, ways=ways)
        self.phrases = self._frame.phrases

    def write_live(
        self,
        captures: Sequence[Capture],
        hosts: Sequence[HostVisit],
        *,
        fields: Sequence[Field] = (),
        turning: Turning | None = None,
        path: str,
    ) -> str:
        """Return looks, newest first, and the hosts that a run visits now; `turning` tells which part of all it is."""
        say = self.phrases.say
        lines = [
            LookLine(capture=one, came_back=came_back(one, self.phrases), href=f"looks/{one.id}.html")
            for one in captures
        ]
        return self._frame.write(
            "live.html",
            path,
            title=say("live.title"),
            lead=say("live.lead"),
            crumbs=((say("site.home"), "index.html"), (say("live.title"), "")),
            urls=[one.url for one in captures],
            lines=lines,
            hosts=hosts,
            fields=fields,
            turning=turning,
        )

    def write_notes(
        self, source: SourceRow, version: Version, notes: Sequence[Note], form: ReviewForm | None, *, path: str
    ) -> str:
        """Return a version's text with the notes on it and on those before it, and a form for one more, if any."""
        say, name, wording = self.phrases.say, f"v{version.number}", version.wording
        title = say("notes.title", name=keep_apart(source.name), version=name)
        unchanged = Change(
            old_text=wording.text,
            new_text=wording.text,
            old_blocks=wording.blocks,
            new_blocks=wording.blocks,
            language=wording.language or source.language,
        )
        statement = read_statement(unchanged, self.phrases, noted=place_notes(notes, unchanged))
        return self._frame.write(
            "notes.html",
            path,
            title=title,
            lead=say("notes.lead"),
            crumbs=(
                (say("site.home"), "index.html"),
                (source.id, source.path),
                (f"{say('source.to_notes')}, {name}", ""),
            ),
            urls=[source.url],
            source=source,
            revision=name,
            language=unchanged.language or "",
            rows=statement.rows,
            note_rows=statement.rows_of_notes(),
            notes=notes,
            form=form,
        )

    def write_look(self, capture: Capture, source: Source, *, name: str, snapshot: str, path: str) -> str:
        """Return one look with what was answered; `snapshot` is the address of its bytes, "" when none came."""
        say = self.phrases.say
        title = say("live.look", number=self.phrases.number(capture.id))
        return self._frame.write(
            "look.html",
            path,
            title=title,
            lead=say("live.look_lead"),
            crumbs=((say("site.home"), "index.html"), (source.id, source_path(source.id)), (title, "")),
            urls=[source.url],
            capture=capture,
            source=source,
            name=name,
            came_back=came_back(capture, self.phrases),
            snapshot=snapshot,
            has_frame=bool(snapshot),
        )
