"""What came back from a visit: one verdict of the closed set, with a reason and the evidence for it.

Hard headers and statuses decide alone. Markup of a challenge needs company: a failing status, a short page, or text
that collapsed against the last good look. What cannot be told apart is suspect, which a second, identical look or a
person confirms; what is surely no document is never suspect, since waiting would make it one.

A redirect is `ok` when it leads to the same document (scheme, "www.", slash, language), or to where the last good
look already stood. It is `redirected`, and still read, when the document answered from another address: the watcher
may want to follow. A redirect to the home page or to a listing above the document is a soft 404.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statediff.fetcher import destinations, vendors
from statediff.fetcher.case import APP_ROOT, BARE_WEIGHT, COLLAPSED_TO, NAVIGATION_WEIGHT, WIDGET_WEIGHT, Case, blocked
from statediff.fetcher.challenges import judge_refusal, judge_vendor
from statediff.fetcher.errorbodies import find_error_object, holds_nothing
from statediff.fetcher.selftalk import find_self_talk
from statediff.fetcher.sight import Sight
from statediff.fetcher.standins import DOCUMENT_WEIGHT, says_more_than_log_in, says_only_its_name
from statediff.model import Disposition, DispositionKind, Exchange

_FILE_TYPES = frozenset({"application/pdf", "application/msword"})
_ENDS_IN_A_TAG = re.compile(rb"<(?:/|/?[a-zA-Z][^<>]*)?\Z")
_SHRUNK_TO = 0.7
_LOST_SOME = 0.9
"""Archived copies without their menus lose a third of their bytes, their closing tag, and at most 6 % of prose."""
_EMPTY_ROOT = re.compile(
    r"""<(div|main)\b[^<>]*\bid\s*=\s*["']?(?:root|app|__next|__nuxt|main-app|react-root|app-root|svelte)["']?[^<>]*>\s*</\1""",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"""<meta\b[^<>]*http-equiv\s*=\s*["']?refresh[^<>]*url\s*=|\blocation(?:\.href)?\s*=\s*["']|\blocation\.(?:replace|assign)\(""",
    re.IGNORECASE,
)
_STAND_INS = {
    "challenge": (DispositionKind.BLOCKED, "a challenge or a refusal stands in the page's place"),
    "region": (DispositionKind.BLOCKED, "the page is closed to our region"),
    "not-found": (DispositionKind.SOFT_404, "the page says that nothing was found, with a status of success"),
    "maintenance": (DispositionKind.MAINTENANCE, "the site says that it is under maintenance"),
    "login": (DispositionKind.LOGIN, "the page asks for a login"),
    "failure": (DispositionKind.FAILED, "an error message stands in the page's place"),
    "consent": (DispositionKind.BLOCKED, "a consent wall stands in the page's place"),
    "javascript": (DispositionKind.NEEDS_JAVASCRIPT, "the page shows nothing without JavaScript"),
    "session": (DispositionKind.LOGIN, "the page says that a session has expired"),
    "parking": (DispositionKind.FAILED, "a parked domain or a server's default page stands in the page's place"),
    "listing": (DispositionKind.FAILED, "a listing of files stands in the page's place"),
}


def assess(exchange: Exchange, previous: Exchange | None = None) -> Disposition:
    """Judge one exchange; `previous` is the last one of the source that was ok. Pure: the same verdict every time.

    What the verdict quotes of the answer is printable: no control characters reach a terminal or a log.
    """
    verdict = _judge(exchange, previous)
    evidence = tuple(_print_safely(words) for words in verdict.evidence)
    return replace(verdict, reason=_print_safely(verdict.reason), evidence=evidence)


def _print_safely(words: str) -> str:
    return words if words.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in words)


