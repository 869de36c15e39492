"""Showing: which words of both texts show an edit in a plain sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from statediff.differ.lexicon import LANGUAGES, abbreviations, read
from statediff.model import Change, Edit, EditKind, Label

_SHORT = 12
"""Words of an edit up to which it is shown whole."""
_UNQUOTED = frozenset({"figure", "date"})
_FOLLOWING = re.compile(r"[ \u00a0\u202f]([^\W\d_][\w'’-]*)")
_PLURAL = re.compile(r"[A-Za-z]+[a-hj-rtv-z]s")
"""A plural in English, which is the noun where an adjective stands before it."""
_LEADING = re.compile(r"([^\W\d_]+|[№§#])\.?[ \u00a0\u202f]?\Z")
_LONGEST_NAME = 24
_OUTER, _QUOTES = " \t\n,;:", '“”„«»"'
_STOP = re.compile(r"(?:\A|\s)(\S+)\.\Z")
_SHORTEST_LAST, _LONGEST_PART = 2, 3
"""Letters of a last word from which on a full stop behind it ends a sentence and no abbreviation."""
_IN_CONTEXT = frozenset({"negation", "scope", "attribution", "modality", "entity", "wording"})
"""Labels whose small words say little without the words beside them."""
_ONLY_ALONE, _ADJECTIVES = frozenset({"entity", "wording"}), frozenset({"attribution", "wording"})
_SMALL_EDIT, _CONTEXT = 3, 3
"""Words that came or went up to which the words beside them are shown, and how many of these at most."""
_PARTICLES = 3
"""Words of an edit beside those of its label up to which they are shown as well: "intends to"."""
_NEXT = re.compile(r"[ \u00a0\u202f]?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)|[^\s,;:!?()«»“”„\"][^\s;:!?()«»“”„\"]*)")
_LAST = re.compile(r"([^\s.,;:!?()«»“”„\"]+)[ \u00a0\u202f]\Z")
_ASIDE = 3
"""Letters of space between the beginning of an edit and its first word at most."""
_ELIDED = ("'", "’")
_AFTER = re.compile(r"([ \u00a0\u202f]?)([^\W\d_]+)")
_LONGEST_WORD, _LONGEST_QUOTATION = 40, 600
_MARKS = re.compile(r"[.,]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of an edit: the words before and after, the size of the change, and whether they are quoted."""

    old: str
    new: str
    delta: str = ""
    is_quoted: bool = True


def show(change: Change, edit: Edit, top: Label) -> Shown:
    """Return what to show of an edit: the words of its weightiest label when they tell enough, else its own."""
    if top == "watch":
        top = next((label for label in edit.labels[1:] if label.old and label.new), top)
    gone, come = read_passage(edit, "delete"), read_passage(edit, "insert")
    if has_words(gone) != has_words(come):
        gone, come = (gone, "") if has_words(gone) else ("", come)
    if top.old and top.new and top != "quote":
        return _show_both(change, edit, top, (gone, come))
    gone, come = _trim(gone, come)
    is_short = edit.kind is EditKind.REWORDED and len(gone.split()) + len(come.split()) <= _SHORT
    is_longer = edit.kind is not EditKind.MOVED and len(gone) + len(come) > len(top.old) + len(top.new)
    is_own = is_short or is_longer or top == "quote" or not (top.old or top.new)
    shown = Shown(old=gone, new=come, is_quoted=True)
    if not is_own:
        shown = Shown(old=top.old, new=top.new, is_quoted=top not in _UNQUOTED)
    return (
        _in_context(change, edit, shown, top)
        if top in _IN_CONTEXT
        else _with_elided(change, (edit.old_start, edit.new_start), shown)
    )


def _show_both(change: Change, edit: Edit, top: Label, passages: tuple[str, str]) -> Shown:
    if not (stands(top.old, change.old_text) and stands(top.new, change.new_text)):
        gone, come = _trim(*passages)
        return Shown(old=gone, new=come)
    if top in _UNQUOTED:
        is_quoted = any(map(_begins_with_word, (top.old, top.new)))
        return Shown(old=_with_noun(change, edit, top), new=top.new, delta=top.delta, is_quoted=is_quoted)
    for gone, come in (_trim(*passages), passages):
        old, new = _with_particles(gone, top.old), _with_particles(come, top.new)
        if edit.kind is EditKind.REWORDED and old and new:
            return Shown(old=old, new=new)
    old = _with_first_word(top.old, top.new, change.old_text, edit.old_start)
    new = _with_first_word(top.new, top.old, change.new_text, edit.new_start)
    return Shown(old=old, new=new, delta=top.delta)


def _with_first_word(words: str, other: str, text: str, start: int) -> str:
    """Return the words of a label with the word before the edit that the other side's begin with: "is required to"."""
    first = other.partition(" ")[0]
    before = text[max(0, start - _LONGEST_WORD) : start].split()
    is_shared = before and before[-1] == first and not words.startswith(first) and other != first
    return f"{first} {words}" if is_shared and text.startswith(words, start) else words


