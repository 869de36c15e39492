"""Rows: the border at which a stored value becomes what it means; a damaged one leaves as one error that names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from statediff.archive.dialect import Connection
from statediff.archive.records import to_instant
from statediff.errors import ArchiveDamaged

MISREAD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a damaged value may do to the code that reads it."""
VERIFY = "run `statediff verify` to learn what else is damaged"
Place = tuple[str, int | str, str]
"""Table, row and column of a value."""
Stored = TypeVar("Stored")
Meant = TypeVar("Meant")


def read_value(connection: Connection, read: Callable[[Stored], Meant], value: Stored, place: Place) -> Meant:
    """Return what a stored value means; raises ArchiveDamaged with its place when it means nothing."""
    try:
        return read(value)
    except MISREAD as error:
        table, row, column = place
        cause = f"{table} {row} is damaged in {column} ({_reason_of(error)})"
        raise ArchiveDamaged(str(connection.path), cause, VERIFY) from error


def _reason_of(error: Exception) -> str:
    return str(error) or type(error).__name__


def read_instant(connection: Connection, at: int, table: str, row: int | str, column: str = "at") -> datetime:
    """Return a stored instant; raises ArchiveDamaged when it lies in no year that there is."""
    return read_value(connection, to_instant, at, (table, row, column))


def present(connection: Connection, found: Meant | None, what: str, row: int | str) -> Meant:
    """Return what a query found; raises ArchiveDamaged when it found nothing, where another row says that it stands."""
    if found is None:
        raise ArchiveDamaged(str(connection.path), f"{what} {row} is missing", VERIFY)
    return found
