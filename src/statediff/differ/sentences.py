"""Sentences: where a block's text is cut into units, by rules, abbreviation lists and, failing those, by content."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

import regex

from statediff.differ.lexicon import abbreviations
from statediff.differ.tokens import canonical

_NOTE = r"[ \u00a0]?\[(?:\d{1,3}|[a-z])\]"
"""The mark of a note, which belongs to the sentence it stands behind: "... was signed. [6]"."""
_END = re.compile(rf"([.!?…。！？؟۔।॥‼⁇⁈⁉]+)[\"'»”’)\]】」』›]*(?:{_NOTE})*")
_ENUMERATOR = re.compile(r"\s*[(\[]?(?:\d{1,3}|[IVXLivxl]{1,5}|[^\W\d_])")
"""What stands before the full stop of a number in a list: "3.", "IV.", "b."."""
_WIDE_END = frozenset("。！？।॥")
_OPENING = frozenset("\"'«“‘„([【「『‹—–-•")
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.°'\"’]+$")
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_PIECE = regex.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")
_LONGEST_ABBREVIATION = 24
"""Letters looked at before a full stop."""
_LONG_CHARACTERS = 480
"""A stretch without a sentence end is cut by content from this length on."""
_SHORTEST, _LONGEST, _CHANCE = 48, 256, 16
"""Pieces between two cuts by content: at least, at most, and one piece in so many is a place to cut."""


def cut_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of text[start:end] as ranges without outer white space, in order."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, match, begin, end):
            yield from _bounded(text, begin, match.end())
            begin = match.end()
    yield from _bounded(text, begin, end)


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    place, after = match.start(), match.end()
    sign = text[place]
    if after >= end or sign in _WIDE_END:
        return True
    if not text[after].isspace():
        return False
    following = _next_visible(text, after, end)
    if following == "":
        return True
    if following.islower():
        return False
    if sign != "." or match.end(1) - place > 1:
        return True
    if _ENUMERATOR.fullmatch(text, begin, place):
        return False
    if after - place > 1:
        return True
    return not _is_abbreviation(text, begin, place)


def _is_abbreviation(text: str, begin: int, place: int) -> bool:
    if place == begin or text[place - 1].isspace():
        return False
    return _abbreviates(text[max(begin, place - _LONGEST_ABBREVIATION) : place].rsplit(maxsplit=1)[-1])


@lru_cache(maxsize=1 << 14)
def _abbreviates(end: str) -> bool:
    """Whether what stands before a full stop, up to the last white space, ends with an abbreviation or initial."""
    found = _BEFORE.search(end)
    if found is None:
        return False
    word = canonical(found.group()).lower()
    last = word.rpartition(".")[2]
    is_initial = len(last) == 1 and last.isalpha()
    return is_initial or word in abbreviations() or last in abbreviations()


def _next_visible(text: str, at: int, end: int) -> str:
    while at < end and (text[at].isspace() or text[at] in _OPENING):
        at += 1
    return text[at] if at < end else ""


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if end - start <= _LONG_CHARACTERS:
        yield start, end
        return
    yield from _cut_by_content(text, start, end)


def _cut_by_content(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin, count, last = start, 0, start
    for match in _PIECE.finditer(text, start, end):
        count += 1
        last = match.end()
        if count < _SHORTEST:
            continue
        piece = canonical(match.group())
        if count >= _LONGEST or zlib.crc32(piece.encode("utf-8", "surrogatepass")) % _CHANCE == 0:
            yield begin, last
            rest = _PIECE.search(text, last, end)
            begin, count = (rest.start() if rest else end), 0
    if begin < end:
        yield begin, end
