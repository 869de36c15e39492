"""Tokens: whole words, numbers and marks, each with a canonical key and a stem for alignment."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import regex

from statediff.differ.lexicon import elisions

LONGEST_NORMALISED = 256
"""Letters of a token that are normalised at most: unicodedata is quadratic on long runs of combining marks."""

_SPACES = " \u00a0\u202f\u2009"
_MARKS = "'’ʼ‘`´‐‑–-"
_ELISION = "|".join(sorted(elisions(), key=lambda item: (-len(item), item)))
_ELISION_DECOMPOSED = _ELISION.replace("ç", "ç|c\u0327")

_PLAIN = re.compile(
    "[\\x00-\xac\xae-\u02af\u02bc\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205f"
    "\u20a0-\u20bf\u2100-\u214f]*"
)
"""Text in which every character is its own grapheme, none is invisible, and the standard engine finds words."""

_YEAR_FIRST = "|".join(rf"{{d}}{{{{4}}}}{sign}{{d}}{{{{1,2}}}}{sign}{{d}}{{{{1,2}}}}(?!{{d}})" for sign in "-–‐‑/")
_DATE_LIKE = _YEAR_FIRST + r"|{d}+(?:[-–‐‑]{d}+)?(?:/{d}+)+"
"""2026-06-30, 30/06/2026, and fractions such as 3/4 and 1-3/4."""
_NO_NUMBER, _NO_NUMBER_OF_ANY_SCRIPT = r"(?![0-9]+[.,][0-9])", r"(?!\p{Nd}+[.,٫٬]\p{Nd})"
"""A number with separators is never a part of a word: "pre-1,200" is "pre", "-", "1,200"."""
_BEFORE_SIGN = r"(?<![^\s(\[{«“„\"'‘$€£₴])"
"""A minus sign belongs to the number behind it where a word may begin: "-5", "(−5", and not "10-5"."""
_SEASON = r"(?:19|20){d}{{2}}[-–‐‑]{d}{{2}}(?![-–‐‑]?{d})"
"""2024-25."""
_VERSION = r"(?:[vV]{d}+(?:\.{d}+)+|{letter}+{d}+(?:\.{d}+){{2,}})"
"""v1.2.3."""
_FAST_NUMBER = (
    rf"(?>{_DATE_LIKE.format(d='[0-9]')}|{_SEASON.format(d='[0-9]')}"
    rf"|\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d{{1,3}}(?:['’]\d{{3}}(?!\d))+"
    r"|\d+(?:[.,:]\d+)*)(?![^\W\d_])"
    rf"|\d+(?:[.,:]\d+)+\w+(?:[{_MARKS}]{_NO_NUMBER}\w+)*"
)
_FAST_LETTER = r"[^\W0-9]"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]'’…]|[\w.+-]{1,64}+@\w[\w-]{0,63}(?:\.\w[\w-]{0,63})+"
)
"""Addresses of pages and of mail are one word."""
_USUAL = "[A-Za-zÀ-ÖØ-öø-ʯΆΈ-ΊΌΎ-ΡΣ-ώЀ-ҁҊ-ԯḀ-ỿ]"
"""Most letters; the engine looks them up in ranges in half the time it takes to ask of each what it is."""
_COMMON = (
    rf"(?!https?:|www\.){_USUAL}{{2,}}+(?=[\s,;:!?)\"”»]|\.(?!\w)|\Z)"
    rf"|{_USUAL}(?=[\s,;:!?)\"”»]|\Z)|[,;:!?()\"”»«“]|\.(?!\.)"
)
"""What most tokens are: letters up to a space or a mark that no word goes on behind, and such marks. Asked first, for
speed alone."""
_FAST = re.compile(
    rf"(?=\S)(?:{_COMMON}|{_ADDRESS}|{_BEFORE_SIGN}[-−](?=[0-9])(?:{_FAST_NUMBER}|\w+)"
    rf"|{_FAST_NUMBER}"
    rf"|(?i:{_ELISION})['’ʼ](?=[^\W\d_])"
    r"|(?:[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]\.){2,}"
    rf"|{_VERSION.format(d='[0-9]', letter=_FAST_LETTER)}|{_FAST_LETTER}+(?=[0-9]+[.,][0-9])"
    rf"|\w+(?:[{_MARKS}]{_NO_NUMBER}\w+)*"
    r"|\.{3}|\S)"
)

_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_DIGITS = r"\p{Nd}(?:\p{Cf}*+\p{Nd})*+"
HAN_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億"
"""Signs that write a number."""
_LETTERS = rf"(?:(?![{_WIDE}])[\p{{L}}\p{{M}}\p{{N}}_\p{{Cf}}\uD800-\uDFFF])"
_GERSHAYIM = r"(?<=\p{Hebrew})[\"״”](?=\p{Hebrew}{1,4}(?![\p{Hebrew}\"״”]))"
"""The mark before the last letters of a Hebrew acronym, and not a quotation behind a prefix."""
_JOINED = (
    rf"(?:(?:[׳{_MARKS}]|{_GERSHAYIM})(?!\p{{Cf}}){_NO_NUMBER_OF_ANY_SCRIPT}"
    rf"(?!(?<=[\p{{Hebrew}}\p{{Arabic}}]\p{{M}}?.)\p{{Nd}}){_LETTERS}++)*+"
)
"""Further parts of a word; the prefixes of Hebrew and Arabic ("ל-") are no part of the number behind them."""
_SLOW_NUMBER = (
    rf"(?>{_DATE_LIKE.format(d='[0-9]')}|{_SEASON.format(d='[0-9]')}"
    rf"|\p{{Nd}}{{1,3}}(?:[{_SPACES}]\p{{Nd}}{{3}}(?!\p{{Nd}}))+(?:[.,\u066B]{_DIGITS})?"
    rf"|\p{{Nd}}{{1,3}}(?:['’]\p{{Nd}}{{3}}(?!\p{{Nd}}))+"
    rf"|{_DIGITS}(?:[.,:\u066B\u066C]{_DIGITS})*)(?!(?![{_WIDE}])[\p{{L}}\p{{M}}\p{{No}}\p{{Nl}}])"
    rf"|{_DIGITS}(?:[.,:\u066B\u066C]{_DIGITS})++{_LETTERS}++{_JOINED}"
)
_SLOW_LETTER = rf"(?:(?![{_WIDE}])[\p{{L}}\p{{M}}_])"
_SLOW = regex.compile(
    rf"(?=\S)(?:{_ADDRESS}|{_BEFORE_SIGN}[-−](?=\p{{Nd}})(?:{_SLOW_NUMBER}|{_LETTERS}++)"
    rf"|{_SLOW_NUMBER}"
    rf"|(?i:{_ELISION_DECOMPOSED})['’ʼ](?=\p{{L}})"
    r"|(?:\p{Lu}\p{M}*\.){2,}"
    rf"|[{HAN_NUMERALS}]{{2,}}"
    rf"|{_VERSION.format(d='[0-9]', letter=_SLOW_LETTER)}|{_SLOW_LETTER}+(?=[0-9]+[.,][0-9])"
    rf"|[{_WIDE}][\p{{M}}\p{{Cf}}]*"
    rf"|(?!\p{{Cf}}){_LETTERS}++{_JOINED}"
    r"|\.{3}|(?![\s\x1c-\x1f\p{Cf}])\X)",
    regex.V1,
)

_FOLD = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′`´׳"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″「」『』״"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("…"): "...",
    ord("\u0640"): "",
    **dict.fromkeys(map(ord, _SPACES), ""),
    **{
        ord(digit): str(value)
        for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")
        for value, digit in enumerate(digits)
    },
}
_INVISIBLE = regex.compile(r"[\p{Cf}]")
_KEPT_COMPATIBILITY = ("<super>", "<sub>", "<fraction>")


def cut(text: str) -> list[str]:
    """Cut a passage into tokens in order; white space and loose invisible characters are never tokens."""
    if is_plain(text):
        return _FAST.findall(text)
    found: list[str] = _SLOW.findall(text)
    return found


def locate(text: str, start: int, tokens: list[str]) -> list[tuple[int, int]]:
    """Return where each token stands, as code point offsets counted from `start`."""
    places = []
    end = 0
    for token in tokens:
        at = text.index(token, end)
        end = at + len(token)
        places.append((start + at, start + end))
    return places


def is_plain(text: str) -> bool:
    """Whether the quick tokeniser reads the text as the thorough one would."""
    return _PLAIN.fullmatch(text) is not None


@cache
def _compatibility_differs_in_meaning(character: str) -> bool:
    return unicodedata.decomposition(character).startswith(_KEPT_COMPATIBILITY)


def canonical(token: str) -> str:
    """Return what stays of a token when typography is set aside: quotes, dashes, no-break spaces, invisible marks.

    A token of nothing else stays as it is, so that no key is empty.
    """
    if len(token) > LONGEST_NORMALISED:
        return token
    if token.isalnum() and token.isascii():
        return token
    folded: str = _INVISIBLE.sub("", token).translate(_FOLD)
    if folded.isascii():
        return folded or token
    if any(map(_compatibility_differs_in_meaning, folded)):
        return unicodedata.normalize("NFC", folded).translate(_FOLD) or token
    return unicodedata.normalize("NFKC", folded).translate(_FOLD) or token


def stem(key: str) -> str:
    """Return a crude stem that most inflected forms of a word share; it serves alignment only."""
    length = len(key)
    lowered = key.casefold()
    if length < 5 or not key.isalpha():
        return lowered
    return lowered[: max(4, length - 3)] if length > 6 else lowered[: max(4, length - 2)]


class Keys(dict[str, str]):
    """Token -> canonical key, each computed once."""

    def __missing__(self, token: str) -> str:
        """Compute the key of a token met for the first time."""
        key = self[token] = canonical(token)
        return key


class Stems(dict[str, str]):
    """Canonical key -> stem, each computed once."""

    def __missing__(self, key: str) -> str:
        """Compute the stem of a key met for the first time."""
        found = self[key] = stem(key)
        return found


def is_word(key: str) -> bool:
    """Whether a token is a word or a number rather than a mark."""
    return key[:1].isalnum() or (key[:1] == "-" and key[1:2].isdigit())


def count_invisible(text: str) -> dict[str, int]:
    """Count the bidirectional, zero-width and other invisible characters, named like "U+202E"."""
    counts: dict[str, int] = {}
    for character in _INVISIBLE.findall(text):
        name = f"U+{ord(character):04X}"
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
