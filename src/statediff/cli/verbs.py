"""The verbs of the command line: where each one lives and what it does, known without importing any of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One command: its name, the "module:attribute" that holds it, one line of help and its section."""

    name: str
    target: str
    summary: str
    section: str


def _section(title: str, *rows: tuple[str, str, str]) -> tuple[Verb, ...]:
    return tuple(
        Verb(name=name, target=f"statediff.cli.{target}", summary=summary, section=title)
        for name, target, summary in rows
    )


VERBS: tuple[Verb, ...] = (
    *_section(
        "Begin",
        ("init", "beginning:init", "Write a commented statediff.toml to begin with."),
        ("demo", "demonstrating:demo", "Run the bundled story of one statement, offline, and make its report."),
        ("add", "adding:add", "Visit a page, show the wording it holds, and watch it from now on."),
    ),
    *_section(
        "Watch",
        ("track", "tracking:track", "Visit the sources that are due and keep what came back (the verb for cron)."),
        ("sources", "listing:sources", "List the sources with their last look and number of versions."),
        ("preview", "previewing:preview", "Show how a page's wording is read; store nothing."),
        ("confirm", "confirming:confirm", "Accept a suspect capture as what the ministry published."),
    ),
    *_section(
        "Read",
        ("log", "reading:log", "List the versions and looks of a source, or the latest changes of all."),
        ("show", "reading:show", "Print the wording of one version."),
        ("grep", "searching:grep", "Find since when and until when a phrase stood, in every source."),
        ("blame", "blaming:blame", "Tell of every sentence of a version which version brought it."),
        ("diff", "comparing:diff", "Show what changed between two versions, in whole words."),
        ("editions", "comparing_editions:editions", "Compare what one statement says in several languages."),
        ("lexicon", "words:lexicon", "Print the words and rules that label and rank changes."),
    ),
    *_section(
        "Judge",
        ("review", "reviewing:review", "List what nobody judged yet, or judge a change; nothing is hidden by it."),
        ("annotate", "annotating:annotation", "Keep a note on a passage, and follow it into later versions."),
    ),
    *_section(
        "Publish",
        ("report", "reporting:report", "Write the report of one change as a single HTML page."),
        ("site", "outlets:site", "Write the whole archive as a static site; untouched where nothing changed."),
        ("feed", "outlets:feed", "Write an Atom feed of the newest changes."),
        ("digest", "outlets:digest", "Tell what changed since the last digest; print it or send it by mail."),
        ("serve", "serving:application", "Read, compare, search and judge in a browser on this computer."),
    ),
    *_section(
        "Care",
        ("verify", "checking:verify", "Check that the archive still holds what was kept."),
        ("backup", "keeping:backup", "Copy the archive to a new file, beside a running writer, and verify the copy."),
        ("compact", "keeping:compact", "Pack the kept bytes more tightly; everything reads as before."),
        ("export", "keeping:export", "Write the whole archive to a new folder as plain files."),
        ("import", "keeping:import_folder", "Make an archive of an export, and verify it."),
        ("proof", "keeping:proof", "Write the proof that a capture stands in the log."),
        ("archive", "keeping:archive", "Tell about the archive itself: archive stats."),
        ("reextract", "rereading:reextract", "Read every version again by the present rules, from the bytes kept."),
        ("doctor", "examining:doctor", "Examine the sources, the archive and this computer."),
    ),
)
