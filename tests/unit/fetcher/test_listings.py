"""Listing pages of many makes: the entries are found, what frames them is not, and hostile markup ends."""

from __future__ import annotations

import pytest

from statediff.errors import FetchError
from statediff.fetcher.discovery import Discovery, discover
from statediff.model import Exchange

MENU = "".join(f'<li><a href="/section/{number}">Відділ {number}</a></li>' for number in range(30))
FRAME_TOP = f'<header><a href="/">Міністерство</a></header><nav><ul>{MENU}</ul></nav>'
FRAME_BOTTOM = '<footer><a href="/privacy">Політика приватності цього сайту</a><a href="/map">Мапа сайту</a></footer>'


def listing(
    body: str, *, url: str = "https://mfa.example/en/news", select: tuple[str, ...] = (), head: str = ""
) -> Discovery:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    answer = Exchange(url=url, status=200, headers={"content-type": "text/html; charset=utf-8"}, body=page.encode())
    return discover(answer, "listing", select=select)


def paths_of(found: Discovery) -> list[str]:
    return [link.url.removeprefix("https://mfa.example") for link in found.links]


BLOG = "".join(
    f'<article class="post-{n} category-{n % 3}"><header class="entry-header"><h2><a href="/2026/03/s-{n}">'
    f"Statement of the Ministry on the matter of grain, part {n}</a></h2></header><p>Summary</p>"
    f'<a class="more-link" href="/2026/03/s-{n}">Read more</a><footer>In <a href="/category/{n % 3}">Politics</a> '
    f'<time datetime="2026-03-0{n}">March</time></footer></article>'
    for n in range(1, 6)
)
CARDS = "".join(
    f'<div class="card"><span class="date">0{n}.03.2026</span><h3>Заява МЗС щодо події номер {n}</h3><p>Текст</p>'
    f'<a href="/2026/03/s-{n}">Докладніше</a></div>'
    for n in range(1, 6)
)
WRAPPED = "".join(
    f'<a class="tile" href="/2026/03/s-{n}"><img alt=""><h3>Communiqué conjoint numéro {n}</h3>'
    f'<p>Un long résumé qui n’est pas un titre.</p><time datetime="2026-03-0{n}"></time></a>'
    for n in range(1, 6)
)
ROWS = "<table><tr><th>Date<th>Titre" + "".join(
    f'<tr><td>0{n}.03.2026<td><a href="/2026/03/s-{n}">Déclaration du ministère sur la question {n}</a>'
    f'<td><a href="/files/{n}.pdf">PDF</a>'
    for n in range(1, 6)
)
CHINESE = "<ul>" + "".join(
    f'<li><a href="/2026/03/s-{n}">外交部发言人就有关问题答记者问{n}</a><span>2026-03-0{n}</span>' for n in range(1, 6)
)
ARABIC = '<div dir="rtl">' + "".join(
    f'<div class="row"><div class="d">2026-03-0{n}</div>'
    f'<a href="/2026/03/s-{n}">بيان صادر عن وزارة الخارجية رقم {n}</a></div>'
    for n in range(1, 6)
)
HEBREW = "<dl>" + "".join(
    f'<dt><time datetime="2026-03-0{n}"></time><dd><a href="/2026/03/s-{n}">הודעת משרד החוץ בעניין ההסכם {n}</a>'
    for n in range(1, 6)
)
MONTHS = "".join(
    f'<h2>Month {n}</h2><ul><li><a href="/2026/03/s-{n}">Joint declaration on cooperation, part {n}</a> '
    f"(2026-03-0{n})</li></ul>"
    for n in range(1, 6)
)
LINES = "<div>" + "".join(
    f'<p class="item"><span>0{n}.03.2026</span> <a href="/2026/03/s-{n}"><b>Коментар речника щодо події {n}</b></a><br>'
    f'Текст анонсу <a href="/2026/03/s-{n}">Детальніше</a></p>'
    for n in range(1, 6)
)
BUTTONS = "".join(
    f'<section><h3>Discours du ministre numéro {n}</h3><time datetime="2026-03-0{n}"></time>'
    f'<a href="/2026/03/s-{n}">Lire le discours</a> <a href="/share/{n}">Partager</a></section>'
    for n in range(1, 6)
)
MAKES = {
    "lines": LINES, "buttons": BUTTONS, "blog": BLOG, "cards": CARDS, "wrapped": WRAPPED, "rows": ROWS,
    "chinese": CHINESE, "arabic": ARABIC, "hebrew": HEBREW, "months": MONTHS,
}  # fmt: skip


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("frame", ["marked", "unmarked", "main"])
def test_the_entries_of_a_list_are_found_and_what_frames_it_is_not(make: str, frame: str) -> None:
    bodies = {
        "marked": f"{FRAME_TOP}<div>{MAKES[make]}</div>{FRAME_BOTTOM}",
        "unmarked": f"<div><ul>{MENU}</ul></div><div><div>{MAKES[make]}</div></div><div>{FRAME_BOTTOM}</div>",
        "main": f"{FRAME_TOP}<main><h1>News</h1>{MAKES[make]}</main><aside>{MENU}</aside>{FRAME_BOTTOM}",
    }

    found = listing(bodies[frame])

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(1, 6)]


