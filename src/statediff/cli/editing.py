"""Edits to statediff.toml that leave every comment and every other line as they were."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from statediff import config
from statediff.errors import ConfigurationError


def make_source_table(values: Mapping[str, str | list[str]], *, comments: tuple[str, ...] = ()) -> Table:
    """Return a table of a source's settings in the given order, the comments at its end."""
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
    for comment in comments:
        table.add(tomlkit.comment(comment))
    return table


def write_source_table(source_id: str, table: Table) -> str:
    """Return the TOML text of one source's table, its heading included."""
    document = tomlkit.document()
    sources = tomlkit.table(is_super_table=True)
    sources.add(source_id, table)
    document.add("source", sources)
    return tomlkit.dumps(document).strip()


def append_source(path: Path, source_id: str, table: Table, *, overrides: Mapping[str, object]) -> None:
    """Append a [source.<id>] table to the file, which stays valid and keeps every byte it had.

    The new file is written beside the old one, checked, and put in its place in one step.

    Raises: ConfigurationError when the file would not be valid; it is then left as it is.
    """
    before = path.read_bytes()
    end = b"" if before.endswith(b"\n") or not before else b"\n"
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    addition = write_source_table(source_id, table).encode("utf-8").replace(b"\n", newline)
    replace_checked(path, before + end + newline + addition + newline, overrides=overrides)


def replace_checked(path: Path, content: bytes, *, overrides: Mapping[str, object]) -> None:
    """Put new content in the place of a configuration file in one step, once it has proved valid."""
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=".statediff-", suffix=".toml", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(target.stat().st_mode & 0o7777)
        try:
            config.load(draft, overrides=overrides)
        except ConfigurationError as error:
            raise ConfigurationError(str(path), error.faults, "the file was left as it is") from error
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
