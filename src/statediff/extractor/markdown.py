"""Markdown to blocks: the words a reader sees once it is rendered; front matter, markers and link targets are none."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass, field

from statediff.model import Block, BlockKind, Link, Rules, Wording

from .charset import decode
from .contents import without_listed_headings
from .dates import read_machine_date
from .elsewhere import is_bar
from .metadata import clean_language
from .page import body_of, parse
from .preparation import strip_dead
from .reading import Reading
from .spacing import one_line, visible
from .walker import Walker

_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^(?P<key>[A-Za-z_][\w .-]*?)\s*:\s*(?P<value>.*)$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|^\{:.*?\}[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?:[ \t]+(?P<text>.*)|$)")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})")
_QUOTE = re.compile(r"^ {0,3}> ?")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*$")
_BLOCK_HTML = re.compile(
    r"^ {0,3}</?(?:address|article|aside|blockquote|center|details|dd|div|dl|dt|fieldset|figure|figcaption|footer|form"
    r"|h[1-6]|header|hr|iframe|li|main|nav|noscript|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead"
    r"|tr|ul|video)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]^][^\]]*)\]:[ \t]*<?(?P<target>[^\s>]+)>?.*$")

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"(?:\(\s*<?(?P<target>(?:[^()\s<>]|\([^()]*\))*)>?(?:\s+[\"'(].*?[\"')])?\s*\)|\s?\((?P<loose>(?:[#/.]|https?:)[^()\n]*)\))"
)
_HALF_LINK = re.compile(r"\]\((?:[#/.]|https?:)[^()\n]*\)")
"""The rest of a link whose first bracket is missing."""
_STRAY = re.compile(r"\*\*+|(?<!\w)__+|__+(?!\w)")
"""Marks of bold text without their other half, or with blanks inside: nobody means to show them."""
_DIRECTIVE = re.compile(r"^\.\. (?P<name>[\w-]+)::[ \t]*(?P<text>.*)$")
_OPTION = re.compile(r"^[ \t]+:[\w-]+:.*$")
_SILENT_DIRECTIVES = frozenset({"toc", "contents", "toctree", "include", "image", "figure", "raw", "index", "meta"})
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^\s<>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|\\\n| {2,}\n", re.IGNORECASE)
_EMPHASIS = (
    re.compile(r"(?<!\\)(\*{2,3})(?=\S)([^*\n]+?)\1"),
    re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL),
    re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1", re.DOTALL),
    re.compile(r"(?<!\\)(~~)(?=\S)(.+?)(?<=\S)~~", re.DOTALL),
)
_CODE = re.compile(r"(?P<marks>`+)(?P<text>.+?)(?P=marks)", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}[ \t]*$", re.MULTILINE)
_HELD = re.compile("\x1a(\\d+)\x1a")


@dataclass(slots=True)
class _Gathering:
    url: str | None
    targets: dict[str, str]
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, raw: str, level: int = 0) -> None:
        """Take up a block; rows of links to other pages ("Back | Next") are left out."""
        text, links = inline(re.sub(r"^(#{1,6}[ \t]+)+", "", raw), self.targets)
        if text and not is_bar(text, links):
            self.blocks.append(Block(kind=kind, text=text, level=level, links=links))


def read_markdown(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a Markdown file as a reader sees it rendered; pages of HTML inside are read as HTML."""
    del pinned
    decoded = decode(body, http_charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    match = _FRONT.match(text)
    front = _read_front(match) if match else {}
    text = _COMMENT.sub("", text[match.end() :] if match else text)
    targets = {
        found["name"].casefold(): found["target"] for line in text.split("\n") if (found := _DEFINITION.match(line))
    }
    gathering = _Gathering(url, targets)
    _read_blocks([line.expandtabs(4) for line in text.split("\n")], gathering)
    blocks = without_listed_headings(tuple(gathering.blocks))
    wording = Wording(
        title=_title(front, blocks),
        language=rules.language or clean_language(front.get("lang") or front.get("language") or front.get("locale")),
        published=read_machine_date(front.get("date") or front.get("published") or front.get("datepublished")),
        modified=read_machine_date(front.get("lastmod") or front.get("updated") or front.get("last_modified_at")),
        blocks=blocks,
        charset=decoded.charset,
        notes=("mojibake",) if decoded.is_mojibake else (),
    )
    return Reading(wording=wording, how="markdown", container="")


def _title(front: dict[str, str], blocks: tuple[Block, ...]) -> str | None:
    named = front.get("title")
    if named:
        return one_line(html.unescape(named))
    return next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level <= 2), None)


