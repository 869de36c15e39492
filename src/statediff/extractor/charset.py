"""Bytes to text: byte-order mark, the HTTP charset, the page's own word, the bytes; no word against the bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

import webencodings
from bs4.dammit import EncodingDetector, UnicodeDammit

_PRESCAN = 4096
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.()-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.()-]{2,40})[\"']")
_WIDE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_LEAST_WIDE = 20
"""Letters of several bytes from which valid UTF-8 is UTF-8 for sure: in other charsets a pair is so by chance."""
_UNWESTERN = re.compile(rb"[\xc0-\xff]{4,}")
_LEAST_UNWESTERN = 5
"""Runs of letters with accents that no Western language has: it is another alphabet."""
_LEAST_LOST = 3
"""Less is damage. Where more than half is lost too it is another charset, whose letters are UTF-8 by chance only."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))

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
    """Decode a body by BOM > HTTP charset > meta prescan > XML declaration > detector, WHATWG labels only.

    No other charset is believed where the bytes are UTF-8 beyond doubt, for the page was written anew and the old word
    left in it; nor UTF-8 where most of what is no ASCII is none; nor a Western one for words of another alphabet.
    """
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], marked)
    name: str | None
    for label in (http_charset, _meta_charset(body), _xml_charset(body)):
        name = _standard_name(label)
        if name and _may_be(body, name, is_lenient=label is http_charset):
            return _decoded(body, name)
    if _is_utf8(body):
        return _decoded(body, "utf-8")
    return _decoded(body, _detect(body))


def _decoded(body: bytes, name: str) -> Decoded:
    encoding = webencodings.lookup(name)
    assert encoding is not None
    text, _ = encoding.codec_info.decode(body, "replace")
    text = text.removeprefix("\ufeff")
    start = text[:200_000]
    damage = len(_MOJIBAKE.findall(start)) if any(sign in start for sign in _MOJIBAKE_STARTS) else 0
    lost = text.count("\ufffd")
    return Decoded(text, encoding.name, is_mojibake=damage >= 3 or lost >= 3)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _may_be(body: bytes, name: str, *, is_lenient: bool) -> bool:
    """Tell whether a body may be in the charset that is named; a lenient word for UTF-8 stands some damage."""
    if name == "utf-8":
        return _is_utf8(body) or (is_lenient and _is_mostly_utf8(body))
    if name == "windows-1252" and _has(_UNWESTERN, body, _LEAST_UNWESTERN):
        return False
    return not _has(_WIDE, body, _LEAST_WIDE) or not _is_utf8(body)


def _has(pattern: re.Pattern[bytes], body: bytes, count: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(body), count)) == count


def _is_mostly_utf8(body: bytes) -> bool:
    """Tell whether damage leaves half of the letters beyond ASCII, or too few are lost to say."""
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return lost < _LEAST_LOST or sum(1 for character in text if character > "\x7f") >= 2 * lost


def _standard_name(label: str | None) -> str | None:
    """Return the WHATWG name of a charset label, or None for an unknown or unsafe one (utf-7)."""
    encoding = webencodings.lookup(label.strip()) if label else None
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return None
    return str(encoding.name)


def _meta_charset(body: bytes) -> str | None:
    match = _META.search(body[:_PRESCAN])
    if match is None:
        return None
    label = match[1].decode("ascii")
    return "utf-8" if label.lower().replace("-", "").startswith("utf16") else label


def _xml_charset(body: bytes) -> str | None:
    match = _XML.match(body[:512])
    return match[1].decode("ascii") if match else None


def _detect(body: bytes) -> str:
    """Guess by the detector of Beautiful Soup; Windows-1252 where it has no opinion."""
    declared = EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=True)
    name = _standard_name(declared)
    if name and name != "utf-8" and _may_be(body, name, is_lenient=False):
        return name
    refuted = [declared] if declared else []
    name = _standard_name(UnicodeDammit(body[:65_536], is_html=True, exclude_encodings=refuted).original_encoding)
    if name and name != "utf-8":
        return name
    return "windows-1252"
