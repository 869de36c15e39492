"""Content decoding of our own: gzip and deflate only, whole or not at all, and never past a cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from statediff.model import DispositionKind, FetchFailure

_STEP_BYTES = 65_536
_MAX_RATIO = 200
"""Decoded to received bytes. HTML compresses 4-12 fold; a gzip bomb nears 1,032."""
_FREE_BYTES = 4 * 1_048_576
"""Below this a high ratio does no harm."""
_PLAIN = frozenset({"", "identity", "none", "utf-8"})
_GZIP_MAGIC = b"\x1f\x8b"


class _Fault(Exception):
    def __init__(self, kind: DispositionKind, cause: str) -> None:
        self.kind = kind
        super().__init__(cause)


def decode_body(
    received: bytes, coding: str | None, max_bytes: int, *, is_cut: bool = False
) -> tuple[bytes, FetchFailure | None]:
    """Decode an entity by its Content-Encoding, as far as it goes.

    Returns the decoded bytes and, unless they are whole, the failure. `is_cut` says that `received` is known to be
    incomplete, so that an early end is no news.
    """
    codings = [word for word in (part.strip().lower() for part in (coding or "").split(",")) if word not in _PLAIN]
    if not codings:
        return received, None
    if len(codings) > 1:
        return received, _bad_encoding(f"the body is encoded more than once ({', '.join(codings)[:60]})")
    if codings[0] not in {"gzip", "x-gzip", "deflate"}:
        return received, _bad_encoding(f"the body came in an encoding nobody asked for ({codings[0][:40]})")
    decoded = bytearray()
    try:
        for piece in _inflate(received, is_gzip=codings[0] != "deflate", is_cut=is_cut):
            decoded += piece
            if len(decoded) > max_bytes:
                cause = f"the body decodes to more than {max_bytes} bytes"
                return bytes(decoded[:max_bytes]), FetchFailure(kind=DispositionKind.TOO_LARGE, cause=cause)
    except _Fault as fault:
        return bytes(decoded), FetchFailure(kind=fault.kind, cause=str(fault))
    return bytes(decoded), None


def _bad_encoding(cause: str) -> FetchFailure:
    return FetchFailure(kind=DispositionKind.BAD_ENCODING, cause=cause)


def _inflate(received: bytes, *, is_gzip: bool, is_cut: bool) -> Iterator[bytes]:
    """Yield decoded pieces; a gzip stream may have several members, and what follows the last is ignored."""
    decoder = zlib.decompressobj(31 if is_gzip else _deflate_window(received))
    position = total = 0
    while position < len(received) or decoder.unconsumed_tail:
        chunk = decoder.unconsumed_tail
        if not chunk:
            chunk = received[position : position + _STEP_BYTES]
            position += len(chunk)
        try:
            piece = decoder.decompress(chunk, 4 * _STEP_BYTES)
        except zlib.error as error:
            raise _Fault(DispositionKind.BAD_ENCODING, f"the encoded body is damaged ({error})") from error
        total += len(piece)
        if total > _FREE_BYTES and total > _MAX_RATIO * position:
            raise _Fault(DispositionKind.TOO_LARGE, f"{position} received bytes decode to more than {total}")
        yield piece
        if decoder.eof:
            position -= len(decoder.unused_data)
            if not (is_gzip and received.startswith(_GZIP_MAGIC, position)):
                return
            decoder = zlib.decompressobj(31)
    if not decoder.eof and not is_cut:
        raise _Fault(DispositionKind.TRUNCATED, "the encoded body ends early")


def _deflate_window(received: bytes) -> int:
    """Choose between zlib-wrapped deflate, as the standard says, and raw deflate, as some servers send."""
    has_header = len(received) > 1 and received[0] & 0x0F == 8 and int.from_bytes(received[:2], "big") % 31 == 0
    return 15 if has_header else -15
