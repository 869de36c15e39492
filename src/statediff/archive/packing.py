"""Packing bodies with zstd, alone or against an earlier body of the same page. Pure.

Skip-delta: the n-th member of a group is packed against member n & (n - 1), so that reading the last of 128 members
undoes at most 7 deltas, and a damaged frame takes few others with it. A body that resembles another member far more,
since a page often returns to what it was, is packed against that one, within the same 7.
"""

from __future__ import annotations

import sys
from typing import cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GROUP_MEMBERS = 128
MOST_DELTAS = 7
"""How many deltas reading a body may undo."""
LEVEL = 9
"""Level 1 ruins deltas; 9 saves 7 % of the file beside 3, for 2 ms a body of 400 kB; 19 saves 3 % more for 60 ms."""
SMALLEST_BASE = 8
"""zstd takes no prefix under 8 bytes."""
LONG_BYTES = 1 << 20
"""Above this size matches lie too far apart for the ordinary search."""
WINDOW_LOG_MAX = 27
LARGEST_BYTES = 1 << 30
"""SQLite keeps no larger value; a frame that states more, or hides more behind its end, is not ours."""
_Parameter = zstd.CompressionParameter


def base_member(member: int) -> int | None:
    """Return the member of the group that this one is packed against, None for the first."""
    return None if member == 0 else member & (member - 1)


def pack(body: bytes, base: bytes | None = None, *, level: int = LEVEL) -> bytes:
    """Pack a body into one zstd frame with a checksum, against `base` if one is given."""
    options: dict[int, int] = {_Parameter.compression_level: level, _Parameter.checksum_flag: 1}
    if base is None:
        return bytes(zstd.compress(body, options=options))
    reach = len(body) + len(base)
    options[_Parameter.window_log] = max(10, min(WINDOW_LOG_MAX, reach.bit_length()))
    if reach > LONG_BYTES:
        options[_Parameter.enable_long_distance_matching] = 1
    return bytes(zstd.compress(body, options=options, zstd_dict=_prefix(base)))


def unpack(packed: bytes, base: bytes | None = None) -> bytes:
    """Undo `pack`; raises ValueError when the frame is damaged, no frame of ours, or the base is another one."""
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: WINDOW_LOG_MAX}
    try:
        size = cast("int | None", zstd.get_frame_info(packed).decompressed_size)
        if size is None or size > LARGEST_BYTES or zstd.get_frame_size(packed) != len(packed):
            raise ValueError("no single frame of a stated size")
        return bytes(zstd.decompress(packed, zstd_dict=None if base is None else _prefix(base), options=options))
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error


def can_be_base(base: bytes, body: bytes) -> bool:
    """Whether a body may be packed against this one: long enough, and both inside the largest window."""
    return len(base) >= SMALLEST_BASE and len(base) + len(body) < 1 << WINDOW_LOG_MAX


def _prefix(base: bytes) -> tuple[zstd.ZstdDict, int]:
    return zstd.ZstdDict(base, is_raw=True).as_prefix
