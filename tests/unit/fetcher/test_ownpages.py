"""Pages that servers, hosts and frameworks show as their own, known by their markup whatever their language."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

URL = "https://ministry.example/en/news/1204-statement-on-grain-corridor"


def exchange(body: str) -> Exchange:
    return Exchange(url=URL, status=200, headers={"content-type": "text/html; charset=utf-8"}, body=body.encode())


def page(title: str, body: str, attributes: str = "") -> str:
    return f"<!DOCTYPE html><html{attributes}><head><title>{title}</title></head><body>{body}</body></html>"


OWN_PAGES = [
    # A language of which no word is known: only the signature tells.
    (
        "signature in an address",
        page(
            "Okun wu noba!",
            "<h1>Okun wu noba!</h1><p>Wun sado keli noba wu sado, ar teli mun keli sado wun okun teli mu sadona kel.</p>"
            "<h2>Okun 404</h2><address><a href='/'>ministry.example</a><br><span>Apache/2.4.9 (Unix)</span></address>",
        ),
        DispositionKind.FAILED,
    ),
    (
        "signature below a rule",
        "<html><head><title>Okun wu noba</title></head><body><center><h1>Okun wu noba</h1></center><hr><center>fastweb/1.9</center></body></html>",
        DispositionKind.FAILED,
    ),
    (
        "cache's comment",
        page(
            "Okun",
            "<h1>Okun</h1><h2>Wun sado keli noba wu sado</h2><p>Ar teli mun keli sado wun okun teli mu sadona.</p><!-- ERR_NOBA_SADO -->",
        ),
        DispositionKind.FAILED,
    ),
    (
        "class of a container",
        page(
            "Portal", "<div class='shell'><div class='error-page'><p>Wun sado keli noba wu sado teli.</p></div></div>"
        ),
        DispositionKind.FAILED,
    ),
    (
        "stack trace",
        page(
            "Okun",
            "<h1>Okun wun sado keli noba</h1><pre>gov.portal.Boom\n\tat gov.portal.web.News.show(News.java:88)\n\tat gov.portal.web.Door.open(Door.java:12)</pre>",
        ),
        DispositionKind.FAILED,
    ),
    (
        "parked by its frame",
        page(
            "ministry.example", "<p>Okun wun sado keli noba teli mun.</p>", ' data-adblockkey="MFwwDQYJKoZIhvcNAQEB_x"'
        ),
        DispositionKind.FAILED,
    ),
    (
        "parked by its body",
        page("ministry.example", "<div class='domain-parking'><p>Okun wun sado keli noba teli mun.</p></div>"),
        DispositionKind.FAILED,
    ),
    (
        "a server's first page, as long as a document",
        page(
            "Welcome page",
            "<h1>Placeholder page</h1><p>Whoever runs this machine has published nothing on it so far.</p>"
            + "<p>Replace it by pages of your own. The document root is /var/www/html, and the server is told so in /etc/lighttpd; its log is turned over once a week.</p>"
            * 12,
        ),
        DispositionKind.FAILED,
    ),
]

DOCUMENTS = [
    (
        "a subject beside an element with such a name",
        page(
            "Statement on the grain corridor | Ministry",
            "<h1>Statement on the grain corridor</h1><div class='error-page'><p>The ministers met in the capital and agreed to keep the corridor open until spring.</p></div>",
        ),
    ),
    (
        "an empty element for messages",
        page(
            "Statement | Ministry",
            "<div id='error-container'></div><p>The ministers met in the capital and agreed to keep the corridor open until spring.</p>",
        ),
    ),
    (
        "an address that is no signature",
        page(
            "Contacts of the embassy",
            "<h1>Contacts of the embassy in the capital</h1><address>12 Jetty Street, Port Apache<br>Open from Monday to Friday</address><p>Visitors are received by appointment.</p>",
        ),
    ),
    (
        "a document about a server",
        page(
            "How the portal is run",
            "<h1>How the ministry's portal is run</h1><p>The files stand in /var/www/html of two machines, and the document root is copied every night.</p>"
            * 14,
        ),
    ),
]


@pytest.mark.parametrize(
    ("body", "kind"), [case[1:] for case in OWN_PAGES], ids=[str(case[0]).replace(" ", "-") for case in OWN_PAGES]
)
def test_a_server_s_own_page_is_known_by_its_markup(body: str, kind: DispositionKind) -> None:
    verdict = assess(exchange(body))

    assert verdict.kind is kind, verdict


@pytest.mark.parametrize("body", [case[1] for case in DOCUMENTS], ids=[case[0].replace(" ", "-") for case in DOCUMENTS])
def test_a_document_with_like_markup_is_no_server_s_own_page(body: str) -> None:
    verdict = assess(exchange(body))

    assert verdict.kind is DispositionKind.OK, verdict
