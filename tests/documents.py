"""Small real documents, made byte by byte: PDF, Word and OpenDocument files for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

Line = tuple[float, float, int, str]
"""x and y in points from the lower left corner, the size of the letters, the words."""


def make_pdf(pages: Sequence[Sequence[Line]], *, title: str = "") -> bytes:
    """Return a PDF with these lines of Helvetica on its pages, each at its place in the order given.

    Letters that Windows-1252 has not are drawn by a second font, one code a letter, of which the document says what
    they stand for; it says nothing of U+FFFD.
    """
    strange = sorted({sign for lines in pages for *_, words in lines for sign in words if not _is_western(sign)})
    named = [
        b"<%02x> <%s>" % (code, b"0000" if sign == "\ufffd" else sign.encode("utf-16-be").hex().encode())
        for code, sign in enumerate(strange, 97)
    ]
    names = b"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap" % (
        len(named),
        b"\n".join(named),
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(names), names),
    ]
    kids = []
    for lines in pages:
        content = b"\n".join(
            b"BT /%s %d Tf %d %d Td (%s) Tj ET" % (font, size, x, y, words)
            for x, y, size, text in lines
            for font, words in [_write_words(text, strange)]
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(b"<< /Title (%s) /CreationDate (D:20260302093000Z) >>" % _escape(title))
    return _write_objects(objects)


def _is_western(sign: str) -> bool:
    return sign.isascii() or sign in _WESTERN


_WESTERN = "".join(bytes([code]).decode("cp1252", "ignore") for code in range(128, 256))


def _write_words(text: str, strange: Sequence[str]) -> tuple[bytes, bytes]:
    """Return the font and the codes for a line, which is all of one font."""
    if all(map(_is_western, text)):
        return b"F1", _escape(text)
    codes = {sign: 97 + place for place, sign in enumerate(strange)}
    return b"F2", bytes(codes.get(sign, ord(sign)) for sign in text)


def _escape(words: str) -> bytes:
    raw = words.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _write_objects(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    start = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return body + start + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def make_package(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return stream.getvalue()


_SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def make_odt(text: str, *, styles: str = "", meta: str = "") -> bytes:
    """Return an OpenDocument text with this content of <office:text>, automatic styles and meta data."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    if meta:
        facts = f"<office:meta>{meta}</office:meta>"
        parts["meta.xml"] = f"<office:document-meta {_SPACES}>{facts}</office:document-meta>".encode()
    return make_package(parts)
