"""statediff.toml -> Config: every fault of the file at once, each with its key path and a nearest known name."""

from __future__ import annotations

import dataclasses
import difflib
import importlib.metadata
import importlib.resources
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from statediff.errors import ConfigurationError
from statediff.model import OCCASIONS, FetchSettings, Notify, Rules, SavedSearch, Source, WatchPhrase
from statediff.values import (
    Parser,
    accept,
    choice_parser,
    choices_parser,
    kind_of,
    nearest,
    number_parser,
    parse_address,
    parse_contact,
    parse_duration,
    parse_flag,
    parse_header_text,
    parse_headers,
    parse_host_names,
    parse_id,
    parse_language,
    parse_pin,
    parse_private_hosts,
    parse_reason,
    parse_text,
    parse_texts,
    shown,
    whole_parser,
    why_bad_id,
)

DEFAULT_NAME = "statediff.toml"
DEFAULT_ARCHIVE = "snapshots/statediff.db"
INTERFACE_LANGUAGES = ("en", "fr", "uk")
PLACEHOLDER_CONTACT = "your-name@your-newsroom.example"
"""What the template says until its user fills in a contact; no visit is made with it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole and valid configuration; paths are resolved against the folder of `path`."""

    path: Path
    archive: Path
    contact: str | None = None
    language: str = "en"
    sources: tuple[Source, ...] = ()
    fetch: FetchSettings
    watch: tuple[WatchPhrase, ...] = ()
    notify: Notify = dataclasses.field(default_factory=Notify)
    searches: tuple[SavedSearch, ...] = ()
    codebook: str = ""
    """Which version of the team's rules for judging changes is in force; it goes into every verdict."""


Check = Callable[[str], str | None]
"""Tells what is wrong with a text, or None."""


def load(
    path: Path, *, overrides: Mapping[str, object] | None = None, checks: Mapping[str, Check] | None = None
) -> Config:
    """Read a configuration file.

    Args:
        path: The TOML file; relative paths inside it start at its folder.
        overrides: Top-level values ("archive", "contact", "language") that outrank the file's, checked like them.
            An archive named here is relative to the current folder, as every path of a command line is.
        checks: What else must hold of the texts of a source's keys, such as "select"; for what this floor cannot know.

    Raises:
        ConfigurationError: With every fault of the file, each beginning with its dotted key path.

    """
    table = dict(_parse(path))
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    table.update({key: value for key, value in given.items() if key != "archive"})
    faults: list[str] = []
    config = _read(table, path, faults)
    faults.extend(_text_faults(table.get("source"), checks or {}))
    if faults:
        raise ConfigurationError(str(path), faults)
    return dataclasses.replace(config, archive=Path(str(given["archive"]))) if "archive" in given else config


def template() -> str:
    """The commented configuration that `init` writes: the ministries of our story, none of them enabled."""
    return importlib.resources.files("statediff.examples").joinpath(DEFAULT_NAME).read_text(encoding="utf-8")


def known_keys() -> dict[str, tuple[str, ...]]:
    """Every key by its table: "" is the top of the file, "source" stands for each `[source.<id>]`."""
    return {table: tuple(parsers) for table, parsers in _TABLES.items()}


def user_agent_of(contact: str | None, product: str | None = None) -> str:
    """The User-Agent header: the tool, its version, and how to reach the people who run it."""
    name = product or f"statediff/{_installed_version()}"
    return name if not contact or contact in name else f"{name} (+{contact})"


_TABLES: dict[str, dict[str, Parser]] = {
    "": {
        "contact": parse_contact,
        "archive": parse_text,
        "language": choice_parser(*INTERFACE_LANGUAGES),
        "fetch": accept,
        "watch": accept,
        "notify": accept,
        "review": accept,
        "search": accept,
        "source": accept,
    },
    "fetch": {
        "user-agent": parse_header_text,
        "timeout-seconds": number_parser(1, 600),
        "connect-seconds": number_parser(1, 120),
        "max-bytes": whole_parser(1024, 1 << 30),
        "delay-seconds": number_parser(0, 3600),
        "private-hosts": parse_private_hosts,
        "respect-delays": parse_flag,
        "threads": whole_parser(1, 64),
        "browser": parse_text,
    },
    "watch": {"phrase": parse_text, "language": parse_language, "rank": whole_parser(1, 99)},
    "notify": {
        "healthcheck-url": parse_address,
        "on": choices_parser(*OCCASIONS),
        "severity": choice_parser("cosmetic", "minor", "substantive"),
    },
    "review": {"codebook": parse_text},
    "search": {
        "name": parse_text,
        "phrase": parse_text,
        "family": parse_flag,
        "publisher": parse_text,
        "language": parse_language,
        "sources": parse_texts,
    },
    "source": {
        "url": parse_address,
        "title": parse_text,
        "publisher": parse_text,
        "language": parse_language,
        "edition-of": parse_id,
        "select": parse_texts,
        "remove": parse_texts,
        "preset": parse_text,
        "keep-links": parse_flag,
        "json-path": parse_text,
        "every": parse_duration,
        "adaptive": parse_flag,
        "enabled": parse_flag,
        "render": parse_flag,
        "ignore-robots": parse_reason,
        "headers": parse_headers,
        "ca-file": parse_text,
        "pin": parse_pin,
        "allow-http-downgrade": parse_flag,
        "discover": choice_parser("feed", "sitemap", "listing"),
        "links": parse_texts,
        "allow-hosts": parse_host_names,
    },
}
_RULE_FIELDS = ("select", "remove", "preset", "keep_links", "json_path")


