"""Watching: phrases a user asked for, found in any form, whose coming or going outranks other wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from statediff.differ.inflection import is_inflected
from statediff.differ.phrases import Pattern, read_words
from statediff.differ.sights import Sight
from statediff.model import Label, WatchPhrase

_PREFIX = 2


class Watch:
    """The watched phrases that concern one language."""

    def __init__(self, phrases: Sequence[WatchPhrase], language: str) -> None:
        self._language = language
        self._by_start: dict[str, list[tuple[Pattern, WatchPhrase]]] = {}
        for phrase in phrases:
            pattern = read_words(phrase.phrase.replace("*", " "))
            if pattern and phrase.language in (None, language):
                self._by_start.setdefault(pattern[0][:_PREFIX], []).append((pattern, phrase))

    def labels(self, old: Sight, new: Sight) -> Iterator[Label]:
        """Yield a label for each watched phrase that came or went; `rule` ends with its rank."""
        if not self._by_start:
            return
        gone, come = self._find(old), self._find(new)
        before, after = Counter(phrase for phrase, _ in gone), Counter(phrase for phrase, _ in come)
        shown: set[WatchPhrase] = set()
        for phrase, _ in (*gone, *come):
            if phrase in shown or before[phrase] == after[phrase]:
                continue
            shown.add(phrase)
            yield Label(
                "watch",
                rule=f"watch.{phrase.rank}",
                old=next((text for found, text in gone if found == phrase), ""),
                new=next((text for found, text in come if found == phrase), ""),
                evidence=phrase.phrase,
                direction="up" if after[phrase] > before[phrase] else "down",
            )

    def _find(self, sight: Sight) -> list[tuple[WatchPhrase, str]]:
        found = []
        for at, key in enumerate(sight.keys):
            for pattern, phrase in self._by_start.get(key[:_PREFIX], ()):
                end = at + len(pattern)
                if end <= len(sight.keys) and sight.touches(at, end) and self._is_there(pattern, sight.keys[at:end]):
                    found.append((phrase, sight.quote(at, end)))
        return found

    def _is_there(self, pattern: Pattern, keys: Sequence[str]) -> bool:
        return all(
            word == key or (len(word) > 3 and is_inflected(word, key, self._language))
            for word, key in zip(pattern, keys, strict=True)
        )
