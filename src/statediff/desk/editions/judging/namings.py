"""Namings: what may be said of a name that an edition lacks: another is in its place, it is missing, or neither.

A capital letter alone makes no name of a word that is translated, and another alphabet has no letter of it in common.
So a difference is told only of what languages write alike: a name that a list knows, a designation with figures, a name
that is heard alike in two scripts, or, in one script, a name that no article and no word of an institution stands
beside. It is missing only where nothing is heard like it and no other name is left over that could be it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from itertools import product

from statediff.desk.editions.concord import ALIKE, tells_alone
from statediff.desk.editions.facts import Bearer
from statediff.desk.editions.figures.numerals import vocabulary
from statediff.desk.editions.judging.slots import Slot
from statediff.desk.editions.laying.grid import Grid
from statediff.desk.editions.lexicon import read
from statediff.desk.editions.names.sounds import hear, is_derived, is_heard_in, name_likeness, romanise

DOUBTFUL = 0.66
"""Names that sound at least so alike are not told as two, though they are not surely one."""
_DOUBTFUL_BESIDE_AGREED = 0.55
"""The same of first names, when the names behind them agree."""
_TRANSLITERATED, _ORIGINAL = 0.9, 0.85
"""How alike two spellings of a name sound that were made of one original, and they and the original at least."""
_ALIKE_AS_WORD = 0.85
"""The same of a name and a word that makes no name: there are many, and some sound alike by chance."""
_PAIR = 2
_SHORTEST_HEARD = 4
_DESIGNATION = re.compile(r"[-/]|\w{5}")
"""What of a code shows that it designates a thing everywhere, and no class, road or hall of one language."""
_NEAR_PARTS = 1
_OTHER_SCRIPTS = frozenset({"uk", "ru", "bg", "el", "ar", "he", "zh", "ja"})


class Namings:
    """Judges the names of some editions that do not stand in all of them."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._entities: dict[int, frozenset[str]] = {}
        self._entities_of_rows: dict[tuple[int, int], frozenset[str]] = {}
        self._bearers: dict[int, frozenset[str]] = {}
        self._lacking: dict[int, tuple[Slot, frozenset[int]]] = {}
        """By the identity of slots, which are kept so that it stays theirs."""
        self._spoken: dict[tuple[int, int], list[str]] = {}

    def lacking(self, slot: Slot) -> frozenset[int]:
        """Return the editions of its row in which a name neither stands nor is heard in any word."""
        found = self._lacking.get(id(slot))
        if found is None:
            missing = self._grid.present(slot.row, slot.part) - slot.facts.keys()
            lacking = frozenset(
                edition for edition in missing if not (self._is_heard(edition, slot) or self._names_seat(edition, slot))
            )
            found = self._lacking[id(slot)] = slot, lacking
        return found[1]

    def _is_heard(self, edition: int, slot: Slot) -> bool:
        """Whether a word of the row sounds like a name, or begins with it: "дунайський", "gabonais"."""
        language, names = self._grid.readings[edition].language, self._names(edition)
        for name in names_of(slot):
            words = self._words(edition, slot.row)
            if name.entity:
                known = self._known(edition)
                words = [word for word in words if word not in known]
            if is_heard_in(name.key, name.language, words, language, _ALIKE_AS_WORD):
                return True
            if any(is_derived(word, name.key) and word not in names for word in words):
                return True
        return any(self._is_short_word(edition, slot.row, name) for name in names_of(slot))

    def _names_seat(self, edition: int, slot: Slot) -> bool:
        """Whether an edition names the state for a capital, or the capital for a state, and the others do not."""
        seats: dict[str, str] = read("entities")["seats"]
        named = {name.entity for name in names_of(slot) if name.entity}
        if not named:
            return False
        said = self._entities_in(edition, slot.row)
        for other in slot.facts:
            said -= self._entities_in(other, slot.row)
        return any(seats.get(one) == other or seats.get(other) == one for one in named for other in said)

    def _entities_in(self, edition: int, row: int) -> frozenset[str]:
        """Return the names of a row which a list knows."""
        if (edition, row) not in self._entities_of_rows:
            facts = self._grid.facts(edition, row)
            self._entities_of_rows[edition, row] = frozenset(
                fact.entity for fact in facts if isinstance(fact, Bearer) and fact.entity
            )
        return self._entities_of_rows[edition, row]

    def _is_short_word(self, edition: int, row: int, name: Bearer) -> bool:
        """Whether a name of few letters is a word of a row, letter by letter as it is heard: "щит" for Shchit."""
        heard = hear(name.key)
        return any(len(word) == _SHORTEST_HEARD - 1 and hear(word) == heard for word in self._grid.words(edition, row))

    def _words(self, edition: int, row: int) -> list[str]:
        """Return the words of an edition in a row in which a name may be heard."""
        if (edition, row) not in self._spoken:
            words = self._grid.words(edition, row)
            parts = {part for word in words if "-" in word for part in word.split("-")}
            language = self._grid.readings[edition].language
            self._spoken[edition, row] = sorted(
                word for word in words | parts if len(word) >= _SHORTEST_HEARD and not _is_known_word(word, language)
            )
        return self._spoken[edition, row]

    def _names(self, edition: int) -> frozenset[str]:
        """Return the words of an edition that are names themselves."""
        if edition not in self._bearers:
            facts = self._grid.readings[edition].facts
            self._bearers[edition] = frozenset(fact.key for fact in facts if isinstance(fact, Bearer))
        return self._bearers[edition]

    def _known(self, edition: int) -> frozenset[str]:
        """Return the words of an edition that begin names which a list knows."""
        if edition not in self._entities:
            facts = self._grid.readings[edition].facts
            self._entities[edition] = frozenset(fact.key for fact in facts if isinstance(fact, Bearer) and fact.entity)
        return self._entities[edition]

    def judge_rivals(self, left: Sequence[Slot]) -> Callable[[Slot, Slot], bool]:
        """Return what judges whether one name surely stands in another's place; `left` are all that are left over."""
        return partial(self._are_rivals, left)

    def _are_rivals(self, left: Sequence[Slot], one: Slot, other: Slot) -> bool:
        if not (other.facts.keys() <= self.lacking(one) and one.facts.keys() <= self.lacking(other)):
            return False
        if self._are_of_two_originals(one, other):
            return True
        if _are_peoples(one, other):
            return all(_is_lone(slot, left, is_known=True) for slot in (one, other))
        if not (_has_sure_name(one) and _has_sure_name(other)) or _may_be_one(one, other):
            return False
        return self._are_of_one_sort(left, one, other)

    def _are_of_one_sort(self, left: Sequence[Slot], one: Slot, other: Slot) -> bool:
        """Whether what stands around two names shows that one language has another one, and not the same translated."""
        names = [*names_of(one), *names_of(other)]
        if all(map(_is_never_translated, names)):
            return True
        if all(map(self._is_beside_agreed, (one, other))) and not any(name.doubt for name in names):
            return not _may_be_one(one, other, _DOUBTFUL_BESIDE_AGREED)
        if all(map(_is_person, (one, other))) or _have_one_cue(one, other):
            return True
        if any(_may_replace_alone(*pair) for pair in ((one, other), (other, one))) and all(
            _is_lone(slot, left) for slot in (one, other)
        ):
            return True
        return self._may_replace(one, other) or self._may_replace(other, one)

    def _are_of_two_originals(self, one: Slot, other: Slot) -> bool:
        """Whether two names of persons, whose other names agree, were written in one script and are not one name."""
        is_person = all(map(self._is_beside_agreed, (one, other))) or all(map(_is_person, (one, other)))
        return is_person and any(_is_of_another_original(*pair) for pair in ((one, other), (other, one)))

    def _may_replace(self, pair: Slot, other: Slot) -> bool:
        """Whether a name that two editions share is one that languages write alike, and so is what the third says."""
        if len(pair.facts) < _PAIR:
            return False
        if all(name.is_foreign for name in names_of(other)) and not all(name.doubt for name in names_of(pair)):
            return True
        if not is_written_alike(pair) or (_is_person(pair) and not _is_person(other)):
            return False
        if _is_institution(pair) != _is_institution(other) and not _share_cue(pair, other):
            return False
        if is_written_alike(other) or _share_cue(pair, other):
            return True
        return self._is_beside_agreed(other) and not self._belong_apart(other, pair)

    def _is_beside_agreed(self, slot: Slot) -> bool:
        """Whether a name stands beside one that other editions have too."""
        return all(self._agreed_beside(slot, edition) for edition in slot.facts)

    def _agreed_beside(self, slot: Slot, edition: int) -> list[Bearer]:
        """Return the names right beside a name in an edition that other editions have too."""
        first = slot.facts[edition][0]
        assert isinstance(first, Bearer)
        beside = [name for name in self._grid.mentions[edition].beside(first) if name not in slot.facts[edition]]
        others = [number for number in self._grid.rows[slot.row] if number != edition]
        return [name for name in beside if any(self._grid.mentions[number].says(name) for number in others)]

    def is_missed(self, slot: Slot, lacking: AbstractSet[int], others: Iterable[Slot]) -> bool:
        """Whether a name is surely missing in some editions; `others` are names left over in its row."""
        names = names_of(slot)
        if not all(map(tells_alone, names)):
            return False
        if len(slot.facts) < _PAIR:
            return all(name.is_exact and not name.key.isalpha() and _DESIGNATION.search(name.key) for name in names)
        if not is_written_alike(slot):
            return False
        if all(name.entity for name in names):
            return True
        rest = [other for other in others if other is not slot]
        return not any(
            self._may_be_it(slot, lacking, other) and _is_nearest(slot, other, lacking, rest) for other in rest
        )

    def _may_be_it(self, slot: Slot, lacking: AbstractSet[int], other: Slot) -> bool:
        """Whether a name left over in a lacking edition may be the translation of another."""
        editions = other.facts.keys() & lacking
        if not editions or abs(other.part - slot.part) > _NEAR_PARTS:
            return False
        if _may_be_one(slot, other):
            return True
        if _is_person(slot):
            return _is_person(other)
        if not any(name.is_sure or name.is_quoted for edition in editions for name in _names(other, edition)):
            return False
        return not self._belong_apart(other, slot)

    def _belong_apart(self, other: Slot, slot: Slot) -> bool:
        """Whether one is a part of a name that other editions have, without the other being a part of it there."""
        agreed = [self._agreed_beside(other, edition) for edition in other.facts]
        own = [name for edition in slot.facts for name in self._agreed_beside(slot, edition)]
        return all(names and not any(_sound_alike(*pair) for pair in product(names, own)) for names in agreed)


