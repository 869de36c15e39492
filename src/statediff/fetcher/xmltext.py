"""XML from strangers: decoded, named by its root, and refused when it declares a document type of its own."""

from __future__ import annotations

import re
import xml.sax
from io import BytesIO
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from statediff.charsets import choose_charset, decode_as, name_header_charset, name_xml_charset

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
    """Decode XML in the charset that its bytes are in, and take the declaration off. Never fails.

    A document type without declarations is taken off too.
    """
    text = decode_as(body, choose_charset(body, name_header_charset(content_type), (name_xml_charset(body),)))
    text = text[found.end() :] if (found := _XML_DECLARATION.match(text)) else text
    head, rest = text[:_LONGEST_PROLOG], text[_LONGEST_PROLOG:]
    return _HARMLESS_DOCTYPE.sub("", head, count=1) + rest


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
