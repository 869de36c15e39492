"""The command line as a test calls it: a folder of its own, two streams and an exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from statediff.cli.entry import statediff

CONTACT = "desk@newsroom.example"
SETTINGS = f"""\
# The desk's own list.
contact = "{CONTACT}"

[fetch]
delay-seconds = 0
private-hosts = ["127.0.0.1"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """What it printed, read as one JSON document."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def sentence(self) -> str:
        """The one line it said; an assertion that it said just one, without a traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("statediff: "), self.err
        return lines[0]


class CommandLine:
    """Runs the commands in this process, as if called in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Finished:
        """Run one call to its end."""
        runner = CliRunner(env={"NO_COLOR": None, **(environment or {})})
        result = runner.invoke(statediff, ["-C", str(self.folder), *arguments])
        return Finished(code=result.exit_code, out=result.stdout, err=result.stderr)

    def configure(self, **urls: str) -> Path:
        """Write statediff.toml with one source for each address; underscores in an id become hyphens."""
        tables = "".join(f'\n[source.{name.replace("_", "-")}]\nurl = "{url}"\n' for name, url in urls.items())
        path = self.folder / "statediff.toml"
        path.write_text(SETTINGS + tables, encoding="utf-8")
        return path

    def copied_to(self, folder: Path) -> CommandLine:
        """A copy of the folder as it stands, in an empty one, and the commands there."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return CommandLine(folder)

    def files(self) -> dict[str, bytes]:
        """Every file below the folder with its content, to see that nothing was created or changed."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
