"""Phrases: the interface's own words in one language, with its plurals, numbers and dates."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

LANGUAGES = ("en", "fr", "uk")
"""Languages the interface speaks; any other is answered in English."""
_DELTA = re.compile(r"(?P<sign>[+−×])(?P<amount>[\d,]+(?:\.\d+)?)(?: (?P<unit>.+))?", re.ASCII)
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def _plural_english(count: int) -> str:
    return "one" if count == 1 else "other"


def _plural_french(count: int) -> str:
    return "one" if count in (0, 1) else "other"


def _plural_ukrainian(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


_PLURALS: Mapping[str, Callable[[int], str]] = {
    "en": _plural_english,
    "fr": _plural_french,
    "uk": _plural_ukrainian,
}


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Says the interface's phrases in one language; facts put into a phrase are never read as one themselves."""

    language: str
    tables: Mapping[str, Mapping[str, Any]]

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        section, _, name = key.partition(".")
        return name in self.tables.get(section, {})

    def say(self, key: str, count: int | None = None, /, **facts: object) -> str:
        """Return the phrase with its facts; `count` chooses the plural form and fills {count}."""
        return self.form(key, count).format(**({"count": self.number(count)} if count is not None else {}), **facts)

    def form(self, key: str, count: int | None = None, /) -> str:
        """Return the phrase with its places still open, for a template that fills them with markup."""
        section, _, name = key.partition(".")
        phrase = self.tables[section][name]
        if isinstance(phrase, Mapping):
            phrase = phrase[_PLURALS[self.language](count or 0)]
        assert isinstance(phrase, str)
        return phrase

    def number(self, value: int) -> str:
        """Write a whole number with its thousands set apart."""
        return f"{value:,}".replace(",", str(self.tables["locale"]["thousands"]))

    def day(self, day: date) -> str:
        """Write a day: "20 Nov 2026"."""
        return self._dated("date", day)

    def short_day(self, day: date) -> str:
        """Write a day without its year: "20 Nov"."""
        return self._dated("short_date", day)

    def _dated(self, form: str, day: date) -> str:
        locale = self.tables["locale"]
        return str(locale[form]).format(day=day.day, month=locale["months"][day.month - 1], year=day.year)

    def moment(self, instant: datetime) -> str:
        """Write an instant in UTC to the minute: "20 Nov 2026 00:04"."""
        instant = instant.astimezone(UTC)
        return f"{self.day(instant.date())} {instant:%H:%M}"

    def duration(self, seconds: float) -> str:
        """Write a duration in its two largest units: "2 days 18 hours"."""
        left = int(seconds)
        if left < _HOUR:
            return self.say("count.minutes", left // _MINUTE)
        days, hours, minutes = left // _DAY, left % _DAY // _HOUR, left % _HOUR // _MINUTE
        units = [("count.days", days), ("count.hours", hours)] if days else [("count.hours", hours)]
        if not days:
            units.append(("count.minutes", minutes))
        return " ".join(self.say(key, value) for key, value in units if value)

    def delta(self, told: str) -> str:
        """Say the size of a change, as a label tells it ("−8.3 %", "+1 year"), in this language."""
        match = _DELTA.fullmatch(told)
        if match is None:
            return told
        sign, amount, unit = match["sign"], match["amount"], match["unit"]
        locale = self.tables["locale"]
        number = str(locale["decimal"]).join(part.replace(",", str(locale["thousands"])) for part in amount.split("."))
        if unit is None:
            return f"{sign}{number}"
        key = f"unit.{unit.removesuffix('s')}"
        if self.has(key):
            unit = self.say(key, 2 if "." in amount else int(amount.replace(",", "")))
        return f"{sign}{number}\u00a0{unit}"

    def quote(self, text: str) -> str:
        """Put text in the language's quotation marks."""
        locale = self.tables["locale"]
        return f"{locale['open_quote']}{text}{locale['close_quote']}"

    def language_name(self, tag: str) -> str:
        """The name of a language, or its tag when there is none."""
        return str(self.tables["languages"].get(tag.partition("-")[0].lower(), tag))


@functools.cache
def load_phrases(language: str) -> Phrases:
    """Return the phrases of a language tag ("uk", "fr-FR"), or the English ones."""
    base = language.partition("-")[0].lower()
    chosen = base if base in LANGUAGES else "en"
    file = resources.files("statediff.reporter") / "messages" / f"{chosen}.toml"
    return Phrases(language=chosen, tables=tomllib.loads(file.read_text(encoding="utf-8")))
