"""Full-text search over every passage that ever stood, in any language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

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