# ---------------------------------------------------------------- tables


def _parse(path: Path) -> Mapping[str, object]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as exc:
        raise ConfigurationError(
            str(path), ["there is no such file"], "run `statediff init` to write one, or name another with --config"
        ) from exc
    except OSError as exc:
        raise ConfigurationError(str(path), [f"cannot be read ({exc.strerror})"]) from exc
    except UnicodeDecodeError as exc:
        line = exc.object[: exc.start].count(b"\n") + 1
        raise ConfigurationError(str(path), [f"line {line} is not UTF-8"], "save the file as UTF-8") from exc
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise ConfigurationError(str(path), [f"is no TOML: {exc}"], _toml_advice(str(exc))) from exc


def _toml_advice(message: str) -> str:
    if "twice" in message or "overwrite" in message:
        return "every table and every source id stands once in the file"
    return "text stands in quotes, a list in [square brackets], one `key = value` a line"


def _read(table: Mapping[str, object], path: Path, faults: list[str]) -> Config:
    top = _values(table, "", "", faults)
    contact = top.get("contact")
    fetch = _values(table.get("fetch", {}), "fetch", "fetch", faults)
    fetch["user_agent"] = user_agent_of(contact, fetch.get("user_agent"))
    settings = FetchSettings(**fetch)
    sources = tuple(_sources(table.get("source", {}), path.parent, settings, faults))
    faults.extend(_contact_faults(table, sources))
    return Config(
        path=path,
        archive=path.parent / str(top.get("archive", DEFAULT_ARCHIVE)),
        contact=contact,
        language=top.get("language", "en"),
        sources=sources,
        fetch=settings,
        watch=tuple(_watches(table.get("watch", []), faults)),
        notify=Notify(**_values(table.get("notify", {}), "notify", "notify", faults)),
        searches=tuple(_searches(table.get("search", []), faults)),
        codebook=_values(table.get("review", {}), "review", "review", faults).get("codebook", ""),
    )


def _contact_faults(table: Mapping[str, object], sources: tuple[Source, ...]) -> Iterator[str]:
    if not any(source.enabled for source in sources):
        return
    if "contact" not in table:
        yield 'contact: missing; say how a webmaster reaches you, such as contact = "you@example.org"'
    elif table["contact"] == PLACEHOLDER_CONTACT:
        yield "contact: still the template's example; say how a webmaster reaches you before a source is enabled"


def _values(table: object, name: str, where: str, faults: list[str]) -> dict[str, Any]:
    """Parse a table's known keys under their field names, and note every fault of it."""
    if not isinstance(table, Mapping):
        faults.append(f"{where}: must be a table, not {kind_of(table)}")
        return {}
    values: dict[str, Any] = {}
    for key, value in table.items():
        place = f"{where}.{_key(key)}" if where else _key(key)
        parser = _TABLES[name].get(key)
        if parser is None:
            faults.append(f"{place}: unknown key{_advice(key, name)}")
            continue
        try:
            parsed = parser(value)
        except ValueError as exc:
            faults.append(f"{place}: {exc}")
            continue
        if parser is not accept:
            values[key.replace("-", "_")] = parsed
    return values


def _sources(tables: object, folder: Path, fetch: FetchSettings, faults: list[str]) -> Iterator[Source]:
    if not isinstance(tables, Mapping):
        faults.append(f"source: must be tables such as [source.mfa-en], not {kind_of(tables)}")
        return
    faults.extend(_id_faults(tables))
    for source_id, table in tables.items():
        where = f"source.{_key(source_id)}"
        values = _values(table, "source", where, faults)
        if isinstance(table, Mapping) and "url" not in table:
            faults.append(f"{where}.url: missing; every source has an address")
        yield dataclasses.replace(_source(source_id, values, folder, where, faults), fetch=fetch)
    faults.extend(_edition_faults(tables))


