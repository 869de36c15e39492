"""Forms: equal for answers that differ in the values of headers alone, and exact whatever came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive.forms import cut_head, fill_form, make_answer_form, make_request_form, values_of
from statediff.model import Headers

MOVED = (
    b"HTTP/1.1 301 Moved Permanently\r\nServer: nginx\r\nDate: %s\r\nSet-Cookie: a=%s; Path=/\r\nLocation: /uk/\r\n"
    b"Content-Length: 6\r\n\r\nmoved\n"
)


def moved(date: str, cookie: str) -> tuple[bytes, Headers]:
    """A redirect of that instant, with the headers that were read from it."""
    headers = (
        ("Server", "nginx"),
        ("Date", date),
        ("Set-Cookie", f"a={cookie}; Path=/"),
        ("Location", "/uk/"),
        ("Content-Length", "6"),
    )
    return MOVED % (date.encode(), cookie.encode()), headers


def test_answers_that_differ_in_a_date_and_a_cookie_have_one_form() -> None:
    first, second = moved("Mon, 02 Mar 2026 08:00:00 GMT", "x1"), moved("Tue, 03 Mar 2026 08:00:00 GMT", "longer")

    forms = [make_answer_form(*first), make_answer_form(*second)]

    assert forms[0] == forms[1]
    assert b"nginx" not in forms[0]
    assert forms[0].startswith(b"HTTP/1.1 301 Moved Permanently\r\nServer: \x000\x00\r\nDate: \x001\x00\r\n")
    assert [fill_form(form, values_of(headers)) for form, (_, headers) in zip(forms, (first, second), strict=True)] == [
        first[0],
        second[0],
    ]


@pytest.mark.parametrize(
    "response",
    [
        b"",
        b"HTTP/1.1 200 OK",
        b"no HTTP at all \x00 \xff",
        b"HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n\x1f\x8b\x00\x00\x001\x00",
        b"HTTP/1.1 200 OK\r\nServer: \x00nginx\r\n\r\n",
        b"HTTP/1.1 200 OK\nserver:nginx  \n\nbody",
        b"HTTP/1.1 103 Early Hints\r\nServer: nginx\r\n\r\nHTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\nX-Empty:\r\nServer: nginx\r\nServer: nginx\r\n\r\n",
        "HTTP/1.1 200 OK\r\nServer: caf\xe9\r\n\r\n".encode("latin-1"),
    ],
)
def test_whatever_came_is_given_back_exactly(response: bytes) -> None:
    headers = (("Server", "nginx"), ("Server", "nginx"), ("X-Empty", ""), ("X-Folded", "one\r\n two"), ("X", "\ud800"))

    assert fill_form(make_answer_form(response, headers), values_of(headers)) == response


HEADERS = st.lists(
    st.tuples(st.sampled_from(["Date", "date", "X-Id", "Set-Cookie"]), st.text(max_size=6)), max_size=5
).map(tuple)


@given(headers=HEADERS, others=HEADERS, body=st.binary(max_size=20), end=st.sampled_from(["\r\n", "\n"]))
def test_any_answer_with_any_headers_is_given_back_exactly(
    headers: Headers, others: Headers, body: bytes, end: str
) -> None:
    lines = ["HTTP/1.1 302 Found", *(f"{name}: {value}" for name, value in headers), "", ""]
    response = end.join(lines).encode("utf-8", "surrogatepass") + body

    for read in (headers, others, headers[::-1]):
        assert fill_form(make_answer_form(response, read), values_of(read)) == response


@given(response=st.binary(max_size=60))
def test_any_bytes_are_given_back_exactly(response: bytes) -> None:
    assert fill_form(make_answer_form(response, ()), ()) == response


@pytest.mark.parametrize("form", [b"\x00", b"a\x000", b"\x007\x00", b"\x00x\x00", b"\x001\x00"])
def test_a_form_that_does_not_fit_its_headers_is_refused(form: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        fill_form(form, ["Mon", "\u0430"])


def test_the_head_ends_behind_all_interim_heads() -> None:
    hints, head = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"

    assert cut_head(hints + head + b"body\r\n\r\n") == len(hints + head)
    assert cut_head(hints) == len(hints)
    assert cut_head(b"garbage") == 7


def test_what_not_every_visitor_sends_is_withheld_and_what_it_compares_stands_beside_the_form() -> None:
    request = (
        b"GET /a:b HTTP/1.1\r\nHost: mfa.example\r\nUser-Agent: statediff/1 (+mailto:a@b.example)\r\n"
        b'If-None-Match: "5f3"\r\nAuthorization: Bearer 123\r\ncookie: a=1\r\nX-Api-Key:secret\r\n'
        b"if-modified-since:Mon\r\n\r\n"
    )

    form, validators = make_request_form(request)

    assert form == (
        b"GET /a:b HTTP/1.1\r\nHost: mfa.example\r\nUser-Agent: statediff/1 (+mailto:a@b.example)\r\n"
        b"If-None-Match: \x000\x00\r\nAuthorization: (withheld)\r\ncookie: (withheld)\r\nX-Api-Key:(withheld)\r\n"
        b"if-modified-since:\x001\x00\r\n\r\n"
    )
    assert validators == ['"5f3"', "Mon"]
    assert b'If-None-Match: "5f3"\r\n' in fill_form(form, validators)


@given(request=st.binary(max_size=40))
def test_any_request_without_headers_is_given_back_exactly(request: bytes) -> None:
    request = request.replace(b":", b"")

    assert fill_form(*make_request_form(request)) == request