@pytest.mark.parametrize("make", [make for make in MAKES if make != "months"])
def test_each_entry_has_its_own_date(make: str) -> None:
    found = listing(f"{FRAME_TOP}<main>{MAKES[make]}</main>{FRAME_BOTTOM}")

    assert [link.published for link in found.links] == [f"2026-03-0{number}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("make", "title"),
    [
        ("blog", "Statement of the Ministry on the matter of grain, part 1"),
        ("cards", "Заява МЗС щодо події номер 1"),
        ("wrapped", "Communiqué conjoint numéro 1"),
        ("hebrew", "הודעת משרד החוץ בעניין ההסכם 1"),
    ],
)
def test_an_entry_is_called_by_its_title(make: str, title: str) -> None:
    found = listing(f"{FRAME_TOP}<main>{MAKES[make]}</main>")

    assert found.links[0].title == title


def test_a_menu_in_the_same_elements_is_told_from_the_list() -> None:
    menu = "".join(f'<tr><td><a href="/section/{n}">Section number {n}</a></td></tr>' for n in range(20))
    rows = "".join(
        f'<tr><td><a href="/2026/03/s-{n}">Statement on the matter of grain, part {n}</a></td></tr>' for n in range(5)
    )

    found = listing(f"<table><tr><td><table>{menu}</table></td><td><table>{rows}</table></td></tr></table>")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(5)]


def test_a_long_menu_of_long_names_is_told_from_a_short_list_with_dates() -> None:
    menu = "".join(f'<li><a href="/section/{n}">Department of cooperation, number {n}</a>' for n in range(30))
    items = "".join(
        f'<li><h3><a href="/2026/03/s-{n}">Statement on the matter {n}</a></h3><time datetime="2026-03-01"></time>'
        for n in range(5)
    )

    found = listing(f"<div><ul>{menu}</ul></div><div><ul>{items}</ul></div>")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(5)]


def test_references_in_the_text_below_an_entry_are_no_entries() -> None:
    entries = "".join(
        f'<h2><a href="/2026/03/s-{n}">Press release number {n} of the year</a></h2>'
        f'<p>As the <a href="/treaty/{n}">treaty of the year before, number {n}</a> says.</p>'
        for n in range(5)
    )

    found = listing(f"<main>{entries}</main>")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(5)]


def test_two_lists_of_one_make_are_both_read() -> None:
    statements, speeches = (
        "".join(f'<li><a href="/{kind}/{n}">{kind} on the matter of grain, part {n}</a>' for n in range(3))
        for kind in ("statement", "speech")
    )

    found = listing(f"<main><section><ul>{statements}</ul></section><section><ul>{speeches}</ul></section></main>")

    assert len(found.links) == 6


def test_an_entry_in_other_elements_of_the_same_list_belongs_to_it() -> None:
    link = '<a href="/2026/03/s-0">The featured statement of the Ministry</a>'
    first = f'<li class="featured"><div><strong>{link}</strong></div>'
    rest = "".join(f'<li><a href="/2026/03/s-{n}">Statement of the Ministry, part {n}</a>' for n in range(1, 5))

    found = listing(f"{FRAME_TOP}<ul>{first}{rest}</ul>")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(5)]


def test_pages_above_the_listing_and_views_of_it_are_no_entries() -> None:
    crumbs = '<p><a href="/">Home page of the Ministry</a> <a href="/en">English edition of the site</a></p>'
    views = '<p><a href="?page=2">The next page of the list</a> <a href="?sort=date">Sorted by date of issue</a></p>'

    found = listing(f"<main>{crumbs}{BLOG}{views}</main>")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(1, 6)]
    assert dict(found.left_out)["above the listing"] == 2
    assert dict(found.left_out)["the listing itself"] == 2


@pytest.mark.parametrize("link", ['<a rel="next" href="?page=2">2</a>', '<link rel="next" href="?page=2">'])
def test_the_next_page_is_more_to_fetch(link: str) -> None:
    found = listing(f"<main>{BLOG}</main>{link}")

    assert found.more == ("https://mfa.example/en/news?page=2",)


