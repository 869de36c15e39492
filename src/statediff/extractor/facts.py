"""Lines in which a page says several things about itself: when, from where, how often seen, and what can be pressed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from lxml.etree import _Element as Element

from .page import children, text_of
from .vocabulary import WORD, machinery_table, words, words_of

Standing = Literal["sure", "likely"]
_KINDS = ("counters", "spans", "origins", "makers", "actions", "sharing", "networks", "genres", "credits", "labels")
_LABELS = frozenset({"origins", "makers", "credits"})
"""Kinds of phrases that a name stands behind."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BLOCKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Signs of scripts in which a first word may hold several."""
_COLON = re.compile(r"[:：]")
_DIVIDER = re.compile(r"[|【】\[\]()（）{}\n•·]|\s{3,}")
_DIVIDED = re.compile(r"[|·•,\n]|\s[–—-]\s")
_LONG_ACTION = 3
"""Words from which one thing to press is no word of a text ("Increase the text size")."""
_ENDED = re.compile(r"[。!?！？]")
_BRACKETED = re.compile(r"\W*[【\[(（].*[】\])）]\W*", re.DOTALL)
_LOOKED_AT = 4
"""First words of a line that tell nearly all text from facts."""
_MOST_NAMED = 7
"""Words that may stand behind a label ("Source: Press office of the ministry")."""
_LONGEST_LINE = 160
_LEAST_TOOLS, _LONGEST_TOOL = 2, 40
_SIZE = re.compile(
    r"(?<![\w.,])\d+([.,]\d+)?\s?([KMG]i?[Bo]|[kmg]i?[bo]|kB|[КМГ][Бб]|[Кк]байт|[Мм]байт|octets|bytes)(?!\w)"
)
_TYPES = frozenset({"pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "zip", "hwp", "jpg", "jpeg", "png"})
_MOST_SAID = 1
"""Words beside size and type: the language of a file."""
_TOOL_TAGS = frozenset({"a", "span", "button", "i", "em", "b", "small", "label"})
_DAY = re.compile(r"(?<!\d)\d{1,4}\s?[./年月-]\s?\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of all languages: by their first word, and those of scripts without blanks by their signs."""

    spaced: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    wide: dict[str, str] = field(default_factory=dict)
    longest: int = 1


@cache
def _phrases() -> _Phrases:
    found = [(entry, kind) for table in machinery_table().values() for kind in _KINDS for entry in table.get(kind, ())]
    wide = {entry: "dates" for entry in words().dates if _WIDE.search(entry)}
    wide |= {entry.replace(" ", "").lower(): kind for entry, kind in found if _WIDE.search(entry)}
    spaced: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry, kind in found:
        if not _WIDE.search(entry):
            parts = tuple(words_of(entry))
            spaced.setdefault(parts[0], []).append((parts, kind))
    for entries in spaced.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return _Phrases(spaced, wide, max(map(len, wide)))


@cache
def _known_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return all words that lines of facts are made of, and those that begin labels, behind which names stand."""
    known, entries = words(), [entry for found in _phrases().spaced.values() for entry in found]
    every = {word for parts, _ in entries for word in parts} | known.dates | known.numbers | frozenset(known.months)
    return frozenset(every), frozenset(parts[0] for parts, kind in entries if kind in _LABELS)


def may_hold_facts(text: str) -> bool:
    """Tell by its first words whether a line may be made of dates and facts: for nearly all text, it is not."""
    every, labels = _known_words()
    has_word = False
    for match in itertools.islice(WORD.finditer(text), _LOOKED_AT):
        word = match[0].lower()
        if word in labels or _BLOCKS.search(word):
            return True
        if not (word in every or len(word) == 1 or word.isdigit()):
            return False
        has_word = True
    return has_word


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or number of a line, with what stands behind it up to the next."""

    text: str
    behind: str
    is_lower: bool = False


def find_facts(text: str) -> Standing | None:
    """Tell whether a line only says things about the page it stands on.

    "sure" for lines with a counter, or that say how long ago it was; "likely" for those that could also be text where
    they stand amid it: whom it is from, what can be pressed, where it can be shared.
    """
    if len(text) > _LONGEST_LINE:
        return None
    reader = _Reader(list(_words(text)))
    if not reader.line or not reader.read_all():
        return None
    if _is_sure(reader, text):
        return "sure"
    return "likely" if _is_likely(reader, text) else None


def _is_sure(reader: _Reader, text: str) -> bool:
    """Tell whether a line counts something, says how long ago it was, or who took a picture."""
    kinds = reader.kinds
    if reader.has_number:
        return "counters" in kinds or ("dates" in kinds and _ends_ago(text))
    return kinds == {"credits"}


def _is_likely(reader: _Reader, text: str) -> bool:
    kinds = reader.kinds
    has_day = _DAY.search(text) is not None
    has_day = has_day or (reader.has_number and any(word in words().months for word in words_of(text)))
    is_about_page = kinds & {"actions", "makers", "counters"}
    is_named = "makers" in kinds and (_BRACKETED.fullmatch(text) or _WIDE.search(text) or len(is_about_page) > 1)
    return bool(
        ("sharing" in kinds and kinds & {"networks", "actions"})
        or ("networks" not in kinds and (reader.actions > 1 or reader.has_long_action))
        or ("genres" in kinds and has_day and _DIVIDED.search(text))
        or is_named
        or ("origins" in kinds and (has_day or is_about_page))
    )


def _words(text: str) -> Iterator[_Word]:
    found = list(WORD.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield _Word(match[0].lower(), text[match.end() : end], match[0][0].islower())


def _ends_ago(text: str) -> bool:
    """Tell whether a line of a script without blanks, or with its number in words, says how long ago it was."""
    key = " ".join(words_of(text))
    for first, last in words().ago:
        if first and not (key.startswith(f"{first} ") or (_WIDE.search(first) and key.startswith(first))):
            continue
        if last and not (key.endswith(f" {last}") or (_WIDE.search(last) and key.endswith(last))):
            continue
        return True
    return False


@dataclass(slots=True)
class _Reader:
    """Reads the words of a line from the left: phrases, numbers, words of dates, and names behind labels."""

    line: list[_Word]
    kinds: set[str] = field(default_factory=set)
    has_number: bool = False
    actions: int = 0
    has_long_action: bool = False
    _place: int = 0

    def read_all(self) -> bool:
        """Read the whole line; False at the first word that is none of a line about the page."""
        while self._place < len(self.line):
            word = self.line[self._place]
            if _WIDE.search(word.text):
                if not self._read_wide(word):
                    return False
            elif not self._read_spaced(word):
                return False
        return bool(self.line)

    def _read_spaced(self, word: _Word) -> bool:
        length, kind = self._phrase_at(self._place)
        if kind:
            self._place += length
            self.has_long_action = self.has_long_action or (kind == "actions" and length >= _LONG_ACTION)
            return self._take(kind, self.line[self._place - 1].behind)
        known = words()
        if word.text.isdigit() or word.text in known.numbers:
            self.has_number = True
        elif word.text in known.dates or len(word.text) == 1:
            self.kinds.add("dates")
        else:
            return False
        self._place += 1
        return True

    def _phrase_at(self, place: int) -> tuple[int, str]:
        """Return the length and kind of the longest phrase that begins at a word."""
        for parts, kind in _phrases().spaced.get(self.line[place].text, ()):
            behind = self.line[place : place + len(parts)]
            if len(behind) == len(parts) and all(word.text == part for word, part in zip(behind, parts, strict=True)):
                return len(parts), kind
        return 0, ""

    def _read_wide(self, word: _Word) -> bool:
        """Read a run of signs as phrases that follow each other; a label ends its run or has its colon behind it."""
        rest, known = word.text, _phrases()
        while rest:
            size = next((n for n in range(min(len(rest), known.longest), 0, -1) if rest[:n] in known.wide), 0)
            if not size:
                return False
            kind, rest = known.wide[rest[:size]], rest[size:]
            if rest:
                if kind in _LABELS:
                    return False
                self._note(kind)
        self._place += 1
        return self._take(kind, word.behind)

    def _take(self, kind: str, behind: str) -> bool:
        if kind not in _LABELS:
            self._note(kind)
            return True
        if not _COLON.search(behind):
            return False
        self._note(kind)
        return self._skip_name(behind, is_person=kind != "origins")

    def _note(self, kind: str) -> None:
        self.kinds.add(kind)
        self.actions += kind == "actions"

    def _skip_name(self, behind: str, *, is_person: bool) -> bool:
        """Pass over the name behind a label, up to the next phrase, number, bar or bracket."""
        start = self._place
        while self._place < len(self.line):
            if _ENDED.search(behind):
                return False
            word = self.line[self._place]
            is_other = word.text.isdigit() or self._is_phrase(word)
            if self._place - start >= _MOST_NAMED or is_other or (self._place > start and _DIVIDER.search(behind)):
                break
            if is_person and word.is_lower:
                return False
            behind = word.behind
            self._place += 1
        return self._place > start

    def _is_phrase(self, word: _Word) -> bool:
        return (len(word.text) > 1 and word.text in _phrases().wide) or self._phrase_at(self._place)[1] != ""


def is_of_file(text: str) -> bool:
    """Tell whether a short text only says how large a file is, of what type, in which language: "PDF, 312 kB"."""
    size = _SIZE.search(text) if len(text) <= _LONGEST_TOOL else None
    if size is None:
        return False
    rest = words_of(text[: size.start()] + " " + text[size.end() :])
    return sum(not (word.isdigit() or word in _TYPES or word in words().dates) for word in rest) <= _MOST_SAID


def is_row_of_tools(element: Element) -> bool:
    """Tell whether a part is made of short pieces in elements of their own that name what can be pressed.

    Links without an address are such pieces by themselves: they do something, and lead nowhere.
    """
    pieces = [piece for piece in children(element) if (piece.text or "").strip() or len(piece)]
    between = (element.text, *(piece.tail for piece in pieces))
    if len(pieces) < _LEAST_TOOLS or any(text.strip() for text in between if text):
        return False
    if any(piece.tag not in _TOOL_TAGS for piece in pieces):
        return False
    if all(piece.tag == "a" and piece.get("href") is None and piece.get("name") is None for piece in pieces):
        return True
    return all(_is_tool(text_of(piece)) for piece in pieces)


def _is_tool(text: str) -> bool:
    """Tell whether a piece is one thing to press, a network, or a single sign with what it does to it ("A+")."""
    reader = _Reader(list(_words(text)))
    if not reader.line or len(text) > _LONGEST_TOOL:
        return False
    is_sign = all(len(word.text) == 1 for word in reader.line)
    return is_sign or (reader.read_all() and bool(reader.kinds & {"actions", "sharing", "networks"}))