@lru_cache(maxsize=16384)
def _is_known_word(word: str, language: str) -> bool:
    """Whether a word is known to be no name: a month, a unit, a small word."""
    words = vocabulary(language)
    return bool(words.months.get(word)) or words.stops.holds(word) or bool(words.units.find([word]))


def _is_institution(slot: Slot) -> bool:
    """Whether a list knows a name, and no place by it."""
    places = read("entities")["places"]
    return any(name.entity and name.entity not in places for name in names_of(slot))


def _are_peoples(one: Slot, other: Slot) -> bool:
    """Whether two editions say what belongs to one country, and a third what belongs to another: "danoise"."""
    names = [*names_of(one), *names_of(other)]
    places = read("entities")["places"]
    is_of_countries = all(name.entity in places and not name.is_sure for name in names)
    return len(one.facts) != len(other.facts) and is_of_countries


def _is_of_another_original(pair: Slot, other: Slot) -> bool:
    """Whether a name was written in Latin letters from another script, and another original stands in that script.

    Where two languages spell it each in its own way and it is heard alike ("Vershkov", "Verchkov"), it was translit-
    erated, and the original would be heard almost alike too.
    """
    latin = [_names(pair, edition) for edition in pair.facts]
    if len(latin) < _PAIR or not all(name.language in _OTHER_SCRIPTS for name in names_of(other)):
        return False
    if any(name.language in _OTHER_SCRIPTS or name.entity for name in names_of(pair)):
        return False
    spellings = {romanise(_whole(names)) for names in latin}
    if len(spellings) < _PAIR:
        return False
    first, *others = latin
    if any(_likeness_of_wholes(first, names) < _TRANSLITERATED for names in others):
        return False
    return all(
        _likeness_of_wholes(names, _names(other, edition)) < _ORIGINAL for names in latin for edition in other.facts
    )


