"""The JSON document of a Change: stable members, valid whatever the text holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

import regex

from statediff.model import Block, Change, Edit, Label, Move, Span

SCHEMA_VERSION = 1
"""Raised when a member is renamed, removed or given another meaning; new members do not raise it."""
_LONE_SURROGATE = regex.compile(r"\p{Cs}")


def write_document(change: Change, sentence: str) -> str:
    """Return the Change as a JSON document."""
    return write_members(describe_change(change, sentence))


def write_members(document: Mapping[str, object]) -> str:
    """Return members as JSON; a lone surrogate is written as an escape, so the text is valid UTF-8."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def describe_change(change: Change, sentence: str) -> dict[str, object]:
    """The members of a Change. Offsets are code points into `old_text` and `new_text`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "algorithm": change.algorithm,
        "language": change.language,
        "severity": change.severity,
        "score": change.score,
        "sentence": sentence,
        "edits": [_describe_edit(edit) for edit in change.edits],
        "spans": [_describe_span(span) for span in change.spans],
        "moves": [_describe_move(move) for move in change.moves],
        "format_events": [
            {
                "kind": event.kind,
                "old_block": event.old_block,
                "new_block": event.new_block,
                "detail": event.detail,
            }
            for event in change.format_events
        ],
        "old_blocks": [_describe_block(block) for block in change.old_blocks],
        "new_blocks": [_describe_block(block) for block in change.new_blocks],
        "old_text": change.old_text,
        "new_text": change.new_text,
        "unshown_slots": list(change.unshown_slots),
    }


def _describe_edit(edit: Edit) -> dict[str, object]:
    return {
        "number": edit.number,
        "kind": str(edit.kind),
        "labels": [_describe_label(label) for label in edit.labels],
        "old": edit.old,
        "new": edit.new,
        "ops": [{"kind": op.kind, "text": op.text} for op in edit.ops],
        "score": edit.score,
        "old_start": edit.old_start,
        "old_end": edit.old_end,
        "new_start": edit.new_start,
        "new_end": edit.new_end,
        "old_block": edit.old_block,
        "new_block": edit.new_block,
        "is_whole_block": edit.is_whole_block,
    }


def _describe_label(label: Label) -> dict[str, str]:
    return {
        "name": str(label),
        "rule": label.rule,
        "old": label.old,
        "new": label.new,
        "evidence": label.evidence,
        "delta": label.delta,
        "direction": label.direction,
    }


def _describe_span(span: Span) -> dict[str, object]:
    return {
        "kind": span.kind,
        "old_start": span.old_start,
        "old_end": span.old_end,
        "new_start": span.new_start,
        "new_end": span.new_end,
    }


def _describe_move(move: Move) -> dict[str, object]:
    return {
        "old_start": move.old_start,
        "old_end": move.old_end,
        "new_start": move.new_start,
        "new_end": move.new_end,
        "spans": [_describe_span(span) for span in move.spans],
    }


def _describe_block(block: Block) -> dict[str, object]:
    return {"kind": str(block.kind), "level": block.level, "language": block.language, "length": len(block.text)}
