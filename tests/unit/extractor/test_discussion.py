"""What readers wrote under a statement is none of its wording, even where it is longer than the statement."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import extract

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
REMARK = "I read this twice and still do not see who is meant to pay for the drones, nor who will own the plans."


def page(behind: str, around: str = "article") -> bytes:
    return (
        "<html lang='en'><head><title>Joint statement - Ministry</title></head><body><header><a href='/'>Ministry</a></header>"
        f"<div id='page'><div class='{around}'><h1>Joint statement</h1><p>{LEAD}</p><p>{INTENT}</p><p>{REST}</p>{behind}</div></div>"
        "</body></html>"
    ).encode()


PLAIN = extract(page(""))


def remarks(count: int, outer: str, inner: str, text: str) -> str:
    each = f"<li class='{inner}'><h4>#1</h4><div class='{text}'><p>{REMARK}</p><p>Thanks for reading.</p></div></li>"
    return f"<div id='{outer}'><h3>{count} remarks</h3><ol>{each * count}</ol></div>"


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize(
    ("outer", "inner", "text"),
    [
        ("comments", "comment", "comment-body"),
        ("readerCommentList", "commentItem", "commentText"),
        ("comentarios", "comentario", "comentario_texto"),
        ("commentaires", "commentaire", "commentaire-texte"),
        ("kommentare", "kommentar", "kommentar-text"),
    ],
)
def test_what_readers_wrote_behind_a_statement_is_no_wording(count: int, outer: str, inner: str, text: str) -> None:
    wording = extract(page(remarks(count, outer, inner, text)))

    assert wording.text == PLAIN.text


def test_a_statement_that_is_named_a_comment_is_wording() -> None:
    wording = extract(page("", around="comment"))

    assert wording.text == PLAIN.text


def test_a_text_that_is_open_to_comments_is_wording() -> None:
    other = f"<div class='post comments-open'><div class='comments-open'><p>{REMARK}</p></div><p>{REMARK} Both asked.</p></div>"

    wording = extract(page(other))

    assert REMARK in wording.text


def test_a_commentary_on_the_articles_of_a_treaty_is_wording() -> None:
    notes = "".join(f"<div class='commentary'><p>Article {number}: {REMARK}</p></div>" for number in range(1, 4))

    wording = extract(page(f"<div class='commentaries'>{notes}</div>"))

    assert wording.text.count(REMARK) == 3
