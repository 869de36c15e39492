"""Sightings: since when and until when a phrase stood, and never more than the looks can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.desk.sightings import Query, SearchScope, find_sightings
from statediff.errors import SourceNotFound
from statediff.model import Source
from visits import MFA, hours, look, paragraphs, read

ARMED = Source(
    id="armees-fr", url="https://armees.example/fr", publisher="Ministère des Armées inventées", language="fr"
)
MOD = Source(id="mod-uk", url="https://mod.example/uk", publisher="Міноборони", language="uk")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "statediff.db") as opened:
        yield opened


def test_a_phrase_that_went_is_told_with_its_two_windows(archive: Archive) -> None:
    for at, text in enumerate(("Nothing yet.", "A letter of intent.", "A letter of intent.", "An agreement.")):
        read(archive, text, at=at)

    [sighting] = find_sightings(archive, Query("letter of intent"))
    [period] = sighting.periods

    assert (period.after, period.first_seen_at) == (hours(0), hours(1))
    assert (period.last_seen_at, period.gone_by) == (hours(2), hours(3))
    assert not sighting.is_standing


def test_a_phrase_of_the_first_look_has_no_beginning_and_one_that_stands_no_end(archive: Archive) -> None:
    read(archive, "An agreement.", at=0)

    [sighting] = find_sightings(archive, Query("agreement"))

    assert (sighting.periods[0].after, sighting.periods[0].gone_by) == (None, None)
    assert sighting.is_standing


def test_a_phrase_that_came_and_went_and_came_back_has_two_periods(archive: Archive) -> None:
    for at, text in enumerate(("It may be signed.", "It is signed.", "It may be signed.", "It may be signed soon.")):
        read(archive, text, at=at)

    [sighting] = find_sightings(archive, Query("may be"))

    assert [(period.first, period.last, period.gone_by) for period in sighting.periods] == [
        (1, 1, hours(1)),
        (3, 4, None),
    ]
    assert [passage.text for passage in sighting.periods[1].passages] == ["It may be signed.", "It may be signed soon."]


def test_a_phrase_that_moved_into_another_passage_never_went(archive: Archive) -> None:
    read(archive, "The letter of intent.", "And more.", at=0)
    read(archive, "And more of a letter of intent.", at=1)

    [sighting] = find_sightings(archive, Query("letter of intent"))

    assert [(period.first, period.last) for period in sighting.periods] == [(1, 2)]


def test_a_version_that_is_read_late_is_put_where_it_stood(archive: Archive) -> None:
    late = look(archive, "<p>An agreement.</p>", at=1)
    read(archive, "A letter of intent.", at=0, body="<p>0</p>")
    read(archive, "A letter of intent.", at=2, body="<p>2</p>")
    archive.derive(late, paragraphs("An agreement."), "1;automatic")

    [sighting] = find_sightings(archive, Query("agreement"))

    assert len(sighting.periods) == 1


def test_what_other_rules_no_longer_read_is_not_said_to_be_gone(archive: Archive) -> None:
    read(archive, "The text.", "Caption: a letter of intent.", at=0, key="1;automatic")
    archive.keep_reading(MFA.id, 1, paragraphs("The text."), "2;automatic", is_technical=True)
    read(archive, "The text, edited.", at=1, key="2;automatic")

    [sighting] = find_sightings(archive, Query("letter of intent"))

    assert sighting.periods[0].is_ended_by_rules
    assert sighting.is_standing is False


def test_what_earlier_rules_could_not_read_is_said_to_be_uncertain(archive: Archive) -> None:
    read(archive, "The text.", at=0, key="1;automatic")
    read(archive, "The text, edited.", "Caption: a letter of intent.", at=1, key="2;automatic")

    [sighting] = find_sightings(archive, Query("letter of intent"))

    assert sighting.periods[0].is_begun_by_rules


def test_what_the_new_rules_find_in_the_old_bytes_too_was_there_before(archive: Archive) -> None:
    read(archive, "The text.", at=0, key="1;automatic")
    archive.keep_reading(MFA.id, 1, paragraphs("The text.", "A letter of intent."), "2;automatic", is_technical=True)
    read(archive, "The text, edited.", "A letter of intent.", at=1, key="2;automatic")

    [sighting] = find_sightings(archive, Query("letter of intent"))

    assert [(period.first, period.last, period.is_begun_by_rules) for period in sighting.periods] == [(1, 2, False)]


def test_a_family_is_looked_for_by_the_rules_of_each_text(archive: Archive) -> None:
    read(archive, "According to him, the accords hold.", at=0)
    read(archive, "L’accorde-t-on ? Les accords tiennent.", source=ARMED, at=1)
    read(archive, "Сторони задоволені угодою.", source=MOD, at=2)

    english, french = find_sightings(archive, Query("accord", has_families=True))
    [ukrainian] = find_sightings(archive, Query("угода", has_families=True))

    marked = [
        passage.text[start:end]
        for sighting in (english, french, ukrainian)
        for period in sighting.periods
        for passage in period.passages
        for start, end in passage.places
    ]
    assert marked == ["accords", "accords", "угодою"]
    assert find_sightings(archive, Query("угода")) == ()


def test_a_language_without_rules_is_searched_as_it_is_written(archive: Archive) -> None:
    german = Source(id="bmvg-de", url="https://bmvg.example/de", language="de")
    read(archive, "According to the accords.", source=german)

    assert find_sightings(archive, Query("accord", has_families=True)) == ()


def test_of_many_passages_the_latest_are_told_when_few_are_wanted(archive: Archive) -> None:
    for at in range(5):
        read(archive, f"Agreement number {at}.", at=at)

    [sighting] = find_sightings(archive, Query("agreement"), most_passages=1)

    assert [passage.text for passage in sighting.periods[0].passages] == ["Agreement number 4."]
    assert sighting.first_seen_at == hours(0)


def test_a_star_in_the_middle_holds_its_neighbour_fast(archive: Archive) -> None:
    read(archive, "They agreed on arms.", at=0)
    read(archive, "They agreed to meet on Monday.", source=MOD, at=0)

    sightings = find_sightings(archive, Query("agree* on"))

    assert [sighting.source.id for sighting in sightings] == ["mfa-en"]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (SearchScope(), ["mfa-en", "armees-fr"]),
        (SearchScope(language="fr"), ["armees-fr"]),
        (SearchScope(language="en-GB"), ["mfa-en"]),
        (SearchScope(publisher="ministere des armees"), ["armees-fr"]),
        (SearchScope(publisher="nobody"), []),
        (SearchScope(sources=("mfa-en",)), ["mfa-en"]),
        (SearchScope(since=date(2026, 3, 3)), ["armees-fr"]),
        (SearchScope(until=date(2026, 3, 2)), ["mfa-en"]),
        (SearchScope(since=date(2026, 3, 3), until=date(2026, 3, 3)), []),
    ],
)
def test_a_scope_leaves_out_what_is_not_asked_for(archive: Archive, scope: SearchScope, found: list[str]) -> None:
    read(archive, "SAMP/T systems.", at=0)
    read(archive, "Other systems.", at=60)
    read(archive, "Des systèmes SAMP/T.", source=ARMED, at=48)

    sightings = find_sightings(archive, Query("SAMP/T"), scope)

    assert [sighting.source.id for sighting in sightings] == found


def test_a_source_that_nobody_knows_is_named(archive: Archive) -> None:
    read(archive, "One.")

    with pytest.raises(SourceNotFound):
        find_sightings(archive, Query("one"), SearchScope(sources=("nobody",)))


def test_the_first_to_say_it_comes_first(archive: Archive) -> None:
    read(archive, "An agreement.", source=replace(MFA, id="b"), at=1)
    read(archive, "An agreement.", source=replace(MFA, id="c"), at=0)
    read(archive, "An agreement.", source=replace(MFA, id="a"), at=1)

    assert [sighting.source.id for sighting in find_sightings(archive, Query("agreement"))] == ["c", "a", "b"]


def test_a_title_is_searched_too(archive: Archive) -> None:
    read(archive, "One.")

    [sighting] = find_sightings(archive, Query("joint statement"))

    assert sighting.periods[0].passages[0].places == ((0, 15),)