def _judge(exchange: Exchange, previous: Exchange | None) -> Disposition:
    if exchange.failure is not None:
        evidence = (f"status {exchange.status}",) if exchange.status else ()
        return Disposition(kind=exchange.failure.kind, reason=exchange.failure.cause, evidence=evidence)
    status = 200 if exchange.status is None else exchange.status
    if status == 304:
        return Disposition(
            kind=DispositionKind.SAME, reason="not modified since the last look", evidence=("status 304",)
        )
    case = Case(exchange=exchange, previous=previous, status=status)
    if 200 <= status < 300 and previous is not None and exchange.body and exchange.body == previous.body:
        return Disposition(kind=DispositionKind.SAME, reason="the same bytes as at the last look")
    judges = (
        judge_vendor,
        judge_refusal,
        _judge_status,
        _judge_whole,
        _judge_sibling,
        _judge_place,
        _judge_words,
        _judge_shape,
        _judge_loss,
    )
    for judge in judges:
        verdict = judge(case)
        if verdict is not None:
            is_doubtful = verdict.kind is DispositionKind.SUSPECT
            return (_judge_words(case) or verdict) if is_doubtful else verdict
    return _judge_address(case)


def has_lost_its_text(exchange: Exchange, previous: Exchange) -> bool:
    """Tell whether at most a quarter of the last good look's text still stands in an answer, or none can be found.

    Such a page may be an edit, or any page a host gives instead of all others, and its words alone do not tell which.
    """
    case = Case(exchange=exchange, previous=previous, status=exchange.status or 200)
    before = case.before
    if before is None or before.is_html != case.sight.is_html:
        return True
    return case.has_collapsed or (before.prose_weight > 0 and before.share_kept_in(case.sight) < COLLAPSED_TO)


# ---------------------------------------------------------------- statuses


def _judge_status(case: Case) -> Disposition | None:
    status = case.status
    if status == 206:
        return _by_status(case, DispositionKind.TRUNCATED, "only a part of the page was sent")
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return _judge_unfollowed(case)
    if status in _REFUSALS:
        return blocked(case, vendors.name_vendor(case.exchange.header_pairs, case.sight.head), _REFUSALS[status], ())
    says_maintenance = status >= 500 and case.stand_in is not None and case.stand_in.kind == "maintenance"
    if status == 503 or says_maintenance:
        return _maintenance(case)
    kind, reason = _STATUSES.get(status, (DispositionKind.FAILED, f"the server answered {status}"))
    return _by_status(case, kind, reason)


def _by_status(case: Case, kind: DispositionKind, reason: str) -> Disposition:
    return Disposition(kind=kind, reason=reason, evidence=(f"status {case.status}",))


_STATUSES = {
    401: (DispositionKind.LOGIN, "the page asks for a login"),
    404: (DispositionKind.GONE, "the page is not there (status 404)"),
    407: (DispositionKind.LOGIN, "a proxy asks for a login"),
    410: (DispositionKind.GONE, "the page is gone (status 410)"),
}

_REFUSALS = {
    403: "the server refused the visit",
    429: "the server asks for fewer visits",
    451: "the page is unavailable for legal reasons",
    511: "the network asks for a login before any page",
    999: "the server refused the visit",
}


def _maintenance(case: Case) -> Disposition:
    retry_after = case.exchange.header("retry-after")
    evidence = (f"status {case.status}", *((f"header retry-after: {retry_after[:40]}",) if retry_after else ()))
    if case.stand_in is not None and case.stand_in.kind == "maintenance":
        evidence += case.stand_in.observations
    reason = "the site is out of service for now"
    return Disposition(kind=DispositionKind.MAINTENANCE, reason=reason, evidence=evidence)


def _judge_unfollowed(case: Case) -> Disposition:
    """Judge a redirect whose target was not asked."""
    evidence = (f"status {case.status}", f"location {case.landed_at[:120]}")
    if not case.exchange.header("location"):
        reason = f"the server answered {case.status} and names no target"
        return Disposition(kind=DispositionKind.FAILED, reason=reason, evidence=evidence[:1])
    verdict = _judge_place(case)
    if verdict is not None:
        return verdict
    return Disposition(kind=DispositionKind.REDIRECTED, reason="the page sends readers elsewhere", evidence=evidence)


# ---------------------------------------------------------------- what came with a status of success