def _may_replace_alone(pair: Slot, other: Slot) -> bool:
    """Whether a name that two editions write alike may be replaced by a place, the only name left over in the third."""
    names = [*names_of(pair), *names_of(other)]
    if len(pair.facts) < _PAIR or any(name.entity or name.spot.quote.isupper() for name in names):
        return False
    return is_written_alike(pair) and any(name.cue == "place" for name in names_of(other))


def _is_lone(slot: Slot, left: Sequence[Slot], *, is_known: bool = False) -> bool:
    """Whether no other sure name of its editions, or none that a list knows, is left over in its part."""
    return not any(
        other is not slot
        and (other.row, other.part) == (slot.row, slot.part)
        and other.facts.keys() & slot.facts.keys()
        and (any(name.entity for name in names_of(other)) if is_known else _has_sure_name(other))
        for other in left
    )


def names_of(slot: Slot) -> list[Bearer]:
    """Return the names of a slot in all its editions."""
    return [name for edition in slot.facts for name in _names(slot, edition)]


def is_written_alike(slot: Slot) -> bool:
    """Whether a name is of a kind that languages write alike, as far as what stands around it shows."""
    names = names_of(slot)
    if all(name.entity or (name.is_exact and not name.key.isalpha()) for name in names):
        return True
    if any(name.is_foreign for name in names) and not any(name.doubt == "institution" for name in names):
        return True
    scripts = {name.language in _OTHER_SCRIPTS and not name.is_foreign for name in names}
    if len(scripts) > 1:
        return True
    if scripts == {True}:
        return _is_person(slot)
    return not any(name.doubt for name in names)


