"""The charset of bytes: byte-order mark, HTTP header, the document's own word, a guess; no word against the bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from itertools import islice

import webencodings

_PRESCAN = 4096
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:()-]+)", re.IGNORECASE)
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
_TAG = re.compile(rb"<[^>]{0,1000}>")
_SAMPLE = 16_384


def name_header_charset(content_type: str | None) -> str | None:
    """Return the label that a Content-Type header gives the charset."""
    match = _HEADER.search(content_type or "")
    return match[1] if match else None


def name_meta_charset(body: bytes) -> str | None:
    """Return the label in the first meta element that has one; what was read as ASCII there is no UTF-16."""
    match = _META.search(body[:_PRESCAN])
    if match is None:
        return None
    label = match[1].decode("ascii")
    return "utf-8" if label.lower().replace("-", "").startswith("utf16") else label


def name_xml_charset(body: bytes) -> str | None:
    """Return the label in an XML declaration."""
    match = _XML.match(body[:512])
    return match[1].decode("ascii") if match else None


def name_standard(label: str | None) -> str | None:
    """Return the WHATWG name of a charset label, or None for an unknown or unsafe one (utf-7)."""
    encoding = webencodings.lookup(label.strip()) if label else None
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return None
    return str(encoding.name)


def guess_charset(body: bytes) -> str:
    """Guess the charset of bytes that nobody names rightly, by few and linear looks: any process may call it.

    A text of Cyrillic letters has more of them than of ASCII, or long runs of them; others, an accent here and there.
    """
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if _count_beyond_ascii(text) > 2 * lost:
        return "utf-8"
    start = body[:_SAMPLE]
    high = sum(byte >= 0xC0 for byte in start)
    low = sum(chr(byte).isalpha() for byte in _TAG.sub(b" ", start) if byte < 0x80)
    return "windows-1251" if high > low or _has(_UNWESTERN, body, _LEAST_UNWESTERN) else "windows-1252"


def choose_charset(
    body: bytes,
    http_charset: str | None,
    declared: Sequence[str | None] = (),
    *,
    guess: Callable[[bytes], str] = guess_charset,
) -> str:
    """Choose the WHATWG name of a body's charset: BOM > HTTP charset > what it declares, in order > UTF-8 > a guess.

    No other charset is believed where the bytes are UTF-8 beyond doubt, for the page was written anew and the old word
    left in it; nor UTF-8 where most of what is no ASCII is none; nor a Western one for words of another alphabet.
    """
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return marked
    if (name := name_standard(http_charset)) and (may_be(body, name) or (name == "utf-8" and _is_mostly_utf8(body))):
        return name
    for label in declared:
        if (name := name_standard(label)) and may_be(body, name):
            return name
    return "utf-8" if _is_utf8(body) else guess(body)


def decode_as(body: bytes, charset: str) -> str:
    """Decode a body, or its beginning, in the charset that was chosen for it, without its byte-order mark."""
    encoding = webencodings.lookup(charset)
    assert encoding is not None
    mark = next((mark for mark, _ in _MARKS if body.startswith(mark)), b"")
    text: str = encoding.codec_info.decode(body[len(mark) :], "replace")[0]
    return text.removeprefix("\ufeff")


def may_be(body: bytes, name: str) -> bool:
    """Tell whether a body may be in the charset of a WHATWG name: UTF-8 only where every byte is."""
    if name == "utf-8":
        return _is_utf8(body)
    if name == "windows-1252" and _has(_UNWESTERN, body, _LEAST_UNWESTERN):
        return False
    return not _has(_WIDE, body, _LEAST_WIDE) or not _is_utf8(body)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has(pattern: re.Pattern[bytes], body: bytes, count: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(body), count)) == count


def _is_mostly_utf8(body: bytes) -> bool:
    """Tell whether damage leaves half of the letters beyond ASCII, or too few are lost to say."""
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return lost < _LEAST_LOST or _count_beyond_ascii(text) >= 2 * lost


def _count_beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