def _judge_whole(case: Case) -> Disposition | None:
    """Judge whether anything came, and whether all of it did."""
    body = case.exchange.body
    if not body.strip():
        return Disposition(kind=DispositionKind.EMPTY, reason="nothing came", evidence=(f"{len(body)} bytes",))
    declared = case.exchange.header("content-length") or ""
    is_encoded = bool(case.exchange.header("content-encoding")) or case.exchange.wire_body is not None
    if declared.isascii() and declared.isdigit() and not is_encoded and len(body) < int(declared):
        evidence = (f"{len(body)} of {declared} bytes",)
        return Disposition(
            kind=DispositionKind.TRUNCATED, reason="the answer is shorter than announced", evidence=evidence
        )
    if case.sight.is_html and _ENDS_IN_A_TAG.search(body[-4096:]):
        return _suspect("the page ends within a tag", (repr(body[-30:].decode("utf-8", "replace")),))
    if body.startswith(b"%PDF-") and b"%%EOF" not in body[-4096:]:
        evidence = ("no end-of-file mark",)
        return Disposition(kind=DispositionKind.TRUNCATED, reason="the PDF has no end", evidence=evidence)
    return None


def _judge_sibling(case: Case) -> Disposition | None:
    """Judge a page that its host gives to any address."""
    if not case.exchange.has_sibling_like_body or case.is_kept:
        return None
    reason = "a made-up address of this host answers with the same page"
    return Disposition(kind=DispositionKind.SOFT_404, reason=reason, evidence=("sibling page alike",))


def _judge_place(case: Case) -> Disposition | None:
    """Judge a redirect that led away from the document."""
    url, landed = case.exchange.url, case.landed_at
    if destinations.is_same_document(url, landed) or _is_known_address(case):
        return None
    evidence = (f"redirected to {landed[:160]}",)
    detour = destinations.name_detour(url, landed)
    if detour is not None and case.sight.prose_weight < DOCUMENT_WEIGHT and not case.is_kept:
        kind, _ = _STAND_INS[detour]
        return Disposition(kind=kind, reason=f"redirected to a page for {_DETOURS[detour]}", evidence=evidence)
    is_answered = case.status < 300
    is_named = destinations.shares_words(url, " ".join((case.sight.page.title, *case.sight.page.headings[:5])))
    if is_answered and (case.is_kept or is_named):
        return None
    if destinations.is_home(landed) and not destinations.is_home(url):
        reason = "redirected to the home page, which is not the page asked for"
    elif destinations.is_listing_above(url, landed):
        reason = "redirected to a listing above the page asked for"
    elif not is_answered:
        return None
    elif case.before is not None and not case.before.share_kept_in(case.sight):
        return _suspect("redirected to a page with nothing of the last good look", evidence)
    elif is_named is False:
        return _suspect("redirected to a page without the words of the address", evidence)
    else:
        return None
    return Disposition(kind=DispositionKind.SOFT_404, reason=reason, evidence=evidence)


_DETOURS = {
    "login": "logging in",
    "consent": "giving consent",
    "not-found": "what is not found",
    "maintenance": "maintenance",
    "challenge": "a challenge or a refusal",
    "failure": "errors",
}


def _is_known_address(case: Case) -> bool:
    """Tell whether the last good look already stood where this answer came from."""
    before = case.previous.final_url if case.previous is not None else None
    return before is not None and destinations.is_same_document(before, case.landed_at)


def _judge_words(case: Case) -> Disposition | None:
    """Judge a page by what it says it is."""
    stand_in = case.stand_in
    if stand_in is None or case.is_kept:
        return _judge_error_object(case) or _judge_self_talk(case)
    kind, reason = _STAND_INS[stand_in.kind]
    evidence = (*stand_in.observations, f"only {case.sight.prose_weight} letters of prose")
    if kind is DispositionKind.BLOCKED:
        vendor = vendors.name_vendor(case.exchange.header_pairs, case.sight.head)
        vendor = "consent-wall" if stand_in.kind == "consent" else vendor
        return blocked(case, vendor, reason, evidence)
    return Disposition(kind=kind, reason=reason, evidence=evidence)


