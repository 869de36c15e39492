"""Clean-install smoke test: the built wheel, alone in an empty environment, must import, explain itself and run.

Run by `make smoke`. It guards against what the development environment hides: a dependency that only a tool brought,
and a data file that the wheel left out. Modules that need an extra must say so in EXTRAS.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECONDS = 60
"""Far over the demo's own promise of 10 s: this test asks whether it runs, another one how fast."""

EXTRAS = {"statediff.fetcher.chromium": "browser", "statediff.web": "web"}
"""Modules and packages that only an extra can import; the rest asks for them by name when they are needed."""

IMPORT_ALL = f"""
import importlib, pkgutil, sys
import statediff
extras = {set(EXTRAS)!r}
names = [module.name for module in pkgutil.walk_packages(statediff.__path__, "statediff.")]
for name in names:
    is_extra = any(name == extra or name.startswith(extra + ".") for extra in extras)
    if not name.endswith("__main__") and not is_extra:
        importlib.import_module(name)
tools = {{"pytest", "hypothesis", "mypy", "playwright", "starlette", "uvicorn", "datasette"}} & set(sys.modules)
if tools or len(names) < 10 or not extras <= set(names):
    sys.exit(f"{{len(names)}} modules were imported, and these development tools: {{tools}}")
"""


def main() -> None:
    """Build, install, import, run; the first step that fails ends the program with its output."""
    with tempfile.TemporaryDirectory(prefix="statediff-smoke-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        check_contents(wheel)
        environment = folder / "venv"
        venv.create(environment, with_pip=True)
        python, command = environment / "bin" / "python", environment / "bin" / "statediff"
        run(folder, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
        run(folder, python, "-I", "-W", "error", "-c", IMPORT_ALL)
        run(folder, command, "--version")
        run(folder, command, "--help")
        run(folder, python, "-I", "-m", "statediff", "--help")
        run(folder, command, "demo", timeout_seconds=DEMO_SECONDS)
        check_demo(folder)
        check_missing_extra(folder, command)
    sys.stdout.write("smoke: the wheel installs, imports and runs without development tools\n")


def build_wheel(folder: Path) -> Path:
    """Build the wheel as a user's pip would."""
    run(ROOT, sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("statediff-*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """Every file of the package is in the wheel, data files included."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "statediff"
    wanted = {
        f"statediff/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    if missing := sorted(wanted - packed):
        sys.exit(f"smoke: the wheel lacks {', '.join(missing)}")


def check_demo(folder: Path) -> None:
    """The demo left an archive and at least one report behind."""
    for pattern in ("*.db", "*.html"):
        if not any(path.stat().st_size for path in folder.rglob(pattern) if "venv" not in path.parts):
            sys.exit(f"smoke: the demo left no {pattern}")


def check_missing_extra(folder: Path, command: Path) -> None:
    """Without the extra the desk cannot be served, and one sentence says what to install."""
    done = subprocess.run(
        [str(command), "-C", "demo", "serve"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode != 2 or "pip install 'statediff[web]'" not in done.stderr or "Traceback" in done.stderr:
        sys.exit(f"smoke: serve without its extra ended with {done.returncode}\n{done.stdout}{done.stderr}")


def run(folder: Path, *command: str | Path, timeout_seconds: float = 300) -> None:
    """Run a command in a folder with nothing but PATH and HOME in its environment."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        | {
            name: text for name, text in os.environ.items() if name.lower().startswith(("pip_", "ssl_", "http", "no_p"))
        },
        capture_output=True,
        text=True,
        timeout=timeout_seconds,
        check=False,
    )
    if done.returncode:
        sys.exit(f"smoke: {' '.join(map(str, command[:4]))} ended with {done.returncode}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
