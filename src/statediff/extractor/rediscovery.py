"""Where the words of an earlier capture stand on a page whose markup is another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from .containers import Container
from .page import children
from .sketch import Sketch
from .walker import Walker

_MOSTLY = 0.75
"""Share of the lines found that a part has to hold: one of them may stand elsewhere too, in a menu or a headline."""
_MOST = 8
"""Parts around the words that are tried, from the innermost outwards."""


def candidates(body: Element, sketch: Sketch) -> Iterator[Container]:
    """Yield the parts of a page that hold the lines of a sketch, the narrowest first; none without at least half."""
    blocks = [block for block in Walker(None).walk(body) if sketch.holds(block.text.splitlines())]
    if not blocks or 2 * len(blocks) < len(sketch.lines):
        return
    paths = [[block.element, *block.element.iterancestors()] for block in blocks]
    held = Counter(element for path in paths for element in path)
    widest = max(paths, key=lambda path: sum(held[part] for part in path))
    around = [element for element in widest if held[element] >= _MOSTLY * len(paths)]
    for element in around[:_MOST]:
        parts = list(children(element))
        places = [place for place, part in enumerate(parts) if part in held]
        if len(places) > 1 and len(parts) > places[-1] - places[0] + 1:
            yield Container(tuple(parts[places[0] : places[-1] + 1]), "found-again")
        yield Container((element,), "found-again")
        if element is body:
            return