def _source(source_id: str, values: dict[str, Any], folder: Path, where: str, faults: list[str]) -> Source:
    rules = {name: values.pop(name) for name in _RULE_FIELDS if name in values}
    if "every" in values:
        values["every_seconds"] = values.pop("every")
    if "ca_file" in values:
        values["ca_file"] = str(folder / values["ca_file"])
        if not Path(values["ca_file"]).is_file():
            faults.append(f"{where}.ca-file: there is no file {shown(values['ca_file'])}")
    values.setdefault("url", "")
    return Source(id=source_id, rules=Rules(language=values.get("language"), **rules), **values)


def _text_faults(tables: object, checks: Mapping[str, Check]) -> Iterator[str]:
    """Check single texts and lists of texts; what is neither was found wrong before."""
    for source_id, table in tables.items() if isinstance(tables, Mapping) else ():
        for key, check in checks.items():
            value = table.get(key) if isinstance(table, Mapping) else None
            for text in (value,) if isinstance(value, str) else value if isinstance(value, list) else ():
                fault = check(text) if isinstance(text, str) and text.strip() else None
                if fault is not None:
                    yield f"source.{_key(source_id)}.{key}: {fault}"


def _id_faults(tables: Mapping[str, object]) -> Iterator[str]:
    for source_id in tables:
        reason = why_bad_id(source_id)
        if reason:
            yield f"source.{_key(source_id)}: {reason}"
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for source_id in tables:
        spellings[source_id.casefold()].append(source_id)
    for same in spellings.values():
        if len(same) > 1:
            yield f"source.{_key(same[1])}: differs from source.{_key(same[0])} in case only; ids become file names"


def _edition_faults(tables: Mapping[str, object]) -> Iterator[str]:
    """A group that nobody else names is fine, unless it looks like a slip for an id or group that exists."""
    named = {
        source_id: table["edition-of"]
        for source_id, table in tables.items()
        if isinstance(table, Mapping) and isinstance(table.get("edition-of"), str)
    }
    members = Counter(named.values())
    for source_id, group in named.items():
        where = f"source.{_key(source_id)}.edition-of"
        if group == source_id:
            yield f"{where}: names the source itself"
        elif group not in tables and members[group] == 1:
            others = [*(other for other in tables if other != source_id), *(name for name in members if name != group)]
            hint = nearest(group, others)
            if hint:
                yield f"{where}: {shown(group)} is no source and no other source is an edition of it{hint}"


def _watches(tables: object, faults: list[str]) -> Iterator[WatchPhrase]:
    if not isinstance(tables, list):
        faults.append(f"watch: must be tables such as [[watch]], with double brackets, not {kind_of(tables)}")
        return
    for number, table in enumerate(tables, start=1):
        values = _values(table, "watch", f"watch[{number}]", faults)
        if isinstance(table, Mapping) and "phrase" not in table:
            faults.append(f"watch[{number}].phrase: missing")
        if "phrase" in values:
            yield WatchPhrase(**values)


def _searches(tables: object, faults: list[str]) -> Iterator[SavedSearch]:
    if not isinstance(tables, list):
        faults.append(f"search: must be tables such as [[search]], with double brackets, not {kind_of(tables)}")
        return
    names: dict[str, int] = {}
    for number, table in enumerate(tables, start=1):
        where = f"search[{number}]"
        values = _values(table, "search", where, faults)
        missing = [key for key in ("name", "phrase") if isinstance(table, Mapping) and key not in table]
        faults.extend(f"{where}.{key}: missing" for key in missing)
        first = names.setdefault(str(values.get("name", "")).casefold(), number)
        if "name" in values and first != number:
            faults.append(f"{where}.name: search[{first}] bears that name already")
        if {"name", "phrase"} <= values.keys():
            yield SavedSearch(**values)


# ---------------------------------------------------------------- words for faults


_IN_THE_ENVIRONMENT = {"apprise-urls": "STATEDIFF_NOTIFY_URLS", "urls": "STATEDIFF_NOTIFY_URLS"}
"""Keys that would hold secrets, and the variable that does."""


_SURELY_MEANT = 0.9
"""Likeness (difflib's ratio) from which a key of this table was meant, and no equal one of another table."""


def _advice(key: str, name: str) -> str:
    if name == "notify" and key in _IN_THE_ENVIRONMENT:
        return f"; secrets stand in no file: set {_IN_THE_ENVIRONMENT[key]} in the environment"
    if difflib.get_close_matches(key, _TABLES[name], n=1, cutoff=_SURELY_MEANT):
        return nearest(key, _TABLES[name])
    homes = [table for table, parsers in _TABLES.items() if key in parsers]
    if not homes:
        return nearest(key, _TABLES[name])
    if "" in homes:
        return "; it belongs at the top of the file, before the first table"
    heads = {"source": "[source.<id>]", "watch": "[[watch]]", "search": "[[search]]"}
    return "; it belongs in " + heads.get(homes[0], f"[{homes[0]}]")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]{1,80}", key, re.ASCII) else shown(key)


def _installed_version() -> str:
    try:
        return importlib.metadata.version("statediff")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
