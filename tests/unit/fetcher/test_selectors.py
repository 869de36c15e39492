"""The selectors of a listing's links: what they select is what CSS says."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from statediff.fetcher.markup import VOID_ELEMENTS, Tag, read_tags
from statediff.fetcher.selectors import Place, Selector, SelectorFault

PAGE = """<body class="home"><div id="a" class="list news"><ul><li n="1"><a n="2" href="/news/1" lang="uk-UA">x</a></li>
<li n="3" class="list"><p n="4"><a n="5" href="https://x.example/a.pdf" title="a b">y</a></p></li></ul></div>
<ul n="6"><li n="7"><a n="8">z</a></li></ul></body>"""


def selected_by_us(selector: str) -> list[str]:
    chosen = Selector([selector])
    places: list[tuple[str, Place]] = [("", chosen.root)]
    numbers = []
    for token in read_tags(PAGE):
        if not isinstance(token, Tag) or token.name in VOID_ELEMENTS:
            continue
        if token.is_closing:
            while places.pop()[0] != token.name:
                pass
            continue
        places.append((token.name, chosen.enter(token, places[-1][1])))
        if chosen.is_inside(places[-1][1]) and token.get("n"):
            numbers.append(token.get("n"))
    return numbers


def selected_by_css(selector: str) -> list[str]:
    """The elements that a full engine selects, and those inside them."""
    page = BeautifulSoup(PAGE, "html.parser")
    chosen = page.select(selector)
    return [str(tag["n"]) for tag in page.select("[n]") if any(one in chosen for one in [tag, *tag.parents])]


@pytest.mark.parametrize(
    "selector",
    [
        "a", "*", "#a", ".list", "li.list", "div.news.list", "ul > li", "body > ul > li", "div a", "div > a", "#a p a",
        ".list .list a", "[title]", "a[href^='/news']", 'a[href$=".pdf"]', "a[href*=example]", "a[title~=b]",
        "a[lang|=uk]", "a[lang=uk]", "p, body > ul", "li > a, li p", ".none a", "DIV LI",
    ],
)  # fmt: skip
def test_a_selector_selects_what_css_says(selector: str) -> None:
    assert selected_by_us(selector) == selected_by_css(selector)


@pytest.mark.parametrize(
    "selector", ["", "a:hover", "a + b", "a ~ b", "> a", "a >", "a,", "a[", "..a", "a::before", "{}"]
)
def test_what_is_not_known_is_told(selector: str) -> None:
    with pytest.raises(SelectorFault, match="not understood"):
        Selector([selector])
