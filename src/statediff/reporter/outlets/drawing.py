"""Drawing: the strips of a phrase as an SVG file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence

from statediff.reporter.outlets.frame import load_kit
from statediff.reporter.outlets.rows import Sighting
from statediff.reporter.outlets.strips import draw_strips
from statediff.reporter.phrasing import Phrases


def write_strips(title: str, sightings: Sequence[Sighting], phrases: Phrases) -> str | None:
    """Return the strips of a phrase as one SVG file with its text and its table inside; None when it was never seen.

    `phrases` are the outlets' own. Same sightings, same bytes.
    """
    chart = draw_strips(sightings, phrases)
    if chart is None:
        return None
    template = load_kit().environment.get_template("strips.svg")
    return template.render(title=title, chart=chart, figure=chart.figures[0], phrases=phrases, say=phrases.say)
