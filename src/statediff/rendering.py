"""Changes as pages, text and JSON, led by one plain sentence: where the differ's words meet the reporter's."""

from __future__ import annotations

from statediff import reporter
from statediff.differ import describe
from statediff.evidence import Evidence
from statediff.model import Change
from statediff.reporter.page import Form, SiteLinks


def render(change: Change, form: Form = "html", *, language: str = "en") -> str:
    """Write a change on its own, without an archive behind it: no provenance, no timeline, no citation.

    Args:
        change: What `diff` returned.
        form: "html" (one page, no external request), "text" ([-removed-] {+inserted+}) or "json".
        language: Language of our own words: "en", "fr" or "uk".

    """
    return reporter.render(change, form, sentence=describe(change, language), language=language)


def render_evidence(
    evidence: Evidence, *, language: str = "en", generator_version: str, links: SiteLinks | None = None
) -> str:
    """Write the report of one change of a watched page, with everything that proves it, as one HTML page.

    `links` lead to the other pages of a site, when the report stands in one.
    """
    return reporter.render_report(
        change=evidence.change,
        source=evidence.source,
        old=evidence.old,
        new=evidence.new,
        history=evidence.history,
        old_capture=evidence.old_capture,
        new_capture=evidence.new_capture,
        last_seen=evidence.last_seen,
        sentence=describe(evidence.change, language),
        language=language,
        generator_version=generator_version,
        links=links,
    )
