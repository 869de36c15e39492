"""What came back from a visit: one verdict of the closed set, with a reason and the evidence for it."""

from __future__ import annotations

from statediff.model import Disposition, DispositionKind, Exchange


def assess(exchange: Exchange, previous: Exchange | None = None) -> Disposition:
    """Judge one exchange; `previous` is the last one of the source that was ok."""
    if exchange.failure is not None:
        return Disposition(kind=exchange.failure.kind, reason=exchange.failure.cause)
    status = exchange.status or 200
    if status == 304 or (previous is not None and 200 <= status < 300 and exchange.body == previous.body):
        return Disposition(kind=DispositionKind.SAME, reason="the same bytes as before")
    if 200 <= status < 300:
        if not exchange.body.strip():
            return Disposition(kind=DispositionKind.EMPTY, reason="nothing came")
        return Disposition(kind=DispositionKind.OK)
    kinds = {404: DispositionKind.GONE, 410: DispositionKind.GONE, 401: DispositionKind.LOGIN}
    kinds |= {403: DispositionKind.BLOCKED, 429: DispositionKind.BLOCKED, 503: DispositionKind.MAINTENANCE}
    return Disposition(kind=kinds.get(status, DispositionKind.FAILED), reason=f"status {status}")
