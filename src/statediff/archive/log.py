"""The log over all captures: the Merkle tree of RFC 6962 (and RFC 9162, section 2.1). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32


def leaf_hash(record: bytes) -> bytes:
    """Hash one record as a leaf."""
    return hashlib.sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def add_leaf(size: int, peaks: Sequence[bytes], leaf: bytes) -> list[bytes]:
    """Return the peaks (roots of the full subtrees, largest first) of a tree of `size` leaves with one more."""
    grown = list(peaks)
    while size & 1:
        leaf = node_hash(grown.pop(), leaf)
        size >>= 1
    grown.append(leaf)
    return grown


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root hash; that of no leaves is the hash of nothing."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def peaks_of(leaves: Sequence[bytes]) -> list[bytes]:
    """Return the peaks of a tree over these leaf hashes."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        peaks = add_leaf(size, peaks, leaf)
    return peaks


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root hash over leaf hashes."""
    return root_of_peaks(peaks_of(leaves))


def inclusion_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the sibling hashes from leaf `index` (from 0) up to the root."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_path(index, leaves[:split]), root_of(leaves[split:])]
    return [*inclusion_path(index - split, leaves[split:]), root_of(leaves[:split])]


def consistency_path(old_size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that show the first `old_size` leaves unchanged inside the whole tree."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(old_size)
    return _subproof(old_size, leaves, is_whole=True)


def _subproof(old_size: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    split = _split(len(leaves))
    if old_size <= split:
        return [*_subproof(old_size, leaves[:split], is_whole=is_whole), root_of(leaves[split:])]
    return [*_subproof(old_size - split, leaves[split:], is_whole=False), root_of(leaves[:split])]


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion path (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, hashed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node_hash(sibling, hashed)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == root


def is_consistent(old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Check that a tree grew from `old_root` to `new_root` by appending only (RFC 9162, 2.1.4.2)."""
    if old_size == new_size:
        return not path and old_root == new_root
    steps = list(path)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not 0 < old_size < new_size or not steps:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_hash = new_hash = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_hash, new_hash = node_hash(sibling, old_hash), node_hash(sibling, new_hash)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_hash = node_hash(new_hash, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_hash == old_root and new_hash == new_root


def _split(count: int) -> int:
    """Return the largest power of two smaller than `count`."""
    return 1 << ((count - 1).bit_length() - 1)
