"""The JSON members of what is known of editions."""

from __future__ import annotations

from collections.abc import Sequence

from statediff.desk.editions.editions import Edition
from statediff.desk.editions.groups import Group
from statediff.desk.editions.judging.findings import Cell
from statediff.desk.editions.suggestions import Suggestion
from statediff.desk.editions.table.courses import Course
from statediff.desk.editions.table.tabling import Examination, Line
from statediff.judgements import EditionLink
from statediff.reporter.members import format_instant


def describe_examination(examination: Examination) -> dict[str, object]:
    """The members of a comparison of editions: all facts, those that agree too."""
    editions = examination.editions
    return {
        "name": examination.name,
        "sentence": examination.sentence,
        "has_differences": examination.has_differences,
        "editions": [
            _describe_edition(edition, reading.language)
            for edition, reading in zip(editions, examination.readings, strict=True)
        ],
        "facts": [_describe_line(line, editions) for line in examination.lines],
    }


def describe_group(group: Group) -> dict[str, object]:
    """The members of sources that carry one statement."""
    return {
        "sources": [{"id": source.id, "language": source.language, "url": source.url} for source in group],
    }


def describe_suggestion(suggestion: Suggestion) -> dict[str, object]:
    """The members of two sources that may carry one statement."""
    return {
        "source": suggestion.source_id,
        "edition_of": suggestion.edition_of,
        "score": suggestion.score,
        "reasons": list(suggestion.reasons),
    }


def describe_link(link: EditionLink) -> dict[str, object]:
    """The members of a person's word on two sources."""
    return {
        "id": link.id,
        "source": link.source_id,
        "edition_of": link.edition_of,
        "state": str(link.state),
        "reviewer": link.reviewer,
        "decided_at": format_instant(link.decided_at),
    }


def _describe_edition(edition: Edition, language: str) -> dict[str, object]:
    return {
        "source": edition.source.id,
        "language": language,
        "url": edition.source.url,
        "version": edition.current.number,
        "first_seen_at": format_instant(edition.current.first_seen_at),
        "last_seen_at": format_instant(edition.current.last_seen_at),
    }


def _describe_line(line: Line, editions: Sequence[Edition]) -> dict[str, object]:
    finding = line.finding
    return {
        "kind": finding.kind,
        "topic": finding.topic,
        "label": line.told.label,
        "verdict": finding.verdict,
        "sentence": line.told.sentence,
        "cells": [_describe_cell(cell) for cell in finding.cells],
        "groups": [[editions[number].source.id for number in group] for group in finding.groups],
        "silent": [editions[number].source.id for number in finding.silent],
        "changes": [_describe_course(course, editions) for course in line.courses],
    }


def _describe_cell(cell: Cell | None) -> dict[str, object] | None:
    return {"text": cell.quote, "start": cell.start, "end": cell.end} if cell is not None else None


def _describe_course(course: Course, editions: Sequence[Edition]) -> dict[str, object]:
    return {
        "source": editions[course.edition].source.id,
        "version": course.version,
        "before": course.before,
        "now": course.after,
        "after": format_instant(course.last_before),
        "at": format_instant(course.first_after),
        "not_followed_by": [editions[number].source.id for number in course.left_behind],
    }
