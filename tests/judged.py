"""What people decided about a change, written by hand: verdicts, notes, a form and a table of editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from statediff.judgements import Annotation, Verdict, VerdictKind
from statediff.reporter.outlets.rows import EditionColumn, EditionRow, EditionsTable
from statediff.reporter.review import Note, Review, ReviewForm
from written import FIRST


def write_verdict(kind: str = "significant", reviewer: str = "D. K.", hours: float = 80.0, **facts: Any) -> Verdict:
    verdict = Verdict(
        source_id="defence-en",
        old=1,
        new=2,
        kind=VerdictKind(kind),
        reviewer=reviewer,
        decided_at=FIRST + timedelta(hours=hours),
        codebook="3",
        note="Legal status and target both changed.",
    )
    return replace(verdict, **facts)


def write_note(**facts: Any) -> Note:
    annotation = Annotation(
        source_id="defence-en",
        version=1,
        start=0,
        end=10,
        quote="Output is to rise from 600 to 1,200 sets",
        text="Asked the press office at 07:30; no answer yet.",
        author="D. K.",
        written_at=FIRST + timedelta(hours=81),
    )
    return replace(
        Note(annotation=annotation, state="reworded", now="Output is to rise from 600 to 1,100 sets"), **facts
    )


def write_form(**facts: Any) -> ReviewForm:
    form = ReviewForm(
        action="/review",
        token="t0ken",
        hidden=(("change", "defence-en@v1..defence-en@v2"),),
        reviewer="D. K.",
        codebook="3",
    )
    return replace(form, **facts)


def write_review(**facts: Any) -> Review:
    verdicts = (
        write_verdict("unsure", hours=79, note=""),
        write_verdict("significant"),
        write_verdict("routine", "Олена П.", 90, note="Звичайна зміна."),
    )
    return replace(Review(verdicts=verdicts, state="disputed"), **facts)


def write_editions(**facts: Any) -> EditionsTable:
    table = EditionsTable(
        title="Joint production",
        columns=(
            EditionColumn(source_id="defence-en", language="en", title="Ministry of Defence", version=2),
            EditionColumn(source_id="defence-fr", language="fr", title="Ministère de la Défense", version=1),
            EditionColumn(source_id="defence-ar", language="ar", title="وزارة الدفاع", version=1),
        ),
        rows=(
            EditionRow(
                kind="figure",
                label="sets a year",
                cells=("1,100", "1 200", "1,200"),
                verdict="differs",
                sentence="French and Arabic have 1,200.",
            ),
            EditionRow(
                kind="date",
                label="by the end of",
                cells=("2028", "2028", ""),
                verdict="missing",
                sentence="Arabic does not say it.",
            ),
            EditionRow(kind="figure", label="fund", cells=("€1.5 billion",) * 3, verdict="agrees", sentence=""),
        ),
        sentence="2 of 3 facts differ now.",
    )
    return replace(table, **facts)
