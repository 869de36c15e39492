"""Telling: agreement and difference between editions in words, in the languages of the interface."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from statediff.desk.editions.editions import Edition
from statediff.desk.editions.judging.comparison import Comparison
from statediff.desk.editions.judging.findings import Finding
from statediff.desk.editions.judging.presences import SENTENCE
from statediff.desk.editions.lexicon import read
from statediff.desk.editions.reading import Reading
from statediff.desk.editions.table.courses import Course

_LONGEST_QUOTE, _LONGEST_LABEL = 90, 60
_WORDS_AROUND = 3
_SPOKEN = ("en", "fr", "uk")
_UNLIKE = 0.5
"""From this part of paragraphs without a counterpart the editions may not be one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in words: what it is about, what each edition says, and the verdict as a sentence."""

    label: str
    cells: tuple[str, ...]
    sentence: str


class Teller:
    """Tells the findings of some editions in one language."""

    def __init__(self, editions: Sequence[Edition], readings: Sequence[Reading], language: str = "en") -> None:
        self._editions, self._readings = editions, readings
        self._words: dict[str, Any] = read("words")[language if language in _SPOKEN else "en"]

    def tell(self, finding: Finding, courses: Sequence[Course]) -> Told:
        """Tell one finding with how it came about."""
        sentences = [self._verdict(finding), *self._courses(finding, courses)]
        return Told(
            label=self._label(finding),
            cells=tuple(_shorten(cell.quote, _LONGEST_QUOTE) if cell is not None else "" for cell in finding.cells),
            sentence=" ".join(_as_sentence(sentence) for sentence in sentences),
        )

    def summary(self, comparison: Comparison) -> str:
        """Tell the whole in one sentence, or two when the editions hardly belong together."""
        total, count = len(comparison.findings), len(comparison.differing)
        if not total:
            return str(self._words["nothing"])
        forms = self._words["summary"]
        form = forms["none"] if not count else forms["one"] if count == 1 else forms["many"]
        told: str = form.format(count=count, total=total, editions=len(self._editions))
        lonely = sum(len(row) == 1 for row in comparison.rows)
        return f"{told} {self._words['unlike']}" if lonely > _UNLIKE * len(comparison.rows) else told

    def title(self, name: str) -> str:
        """The heading of the whole table."""
        return str(self._words["title"].format(name=name))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each edition is called: its language when no other has it, else its source."""
        languages = [reading.language for reading in self._readings]
        return tuple(
            language if languages.count(language) == 1 else edition.source.id
            for language, edition in zip(languages, self._editions, strict=True)
        )

    def _label(self, finding: Finding) -> str:
        number = self._number(finding, finding.groups[0][0]) if finding.kind == "paragraph" else 0
        label = self._words["labels"][finding.topic or finding.kind].format(number=number)
        return f"{label}: {self._context(finding)}"

    def _context(self, finding: Finding) -> str:
        """Return the words around a fact in the first edition that says it; of a paragraph its beginning."""
        edition = next(number for number, cell in enumerate(finding.cells) if cell is not None)
        cell = finding.cells[edition]
        assert cell is not None
        if finding.kind == "paragraph":
            return _shorten(cell.quote, _LONGEST_LABEL)
        text = self._readings[edition].text
        before = text[: cell.start].rpartition("\n")[2].split(" ")
        after = text[cell.end :].partition("\n")[0].split(" ")
        start = " ".join(before[-_WORDS_AROUND - 1 :])
        end = " ".join(after[: _WORDS_AROUND + 1])
        opening = "… " if len(before) > _WORDS_AROUND + 1 else ""
        closing = " …" if len(after) > _WORDS_AROUND + 1 else ""
        return " ".join(f"{opening}{start}{text[cell.start : cell.end]}{end}{closing}".split())

    def _verdict(self, finding: Finding) -> str:
        if finding.verdict == "agrees":
            return str(self._words["agrees"])
        if finding.kind == "paragraph":
            named = finding.groups[0]
            return str(
                self._words["lacks_sentence" if finding.topic == SENTENCE else "paragraph"].format(
                    number=self._number(finding, named[0]),
                    named=self._named(named),
                    lacking=self._named(finding.silent),
                )
            )
        parts = [self._says(finding, group) for group in self._spoken(finding)]
        if finding.silent:
            parts.append(self._form("silent", finding.silent).format(names=self._listed(finding.silent)))
        return str(self._words["between"]).join(parts)

    def _spoken(self, finding: Finding) -> list[tuple[int, ...]]:
        """Return the groups, the one that stands alone first: "uk: 1,100; en and fr: 1,200"."""
        return sorted(finding.groups, key=lambda group: (len(group), group))

    def _says(self, finding: Finding, group: Sequence[int]) -> str:
        return str(self._words["says"].format(names=self._listed(group), quote=self._quote(finding, group)))

    def _quote(self, finding: Finding, group: Sequence[int]) -> str:
        quotes = dict.fromkeys(
            _shorten(cell.quote, _LONGEST_QUOTE) for number in group if (cell := finding.cells[number]) is not None
        )
        return " / ".join(quotes)

    def _courses(self, finding: Finding, courses: Iterable[Course]) -> Iterable[str]:
        for course in courses:
            facts = {
                "names": self.names[course.edition],
                "after": _instant(course.last_before),
                "at": _instant(course.first_after),
                "before": _shorten(course.before, _LONGEST_QUOTE),
                "now": _shorten(course.after, _LONGEST_QUOTE),
            }
            key = "added" if not course.before else "withdrew" if not course.after else "changed"
            told = str(self._words[key].format(**facts))
            left = [self._left(finding, course, number) for number in course.left_behind]
            yield str(self._words["between"]).join((told, *left))

    def _left(self, finding: Finding, course: Course, number: int) -> str:
        cell = finding.cells[number]
        key = "left_paragraph" if finding.kind == "paragraph" else "left_behind" if cell is not None else "left_silent"
        return self._form(key, (number,)).format(
            names=self.names[number],
            quote=_shorten(cell.quote, _LONGEST_QUOTE) if cell is not None else "",
            seen=_instant(self._editions[number].current.last_seen_at),
            before=course.before,
        )

    def _number(self, finding: Finding, edition: int) -> int:
        """Return the number of the paragraph of a finding in its edition, from 1."""
        cell = finding.cells[edition]
        starts = [paragraph.whole.start for paragraph in self._readings[edition].paragraphs]
        return bisect_right(starts, cell.start) if cell is not None else 0

    def _named(self, editions: Sequence[int]) -> str:
        languages = self._words["languages"]
        names = [
            str(self._words["edition"].format(language=languages.get(self.names[number], self.names[number])))
            for number in editions
        ]
        return self._join(names)

    def _listed(self, editions: Sequence[int]) -> str:
        return self._join([self.names[number] for number in editions])

    def _join(self, names: Sequence[str]) -> str:
        head, last = names[:-1], names[-1]
        return str(self._words["list"]).join(head) + str(self._words["and"]) + last if head else last

    def _form(self, key: str, editions: Sequence[int]) -> str:
        return str(self._words[key]["one" if len(editions) == 1 else "many"])


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "…")) else text + "."


def _shorten(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
