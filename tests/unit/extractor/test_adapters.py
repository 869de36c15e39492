"""JSON answers of publishing systems."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import json

import pytest

from statediff.errors import ExtractionError
from statediff.extractor import read
from statediff.extractor.adapters import follow
from statediff.model import Rules

TEXT = "The two ministries met on Monday to review their work on air defence and on the training of crews."


def read_json(loaded: object, rules: Rules | None = None) -> tuple[str, list[str], str | None, str | None, str | None]:
    reading = read(
        json.dumps(loaded).encode(), "application/json", "https://ministry.example/x", rules=rules or Rules()
    )
    wording = reading.wording
    texts = [block.text for block in wording.blocks]
    return reading.how, texts, wording.title, wording.published, wording.modified


def test_the_content_of_gov_uk_is_read_with_its_withdrawal() -> None:
    answer = {
        "base_path": "/government/news/harbours",
        "title": "Joint statement",
        "description": "What was agreed.",
        "locale": "en",
        "first_published_at": "2026-03-02T09:30:00Z",
        "public_updated_at": "2026-03-04T16:05:00Z",
        "withdrawn_notice": {"explanation": "<p>Replaced by the notice of May.</p>"},
        "details": {"body": f"<div class='govspeak'><p>{TEXT}</p></div>", "change_history": []},
    }

    how, texts, title, published, modified = read_json(answer)

    assert (how, title) == ("adapter:govuk", "Joint statement")
    assert texts == ["Joint statement", "Replaced by the notice of May.", "What was agreed.", TEXT]
    assert (published, modified) == ("2026-03-02T09:30:00+00:00", "2026-03-04T16:05:00+00:00")


def test_the_parts_of_a_gov_uk_guide_are_read_in_order() -> None:
    parts = [{"body": [{"content_type": "text/html", "content": f"<p>{n} {TEXT}</p>"}]} for n in range(2)]

    _, texts, *_ = read_json({"base_path": "/x", "title": "Guide", "details": {"parts": parts}})

    assert texts == ["Guide", f"0 {TEXT}", f"1 {TEXT}"]


def test_a_post_of_wordpress_is_read() -> None:
    post = {
        "title": {"rendered": "Reply &#8211; dredging"},
        "content": {"rendered": f"<p>{TEXT}</p>"},
        "date": "2026-01-20T10:00:00",
        "modified_gmt": "2026-01-22T10:00:00",
    }

    found = read_json([post])

    assert found == (
        "adapter:wordpress", ["Reply – dredging", TEXT], "Reply – dredging", "2026-01-20T10:00:00", "2026-01-22T10:00:00"
    )  # fmt: skip


def test_a_model_of_components_is_read_in_its_own_order() -> None:
    model = {
        ":type": "page",
        "title": "Joint statement",
        ":itemsOrder": ["b", "a"],
        ":items": {
            "a": {":type": "text", "text": "<p>second part of the text</p>"},
            "b": {":type": "text", "text": f"<p>{TEXT}</p>", "id": "text-1"},
        },
    }

    how, texts, *_ = read_json(model)

    assert how == "adapter:aem-model"
    assert texts == ["Joint statement", TEXT, "second part of the text"]


def test_the_data_of_a_next_page_is_read() -> None:
    data = {"props": {"pageProps": {"slug": "x", "article": {"title": "Joint statement", "body": f"<p>{TEXT}</p>"}}}}

    how, texts, *_ = read_json(data)

    assert (how, texts[-1]) == ("adapter:next-data", TEXT)


def test_an_empty_shell_is_read_from_the_data_it_carries() -> None:
    data = {"props": {"pageProps": {"article": {"title": "Joint statement", "body": f"<p>{TEXT}</p>"}}}}
    shell = f'<html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script></body></html>'

    reading = read(shell.encode())

    assert (reading.how, reading.wording.blocks[-1].text) == ("adapter:next-data", TEXT)
    assert not read(shell.replace("props", "other").encode()).wording.has_text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b", ["x"]),
        ("$.a.b", ["x"]),
        ("list[0].t", ["one"]),
        ("list[*].t", ["one", "two"]),
        ("a.nope", []),
        ("list[9].t", []),
    ],
)
def test_a_path_leads_to_values(path: str, found: list[str]) -> None:
    loaded = {"a": {"b": "x"}, "list": [{"t": "one"}, {"t": "two"}]}

    assert list(follow(loaded, path)) == found


def test_a_source_may_name_the_place_of_its_text() -> None:
    loaded = {"items": [{"text": "First part & more"}, {"text": "<p>Second <b>part</b></p>"}], "count": 3}

    how, texts, *_ = read_json(loaded, Rules(json_path="items[*].text"))

    assert (how, texts) == ("json", ["First part & more", "Second part"])


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_json_that_ends_early_is_never_read_as_text(share: float) -> None:
    post = {
        "link": "https://ministry.example/x",
        "title": {"rendered": "T"},
        "content": {"rendered": "<p>Words</p>" * 9},
    }
    whole = json.dumps(post).encode()

    with pytest.raises(ExtractionError, match="ends early"):
        read(whole[: int(len(whole) * share)], "application/json", "https://ministry.example/x")


def test_prose_in_braces_is_text() -> None:
    reading = read(b"{draft} The ministers met on Monday.", "application/json", "https://ministry.example/x")

    assert reading.wording.text == "{draft} The ministers met on Monday."


@pytest.mark.parametrize(
    ("loaded", "rules", "cause"),
    [({"unknown": 1}, Rules(), "unknown system"), ({"a": ""}, Rules(json_path="a"), "leads to no text"), ({"a": 1}, Rules(json_path="b"), "leads to no text")],
)  # fmt: skip
def test_json_without_text_says_what_to_do(loaded: object, rules: Rules, cause: str) -> None:
    with pytest.raises(ExtractionError, match=cause):
        read_json(loaded, rules)
