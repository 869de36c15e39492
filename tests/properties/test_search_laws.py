"""Laws of the search: no query breaks it, and everything that stands is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from statediff.archive import Archive, create
from statediff.desk.patterns import cut_words
from statediff.desk.sightings import Query, find_sightings
from visits import no_waiting_for_the_disk, read

TEXTS = (
    "The ministers signed a letter of intent on 1,200 AASM Hammer kits.",
    "Сторони підписали лист про наміри щодо SAMP/T.",
    "L’accord a été signé à l’été par les ministères.",
    "وَقَّعَ الوزيران اتفاقية. שָׁלוֹם לכולם. 双方签署了意向书。",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with no_waiting_for_the_disk(), create(tmp_path_factory.mktemp("laws") / "statediff.db") as opened:
        for at in range(len(TEXTS)):
            read(opened, *TEXTS[: at + 1], at=at)
        yield opened


SIGNS = "\"'*()^:{}[]+-~,.;%_\\/\x00\u202e\u200b🇺🇦ANDORNT"
HOSTILE = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(SIGNS)), max_size=60)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=HOSTILE, has_families=st.booleans())
@example(written='" OR 1 -- NEAR(a b, 2)', has_families=False)
@example(written="NOT * ^words:", has_families=True)
@example(written="\x00", has_families=False)
@example(written="!?…", has_families=True)
@example(written="🇺🇦", has_families=True)
@example(written="\u202eتفاقية", has_families=False)
@example(written="a" * 2_000_000, has_families=True)
@example(written="sign agree " * 200_000, has_families=True)
@example(written='"' * 2_000_000, has_families=False)
@example(written="*" * 1000 + "a*", has_families=True)
def test_no_query_breaks_the_search(archive: Archive, written: str, *, has_families: bool) -> None:
    sightings = find_sightings(archive, Query(written, has_families=has_families))

    for passage in (p for sighting in sightings for period in sighting.periods for p in period.passages):
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.places)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_run_of_words_that_stood_is_found_and_marked(archive: Archive, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    words = list(cut_words(text))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start, len(words) - 1))
    written = text[words[start].start : words[end].end]

    for has_families in (False, True):
        [sighting] = find_sightings(archive, Query(written, has_families=has_families))
        passages = [passage for passage in sighting.periods[0].passages if passage.text == text]
        marked = [text[begin:finish] for passage in passages for begin, finish in passage.places]
        assert [word.key for word in cut_words(written)] in [[word.key for word in cut_words(one)] for one in marked]
