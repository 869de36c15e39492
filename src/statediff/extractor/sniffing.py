"""What kind of file some bytes are: their own first words before what the server calls them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal
from urllib.parse import urlsplit

from statediff.errors import ExtractionError

Kind = Literal["html", "text", "markdown", "feed", "json", "pdf", "docx", "odt", "yaml", "toml", "csv"]

_LEAD = 4096
_FOREIGN = (
    (b"\x89PNG", "a picture"), (b"GIF8", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"RIFF", "a sound or picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls, .ppt)"), (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"\x00\x00\x00\x18ftyp", "a video"), (b"\x00\x00\x00\x20ftyp", "a video"), (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"), (b"%!PS", "a PostScript document"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)  # fmt: skip
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r\f\x1b\0") + b"\x7f"
_LEAST_BYTES = 64
_MOST_CONTROLS = 0.04
"""Compressed bytes are control characters one time in ten; no encoding of text, UTF-16 apart, has any to speak of."""
_FEED = re.compile(rb"<(rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_JSON = re.compile(rb"(\{\s*(\"|\})|\[\s*(\{\s*\"|\[\s*[\[{\"\d]|\"[^\"\n]*\"\s*[,\]]))")
_TAG = re.compile(rb"<(/?[a-z][a-z0-9]*[\s/>]|!--|!doctype)", re.IGNORECASE)
_MARKDOWN_TYPES = frozenset({"text/markdown", "text/x-markdown"})
_STRUCTURED: tuple[tuple[Kind, frozenset[str], tuple[str, ...]], ...] = (
    ("yaml", frozenset({"text/yaml", "text/x-yaml", "application/yaml", "application/x-yaml"}), (".yaml", ".yml")),
    ("toml", frozenset({"application/toml"}), (".toml",)),
    ("csv", frozenset({"text/csv", "text/tab-separated-values"}), (".csv", ".tsv")),
)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")


def sniff(body: bytes, media_type: str | None, url: str | None, *, wants_json: bool = False) -> Kind:
    """Tell what kind of file a body is.

    Raises: ExtractionError for kinds that hold no text we can read: pictures, archives, old Office documents.
    """
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(b"PK\x03\x04"):
        return _sniff_package(body, url or "file")
    for mark, what in _FOREIGN:
        if body.startswith(mark):
            raise ExtractionError(url or "file", f"this is {what}, not a text", "watch the page that links to it")
    if _is_binary(body, media_type or ""):
        cause = "these bytes are no text: compressed without a word of it, or a file of another kind"
        raise ExtractionError(url or "file", cause, "wait for the next look")
    return _sniff_text(body, (media_type or "").partition(";")[0].strip().lower(), url, wants_json=wants_json)


def _is_binary(body: bytes, media_type: str) -> bool:
    lead = body[:_LEAD]
    if len(lead) < _LEAST_BYTES or lead.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in media_type.lower():
        return False
    zeros = lead.count(0)
    controls = len(lead) - len(lead.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(lead) and zeros < len(lead) / 5


def _sniff_text(body: bytes, named: str, url: str | None, *, wants_json: bool) -> Kind:
    lead = body[:_LEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if lead.startswith((b"\xff\xfe", b"\xfe\xff")):
        lead = lead.replace(b"\0", b"")[2:].lstrip()
    if named in _MARKDOWN_TYPES:
        return "html" if _HTML.match(lead) else "markdown"
    if _JSON.match(lead) or (lead[:1] in (b"{", b"[") and (wants_json or named.endswith(("/json", "+json")))):
        return "json"
    if _FEED.search(lead) and not _HTML.search(lead):
        return "feed"
    if _HTML.search(lead):
        return "html"
    if _path(url).endswith(_MARKDOWN_NAMES):
        return "markdown"
    for kind, types, names in _STRUCTURED:
        if named in types or (_path(url).endswith(names) and named != "text/html"):
            return kind
    if named == "text/plain":
        return "text"
    return "html" if _TAG.search(body[:65_536]) or not body.strip() else "text"


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path.lower()
    except ValueError:
        return ""


def _sniff_package(body: bytes, subject: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = set(package.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "content.xml" in names and "mimetype" in names:
                return "odt"
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ExtractionError(subject, "a damaged zip archive", "look at the stored bytes") from error
    raise ExtractionError(subject, "this is a zip archive, not a text", "watch the page that links to it")
