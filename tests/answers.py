"""Answers built by hand for the verdict on them: a title and a body are enough."""

from __future__ import annotations

from statediff.model import Exchange

ADDRESS = "https://mfa.example/en/news/77-statement-on-grain-corridor"
_SENTENCE = "The delegation discussed cooperation in energy and border security with its partners. "


def compose_page(title: str, body: str) -> str:
    """Write a whole page around a body; one that is a whole answer already, or bare text, stands as it is."""
    start = body.lstrip("\ufeff").lower()
    is_whole = start.startswith(("{", "[", "<!doctype", "<html", "<?xml")) or not (title or start.startswith("<"))
    return body if is_whole else f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def answer(text: str, status: int = 200) -> Exchange:
    """Make an answer of a text, of the media type that it looks like."""
    return Exchange(url=ADDRESS, status=status, headers={"content-type": _media_type(text)}, body=text.encode())


def _media_type(text: str) -> str:
    start = text.lstrip("\ufeff")
    if start.startswith(("{", "[")) or start == "null":
        return "application/json"
    if start.startswith("<?xml"):
        return "application/xml"
    return "text/html; charset=utf-8" if start.startswith("<") else "text/plain"


LAST_GOOD_LOOK = answer(
    compose_page("Statement on the grain corridor", f"<h1>Statement on the grain corridor</h1><p>{_SENTENCE * 25}</p>")
)
