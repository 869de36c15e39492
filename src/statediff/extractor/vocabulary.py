"""The rule data of this package, loaded once: what chrome is called, and the words of dates, counters and pointers."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_INDIC = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3A)}-{chr(block + 0x5F)}{chr(block + 0x62)}{chr(block + 0x63)}"
    for block in range(0x900, 0xE00, 0x80)
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    f"\u0670{_INDIC}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
"""Signs written over, under or beside a letter, which part no word: vowels of Hindi and Thai, points of Hebrew."""
WORD = re.compile(rf"(?:[^\W\d_]+[{_MARKS}]*)+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LATIN = re.compile(r"[^A-Za-z]+")
_LONGEST_GAP = ".{0,25}"
"""Letters between the words of a question to the reader."""
_DATA_FILES = ("prune.toml", "words.toml", "machinery.toml", "presets.toml")


def words_of(text: str) -> list[str]:
    """Split text into lower-case words and numbers, as the rule files write them."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=4096)
def phrase_key(text: str) -> str:
    """Reduce a phrase to its words, joined by spaces, so that punctuation and case play no part."""
    return " ".join(words_of(text))


def name_words(name: str) -> list[str]:
    """Split one class name into lower-case words ("postShare-links": post, share, links)."""
    return [word.lower() for part in _LATIN.split(name) if part for word in _CAMEL.split(part)]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases: some match whole, some as a beginning."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    inside: tuple[str, ...]
    """Phrases that may stand anywhere in a line."""
    shapes: re.Pattern[str] | None
    """Phrases with a gap inside."""
    firsts: frozenset[str]
    """The first words of all of them."""
    stems: tuple[str, ...]
    """Beginnings that are not more than a part of a word."""

    def match(self, key: str) -> bool:
        """Tell whether a phrase key is one of the phrases, or begins or is shaped like one."""
        if any(phrase in key for phrase in self.inside):
            return True
        if key.partition(" ")[0] not in self.firsts and not key.startswith(self.stems):
            return False
        if key in self.whole or key.startswith(self.beginnings):
            return True
        return self.shapes is not None and self.shapes.match(key) is not None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of dates, stamps and pointers of all known languages together."""

    months: dict[str, int]
    """Month words to their number, 1 to 12."""
    dates: frozenset[str]
    stamps: frozenset[str]
    modified: frozenset[str]
    published: frozenset[str]
    related: Phrases
    lines: Phrases
    pointers: frozenset[str]
    corrections: Phrases
    by: tuple[str, ...]
    """How a line begins that names who wrote, with its capital and the blank behind it."""
    ago: tuple[tuple[str, str], ...]
    """What a line begins and ends with that says how long ago something was."""
    calls: Phrases
    """What a button says that asks the reader to join, to buy, to give."""
    numbers: frozenset[str]
    """Numbers written in words, and words that say a number with its unit."""
    asks: Phrases
    """How a page asks its reader whether it was of use."""
    turns: frozenset[str]
    """What stands before a link to the page before or after this one."""
    menus: frozenset[str]
    """What menus name."""
    genres: frozenset[str]
    """What pages call their kind ("Press release")."""
    notices: Phrases
    """What no statement says of itself, wherever it stands: how to report an error in it, what a browser lacks."""
    follows: Phrases
    """How a line begins that asks the reader to follow the site in the networks it links to."""
    hosts: tuple[str, ...]
    """Ends of the names of hosts of those networks."""
    discussions: frozenset[str]
    """What stands over what readers wrote, numbers left out."""
    consents: tuple[str, ...]
    """What a line is about that asks for consent: a cookie, by its name in each language."""


@dataclass(frozen=True, slots=True)
class Prunables:
    """What chrome is called in markup."""

    dead_tags: frozenset[str]
    chrome_tags: frozenset[str]
    chrome_roles: frozenset[str]
    class_words: frozenset[str]
    meta_words: frozenset[str]
    date_words: frozenset[str]
    card_words: frozenset[str]
    names: re.Pattern[str]
    ids: re.Pattern[str]
    neutral: re.Pattern[str]
    meta_names: re.Pattern[str]
    date_names: re.Pattern[str]
    consent: re.Pattern[str]
    unseen: re.Pattern[str]
    foldable: re.Pattern[str]
    hiding: re.Pattern[str]
    showing: re.Pattern[str]
    kept: re.Pattern[str]
    captions: re.Pattern[str]
    headlines: re.Pattern[str]
    discussion: re.Pattern[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(_bytes(name).decode("utf-8"))


def _bytes(name: str) -> bytes:
    return files(__package__).joinpath("data", name).read_bytes()


def _pattern(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _phrases(entries: list[str], gap: str = ".*") -> Phrases:
    parts = [[phrase_key(part) for part in entry.split("*")] for entry in entries]
    whole = frozenset(part[0] for part in parts if len(part) == 1)
    beginnings = tuple(sorted({part[0] for part in parts if len(part) == 2 and not part[1]}))
    inside = tuple(sorted({part[1] for part in parts if _is_inside(part)}))
    gaps = sorted({gap.join(map(re.escape, part)) for part in parts if any(part[1:]) and not _is_inside(part)})
    firsts = frozenset(part[0].partition(" ")[0] for part in parts)
    stems = tuple(sorted({part[0] for part in parts if len(part) > 1 and " " not in part[0] and not _is_inside(part)}))
    return Phrases(whole, beginnings, inside, re.compile("|".join(gaps)) if gaps else None, firsts, stems)


def _is_inside(parts: list[str]) -> bool:
    """Tell whether a phrase may stand anywhere: it is written between two stars."""
    return len(parts) == 3 and not parts[0] and bool(parts[1]) and not parts[2]


@cache
def prunables() -> Prunables:
    """Return the names of chrome from prune.toml."""
    data = _load("prune.toml")
    return Prunables(
        dead_tags=frozenset(data["dead_tags"]),
        chrome_tags=frozenset(data["chrome_tags"]),
        chrome_roles=frozenset(data["chrome_roles"]),
        class_words=frozenset(data["class_words"]),
        meta_words=frozenset(data["meta_words"]),
        date_words=frozenset(data["date_words"]),
        card_words=frozenset(data["card_words"]),
        names=_pattern(data["name_patterns"]),
        ids=_pattern(data["id_patterns"]),
        neutral=_pattern(data["neutral_patterns"]),
        meta_names=_pattern(data["meta_patterns"]),
        date_names=_pattern(data["date_patterns"]),
        consent=_pattern(data["consent_patterns"]),
        unseen=_pattern(data["unseen_patterns"]),
        foldable=_pattern(data["foldable_patterns"]),
        hiding=_pattern(data["hiding_patterns"]),
        showing=_pattern(data["showing_patterns"]),
        kept=_pattern(data["kept_patterns"]),
        captions=_pattern(data["caption_patterns"]),
        headlines=_pattern(data["headline_patterns"]),
        discussion=_pattern(data["discussion_patterns"]),
    )


@cache
def machinery_table() -> dict[str, dict[str, list[str]]]:
    """Return machinery.toml as it stands."""
    return _load("machinery.toml")


@cache
def words() -> Words:
    """Return the words of all languages from words.toml."""
    languages = [*_load("words.toml").values(), *machinery_table().values()]

    def gather(key: str) -> list[str]:
        return [entry for language in languages for entry in language.get(key, [])]

    months = {word: number for language in languages for word, number in _months(language.get("months", {})).items()}
    stamps = frozenset(gather("stamps"))
    loose = {word for entry in (*gather("dates"), *gather("days"), *months) for word in words_of(entry)}
    return Words(
        months=months,
        dates=frozenset(loose) | stamps,
        stamps=stamps,
        modified=frozenset(gather("modified")),
        published=frozenset(gather("published")),
        related=_phrases(gather("related")),
        lines=_phrases(gather("lines")),
        pointers=frozenset(phrase_key(entry) for entry in gather("pointers")),
        corrections=_phrases(gather("corrections")),
        by=tuple(sorted({f"{entry} " for entry in gather("by")})),
        ago=tuple(
            (phrase_key(first), phrase_key(last))
            for first, _, last in (entry.partition("*") for entry in gather("ago"))
        ),
        calls=_phrases(gather("calls")),
        numbers=frozenset(word for entry in gather("numbers") for word in words_of(entry)),
        asks=_phrases(gather("asks"), _LONGEST_GAP),
        turns=frozenset(phrase_key(entry) for entry in gather("turns")),
        menus=frozenset(phrase_key(entry) for entry in gather("menus")),
        genres=frozenset(phrase_key(entry) for entry in gather("genres")),
        notices=_phrases(gather("notices")),
        follows=_phrases([f"{entry}*" for entry in gather("follows")]),
        hosts=tuple(sorted(set(gather("hosts")))),
        discussions=frozenset(phrase_key(entry) for entry in gather("discussions")),
        consents=tuple(sorted(set(gather("consents")))),
    )


def _months(names: dict[str, list[str]]) -> dict[str, int]:
    return {word: int(number) for number, forms in names.items() for word in forms}


@cache
def presets_table() -> dict[str, Any]:
    """Return presets.toml as it stands."""
    return _load("presets.toml")


@cache
def rules_digest() -> str:
    """Return the SHA-256 of all rule files, in hexadecimal."""
    total = hashlib.sha256()
    for name in _DATA_FILES:
        body = _bytes(name)
        total.update(f"{name} {len(body)}\n".encode() + body)
    return total.hexdigest()
