"""One call of the command line: which configuration, which archive, which colours."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from statediff import config as configuration
from statediff.archive import Archive, create, open_archive
from statediff.cli.suggestions import suggest
from statediff.cli.terminal import has_colour, make_console
from statediff.config import Config
from statediff.errors import ArchiveError, ArchiveNotFound, ConfigurationError, SourceNotFound
from statediff.extractor import find_preset_fault, find_selector_fault
from statediff.fetcher import find_link_fault
from statediff.model import FetchSettings, Source

_CHECKS = {
    "select": find_selector_fault,
    "remove": find_selector_fault,
    "preset": find_preset_fault,
    "links": find_link_fault,
}
"""What only those who read pages know of a source's rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The global options of a call, and how they find the configuration and the archive.

    A flag beats an environment variable (STATEDIFF_CONFIG, STATEDIFF_ARCHIVE, STATEDIFF_CONTACT,
    STATEDIFF_LANGUAGE), that beats the file, the file beats the default.
    """

    config_path: Path | None = None
    archive_path: Path | None = None
    is_colourless: bool = False
    environment: Mapping[str, str]

    def config(self) -> Config:
        """Load the configuration; ConfigurationError when there is none."""
        return configuration.load(self.config_file(), overrides=self.overrides(), checks=_CHECKS)

    def config_or_none(self) -> Config | None:
        """Load the configuration, or return None when none was named and none stands in this folder."""
        if self.config_path is None and not self.config_file().exists():
            return None
        return self.config()

    def config_file(self) -> Path:
        """The path of the configuration, whether it exists or not."""
        return self.config_path or Path(configuration.DEFAULT_NAME)

    def fetch_settings(self, config: Config | None = None) -> FetchSettings:
        """How to visit pages, with or without a configuration; ConfigurationError when no contact is known."""
        config = config or self.config_or_none()
        contact = config.contact if config is not None else self.environment.get("STATEDIFF_CONTACT")
        if not contact or contact == configuration.PLACEHOLDER_CONTACT:
            raise ConfigurationError(
                str(self.config_file()),
                ["contact: missing; every visit tells the webmaster how to reach you"],
                'set contact = "you@example.org" there, or STATEDIFF_CONTACT',
            )
        return config.fetch if config is not None else FetchSettings(user_agent=configuration.user_agent_of(contact))

    def language(self, wanted: str | None = None) -> str:
        """The language of our own words: what was asked for, else what is configured, else English."""
        if wanted:
            return wanted
        config = self.config_or_none()
        return config.language if config is not None else self.environment.get("STATEDIFF_LANGUAGE") or "en"

    def archive_file(self, config: Config | None = None) -> Path:
        """The path of the archive, whether it exists or not."""
        if self.archive_path is not None:
            return self.archive_path
        config = config or self.config_or_none()
        return config.archive if config is not None else Path(configuration.DEFAULT_ARCHIVE)

    def open_archive(self, config: Config | None = None) -> Archive:
        """Open the archive that exists; ArchiveNotFound names the next step."""
        path = self.archive_file(config)
        if not stands(path):
            raise ArchiveNotFound(str(path), "there is no archive here yet", "make one with: statediff track")
        return open_archive(path)

    def open_or_create_archive(self, config: Config) -> Archive:
        """Open the archive, or make an empty one where the configuration wants it."""
        path = self.archive_file(config)
        if stands(path):
            return open_archive(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            advice = "make the folder, and give this user the right to write it"
            raise ArchiveError(str(path), f"its folder cannot be made ({error.strerror})", advice) from error
        return create(path)

    def overrides(self) -> dict[str, object]:
        """What flags and environment say about values that the file says too."""
        return {
            "archive": self.archive_path,
            "contact": self.environment.get("STATEDIFF_CONTACT") or None,
            "language": self.environment.get("STATEDIFF_LANGUAGE") or None,
        }

    @property
    def has_colour(self) -> bool:
        """Whether colours belong on stdout."""
        return not self.is_colourless and has_colour(sys.stdout, self.environment)

    def console(self) -> Console:
        """A console on stdout for tables of data."""
        return make_console(sys.stdout, colour=self.has_colour)

    def talk(self) -> Console:
        """A console on stderr for progress."""
        return make_console(sys.stderr, colour=not self.is_colourless and has_colour(sys.stderr, self.environment))


pass_session = click.make_pass_decorator(Session)


def stands(path: Path) -> bool:
    """Whether there is an archive; ArchiveError when its folder cannot be entered, so that nobody can say."""
    try:
        return path.exists()
    except OSError as error:
        advice = "give this user the right to enter its folder"
        raise ArchiveError(str(path), f"cannot be reached ({error.strerror})", advice) from error


def find_source(sources: Mapping[str, Source], name: str) -> Source:
    """Return the source of that id; SourceNotFound suggests the nearest ones."""
    if name in sources:
        return sources[name]
    raise SourceNotFound(name, "no source of that id", suggest(name, sources))
