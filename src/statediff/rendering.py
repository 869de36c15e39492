"""Changes as pages, text and JSON, led by one plain sentence: where the differ's words meet the reporter's."""

from __future__ import annotations

from statediff import reporter, revisions
from statediff.differ import describe, mark_letters
from statediff.evidence import Evidence
from statediff.model import Change, Op
from statediff.reporter.outlets.rows import EditionsTable
from statediff.reporter.page import Form, SiteLinks
from statediff.reporter.review import Review


def render(change: Change, form: Form = "html", *, language: str = "en") -> str:
    """Write a change on its own, without an archive behind it: no provenance, no timeline, no citation.

    Args:
        change: What `diff` returned.
        form: "html" (one page, no external request), "text" ([-removed-] {+inserted+}) or "json".
        language: Language of our own words: "en", "fr" or "uk".

    """
    return reporter.render(
        change, form, sentence=describe(change, language), language=language, letters=_mark_letters(change)
    )


def _mark_letters(change: Change) -> dict[int, tuple[Op, ...]]:
    return {edit.number: ops for edit in change.edits if (ops := mark_letters(edit))}


def render_evidence(
    evidence: Evidence,
    *,
    language: str = "en",
    generator_version: str,
    links: SiteLinks | None = None,
    review: Review | None = None,
    editions: EditionsTable | None = None,
) -> str:
    """Write the report of one change of a watched page, with everything that proves it, as one HTML page.

    It compares whatever two versions the evidence is about: neighbours, distant ones, or those of two editions.
    `links` lead to the other pages of a site, when the report stands in one; `review` is what people decided about
    the change, `editions` the facts of its other editions.
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
        sentence=revisions.tell(evidence.source, evidence.old, evidence.new, evidence.change, language),
        language=language,
        generator_version=generator_version,
        links=links,
        review=review,
        editions=editions,
        letters=_mark_letters(evidence.change),
    )
