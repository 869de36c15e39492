"""Full-text search over every passage that ever stood, in any language."""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import regex

from statediff.archive.dialect import Connection

_INVISIBLE = regex.compile(
    r"[\p{Cf}\p{Cc}--\s\u200b]|[\p{Mn}&&[\p{Arabic}\p{Hebrew}\u064b-\u065f\u0670]]|\u0640", regex.V1
)
"""Soft hyphens, joiners and direction marks; the vowel points and stretching of Arabic and Hebrew."""
_CJK = regex.compile(r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}])")
_WORD = regex.compile(r"[\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]+\*?")
_APOSTROPHES = str.maketrans({"\u02bc": "'", "\u2019": "'", "\u200b": " ", "\x00": " "})
LONGEST_PHRASE_WORDS = 64
_MOST_PHRASES = 256
"""A pattern of more phrases than that is looked for word by word; the caller sees whether they stand side by side."""
Pattern = Sequence[Sequence[str]]
"""For each place of a phrase the words that may stand there, folded; a star after a word takes any ending of it."""
TOKENIZER = """tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""""
"""How the index splits folded text into words; the migration that makes the index says the same."""


def fold(text: str) -> str:
    """Return text as it is compared in a search: NFKC, case folded, a space round each CJK character."""
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", plain))
    return str(_CJK.sub(r" \1 ", plain))


@lru_cache(maxsize=256)
def match_expression(phrase: str) -> str | None:
    """Return the FTS5 expression for a phrase, or None when it holds no word.

    Words stand in order, side by side; a star after a word takes any ending of it. Whatever else the phrase holds
    (quotes, operators, brackets) is punctuation between words, never syntax.
    """
    words = _WORD.findall(fold(phrase))[:LONGEST_PHRASE_WORDS]
    parts: list[list[str]] = [[]]
    for word in words:
        parts[-1].append(word.rstrip("*"))
        if word.endswith("*"):
            parts.append([])
    pieces = [
        f'"{" ".join(part)}"' + ("*" if number < len(parts) - 1 else "") for number, part in enumerate(parts) if part
    ]
    return " AND ".join(pieces) or None


def pattern_expression(pattern: Pattern) -> str | None:
    """Return the FTS5 expression that holds for every text with a pattern, or None for a pattern without a place.

    It may hold for other texts too: where a star stands before the last place, and where the choices are too many.
    """
    places = [tuple(words) for words in pattern]
    if not places or not all(places):
        return None
    if math.prod(len(words) for words in places) > _MOST_PHRASES:
        return " AND ".join(f"({' OR '.join(_quote((word,)) for word in words)})" for words in places)
    return " OR ".join(
        f"({' AND '.join(_quote(run) for run in _runs(phrase))})" for phrase in itertools.product(*places)
    )


def _runs(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Cut a phrase after each star: FTS5 takes one at the end of a phrase only."""
    run: list[str] = []
    for word in phrase:
        run.append(word)
        if word.endswith("*"):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _quote(run: Sequence[str]) -> str:
    star = "*" if run[-1].endswith("*") else ""
    return '"' + " ".join(word.rstrip("*") for word in run) + '"' + star


class Index:
    """The full-text index over passages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, passage: int, text: str) -> None:
        """Add a new passage."""
        self._connection.execute("insert into passage_index (rowid, words) values (?, ?)", passage, fold(text))

    def find(self, phrase: str) -> Iterator[int]:
        """Yield the ids of passages that hold a phrase, the latest first."""
        expression = match_expression(phrase)
        if expression is None:
            return
        sql = "select rowid from passage_index where passage_index match ? order by rowid desc"
        for (passage,) in self._connection.rows(sql, expression):
            yield int(passage)

    def stays(self, pattern: Pattern) -> list[Any]:
        """Return (passage, source, number of the first version, number of the one it ends before) for a pattern."""
        expression = pattern_expression(pattern)
        if expression is None:
            return []
        return self._connection.rows(
            "select s.passage, s.source, f.number, u.number from passage_index i join stand s on s.passage = i.rowid "
            "join version f on f.id = s.first left join version u on u.id = s.until where passage_index match ?",
            expression,
        )