def _read_front(match: re.Match[str]) -> dict[str, str]:
    if match["fence"] == "+++":
        try:
            return {key.lower(): str(value) for key, value in tomllib.loads(match["body"]).items()}
        except tomllib.TOMLDecodeError:
            return {}
    found: dict[str, str] = {}
    for line in match["body"].split("\n"):
        pair = _FRONT_LINE.match(line)
        if pair:
            found.setdefault(pair["key"].lower(), pair["value"].strip().strip("\"'"))
    return found


# ---------------------------------------------------------------- blocks


def _read_blocks(
    lines: list[str], gathering: _Gathering, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
) -> None:
    position = 0
    while position < len(lines):
        position = _read_block(lines, position, gathering, kind, level)


def _read_block(lines: list[str], start: int, gathering: _Gathering, kind: BlockKind, level: int) -> int:
    """Read the block that starts at a line; return the line behind it."""
    line = lines[start]
    if not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
        return start + 1
    if heading := _HEADING.match(line):
        gathering.add(BlockKind.HEADING, heading["text"] or "", len(heading["marks"]))
        return start + 1
    if fence := _FENCE.match(line):
        return _read_fence(lines, start, fence["fence"], gathering)
    if directive := _DIRECTIVE.match(line):
        return _read_directive(lines, start, directive, gathering)
    return _read_text_block(lines, start, gathering, kind, level)


def _read_text_block(lines: list[str], start: int, gathering: _Gathering, kind: BlockKind, level: int) -> int:
    line = lines[start]
    if _QUOTE.match(line):
        end = _end_of(lines, start, lambda other: bool(other.strip()))
        _read_blocks([_QUOTE.sub("", other) for other in lines[start:end]], gathering, BlockKind.QUOTE)
        return end
    if _ITEM.match(line):
        return _read_item(lines, start, gathering, level)
    if _BLOCK_HTML.match(line):
        end = _end_of(lines, start, lambda other: bool(other.strip()))
        _read_html("\n".join(lines[start:end]), gathering)
        return end
    if "|" in line and start + 1 < len(lines) and _TABLE_RULE.match(lines[start + 1]):
        return _read_table(lines, start, gathering)
    return _read_paragraph(lines, start, gathering, kind, level)


def _end_of(lines: list[str], start: int, goes_on: object) -> int:
    assert callable(goes_on)
    end = start + 1
    while end < len(lines) and goes_on(lines[end]):
        end += 1
    return end


def _read_directive(lines: list[str], start: int, directive: re.Match[str], gathering: _Gathering) -> int:
    """Read the words of a directive (".. note:: Words"); its options and name are none."""
    end = _end_of(lines, start, lambda other: _OPTION.match(other) is not None)
    if directive["name"] not in _SILENT_DIRECTIVES:
        gathering.add(BlockKind.HEADING, directive["text"], 4)
        inside = _end_of(lines, end - 1, lambda other: not other.strip() or other.startswith("   "))
        _read_blocks([line.removeprefix("   ") for line in lines[end:inside]], gathering)
        return inside
    return _end_of(lines, end - 1, lambda other: other.startswith("   "))


def _read_fence(lines: list[str], start: int, fence: str, gathering: _Gathering) -> int:
    end = _end_of(lines, start, lambda other: not other.strip().startswith(fence))
    text = "\n".join(visible(other).rstrip() for other in lines[start + 1 : end]).strip("\n")
    if text.strip():
        gathering.blocks.append(Block(kind=BlockKind.PRE, text=text))
    return end + 1


def _read_item(lines: list[str], start: int, gathering: _Gathering, level: int) -> int:
    """Read one item with what is indented under it."""
    match = _ITEM.match(lines[start])
    assert match is not None
    indent = len(match["indent"])
    inner = indent + len(match["mark"]) + 1
    end = start + 1
    while end < len(lines):
        other = lines[end]
        width = len(other) - len(other.lstrip())
        if not other.strip():
            following = next((line for line in lines[end + 1 :] if line.strip()), "")
            if len(following) - len(following.lstrip()) < min(inner, indent + 2):
                break
        elif (width <= indent and (lines[end - 1].strip() == "" or _starts_block(other))) or (
            _ITEM.match(other) and width <= indent
        ):
            break
        end += 1
    rest = [line[inner:] if not line[:inner].strip() else line.lstrip() for line in lines[start + 1 : end]]
    _read_blocks([match["text"] or "", *rest], gathering, BlockKind.ITEM, level + 1)
    return end


