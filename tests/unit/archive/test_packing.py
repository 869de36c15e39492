"""Packing: frames that unpack to the same bytes, alone or against a base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive.packing import GROUP_MEMBERS, base_member, can_be_base, pack, unpack

MEBIBYTE_OF_ZEROS = (
    "28b52ffd00585400001000000100fbff39c00202001000020010000200100002001000020010000200100002001000010000"
)
"""A frame that does not state its size, as a compressor makes that is fed bit by bit."""
PAGE = b"<p>The two ministries met on Monday to review their work on air defence.</p>" * 40


@given(body=st.binary(max_size=300), base=st.none() | st.binary(min_size=8, max_size=300))
def test_unpacking_undoes_packing(body: bytes, base: bytes | None) -> None:
    assert unpack(pack(body, base), base) == body


def test_a_changed_page_packed_against_the_page_before_is_small() -> None:
    changed = PAGE.replace(b"Monday", b"Friday", 1)

    assert len(pack(changed, PAGE)) < 60


def test_pages_that_lie_beyond_a_mebibyte_still_find_their_match() -> None:
    page = bytes(range(256)) * 3 + b"".join(number.to_bytes(4, "big") for number in range(400_000))

    assert len(pack(page + b"!", page)) < 2_000


def test_a_damaged_frame_is_refused() -> None:
    packed = bytearray(pack(PAGE))
    packed[len(packed) // 2] ^= 1

    with pytest.raises(ValueError):
        unpack(bytes(packed))


def test_another_base_is_refused() -> None:
    packed = pack(PAGE.replace(b"Monday", b"Friday"), PAGE)

    with pytest.raises(ValueError):
        unpack(packed, PAGE.replace(b"air", b"sea"))


def test_reading_the_last_of_a_group_undoes_at_most_seven_deltas() -> None:
    depths = []
    for member in range(GROUP_MEMBERS):
        depth, place = 0, base_member(member)
        while place is not None:
            depth, place = depth + 1, base_member(place)
        depths.append(depth)

    assert max(depths) == 7
    assert depths[0] == 0


@pytest.mark.parametrize(("base", "is_allowed"), [(b"", False), (b"seven b", False), (b"eight by", True)])
def test_zstd_takes_no_base_under_eight_bytes(base: bytes, is_allowed: bool) -> None:
    assert can_be_base(base, PAGE) is is_allowed


def test_a_frame_that_hides_more_behind_its_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no single frame"):
        unpack(pack(PAGE) + pack(bytes(1 << 24)))


def test_a_frame_that_does_not_state_its_size_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(ValueError, match="no single frame"):
        unpack(bytes.fromhex(MEBIBYTE_OF_ZEROS))


@pytest.mark.parametrize("packed", [b"", b"\x28", b"\x28\xb5\x2f\xfd", b"<html>" * 9])
def test_what_is_no_frame_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(packed)
