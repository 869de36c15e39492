"""Bytes to text, with the charset that was chosen, and whether the text looks like a wrong decoding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4.dammit import EncodingDetector, UnicodeDammit

from statediff.charsets import (
    choose_charset,
    decode_as,
    may_be,
    name_meta_charset,
    name_standard,
    name_xml_charset,
)

_WESTERN = re.escape("".join(bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xC0)))
_CYRILLIC = re.escape("".join(bytes([code]).decode("cp1251", "ignore") for code in range(0x80, 0xC0)))
_MOJIBAKE = re.compile(f"[ÂÃÐÑ][\x80-\x9f{_WESTERN}]|â€[\x80-\x9f{_WESTERN}]|ï»¿|(?:[РС][\x80-\x9f{_CYRILLIC}]){{3}}")
"""UTF-8 bytes read as Western or Cyrillic Windows code pages, perhaps twice over."""
_MOJIBAKE_STARTS = ("Â", "Ã", "Ð", "Ñ", "â€", "ï»¿", "Р", "С")
"""One of these stands in all such damage: text without them need not be searched."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text, the charset's WHATWG name, and whether the text looks like a wrong decoding."""

    text: str
    charset: str
    is_mojibake: bool = False


def decode(body: bytes, http_charset: str | None = None) -> Decoded:
    """Decode a body by BOM > HTTP charset > meta prescan > XML declaration > detector, WHATWG labels only."""
    declared = (name_meta_charset(body), name_xml_charset(body))
    charset = choose_charset(body, http_charset, declared, guess=_detect)
    text = decode_as(body, charset)
    start = text[:200_000]
    damage = len(_MOJIBAKE.findall(start)) if any(sign in start for sign in _MOJIBAKE_STARTS) else 0
    lost = text.count("\ufffd")
    return Decoded(text, charset, is_mojibake=damage >= 3 or lost >= 3)


def _detect(body: bytes) -> str:
    """Guess by the detector of Beautiful Soup, in a child process with limits; Windows-1252 where it has no opinion."""
    declared = EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=True)
    name = name_standard(declared)
    if name and name != "utf-8" and may_be(body, name):
        return name
    refuted = [declared] if declared else []
    name = name_standard(UnicodeDammit(body[:65_536], is_html=True, exclude_encodings=refuted).original_encoding)
    if name and name != "utf-8":
        return name
    return "windows-1252"
