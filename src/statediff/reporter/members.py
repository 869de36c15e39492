"""The members of every JSON document: plain values, aware UTC instants, one schema version for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from statediff.findings import SearchHit, Verification
from statediff.model import Block, Capture, Disposition, Source, Version, Wording

SCHEMA_VERSION = 1
"""Raised when a member of a document is renamed, removed or given another meaning; new members do not raise it."""


def make_document(kind: str, **members: object) -> dict[str, object]:
    """Return a document of that kind with the schema version in front."""
    return {"schema_version": SCHEMA_VERSION, "kind": kind, **members}


def format_instant(instant: datetime) -> str:
    """Write an aware instant as ISO 8601 in UTC, to the second: "2026-08-01T06:00:00Z"."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def format_optional_instant(instant: datetime | None) -> str | None:
    """Write an instant as `format_instant` does, or None."""
    return format_instant(instant) if instant is not None else None


def describe_source(source: Source) -> dict[str, object]:
    """The members of a source; request headers are left out, since they may hold secrets."""
    return {
        "id": source.id,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "edition_of": source.edition_of,
        "enabled": source.enabled,
        "every_seconds": source.every_seconds,
        "select": list(source.rules.select),
        "remove": list(source.rules.remove),
        "preset": source.rules.preset,
        "render": source.render,
        "ignore_robots": source.ignore_robots,
        "discover": source.discover,
        "parent": source.parent,
    }


def describe_disposition(disposition: Disposition) -> dict[str, object]:
    """The members of a disposition."""
    return {
        "kind": str(disposition.kind),
        "vendor": disposition.vendor,
        "reason": disposition.reason,
        "evidence": list(disposition.evidence),
    }


def describe_capture(capture: Capture) -> dict[str, object]:
    """The members of a capture, without its response headers."""
    return {
        "id": capture.id,
        "source": capture.source_id,
        "captured_at": format_instant(capture.captured_at),
        "disposition": describe_disposition(capture.disposition),
        "url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "digest": capture.digest,
        "size": capture.size,
        "media_type": capture.media_type,
        "elapsed_seconds": round(capture.elapsed_seconds, 3),
        "robots": capture.robots,
        "tls": capture.tls,
        "version": capture.version,
        "is_new_version": capture.is_new_version,
        "events": list(capture.events),
    }


def describe_block(block: Block) -> dict[str, object]:
    """The members of a block."""
    return {
        "kind": str(block.kind),
        "level": block.level,
        "text": block.text,
        "links": [{"text": link.text, "href": link.href} for link in block.links],
        "cells": list(block.cells),
        "signature": block.signature,
    }


def describe_wording(wording: Wording) -> dict[str, object]:
    """The members of a wording, with its text and its blocks."""
    return {
        "title": wording.title,
        "language": wording.language,
        "published": wording.published,
        "modified": wording.modified,
        "canonical_url": wording.canonical_url,
        "correction": wording.correction,
        "charset": wording.charset,
        "container": wording.container,
        "notes": list(wording.notes),
        "digest": wording.digest,
        "text": wording.text,
        "blocks": [describe_block(block) for block in wording.blocks],
    }


def describe_version(version: Version) -> dict[str, object]:
    """The members of a version, without its wording."""
    return {
        "revision": version.revision,
        "source": version.source_id,
        "number": version.number,
        "title": version.wording.title,
        "wording_digest": version.wording.digest,
        "snapshot": version.snapshot,
        "extraction": version.extraction,
        "first_seen_at": format_instant(version.first_seen_at),
        "last_seen_at": format_instant(version.last_seen_at),
        "previous_seen_at": format_optional_instant(version.previous_seen_at),
        "capture": version.capture_id,
        "is_technical": version.is_technical,
        "events": list(version.events),
    }


def describe_hits(hits: Iterable[SearchHit]) -> list[dict[str, object]]:
    """The members of search hits."""
    return [
        {
            "source": hit.source_id,
            "version": hit.version,
            "text": hit.text,
            "first_seen_at": format_instant(hit.first_seen_at),
            "last_seen_at": format_instant(hit.last_seen_at),
            "is_current": hit.is_current,
        }
        for hit in hits
    ]


def describe_verification(verification: Verification) -> dict[str, object]:
    """The members of a verification."""
    return {
        "is_sound": verification.is_sound,
        "captures": verification.captures,
        "snapshots": verification.snapshots,
        "versions": verification.versions,
        "root": verification.root,
        "damages": [{"place": damage.place, "problem": damage.problem} for damage in verification.damages],
    }
