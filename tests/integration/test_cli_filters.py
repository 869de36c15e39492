"""Filters from the command line: listed with their evidence, set and ended by a person, and silent in a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import CommandLine
from schemas import find_faults, load_schema
from servers import ScriptedServer
from statediff.errors import ExitCode
from visits import no_waiting_for_the_disk

SENTENCES = (
    "The two ministries met on Monday to review their work on air defence and on the training of crews.",
    "They signed a letter of intent on the joint production of interceptor drones in both countries.",
    "A working group meets every month, reports to both ministers and publishes its minutes within ten days.",
    "Both sides will present a first report on the matter to their parliaments before the end of the year.",
)


def write(box: str, *, last: str = SENTENCES[3]) -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:3])
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Statement</title></head><body><main>'
        f'<article><h1>Statement</h1>{paragraphs}<div class="box"><p>{box}</p></div><p>{last}</p></article></main>'
        "</body></html>"
    )


class Watch:
    """A page whose box is another one at each request."""

    def __init__(self, run: CommandLine, server: ScriptedServer) -> None:
        self.run = run
        self.server = server
        self.asked = 0

    def look(self, *, last: str = SENTENCES[3]) -> list[str]:
        """Track once; return the lines of news."""
        self.asked += 10
        boxes = [f"“Visit {self.asked + n} was worth it”, says guest {(self.asked + n) * 7}." for n in range(10)]
        self.server.script("/news", [write(box, last=last) for box in boxes])
        finished = self.run("track", "--force", "mod")
        assert finished.code == ExitCode.OK, finished.err
        return finished.out.splitlines()


@pytest.fixture
def watch(server: ScriptedServer, tmp_path: Path) -> Watch:
    run = CommandLine(tmp_path)
    run.configure(mod=server.url("/news"))
    return Watch(run, server)


def test_a_run_is_silent_about_a_volatile_slot_once_it_is_known_and_tells_real_edits(watch: Watch) -> None:
    with no_waiting_for_the_disk():
        news = [watch.look() for _ in range(6)]
        told = watch.look(last=SENTENCES[3].replace("before the end of the year", "by the end of June"))

    assert [len(lines) for lines in news] == [1, 1, 1, 1, 1, 0]
    assert len(told) == 1
    assert "\tsubstantive\t" in told[0]
    assert told[0].endswith("One volatile slot not shown.")


def test_filters_are_listed_with_evidence_and_end_by_number(watch: Watch) -> None:
    with no_waiting_for_the_disk():
        for _ in range(6):
            watch.look()
    document = watch.run("sources", "mod", "--filters", "--json").document
    [row] = document["filters"]

    listed = watch.run("sources", "mod", "--filters")
    ended = watch.run("sources", "mod", "--unfilter", str(row["number"]), "--reviewer", "Olena")
    after = watch.run("sources", "--filters", "--json").document["filters"]

    assert list(find_faults(document, load_schema("filters"))) == []
    assert row["is_active"]
    assert "fetched 5 times within" in row["evidence"]
    assert row["slot"] in listed.out
    assert ended.code == ExitCode.OK
    assert [(one["is_active"], one["evidence"]) for one in after] == [(False, "ended by Olena")]
    assert watch.run("log", "--json").document["changes"][0]["severity"] != "none"


def test_a_person_filters_a_place_by_its_signature(watch: Watch) -> None:
    with no_waiting_for_the_disk():
        watch.look()
        done = watch.run("sources", "mod", "--filter", "main>article>div.box>p")
        news = watch.look()

    assert done.code == ExitCode.OK
    assert news == []
    [row] = watch.run("sources", "mod", "--filters", "--json").document["filters"]
    assert row["slot"] == "paragraph:1 main>article>div.box>p *"
    assert row["evidence"] == "filtered by hand"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mod", "--filter", "main>nothing"), "no such place"),
        (("mod", "--filter", "main>article>p"), "of the text"),
        (("mod", "--unfilter", "7"), "no such filter"),
        (("--unfilter", "7"), "one source and one decision"),
        (("nobody", "--unfilter", "7"), "nobody"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_the_next_step(
    watch: Watch, arguments: tuple[str, ...], words: str
) -> None:
    with no_waiting_for_the_disk():
        watch.look()

    finished = watch.run("sources", *arguments)

    assert finished.code == ExitCode.USAGE
    assert words in finished.sentence


def test_one_source_is_listed_by_its_name(watch: Watch) -> None:
    with no_waiting_for_the_disk():
        watch.look()

    document = watch.run("sources", "mod", "--json").document

    assert [source["id"] for source in document["sources"]] == ["mod"]


def test_a_site_counts_volatile_slots_on_the_sources_page_and_keeps_them_out_of_feeds(
    watch: Watch, tmp_path: Path
) -> None:
    with no_waiting_for_the_disk():
        for _ in range(6):
            watch.look()
    number = watch.run("sources", "mod", "--filters", "--json").document["filters"][0]["number"]

    assert watch.run("site", "site").code == ExitCode.OK
    page, feed = (find(tmp_path / "site", name) for name in ("mod*.html", "feed.xml"))
    watch.run("sources", "mod", "--unfilter", str(number))
    assert watch.run("site", "site").code == ExitCode.OK

    assert "Nothing but one volatile slot changed, not shown." in page
    assert "Nothing but" not in feed
    assert not any("Nothing but" in path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))


def find(folder: Path, name: str) -> str:
    return next(folder.rglob(name)).read_text(encoding="utf-8")
