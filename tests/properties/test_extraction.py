"""Laws of extraction: words come out as they went in, once, in order, whatever stands around them."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import html
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.errors import ExtractionError
from statediff.extractor import extract, read
from statediff.model import Rules

SENTENCES = {
    "en": "The two ministries met on Monday to review their work on air defence and on the training of crews",
    "fr": "Les deux ministres se sont entretenus pendant près de deux heures à l'école navale de Saint-Aubin",
    "uk": "Міністри двох держав домовилися про спільне розмінування прибережної смуги у північній затоці",
    "ar": "اتفق الوزيران في مدينة الميناء القديم على إبقاء الممر البحري مفتوحا أمام السفن التجارية",
    "zh": "三国国防部长在旧港会晤，就全年保持商船航道畅通达成一致，并将共同派出舰艇参加联合行动和救援",
}
WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Po"), max_codepoint=0x2FFF), min_size=1, max_size=12)
PARAGRAPHS = st.lists(
    st.builds(lambda number, lead, words: f"{lead} {number} {' '.join(words)}", st.integers(1, 10**6), st.sampled_from(sorted(SENTENCES.values())), st.lists(WORDS, max_size=5)),
    min_size=2,
    max_size=6,
    unique=True,
)  # fmt: skip
TAGS = st.sampled_from(["p", "div", "li", "blockquote", "section", "td", "dd"])
CHROME = st.sampled_from(
    [
        "<nav><ul><li><a href='/'>Menu</a></li></ul></nav>",
        "<div class='cookie-banner'><p>We use cookies to learn how this site is used by its readers every day.</p></div>",
        "<aside class='related'><h2>Related news</h2><ul><li><a href='/1'>Minister visits the shipyard</a></li></ul></aside>",
        "<footer><p>All rights reserved by the ministry of the coast and its harbours, in every year.</p></footer>",
        "<div class='share-links'><a href='#x'>Share</a></div>",
        "<script>var x = '<p>words</p>'</script>",
        "<form class='search'><input name='q'><button>Search</button></form>",
        "",
    ]
)


def page(paragraphs: list[str], *, before: str = "", after: str = "", tag: str = "p") -> bytes:
    inner = "".join(f"<{tag}>{html.escape(paragraph)}</{tag}>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><body>{before}<main><h1>Joint statement</h1>{inner}</main>{after}</body></html>".encode()
    )


def words_of(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


@settings(max_examples=80, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_reading_escaped_markup_returns_the_text(paragraphs: list[str]) -> None:
    wording = extract(page(paragraphs), "text/html; charset=utf-8")

    assert [words_of(block.text) for block in wording.blocks[1:]] == [words_of(paragraph) for paragraph in paragraphs]


@settings(max_examples=60, deadline=None)
@given(paragraphs=PARAGRAPHS, first=CHROME, second=CHROME, third=CHROME, fourth=CHROME)
def test_other_chrome_around_the_statement_is_the_same_wording(
    paragraphs: list[str], first: str, second: str, third: str, fourth: str
) -> None:
    old = extract(page(paragraphs, before=first, after=second), "text/html; charset=utf-8")

    new = extract(page(paragraphs, before=third, after=fourth), "text/html; charset=utf-8", pinned=old.container)

    assert new.digest == old.digest


@settings(max_examples=60, deadline=None)
@given(paragraphs=PARAGRAPHS, place=st.integers(0, 5), word=st.integers(0, 40))
def test_any_edited_word_is_another_wording(paragraphs: list[str], place: int, word: int) -> None:
    place %= len(paragraphs)
    words = paragraphs[place].split()
    words[word % len(words)] += "qv"
    edited = [*paragraphs[:place], " ".join(words), *paragraphs[place + 1 :]]
    old = extract(page(paragraphs), "text/html; charset=utf-8")

    new = extract(page(edited), "text/html; charset=utf-8", pinned=old.container)

    assert new.digest != old.digest


@settings(max_examples=40, deadline=None)
@given(paragraphs=PARAGRAPHS, place=st.integers(0, 5))
def test_any_lost_paragraph_is_another_wording(paragraphs: list[str], place: int) -> None:
    left = [paragraph for number, paragraph in enumerate(paragraphs) if number != place % len(paragraphs)]
    old = extract(page(paragraphs), "text/html; charset=utf-8")

    new = extract(page(left), "text/html; charset=utf-8", pinned=old.container)

    assert new.digest != old.digest


@settings(max_examples=40, deadline=None)
@given(paragraphs=PARAGRAPHS, tag=TAGS)
def test_another_markup_of_the_same_paragraphs_is_the_same_wording(paragraphs: list[str], tag: str) -> None:
    wraps = {"li": ("<ul>", "</ul>"), "td": ("<table><tr>", "</tr></table>"), "dd": ("<dl>", "</dl>")}
    before, after = wraps.get(tag, ("", ""))
    inner = "".join(f"{before}<{tag}>{html.escape(paragraph)}</{tag}>{after}" for paragraph in paragraphs)
    body = f"<html><body><main><h1>Joint statement</h1>{inner}</main></body></html>".encode()

    assert (
        extract(body, "text/html; charset=utf-8").digest == extract(page(paragraphs), "text/html; charset=utf-8").digest
    )


@settings(max_examples=150, deadline=None)
@given(body=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_end_as_a_wording_or_an_extraction_error(body: bytes) -> None:
    for media_type in ("text/html", "text/plain", "text/markdown", "application/json"):
        try:
            reading = read(body, media_type, "https://ministry.example/")
        except ExtractionError:
            continue
        assert reading == read(body, media_type, "https://ministry.example/")


MARKUP = (
    "<p> </p> <div> </div> <ul> <li> </li> </ul> <table> <tr> <td> </table> <b> </b> <a> </a> <br> <h1> <h2> <q> <pre> "
    "<details> <summary> <blockquote> <!-- --> <script> </script> &amp; &nbsp; words figure 14 2026"
)
TOKENS = st.sampled_from([*MARKUP.split(" "), "<a href='/x'>"])


@settings(max_examples=150, deadline=None)
@given(
    tokens=st.lists(TOKENS, max_size=40), rules=st.sampled_from([Rules(), Rules(select=("p",)), Rules(remove=("li",))])
)
def test_no_word_is_said_twice_however_broken_the_markup(tokens: list[str], rules: Rules) -> None:
    counted = 0
    pieces = []
    for token in tokens:
        if token == "words":
            counted += 1
            pieces.append(f" word{counted}x ")
        else:
            pieces.append(token)
    try:
        wording = extract("".join(pieces).encode(), "text/html; charset=utf-8", rules=rules)
    except ExtractionError:
        return

    assert all(wording.text.count(f"word{number}x") <= 1 for number in range(1, counted + 1))
