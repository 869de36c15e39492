"""Check the proof of a capture with nothing but Python's standard library.

    python check_proof.py PROOF.json [--root HEX] [--body FILE]

The proof shows that one record stands in the log of an archive under a root hash (RFC 9162, section 2.1.3.2). With
--root, the root must also be the one you got elsewhere, and with --body the file must be the very bytes of the record.
"""
# ruff: noqa: D103, T201 - a program that prints

import argparse
import hashlib
import json
import pathlib
import sys


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from(record: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    place, last, hashed = index, size - 1, hashlib.sha256(b"\x00" + record).digest()
    for sibling in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            hashed = node(sibling, hashed)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            hashed = node(hashed, sibling)
        place, last = place // 2, last // 2
    return hashed if last == 0 and 0 <= index < size else None


def main() -> int:
    parser = argparse.ArgumentParser(description="Check the proof of a capture.")
    parser.add_argument("proof", type=pathlib.Path)
    parser.add_argument("--root", help="the root hash that you trust")
    parser.add_argument("--body", type=pathlib.Path, help="the file that should be what was captured")
    options = parser.parse_args()
    proof = json.loads(options.proof.read_text(encoding="ascii"))
    record = json.loads(proof["record"])
    path = [bytes.fromhex(sibling) for sibling in proof["path"]]
    root = root_from(proof["record"].encode("ascii"), proof["index"], proof["size"], path)
    faults = []
    if root is None or root.hex() != proof["root"] or record["capture"] != proof["index"] + 1:
        faults.append("the record does not stand under this root")
    if options.root and proof["root"] != options.root.lower():
        faults.append("the root is not the one you trust")
    if options.body:
        digest = "sha256:" + hashlib.sha256(options.body.read_bytes()).hexdigest()
        if not record["body"] or record["body"]["digest"] != digest:
            faults.append("the file is not what was captured")
    print("\n".join(faults) or f"proven: capture {record['capture']} of {record['source']} among {proof['size']}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
