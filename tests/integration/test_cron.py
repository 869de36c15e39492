"""The schedules of cron/, run the way their machines run them."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from servers import ScriptedServer, page

ROOT = Path(__file__).resolve().parents[2]
CRON = ROOT / "cron"
SETTINGS = """
contact = "desk@example.org"

[fetch]
private-hosts = ["{host}"]
delay-seconds = 0

[source.joint-uk]
url = "{url}"
every = "1m"
"""


def read_crontab() -> tuple[dict[str, str], list[str]]:
    """The assignments of the crontab, and its commands after their five fields, as cron(8) reads them."""
    assignments: dict[str, str] = {}
    commands: list[str] = []
    for line in (CRON / "crontab").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if match := re.match(r"([A-Z_]+)=(.*)", line):
            assignments[match[1]] = match[2].strip().strip('"')
        else:
            commands.append(line.split(maxsplit=5)[5])
    return assignments, commands


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder as cron/README.md describes it, with a space in its name, holding .venv/bin/statediff."""
    folder = tmp_path / "watch folder"
    program = folder / ".venv" / "bin" / "statediff"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m statediff "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def run_as_cron(home: Path) -> subprocess.CompletedProcess[str]:
    """Run the one line of the crontab under env -i, with the folder set as its reader is told to set it."""
    assignments, (command,) = read_crontab()
    environment = {"SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", "HOME": str(home), "LOGNAME": "nobody"}
    environment |= assignments | {"STATEDIFF_HOME": str(home)}
    pairs = [f"{name}={value}" for name, value in environment.items()]
    return subprocess.run(
        ["/usr/bin/env", "-i", *pairs, "/bin/sh", "-c", command],
        cwd="/",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_line_of_the_crontab_keeps_a_new_wording_and_is_silent_without_one(
    home: Path, server: ScriptedServer
) -> None:
    before = page("Сторони підписали лист про наміри щодо співпраці.", "Документ діє два роки.", title="Спільна заява")
    url = server.script("/statement", before)
    (home / "statediff.toml").write_text(SETTINGS.format(host=server.host, url=url), encoding="utf-8")

    first, idle = run_as_cron(home), run_as_cron(home)

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("joint-uk@v1\tfirst\tСпільна заява")
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")
    assert (home / "snapshots" / "statediff.db").is_file()
    assert server.count("/statement") == 1


def test_the_line_of_the_crontab_says_one_sentence_when_the_configuration_is_wrong(home: Path) -> None:
    (home / "statediff.toml").write_text('contcat = "desk@example.org"\n', encoding="utf-8")

    run = run_as_cron(home)

    assert (run.returncode, run.stdout) == (78, "")
    assert 'contcat: unknown key; did you mean "contact"?' in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(path.name for path in home.iterdir()) == [".venv", "statediff.toml"]


def test_the_timer_makes_up_for_missed_runs_and_spreads_them() -> None:
    timer = configparser.ConfigParser(interpolation=None)
    timer.optionxform = str  # type: ignore[assignment, method-assign]
    timer.read(CRON / "statediff.timer", encoding="utf-8")

    assert timer["Timer"]["Persistent"] == "yes"
    assert timer["Timer"]["RandomizedDelaySec"] == "30min"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    for name in ("statediff.service", "statediff.timer"):
        text = (CRON / name).read_text(encoding="utf-8").replace("/srv/statediff/.venv/bin/statediff", "/bin/true")
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "statediff.service", tmp_path / "statediff.timer"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_workflow_publishes_the_archive_as_a_site(home: Path, server: ScriptedServer) -> None:
    old = page("The parties signed a letter of intent on air defence.", "It holds for two years.", title="Joint <b>")
    new = old.replace("a letter of intent", "an agreement")
    url = server.script("/statement", [old, new])
    (home / "statediff.toml").write_text(SETTINGS.format(host=server.host, url=url), encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{home}/.venv/bin:{os.environ['PATH']}",
        "GITHUB_REPOSITORY": "newsroom/watch",
        "GITHUB_REPOSITORY_OWNER": "newsroom",
    }

    for _ in range(2):
        subprocess.run(["statediff", "track", "--force"], cwd=home, env=environment, check=True, timeout=120)
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", publish_step()], cwd=home, env=environment, check=True, timeout=120
    )

    index = (home / "public" / "index.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'<p class="said"><a href="([^"]+)">', index)
    assert "agreement" in (home / "public" / link).read_text(encoding="utf-8")
    assert "https://newsroom.github.io/watch/" + link in (home / "public" / "sitemap.xml").read_text(encoding="utf-8")


def publish_step() -> str:
    """The shell of the workflow's step "publish"."""
    text = (CRON / "github-pages.yml").read_text(encoding="utf-8")
    indented = re.search(r"- name: publish\n +run: \|\n((?: {10}.*\n)+)", text)
    assert indented
    return "".join(line[10:] for line in indented[1].splitlines(keepends=True))
