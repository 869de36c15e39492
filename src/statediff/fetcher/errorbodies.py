"""Errors that come as JSON or XML, with a status of success, where a document was asked for."""

from __future__ import annotations

import json
import re

_MOST_BYTES = 8_192
_MESSAGE_KEYS = frozenset({"message", "detail", "msg", "reason", "requestid", "traceid", "timestamp", "path"})
_ERROR_KEYS = frozenset(
    {"error", "errors", "fault", "exception", "errorcode", "errormessage", "errordescription", "faultstring", "err"}
)
_ENVELOPE_KEYS = _ERROR_KEYS | {
    "message", "code", "status", "statuscode", "detail", "details", "type", "title", "requestid", "path", "timestamp",
    "success", "instance", "traceid", "reason", "ok", "msg", "id", "data", "result", "support", "help", "documentation",
}  # fmt: skip
_XML_ERROR = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<(?:\w+:)?(?:envelope|body|header/)\b[^>]{0,400}>\s*){0,3}"
    rb"<(?:\w+:)?(?:error|errors|fault|exception|problem|serviceexception\w*)\b",
    re.IGNORECASE,
)
_EMPTY_JSON = frozenset({b"{}", b"[]", b"null", b'""', b"[{}]", b"false", b"0"})


def holds_nothing(body: bytes) -> bool:
    """Tell whether a body is JSON without content."""
    return len(body) < 64 and b"".join(body.removeprefix(b"\xef\xbb\xbf").split()) in _EMPTY_JSON


def find_error_object(body: bytes) -> str | None:
    """Find an error message in a small JSON or XML body; returns what was seen."""
    if len(body) > _MOST_BYTES:
        return None
    if _XML_ERROR.match(body):
        return "an XML element of an error"
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return _find_complaint(found) if isinstance(found, dict) else None


def _find_complaint(found: dict[str, object]) -> str | None:
    values = {key.lower().replace("_", "").replace("-", ""): value for key, value in found.items()}
    if not set(values) <= _ENVELOPE_KEYS:
        return None
    content = values.get("data") or values.get("result")
    if isinstance(content, dict) and set(content) <= {"status", "params", "details"}:
        values = {**values, "status": content.get("status"), "data": None}
    elif content:
        return None
    wrong = next((key for key in sorted(_ERROR_KEYS & set(values)) if values[key]), None)
    if wrong is not None:
        return f"JSON with {wrong}"
    if values.get("success") is False or values.get("ok") is False:
        return "JSON that denies success"
    status = next((values[key] for key in ("status", "statuscode", "code") if key in values), None)
    if str(status).isdigit() and 400 <= int(str(status)) < 600:
        return f"JSON with status {status}"
    said = [values[key] for key in ("message", "detail", "msg", "reason") if key in values]
    says_one_thing = len(said) == 1 and isinstance(said[0], str) and set(values) <= _MESSAGE_KEYS
    return "JSON with a message only" if says_one_thing else None
