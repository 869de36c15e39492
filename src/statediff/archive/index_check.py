# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Whether the full-text index holds the words of every passage: it is built anew aside, and both are compared."""

from __future__ import annotations

from statediff.archive.dialect import Connection
from statediff.archive.search import TOKENIZER, fold

_DIFFERENCES = (
    "select doc from ({left} except {right}) union select doc from ({right} except {left}) order by doc".format(
        left="select term, doc, offset from temp.index_words", right="select term, doc, offset from temp.fresh_words"
    )
)


def differing_passages(connection: Connection) -> list[int]:
    """Return the ids of passages whose words in the index are not those of their text, in order."""
    connection.execute(
        f"create virtual table temp.fresh_index using fts5(words, content='', columnsize=0, {TOKENIZER})"
    )
    connection.execute("create virtual table temp.index_words using fts5vocab(main, passage_index, instance)")
    connection.execute("create virtual table temp.fresh_words using fts5vocab(temp, fresh_index, instance)")
    for row in connection.mappings("select id, text from passage order by id"):
        connection.execute("insert into temp.fresh_index (rowid, words) values (?, ?)", row["id"], fold(row["text"]))
    differing = [int(doc) for (doc,) in connection.rows(_DIFFERENCES)]
    for table in ("fresh_words", "index_words", "fresh_index"):
        connection.execute(f"drop table temp.{table}")
    return differing
