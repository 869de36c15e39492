"""Tags and text of a page, as browsers read them, each letter once."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.fetcher.markup import Tag, read_tags


def words_of(markup: str) -> str:
    return "".join(token for token in read_tags(markup) if isinstance(token, str))


def tags_of(markup: str) -> list[Tag]:
    return [token for token in read_tags(markup) if isinstance(token, Tag)]


@pytest.mark.parametrize(
    ("markup", "attributes"),
    [
        ("<a href=\"/x?a=1&amp;b=2\" class='c d'>", {"href": "/x?a=1&b=2", "class": "c d"}),
        ("<A HREF=/x data-y>", {"href": "/x", "data-y": ""}),
        ('<a title="a > b" href = "/x">', {"title": "a > b", "href": "/x"}),
        ('<a href="/first" href="/second">', {"href": "/first"}),
        ("<a/href=/x/>", {"href": "/x/"}),
    ],
)
def test_attributes_are_read_as_browsers_do(markup: str, attributes: dict[str, str]) -> None:
    assert tags_of(markup)[0] == Tag(name="a", attributes=attributes)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<!-- <a href=x> -->b", "ab"),
        ("a<!-->b", "ab"),
        ("a<!---->b", "ab"),
        ("a<!-- never ended <p>b", "a"),
        ("<script>'<p>no</p>'</script>b", "b"),
        ("a < b <3 c", "a < b <3 c"),
        ("a<?php echo 1 ?>b", "ab"),
        ("&#x0417;&amp;&lt;", "З&<"),
        ("a<p unfinished", "a"),
    ],
)
def test_what_is_no_tag_is_text_or_passed_over(markup: str, text: str) -> None:
    assert words_of(markup) == text


@given(st.text())
def test_escaped_text_is_read_back(text: str) -> None:
    assert words_of(html.escape(text)) == html.unescape(html.escape(text))


@given(st.text("<>!-/ab=\"' &;"))
def test_any_markup_comes_to_an_end(markup: str) -> None:
    assert sum(1 for _ in read_tags(markup)) <= len(markup)


def test_a_declarative_shadow_tree_is_read_and_a_template_is_not() -> None:
    found = words_of("<x-a><template shadowrootmode=open><p>Shown</p></template></x-a><template><p>kept</p></template>")

    assert found == "Shown"
