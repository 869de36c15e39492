"""Bytes to text: byte-order mark, HTTP, the page's own word, then a look at the bytes."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import extract
from statediff.extractor.charset import decode

UKRAINIAN = "Міністри домовилися про спільне розмінування прибережної смуги завдовжки 82 кілометри."
FRENCH = "Les deux ministres se sont entretenus près de deux heures à l'école navale."
CHINESE = "三国国防部长在旧港会晤，就全年保持商船航道畅通达成一致。"


@pytest.mark.parametrize(
    ("body", "http", "charset"),
    [
        (b"\xef\xbb\xbf" + UKRAINIAN.encode(), "windows-1251", "utf-8"),
        (b"\xff\xfe" + UKRAINIAN.encode("utf-16-le"), None, "utf-16le"),
        (b"\xfe\xff" + UKRAINIAN.encode("utf-16-be"), None, "utf-16be"),
        (UKRAINIAN.encode("cp1251"), "windows-1251", "windows-1251"),
        (b"<meta charset=utf-8>" + UKRAINIAN.encode("koi8-u"), "koi8-u", "koi8-u"),
        (b"<meta charset='windows-1251'>" + UKRAINIAN.encode("cp1251"), None, "windows-1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-u'>" + UKRAINIAN.encode("koi8-u"), None, "koi8-u"),
        (b"<?xml version='1.0' encoding='windows-1251'?><p>" + UKRAINIAN.encode("cp1251"), None, "windows-1251"),
        (UKRAINIAN.encode(), None, "utf-8"),
        (b"<meta charset=utf-8>" + FRENCH.encode("latin-1"), None, "windows-1252"),
        (b"<meta charset=utf-16>" + UKRAINIAN.encode(), None, "utf-8"),
        (UKRAINIAN.encode(), "no-such-charset", "utf-8"),
        (b"<meta charset=gb2312>" + CHINESE.encode("gbk"), None, "gbk"),
        (b"<meta charset=gb2312>" + CHINESE.encode(), None, "utf-8"),
        (b"<meta charset=windows-1251>" + UKRAINIAN.encode(), None, "utf-8"),
        (b"<meta charset=iso-8859-1>" + FRENCH.encode(), "utf-8", "utf-8"),
        (b"<meta charset=windows-1251>" + UKRAINIAN.encode("cp1251"), "utf-8", "windows-1251"),
        (b"<meta charset=utf-8>" + (UKRAINIAN * 9).encode("cp1251"), "utf-8", "windows-1251"),
        (b"<meta charset=iso-8859-1>" + FRENCH.encode("latin-1"), "utf-8", "windows-1252"),
        (b"<meta charset=gb2312>" + CHINESE.encode("gbk"), "utf-8", "gbk"),
        (b"<meta charset=utf-8>" + UKRAINIAN.encode(), "windows-1251", "utf-8"),
        (b"<meta charset=windows-1251>" + UKRAINIAN.encode("cp1251"), "iso-8859-1", "windows-1251"),
        (b"<meta charset=iso-8859-1>" + (UKRAINIAN * 9).encode("cp1251"), None, "windows-1251"),
        (UKRAINIAN.encode(), "iso-8859-1", "utf-8"),
    ],
)  # fmt: skip
def test_the_first_trustworthy_word_about_the_charset_counts(body: bytes, http: str | None, charset: str) -> None:
    decoded = decode(body, http)

    assert decoded.charset == charset
    assert not decoded.is_mojibake
    assert any(text in decoded.text for text in (UKRAINIAN, FRENCH, CHINESE))


def test_some_damaged_letters_are_no_other_charset() -> None:
    body = f"<meta charset=windows-1251><p>{UKRAINIAN}".encode() + b"\xff\xd0 \xe9 \xc3"

    decoded = decode(body, "utf-8")

    assert decoded.charset == "utf-8"
    assert UKRAINIAN in decoded.text


def test_utf_7_is_never_spoken() -> None:
    wording = extract(b"<meta charset=utf-7><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- The text of the page.</p>")

    assert wording.text.startswith("+ADw-script+AD4-alert(1)")


@pytest.mark.parametrize(("written", "read"), [("utf-8", "cp1252"), ("utf-8", "cp1251")])
def test_a_wrong_decoding_is_noted(written: str, read: str) -> None:
    garbled = (f"{UKRAINIAN} {FRENCH}" * 3).encode(written).decode(read, "replace")

    wording = extract(f"<p>{garbled}</p>".encode(), "text/html; charset=utf-8")

    assert "mojibake" in wording.notes


@pytest.mark.parametrize(
    "text", [UKRAINIAN, FRENCH, CHINESE, "Рішення Ради, Європа, Ірландія, Сіверський", "Ça â été à Ô"]
)
def test_ordinary_text_is_not_taken_for_a_wrong_decoding(text: str) -> None:
    wording = extract(f"<p>{text * 4}</p>".encode(), "text/html; charset=utf-8")

    assert "mojibake" not in wording.notes


def test_a_change_of_charset_alone_is_the_same_wording() -> None:
    page = f"<html><body><p>{UKRAINIAN}</p></body></html>"

    modern = extract(page.encode(), "text/html; charset=utf-8")
    old = extract(page.encode("cp1251"), "text/html; charset=windows-1251")

    assert modern.digest == old.digest
    assert (modern.charset, old.charset) == ("utf-8", "windows-1251")
