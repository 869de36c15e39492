"""The pages of the desk as they are written, in a real browser: with everything in them, and sent without script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from judged import write_editions, write_form, write_note, write_review, write_verdict
from rows import write_row, write_source_row
from statediff.judgements import Substitution
from statediff.model import BlockKind
from statediff.reporter import render_report
from statediff.reporter.desk.facts import BlameLine, QueueLine, Suggestion, VersionChoice
from statediff.reporter.desk.pages import DeskPages
from statediff.reporter.outlets.asking import Field
from statediff.reporter.outlets.rows import Sighting, Stretch
from statediff.reporter.review import Review, ReviewForm
from written import FIRST, statement_change, write_evidence

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PAGES = DeskPages(language="en", generator_version="0.1.0", ways=(("Queue", "review/index.html"), ("Search", "search")))
LATER = FIRST + timedelta(hours=90)


def write_queue(form: ReviewForm | None = None) -> str:
    form = form or write_form()
    lines = [
        QueueLine(
            key="aa",
            rows=(write_row(3), write_row(2, source_id="defence-fr", language="fr")),
            substitution=Substitution(old="impact", new="effect", key="aa"),
            review=Review(form=form),
        ),
        QueueLine(
            key="defence-en@v1..defence-en@v2",
            rows=(write_row(2),),
            review=replace(write_review(), form=form),
        ),
    ]
    fields = [Field(name="language", label="Language", options=(("", "all"), ("uk", "Ukrainian")))]
    return PAGES.write_queue(lines, filters=fields, path="")


def write_all() -> dict[str, str]:
    change = statement_change()
    evidence: Any = write_evidence(change)
    start = change.new_text.index("Output is to rise")
    source, other = write_source_row(), write_source_row(id="defence-uk", name="Міністерство", language="uk")
    lines = [
        BlameLine(text="A heading", kind=BlockKind.HEADING, version=1, at=FIRST),
        BlameLine(
            text="The fund will pay.",
            kind=BlockKind.PARAGRAPH,
            version=4,
            after=FIRST,
            at=LATER,
            replaced="The fund may pay.",
            restored=2,
        ),
    ]
    sightings = [
        Sighting(
            source=one,
            first=FIRST,
            last=LATER,
            is_current=True,
            version=2,
            passage="A letter of intent was signed.",
            stretches=(Stretch(first=FIRST, last=LATER),),
        )
        for one in (source, other)
    ]
    suggestion = Suggestion(source=source, other=other, reason="9 equal figures", action="/editions", token="t")
    choices = [VersionChoice(revision=f"defence-en@v{n}", label=f"v{n}", group="Ministry") for n in (1, 2)]
    return {
        "queue": write_queue(),
        "blame": PAGES.write_blame(source, 4, lines, path="blame/a.html"),
        "editions": PAGES.write_editions(write_editions(), sources=[source], suggestions=[suggestion], path="e/a.html"),
        "compare": PAGES.write_compare(choices, old="defence-en@v1"),
        "on disk": DeskPages(language="en", is_served=False).write_compare(choices, old="defence-en@v1"),
        "search": PAGES.write_search([Field(name="q", label="Phrase", value="x")], sightings, asked="x"),
        "report": render_report(
            **evidence,
            review=write_review(notes=(write_note(start=start),), form=write_form()),
            editions=write_editions(),
        ),
    }


SMALL = """() => [...document.querySelectorAll(
    'button, select, input:not([type=hidden]), textarea, summary, .judge label, .nb, .turn a, .ways a')]
    .filter(one => one.offsetParent !== null && !one.matches('[type=radio], [type=checkbox], .void'))
    .map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""


@pytest.mark.parametrize(
    ("scheme", "names"),
    [("light", ("report", "editions", "on disk")), ("dark", ("queue", "blame", "compare", "search"))],
)
def test_axe_finds_no_violation_on_any_page_of_the_desk(
    open_page: OpenPage, scheme: str, names: tuple[str, ...]
) -> None:  # 17, 40; the served desk is looked at in both themes
    found = {}
    page = open_page("", scheme=scheme)
    pages = write_all()

    for name in names:
        open_page(pages[name], into=page)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        results = Axe().run(page)
        found[name] = [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in results.response["violations"]
        ]

    assert found == {name: [] for name in names}


def test_every_page_of_the_desk_fits_a_phone_and_a_finger(open_page: OpenPage) -> None:  # 19, 20
    wide, small = [], {}
    page = open_page("", width=390)

    for name, html in write_all().items():
        page.set_viewport_size({"width": 390, "height": 900})
        open_page(html, into=page)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        small[name] = page.evaluate(SMALL)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            wide += [(name, width)] * bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    assert wide == []
    assert small == {name: [] for name in small}


# ---------------------------------------------------------------- triage


class Clerk:
    """Serves the queue and keeps the forms that are sent to it."""

    def __init__(self) -> None:
        self.kept: list[dict[str, str]] = []
        clerk = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(write_queue(write_form(action="/review")).encode())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                clerk.kept.append({name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()})
                verdicts = tuple(
                    write_verdict(one["kind"], one["reviewer"], 99, note=one["note"]) for one in clerk.kept
                )
                line = QueueLine(key="aa", rows=(write_row(2),), review=Review(verdicts=verdicts))
                self._answer(PAGES.write_queue([line], path="").encode())

            def _answer(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def clerk() -> Iterator[Clerk]:
    made = Clerk()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_change_is_judged_by_keyboard_without_script_and_its_history_stays(chromium: Browser, clerk: Clerk) -> None:
    context = chromium.new_context(java_script_enabled=False)  # 42
    page = context.new_page()
    page.goto(clerk.url)

    page.locator("#q1 details.judging > summary").press("Enter")
    form = page.locator("#q1 form.judge")
    form.get_by_label("Noise").press("Space")
    form.get_by_label("Note").fill("The same everywhere.")
    with page.expect_navigation():
        form.get_by_role("button", name="Keep the verdict").press("Enter")
    told = page.locator(".verdicts").inner_text()
    context.close()

    assert clerk.kept == [
        {
            "csrf": "t0ken",
            "change": "defence-en@v1..defence-en@v2",
            "kind": "noise",
            "note": "The same everywhere.",
            "reviewer": "D. K.",
            "codebook": "3",
        }
    ]
    assert "Noise by D. K." in told
    assert "The same everywhere." in told


def test_a_form_without_a_verdict_is_not_sent(chromium: Browser, clerk: Clerk) -> None:
    context = chromium.new_context(java_script_enabled=False)  # 42
    page = context.new_page()
    page.goto(clerk.url)

    page.locator("#q1 details.judging > summary").click()
    page.locator("#q1 form.judge").get_by_role("button").click()
    context.close()

    assert clerk.kept == []
