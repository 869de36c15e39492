"""Floors and owners, read from the imports themselves: what may know what."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "statediff"

# A room is a module or package directly below statediff. Imports point to a lower floor, or stay in their own room.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "findings", "judgements", "model"}),
    frozenset({"values", "charsets"}),
    frozenset({"config", "examples", "fetcher", "extractor", "differ", "archive", "reporter", "interchange"}),
    frozenset({"tracker", "revisions", "schedule", "rounds", "noticing", "listings"})
    | frozenset({"evidence", "rendering", "publishing", "filtering", "desk"}),
    frozenset({"demo", "web", "scale"}),
    frozenset({"cli"}),
    frozenset({"__init__", "__main__"}),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Rooms of one floor that one may read another of: the pipeline's own parts, and the template that config hands out.
NEIGHBOURS = {
    "tracker": {"schedule", "rounds", "revisions", "noticing", "listings", "filtering"},
    "listings": {"schedule"},
    "revisions": {"filtering", "listings"},
    "evidence": {"revisions", "filtering"},
    "rendering": {"evidence", "revisions"},
    "desk": {"evidence", "rendering", "revisions"},
    "publishing": {"evidence", "rendering", "revisions", "desk"},
    "config": {"examples"},
    "model": {"errors", "judgements"},
}
# Each dependency has one owner; its types and exceptions stop at that border.
OWNERS: dict[str, frozenset[str]] = {
    "requests": frozenset({"fetcher"}),
    "urllib3": frozenset({"fetcher"}),
    "protego": frozenset({"fetcher"}),
    "feedparser": frozenset({"extractor", "fetcher"}),
    "bs4": frozenset({"extractor"}),
    "lxml": frozenset({"extractor"}),
    "pypdfium2": frozenset({"extractor"}),
    "docx": frozenset({"extractor"}),
    "diff_match_patch": frozenset({"differ"}),
    "sqlite_utils": frozenset({"archive"}),
    "sqlite3": frozenset({"archive"}),
    "backports": frozenset({"archive"}),
    "compression": frozenset({"archive"}),
    "jinja2": frozenset({"reporter"}),
    "rich": frozenset({"reporter", "cli"}),
    "click": frozenset({"cli"}),
    "tomlkit": frozenset({"cli"}),
    "playwright": frozenset({"fetcher"}),
    "starlette": frozenset({"web"}),
    "uvicorn": frozenset({"web"}),
    "datasette": frozenset({"web"}),
    "webencodings": frozenset({"charsets"}),
    "defusedxml": frozenset({"extractor", "fetcher"}),
    "regex": frozenset(FLOOR_OF),
}
IMPORT_NAMES = {
    "beautifulsoup4": "bs4",
    "sqlite-utils": "sqlite_utils",
    "diff-match-patch": "diff_match_patch",
    "python-docx": "docx",
    "backports.zstd": "backports",
}
# The rooms whose work is pure: no network, disk, clock or environment in them.
PURE_ROOMS = ("errors", "model", "values", "charsets", "differ")
IMPURE_MODULES = {"os", "socket", "subprocess", "time", "random", "locale", "urllib.request", "http.client", "shutil"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a module imports; "from a import b" is a.b."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = ".".join(("statediff", *path.relative_to(PACKAGE).parts)[: -node.level]) if node.level else ""
            module = ".".join(part for part in (home, node.module) if part)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def own_imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and room of each import from statediff; a name of its front page is the room "__init__"."""
    for line, name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "statediff":
            room = parts[1] if len(parts) > 1 else "__init__"
            yield line, room if room in FLOOR_OF else "__init__"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_module_stands_in_a_known_room(path: Path) -> None:
    assert room_of(path) in FLOOR_OF


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_down_and_neighbours_never_meet(path: Path) -> None:
    room = room_of(path)
    allowed = {below for below, floor in FLOOR_OF.items() if floor < FLOOR_OF[room]}
    allowed |= {room, *NEIGHBOURS.get(room, ())} | ({"__init__"} if is_face_that_shows_the_version(path) else set())

    wrong = [f"line {line}: {other}" for line, other in own_imports_of(path) if other not in allowed]

    assert not wrong


def is_face_that_shows_the_version(path: Path) -> bool:
    """Whether the faces' one import from the front page is the number of the version."""
    fronts = [
        name for _, name in imports_of(path) if name.startswith("statediff.") and name.split(".")[1] not in FLOOR_OF
    ]
    return room_of(path) in {"cli", "demo", "web"} and set(fronts) <= {"statediff.__version__"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_dependency_is_known_to_its_owner_only(path: Path) -> None:
    foreign = {
        (line, name.split(".")[0])
        for line, name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("statediff")
    }
    foreign |= {(line, "sqlite3") for line, name in imports_of(path) if name.split(".")[0] == "sqlite3"}

    wrong = [f"line {line}: {name}" for line, name in sorted(foreign) if room_of(path) not in OWNERS.get(name, ())]

    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_stand_at_the_top_and_none_is_for_types_only(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    inside = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    for_types = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING"]

    assert not inside
    assert not for_types


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) != "cli"], ids=name_of)
def test_only_the_command_line_reads_the_environment_prints_and_exits(path: Path) -> None:
    tree = ast.parse(path.read_bytes())

    named = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert not named & {"os.environ", "os.getenv", "sys.argv", "sys.stdout", "sys.stderr"}
    assert not called & {"print", "input", "sys.exit", "exit", "os.getenv"}


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) in PURE_ROOMS], ids=name_of)
def test_the_pure_middle_touches_no_network_disk_or_clock(path: Path) -> None:
    names = {name for _, name in imports_of(path)}
    called = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)}

    assert not {name for name in names if name in IMPURE_MODULES or name.rpartition(".")[0] in IMPURE_MODULES}
    assert not called & {"open", "datetime.now", "datetime.utcnow", "date.today", "Path"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_bears_the_name_of_a_function_in_it(path: Path) -> None:
    """`diff.diff` would hide one behind the other; the command line's verbs are commands, never imported by name."""
    tree = ast.parse(path.read_bytes())

    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    assert path.stem not in functions
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_every_dependency_of_the_project_has_an_owner_and_every_owner_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    faces = [*extras["browser"], *extras["office"], *extras["web"], *extras["data"]]
    required = [*project["dependencies"], *faces]
    names = {requirement.split(";")[0].split(">")[0].strip() for requirement in required}

    imported = {IMPORT_NAMES.get(name, name) for name in names}

    assert imported == set(OWNERS) - {"sqlite3", "compression"}


def test_every_required_dependency_is_used() -> None:
    used = {name.split(".")[0] for path in modules() for _, name in imports_of(path)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.split(";")[0].split(">")[0].strip() for requirement in project["dependencies"]}

    unused = {name for name in names if IMPORT_NAMES.get(name, name) not in used}

    assert not unused


def test_the_budgets_are_kept_or_known(record_property: Callable[[str, object], None]) -> None:
    """400 lines a file and 40 a function are to think at, not to obey; half as much again is a fault."""
    long_files, long_functions = [], []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        long_files += [(name_of(path), len(text.splitlines()))]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                long_functions += [(f"{name_of(path)}:{node.name}", length)]
    over = [f"{name} {length}" for name, length in long_files if length > 400]
    over += [f"{name} {length}" for name, length in long_functions if length > 40]
    record_property("over_budget", ", ".join(over))

    assert not [name for name, length in long_files if length > 600]
    assert not [name for name, length in long_functions if length > 60]