def test_relative_links_follow_the_base_of_the_page() -> None:
    items = "".join(f'<li><a href="s-{n}">Statement of the Ministry, part {n}</a></li>' for n in range(3))

    found = listing(f"<ul>{items}</ul>", head='<base href="/archive/2026/">')

    assert paths_of(found) == [f"/archive/2026/s-{number}" for number in range(3)]


def test_a_selector_of_the_source_decides_alone() -> None:
    body = f'{FRAME_TOP}<div id="latest"><p class="x lead"><a href="/a">A</a></p><p><a href="/b">B</a></p></div>{BLOG}'

    assert paths_of(listing(body, select=("#latest > p.lead",))) == ["/a"]
    assert paths_of(listing(body, select=("div#latest a[href^='/b']", "p.lead"))) == ["/a", "/b"]


@pytest.mark.parametrize(
    ("select", "cause"), [("li:nth-child(2)", "not understood"), ("ul >", "not understood"), (".none", "holds no link")]
)
def test_a_selector_that_selects_nothing_is_an_error(select: str, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        listing(BLOG, select=(select,))


def test_an_app_shell_is_no_listing() -> None:
    with pytest.raises(FetchError, match="no link of the page is an entry"):
        listing('<div id="root"></div><script>var a = "<a href=/x>An entry that is none at all</a>"</script>')


def test_a_page_without_entries_names_the_feed_it_has() -> None:
    with pytest.raises(FetchError, match=r'discover = "feed" with https://mfa\.example/feed\.xml'):
        listing(FRAME_TOP, head='<link rel="alternate" type="application/rss+xml" href="/feed.xml">')


@pytest.mark.parametrize("body", ['<rss version="2.0"></rss>', "<urlset></urlset>", "plain text"])
def test_what_is_no_page_is_no_listing(body: str) -> None:
    with pytest.raises(FetchError, match="not a listing"):
        discover(Exchange(url="https://mfa.example/x", status=200, body=body.encode()), "listing")


def test_links_that_no_visit_can_follow_are_counted() -> None:
    odd = ["javascript:alert(1)", "mailto:a@mfa.example", "data:text/html,x", "https://user:pass@mfa.example/a", "//["]
    body = (
        "".join(f'<p class="odd"><a href="{href}">An odd link</a></p>' for href in odd)
        + '<p class="odd"><a href="/a">A</a>'
    )

    found = listing(body, select=(".odd",))

    assert paths_of(found) == ["/a"]
    assert found.left_out == (("no web address", 5),)


def test_other_hosts_are_followed_only_where_they_are_named() -> None:
    hosts = ["www.mfa.example", "press.mfa.example", "gov.example", "evil.example", "mfa.example.evil.example"]
    items = "".join(f'<li><a href="https://{host}/a">Statement on {host}</a>' for host in hosts)
    page = Exchange(url="https://mfa.example/news", status=200, body=f"<ul>{items}".encode())

    found = discover(page, "listing", select=("li",), allow_hosts=("*.mfa.example", "GOV.example"))

    assert [link.url.split("/")[2] for link in found.links] == hosts[:3]
    assert found.left_out == (("on another host", 2),)


def test_a_long_listing_ends_at_its_limit() -> None:
    items = "".join(f'<li><a href="/s/{n}">Statement of the Ministry, part {n}</a></li>' for n in range(250))

    found = listing(f"<ul>{items}</ul>")

    assert len(found.links) == 200
    assert found.left_out == (("over the limit of 200", 50),)
    assert not found.is_whole


def test_a_page_of_excessive_length_is_read_in_part_and_says_so() -> None:
    found = listing(f"<main>{BLOG}</main>{'<p>text</p>' * 300_000}")

    assert paths_of(found) == [f"/2026/03/s-{number}" for number in range(1, 6)]
    assert not found.is_whole


@pytest.mark.parametrize(
    "markup",
    ["<a" * 100_000, "<!--" * 100_000, "<div>" * 100_000, '<a b="' * 50_000, "<li>" * 100_000, "<a href=/x>" * 50_000],
)
def test_hostile_markup_comes_to_an_end(markup: str) -> None:
    """Each took minutes, or for ever, in a parser that looks back."""
    with pytest.raises(FetchError):
        listing(markup)


def test_the_same_page_gives_the_same_answer() -> None:
    assert listing(f"{FRAME_TOP}{BLOG}{CARDS}") == listing(f"{FRAME_TOP}{BLOG}{CARDS}")
