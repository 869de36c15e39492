"""Histories of captures to keep: an invented site, and page histories from elsewhere as they are or drawn out."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from statediff.model import Exchange

FIRST_LOOK = datetime(2026, 1, 5, 6, tzinfo=UTC)
REPEATS = 0.25
"""Up to a quarter of real captures bring the very bytes of an earlier one."""
STATE_ENTRIES = 480
"""Of a script that stays: like real pages, a page then takes some 19 kB of a WARC.gz."""
LEAST_BYTES = 8_000
"""Pages smaller than this are fragments, not pages with chrome."""
WORDS = """
    ministry council region border budget partner training delivery agreement statement programme crew joint annual
    reviewed signed extended announced confirmed discussed published prepared welcomed suspended міністерство угода
    заява навчання кордон бюджет спільний підписали обговорили accord ministère frontière conjointe signé annoncé
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One capture to keep: of which page, and what came."""

    page: str
    body: bytes
    is_failure: bool = False


def sentence(draw: random.Random, words: int) -> str:
    """Invent a sentence."""
    return " ".join(draw.choices(WORDS.split(), k=words)).capitalize() + "."


def invent_history(pages: int, looks: int) -> Iterator[Look]:
    """Look at every page of an invented site in turn, again and again; the same history every time."""
    draw = random.Random(20260105)
    sites = [Page(f"statement-{number}", random.Random(number)) for number in range(pages)]
    for _ in range(looks):
        for site in sites:
            yield site.look(draw)


class Page:
    """A page of an invented ministry, about 50 kB: a statement, chrome that never stays, and script that does."""

    def __init__(self, name: str, draw: random.Random) -> None:
        self.name = name
        self.paragraphs = [sentence(draw, 40) for _ in range(draw.randint(8, 16))]
        self.menu = "".join(f'<li class="menu__item"><a href="/{n}">{sentence(draw, 3)}</a></li>' for n in range(160))
        self.script = "".join(f'window.__s{n}={{"k":"{draw.randbytes(24).hex()}"}};' for n in range(STATE_ENTRIES))
        self.news = [sentence(draw, 9) for _ in range(60)]
        self.views = draw.randint(100, 90_000)
        self.earlier: list[bytes] = []

    def look(self, draw: random.Random) -> Look:
        """Bring the page as it is now: anew, as it was, or a challenge in its place."""
        chance = draw.random()
        if self.earlier and chance < REPEATS:
            return Look(page=self.name, body=draw.choice(self.earlier[-6:]))
        if chance < 0.29:
            token = draw.randbytes(40).hex()
            body = f"<title>Just a moment...</title><p>Verifying you are human</p><!-- ray {token} -->".encode()
            return Look(page=self.name, body=body, is_failure=True)
        if chance < 0.36:
            self.paragraphs[draw.randrange(len(self.paragraphs))] = sentence(draw, 40)
        body = self.render(draw).encode()
        self.earlier.append(body)
        return Look(page=self.name, body=body)

    def render(self, draw: random.Random) -> str:
        """Write the page with fresh tokens, counters and related links."""
        self.views += draw.randint(0, 400)
        text = "".join(f'<p class="article__p">{paragraph}</p>' for paragraph in self.paragraphs)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta name="csrf" content="{draw.randbytes(32).hex()}">'
            f'<script nonce="{draw.randbytes(12).hex()}">{self.script}</script></head><body><nav><ul>{self.menu}</ul>'
            f'</nav><main>{text}</main><aside class="views">{self.views}</aside>{related(draw, self.news)}'
            f"<footer>{self.menu[:4000]}</footer><!-- {draw.randbytes(16).hex()} --></body></html>"
        )


def related(draw: random.Random, news: Sequence[str]) -> str:
    """A section of links to other pages, another choice at every look."""
    cards = (
        f'<article class="card"><h3>{title}</h3><time>{draw.randint(1, 28)} March</time></article>'
        for title in draw.sample(news, 12)
    )
    return f"<section>{''.join(cards)}</section>"


def load_documents(data: Path) -> dict[str, list[bytes]]:
    """Load page histories from elsewhere: the bodies of every document in order."""
    lines = (data / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        document["doc_id"]: [(data / revision["path"]).read_bytes() for revision in document["revisions"]]
        for document in map(json.loads, lines)
    }


def take_turns(documents: dict[str, list[bytes]]) -> list[Look]:
    """Every document's first revision, then every second one, and so on."""
    histories = [[Look(page=name, body=body) for body in bodies] for name, bodies in documents.items()]
    return [look for turn in zip_longest(*histories) for look in turn if look is not None]


def draw_out(documents: dict[str, list[bytes]], pages: int, looks: int) -> list[Look]:
    """Look often at the pages with most revisions, forth and back through them, with other chrome at every look."""
    whole = {
        name: bodies
        for name, bodies in documents.items()
        if len(bodies) > 1 and min(map(len, bodies)) >= LEAST_BYTES and all(b"</body>" in body for body in bodies)
    }
    chosen = sorted(whole, key=lambda name: (-len(whole[name]), name))[:pages]
    draw = random.Random(20260106)
    news = [sentence(draw, 9) for _ in range(60)]
    served: dict[str, list[bytes]] = {name: [] for name in chosen}
    result = []
    for number in range(looks):
        for name in chosen:
            earlier = served[name]
            if earlier and draw.random() < REPEATS:
                body = draw.choice(earlier[-6:])
            else:
                body = change_chrome(_forth_and_back(whole[name], number, looks), draw, news)
                earlier.append(body)
            result.append(Look(page=name, body=body))
    return result


def _forth_and_back(bodies: Sequence[bytes], number: int, looks: int) -> bytes:
    """Return the revision that a look meets: each one about three times, the whole history forth, back and forth."""
    steps = 3 * len(bodies)
    step = number * steps // looks % (2 * len(bodies))
    return bodies[min(step, 2 * len(bodies) - 1 - step)]


def change_chrome(body: bytes, draw: random.Random, news: Sequence[str]) -> bytes:
    """Put a fresh token into the head, and a counter, links and a stamp before the end."""
    head = f'<meta name="csrf-token" content="{draw.randbytes(32).hex()}"><script nonce="{draw.randbytes(12).hex()}">'
    stamp = f"<!-- {draw.randbytes(16).hex()} -->"
    tail = f'<aside class="views">{draw.randint(100, 99_999)}</aside>{related(draw, news)}{stamp}'
    changed = body.replace(b"<head>", b"<head>" + head.encode() + b"</script>", 1)
    before, end, after = changed.rpartition(b"</body>")
    return before + tail.encode() + end + after


def answer(look: Look, at: datetime) -> Exchange:
    """What a server sends with a look's body."""
    headers = (
        ("Date", f"{at:%a, %d %b %Y %H:%M:%S GMT}"),
        ("Content-Type", "text/html; charset=utf-8"),
        ("Server", "nginx"),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
        ("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"),
        ("ETag", '"' + hashlib.sha256(look.body).hexdigest()[:16] + '"'),
    )
    return Exchange(
        url=f"https://mfa.example/{look.page}", status=200, headers=headers, body=look.body, robots="allowed"
    )