def _names(slot: Slot, edition: int) -> list[Bearer]:
    return [fact for fact in slot.facts[edition] if isinstance(fact, Bearer)]


def _is_person(slot: Slot) -> bool:
    """Whether two words or more stand side by side in every edition, none of them one that is translated."""
    is_long = all(len(facts) >= _PAIR for facts in slot.facts.values())
    return is_long and not any(name.doubt or name.is_quoted or name.entity for name in names_of(slot))


def _have_one_cue(one: Slot, other: Slot) -> bool:
    """Whether the same sort of word stands before a name in every edition, and nothing shows another kind."""
    names = [*names_of(one), *names_of(other)]
    cues = {name.cue for slot in (one, other) for edition in slot.facts for name in _names(slot, edition)[:1]}
    return len(cues) == 1 and "" not in cues and not any(name.entity or name.doubt for name in names)


def _share_cue(pair: Slot, other: Slot) -> bool:
    """Whether the same sort of word stands before both names, in one edition of the pair at least."""
    cues = [{_names(slot, edition)[0].cue for edition in slot.facts} - {""} for slot in (pair, other)]
    return not cues[0].isdisjoint(cues[1]) and not any(name.doubt for name in names_of(other))


def _may_be_one(one: Slot, other: Slot, least: float = DOUBTFUL) -> bool:
    """Whether two names, or two words of them, sound too much alike to be told as two."""
    if all(name.entity for slot in (one, other) for name in names_of(slot)):
        return False
    if any(_likeness(*pair) >= least for pair in product(names_of(one), names_of(other))):
        return True
    return any(
        _likeness_of_wholes(mine, theirs) >= least for mine, theirs in product(_by_edition(one), _by_edition(other))
    )


def _by_edition(slot: Slot) -> Iterator[list[Bearer]]:
    yield from (_names(slot, edition) for edition in slot.facts)


def _whole(names: Sequence[Bearer]) -> str:
    return "".join(name.key for name in names)


def _likeness_of_wholes(one: Sequence[Bearer], other: Sequence[Bearer]) -> float:
    return name_likeness(_whole(one), one[0].language, _whole(other), other[0].language)


def _is_nearest(slot: Slot, left: Slot, lacking: AbstractSet[int], others: Sequence[Slot]) -> bool:
    """Whether no other name of the same editions, left over as well, is nearer to one that is left over elsewhere."""
    distance = abs(slot.place - left.place)
    return not any(
        other is not left
        and other.facts.keys() & slot.facts.keys()
        and not other.facts.keys() & lacking
        and other.part == left.part
        and abs(other.place - left.place) < distance
        for other in others
    )


def _sound_alike(one: Bearer, other: Bearer) -> bool:
    return _likeness(one, other) >= ALIKE or bool(one.entity and one.entity == other.entity)


def _likeness(one: Bearer, other: Bearer) -> float:
    return name_likeness(one.key, one.language, other.key, other.language)


def _has_sure_name(slot: Slot) -> bool:
    """Whether a name is surely one in an edition; at the beginning of another's sentence it need not be."""
    return any(name.is_sure for name in names_of(slot))


def _is_never_translated(name: Bearer) -> bool:
    """Whether a name is the same in every language, or known in each: an acronym alone may be translated (GDP, PIB)."""
    return bool(name.entity) or (name.is_exact and (name.is_foreign or not name.key.isalpha()))
