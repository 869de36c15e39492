"""Which charset bytes are in, by what is said of them and by what they are."""

from __future__ import annotations

import time

import pytest

from statediff.charsets import choose_charset, decode_as, guess_charset, name_header_charset, name_xml_charset

UKRAINIAN = "Міністри домовилися про спільне розмінування прибережної смуги завдовжки 82 кілометри."
FRENCH = "Les deux ministres se sont entretenus près de deux heures à l'école navale."


@pytest.mark.parametrize(
    ("content_type", "label"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ('text/html;CHARSET="UTF-8"', "UTF-8"),
        ("text/html", None),
        (None, None),
    ],
)
def test_a_header_names_a_charset_or_none(content_type: str | None, label: str | None) -> None:
    assert name_header_charset(content_type) == label


@pytest.mark.parametrize(
    ("body", "http", "charset"),
    [
        (b"\xef\xbb\xbf" + UKRAINIAN.encode(), "windows-1251", "utf-8"),
        (UKRAINIAN.encode(), "windows-1251", "utf-8"),
        (UKRAINIAN.encode("cp1251"), "utf-8", "windows-1251"),
        (UKRAINIAN.encode("koi8-u"), "koi8-u", "koi8-u"),
        (b'<?xml version="1.0" encoding="koi8-u"?>' + UKRAINIAN.encode("koi8-u"), "utf-8", "koi8-u"),
        (b'<?xml version="1.0" encoding="koi8-u"?>' + UKRAINIAN.encode(), None, "utf-8"),
        (FRENCH.encode("cp1252"), "iso-8859-1", "windows-1252"),
        (b"Plain words.", None, "utf-8"),
        (b"Plain words.", "utf-7", "utf-8"),
    ],
)
def test_a_charset_is_believed_unless_the_bytes_speak_against_it(body: bytes, http: str | None, charset: str) -> None:
    assert choose_charset(body, http, (name_xml_charset(body),)) == charset


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (UKRAINIAN.encode("cp1251"), "windows-1251"),
        (b"var menu = document.getElementById('menu');" * 9 + UKRAINIAN.encode("cp1251"), "windows-1251"),
        (FRENCH.encode("cp1252"), "windows-1252"),
        (UKRAINIAN.encode()[:-2], "utf-8"),
        (UKRAINIAN.encode().replace(b"82", b"\xe9\xd0"), "utf-8"),
    ],
)
def test_what_nobody_names_is_guessed_by_its_letters(body: bytes, charset: str) -> None:
    assert guess_charset(body) == charset


def test_the_beginning_of_a_body_is_decoded_without_its_mark_and_with_a_cut_letter_marked() -> None:
    assert decode_as(b"\xef\xbb\xbf" + "Заява".encode()[:3], "utf-8") == "З\ufffd"


HOSTILE = {
    "unclosed meta elements": b"<meta " * 300_000,
    "angle brackets": b"<" * 2_000_000,
    "first halves of letters": b"\xc3" * 2_000_000,
    "second halves of letters": b"\x80" * 2_000_000,
    "every byte": bytes(range(256)) * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("http", [None, "utf-8", "iso-8859-1"])
def test_hostile_bytes_take_linear_time(name: str, http: str | None) -> None:
    started = time.process_time()

    choose_charset(HOSTILE[name], http, (name_xml_charset(HOSTILE[name]),))

    # Quadratic work on two megabytes takes minutes; this is no measure of speed.
    assert time.process_time() - started < 20
