"""Hostile input ends in seconds, as a wording or as an ExtractionError that says so."""

# ruff: noqa: E501 - each hostile page stands on one line

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest

from documents import make_package
from statediff.errors import ExtractionError
from statediff.extractor import Sandbox, extract

TEXT = "The two ministries met on Monday to review their work on air defence."
ENTITIES = b"".join(b'<!ENTITY a%d "&a%d;&a%d;&a%d;">' % (n, n - 1, n - 1, n - 1) for n in range(1, 30))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    # The seconds of a page are those of the processor; by the clock, a busy machine may take many times as long.
    with pytest.MonkeyPatch.context() as patch, Sandbox() as running:
        patch.setattr("statediff.extractor.sandbox._PATIENCE", 20.0)
        yield running


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<div>" * 100_000 + TEXT.encode(),
        b"<div>" * 1_000_000,
        b"<!--" * 500_000,
        b"<a><b><i>" * 50_000,
        b"<table><tr><td>" * 30_000,
        f"<p>{TEXT}</p>".encode() + b"<b>" * 5000,
        b"<template shadowrootmode=open>" * 5000,
        b"",
        b" \n\t ",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "aa">' + ENTITIES + b"]><rss><channel><title>&a29;</title></channel></rss>",
        make_package({"word/document.xml": b"<a>" + b"x" * 120_000_000, "[Content_Types].xml": b"<a/>"}),
    ],
    ids=[
        "500-kb-of-div", "million-div", "comments", "inline", "tables", "bold", "shadows", "empty", "blank", "json-lists",
        "json-objects", "entity-bomb", "docx-bomb",
    ],
)  # fmt: skip
def test_what_cannot_be_read_whole_is_an_error(sandbox: Sandbox, body: bytes) -> None:
    with pytest.raises(ExtractionError):
        sandbox.extract(body, "text/html", "https://ministry.example/")


@pytest.mark.parametrize(
    "body",
    [
        b"<p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">" + TEXT.encode(),
        b'<p class="' + b"a " * 200_000 + b'">' + TEXT.encode(),
        b"<style>" * 100_000 + b"</style><p>" + TEXT.encode(),
        f"<p>{TEXT}</p>".encode() + b"<br>" * 50_000,
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>" + TEXT.encode(),
        b"<!DOCTYPE html [<!ENTITY a0 'aa'>" + ENTITIES + b"]><p>" + TEXT.encode(),
        f"<p>{TEXT}".encode() + b"\xff\xfe\x80" * 1000,
        f"<p>{TEXT}</p>".encode() + b"&amp;&#x41;&nosuch;" * 100_000,
        f"<p>{TEXT} ".encode() + b"word and word " * 1_500_000,
        f"<p>{TEXT}</p>".encode() + b"<b>" * 1500 + b"</b>" * 1500,
        f"<p>{TEXT}</p>".encode() + b"<a href='#x'>x</a>" * 50_000,
        f"<p>{TEXT}</p><p>".encode() + b"<a href='/x'>word</a> and " * 25_000,
        f"<x-a><template shadowrootmode=open>{'<slot></slot>' * 5000}</template><p>{TEXT}</p></x-a>".encode(),
        f"<p>{TEXT}</p>".encode() + b"<h2>a b</h2><p><a href='#a'>a b</a></p>" * 5000,
        f"<div>{TEXT}</p></div></b></table></html></body>".encode(),
        f"<p>{TEXT}</p><![CDATA[ x ]]><?php echo 1 ?><!-- - -- >".encode(),
    ],
    ids=[
        "attributes", "classes", "styles", "breaks", "json-ld", "entities", "bytes", "named-entities", "20-mb-of-text",
        "deep-bold", "links", "links-amid-words", "slots", "contents", "stray-ends", "odd-markup",
    ],
)  # fmt: skip
def test_what_can_be_read_is_read(sandbox: Sandbox, body: bytes) -> None:
    wording = sandbox.extract(body, "text/html; charset=utf-8", "https://ministry.example/")

    assert TEXT in wording.text


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x08", "\u200b", "\u00ad", "\u202e", "\u2066", "\ufeff", "\u2060", "\x1f", "\ufffc"],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_signs_that_no_reader_sees_are_no_wording(sign: str) -> None:
    hidden = TEXT.replace("ministries", f"mini{sign}stries")

    wording = extract(f"<p>{hidden}</p>".encode(), "text/html; charset=utf-8")

    assert wording.text == TEXT


@pytest.mark.parametrize(
    "markup",
    ["*" * 20_000, "[" * 20_000, "`" * 20_001, "> " * 300 + "x", "a](b " * 5_000, "<!--" * 20_000, "- " * 100 + "x"],
)
def test_odd_markdown_ends(sandbox: Sandbox, markup: str) -> None:
    wording = sandbox.extract(f"{TEXT}\n\n{markup}".encode(), "text/markdown")

    assert TEXT in wording.text


def test_a_pdf_that_inflates_to_hundreds_of_megabytes_costs_one_page_only(sandbox: Sandbox) -> None:
    packed = zlib.compress(b"BT /F1 12 Tf (x) Tj ET\n" * 10_000_000, 9)
    bomb = make_pdf_of(packed)

    with pytest.raises(ExtractionError):
        sandbox.extract(bomb, "application/pdf", "https://ministry.example/a.pdf")
    wording = sandbox.extract(f"<p>{TEXT}</p>".encode())

    assert wording.text == TEXT


def make_pdf_of(packed: bytes) -> bytes:
    """Return a PDF of one page that draws what a packed stream says."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def test_a_pdf_served_as_a_page_is_read_by_what_it_is(sandbox: Sandbox) -> None:
    with pytest.raises(ExtractionError, match="PDF is damaged"):
        sandbox.extract(b"%PDF-1.7 <html><p>words</p>", "text/html")
