"""The page's colours, computed from its style: contrast in both themes, and tints apart for every kind of eye."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

import statediff.reporter

STYLE = (Path(statediff.reporter.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
Colour = tuple[float, float, float]
THEMES = ("light", "dark")
TEXTS = (
    *(("ink", "bg"), ("ink", "paper"), ("muted", "bg"), ("muted", "paper"), ("accent", "bg"), ("accent", "paper")),
    *(("ins", "insb"), ("del", "delb"), ("mov", "movb"), ("warn", "warnb"), ("ink", "soft"), ("paper", "ink")),
    *(("dell", "paper"), ("insl", "paper"), ("movl", "paper"), ("dell", "bg"), ("insl", "bg"), ("movl", "bg")),
)
LINES = (
    *(("insl", "insb"), ("dell", "delb"), ("movl", "movb"), ("movl", "bg"), ("edge", "bg"), ("edge", "paper")),
    *(("insl", "bg"), ("dell", "bg"), ("accent", "insb"), ("muted", "bg")),
)
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
EYES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def colours(theme: str) -> dict[str, Colour]:
    light, dark = STYLE.split("@media (prefers-color-scheme:dark)", 1)
    text = light if theme == "light" else dark.split("}}", 1)[0]
    found: dict[str, Colour] = {}
    for name, value in re.findall(r"--([a-z]+):#([0-9a-f]{3,6})(?![0-9a-f])", text):
        digits = "".join(digit * 2 for digit in value) if len(value) == 3 else value
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        found[name] = (red, green, blue)
    return found


def linear(colour: Colour) -> Colour:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    lights = sorted(
        sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(colour: Colour) -> Colour:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: Colour, eye: str) -> Colour:
    plain = linear(colour)
    red, green, blue = (
        min(max(sum(share * part for share, part in zip(row, plain, strict=True)), 0.0), 1.0) for row in EYES[eye]
    )
    return red, green, blue


def distance(one: Colour, other: Colour, eye: str) -> float:
    return math.dist(lab(seen(one, eye)), lab(seen(other, eye)))


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_at_least_four_and_a_half_to_one(theme: str) -> None:
    palette = colours(theme)

    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in TEXTS}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_lines_stand_out_at_least_three_to_one(theme: str) -> None:
    palette = colours(theme)

    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in LINES}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_the_tint_of_what_went_stays_apart_from_what_came_for_every_eye(theme: str, eye: str) -> None:
    palette = colours(theme)

    assert distance(palette["insb"], palette["delb"], eye) >= 15


@pytest.mark.parametrize("theme", THEMES)
def test_both_themes_name_the_same_colours(theme: str) -> None:
    palette = colours(theme)

    assert set(palette) == set(colours("light"))
    assert len(set(palette.values())) > 12
    assert all(one != other for one, other in combinations(("insb", "delb", "movb"), 2))


def test_only_colours_of_the_palette_are_used_outside_print() -> None:
    rules = STYLE.split("@media print", 1)[0].split("*{box-sizing", 1)[1]

    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
