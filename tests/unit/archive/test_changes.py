"""Changes: one line for each change of wording, with the instants between which it happened."""

from __future__ import annotations

import pytest

from statediff.archive import Archive
from statediff.errors import SourceNotFound
from visits import MFA, MOD, hours, read, summary


def test_changes_come_newest_first_with_the_instants_between_which_they_happened(archive: Archive) -> None:
    for number, text in enumerate(("A.", "B.", "C.")):
        read(archive, text, at=number)
        if number:
            archive.keep_change(*archive.range("mfa-en"), summary(f"Change {number}."))

    newest, oldest = archive.changes()

    assert (newest.source_id, newest.old, newest.new) == ("mfa-en", 2, 3)
    assert (newest.after, newest.at) == (hours(1), hours(2))
    assert (newest.severity, newest.score, newest.sentence) == ("substantive", 3.5, "Change 2.")
    assert (newest.added, newest.removed) == (4, 3)
    assert oldest.sentence == "Change 1."
    assert archive.changes(limit=1) == (newest,)


def test_changes_can_be_asked_of_one_source(archive: Archive) -> None:
    for number, source in enumerate((MFA, MOD, MFA, MOD)):
        read(archive, f"{number}.", source=source, at=number)
    for source in (MFA, MOD):
        archive.keep_change(*archive.range(source.id), summary(source.id))

    assert [row.sentence for row in archive.changes(source_id="mfa-en")] == ["mfa-en"]
    with pytest.raises(SourceNotFound):
        archive.changes(source_id="nowhere")


def test_a_change_summed_up_anew_stands_once(archive: Archive) -> None:
    read(archive, "A.", at=0)
    read(archive, "B.", at=1)
    pair = archive.range("mfa-en")

    for sentence in ("First words.", "First words.", "Better words."):
        archive.keep_change(*pair, summary(sentence))

    assert [row.sentence for row in archive.changes()] == ["Better words."]
    assert archive._connection.value("select count(*) from change") == 2
    assert archive._connection.value("select count(*) from changes") == 1
