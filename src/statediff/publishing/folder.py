"""The site's folder: only what we wrote is written over or removed, and what stays the same is left untouched."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from statediff.errors import UsageError

MANIFEST = "statediff-site.json"
SCHEMA_VERSION = 1
_OTHERS = frozenset({"CNAME"})
"""A file that a host of pages wants beside them; so are names that begin with a dot. They are never touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What became of the files of a site."""

    written: int
    unchanged: int
    removed: int


@dataclass(slots=True, kw_only=True)
class _Leaf:
    """A file of ours: the digest of its bytes, and what they were made of when that is known."""

    digest: str
    recipe: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class SiteFolder:
    """A folder that holds a site and its manifest; `claim` opens one.

    A file is written in one step and only when its bytes differ. What the manifest does not name is never written over
    and never removed.
    """

    def __init__(self, root: Path, leaves: dict[str, _Leaf], *, was_cut_short: bool = False) -> None:
        self._root = root
        self._former = leaves
        self._was_cut_short = was_cut_short
        self._is_marked = was_cut_short
        self._leaves: dict[str, _Leaf] = {}
        self._written = self._unchanged = 0

    @classmethod
    def claim(cls, root: Path) -> Self:
        """Open a folder that is absent, empty or an earlier site.

        Raises: UsageError when it is a file or holds anything else.
        """
        if root.exists() and not root.is_dir():
            raise UsageError(str(root), "this is a file", "name a folder that is absent or empty")
        manifest = root / MANIFEST
        if manifest.is_file():
            leaves, was_cut_short = _read_manifest(manifest)
            return cls(root, leaves, was_cut_short=was_cut_short)
        held = [entry.name for entry in root.iterdir()] if root.is_dir() else []
        foreign = sorted(name for name in held if not name.startswith(".") and name not in _OTHERS)
        if foreign:
            raise UsageError(
                str(root), f"the folder holds {foreign[0]} and is no site of statediff", "name a folder that is empty"
            )
        return cls(root, {})

    def facts(self, path: str, recipe: str) -> Mapping[str, Any] | None:
        """What was told of a page made of the same recipe, when it still stands unaltered; else None."""
        leaf = self._former.get(path)
        if leaf is None or leaf.recipe != recipe or _digest_of(self._root / path) != leaf.digest:
            return None
        return leaf.facts

    def keep(self, path: str) -> None:
        """Keep a page as it stands."""
        self._leaves[path] = self._former[path]
        self._unchanged += 1

    def write(self, path: str, text: str, *, recipe: str = "", facts: Mapping[str, Any] | None = None) -> None:
        """Write a page, unless its bytes stand there already.

        Raises: UsageError when somebody else's file stands in its place.
        """
        body = text.encode("utf-8", "replace")
        digest = hashlib.sha256(body).hexdigest()
        target = self._root / path
        if _digest_of(target) == digest:
            self._unchanged += 1
        else:
            self._check_is_ours(path)
            self._mark()
            write_file(target, body)
            self._written += 1
        self._leaves[path] = _Leaf(digest=digest, recipe=recipe, facts=facts or {})

    def _check_is_ours(self, path: str) -> None:
        target = self._root / path
        folders = [folder for folder in target.parents if folder != self._root and folder.is_relative_to(self._root)]
        is_link = any(folder.is_symlink() for folder in folders)
        is_ours = path in self._former or self._was_cut_short or not target.exists()
        if is_ours and not is_link:
            return
        if self._is_marked:
            write_file(self._root / MANIFEST, _write_manifest({**self._former, **self._leaves}))
        cause = "a link leads out of the site here" if is_link else "a file that we did not write stands here"
        raise UsageError(str(target), cause, "move it away, or name another folder")

    def _mark(self) -> None:
        """Say in the manifest that a run is under way: should it be cut short, its files are still known as ours."""
        if not self._is_marked:
            write_file(self._root / MANIFEST, _write_manifest(self._former, is_unfinished=True))
            self._is_marked = True

    def finish(self) -> Publication:
        """Remove pages of ours that no longer belong, unless somebody edited them, and write the manifest."""
        removed = 0
        for path, leaf in sorted(self._former.items()):
            target = self._root / path
            if path not in self._leaves and leaf.digest and _digest_of(target) == leaf.digest:
                target.unlink()
                removed += 1
                _remove_empty(target.parent, self._root)
        manifest = _write_manifest(self._leaves)
        if _digest_of(self._root / MANIFEST) != hashlib.sha256(manifest).hexdigest():
            write_file(self._root / MANIFEST, manifest)
        return Publication(written=self._written, unchanged=self._unchanged, removed=removed)


def _read_manifest(path: Path) -> tuple[dict[str, _Leaf], bool]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        leaves = {
            name: _Leaf(digest=leaf["sha256"], recipe=leaf.get("recipe", ""), facts=leaf.get("facts", {}))
            for name, leaf in document["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(str(path), "this is no manifest of a site", "name a folder that is empty") from error
    strays = [name for name in leaves if not _is_inside(name)]
    if strays:
        raise UsageError(str(path), f"it names a file outside the site: {strays[0]}", "name a folder that is empty")
    return leaves, bool(document.get("is_unfinished"))


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)


def _write_manifest(leaves: Mapping[str, _Leaf], *, is_unfinished: bool = False) -> bytes:
    """One line a file: an encoder that indents would take longer than everything else of a run without news."""
    files = ",\n".join(
        json.dumps(path)
        + ":"
        + json.dumps(
            {
                "sha256": leaf.digest,
                **({"recipe": leaf.recipe} if leaf.recipe else {}),
                **({"facts": dict(leaf.facts)} if leaf.facts else {}),
            }
        )
        for path, leaf in sorted(leaves.items())
    )
    unfinished = '"is_unfinished": true, ' if is_unfinished else ""
    head = f'{{"kind": "statediff-site", "schema_version": {SCHEMA_VERSION}, {unfinished}"files": {{'
    return f"{head}\n{files}\n}}}}\n".encode()


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def write_file(path: Path, body: bytes) -> None:
    """Write a file in one step, its folders too: readers see the old content or the new one, never half."""
    with _named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".statediff-", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            draft.chmod(0o666 & ~_umask())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error of the system name the file that was to be written, and not its draft."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
