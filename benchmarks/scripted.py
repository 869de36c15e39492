"""Scripted edits: a text, the same text edited, and for every word whether it stayed, went, came or moved.

A module of benchmarks/differ.py. Words keep the number they had in the old text while sentences are edited, moved,
split and joined around them, so that the truth is known word by word.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

LONGEST_SENTENCE, SHORTEST_SENTENCE = 60, 6
NEAR = 8
"""Paragraphs over which a sentence or paragraph moves at most."""
WORDING: Mapping[str, float] = {"word": 3, "number": 2, "name": 1.5, "phrase": 2, "insert": 1.5, "delete": 1.5}
STRUCTURE: Mapping[str, float] = {
    "sentence-added": 1.2,
    "sentence-removed": 1.2,
    "sentence-rewritten": 1.2,
    "sentence-moved": 1.2,
    "paragraph-moved": 1,
    "paragraph-split": 0.6,
    "paragraphs-joined": 0.6,
    "paragraph-added": 0.3,
    "paragraph-removed": 0.3,
    "typography": 1.5,
}
MIXED: Mapping[str, float] = {**WORDING, **STRUCTURE}
SENTENCES: Mapping[str, float] = {"sentence-added": 1, "sentence-removed": 1, "sentence-rewritten": 1}
MOVES: Mapping[str, float] = {"sentence-moved": 1, "paragraph-moved": 1}
LAYOUT: Mapping[str, float] = {"paragraph-split": 1, "paragraphs-joined": 1}
COSMETIC: Mapping[str, float] = {"typography": 1}
INFLECTED: Mapping[str, float] = {"endings": 1}
_ENDINGS = ("а", "у", "ом", "ами", "ові", "ої", "ого", "им", "их", "ів", "ах", "ю")
_TYPOGRAPHY = {'"': "”", "'": "’", "-": "–", "–": "-", "«": "“", "»": "”", "“": '"', "”": '"', "…": "...", "’": "'"}


@dataclass(slots=True, eq=False)
class Word:
    """A token of the text. `origin` is its number in the old text, None when an edit brought it."""

    form: str
    space: str
    is_name: bool = False
    origin: int | None = None
    edit: int | None = None


Sentence = list[Word]
Paragraph = list[Sentence]
Prose = list[list[Paragraph]]
"""Documents of paragraphs of sentences."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text and where its words stand in it."""

    text: str
    words: list[Word]
    ranges: list[tuple[int, int]]


@dataclass(slots=True)
class Case:
    """Two texts and the truth about them."""

    old: Side
    new: Side
    edits: dict[int, tuple[list[int], list[str]]]
    """For each edit of words: the old words it took out, by number, and the forms it put in."""
    moves: list[list[int]] = field(default_factory=list)
    """For each moved passage its words, by their number in the old text."""

    def partners(self) -> dict[int, int]:
        """Return for each old word that is still there its number in the new text."""
        return {word.origin: place for place, word in enumerate(self.new.words) if word.origin is not None}


def read_prose(folder: Path, language: str) -> Prose:
    """Read documents as [document][paragraph][sentence][form, space, part of speech]; invent some without the file."""
    path = folder / f"{language}.json"
    if not path.exists():
        return invent_prose(language)
    documents = json.loads(path.read_text("utf-8"))
    return [
        [[[Word(form, space, kind == "PROPN") for form, space, kind in s] for s in paragraph] for paragraph in document]
        for document in documents
    ]


def make_case(prose: Prose, *, words: int, rate: float, kinds: Mapping[str, float], seed: str) -> Case:
    """Edit a share of the sentences of a text of about so many words."""
    return _Script(prose, words, random.Random(seed)).run(rate, kinds)


def lay_out(paragraphs: Sequence[Paragraph]) -> Side:
    """Write paragraphs as a text, an empty line between them."""
    parts: list[str] = []
    words: list[Word] = []
    ranges: list[tuple[int, int]] = []
    at = 0
    for paragraph in paragraphs:
        flat = [word for sentence in paragraph for word in sentence]
        if parts:
            parts.append("\n\n")
            at += 2
        for place, word in enumerate(flat):
            space = word.space if place < len(flat) - 1 else ""
            ranges.append((at, at + len(word.form)))
            words.append(word)
            parts += (word.form, space)
            at += len(word.form) + len(space)
    return Side("".join(parts), words, ranges)


