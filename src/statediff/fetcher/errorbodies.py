"""Errors that come as JSON or XML, with a status of success, where a document was asked for."""

from __future__ import annotations

import json
import re

_MOST_BYTES = 8_192
_ERROR_KEYS = frozenset(
    {"error", "errors", "fault", "exception", "errorcode", "errormessage", "errordescription", "faultstring", "err"}
)
_ENVELOPE_KEYS = _ERROR_KEYS | {
    "message", "code", "status", "statuscode", "detail", "details", "type", "title", "requestid", "path", "timestamp",
    "success", "instance", "traceid", "reason", "ok", "msg", "id", "data", "result", "support", "help", "documentation",
}  # fmt: skip
_XML_ERROR = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:\w+:)?(?:error|errors|fault|exception|serviceexception\w*)\b", re.IGNORECASE
)


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
    if not set(values) <= _ENVELOPE_KEYS or values.get("data") or values.get("result"):
        return None
    wrong = next((key for key in sorted(_ERROR_KEYS & set(values)) if values[key]), None)
    if wrong is not None:
        return f"JSON with {wrong}"
    if values.get("success") is False or values.get("ok") is False:
        return "JSON that denies success"
    status = next((values[key] for key in ("status", "statuscode", "code") if key in values), None)
    if str(status).isdigit() and 400 <= int(str(status)) < 600:
        return f"JSON with status {status}"
    return "JSON with a message only" if set(values) <= {"message", "requestid"} and values else None
