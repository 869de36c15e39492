"""Lines of dates and counters, and notes of correction: told from text by their words, in all known languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from .facts import find_facts, may_hold_facts
from .vocabulary import WORD, phrase_key, words, words_of

_LONGEST = 130
_LONGEST_OF_FACTS = 160
_DATE = re.compile(r"(?<!\d)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}(?!\d)")
_TIME = re.compile(r"\W*\d{1,2}\s?[:.hч]\s?\d{2}(:\d{2})?\W*\w{0,4}\W*")
_CJK_DATE = re.compile(
    r"\D{0,8}(\d{4}|(令和|平成|昭和)\s?(\d{1,2}|元))\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]\W*(\d{1,2}:\d{2}(:\d{2})?)?\W*"
)

_CJK_COUNT = re.compile(
    r"\D{0,14}(浏览|瀏覽|阅读|閱讀|点击|點擊|閲覧|조회|읽)\D{0,6}\d[\d,]*\s?\D{0,4}|\D{0,8}\d[\d,]*\s?[回次]\s?(閲覧|浏览|阅读)\D{0,8}"
)
"""How often a page was read: "本文已被浏览1204次"."""
_RATING = re.compile(
    r"\D{0,40}\d[.,]\d{1,2}\s?(?:/\s?(?:5|10)\D{1,20}|\w{1,6}(?:\s\w{2,3})?\s?(?:5|10)\s?\(\D{0,20})\d[\d.,]*\s?\D{0,14}"
)
"""What readers gave a page and how many did: "4.5/5 (12 votes)"."""
_LONGEST_OF_READERS = 80
"""Letters of a line that says what readers did with the page."""
_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_HANDLE = re.compile(r"\S*@\S+")
"""An address of mail or a name in a network, which writes no capitals."""
_LABEL_END = re.compile(r"[:：—–\n]")
_LONGEST_HEAD = 300
"""Letters before the first colon, dash or line end up to which they may name a note of correction."""
_LONGEST_AGO = 6
"""Words of a line that only says how long ago it was."""
_MOST_NAMES = 9
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?]")

Stamp = Literal["date", "stamp", "facts"]


@lru_cache(maxsize=4096)
def find_stamp(text: str) -> Stamp | None:
    """Tell whether a text is a bare date or clock time, or a stamp or counter that says so itself, or neither.

    "facts" are several things a page says about itself in one line: from whom, where to share it, what to press.
    """
    if len(text) > _LONGEST_OF_FACTS:
        return None
    if len(text) <= _LONGEST_OF_READERS and (_RATING.fullmatch(text) or _CJK_COUNT.fullmatch(text)):
        return "stamp"
    if not may_hold_facts(text):
        return None
    found = words_of(text)
    if not found:
        return None
    stamp = _find_stamp(text, found) if len(text) <= _LONGEST else None
    if stamp is not None and stamp != "date":
        return stamp
    facts = find_facts(text)
    if facts is not None:
        return "stamp" if facts == "sure" and _FIGURE.search(text) else "facts"
    return stamp


def _find_stamp(text: str, found: list[str]) -> Stamp | None:
    known = words()
    has_number = has_month = has_stamp = False
    for word in found:
        if word.isdigit():
            has_number = True
        elif word in known.stamps:
            has_stamp = True
        elif word in known.months:
            has_month = True
        elif len(word) > 1 and word not in known.dates:
            return "date" if _CJK_DATE.fullmatch(text) else None
    if has_number and len(found) <= _LONGEST_AGO and _says_how_long_ago(phrase_key(text)):
        return "stamp"
    if has_stamp:
        return "stamp" if has_number or len(found) <= 3 else None
    is_date = (has_number and has_month) or any(form.search(text) for form in (_DATE, _CJK_DATE))
    return "date" if is_date or _TIME.fullmatch(text) else None


def _says_how_long_ago(key: str) -> bool:
    return any(
        (not first or key.startswith(f"{first} ")) and (not last or key.endswith(f" {last}"))
        for first, last in words().ago
    )


def is_stamp(text: str) -> bool:
    """Tell whether a text is made only of the words of dates, counters and stamps, and of numbers."""
    return find_stamp(text) is not None


def is_dated(text: str) -> bool:
    """Tell whether a text names a day: in figures, or by the word of a month."""
    known = words()
    return any(form.search(text) for form in (_DATE, _CJK_DATE)) or any(word in known.months for word in words_of(text))


def is_of_dates(text: str) -> bool:
    """Tell whether a text holds nothing but numbers and the words of dates, stamps and counters."""
    known = words()
    found = words_of(text) if len(text) <= _LONGEST else []
    return bool(found) and all(word.isdigit() or word in known.dates for word in found)


def is_byline(text: str) -> bool:
    """Tell whether a line only says who wrote: "By Ann Lee and Tom Ash, 12 March 2026"."""
    if len(text) > _LONGEST or not text.startswith(words().by):
        return False
    known = words()
    found = _LETTERS.findall(_HANDLE.sub(" ", text))
    names = 0
    for word in found[1:]:
        if word[0].isupper() and word.lower() not in known.dates:
            names += 1
        elif word.lower() not in known.dates:
            return False
    return 1 <= names <= _MOST_NAMES and _SENTENCE_END.search(text) is None


@lru_cache(maxsize=4096)
def is_correction(text: str) -> bool:
    """Tell whether a block is a page's own note that it was corrected, amended or withdrawn."""
    if not _may_be_correction(text[:_LONGEST_HEAD].lower()):
        return False
    head = _LABEL_END.split(text[:_LONGEST_HEAD], maxsplit=1)[0]
    known = words()
    corrections = known.corrections
    key = phrase_key(text[:200])
    is_head = len(head) < min(len(text), _LONGEST_HEAD)
    named = (
        " ".join(word for word in words_of(head) if not word.isdigit() and word not in known.dates) if is_head else ""
    )
    return (
        (is_head and (phrase_key(head) in corrections.whole or named in corrections.whole))
        or (bool(corrections.beginnings) and key.startswith(corrections.beginnings))
        or (corrections.shapes is not None and corrections.shapes.match(key) is not None)
    )


def _may_be_correction(start: str) -> bool:
    """Tell whether a text's first words, dates left out, begin a note of correction: nearly all texts end here."""
    known = words()
    firsts, stems = known.corrections.firsts, known.corrections.stems
    for match in WORD.finditer(start):
        word = match[0]
        if word in firsts or (stems and word.startswith(stems)):
            return True
        if not word.isdigit() and word not in known.dates:
            return False
    return False
