from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from statediff.filtering.learning import FETCHES_AT_A_TIME, candidates, learn
from statediff.filtering.looks import Look
from statediff.model import Block, BlockKind, Wording

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
PROSE = tuple(
    f"The ministers agreed on point {n} of the programme, which is to be settled in the spring." for n in "abcd"
)


def wording(box: str, prose: Sequence[str] = PROSE) -> Wording:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text, signature="main>p") for text in prose]
    return Wording(blocks=(*blocks, Block(kind=BlockKind.PARAGRAPH, text=box, signature="main>div.box>p")))


def looks(
    box: Callable[[int, int], str],
    days: int,
    *,
    fetches: int = FETCHES_AT_A_TIME,
    again_from: int = 3,
    apart: timedelta = timedelta(seconds=4),
    is_stored: bool = False,
    prose: Sequence[str] = PROSE,
) -> list[Look]:
    """Daily looks at a box, each followed by fetches at once from a day on; every other text is another version."""
    found: list[Look] = []
    for day in range(days):
        for fetch in range(fetches if day >= again_from else 1):
            words = wording(box(day, fetch), prose)
            version = 1 if not found else found[-1].version + (found[-1].wording.digest != words.digest)
            at = START + timedelta(days=day) + fetch * apart
            found.append(Look.of(version, at, words, is_again=fetch > 0, is_stored=is_stored))
    return found


def chance(day: int, fetch: int) -> str:
    return f"Seen {1000 + 40 * day + fetch} times"


def figure(day: int, _fetch: int) -> str:
    return f"Killed: {120 + 3 * day}"


def test_a_place_that_seconds_change_at_two_looks_is_learned_with_its_evidence() -> None:
    [lesson] = learn(looks(chance, 5))

    assert lesson.slot.name == "paragraph:1 main>div.box>p Seen # times"
    assert lesson.evidence == (
        "other words at 4 of 4 changes, and at 2 of 2 times when the page was fetched 5 times within 16 s"
    )


def test_a_figure_beside_a_clock_is_never_learned() -> None:
    def live(day: int, fetch: int) -> str:
        return f"At {8 + day % 12}:{10 + fetch}:07 UTC {120 + 3 * day} were killed"

    assert learn(looks(live, 30)) == ()


def test_a_figure_out_of_a_few_copies_beside_a_clock_is_never_learned() -> None:
    def live(day: int, fetch: int) -> str:
        return f"At {8 + day % 12}:{10 + fetch}:07 UTC {100 * day - fetch % 4} were killed"

    assert learn(looks(live, 30)) == ()


def test_once_is_not_enough() -> None:
    assert learn(looks(chance, 4)) == ()


def test_a_figure_that_changes_daily_and_not_within_seconds_is_never_learned() -> None:
    assert learn(looks(figure, 30)) == ()


def test_four_copies_of_a_page_are_not_enough() -> None:
    def lagging(day: int, fetch: int) -> str:
        return f"Killed: {100 * day + 10 - fetch % 4}"

    assert learn(looks(lagging, 30)) == ()


def test_words_that_were_seen_before_are_no_evidence() -> None:
    def returning(day: int, fetch: int) -> str:
        return f"Seen {day if fetch == 0 else day - fetch} times"

    assert learn(looks(returning, 30)) == ()


def test_answers_out_of_a_cache_are_no_evidence() -> None:
    assert learn(looks(chance, 30, is_stored=True)) == ()


def test_fetches_minutes_apart_are_no_evidence() -> None:
    assert learn(looks(chance, 30, apart=timedelta(minutes=2))) == ()


def test_a_place_that_is_a_quarter_of_the_text_is_never_learned() -> None:
    def long(day: int, fetch: int) -> str:
        return chance(day, fetch) * 9

    assert learn(looks(long, 30)) == ()


def test_a_place_that_seldom_changes_is_not_learned() -> None:
    def seldom(day: int, fetch: int) -> str:
        return chance(day, fetch) if day in (3, 4) else "Seen often"

    rounds = looks(seldom, 5)
    versions = [
        Look.of(100 + n, START - timedelta(days=30 - n), wording("Seen often", (*PROSE[:3], f"Day {n}.")))
        for n in range(12)
    ]

    assert learn([*versions, *rounds]) == ()


def test_the_third_change_of_a_small_place_is_worth_another_fetch() -> None:
    assert candidates(looks(figure, 3, again_from=9)) == ()
    assert [str(place) for place in candidates(looks(figure, 4, again_from=9))] == ["paragraph:1 main>div.box>p"]


def test_a_place_that_proved_steady_twice_is_not_asked_about_again() -> None:
    assert candidates(looks(figure, 5, fetches=2)[:-1])
    assert candidates([*looks(figure, 5, fetches=2), *looks(figure, 6, again_from=9)[-1:]]) == ()


def test_an_answer_out_of_a_cache_is_not_worth_another_fetch() -> None:
    assert candidates(looks(figure, 6, again_from=9, is_stored=True)) == ()


def test_a_page_is_not_asked_again_without_end() -> None:
    def two_sided(day: int, fetch: int) -> str:
        return f"Killed: {100 * day + fetch % 2}"

    assert candidates([*looks(two_sided, 11, fetches=3), *looks(two_sided, 12, again_from=99)[-1:]]) == ()


def test_a_host_that_wants_long_pauses_is_asked_twice_but_once() -> None:
    assert candidates(looks(figure, 4, fetches=2, apart=timedelta(seconds=30))[:-1])
    slow = looks(figure, 4, fetches=2, apart=timedelta(minutes=5))

    assert candidates([*slow, *looks(figure, 5, again_from=9)[-1:]]) == ()


def test_nothing_is_learned_of_nothing() -> None:
    assert learn(()) == ()
    assert candidates(()) == ()
