"""What kind of file some bytes are, whatever the server calls them."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

import pytest

from statediff.errors import ExtractionError
from statediff.extractor.sniffing import sniff


def package(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "media_type", "url", "kind"),
    [
        (b"%PDF-1.7 ...", "text/html", None, "pdf"),
        (b"\n\n%PDF-1.7 ...", "application/octet-stream", None, "pdf"),
        (b"<!DOCTYPE html><html>", "text/plain", None, "html"),
        (b"<p>x</p>", "text/html", None, "html"),
        (b"just words", "text/html", None, "text"),
        (b"a < b and c > d", None, None, "text"),
        (b"words <b>bold</b>", None, None, "html"),
        (b"# Title", "text/markdown; charset=utf-8", None, "markdown"),
        (b"# Title", "text/plain", "https://raw.example/a/README.md?x=1", "markdown"),
        (b"[link](x) <b>", "text/markdown", None, "markdown"),
        (b"<html><p>x", "text/markdown", None, "html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "text/html", None, "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "application/xml", None, "feed"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "application/xhtml+xml", None, "html"),
        (b'{"title": "x"}', "text/html", None, "json"),
        (b'[{"title": "x"}]', None, None, "json"),
        (b"[Draft] Statement of the two ministers", "text/plain", None, "text"),
        (b"{draft}", "application/json", None, "json"),
        (b"", "text/html", None, "html"),
        (package(word__document_xml="<x/>"), "application/zip", None, "docx"),
        (package(content_xml="<x/>", mimetype="application/vnd.oasis.opendocument.text"), None, None, "odt"),
    ],
)
def test_the_bytes_tell_their_kind(body: bytes, media_type: str | None, url: str | None, kind: str) -> None:
    assert sniff(body, media_type, url) == kind


TEXT = "<p>Міністри підписали 3 листопада лист про наміри щодо спільного розмінування портів.</p>\n" * 9


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("media_type", ["text/html; charset=utf-8", "text/plain", None])
def test_bytes_that_are_compressed_without_a_word_of_it_are_no_text(seed: int, media_type: str | None) -> None:
    body = zlib.compress(random.Random(seed).randbytes(900))[2:]

    with pytest.raises(ExtractionError, match="no text"):
        sniff(body, media_type, "https://ministry.example/x")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-u", "utf-16", "utf-16-le"])
def test_text_is_text_in_every_charset(charset: str) -> None:
    assert sniff(TEXT.encode(charset), f"text/html; charset={charset}", None) in ("html", "text")
    assert sniff("三国国防部长在旧港会晤。".encode("iso-2022-jp-ext", "ignore") * 9, "text/html", None) == "text"
    assert (
        sniff(b"<p>Words with one zero\0 and one bell\x07 amid them, as a broken editor leaves.</p>", None, None)
        == "html"
    )


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (package(readme_txt="x"), "a zip archive"),
        (b"PK\x03\x04 cut short", "a damaged zip archive"),
    ],
)
def test_what_holds_no_text_is_refused_by_name(body: bytes, what: str) -> None:
    with pytest.raises(ExtractionError, match=what):
        sniff(body, "text/html", "https://ministry.example/x")
