"""The log: the tree of RFC 6962, its published roots, and paths that prove."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive.log import (
    add_leaf,
    consistency_path,
    inclusion_path,
    is_consistent,
    is_included,
    leaf_hash,
    peaks_of,
    root_of,
    root_of_peaks,
)

# The entries and roots of the reference implementation's own test (certificate-transparency, merkle_tree_test).
ENTRIES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]

    assert root_of(leaves).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == hashlib.sha256(b"").digest()


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@given(size=st.integers(1, 70), data=st.data())
def test_every_leaf_is_proven_by_its_path_and_no_other_is(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, leaves)

    assert is_included(leaves[index], index, size, path, root_of(leaves))
    assert not is_included(leaf_hash(b"forged"), index, size, path, root_of(leaves))
    assert not is_included(leaves[index], index, size, [*path, bytes(32)], root_of(leaves))
    assert not is_included(leaves[index], size, size, path, root_of(leaves))


@given(size=st.integers(1, 70), data=st.data())
def test_a_log_that_only_grew_proves_that_it_did(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size))
    path = consistency_path(old, leaves)

    assert is_consistent(old, size, root_of(leaves[:old]), root_of(leaves), path)
    assert not is_consistent(old, size, leaf_hash(b"forged"), root_of(leaves), path)


@given(size=st.integers(0, 70))
def test_the_peaks_grow_leaf_by_leaf(size: int) -> None:
    leaves = leaves_of(size + 1)

    assert add_leaf(size, peaks_of(leaves[:size]), leaves[size]) == peaks_of(leaves)
    assert root_of_peaks(peaks_of(leaves)) == root_of(leaves)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_log_has_no_path(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        inclusion_path(index, leaves_of(size))


@pytest.mark.parametrize(("old", "size"), [(0, 3), (4, 3)])
def test_a_size_outside_the_log_has_no_path(old: int, size: int) -> None:
    with pytest.raises(IndexError):
        consistency_path(old, leaves_of(size))
