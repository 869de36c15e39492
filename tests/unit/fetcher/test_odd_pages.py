"""Pages of odd build: menus in plain boxes, words in tables, lists of links, frames of applications."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

from collections.abc import Mapping

import pytest

from statediff.fetcher import assess
from statediff.model import Exchange


def exchange(body: str, h: Mapping[str, str] | None = None, *, fin: str | None = None) -> Exchange:
    url = "https://mod.example/en/news/statement-on-drones"
    return Exchange(
        url=url, status=200, headers={"content-type": "text/html", **(h or {})}, body=body.encode(), final_url=fin
    )


MENU = "".join(f"<div class=mi><span>Section {i}</span></div>" for i in range(12))
PAGES: list[tuple[str, Exchange, str]] = [
    (
        "a warning that is one",
        exchange("<p>Warning to travellers: the northern crossing is closed until Friday.</p>"),
        "ok",
    ),
    (
        "a warning of PHP",
        exchange("<b>Warning</b>: mysqli_connect(): (HY000/2002) in <b>/www/db.php</b> on line <b>3</b>"),
        "failed",
    ),
    (
        "menu soft404",
        exchange(
            f"<html><head><title>Page not found - MOD</title></head><body>{MENU}<div><h1>Ministry of Defence of the Republic</h1><h2>404</h2><p>The page you requested was not found.</p></div></body></html>"
        ),
        "soft-404",
    ),
    (
        "menu soft404 no title",
        exchange(
            f"<html><head><title>MOD</title></head><body>{MENU}<h3>The page you requested was not found.</h3></body></html>"
        ),
        "soft-404",
    ),
    (
        "h4",
        exchange("<html><head><title>MOD</title></head><body><h4>Sorry, page not found</h4></body></html>"),
        "soft-404",
    ),
    (
        "div only",
        exchange("<html><head><title>MOD</title></head><body><div>404</div><div>Not found</div></body></html>"),
        "soft-404",
    ),
    (
        "table maint",
        exchange(
            "<html><head><title>MOD</title></head><body><table><tr><td><b>Site under maintenance</b></td></tr></table></body></html>"
        ),
        "maintenance",
    ),
    (
        "marquee",
        exchange("<html><head><title>MOD</title></head><body><marquee>We'll be back soon</marquee></body></html>"),
        "maintenance",
    ),
    (
        "img 404",
        exchange(
            "<html><head><title>404</title></head><body><img src=404.png alt='Page not found'><a href=/>Home</a></body></html>"
        ),
        "soft-404",
    ),
    (
        "img doc",
        exchange("<html><head><title>Poster</title></head><body><img src=p.png alt='Poster'></body></html>"),
        "empty|suspect",
    ),
    (
        "cf waiting room",
        exchange(
            "<html><head><title>Waiting Room powered by Cloudflare</title></head><body><h1>You are now in line.</h1><p>Thank you for your patience. Your estimated wait time is 5 minutes.</p></body></html>",
            h={"server": "cloudflare"},
        ),
        "blocked|suspect",
    ),
    (
        "queue-it",
        exchange(
            "<html><head><title>Queue-it</title></head><body><h1>You are in line</h1><p>You are in the queue</p></body></html>",
            fin="https://mod.queue-it.net/?c=mod",
        ),
        "blocked|suspect",
    ),
    (
        "hotlink",
        exchange("<html><head><title>Invalid request</title></head><body>Invalid request</body></html>"),
        "failed|blocked|suspect",
    ),
    (
        "paywall ok",
        exchange(
            "<html><head><title>Report</title></head><body><h1>Report on the border crossings in May</h1><p>The report is 14 pages long and is free of charge.</p></body></html>"
        ),
        "ok",
    ),
    (
        "iframe doc ok",
        exchange(
            "<html><head><title>Statement on drones</title></head><body><h1>Statement on drones and their parts</h1><iframe src=x.pdf></iframe></body></html>"
        ),
        "ok",
    ),
    (
        "spa shell with h1",
        exchange(
            "<html><head><title>MOD</title></head><body><h1>MOD</h1><div id=root></div><script src=x.js></script></body></html>"
        ),
        "needs-javascript|ok|suspect",
    ),
    (
        "definition list ok",
        exchange(
            "<html><head><title>Contacts</title></head><body><dl><dt>Press</dt><dd>+380 44 1</dd><dt>Consul</dt><dd>+380 44 2</dd></dl></body></html>"
        ),
        "ok",
    ),
    (
        "all links page ok",
        exchange(
            "<html><head><title>News</title></head><body>"
            + "".join(f"<p><a href={i}>Ministers agree on point {i}</a></p>" for i in range(30))
            + "</body></html>"
        ),
        "ok",
    ),
    (
        "all links w script ok",
        exchange(
            "<html><head><title>News</title><script src=a.js></script></head><body>"
            + "".join(f"<p><a href={i}>Ministers agree on point {i}</a></p>" for i in range(30))
            + "</body></html>"
        ),
        "ok",
    ),
    (
        "all links w recaptcha script ok",
        exchange(
            "<html><head><title>News</title><script src=https://www.google.com/recaptcha/api.js></script></head><body>"
            + "".join(f"<p><a href={i}>Ministers agree on point {i}</a></p>" for i in range(30))
            + "</body></html>"
        ),
        "ok",
    ),
    (
        "all links w imperva ok",
        exchange(
            "<html><head><title>News</title><script src='/_Incapsula_Resource?SWJIYLWA=719d'></script></head><body>"
            + "".join(f"<p><a href={i}>Ministers agree on point {i}</a></p>" for i in range(30))
            + "</body></html>"
        ),
        "ok",
    ),
    (
        "links in main, app root",
        exchange(
            "<html><head><title>News</title></head><body><div id=app><ul>"
            + "".join(f"<li><a href={i}>Ministers agree on point {i}</a></li>" for i in range(30))
            + "</ul></div><script src=a.js></script></body></html>"
        ),
        "ok",
    ),
    (
        "text in aside/header only",
        exchange(
            "<html><head><title>Statement</title></head><body><header><h1>Statement on the border</h1><p>"
            + "The border will be open at night from Monday on. " * 4
            + "</p></header></body></html>"
        ),
        "ok",
    ),
    (
        "text in section role=dialog",
        exchange(
            "<html><head><title>Statement</title></head><body><div id=root><section><p>"
            + "The border will be open at night from Monday on. " * 4
            + "</p></section></div><script></script></body></html>"
        ),
        "ok",
    ),
    (
        "text in label/td",
        exchange(
            "<html><head><title>Statement</title></head><body><table><tr><td>"
            + "The border will be open at night from Monday on. " * 4
            + "</td></tr></table></body></html>"
        ),
        "ok",
    ),
    (
        "textarea doc",
        exchange(
            "<html><head><title>Statement</title></head><body><textarea>"
            + "The border will be open at night from Monday on. " * 4
            + "</textarea></body></html>"
        ),
        "ok|empty|suspect",
    ),
    (
        "button all",
        exchange(
            "<html><head><title>Statement</title><script src=a.js></script></head><body><div id=app><button>"
            + "The border will be open at night. " * 4
            + "</button></div></body></html>"
        ),
        "ok|needs-javascript|suspect",
    ),
]


@pytest.mark.parametrize(("name", "came", "kinds"), PAGES, ids=[row[0] for row in PAGES])
def test_a_page_of_odd_build_is_known_for_what_it_is(name: str, came: Exchange, kinds: str) -> None:
    verdict = assess(came)

    assert str(verdict.kind) in kinds.split("|"), verdict
