"""The demonstration: an invented story, played offline through the real pipeline, the same way every time."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import statediff
from statediff import demo
from statediff.archive import open_archive
from statediff.config import load
from statediff.demo.script import load_story, render_page
from statediff.errors import UsageError
from statediff.model import DispositionKind, History

EDITIONS = ("statement-uk", "statement-fr", "statement-en")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoResult:
    return demo.run(tmp_path_factory.mktemp("played") / "demo")


@pytest.fixture(scope="module")
def histories(played: demo.DemoResult) -> Mapping[str, History]:
    with open_archive(played.archive) as archive:
        return {source_id: archive.history(source_id) for source_id in EDITIONS}


def test_every_edition_is_looked_at_ten_times_over_a_week(histories: Mapping[str, History]) -> None:
    looks = {source_id: len(history.captures) for source_id, history in histories.items()}
    spans = [history.captures[-1].captured_at - history.captures[0].captured_at for history in histories.values()]

    assert looks == dict.fromkeys(EDITIONS, 10)
    assert {abs(span.days) for span in spans} == {6}


def test_an_edition_has_a_version_for_each_wording_and_none_for_chrome(histories: Mapping[str, History]) -> None:
    numbers = {source_id: [version.number for version in history.versions] for source_id, history in histories.items()}

    assert numbers == {
        "statement-uk": [1, 2, 3, 4, 5],
        "statement-fr": [1, 2, 3, 4, 5],
        "statement-en": [1, 2, 3, 4, 5, 6],
    }


def test_the_wording_read_from_every_page_is_the_statement_and_nothing_around_it(
    histories: Mapping[str, History],
) -> None:
    story = load_story()

    for edition in story.editions:
        first = histories[edition.source_id].versions[0].wording
        sentences = [
            sentence.lstrip("#>* ") for sentences in edition.phrasings["published"].paragraphs for sentence in sentences
        ]
        said = " ".join(first.text.split())
        assert all(sentence in said for sentence in sentences)
        assert not any(title in said for title in (*edition.chrome["related"], *edition.chrome["banners"]))


def test_the_challenge_is_a_look_without_a_version(histories: Mapping[str, History]) -> None:
    blocked = [
        capture
        for history in histories.values()
        for capture in history.captures
        if capture.disposition.kind is DispositionKind.BLOCKED
    ]

    assert len(blocked) == 3
    assert all(capture.version is None for capture in blocked)


def test_the_old_wording_that_came_back_is_a_version_of_its_own(histories: Mapping[str, History]) -> None:
    returned = {
        source_id: [version.number for version in history.versions[:-1] if version.wording.digest == newest]
        for source_id, history in histories.items()
        for newest in [history.versions[-1].wording.digest]
    }

    assert returned == {"statement-uk": [1], "statement-fr": [2], "statement-en": [1]}


def test_a_paragraph_is_withdrawn_under_the_date_of_the_day_before(histories: Mapping[str, History]) -> None:
    for history in histories.values():
        before, after = history.versions[-3], history.versions[-2]

        assert len(after.wording.blocks) == len(before.wording.blocks) - 1
        assert after.wording.modified == before.wording.modified


def test_a_figure_and_a_date_change_in_one_edition_only(histories: Mapping[str, History]) -> None:
    texts = {source_id: history.versions[-2].wording.text for source_id, history in histories.items()}

    assert "95 million euros" in texts["statement-en"]
    assert "30 September 2026" in texts["statement-en"]
    assert "120 millions d’euros" in texts["statement-fr"]
    assert "120 млн євро" in texts["statement-uk"]


def test_the_story_names_itself_invented_on_every_page() -> None:
    story = load_story()
    marks = {"uk": "вигадано", "fr": "inventé", "en": "invented"}

    for edition in story.editions:
        for phrasing in edition.phrasings.values():
            assert marks[edition.language] in render_page(edition, phrasing, story.looks[0]).decode()


def test_the_same_chrome_is_the_same_bytes_and_other_chrome_is_not() -> None:
    story = load_story()
    edition = story.editions[0]
    published = edition.phrasings["published"]

    pages = {look.chrome: render_page(edition, published, look) for look in story.looks}
    again = {look.chrome: render_page(edition, published, look) for look in story.looks}

    assert pages == again
    assert len(set(pages.values())) == len(pages)


def test_two_performances_write_the_same_reports_byte_for_byte(played: demo.DemoResult, tmp_path: Path) -> None:
    again = demo.run(tmp_path / "elsewhere")

    assert [path.name for path in again.reports] == ["report.html", "report-fr.html", "report-uk.html"]
    assert [_digest(path) for path in again.reports] == [_digest(path) for path in played.reports]
    assert (again.captures, again.versions) == (played.captures, played.versions) == (30, 16)


def test_no_loopback_port_reaches_the_archive(histories: Mapping[str, History]) -> None:
    addresses = {capture.final_url for history in histories.values() for capture in history.captures}

    assert addresses == {edition.url for edition in load_story().editions}


def test_the_archive_proves_the_same_wherever_and_whenever_it_was_played(
    played: demo.DemoResult, tmp_path: Path
) -> None:
    again = demo.run(tmp_path / "again")

    with open_archive(played.archive) as one, open_archive(again.archive) as other:
        assert one.verify().root == other.verify().root
        requests = [hop.request for number in range(1, 31) for hop in one.exchange(number).hops]
    assert any(requests)
    assert not any(b"127.0.0.1" in request for request in requests)


def test_the_folder_is_one_that_every_other_command_can_use(played: demo.DemoResult) -> None:
    settings = load(played.config_path)

    with statediff.open(settings.archive) as archive:
        verification = archive.verify()

    assert verification.is_sound
    assert verification.captures == played.captures
    assert [source.id for source in settings.sources] == list(EDITIONS)


def test_the_report_shows_what_mattered(played: demo.DemoResult) -> None:
    report = played.reports[0].read_text(encoding="utf-8")

    assert "letter of intent" in report
    assert "agreement" in report
    assert "95" in report
    assert "will inform both parliaments" in report


def test_a_second_performance_replaces_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = demo.run(folder)
    first.reports[0].write_text("torn", encoding="utf-8")

    second = demo.run(folder)

    assert second.captures == first.captures
    assert "torn" not in second.reports[0].read_text(encoding="utf-8")


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="no earlier demo"):
        demo.run(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_settings_that_were_edited_are_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    result = demo.run(folder)
    with result.config_path.open("a", encoding="utf-8") as file:
        file.write("\n# my own remark\n")

    with pytest.raises(UsageError, match="edited"):
        demo.run(folder)

    assert "my own remark" in result.config_path.read_text(encoding="utf-8")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "demo"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="file"):
        demo.run(path)


def test_the_performance_ends_in_under_ten_seconds_of_cpu(tmp_path: Path) -> None:
    started = time.process_time()

    demo.run(tmp_path / "demo")

    assert time.process_time() - started < 10


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
