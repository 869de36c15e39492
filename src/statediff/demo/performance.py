"""The performance: the story is served on loopback, tracked by the real pipeline in simulated time, and reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from statediff import archive as archives
from statediff import config, tracker
from statediff.archive import Archive
from statediff.demo.folder import claim_folder, write_settings
from statediff.demo.reports import write_report
from statediff.demo.script import Story, load_story
from statediff.demo.stage import Clock, Theatre, open_sites
from statediff.extractor import Sandbox
from statediff.fetcher import Client
from statediff.model import Exchange, Source, Validators

_LOADING_SECONDS = 2.0
"""Simulated time one visit takes, so that no two captures share an instant."""
_REPORTS = {"en": "report.html", "fr": "report-fr.html", "uk": "report-uk.html"}
_IN_TURN = 1
"""Threads: the editions are visited one after the other, in the same order every time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demonstration left in its folder, and how much the pipeline saw."""

    archive: Path
    config_path: Path
    reports: tuple[Path, ...]
    """The report to open first, then one for each other edition."""
    captures: int
    versions: int
    next_commands: tuple[str, ...]
    """Three commands to try in the folder."""


def run(directory: Path) -> DemoResult:
    """Play the story into a folder: statediff.toml, snapshots/statediff.db and the reports.

    The folder must be absent, empty or left by an earlier demonstration, which is then replaced. The same statediff
    writes the same reports, byte for byte, wherever and whenever it runs.

    Raises: UsageError when the folder holds anything else.
    """
    story = load_story()
    claim_folder(directory)
    settings = config.load(write_settings(directory, story))
    settings.archive.parent.mkdir(exist_ok=True)
    with archives.create(settings.archive) as archive, Sandbox() as sandbox:
        captures = _play(story, settings, archive, sandbox)
        reports = tuple(
            write_report(archive, f"statement-{language}", directory / name, read=sandbox.extract, language=language)
            for language, name in _REPORTS.items()
        )
        versions = sum(len(archive.history(source.id).versions) for source in settings.sources)
    return DemoResult(
        archive=settings.archive,
        config_path=settings.path,
        reports=reports,
        captures=captures,
        versions=versions,
        next_commands=(
            "statediff log statement-en",
            "statediff diff statement-fr@v1 statement-fr@v2",
            "statediff verify",
        ),
    )


def _play(story: Story, settings: config.Config, archive: Archive, sandbox: Sandbox) -> int:
    """Let every look of the story happen; returns how many captures landed."""
    clock = Clock(story.looks[0].at)
    theatre = Theatre(story, clock)
    sources = tuple(replace(source, enabled=True) for source in settings.sources)
    captures = 0
    with open_sites(theatre) as addresses:
        fetching = replace(
            settings.fetch, private_hosts=tuple(addresses.values()), respect_delays=False, threads=_IN_TURN
        )
        with Client(fetching, now=clock.now, sleep=clock.sleep) as client:
            visitor = _Visitor(client=client, clock=clock, addresses=addresses)
            for look in story.looks:
                clock.set(look.at)
                theatre.look = look
                landed = tracker.track(
                    sources, archive, settings=fetching, fetch=visitor.visit, read=sandbox.extract, now=clock.now
                )
                captures += sum(1 for _ in landed)
    return captures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visitor:
    """Visits the invented addresses on loopback, with the real client; no port number reaches the archive."""

    client: Client
    clock: Clock
    addresses: Mapping[str, str]

    def visit(self, source: Source, validators: Validators | None = None) -> Exchange:
        """Visit a source where it really is; the exchange names where the story has it."""
        host = urlsplit(source.url).netloc
        played_at = self.addresses[host]
        exchange = self.client.visit(replace(source, url=source.url.replace(host, played_at, 1)), validators)
        self.clock.sleep(_LOADING_SECONDS)
        hops = tuple(
            replace(
                hop,
                url=hop.url.replace(played_at, host, 1),
                request=hop.request.replace(played_at.encode(), host.encode()),
                peer_address="127.0.0.1",
                elapsed_seconds=0.0,
            )
            for hop in exchange.hops
        )
        return replace(
            exchange,
            url=source.url,
            final_url=(exchange.final_url or source.url).replace(played_at, host, 1),
            hops=hops,
            elapsed_seconds=_LOADING_SECONDS,
        )
