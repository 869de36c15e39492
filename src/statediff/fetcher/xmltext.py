"""XML from strangers: decoded, named by its root, and refused when it declares a document type of its own."""

from __future__ import annotations

import re
import xml.sax
from io import BytesIO
from xml.sax.handler import ContentHandler

import defusedxml.sax
import webencodings
from defusedxml.common import DefusedXmlException

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_XML_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,400}\?>")
_HARMLESS_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]{0,400}>", re.IGNORECASE)
"""Without an internal subset it declares nothing, and the outer one is never fetched; RSS 0.91 prescribes one."""
_PROLOG_PIECE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_LONGEST_PROLOG = 20_000
_DECLARES = "it declares a document type of its own, which no feed or sitemap needs and bombs are made of"


class HostileXml(ValueError):
    """The document declares entities or a document type of its own."""


class BrokenXml(ValueError):
    """The document is not well-formed."""


def decode_xml(body: bytes, content_type: str | None) -> str:
    """Decode XML by byte order mark, header, declaration, else UTF-8, and take the declaration off. Never fails.

    A document type without declarations is taken off too.
    """
    text = _decode(body, content_type)
    text = text[found.end() :] if (found := _XML_DECLARATION.match(text)) else text
    head, rest = text[:_LONGEST_PROLOG], text[_LONGEST_PROLOG:]
    return _HARMLESS_DOCTYPE.sub("", head, count=1) + rest


def _decode(body: bytes, content_type: str | None) -> str:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    header, declared = _HEADER_CHARSET.search(content_type or ""), _DECLARED.match(body.lstrip()[:400])
    for label in (header[1] if header else None, declared[1].decode("ascii") if declared else None):
        known = webencodings.lookup(label) if label else None
        if known is not None:
            return str(known.codec_info.decode(body, "replace")[0])
    return body.decode("utf-8", "replace")


def name_root(text: str) -> str | None:
    """Return the name of the root element in lower case, without its prefix, or None when the text is no markup.

    Raises: HostileXml when a document type of its own stands before it.
    """
    head, position = text[:_LONGEST_PROLOG], 0
    while piece := _PROLOG_PIECE.match(head, position):
        position = piece.end()
    if head[position : position + 9].lower() == "<!doctype":
        raise HostileXml(_DECLARES)
    root = _ROOT.match(head, position)
    return root[1].rpartition(":")[2].lower() if root else None


def walk_xml(text: str, handler: ContentHandler) -> None:
    """Send well-formed XML through a handler, without building a tree.

    Raises: HostileXml when it declares entities or a document type; BrokenXml when it is not well-formed.
    """
    try:
        defusedxml.sax.parse(BytesIO(text.encode("utf-8", "replace")), handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise HostileXml(_DECLARES) from error
    except xml.sax.SAXParseException as error:
        line = error.getLineNumber()
        raise BrokenXml(f"it is not well-formed ({error.getMessage()}, line {line})") from error


def refuse_declarations(text: str) -> None:
    """Refuse text that declares a document type or an entity anywhere. Raises HostileXml."""
    if re.search(r"<!(?:doctype|entity)", text, re.IGNORECASE):
        raise HostileXml(_DECLARES)
