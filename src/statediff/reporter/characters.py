"""Characters: foreign text made harmless to show, and telling which way it runs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

_ACTING = regex.compile(r"[\p{Cc}--[\t\n]]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u202a-\u202e\u2066-\u2069]", regex.V1)
"""Characters that act instead of standing there: controls, lone surrogates, line separators, bidi overrides."""
_UNWRITABLE = regex.compile(r"[\0\p{Cs}]")
_TERMINAL = regex.compile(r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’ʼ.,\-](?=[\p{L}\p{N}]))*"
)
_TOGETHER = regex.compile(r"\([+\u2212×]\d[^()]{1,30}\)|[+\u2212]?\d[\d.,]*(?: \d{3}(?!\d))*(?: ?[%‰€$£₴])?")
"""The size of a change in brackets, and a figure with its sign and its groups of digits."""
_TAG = regex.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", regex.IGNORECASE | regex.ASCII)
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})

Direction = Literal["ltr", "rtl"]


class Part(NamedTuple):
    """A stretch of text, or one acting character with its name."""

    text: str
    name: str = ""
    """"U+202E RIGHT-TO-LEFT OVERRIDE" for an acting character, else ""."""


def cut_parts(text: str) -> Iterator[Part]:
    """Cut a text at its acting characters; one that no file can hold is replaced by U+FFFD and keeps its name."""
    at = 0
    for match in _ACTING.finditer(text):
        if match.start() > at:
            yield Part(text[at : match.start()])
        yield Part(_UNWRITABLE.sub("\ufffd", match[0]), name_of(match[0]))
        at = match.end()
    if at < len(text):
        yield Part(text[at:])


def name_of(letter: str) -> str:
    """Name a character by code point and, where Unicode names it, by name."""
    name = unicodedata.name(letter, "")
    return f"U+{ord(letter):04X}" + (f" {name}" if name else "")


def spell(text: str) -> str:
    """Write a text so that every character in it can be seen: spaces and invisible ones by code point."""
    return "".join(
        letter
        if letter.isprintable() and letter != " " and not unicodedata.combining(letter)
        else f"U+{ord(letter):04X}"
        for letter in text
    )


def clean(text: str) -> str:
    """Replace acting characters by their names in brackets, for places that hold one plain line of text."""
    return _ACTING.sub(lambda match: f"[U+{ord(match[0]):04X}]", " ".join(text.split("\n")))


def cut_figures(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text, each part with whether it is a figure whose sign, groups and unit no line break may part."""
    at = 0
    for match in _TOGETHER.finditer(text):
        if " " in match[0]:
            if match.start() > at:
                yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def cut_clause(text: str) -> tuple[str, str]:
    """Cut a sentence behind the semicolon that ends its first clause, none inside quotation marks; else "" is left."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "“«") - (letter in "”»")
        if letter == ";" and depth <= 0 and place:
            return text[: place + 1], text[place + 1 :]
    return text, ""


def escape_controls(text: str, *, keep: str = "\n\t") -> str:
    r"""Write out control, bidi and separator characters as escapes (\x1b, \u202e), except those to keep."""
    return _TERMINAL.sub(lambda match: match[0] if match[0] in keep else _escaped(match[0]), text)


def _escaped(letter: str) -> str:
    point = ord(letter)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def count_words(text: str) -> int:
    """Count words; in scripts written without spaces every letter counts as one."""
    return len(_WORD.findall(text))


def words_of(text: str) -> list[str]:
    """The words of a text as `count_words` counts them."""
    return _WORD.findall(text)


def direction_of(text: str, language: str | None) -> Direction:
    """Tell which way a text runs: by most of its letters, and where it has none, by its language."""
    rights = lefts = 0
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                rights += 1
            case "L":
                lefts += 1
    if rights == lefts:
        return "rtl" if (language or "").partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    return "rtl" if rights > lefts else "ltr"


def keep_apart(text: str) -> str:
    """Return a text that runs from right to left so that what stands behind it in our own sentences stays there."""
    return f"{text}\u200e" if direction_of(text, None) == "rtl" else text


def tag_of(language: str | None) -> str:
    """Return a language tag that may stand in a page, "" for anything else a page may have claimed."""
    return language if language and _TAG.fullmatch(language) else ""


def shorten(text: str, limit: int = 48) -> str:
    """Cut a text at a word's end so that it stands on one line; "…" where something is left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    kept = cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut
    return kept.rstrip(" ,;:") + " …"
