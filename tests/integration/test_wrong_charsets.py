"""Answers whose headers or own words name a wrong charset are read by their bytes, when looked at as when kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import CommandLine
from servers import Answer, ScriptedServer, page

TITLES = (
    "Міністри домовилися про спільне розмінування прибережної смуги",
    "Сторони підписали лист про наміри щодо виробництва безпілотників",
    "Заява щодо постачання засобів протиповітряної оборони",
    "Спільна заява за підсумками зустрічі в Ужгороді",
)
WRONG = (
    # The header's charset, what the document declares, and what its bytes are.
    pytest.param("iso-8859-1", "utf-8", "utf-8", id="UTF-8 under a header for Western letters"),
    pytest.param("windows-1251", "utf-8", "utf-8", id="UTF-8 under a header for Cyrillic letters"),
    pytest.param("windows-1251", "windows-1251", "utf-8", id="UTF-8 that is called otherwise twice"),
    pytest.param(None, "windows-1251", "utf-8", id="UTF-8 that calls itself otherwise"),
    pytest.param("utf-8", "windows-1251", "windows-1251", id="Cyrillic letters under a header for UTF-8"),
    pytest.param("iso-8859-1", "windows-1251", "windows-1251", id="Cyrillic letters under a header for Western ones"),
    pytest.param("utf-8", "utf-8", "windows-1251", id="Cyrillic letters that are called UTF-8 twice"),
    pytest.param(None, "utf-8", "windows-1251", id="Cyrillic letters that call themselves UTF-8"),
)


def answer(text: str, media_type: str, header: str | None, written: str, *, status: int = 200) -> Answer:
    named = f"{media_type}; charset={header}" if header else media_type
    return Answer(body=text.encode(written), media_type=named, status=status)


def rss(server: ScriptedServer, declared: str) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{server.url(f'/news/{number}')}</link></item>"
        for number, title in enumerate(TITLES)
    )
    head = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>n</title>'
    return f"{head}{items}</channel></rss>"


def atom(server: ScriptedServer, declared: str) -> str:
    entries = "".join(
        f'<entry><title>{title}</title><link href="{server.url(f"/news/{number}")}"/></entry>'
        for number, title in enumerate(TITLES)
    )
    head = f'<?xml version="1.0" encoding="{declared}"?><feed xmlns="http://www.w3.org/2005/Atom"><title>n</title>'
    return f"{head}{entries}</feed>"


def sitemap(server: ScriptedServer, declared: str) -> str:
    entries = "".join(
        f"<url><loc>{server.url(f'/news/{number}')}</loc><news:news><news:title>{title}</news:title></news:news></url>"
        for number, title in enumerate(TITLES)
    )
    return (
        f'<?xml version="1.0" encoding="{declared}"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def listing(server: ScriptedServer, declared: str) -> str:
    rows = "".join(
        f'<li><a href="{server.url(f"/news/{number}")}">{title}</a></li>' for number, title in enumerate(TITLES)
    )
    return html(declared, "Новини", f"<main><ul>{rows}</ul></main>")


def html(declared: str, title: str, content: str) -> str:
    return f'<html><head><meta charset="{declared}"><title>{title}</title></head><body>{content}</body></html>'


FORMS = {
    "rss": ("feed", "application/rss+xml", rss),
    "atom": ("feed", "application/atom+xml", atom),
    "sitemap": ("sitemap", "application/xml", sitemap),
    "listing": ("listing", "text/html", listing),
}


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def watch(cli: CommandLine, url: str, kind: str) -> None:
    path = cli.configure(news=url)
    path.write_text(f'{path.read_text()}discover = "{kind}"\n')


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("header", "declared", "written"), WRONG)
def test_the_titles_of_a_list_of_pages_are_read_by_its_bytes(
    cli: CommandLine, server: ScriptedServer, form: str, header: str | None, declared: str, written: str
) -> None:
    kind, media_type, write = FORMS[form]
    watch(cli, server.script("/list", answer(write(server, declared), media_type, header, written)), kind)

    told = cli("preview", "news", "--json").document

    assert [entry["title"] for entry in told["entries"]] == list(TITLES)


@pytest.mark.parametrize(("header", "written"), [("windows-1251", "utf-8"), ("utf-8", "windows-1251")])
def test_the_titles_of_a_feed_in_json_are_read_by_its_bytes(
    cli: CommandLine, server: ScriptedServer, header: str, written: str
) -> None:
    items = [{"url": server.url(f"/news/{number}"), "title": title} for number, title in enumerate(TITLES)]
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}, ensure_ascii=False)
    watch(cli, server.script("/list", answer(text, "application/feed+json", header, written)), "feed")

    told = cli("preview", "news", "--json").document

    assert [entry["title"] for entry in told["entries"]] == list(TITLES)


def test_an_address_with_letters_of_its_own_is_followed_under_a_wrong_header(
    cli: CommandLine, server: ScriptedServer
) -> None:
    addresses = [f"{server.url()}новини/заява-{number}" for number in range(4)]
    text = "".join(f"<url><loc>{url}</loc></url>" for url in addresses)
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{text}</urlset>'
    watch(cli, server.script("/map", answer(body, "application/xml", "windows-1251", "utf-8")), "sitemap")

    told = cli("preview", "news", "--json").document

    assert [entry["url"] for entry in told["entries"]] == addresses


@pytest.mark.parametrize("form", FORMS)
def test_the_entries_that_are_kept_of_a_list_bear_their_own_words(
    cli: CommandLine, server: ScriptedServer, form: str
) -> None:
    kind, media_type, write = FORMS[form]
    for number, title in enumerate(TITLES):
        server.script(f"/news/{number}", page(f"{title}. Текст заяви опубліковано повністю.", title=title))
    watch(cli, server.script("/list", answer(write(server, "utf-8"), media_type, "windows-1251", "utf-8")), kind)

    finished = cli("track")
    shown = cli("show", "news")

    assert finished.code == 0, finished.err
    assert all(title in shown.out for title in TITLES)


@pytest.mark.parametrize(("header", "declared", "written"), WRONG)
def test_a_page_that_refuses_is_known_by_its_words(
    cli: CommandLine, server: ScriptedServer, header: str | None, declared: str, written: str
) -> None:
    words = "Доступ до цього сайту з вашої країни обмежено. Зверніться до служби підтримки."
    text = html(declared, "Доступ обмежено", f"<p>{words}</p>")
    cli.configure(news=server.script("/news", answer(text, "text/html", header, written)))

    finished = cli("preview", "news", "--json")

    assert finished.document["disposition"]["kind"] == "blocked"


@pytest.mark.parametrize(("header", "declared", "written"), WRONG)
def test_a_page_that_is_gone_is_known_by_its_words(
    cli: CommandLine, server: ScriptedServer, header: str | None, declared: str, written: str
) -> None:
    words = "На жаль, запитувану сторінку не знайдено. Спробуйте скористатися пошуком."
    text = html(declared, "Сторінку не знайдено", f"<h1>Сторінку не знайдено</h1><p>{words}</p>")
    cli.configure(news=server.script("/news", answer(text, "text/html", header, written)))

    finished = cli("preview", "news", "--json")

    assert finished.document["disposition"]["kind"] == "soft-404"
