"""A damaged value ends in one error that names file, row, column and what to do; `verify` goes on past it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from statediff.archive import Archive, open_archive
from statediff.errors import ArchiveDamaged, ExitCode
from visits import edit, hours

Reading = Callable[[Archive], object]


def history(archive: Archive) -> object:
    return archive.history("mfa-en")


def exchanges(archive: Archive) -> object:
    return [archive.exchange(capture.id) for capture in archive.latest_captures(20)]


FAR = 1 << 62
"""Microseconds since 1970 that lie in no year there is."""


@pytest.mark.parametrize(
    ("statement", "read", "place"),
    [
        ("update source_state set document = '{' || document", history, "source_state 1 is damaged in document"),
        ("update source_state set document = '[]'", Archive.sources, "source_state 1 is damaged in document"),
        ("update source_state set document = '5'", Archive.sources, "source_state 1 is damaged in document"),
        ("delete from source_state where source = 1", Archive.sources, "the configuration of source 1 is missing"),
        ("update verdict set kind = 'nk' where kind = 'ok'", history, "verdict 1 is damaged in kind"),
        ("update verdict set evidence = '{]' where id = 1", history, "verdict 1 is damaged in evidence"),
        ("delete from verdict where id = 1", history, "verdict 1 is missing"),
        ("delete from route where id = 1", history, "route 1 is missing"),
        ("delete from source where id = 1", lambda archive: archive.latest_captures(20), "source 1 is missing"),
        ("update header_set set pairs = 'x' where id = 1", history, "header_set 1 is damaged in pairs"),
        ("update header_set set pairs = '[[1]]' where id = 1", history, "header_set 1 is damaged in pairs"),
        ("delete from header_set where id = 1", history, "header_set 1 is missing"),
        ("update capture set header_values = '[' where id = 3", history, "capture 3 is damaged in header_values"),
        (
            "update capture set header_values = '[1,2,3,4]' where id = 3",
            history,
            "capture 3 is damaged in header_values",
        ),
        (f"update capture set at = {FAR} where id = 3", history, "capture 3 is damaged in at"),
        (f"update capture set at = {-FAR} where id = 3", history, "capture 3 is damaged in at"),
        (
            f"update capture set at = {FAR} where id = 1",
            lambda archive: archive.outline("mfa-en"),
            "capture 1 is damag",
        ),
        (f"update capture set at = {FAR} where id = 1", Archive.changes, "capture 1 is damaged in at"),
        (f"update capture set at = {FAR}", lambda archive: archive.version("mfa-en~9"), "capture of mfa-en is damaged"),
        ("update capture set body = 99 where id = 1", history, "the body of capture 1 is missing"),
        ("update version set capture = 7 where id = 1", history, "among the looks at mfa-en, capture 7 is missing"),
        ("update capture set body = 99 where id = 5", lambda archive: archive.capture(5), "body 99 is missing"),
        ("update hop set header_values = '' where capture = 7", exchanges, "hop 0 of capture 7 is damaged in header_"),
        ("update message set validators = ''", exchanges, "message 0 of capture 10 does not fit its headers"),
        ("update amendment set kind = 'kk'", history, "amendment 1 is damaged in kind"),
        (
            f"update schedule set due_at = {FAR}",
            lambda archive: archive.due_at("mfa-en"),
            "schedule 1 is damaged in due",
        ),
        (f"update host_lease set claimed_at = {-FAR}, lapses_at = {FAR}", None, "is damaged in claimed_at"),
        ("update wording set facts = '{' where id = 1", history, "wording 1 is damaged in facts"),
        ("update wording set facts = replace(facts, 'title', 'uitle')", history, "wording 1 is damaged in facts"),
        ("update wording set passages = '1' where id = 1", history, "wording 1 is damaged in passages"),
        ("update wording set passages = replace(passages, ',', '.')", history, "is damaged in passages"),
        ("update wording set layout = 99 where id = 1", history, "the layout of wording 1 is missing"),
        ("update layout set packed = x'00' where id = 1", history, "layout 1 is damaged in packed"),
        ("update passage set exact = x'ff' where id = 1", history, "passage 1 is damaged in exact"),
        ("delete from passage where id = 1", history, "passage 1 is missing"),
        ("delete from wording where id = 1", history, "wording 1 is missing"),
        ("delete from extraction where id = 1", history, "extraction 1 is missing"),
        ("update change set old = 99", Archive.changes, "version row 99 is missing"),
        (
            "update stand set first = 99 where passage = 1",
            lambda archive: archive.search("one"),
            "version row 99 is missing",
        ),
        ("update stand set source = 99", lambda archive: archive.search("one"), "passage stood last of source 99"),
        (f"update review set at = {FAR}", Archive.verdicts, "review 1 is damaged in at"),
        ("update review set kind = 'x'", Archive.verdicts, "review 1 is damaged in kind"),
        (f"update annotation set at = {FAR}", Archive.annotations, "annotation 1 is damaged in at"),
        (f"update edition_link set at = {FAR}", Archive.edition_links, "edition_link 1 is damaged in at"),
        ("update edition_link set state = 'x'", Archive.edition_links, "edition_link 1 is damaged in state"),
        (f"update place_filter set at = {FAR}", Archive.filters, "place_filter 1 is damaged in at"),
        ("update passage set text = cast(x'c3' as text)", history, "holds a text that is none any more"),
    ],
)
def test_a_damaged_value_is_named_with_its_file_and_what_to_do(
    path: Path, statement: str, read: Reading | None, place: str
) -> None:
    edit(path, statement)

    with open_archive(path) as archive:
        with pytest.raises(ArchiveDamaged) as caught:
            (read or (lambda archive: archive.visited_hosts(hours(0))))(archive)
        verification = archive.verify()

    assert caught.value.subject == str(path)
    assert place in caught.value.cause
    assert "`statediff verify`" in caught.value.next_step
    assert caught.value.exit_code == ExitCode.DAMAGE
    assert verification.damages
    assert verification.captures == 10
