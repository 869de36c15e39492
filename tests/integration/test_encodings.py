"""The same bytes under another charset or media type are never shown as a change of wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servers import Answer, ScriptedServer
from statediff import revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import Capture, Change, FetchSettings, Rules, Source, Wording
from statediff.tracker import track

LEAD = "Міністри двох країн зустрілися в понеділок і обговорили постачання засобів протиповітряної оборони."
INTENT = "Сторони підписали лист про наміри щодо спільного виробництва безпілотників."
AGREEMENT = "Сторони підписали угоду щодо спільного виробництва безпілотників."
ACCORD = "Le ministère a signé l’accord sur la défense aérienne à Rennes."
WRONG, RIGHT = "text/html; charset=koi8-u", "text/html; charset=windows-1251"
NO_RULES = Rules()


def write(*paragraphs: str, charset: str = "windows-1251", title: str = "Заява") -> bytes:
    """Write a page that does not say in which charset it is: a wrong one garbles it without any sign in the bytes."""
    prose = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<html lang="uk"><title>{title}</title><body><h1>{title}</h1>{prose}</body></html>'.encode(charset)


FRENCH = write(ACCORD, charset="utf-8", title="Accord")


@dataclass(slots=True)
class Desk:
    archive: Archive
    server: ScriptedServer
    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    readings: list[str | None] = field(default_factory=list)

    def look(self, body: bytes, content_type: str) -> Capture:
        """Look once at a body under a type, six hours after the last time."""
        self.instant += timedelta(hours=6)
        url = self.server.script("/news", Answer(body=body, media_type=content_type))
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        [capture] = track(
            [Source(id="mzs", url=url)], self.archive, settings=settings, read=self._read, now=lambda: self.instant
        )
        return capture

    def _read(
        self,
        body: bytes,
        media_type: str | None = "text/html",
        url: str | None = None,
        *,
        rules: Rules = NO_RULES,
        pinned: str | None = None,
    ) -> Wording:
        self.readings.append(media_type)
        return extract(body, media_type, url, rules=rules, pinned=pinned)

    def change(self, old: int, new: int) -> Change:
        first, second = (self.archive.version(f"mzs@v{number}") for number in (old, new))
        return revisions.compare(self.archive, first, second)


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Iterator[Desk]:
    with create(tmp_path / "archive.db") as archive:
        yield Desk(archive=archive, server=server)


def test_bytes_whose_charset_was_corrected_are_read_again_and_no_edit_is_shown(desk: Desk) -> None:
    desk.look(write(LEAD, INTENT), WRONG)

    corrected = desk.look(write(LEAD, INTENT), RIGHT)

    newest = desk.archive.last_version("mzs")
    assert newest is not None
    assert INTENT in newest.wording.text
    assert "encoding" in corrected.events
    assert newest.is_technical
    assert desk.change(1, 2).severity == "none"


def test_an_edit_after_a_corrected_charset_is_the_only_thing_shown(desk: Desk) -> None:
    desk.look(write(LEAD, INTENT), WRONG)
    desk.look(write(LEAD, INTENT), RIGHT)

    desk.look(write(LEAD, AGREEMENT), RIGHT)

    change = desk.change(2, 3)
    assert (change.severity, len(change.edits)) == ("substantive", 1)


def test_a_charset_that_garbles_known_words_is_noted_and_changes_nothing(desk: Desk) -> None:
    desk.look(FRENCH, "text/html; charset=utf-8")

    garbled = desk.look(FRENCH, "text/html; charset=windows-1252")
    again = desk.look(FRENCH, "text/html; charset=utf-8")

    assert (garbled.is_new_version, again.is_new_version) == (False, False)
    assert "encoding" in garbled.events
    newest = desk.archive.last_version("mzs")
    assert newest is not None
    assert ACCORD in newest.wording.text


def test_another_spelling_of_the_same_type_is_the_same(desk: Desk) -> None:
    desk.look(write(LEAD, INTENT), "text/html; charset=utf-8")

    again = desk.look(write(LEAD, INTENT), 'TEXT/HTML;Charset="UTF-8"')

    assert again.disposition.kind == "same"


def test_bytes_read_under_a_corrected_charset_are_not_read_at_every_look(desk: Desk) -> None:
    desk.look(write(LEAD, INTENT), WRONG)
    desk.look(write(LEAD, INTENT), RIGHT)
    desk.readings.clear()

    kinds = [str(desk.look(write(LEAD, INTENT), RIGHT).disposition.kind) for _ in range(3)]

    assert kinds == ["same"] * 3
    assert not desk.readings


def test_what_a_corrected_charset_made_can_be_derived_again(desk: Desk) -> None:
    desk.look(write(LEAD, INTENT), WRONG)
    desk.look(write(LEAD, INTENT), RIGHT)

    assert not list(revisions.rederive(desk.archive, read=extract))
