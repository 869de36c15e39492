"""Seals: a row's hash depends on all of it, a tally on all rows and on no order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive.seals import SEAL_BYTES, Tally, row_hash, seal_of

ROW: dict[str, object] = {"id": 1, "name": "mfa-en", "sha256": b"\x00\xff", "note": None, "score": 1.5}


@pytest.mark.parametrize(
    ("column", "value"),
    [("id", 2), ("name", "mfa-uk"), ("sha256", b"\x00\xfe"), ("note", ""), ("score", 1.25), ("name", None)],
)
def test_another_value_in_any_column_is_another_hash(column: str, value: object) -> None:
    assert row_hash("source", {**ROW, column: value}) != row_hash("source", ROW)


def test_the_same_row_of_another_table_is_another_hash() -> None:
    assert row_hash("source", ROW) != row_hash("route", ROW)


def test_neither_the_order_of_columns_nor_the_seal_itself_matters() -> None:
    backwards = dict(reversed(ROW.items()))

    assert row_hash("source", {**backwards, "seal": b"anything"}) == row_hash("source", ROW)


def test_a_seal_is_the_beginning_of_the_hash() -> None:
    hashed = row_hash("source", ROW)

    assert seal_of(hashed) == hashed[:SEAL_BYTES]


@given(rows=st.lists(st.binary(min_size=32, max_size=32), max_size=8), data=st.data())
def test_a_tally_is_the_same_in_any_order(rows: list[bytes], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))

    assert tally_of(rows) == tally_of(shuffled)


@given(rows=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=8))
def test_counting_out_undoes_counting_in(rows: list[bytes]) -> None:
    assert tally_of(rows).minus(rows[-1]) == tally_of(rows[:-1])


def tally_of(rows: list[bytes]) -> Tally:
    tally = Tally()
    for row in rows:
        tally = tally.plus(row)
    return tally
