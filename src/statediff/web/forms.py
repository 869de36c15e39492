"""Forms: what a person sends, checked whole before anything is kept; then the page they came from is shown again."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode

import regex
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from statediff.archive import Archive
from statediff.desk.annotations import annotate, find_quote
from statediff.desk.clusters import is_cluster_key
from statediff.desk.editions.groups import link_editions
from statediff.desk.intake import EVERYTHING
from statediff.desk.verdicts import Decision, decide, decide_everywhere, find_change
from statediff.errors import UsageError
from statediff.judgements import LinkState, VerdictKind
from statediff.web.access import FORM_FIELD, is_own_form
from statediff.web.rooms import Rooms

_OWN_PATH = regex.compile(r"/?(?:review|changes|sources|editions|notes)/[A-Za-z0-9._~/-]*(?:\?[A-Za-z0-9._~=&%+@:-]*)?")
_QUEUE = "/review/index.html"
_MOST_FIELDS = 20


class NotAllowed(UsageError):
    """Whoever sent the form may not write."""


def read_form(rooms: Rooms, request: Request, body: bytes) -> dict[str, str]:
    """Return the fields of a form of ours; raises NotAllowed, or UsageError for what is no form."""
    if not rooms.may_write(request):
        raise NotAllowed("this browser", "may not write here", "open the address that `statediff serve` printed")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise UsageError("the form", "was not sent by one of our pages", "go back and send it again")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise UsageError("the form", "cannot be read", "go back and send it again") from error
    form = {name: values[-1].replace("\r\n", "\n") for name, values in fields.items()}
    if not is_own_form(form.get(FORM_FIELD, ""), rooms.settings.token):
        raise NotAllowed("the form", "is not one of ours, or `serve` was started anew", "load the page again")
    return form


def take_verdict(rooms: Rooms, archive: Archive, request: Request, form: dict[str, str]) -> Response:
    """Keep a verdict on a change, or on an edit wherever it was made."""
    key = form.get("key", "")
    try:
        kind = VerdictKind(form.get("kind", ""))
    except ValueError as error:
        raise UsageError("the verdict", "none was chosen", "go back and choose one") from error
    decision = Decision(
        kind=kind,
        reviewer=form.get("reviewer", ""),
        decided_at=datetime.now(UTC),
        note=form.get("note", ""),
        codebook=form.get("codebook", ""),
    )
    if is_cluster_key(key):
        decide_everywhere(archive, rooms.desks.desk(archive, EVERYTHING), key, decision)
    else:
        decide(archive, find_change(archive, key), decision)
    return lead_back(request, form, kept=key)


def take_note(rooms: Rooms, archive: Archive, request: Request, form: dict[str, str]) -> Response:
    """Keep a note on a passage."""
    version = archive.version(form.get("revision", ""))
    author = form.get("author", "") or rooms.settings.reviewer
    times = len(list(find_quote(version.wording.text, form.get("quote", ""))))
    if times != 1:
        cause = f"the passage stands there {times} times" if times else "the passage does not stand there"
        raise UsageError(version.revision, cause, "go back, and copy it, long enough to stand once, from the text")
    note = annotate(version, form.get("quote", ""), form.get("text", ""), author=author, at=datetime.now(UTC))
    archive.keep_annotation(note)
    return lead_back(request, form)


def take_link(rooms: Rooms, archive: Archive, request: Request, form: dict[str, str]) -> Response:
    """Keep a person's word on whether two sources carry one statement."""
    try:
        state = LinkState(form.get("state", ""))
    except ValueError as error:
        raise UsageError("the link", "neither confirmed nor rejected", "go back and choose one") from error
    reviewer = form.get("reviewer", "") or rooms.settings.reviewer
    link_editions(
        archive, form.get("source", ""), form.get("edition_of", ""), state, reviewer=reviewer, at=datetime.now(UTC)
    )
    return lead_back(request, {**form, "back": form.get("back") or "/editions/index.html"})


def lead_back(request: Request, form: dict[str, str], *, kept: str = "") -> Response:
    """Lead to the page the form stood on, when it is one of ours; else to the queue.

    A report is shown at its review; a list is told what was judged, so that it can say so.
    """
    back = form.get("back", "")
    if not _OWN_PATH.fullmatch(back) and back.partition("?")[0] == "index.html":
        back = request.url.path.rpartition("/")[0] + "/" + back
    is_own = _OWN_PATH.fullmatch(back) is not None and "//" not in back and ".." not in back
    target = "/" + back.removeprefix("/") if is_own else _QUEUE
    if kept and target.startswith("/changes/"):
        target += "#rvh"
    elif kept:
        target += ("&" if "?" in target else "?") + urlencode({"kept": kept})
    return RedirectResponse(target, status_code=303)
