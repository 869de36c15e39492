"""Languages: told by script and small words."""

from __future__ import annotations

import pytest

from statediff.differ.languages import detect, primary


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the two countries met and agreed on it.", "en"),
        ("Les ministres des deux pays se sont mis d’accord sur le texte.", "fr"),
        ("Die Minister der beiden Länder haben sich auf den Text geeinigt.", "de"),
        ("Міністри обох країн підписали угоду.", "uk"),
        ("Министры обеих стран объявили об этом вчера, но подробностей не сообщили.", "ru"),
        ("وقع الوزيران اتفاقية.", "ar"),
        ("השרים חתמו על הסכם.", "he"),
        ("两国部长签署了协议。", "zh"),
        ("大臣は会談を行った。", "ja"),
        ("12 345", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text_is_told_from_the_text(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("uk-UA", "uk"), ("fr_FR", "fr"), ("EN", "en"), ("", None), (None, None)]
)
def test_a_language_tag_is_read_for_its_language(tag: str | None, language: str | None) -> None:
    assert primary(tag) == language