def _judge_self_talk(case: Case) -> Disposition | None:
    """Judge a page of a few sentences whose words are all about the web site and its reader."""
    found = find_self_talk(case.sight)
    if found is None or case.is_kept:
        return None
    evidence = (f"{found.whole:.0%} of {case.sight.prose_weight} letters of prose",)
    reason = "the page speaks of the web site and to its reader, and of nothing else"
    if found.is_refusal:
        return blocked(case, vendors.name_vendor(case.exchange.header_pairs, case.sight.head), reason, evidence)
    return Disposition(kind=DispositionKind.FAILED, reason=reason, evidence=evidence)


def _judge_error_object(case: Case) -> Disposition | None:
    """Judge an answer that is no page: an error in JSON or XML, or another kind of file than before."""
    if case.sight.is_html:
        return None
    if holds_nothing(case.exchange.body):
        return Disposition(kind=DispositionKind.EMPTY, reason="the answer holds nothing", evidence=("empty JSON",))
    complaint = find_error_object(case.exchange.body)
    if complaint is not None:
        reason = "an error message stands in the document's place"
        return Disposition(kind=DispositionKind.FAILED, reason=reason, evidence=(complaint,))
    return None


def _judge_shape(case: Case) -> Disposition | None:
    """Judge a page that shows nothing to read."""
    sight = case.sight
    page = sight.page
    if not sight.is_html or sight.prose_weight >= WIDGET_WEIGHT or case.is_kept:
        return None
    is_asked = sight.page.login_place is not None
    if is_asked and not says_more_than_log_in(sight) and (not sight.has_own_subject or says_only_its_name(sight)):
        evidence = ("password field", f"only {sight.prose_weight} letters of prose")
        return Disposition(kind=DispositionKind.LOGIN, reason="the page asks for a login", evidence=evidence)
    if sight.prose_weight >= BARE_WEIGHT or (page.main_weight or 0) >= BARE_WEIGHT:
        return None
    evidence = (f"only {sight.prose_weight} letters of prose", f"{page.scripts} scripts")
    if _is_shell(sight):
        reason = "the page is a shell that JavaScript fills"
        return Disposition(kind=DispositionKind.NEEDS_JAVASCRIPT, reason=reason, evidence=evidence)
    sent_on = _SENT_ON.search(sight.head) if page.text_weight < NAVIGATION_WEIGHT else None
    if sent_on is not None:
        return _judge_sending_on(case, sight.head[sent_on.end() :], evidence)
    is_wordless = page.text_weight == 0 or (page.main_weight == 0 and sight.prose_weight == 0)
    if is_wordless and page.scripts:
        reason = "the page shows nothing without JavaScript"
        return Disposition(kind=DispositionKind.NEEDS_JAVASCRIPT, reason=reason, evidence=evidence)
    if is_wordless or sight.is_wordless:
        return Disposition(kind=DispositionKind.EMPTY, reason="the page holds no words of its own", evidence=evidence)
    return None


def _judge_sending_on(case: Case, target: str, evidence: tuple[str, ...]) -> Disposition:
    """Judge a page that does nothing but send readers on, by where it sends them."""
    address = re.match(r"[\s'\"]*([^\s'\"<>]+)", target)
    detour = (
        destinations.name_detour(case.exchange.url, destinations.join(case.landed_at, address[1])) if address else None
    )
    if detour is None:
        return _suspect("the page only sends readers on", evidence)
    kind, _ = _STAND_INS[detour]
    return Disposition(
        kind=kind, reason=f"the page sends readers on to a page for {_DETOURS[detour]}", evidence=evidence
    )


def _is_shell(sight: Sight) -> bool:
    """Tell whether a page is the empty frame of an application, menus aside."""
    page = sight.page
    if not page.scripts or page.top_headings:
        return False
    if _EMPTY_ROOT.search(sight.head):
        return True
    is_app = bool(APP_ROOT.search(sight.head)) or "javascript" in page.noscript.lower()
    return is_app and page.body_weight < NAVIGATION_WEIGHT


