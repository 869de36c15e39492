"""The documents say what the program does: generated pages are fresh, names exist, links lead somewhere."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff import config, demo, errors, model
from statediff.cli.reference import write_reference
from statediff.cli.verbs import VERBS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "cron" / "README.md", ROOT / "snapshots" / "README.md"])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"^\| `([^`]+)`", re.MULTILINE)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def section(text: str, heading: str) -> str:
    """Everything under a heading, up to the next of the same level."""
    level = heading.split(" ", 1)[0]
    _, found, rest = f"\n{text}".partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"^{level} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def test_the_reference_of_the_commands_is_what_the_commands_say() -> None:
    assert read(DOCS / "reference" / "commands.md") == write_reference(), (
        "make it anew: python -m statediff.cli.reference > docs/reference/commands.md"
    )


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        ("", "## Top of the file"),
        ("fetch", "## [fetch]"),
        ("watch", "## [[watch]]"),
        ("notify", "## [notify]"),
        ("review", "## [review]"),
        ("search", "## [[search]]"),
        ("source", "## [source.ID]"),
    ],
)
def test_every_key_of_the_configuration_is_documented_and_no_other(table: str, heading: str) -> None:
    documented = set(CELL.findall(section(read(DOCS / "reference" / "configuration.md"), heading)))
    known = set(config.known_keys()[table])

    assert documented == known - {"fetch", "watch", "notify", "review", "search", "source"}


def test_every_disposition_is_documented_and_no_other() -> None:
    documented = CELL.findall(read(DOCS / "reference" / "dispositions.md"))

    assert documented == [str(kind) for kind in model.DispositionKind]


def test_every_error_is_documented_with_its_exit_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", read(DOCS / "reference" / "library.md"), re.MULTILINE)
    known = {
        name: kind.exit_code
        for name, kind in vars(errors).items()
        if inspect.isclass(kind) and issubclass(kind, errors.StatediffError) and kind is not errors.StatediffError
    }

    assert {name: int(code) for name, code in rows} == known


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(errors.ExitCode).items() if name.isupper()}
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", write_reference(), re.MULTILINE)}

    assert codes <= documented


def test_the_glossary_has_every_noun_of_the_house() -> None:
    glossary = read(DOCS / "reference" / "glossary.md")
    nouns = "Source Capture Disposition Snapshot Wording Block Version Change Edit History Archive Report Span Move"

    assert not [noun for noun in nouns.split() if f"\n| {noun} |" not in glossary]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    targets = [target.partition("#")[0] for target in LINK.findall(read(page)) if "://" not in target]

    missing = [target for target in targets if target and not (page.parent / target).exists()]

    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_verb_that_a_page_names_exists(page: Path) -> None:
    known = {verb.name for verb in VERBS}
    named = {
        match[1]
        for code in re.findall(r"`([^`\n]+)`", read(page))
        if (match := re.match(r"statediff (?:-\S+ \S+ )*([a-z]+)\b", code))
    }

    assert not named - known


def test_no_page_names_a_machine_path() -> None:
    wrong = [name_of(page) for page in PAGES if re.search(r"(?<![\w/])/(work|root|opt|home)/", read(page))]

    assert not wrong


def test_the_changelog_keeps_its_form() -> None:
    lines = read(ROOT / "CHANGELOG.md").splitlines()

    assert lines[0] == "# Changelog"
    assert "## [Unreleased]" in lines
    assert all(re.match(r"(#|- |\[|$|All notable|  )", line) for line in lines)


# ---------------------------------------------------------------- README


def test_the_readme_shows_the_report_first_then_the_two_commands_then_the_tutorial() -> None:
    text = read(ROOT / "README.md")
    places = [text.index(mark) for mark in ("docs/images/report.png", "make demo", "make test", "## Tutorial")]

    assert places == sorted(places)
    assert (DOCS / "images" / "report.png").stat().st_size > 20_000


def test_the_two_commands_of_the_readme_are_targets_that_set_everything_up() -> None:
    makefile = read(ROOT / "Makefile")

    assert re.search(r"^demo: \$\(RUN\)", makefile, re.MULTILINE)
    assert re.search(r"^test: lint", makefile, re.MULTILINE)
    assert re.search(r"^lint: \$\(DEV\)", makefile, re.MULTILINE)


def commands_of(text: str) -> Iterator[tuple[str, str, str]]:
    """The commands of a page in order: their kind, themselves, and the output that is printed under them, if any."""
    blocks = BLOCK.findall(text)
    for place, (kind, body) in enumerate(blocks):
        if kind in {"sh", "console"}:
            follows = blocks[place + 1] if place + 1 < len(blocks) else ("", "")
            yield kind, body, follows[1] if follows[0] == "text" else ""


RUN = {
    "README.md": section(read(ROOT / "README.md"), "## Tutorial"),
    **{name_of(page): read(page) for page in PAGES if page.is_relative_to(DOCS) and any(commands_of(read(page)))},
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played")
    demo.run(folder / "demo")
    return folder


@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_run_as_written_and_print_what_it_says(page: str, played: Path, tmp_path: Path) -> None:
    shutil.copytree(played / "demo", tmp_path / "demo")
    steps = list(commands_of(RUN[page]))
    script = "".join(
        f"{commands if kind == 'sh' else _until_it_speaks(commands)}\necho '### end of step {number}'\n"
        for number, (kind, commands, _) in enumerate(steps)
    )

    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail"],
        input=script,
        cwd=tmp_path,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    printed = re.split(r"### end of step \d+\n", done.stdout)
    for (_, commands, promised), said in zip(steps, printed, strict=False):
        missing = [
            line for line in promised.splitlines() if line.strip() not in {"", "..."} and not _is_said(line, said)
        ]
        assert not missing, f"after {commands!r}:\n{said}"


def _until_it_speaks(command: str) -> str:
    """A command that goes on until it is ended: started, ended as by Ctrl-C when its first line was printed."""
    started = f"PYTHONUNBUFFERED=1 timeout --preserve-status -s INT 60 {command.strip()} > spoken & spoken=$!"
    awaited = "for _ in $(seq 600); do [ -s spoken ] && break; sleep 0.1; done"
    return f"{started}\n{awaited}\ncat spoken\nkill -INT $spoken\nwait $spoken || true"


def test_the_tutorials_are_among_the_pages_that_run() -> None:
    assert {"README.md", "docs/tutorial/follow-one-statement.md", "docs/how-to/review-in-a-team.md"} <= set(RUN)


def _is_said(line: str, said: str) -> bool:
    """Whether a promised line was printed; "..." in it stands for what differs from run to run."""
    shape = ".*".join(re.escape(part.strip()) for part in line.split("..."))
    return any(re.search(shape, printed) for printed in said.splitlines())


def test_the_version_is_said_once() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))

    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/statediff/__init__.py"
