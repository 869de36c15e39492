"""Forms: requests and answers without the values that differ from look to look, so that each is kept once. Pure.

Answers of one server differ in a date, a cookie, the number of a request: in the values of headers, which stand with
their hop. Requests differ in what an earlier answer gave them to compare, which stands beside their form. In a form,
NUL, a number and NUL stand for the value of that number, from 0; two NULs stand for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from statediff.model import Headers

WITHHELD = b"(withheld)"
"""Stands in a request for a value that is not kept."""
SHOWN_HEADERS = frozenset(
    {b"accept", b"accept-encoding", b"accept-language", b"cache-control", b"connection", b"host", b"pragma", b"range"}
    | {b"referer", b"user-agent"}
)
"""What any visitor sends. The rest is a cookie, or named by a source for reasons of its own: it may be a secret."""
VALIDATORS = frozenset({b"if-modified-since", b"if-none-match"})
"""Name what an earlier answer brought: cut out of a request, since they may be others at every look."""
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


def make_answer_form(response: bytes, headers: Headers) -> bytes:
    """Return the form of an answer; filled with the values of the same headers it gives back its very bytes."""
    end = cut_head(response)
    head = response[:end]
    if _NUL in head:
        return _doubled(response)
    form = _without_values(head, headers) + _doubled(response[end:])
    return form if fill_form(form, values_of(headers)) == response else _doubled(response)


def values_of(headers: Headers) -> list[str]:
    """Return the values of headers in order, as they fill the form of their answer."""
    return [value for _, value in headers]


def fill_form(form: bytes, values: Sequence[str]) -> bytes:
    """Put values in their places; raises ValueError when the form does not fit them."""
    pieces = form.split(_NUL)
    if len(pieces) % 2 == 0:
        raise ValueError("a place for a value has no end")
    for place in range(1, len(pieces), 2):
        pieces[place] = _value(pieces[place], values)
    return b"".join(pieces)


def _value(number: bytes, values: Sequence[str]) -> bytes:
    if not number:
        return _NUL
    try:
        return values[int(number)].encode("latin-1")
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


def make_request_form(request: bytes) -> tuple[bytes, list[str]]:
    """Return the form of a request, and the validators that fill it; what may be a secret is left out of both."""
    end = cut_head(request)
    validators: list[str] = []

    def cut(found: re.Match[bytes]) -> bytes:
        name = found[1].lower()
        if name in VALIDATORS:
            validators.append(found[3].decode("latin-1"))
            return found[1] + found[2] + b"\0%d\0" % (len(validators) - 1)
        return found[0] if name in SHOWN_HEADERS else found[1] + found[2] + WITHHELD

    return _HEADER.sub(cut, _doubled(request[:end])) + _doubled(request[end:]), validators


def _doubled(content: bytes) -> bytes:
    return content.replace(_NUL, b"\0\0")