class _Script:
    """Edits one text, sentence by sentence; every method below named for a kind of edit makes one."""

    def __init__(self, prose: Prose, words: int, dice: random.Random) -> None:
        self._dice = dice
        self._paragraphs, rest = _take(prose, words, dice)
        self._pool = [s for p in rest for s in p if SHORTEST_SENTENCE <= len(s) <= LONGEST_SENTENCE]
        self._plain = sorted(
            {w.form for s in self._pool for w in s if w.form.isalpha() and w.form.islower() and len(w.form) > 3}
        )
        self._names = sorted({w.form for s in self._pool for w in s if w.is_name and w.form.isalpha()}) or ["Aldermere"]
        self._old = self._number()
        self._edits = 0
        self._moved: list[list[Word]] = []
        self._touched: set[int] = set()

    def _number(self) -> Side:
        """Number the words and copy the paragraphs, so that the old text stays while the new one is edited."""
        old = lay_out(self._paragraphs)
        for number, word in enumerate(old.words):
            word.origin = number
        self._paragraphs = [
            [[Word(w.form, w.space, w.is_name, w.origin) for w in s] for s in paragraph]
            for paragraph in self._paragraphs
        ]
        return old

    def run(self, rate: float, kinds: Mapping[str, float]) -> Case:
        sentences = [s for p in self._paragraphs for s in p]
        chosen = self._dice.sample(sentences, max(1, round(rate * len(sentences))))
        drawn = self._dice.choices(list(kinds), list(kinds.values()), k=len(chosen))
        for sentence, kind in sorted(zip(chosen, drawn, strict=True), key=lambda pair: pair[1] in STRUCTURE):
            self._edit(sentence, kind)
        self._paragraphs = [[s for s in p if s] for p in self._paragraphs]
        self._paragraphs = [p for p in self._paragraphs if p]
        for paragraph in self._paragraphs:
            for sentence in paragraph:
                sentence[-1].space = sentence[-1].space or " "
        return self._case()

    def _case(self) -> Case:
        new = lay_out(self._paragraphs)
        here = {word.origin for word in new.words}
        edits: dict[int, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        for word in self._old.words:
            if word.origin not in here and word.edit is not None:
                edits[word.edit][0].append(word.origin or 0)
        for word in new.words:
            if word.origin is None and word.edit is not None:
                edits[word.edit][1].append(word.form)
        moves = [[w.origin for w in words if w.origin in here and w.origin is not None] for words in self._moved]
        return Case(self._old, new, dict(edits), [move for move in moves if move])

    def _edit(self, sentence: Sentence, kind: str) -> None:
        if kind in WORDING:
            self._edit_words(sentence, kind)
        elif kind == "endings":
            self._edit_endings(sentence)
        elif kind == "typography":
            self._edit_typography(sentence)
        else:
            self._edit_structure(sentence, kind)

    # ------------------------------------------------ words

    def _replace(self, sentence: Sentence, start: int, end: int, forms: Sequence[str]) -> None:
        """Put other words in the place of some; what both share at the ends is no part of the edit."""
        gone = sentence[start:end]
        while gone and forms and gone[0].form == forms[0]:
            gone, forms, start = gone[1:], forms[1:], start + 1
        while gone and forms and gone[-1].form == forms[-1]:
            gone, forms, end = gone[:-1], forms[:-1], end - 1
        if not gone and not forms:
            return
        if forms and gone and gone[0].form.istitle():
            forms = [forms[0][:1].upper() + forms[0][1:], *forms[1:]]
        self._take_out(gone)
        come = [Word(form, " ", edit=self._edits) for form in forms]
        if come and gone:
            come[-1].space = gone[-1].space
        sentence[start:end] = come

    def _edit_words(self, sentence: Sentence, kind: str) -> None:
        dice = self._dice
        places = [k for k, word in enumerate(sentence[:-1]) if k and word.form.isalpha() and len(word.form) > 3]
        if not places:
            return
        at = dice.choice(places)
        numbers = [k for k, word in enumerate(sentence) if word.form.isdigit()]
        names = [k for k, word in enumerate(sentence) if word.is_name]
        if kind == "number" and numbers:
            at = dice.choice(numbers)
            self._replace(sentence, at, at + 1, [str(int(sentence[at].form) + dice.randint(1, 9))])
        elif kind == "name" and names:
            at = dice.choice(names)
            self._replace(sentence, at, at + 1, [dice.choice(self._names)])
        elif kind == "phrase":
            self._replace(sentence, at, min(len(sentence) - 1, at + dice.randint(2, 5)), self._forms(2, 5))
        elif kind == "insert":
            self._replace(sentence, at, at, self._forms(1, 4))
        elif kind == "delete":
            self._replace(sentence, at, min(len(sentence) - 1, at + dice.randint(1, 4)), [])
        else:
            self._replace(sentence, at, at + 1, [dice.choice(self._plain)])

    def _forms(self, least: int, most: int) -> list[str]:
        """Return neighbouring words of a sentence from elsewhere."""
        source = [word.form for word in self._dice.choice(self._pool) if word.form.isalnum()]
        start = self._dice.randrange(max(1, len(source) - most))
        return source[start : start + self._dice.randint(least, most)] or [self._dice.choice(self._plain)]

    def _edit_endings(self, sentence: Sentence) -> None:
        """Give every third long word another ending, as when a sentence is put another way."""
        places = [k for k, word in enumerate(sentence) if k and word.form.isalpha() and len(word.form) > 5]
        for at in places[self._dice.randrange(3) :: 3]:
            form = sentence[at].form
            endings = [ending for ending in _ENDINGS if not form.endswith(ending)]
            self._replace(sentence, at, at + 1, [form[:-2] + self._dice.choice(endings)])

    def _edit_typography(self, sentence: Sentence) -> None:
        for word in sentence:
            word.form = _TYPOGRAPHY.get(word.form, word.form)
        spaces = [k for k, word in enumerate(sentence[:-1]) if word.space == " " and word.form.isalpha()]
        if spaces:
            sentence[self._dice.choice(spaces)].space = "\u00a0"

    # ------------------------------------------------ sentences and paragraphs

    def _edit_structure(self, sentence: Sentence, kind: str) -> None:
        place = self._find(sentence)
        if place is None or id(sentence) in self._touched:
            return
        number, at = place
        of_sentences: dict[str, Callable[[int, int], None]] = {
            "sentence-added": self._add_sentence,
            "sentence-removed": self._remove_sentence,
            "sentence-rewritten": self._rewrite_sentence,
            "sentence-moved": self._move_sentence,
            "paragraph-split": self._split_paragraph,
        }
        of_paragraphs: dict[str, Callable[[int], None]] = {
            "paragraph-moved": self._move_paragraph,
            "paragraphs-joined": self._join_paragraphs,
            "paragraph-added": self._add_paragraph,
            "paragraph-removed": self._remove_paragraph,
        }
        if kind in of_sentences:
            of_sentences[kind](number, at)
        else:
            of_paragraphs[kind](number)

    def _find(self, sentence: Sentence) -> tuple[int, int] | None:
        for number, paragraph in enumerate(self._paragraphs):
            for at, other in enumerate(paragraph):
                if other is sentence:
                    return number, at
        return None

    def _new_sentence(self) -> Sentence:
        self._edits += 1
        words = [Word(word.form, word.space, edit=self._edits) for word in self._dice.choice(self._pool)]
        words[-1].space = " "
        self._touched.add(id(words))
        return words

    def _take_out(self, sentence: Sentence) -> None:
        self._edits += 1
        for word in sentence:
            if word.origin is not None:
                self._old.words[word.origin].edit = self._edits

    def _add_sentence(self, number: int, at: int) -> None:
        self._paragraphs[number].insert(at, self._new_sentence())

    def _remove_sentence(self, number: int, at: int) -> None:
        self._take_out(self._paragraphs[number].pop(at))

    def _rewrite_sentence(self, number: int, at: int) -> None:
        gone = self._paragraphs[number][at]
        self._paragraphs[number][at] = self._new_sentence()
        for word in gone:
            if word.origin is not None:
                self._old.words[word.origin].edit = self._edits

    def _move_sentence(self, number: int, at: int) -> None:
        sentence = self._paragraphs[number][at]
        others = [k for k in range(len(self._paragraphs)) if k != number and abs(k - number) <= NEAR]
        if len(sentence) < SHORTEST_SENTENCE or not others:
            return
        self._paragraphs[number].pop(at)
        target = self._paragraphs[self._dice.choice(others)]
        target.insert(self._dice.randint(0, len(target)), sentence)
        self._touched.add(id(sentence))
        self._moved.append(sentence)

    def _move_paragraph(self, number: int) -> None:
        paragraph = self._paragraphs[number]
        words = [word for sentence in paragraph for word in sentence]
        if len(self._paragraphs) < 2 * NEAR or len(words) < 8 or any(id(s) in self._touched for s in paragraph):
            return
        self._paragraphs.pop(number)
        places = [k for k in range(len(self._paragraphs) + 1) if 2 <= abs(k - number) <= NEAR]
        self._paragraphs.insert(self._dice.choice(places), paragraph)
        self._touched.update(map(id, paragraph))
        self._moved.append(words)
        if self._dice.random() < 0.5:
            self._edit_words(self._dice.choice(paragraph), "word")

    def _split_paragraph(self, number: int, at: int) -> None:
        paragraph = self._paragraphs[number]
        cut = max(1, at)
        self._paragraphs[number : number + 1] = [paragraph[:cut], paragraph[cut:]]

    def _join_paragraphs(self, number: int) -> None:
        if number + 1 < len(self._paragraphs):
            self._paragraphs[number : number + 2] = [self._paragraphs[number] + self._paragraphs[number + 1]]

    def _add_paragraph(self, number: int) -> None:
        paragraph = [self._new_sentence() for _ in range(self._dice.randint(1, 3))]
        for word in (word for sentence in paragraph for word in sentence):
            word.edit = self._edits
        self._paragraphs.insert(number, paragraph)

    def _remove_paragraph(self, number: int) -> None:
        paragraph = self._paragraphs[number]
        if len(self._paragraphs) > 3 and not any(id(s) in self._touched for s in paragraph):
            self._take_out([word for sentence in self._paragraphs.pop(number) for word in sentence])


def _take(prose: Prose, words: int, dice: random.Random) -> tuple[list[Paragraph], list[Paragraph]]:
    """Take whole paragraphs up to a number of words, again from the first when the prose is too short; and the rest."""
    documents = list(prose)
    dice.shuffle(documents)
    paragraphs = [paragraph for document in documents for paragraph in document]
    taken: list[Paragraph] = []
    count = at = 0
    while count < words:
        paragraph = paragraphs[at % len(paragraphs)]
        taken.append([[Word(w.form, w.space, w.is_name) for w in sentence] for sentence in paragraph])
        count += sum(w.form[:1].isalnum() for sentence in paragraph for w in sentence)
        at += 1
    return taken, paragraphs[at:] if at < len(paragraphs) - 20 else paragraphs


# ---------------------------------------------------------------- invented prose

_INVENTED: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "en": (
        "minister council envoy bridge harbour budget treaty radar school engineer border convoy station fund depot",
        "reviewed signed visited opened financed described inspected welcomed prepared finished",
        "joint annual northern coastal final technical secret modest regional common",
        (
            "The {a} {n} {v} the {n} near {N} in {d} .",
            "{N} and the {n} {v} {d} {a} {n} , while the {n} {v} nothing .",
            "In {N} the {n} {v} a {a} {n} for the {a} {n} and {d} other {n} .",
        ),
    ),
    "fr": (
        "ministre conseil pont port budget traité radar lycée convoi fonds dépôt navire atelier bureau projet",
        "examine signe visite ouvre finance décrit inspecte accueille prépare termine",
        "commun annuel côtier final technique secret modeste régional nouveau ancien",
        (
            "Le {n} {a} {v} le {n} de {N} en {d} .",
            "{N} et le {n} {v} {d} {n} , tandis que le {n} {v} un {n} .",
            "À {N} , le {n} {v} un {n} {a} pour le {n} {a} et {d} autres .",
        ),
    ),
    "uk": (
        "міністр рада міст порт бюджет договір радар школа інженер кордон колона станція фонд склад завод",
        "вивчає підписує відвідує відкриває фінансує описує оглядає вітає готує завершує",
        "спільний річний північний прибережний остаточний технічний таємний скромний новий давній",
        (
            "{a} {n} {v} {n} біля {N} у {d} .",
            "{N} та {n} {v} {d} {n} , тоді як {n} {v} {n} .",
            "У {N} {a} {n} {v} {a} {n} для {n} та ще {d} .",
        ),
    ),
}
"""Nouns, verbs, adjectives and patterns of each language."""
_PLACES = ("Aldermere", "Bosko", "Corvina", "Dunhold", "Estra", "Garda", "Helvik", "Jarlsberg", "Kolm", "Lunde")


def invent_prose(language: str) -> Prose:
    """Invent plain sentences of a language, always the same ones."""
    dice = random.Random(language)
    return [[[_invent(language, dice) for _ in range(dice.randint(1, 6))] for _ in range(8)] for _ in range(120)]


def _invent(language: str, dice: random.Random) -> Sentence:
    nouns, verbs, adjectives, patterns = _INVENTED[language]
    lists = {"{n}": nouns.split(), "{v}": verbs.split(), "{a}": adjectives.split(), "{N}": list(_PLACES)}
    words = []
    for part in dice.choice(patterns).split():
        form = str(dice.randint(2, 2030)) if part == "{d}" else dice.choice(lists.get(part, [part]))
        words.append(Word(form, " ", part == "{N}"))
    for word, following in pairwise(words):
        word.space = "" if following.form in ",." else " "
    words[0].form = words[0].form[:1].upper() + words[0].form[1:]
    return words