def _judge_loss(case: Case) -> Disposition | None:
    """Judge a page against the last good look."""
    before, sight = case.before, case.sight
    if (
        sight.is_html
        and destinations.names_a_file(case.exchange.url)
        and sight.prose_weight < DOCUMENT_WEIGHT
        and (before is None or not before.is_html)
    ):
        return _suspect("a page came where a file was asked for", (f"type {case.exchange.media_type}",))
    if case.previous is None or before is None:
        return None
    is_much_smaller = len(case.exchange.body) * 4 < len(case.previous.body)
    if before.is_html != sight.is_html and (is_much_smaller or case.previous.media_type in _FILE_TYPES):
        evidence = (
            f"type {case.exchange.media_type}",
            f"{len(case.exchange.body)} bytes after {len(case.previous.body)}",
        )
        return _suspect("another kind of file came in the page's place", evidence)
    return _judge_end(case, before) or _judge_language(sight, before)


def _judge_end(case: Case, before: Sight) -> Disposition | None:
    """Judge a page that lost text against the last good look: most of it, or what stood at its end."""
    assert case.previous is not None
    body, former, sight = case.exchange.body, case.previous.body, case.sight
    has_less = not sight.is_html or sight.prose_weight < before.prose_weight
    if sight.is_html and case.has_collapsed:
        return _suspect("most of the page's text is gone", (_compare_weights(sight, before),))
    if has_less and body.strip() and len(body) < len(former.rstrip()) and former.startswith(body.rstrip()):
        return _suspect(
            "it is the beginning of the last look, and ends early", (f"{len(body)} of {len(former)} bytes",)
        )
    if sight.is_html and _has_lost_its_end(case, before):
        reason = "the page ends early: shorter than before, and without its closing tag"
        return _suspect(reason, (_compare_weights(sight, before),))
    return None


def _judge_language(sight: Sight, before: Sight) -> Disposition | None:
    if not sight.is_html:
        return None
    has_other_language = None not in (before.language, sight.language) and before.language != sight.language
    if has_other_language and before.share_kept_in(sight) < COLLAPSED_TO:
        return _suspect("the page came in another language", (f"language {sight.language} after {before.language}",))
    return None


def _compare_weights(sight: Sight, before: Sight) -> str:
    return f"{sight.prose_weight} letters of prose after {before.prose_weight}"


def _has_lost_its_end(case: Case, before: Sight) -> bool:
    """Tell whether a page lost its closing tag together with text: a good part of it, or just the last of it."""
    if case.previous is None:
        return False
    body, former = case.exchange.body, case.previous.body
    if former.rstrip().endswith(b">") and not body.rstrip().endswith(b">") and case.sight.breaks_off(before):
        return True
    end = body[-2048:].lower()
    if b"</html" in end or b"</html" not in former[-2048:].lower():
        return False
    if case.sight.prose_weight >= before.prose_weight * _LOST_SOME:
        return False
    has_shrunk = len(body) < len(former) * _SHRUNK_TO
    return has_shrunk or (b"</body" not in end and case.sight.share_kept_in(before) >= _LOST_SOME)


def _suspect(reason: str, evidence: tuple[str, ...]) -> Disposition:
    return Disposition(kind=DispositionKind.SUSPECT, reason=reason, evidence=evidence)


def _judge_address(case: Case) -> Disposition:
    """Judge a document by the address it answered from."""
    if destinations.is_same_document(case.exchange.url, case.landed_at) or _is_known_address(case):
        return Disposition(kind=DispositionKind.OK)
    is_permanent = any(hop.status in {301, 308} for hop in case.exchange.hops)
    reason = "the page moved for good" if is_permanent else "the page answered from another address"
    evidence = (f"redirected to {case.landed_at[:160]}",)
    return Disposition(kind=DispositionKind.REDIRECTED, reason=reason, evidence=evidence)