def _with_particles(passage: str, words: str) -> str:
    """Return the words of a label with those few of the passage that belong to them, but no article: "intends to"."""
    at = passage.find(words)
    if at < 0 or len(passage.split()) - len(words.split()) > _PARTICLES:
        return ""
    is_small = all(word.casefold() in _small_words() for word in passage[:at].replace("'", "' ").split())
    return passage[at:] if is_small else passage


def read_passage(edit: Edit, kind: Literal["delete", "insert"]) -> str:
    """Return what one side reads from the first to the last changed word of that side, as it stands."""
    ops = [op for op in edit.ops if op.kind in ("equal", kind)]
    while ops and ops[0].kind == "equal":
        ops.pop(0)
    while ops and ops[-1].kind == "equal":
        ops.pop()
    text = "".join(op.text for op in ops).strip(_OUTER)
    if sum(mark in _QUOTES for mark in text) == 1 and has_words(text):
        text = text.strip(_OUTER + _QUOTES)
    return end_without_stop(text)


def end_without_stop(text: str) -> str:
    """Return a passage without the full stop of its sentence; that of an abbreviation stays."""
    last = _STOP.search(text)
    if last is None:
        return text
    word = last[1]
    is_dotted = "." in word and all(len(part) < _LONGEST_PART for part in word.split("."))
    is_short = is_dotted or len(word) < _SHORTEST_LAST or word.casefold() in abbreviations()
    return text if word[-1].isalpha() and is_short else text[:-1]


def _trim(gone: str, come: str) -> tuple[str, str]:
    """Return both passages without the words that both begin or end with."""
    old, new = gone.split(), come.split()
    low = high = 0
    while min(len(old), len(new)) - low > 1 and old[low] == new[low]:
        low += 1
    while min(len(old), len(new)) - low - high > 1 and old[-1 - high] == new[-1 - high]:
        high += 1
    if not low and not high:
        return gone, come
    kept_old, kept_new = (" ".join(words[low : len(words) - high]).strip(_OUTER) for words in (old, new))
    return kept_old if has_words(kept_old) else "", kept_new if has_words(kept_new) else ""


def _in_context(change: Change, edit: Edit, shown: Shown, top: Label) -> Shown:
    """Show a few words that came or went with the words they belong to: "has granted", "has not granted"."""
    words = shown.old or shown.new
    is_gone = edit.kind is EditKind.REMOVED
    most = 1 if top in _ONLY_ALONE else _SMALL_EDIT
    if edit.kind not in (EditKind.REMOVED, EditKind.INSERTED) or len(words.split()) > most:
        return _with_elided(change, (edit.old_start, edit.new_start), shown)
    text, other = (change.old_text, change.new_text) if is_gone else (change.new_text, change.old_text)
    start, end = (edit.old_start, edit.old_end) if is_gone else (edit.new_start, edit.new_end)
    point = edit.new_start if is_gone else edit.old_start
    at = text.find(words, max(0, start - len(words)), end + len(words))
    if at < 0:
        return shown
    behind, before = _behind(text, at + len(words)), _before(text, at)
    if before and not other[:point].rstrip().endswith(before):
        before = ""
    there = other[point : point + len(words) + len(behind) + 1]
    place = there.casefold().find(behind.casefold()) if behind else -1
    behind, behind_there = (behind, there[place : place + len(behind)]) if place >= 0 else ("", "")
    if top == "entity" and not behind[:1].isupper():
        return shown
    if top in _ADJECTIVES and before.casefold() not in ("", *_small_words()) and _follows_its_noun(change.language):
        behind = behind_there = ""
    elif behind and not (top == "negation" and before.casefold() in _small_words()):
        before = ""
    longer, shorter = (" ".join(filter(None, each)) for each in ((before, words, behind), (before, behind_there)))
    if not shorter:
        return shown
    return Shown(old=longer, new=shorter) if is_gone else Shown(old=shorter, new=longer)


def _follows_its_noun(language: str | None) -> bool:
    """Whether an adjective stands behind its noun: "le trafiquant présumé"."""
    return bool(read(language or "").get("words", {}).get("adjectives_follow", False))


def _with_elided(change: Change, starts: tuple[int, int], shown: Shown) -> Shown:
    """Show no word that lost its end without the word it leans on: "Aucun navire n'a"."""
    if not shown.old or not shown.new or not (shown.old.endswith(_ELIDED) or shown.new.endswith(_ELIDED)):
        return shown
    old, new = (
        _next_word(change.old_text, shown.old, starts[0]),
        _next_word(change.new_text, shown.new, starts[1]),
    )
    if not old or not new or old[1] != new[1]:
        return shown
    return Shown(old=shown.old + "".join(old), new=shown.new + "".join(new), is_quoted=shown.is_quoted)


def _next_word(text: str, words: str, start: int) -> tuple[str, str] | None:
    """Return what stands between some words and the next one, and that word."""
    at = text.find(words, start, start + len(words) + _ASIDE)
    match = _AFTER.match(text, at + len(words)) if at >= 0 else None
    return (match[1], match[2]) if match is not None else None


