"""Pages of the desk: plain documents and plain forms, in the same frame as the site, that need no script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby
from typing import Any

from statediff.reporter.characters import keep_apart
from statediff.reporter.desk.facts import (
    BlameLine,
    Neighbours,
    QueueLine,
    Suggestion,
    VersionChoice,
)
from statediff.reporter.desk.frame import make_frame
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.outlets.rows import ChangeRow, EditionsTable, Sighting, SourceRow, editions_path
from statediff.reporter.outlets.strips import draw_strips
from statediff.reporter.review import list_choices, list_verdicts

_AGES = 5
"""Steps by which the age of a sentence is shown."""


def group_by_version(lines: Sequence[BlameLine], version: int) -> list[tuple[int, list[tuple[BlameLine, int]]]]:
    """Gather neighbouring sentences that one version brought, each with its age in steps from 1, the newest."""
    oldest = min((line.version for line in lines), default=1)
    span = max(version - oldest, 1)
    told = [(line, 1 + round((_AGES - 1) * (version - line.version) / span)) for line in lines]
    return [(key, list(group)) for key, group in groupby(told, key=lambda one: one[0].version)]


class DeskPages:
    """Writes the desk's pages. The bytes depend on the arguments alone: no clock, locale or time zone is read.

    Each takes the `path` at which it will stand, without a leading slash, so that its links to other pages hold.
    """

    def __init__(
        self,
        *,
        language: str,
        base_url: str | None = None,
        generator_version: str = "",
        is_served: bool = True,
        ways: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self._frame = make_frame(
            language=language,
            base_url=base_url,
            generator_version=generator_version,
            is_served=is_served,
            ways=ways,
        )
        self.phrases = self._frame.phrases

    def write_queue(
        self,
        lines: Sequence[QueueLine],
        *,
        state: str = "open",
        filters: Sequence[Field] = (),
        turning: Turning | None = None,
        kept: tuple[bool, str] = (False, ""),
        path: str = "review/index.html",
    ) -> str:
        """Return the queue: what is to be judged, each with its verdicts and, where it has one, its form.

        `state` names what is listed instead: changes in another state of review, or "all". `kept` tells whether a
        verdict was kept just now, and where the report of that change stands, if it was about one.
        """
        say = self.phrases.say
        title = "" if state in ("open", "all", "judged") else say("site.state_title", state=say(f"row.state_{state}"))
        return self._write(
            "queue.html",
            path,
            title=title or say("queue.title" if state == "open" else "queue.title_other"),
            lead=say("queue.lead" if state == "open" else "queue.lead_other"),
            urls=[row.url for line in lines for row in line.rows],
            lines=[(line, list_verdicts(line.review.verdicts, self.phrases)) for line in lines],
            choices=list_choices(self.phrases),
            state=state,
            filters=filters,
            turning=turning,
            kept=kept,
        )

    def write_blame(
        self,
        source: SourceRow,
        version: int,
        lines: Sequence[BlameLine],
        *,
        neighbours: Sequence[Neighbours] = (),
        path: str,
    ) -> str:
        """Return the page that tells of every sentence of a version which version brought it.

        Age is told by number and date, and drawn as the length of a bar; no colour carries it. `neighbours` are the
        same pages of the versions before and after.
        """
        say = self.phrases.say
        return self._frame.write(
            "blame.html",
            path,
            crumbs=(
                (say("site.home"), "index.html"),
                (source.id, source.path),
                (f"{say('source.to_blame')}, v{version}", ""),
            ),
            neighbours=neighbours,
            title=self.phrases.say("blame.title", name=keep_apart(source.name), version=f"v{version}"),
            lead=self.phrases.say("blame.lead"),
            urls=[source.url],
            source=source,
            groups=group_by_version(lines, version),
        )

    def write_editions(
        self,
        table: EditionsTable | None,
        *,
        sources: Sequence[SourceRow] = (),
        groups: Sequence[Sequence[SourceRow]] = (),
        suggestions: Sequence[Suggestion] = (),
        path: str,
    ) -> str:
        """Return what the editions of a statement say about the same facts, and links that wait for a person.

        `groups` are the editions of every statement that has several, each with a page of its own.
        """
        return self._write(
            "editions.html",
            path,
            title=table.title if table else self.phrases.say("desk.editions"),
            lead=self.phrases.say("desk.editions_lead"),
            urls=[source.url for source in (*sources, *chain.from_iterable(groups))],
            table=table,
            sources=sources,
            groups=[self._tell_group(group) for group in groups],
            suggestions=suggestions,
        )

    def _tell_group(self, group: Sequence[SourceRow]) -> tuple[str, str, str]:
        """The name of a statement, where the facts of its editions stand, and their languages."""
        languages = dict.fromkeys(one.language for one in group if one.language)
        return group[0].name, editions_path(group[0].id), ", ".join(map(self.phrases.language_name, languages))

    def write_compare(
        self,
        choices: Sequence[VersionChoice],
        *,
        old: str = "",
        new: str = "",
        action: str = "compare",
        neighbours: Sequence[Neighbours] = (),
        urls: Sequence[str] = (),
        path: str = "compare/index.html",
    ) -> str:
        """Return the page on which any two versions, of one source or of two editions, are chosen for comparison.

        Served, it is a form that asks `action?old=REV&new=REV`; on disk it links the neighbours and names the command.
        """
        return self._write(
            "compare.html",
            path,
            title=self.phrases.say("compare.title"),
            lead=self.phrases.say("compare.lead"),
            urls=urls,
            groups=[(name, list(group)) for name, group in groupby(choices, key=lambda one: one.group)],
            old=old,
            new=new,
            action=action,
            neighbours=neighbours,
        )

    def write_search(
        self,
        fields: Sequence[Field],
        sightings: Sequence[Sighting],
        *,
        asked: str = "",
        problem: str = "",
        saved: Sequence[tuple[str, str, str]] = (),
        turning: Turning | None = None,
        changes: str = "",
        path: str = "search/index.html",
    ) -> str:
        """Return the search page: its form, and of what was asked every source with first and last sighting.

        `saved` are searches that have a page of their own: name, path and phrase; `turning` tells which part of all
        sources is shown, and `changes` is the address of the changes in which the phrase came or went.
        """
        return self._write(
            "search.html",
            path,
            title=self.phrases.say("search.title", phrase=self.phrases.quote(asked))
            if asked
            else self.phrases.say("search.title_plain"),
            lead=self.phrases.say("search.lead"),
            urls=[one.source.url for one in sightings],
            fields=fields,
            sightings=sightings,
            strips=draw_strips(sightings, self.phrases),
            asked=asked,
            problem=problem,
            saved=saved,
            turning=turning,
            changes=changes,
        )

    def write_found(
        self,
        fields: Sequence[Field],
        rows: Sequence[ChangeRow],
        *,
        asked: str,
        turning: Turning,
        sightings: str,
        path: str = "search/changes.html",
    ) -> str:
        """Return the changes in which a phrase came or went; `sightings` is the address of where and when it stood."""
        return self._write(
            "found.html",
            path,
            title=self.phrases.say("search.title", phrase=self.phrases.quote(asked)),
            lead=self.phrases.say("search.lead"),
            urls=[row.url for row in rows],
            fields=fields,
            rows=rows,
            turning=turning,
            sightings=sightings,
        )

    def write_notice(self, title: str, text: str, *, detail: str = "", path: str) -> str:
        """Return a page of one sentence: what went wrong, or what was done; `detail` is told in English."""
        return self._write("notice.html", path, title=title, lead=text, detail=detail)

    def _write(self, template: str, path: str, **facts: Any) -> str:
        crumbs = ((self.phrases.say("site.home"), "index.html"), (facts["title"], ""))
        return self._frame.write(template, path, crumbs=crumbs, **facts)
