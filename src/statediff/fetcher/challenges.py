"""Challenges and refusals of those who stand between us and a page."""

from __future__ import annotations

import re

from statediff.fetcher import vendors
from statediff.fetcher.case import APP_ROOT, BARE_WEIGHT, NAVIGATION_WEIGHT, WIDGET_WEIGHT, Case, blocked
from statediff.fetcher.page import decode_text
from statediff.fetcher.standins import DOCUMENT_WEIGHT, has_fields
from statediff.fetcher.vendors import Trait
from statediff.model import Disposition, Exchange

_COOKIE_TEST = re.compile(
    r"""document\.cookie\s*=[\s\S]{0,1000}?(?:location\.(?:reload|replace|assign|href)|\blocation\s*=|\.submit\(|http-equiv=["']?refresh)""",
    re.IGNORECASE,
)
_SHORT_BYTES = 8192
"""From this size on, an answer that is no page is a document and no vendor's word."""
_OTHER_FAILURES = frozenset({404, 410, 500, 502, 504})
"""Statuses that say what went wrong themselves, whatever their page says."""


def find_challenge(exchange: Exchange) -> str | None:
    """Tell what in an answer shows a vendor's challenge or refusal page, or None for any other answer."""
    verdict = judge_vendor(Case(exchange=exchange, previous=None, status=exchange.status or 200))
    return "; ".join((verdict.reason, *verdict.evidence)) if verdict is not None else None


def judge_vendor(case: Case) -> Disposition | None:
    """Judge what a vendor sent in its own name: by header, by markup, by the words of its pages."""
    trait = vendors.find_hard_header(case.exchange.header_pairs, case.status)
    if trait is not None:
        return blocked(
            case, trait.vendor, f"{trait.vendor} answered with a challenge or a refusal", (trait.observation,)
        )
    if 200 <= case.status < 300:
        return _judge_challenge_on_success(case)
    if case.status < 400:
        return None
    trait = _find_own_page(case)
    if trait is not None:
        return blocked(case, trait.vendor, f"{trait.vendor} refused the visit", (trait.observation,))
    return _judge_cookie_test(case)


def judge_refusal(case: Case) -> Disposition | None:
    """Judge a failing answer whose words say that the visit was refused."""
    stand_in = case.stand_in if case.status >= 400 and case.status not in _OTHER_FAILURES else None
    if stand_in is None or stand_in.kind not in {"challenge", "region"}:
        return None
    vendor = vendors.name_vendor(case.exchange.header_pairs, case.sight.head)
    return blocked(case, vendor, "a challenge or a refusal came", stand_in.observations)


def _judge_challenge_on_success(case: Case) -> Disposition | None:
    """Judge a page that came with a status of success: a mark counts only where the page is no document."""
    sight = case.sight
    if (sight.prose_weight >= DOCUMENT_WEIGHT and not case.has_collapsed) or case.is_kept:
        return None
    company = f"only {sight.prose_weight} letters of prose"
    trait = _find_own_page(case)
    if trait is not None:
        return blocked(
            case, trait.vendor, f"{trait.vendor} put a challenge in the page's place", (trait.observation, company)
        )
    markup = sight.head
    if sight.prose_weight < BARE_WEIGHT and not sight.page.top_headings and not APP_ROOT.search(markup):
        trait = vendors.find_trace(markup) if sight.page.text_weight < NAVIGATION_WEIGHT else None
        if trait is not None:
            return blocked(
                case, trait.vendor, f"nothing came but {trait.vendor}'s script", (trait.observation, company)
            )
        verdict = _judge_cookie_test(case)
        if verdict is not None:
            return verdict
    if sight.prose_weight < WIDGET_WEIGHT and not has_fields(sight) and not sight.has_own_subject:
        trait = vendors.find_widget(markup)
        if trait is not None:
            return blocked(case, trait.vendor, "nothing came but a captcha", (trait.observation, company))
    return None


def _judge_cookie_test(case: Case) -> Disposition | None:
    """Judge a page that has nothing to read but sets a cookie by script and asks again."""
    sight = case.sight
    found = _COOKIE_TEST.search(sight.head) if sight.is_html and sight.page.text_weight < BARE_WEIGHT else None
    if found is None:
        return None
    words = "nothing came but a script that sets a cookie and asks again"
    return blocked(case, None, words, (f"script {found[0][:60]}", f"only {sight.prose_weight} letters of prose"))


def _find_own_page(case: Case) -> Trait | None:
    """Find markup or words that only a vendor's own pages bear."""
    sight = case.sight
    is_server_error = case.status >= 500 and case.status not in {503, 511, 521}
    if not (sight.is_html or sight.is_text):
        body = case.exchange.body
        if len(body) >= _SHORT_BYTES:
            return None
        text = decode_text(body, case.exchange.header("content-type"))
        return vendors.find_mark(text, "", is_server_error=is_server_error)
    found = vendors.find_mark(sight.head, sight.text, is_server_error=is_server_error)
    if found is not None or is_server_error:
        return found
    return vendors.find_words(sight.text[:8000]) if sight.prose_weight < DOCUMENT_WEIGHT else None