def _behind(text: str, at: int) -> str:
    """Return the words right behind a place, up to the first with content; nothing where a mark comes before it."""
    words: list[str] = []
    while len(words) < _CONTEXT:
        match = _NEXT.match(text, at, at + _LONGEST_WORD)
        is_apart = match is not None and (match[0][0].isspace() or (at > 0 and text[at - 1].isspace()) or at == 0)
        if match is None or not is_apart:
            return ""
        word = _MARKS.sub("", match[1])
        words.append(word)
        if word.casefold() not in _small_words():
            return " ".join(words)
        if word != match[1]:
            return ""
        at = match.end()
    return ""


def _before(text: str, at: int) -> str:
    match = _LAST.search(text, max(0, at - _LONGEST_WORD), at)
    return match[1] if match is not None and has_words(match[1]) else ""


def show_stretch(change: Change, edits: Sequence[Edit]) -> Shown | None:
    """Show what stands from the first to the last of some edits; None when that is too long or on one side only."""
    starts = min(edit.old_start for edit in edits), min(edit.new_start for edit in edits)
    old = change.old_text[starts[0] : max(edit.old_end for edit in edits)].strip(_OUTER)
    new = change.new_text[starts[1] : max(edit.new_end for edit in edits)].strip(_OUTER)
    if len(old.split()) + len(new.split()) > _SHORT or not has_words(old) or not has_words(new):
        return None
    return _with_elided(change, starts, Shown(old=old, new=new))


def read_quoted(change: Change, opening: Edit, closing: Edit) -> str:
    """Return what stands between two quotation marks that came or went; "" when it is no short passage."""
    is_gone = opening.kind is EditKind.REMOVED
    if opening.kind is not closing.kind or opening.kind not in (EditKind.REMOVED, EditKind.INSERTED):
        return ""
    text = change.old_text if is_gone else change.new_text
    start, end = (opening.old_end, closing.old_start) if is_gone else (opening.new_end, closing.new_start)
    passage = text[start:end]
    return passage.strip() if has_words(passage) and end - start <= _LONGEST_QUOTATION else ""


def is_of_marks(edit: Edit) -> bool:
    """Whether nothing but a quotation mark came or went."""
    is_mark = edit.labels[0].rule == "quote.marks"
    return is_mark and not has_words(read_passage(edit, "delete") + read_passage(edit, "insert"))


def stands(evidence: str, text: str) -> bool:
    """Whether evidence is one passage of the text; words gathered from several places are none."""
    return "…" in evidence or evidence in text


def _with_noun(change: Change, edit: Edit, label: Label) -> str:
    """Return the old figure with what both sides count: "12 ferries", "25 basis points"."""
    if label != "figure" or not (label.old[-1].isdigit() or label.old.isalpha()):
        return label.old
    if not label.delta and label.old[0].isalnum():
        named = _name_before(label.old, change.old_text, edit.old_start, edit.old_end)
        if named:
            return named
    before = _word_behind(label.old, change.old_text, edit.old_start, edit.old_end)
    after = _word_behind(label.new, change.new_text, edit.new_start, edit.new_end)
    is_noun = before and before == after and before.casefold() not in _small_words()
    return f"{label.old} {before}" if is_noun else label.old


def _begins_with_word(text: str) -> bool:
    """Whether a date or figure begins with a word in lower case: "end of 2027"."""
    return text[:2].isalpha() and text[0].islower()


def _word_behind(figure: str, text: str, start: int, end: int) -> str:
    at = text.find(figure, max(0, start - len(figure)), end + len(figure))
    match = _FOLLOWING.match(text, at + len(figure)) if at >= 0 else None
    if match is None:
        return ""
    further = _FOLLOWING.match(text, match.end())
    if further is None or not figure[-1].isdigit() or not _PLURAL.fullmatch(further[1]) or _PLURAL.fullmatch(match[1]):
        return match[1]
    is_noun = match[1].isascii() and not {match[1].casefold(), further[1].casefold()} & _small_words()
    return f"{match[1]} {further[1]}" if is_noun else match[1]


def _name_before(figure: str, text: str, start: int, end: int) -> str:
    """Return a number with the word that it names something with: "Article 5", "Chapter IV"."""
    at = text.find(figure, max(0, start - len(figure)), end + len(figure))
    match = _LEADING.search(text, max(0, at - _LONGEST_NAME), at) if at > 0 else None
    is_name = match is not None and match[1].casefold() in _identifiers()
    return f"{match[0]}{figure}" if match is not None and is_name else ""


@cache
def _identifiers() -> frozenset[str]:
    return frozenset(read("default")["figures"]["identifiers"])


@cache
def _small_words() -> frozenset[str]:
    """Words that no number counts: those without content and modal verbs."""
    small = {word for language in LANGUAGES for word in read(language).get("words", {}).get("stop", ())}
    rungs = (rung for language in LANGUAGES for rung in read(language).get("commitment", ()))
    return frozenset(small.union(*(rung["modal"] for rung in rungs)))


def has_words(text: str) -> bool:
    """Whether a text holds more than white space and marks."""
    return any(not character.isspace() and unicodedata.category(character)[0] != "P" for character in text)
