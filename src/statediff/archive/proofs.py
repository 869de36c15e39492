"""Proofs that a capture stands in the log, for somebody who has neither the archive nor this program."""

from __future__ import annotations

import base64

from statediff.archive.captures import Captures
from statediff.archive.dialect import Connection
from statediff.archive.log import inclusion_path, leaf_hash, root_of
from statediff.errors import ArchiveDamaged, UsageError

FORMAT = "statediff-proof-1"


def prove(connection: Connection, captures: Captures, capture: int, size: int | None) -> dict[str, object]:
    """Return the inclusion proof of a capture among the first `size` captures, or among all, with its hops' bytes."""
    with connection.steady():
        look = captures.look(capture)
        kept, _ = captures.log_head()
        size = kept if size is None else size
        if not capture <= size <= kept:
            raise UsageError(f"capture {capture}", f"stands not among the first {size} captures of {kept}")
        record = captures.record(look)
        messages = captures.messages(capture)
        leaves = [leaf for (leaf,) in connection.rows("select leaf from capture where id <= ? order by id", size)]
    if len(leaves) != size or leaves[capture - 1] != leaf_hash(record):
        cause = f"capture {capture} no longer matches the log"
        raise ArchiveDamaged(str(connection.path), cause, "run `statediff verify` to learn where it is damaged")
    return {
        "format": FORMAT,
        "record": record.decode("ascii"),
        "index": capture - 1,
        "size": size,
        "path": [sibling.hex() for sibling in inclusion_path(capture - 1, leaves)],
        "root": root_of(leaves).hex(),
        "messages": {
            str(number): {
                name: base64.b64encode(content).decode("ascii")
                for name, content in (("request", request), ("response", response))
                if content
            }
            for number, (request, response) in messages.items()
        },
    }
