"""Check the proof of a capture with nothing but Python's standard library.

    python check_proof.py PROOF.json [--root HEX] [--body FILE] [--write FOLDER]

The proof shows that one record stands in the log of an archive under a root hash (RFC 9162, section 2.1.3.2). With
--root, the root must also be the one you got elsewhere, and with --body the file must be the very bytes of the record.
The requests and answers in the proof must be those of the record; with --write they are written to files of a folder.
"""
# ruff: noqa: D103, T201 - a program that prints

import argparse
import base64
import hashlib
import json
import pathlib
import sys
from typing import Any


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


def messages_of(proof: dict[str, Any], record: dict[str, Any]) -> dict[str, bytes] | None:
    """The request and the answer of each hop by a name, or None when they are not those that the record names."""
    given = {
        (number, name): base64.b64decode(text)
        for number, forms in proof.get("messages", {}).items()
        for name, text in forms.items()
    }
    found = {}
    for number, hop in enumerate(record["hops"]):
        headers = hop.get("headers", record["headers"])
        filling = {"request": hop.get("request", {}).get("validators"), "response": [value for _, value in headers]}
        for name, values in filling.items():
            form = given.pop((str(number), name), b"")
            if name in hop and hop[name]["form"] == "sha256:" + hashlib.sha256(form).hexdigest():
                found[f"{number}-{name}"] = fill(form, values)
            elif name in hop or form:
                return None
    return None if given else found


def fill(form: bytes, values: list[str]) -> bytes:
    """Put values in their places: NUL, their number, NUL; two NULs stand for one."""
    pieces = form.split(b"\0")
    for place in range(1, len(pieces), 2):
        pieces[place] = values[int(pieces[place])].encode("latin-1") if pieces[place] else b"\0"
    return b"".join(pieces)


def main() -> int:
    parser = argparse.ArgumentParser(description="Check the proof of a capture.")
    parser.add_argument("proof", type=pathlib.Path)
    parser.add_argument("--root", help="the root hash that you trust")
    parser.add_argument("--body", type=pathlib.Path, help="the file that should be what was captured")
    parser.add_argument("--write", type=pathlib.Path, help="a folder for the requests and answers of each hop")
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
    messages = messages_of(proof, record)
    if messages is None:
        faults.append("the requests and answers are not those of the record")
    elif options.write and not faults:
        options.write.mkdir(parents=True, exist_ok=True)
        for name, content in messages.items():
            (options.write / name).write_bytes(content)
    print("\n".join(faults) or f"proven: capture {record['capture']} of {record['source']} among {proof['size']}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
