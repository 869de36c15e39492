"""Pages that stand in a document's place: challenges, "not found" with status 200, maintenance, logins, error bodies.

Words alone decide nothing. A page about captchas, maintenance or error 404 has a document's length and headings; a
page that stands in its place says so in its title, its heading and its first words, and says little else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from statediff.fetcher.ownpages import find_own_markup
from statediff.fetcher.page import weigh
from statediff.fetcher.selftalk import measure_self_talk
from statediff.fetcher.sight import Sight
from statediff.fetcher.vocabulary import STAND_INS, Phrases, normal_words, read_phrases, says_nothing

DOCUMENT_WEIGHT = 1_500
"""Letters of prose above which a page is a document, whatever it says. Block pages of thirty vendors have 0-1,300."""
_SHORT_WEIGHT = 600
_BRIEF_WEIGHT = 400
_TERSE_WEIGHT = 80
_ROOMY = {"not-found": 20_000, "parking": 6_000}
"""Soft-404 pages list what else there is to read, and a server's first page how to set it up; more than one of title,
heading and markup must say so."""
_AMBIGUOUS = frozenset({"challenge", "region", "maintenance", "failure"})
"""Kinds of pages whose names are words of law and trade too."""
_PLACES = ("title", "heading", "text")
_STEM = 5
"""Letters at the beginning of a word that its forms share."""
_LEAST_TOLD = 25
_LEAST_SELF_TALK = 0.08
_SELF_TALK_BELOW_A_TITLE = 0.2
"""Where only the title is such a name, and the main heading another, the sentences may hold more of it."""
_LEAST_SENTENCE = 15
"""Letters of the shortest sentence that is a statement; fields and buttons have labels shorter than that."""
_OPENING_BLOCKS = 40
"""Menus that are no lists of links may stand before the first words."""
_SHARE_OF_A_HEADING = 0.6
"""A heading that goes on for long after such words has a subject of its own."""
_TITLE_PARTS = re.compile(r"\s+[-–—|•·»«/:]+\s+|\s*[|•»«]\s*|\s*::\s*|:\s+|\s+[-–—]+|[-–—]\s+")
_PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_FORM = re.compile(r"<(?:form|input)\b", re.IGNORECASE)
_FIELD = re.compile(
    r"""<textarea\b|<select\b|<input\b(?![^<>]*\btype\s*=\s*["']?(?:hidden|submit|button|checkbox|radio|image|reset|password))""",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"index of /|parent directory|directory listing (?:for|of) /|<pre>[^<]{0,80}(?:&lt;dir&gt;|<a href=[\"']?\.\./)",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"<(?:button|input)\b|\brole=[\"']?button", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """What a page turned out to be instead of a document, and the words that gave it away."""

    kind: str
    observations: tuple[str, ...]
    strength: int


def has_password(sight: Sight) -> bool:
    """Tell whether a page asks for a password."""
    return bool(_PASSWORD.search(sight.head))


def says_more_than_log_in(sight: Sight) -> bool:
    """Tell whether a password is asked for only beside the text: at the page's edge, or outside its main part.

    A site that lets its readers log in shows the form beside every statement, however short the statement is.
    """
    place = sight.page.login_place
    if place not in {"chrome", "body"}:
        return False
    headings = {*sight.page.headings, sight.page.title}
    blocks = sight.page.main_prose
    if place == "chrome" and sight.page.top_headings and sight.page.main_weight is None:
        blocks = tuple(block for block in sight.page.prose if block not in headings)
    return not _speaks_of_login(sight) and any(_is_sentence(block) for block in blocks)


def says_only_its_name(sight: Sight) -> bool:
    """Tell whether the form for a password has nothing beside it but the page's headings."""
    page = sight.page
    heads = {*page.headings, page.title}
    is_bare = not any(_is_sentence(block) for block in page.prose if block not in heads)
    return is_bare and page.login_place != "chrome" and page.body_weight < _BRIEF_WEIGHT


def _speaks_of_login(sight: Sight) -> bool:
    phrases = read_phrases()
    names = (*title_parts(sight.page.title), *sight.page.top_headings)
    words = (*names, *sight.page.main_prose)
    return any(
        phrases[kind].is_title(text) or phrases[kind].is_opening(text)
        for kind in ("login", "session")
        for text in words
    )


def _is_sentence(block: str) -> bool:
    return weigh(block) >= _LEAST_SENTENCE and (len(block.split()) > 2 or weigh(block) > len(block))


def has_fields(sight: Sight) -> bool:
    """Tell whether a page has anything to write or choose, beside a password."""
    return bool(_FIELD.search(sight.head))


def find_stand_in(sight: Sight) -> StandIn | None:
    """Find what stands in a document's place, or None when the page is, or may be, a document.

    A page that is closed to a country speaks of refusal, too: the words of both are told of it.
    """
    if sight.prose_weight >= max(DOCUMENT_WEIGHT, *_ROOMY.values()):
        return None
    kinds = tuple(_ROOMY) if sight.prose_weight >= DOCUMENT_WEIGHT else STAND_INS
    words = {kind: _find_words(read_phrases()[kind], sight) for kind in kinds}
    if "region" in words:
        words["region"] = words["challenge"] | words["region"]
    found = [
        stand_in
        for kind in kinds
        if (stand_in := _recognise(kind, words[kind], sight)) is not None
        and _is_borne_out(kind, sight)
        and not _is_about_the_world(stand_in, sight)
    ]
    return max(found, key=lambda stand_in: stand_in.strength, default=None)


def _is_about_the_world(stand_in: StandIn, sight: Sight) -> bool:
    """Tell whether only a page's name sounds like a stand-in's, and its sentences name nothing of a web site.

    "Maintenance" is a chapter of family law too. What repeats the name says nothing either way, and in a language whose
    words for such things are not known, nothing can be told.
    """
    if stand_in.kind not in _AMBIGUOUS or any(
        not words.startswith(("title", "heading")) for words in stand_in.observations
    ):
        return False
    headings = dict.fromkeys((sight.page.title, *sight.page.headings))
    names = normal_words(" ".join(headings))
    named = measure_self_talk(names)
    is_by_title = all(seen.startswith("title") for seen in stand_in.observations) and not all(
        says_nothing(heading) for heading in sight.page.top_headings
    )
    if not is_by_title and (not named.states or named.things):
        return False
    known = {word[:_STEM] for word in names.split()}
    sentences = normal_words(" ".join(block for block in sight.page.prose if block not in headings))
    rest = " ".join(word for word in sentences.split() if word[:_STEM] not in known)
    is_told = weigh(sentences) >= _LEAST_TOLD and weigh(rest) * 2 >= _LEAST_TOLD
    return is_told and measure_self_talk(rest).whole < (_SELF_TALK_BELOW_A_TITLE if is_by_title else _LEAST_SELF_TALK)


def _find_words(phrases: Phrases, sight: Sight) -> dict[str, str]:
    """Find the first phrases of a kind: in a page's title, in a heading, at the beginning of a paragraph."""
    title = next((part for part in title_parts(sight.page.title) if phrases.is_title(part)), None)
    heading = next(
        (head for head in _heads(sight) if phrases.is_title(head) or phrases.is_opening(head, _SHARE_OF_A_HEADING)),
        None,
    )
    if sight.prose_weight >= DOCUMENT_WEIGHT and title is None and heading is None:
        return {}
    paragraphs = [block for block in sight.page.prose if block not in sight.page.headings][:_OPENING_BLOCKS]
    is_terse = sight.prose_weight < _TERSE_WEIGHT
    opening = next(
        (block for block in paragraphs if phrases.is_opening(block) or (is_terse and phrases.is_title(block))), None
    )
    places = (("title", title), ("heading", heading), ("text", opening))
    return {place: words for place, words in places if words is not None}


def _recognise(kind: str, words: dict[str, str], sight: Sight) -> StandIn | None:
    """Tell whether a page is of a kind, by the words found of it and by its markup."""
    if sight.prose_weight >= DOCUMENT_WEIGHT and not words:
        return None
    observations = tuple(f"{place} “{words[place][:80]}”" for place in _PLACES if place in words)
    observations += tuple(find_own_markup(kind, sight))
    if not observations or sight.prose_weight >= _allowance(sight, kind, observations, has_heading="heading" in words):
        return None
    return StandIn(kind=kind, observations=observations, strength=len(observations))


def _allowance(sight: Sight, kind: str, observations: tuple[str, ...], *, has_heading: bool) -> int:
    """Tell how much prose a page may have beside these observations and still be no document."""
    places = {words.partition(" ")[0] for words in observations}
    if len(observations) > 1:
        is_sure = places >= {"title", "heading"} or "mark" in places
        return _ROOMY.get(kind, DOCUMENT_WEIGHT) if is_sure else DOCUMENT_WEIGHT
    if "mark" in places:
        return DOCUMENT_WEIGHT
    if has_heading:
        return _SHORT_WEIGHT
    if sight.page.top_headings and all(says_nothing(head) for head in sight.page.top_headings):
        return DOCUMENT_WEIGHT if "title" in places else _SHORT_WEIGHT
    if sight.has_own_subject:
        return 0
    return _BRIEF_WEIGHT if observations[0].startswith("text") else _SHORT_WEIGHT


def _heads(sight: Sight) -> tuple[str, ...]:
    """The headings that may name what a page is: below a main heading with a subject of its own, none."""
    below = () if sight.page.top_headings and sight.has_own_subject else sight.page.headings[:3]
    return tuple(dict.fromkeys((*sight.page.top_headings, *below)))


def _is_borne_out(kind: str, sight: Sight) -> bool:
    """Tell whether the page's markup agrees with what its words say it is."""
    match kind:
        case "login":
            if says_more_than_log_in(sight):
                return False
            return has_password(sight) or (bool(_FORM.search(sight.head)) and sight.prose_weight < _BRIEF_WEIGHT)
        case "javascript":
            return sight.page.scripts > 0 and sight.prose_weight < _BRIEF_WEIGHT
        case "listing":
            return bool(_LISTING.search(sight.head))
        case "consent":
            return bool(_BUTTON.search(sight.head))
        case _:
            return True


def title_parts(title: str) -> tuple[str, ...]:
    """Return a title whole and in the parts that its dashes, bars and colons divide."""
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part and part.strip()]
    return tuple(dict.fromkeys((title, *parts)))
