"""Forms: an answer with the values of its headers cut out, since those stand with the hop that it came from. Pure.

Answers of one server differ in a date, a cookie, the number of a request; their forms are equal, and kept once. In a
form, NUL, a number and NUL stand for the value of the header of that number, from 0; two NULs stand for one. A request
is kept as it was sent, but for values that may be a secret.
"""

from __future__ import annotations

import re

from statediff.model import Headers

WITHHELD = b"(withheld)"
"""Stands in a request for a value that is not kept."""
SHOWN_HEADERS = frozenset(
    {b"accept", b"accept-encoding", b"accept-language", b"cache-control", b"connection", b"host"}
    | {b"if-modified-since", b"if-none-match", b"pragma", b"range", b"referer", b"user-agent"}
)
"""What any visitor sends. The rest is a cookie, or named by a source for reasons of its own: it may be a secret."""
_NUL = b"\0"
_INTERIM = (b"HTTP/1.1 1", b"HTTP/1.0 1")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"^([!-9;-~]+)(:[ \t]*)([^\r\n]+)", re.MULTILINE)


def cut_head(response: bytes) -> int:
    """Return where the head of an answer ends, past all interim heads; the end when it has none."""
    start = 0
    while head := _HEAD_END.search(response, start):
        is_interim = response.startswith(_INTERIM, start)
        start = head.end()
        if not is_interim:
            return start
    return len(response)


def make_form(response: bytes, headers: Headers) -> bytes:
    """Return the form of an answer; `fill_form` with the same headers gives back its very bytes."""
    end = cut_head(response)
    head = response[:end]
    if _NUL in head:
        return _doubled(response)
    form = _without_values(head, headers) + _doubled(response[end:])
    return form if fill_form(form, headers) == response else _doubled(response)


def fill_form(form: bytes, headers: Headers) -> bytes:
    """Undo `make_form`; raises ValueError when the form does not fit the headers."""
    pieces = form.split(_NUL)
    if len(pieces) % 2 == 0:
        raise ValueError("a place for a value has no end")
    for place in range(1, len(pieces), 2):
        pieces[place] = _value(pieces[place], headers)
    return b"".join(pieces)


def _value(number: bytes, headers: Headers) -> bytes:
    if not number:
        return _NUL
    try:
        return headers[int(number)][1].encode("latin-1")
    except IndexError as error:
        raise ValueError("a value is missing") from error


def _without_values(head: bytes, headers: Headers) -> bytes:
    waiting: dict[tuple[str, str], list[int]] = {}
    for number, (name, value) in reversed(list(enumerate(headers))):
        waiting.setdefault((name.lower(), value), []).append(number)

    def cut(found: re.Match[bytes]) -> bytes:
        numbers = waiting.get((found[1].decode("ascii").lower(), found[3].decode("latin-1")))
        return found[1] + found[2] + (b"\0%d\0" % numbers.pop() if numbers else found[3])

    return _HEADER.sub(cut, head)


def _doubled(content: bytes) -> bytes:
    return content.replace(_NUL, b"\0\0")


def withhold_secrets(request: bytes) -> bytes:
    """Return a request without the values of headers that not every visitor sends."""
    end = cut_head(request)

    def withhold(found: re.Match[bytes]) -> bytes:
        return found[0] if found[1].lower() in SHOWN_HEADERS else found[1] + found[2] + WITHHELD

    return _HEADER.sub(withhold, request[:end]) + request[end:]
