"""Every text read again out of its bytes: what the archive shows is what its snapshots say."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from commandline import CommandLine
from servers import ScriptedServer, page
from statediff import revisions
from statediff.archive import Archive, create, open_archive
from statediff.errors import ExtractionError
from statediff.extractor import extract, extraction_key
from statediff.findings import Damage
from statediff.model import FetchSettings, Rules, Source, Wording
from statediff.tracker import track
from visits import START, look, paragraphs

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
UHODA = "Сторони підписали угоду про спільне виробництво дронів-перехоплювачів в обох країнах у вівторок."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
FORGED = paragraphs("They signed an agreement that nobody ever saw in the capital on Tuesday.")


def look_often(archive: Archive, server: ScriptedServer, source: Source, times: int) -> None:
    settings = FetchSettings(
        user_agent="statediff-tests (+tests@statediff.example)", private_hosts=(server.host,), respect_delays=False
    )
    for number in range(times):
        at = START + timedelta(hours=6 * number)

        def now(at: datetime = at) -> datetime:
            return at

        list(track([source], archive, settings=settings, read=extract, now=now))


def rederived(archive: Archive) -> list[Damage]:
    return list(revisions.rederive(archive, read=extract))


def inside(name: str, *texts: str) -> str:
    """A page whose statement stands in a part of that class."""
    return f"<html><body><div class='{name}'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div></body></html>"


def test_words_that_came_changed_and_came_back_are_found_in_their_bytes(tmp_path: Path, server: ScriptedServer) -> None:
    pages = [page(LEAD, INTENT), page(LEAD, INTENT, REST), page(LEAD, UHODA), page(LEAD, INTENT), page(LEAD, INTENT)]
    with create(tmp_path / "archive.db") as archive:
        look_often(archive, server, Source(id="mod", url=server.script("/news", pages)), 5)

        assert len(archive.history("mod").versions) == 4
        assert rederived(archive) == []


@pytest.mark.parametrize("select", [(), (".text",)])
def test_a_page_that_was_rebuilt_is_no_damage(tmp_path: Path, server: ScriptedServer, select: tuple[str, ...]) -> None:
    layouts = ("text", "text", "story", "story", "text")
    texts = ((LEAD, INTENT), (LEAD, UHODA), (LEAD, UHODA), (LEAD, UHODA, REST), (LEAD, REST))
    pages = [inside(name, *said) for name, said in zip(layouts, texts, strict=True)]
    source = Source(id="mod", url=server.script("/news", pages), rules=Rules(select=select))
    with create(tmp_path / "archive.db") as archive:
        look_often(archive, server, source, 5)

        assert len(archive.history("mod").versions) >= 3
        assert rederived(archive) == []


def test_words_that_their_bytes_do_not_hold_are_named(tmp_path: Path) -> None:
    source = Source(id="mod", url="https://mod.example/news")
    with create(tmp_path / "archive.db") as archive:
        for number, wording in enumerate((extract(page(LEAD, INTENT).encode()), FORGED)):
            kept = look(archive, page(LEAD, INTENT) + f"<!-- {number} -->", source=source, at=number)
            archive.derive(kept, wording, extraction_key(source.rules))

        assert archive.verify().is_sound
        [damage] = rederived(archive)

    assert damage == Damage(place="version mod@v2", problem="its words are not those that its snapshot is read as")


def test_bytes_that_no_reader_takes_any_more_are_named_with_the_cause(tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> Wording:
        raise ExtractionError("mod", "the file is encrypted", "report this")

    source = Source(id="mod", url="https://mod.example/news")
    with create(tmp_path / "archive.db") as archive:
        archive.derive(look(archive, "<p>x</p>", source=source), FORGED, extraction_key(source.rules))

        [damage] = revisions.rederive(archive, read=refuse)

    assert damage.problem == "its snapshot can no longer be read (the file is encrypted)"


def test_what_earlier_rules_read_is_not_judged_by_todays(tmp_path: Path) -> None:
    source = Source(id="mod", url="https://mod.example/news")
    with create(tmp_path / "archive.db") as archive:
        archive.derive(look(archive, page(LEAD), source=source), FORGED, extraction_key(Rules(select=("b",))))

        assert rederived(archive) == []


def test_the_command_reads_every_text_again_only_when_asked(tmp_path: Path, server: ScriptedServer) -> None:
    cli = CommandLine(tmp_path)
    cli.configure(x=server.script("/x", page(LEAD, INTENT)))
    cli("track", "x")
    whole = cli("verify", "--read-data")
    with open_archive(tmp_path / "snapshots" / "statediff.db") as archive, archive.run("track"):
        source = archive.source("x")
        kept = look(archive, page(LEAD, REST), source=source, at=9)
        archive.derive(kept, FORGED, extraction_key(source.rules))

    found = cli("verify", "--read-data", "--json")

    assert (whole.code, whole.out.split(":")[0]) == (0, "sound")
    assert (cli("verify").code, cli("verify", "--quick").code, found.code) == (0, 0, 4)
    assert [damage["place"] for damage in found.document["damages"]] == ["version x@v2"]