def _starts_block(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_HEADING, _RULE, _ITEM, _FENCE, _QUOTE, _BLOCK_HTML))


def _read_table(lines: list[str], start: int, gathering: _Gathering) -> int:
    end = _end_of(lines, start, lambda other: "|" in other)
    for line in (lines[start], *lines[start + 2 : end]):
        inner = line.strip().removeprefix("|").removesuffix("|")
        read = [inline(cell.replace("\\|", "|"), gathering.targets) for cell in re.split(r"(?<!\\)\|", inner)]
        cells = tuple(" ".join(text.split("\n")) for text, _ in read)
        if any(cells):
            links = tuple(link for _, found in read for link in found)
            gathering.blocks.append(Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells, links=links))
    return end


def _read_paragraph(lines: list[str], start: int, gathering: _Gathering, kind: BlockKind, level: int) -> int:
    end = start
    while end < len(lines) and lines[end].strip():
        if end > start and _UNDERLINE.match(lines[end]):
            mark = lines[end].strip()[0]
            gathering.add(BlockKind.HEADING, "\n".join(lines[start:end]), 1 if mark == "=" else 2)
            return end + 1
        if end > start and _starts_block(lines[end]) and not _is_number_in_text(lines[end]):
            break
        end += 1
    gathering.add(kind, "\n".join(lines[start:end]), level)
    return max(end, start + 1)


def _is_number_in_text(line: str) -> bool:
    """Tell whether a line only looks like an item: a list that interrupts a paragraph starts with 1."""
    match = _ITEM.match(line)
    return match is not None and match["mark"][0].isdigit() and match["mark"][:-1] != "1"


def _read_html(markup: str, gathering: _Gathering) -> None:
    root = parse(f"<html><body>{markup}</body></html>", gathering.url or "text")
    strip_dead(root)
    for raw in Walker(gathering.url).walk(body_of(root)):
        if raw.kind is BlockKind.PRE or raw.kind is BlockKind.ROW:
            gathering.blocks.append(
                Block(kind=raw.kind, text=raw.text, level=raw.level, links=raw.links, cells=raw.cells)
            )
            continue
        text, links = inline(html.escape(raw.text, quote=False), gathering.targets)
        if text:
            gathering.blocks.append(Block(kind=raw.kind, text=text, level=raw.level, links=raw.links + links))


# ---------------------------------------------------------------- words in a line


def inline(raw: str, targets: dict[str, str]) -> tuple[str, tuple[Link, ...]]:
    """Return a block's visible words and its links, with code and escaped signs as they stand."""
    links: list[Link] = []
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return f"\x1a{len(held) - 1}\x1a"

    def link(match: re.Match[str], target: str) -> str:
        text = _strip_marks(match["text"])
        links.append(Link(text=one_line(html.unescape(_restore(text, held))), href=target))
        return text

    text = _CODE.sub(lambda match: hold(match["text"].strip()), raw)
    text = _ESCAPE.sub(lambda match: hold(match[1]), text)
    text = _IMAGE.sub("", text)
    text = _AUTOLINK.sub(lambda match: hold(match[1]), text)
    text = _LINK.sub(lambda match: link(match, match["target"] or match["loose"] or ""), text)
    text = _REFERENCE.sub(
        lambda match: (
            link(match, target) if (target := targets.get((match["name"] or match["text"]).casefold())) else match[0]
        ),
        text,
    )
    text = _ATTRIBUTES.sub("", _TAG.sub("", _BREAK.sub("\x1d", text)))
    text = _STRAY.sub("", _HALF_LINK.sub("", _strip_marks(text)))
    text = _restore(html.unescape(text), held)
    lines = [line for part in text.split("\x1d") if (line := one_line(part))]
    return "\n".join(lines), tuple(links)


def _strip_marks(text: str) -> str:
    for pattern in _EMPHASIS:
        for _ in range(3):
            text, count = pattern.subn(lambda match: match[2], text)
            if not count:
                break
    return text


def _restore(text: str, held: list[str]) -> str:
    return _HELD.sub(lambda match: held[int(match[1])], text)
