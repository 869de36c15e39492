"""One exchange as the verdict sees it: its page, its previous page, and the measures that compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from statediff.fetcher.page import Page, decode_text, read_page, weigh
from statediff.fetcher.vocabulary import normal_words
from statediff.model import Exchange

_LOOK_BYTES = 8 * 1_048_576
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|title|meta|script|center|div|h1)\b",
    re.IGNORECASE,
)
_OPENS_OTHERWISE = re.compile(rb"\s*(?:%PDF-|PK\x03\x04|[{\[]|<\?xml|<rss|<feed|\xd0\xcf\x11\xe0)")
_LANGUAGE = re.compile(r"<html\b[^<>]*\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_ARTICLE = re.compile(
    r"""<article\b|<time\b|og:type["']\s+content=["']article|"@type"\s*:\s*"(?:News)?Article|article:published_time""",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:html|body|main|div|section|article|form|table|td|h1)\b[^<>]*>(?!\s*</)", re.IGNORECASE)
_NAMES = re.compile(r"""\b(?:class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_SITE_NAME_PARTS = re.compile(r"\s+[-–—]\s+|\s*[|•·»«]\s*|\s+::?\s+")
_HOST_NAME = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/?", re.IGNORECASE)
_KEPT_SHARE = 0.5
_LEAST_OF_A_LINK = 60
_LEAST_BESIDE_FRAMES = 120
"""Letters of one link, and of links and footers beside frames, above which a page shows something of its own."""
_HEAD_LENGTH = 262_144
_START_BYTES = 16_384
_MARKUP = re.compile(rb"<script\b.*?</script|<style\b.*?</style|<[a-zA-Z/][^<>]*>|\s+", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A page as it came, measured once when first asked. A body that is no HTML has its lines for prose."""

    exchange: Exchange

    @cached_property
    def is_html(self) -> bool:
        """Whether the body is HTML, by what it holds where its type is wrong or missing."""
        body = self.exchange.body
        start = body[:1024].lstrip(b"\xef\xbb\xbf")
        media_type = self.exchange.media_type
        if media_type in _HTML_TYPES:
            return _OPENS_OTHERWISE.match(start) is None or _LOOKS_LIKE_HTML.match(start) is not None
        is_vague = media_type is None or media_type in {"text/plain", "application/octet-stream"}
        is_named_otherwise = media_type in {"application/pdf", "application/json"}
        return (is_vague or is_named_otherwise) and _LOOKS_LIKE_HTML.match(start) is not None

    @cached_property
    def is_text(self) -> bool:
        """Whether the body is plain text that says something to a reader, and is no HTML."""
        media_type = self.exchange.media_type
        return not self.is_html and media_type in {None, "text/plain"} and b"\x00" not in self.exchange.body[:1024]

    @cached_property
    def page(self) -> Page:
        """The page as a look at its tags sees it."""
        if not (self.is_html or self.is_text):
            return Page(markup="")
        text = decode_text(self.exchange.body, self.exchange.header("content-type"), limit=_LOOK_BYTES)
        if self.is_html:
            return read_page(text)
        lines = tuple(line.strip() for line in text[:200_000].splitlines() if line.strip())
        return Page(markup="", prose=lines, text_weight=weigh(text[:200_000]))

    @cached_property
    def head(self) -> str:
        """The beginning of the markup: as far as any challenge or error page reaches."""
        return self.page.markup[:_HEAD_LENGTH]

    @cached_property
    def lowered_head(self) -> str:
        """The same in lower case, made once for many searches."""
        return self.head.lower()

    @cached_property
    def element_names(self) -> tuple[str, ...]:
        """Classes and ids, in lower case, of the elements that make up the page and hold anything, each once."""
        values = (value for tag in _BLOCK.findall(self.lowered_head) for value in _NAMES.findall(tag))
        return tuple(dict.fromkeys(name for value in values for name in value.strip("\"'").split()))

    @cached_property
    def prose_weight(self) -> int:
        """Letters outside navigation, headers, footers and lists of links."""
        return sum(weigh(block) for block in self.page.prose)

    @cached_property
    def most_prose_weight(self) -> float:
        """What the prose weighs at most, told by the bytes outside tags and scripts: no look at the page is needed.

        In UTF-8 a letter has as many bytes as it weighs, or more; in older encodings of wide letters it has two.
        """
        body = self.exchange.body[:_LOOK_BYTES]
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            return len(body) * 1.5
        return len(_MARKUP.sub(b" ", body))

    @cached_property
    def text(self) -> str:
        """The prose as one string, with title and noscript, for words that vendors print."""
        return " \n".join((self.page.title, *self.page.prose, self.page.noscript))

    @cached_property
    def has_own_subject(self) -> bool:
        """Whether a main heading announces a subject: words of its own, not the site's name or a host."""
        is_article = bool(_ARTICLE.search(self.head))
        site_names = {normal_words(part) for part in _SITE_NAME_PARTS.split(self.page.title)[1:]}
        for heading in self.page.top_headings or self.page.headings[:2]:
            words = normal_words(_HOST_NAME.sub(" ", heading))
            if words in site_names or weigh(words) < 12:
                continue
            if (len(words.split()) >= 3 and weigh(words) >= 18) or weigh(words) >= 30 or is_article:
                return True
        return is_article and self.prose_weight >= 120

    @cached_property
    def is_wordless(self) -> bool:
        """Whether the page has no more to show than one link, or frames, which come from elsewhere."""
        has_frames = "<iframe" in self.lowered_head
        if not has_frames and self.lowered_head.count("</a>") > 1:
            return False
        least = _LEAST_BESIDE_FRAMES if has_frames else _LEAST_OF_A_LINK
        return self.prose_weight == 0 and not self.page.headings and self.page.text_weight < least

    @cached_property
    def language(self) -> str | None:
        """The language the page declares for itself, as two or three letters."""
        if not self.is_html:
            return None
        # The beginning alone: the last good look is read for its language at every look at a changed page.
        start = decode_text(self.exchange.body, self.exchange.header("content-type"), limit=_START_BYTES)
        found = _LANGUAGE.search(start[:4000])
        return found[1].lower() if found else None

    def share_kept_in(self, later: Sight) -> float:
        """Tell how much of this page's prose stands in a later one too: 0 to 1."""
        if not self.prose_weight:
            return 0.0
        standing = {normal_words(block) for block in later.page.prose}
        return sum(weigh(block) for block in self.page.prose if normal_words(block) in standing) / self.prose_weight

    def breaks_off(self, earlier: Sight) -> bool:
        """Tell whether this page's last paragraph is the beginning of one of an earlier page, and no more of it."""
        last = normal_words(self.page.prose[-1]) if self.page.prose else ""
        return bool(last) and any(
            words != last and words.startswith(last) for words in map(normal_words, earlier.page.prose)
        )

    def is_kept_in(self, later: Sight) -> bool:
        """Tell whether a later page is still this document: its name stands, and half of its prose."""
        names = {normal_words(name) for name in (self.page.title, *self.page.top_headings) if name.strip()}
        kept = names & {normal_words(name) for name in (later.page.title, *later.page.top_headings)}
        return bool(kept) and self.share_kept_in(later) >= _KEPT_SHARE
