"""Chinese, Japanese and further languages: figures with their scales, dates, negation and modal verbs."""

from __future__ import annotations

import pytest

from statediff.differ import describe, diff


def told(old: str, new: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(str(label), label.delta) for edit in diff(old, new, language=language).edits for label in edit.labels]


@pytest.mark.parametrize(
    ("old", "new", "delta"),
    [
        ("价值5,000万美元。", "价值5亿美元。", "×10"),
        ("價值5,000萬美元。", "價值5億美元。", "×10"),
        ("5,000万ドルを支援する。", "5億ドルを支援する。", "×10"),
        ("共一千二百枚。", "共六百枚。", "−50 %"),
    ],
)
def test_a_figure_is_weighed_with_its_chinese_scale(old: str, new: str, delta: str) -> None:
    assert told(old, new) == [("figure", delta)]


@pytest.mark.parametrize(
    ("old", "new", "delta"),
    [
        ("会议3月5日举行。", "会议5月3日举行。", "+59 days"),
        ("会议于2026年3月5日举行。", "会议于2027年3月5日举行。", "+1 year"),
        ("会议三月五日举行。", "会议三月八日举行。", "+3 days"),
        ("会議は3月に開かれる。", "会議は4月に開かれる。", "+1 month"),
        ("会議は10時に始まる。", "会議は午後3時に始まる。", ""),
        ("会议周一举行。", "会议周三举行。", ""),
    ],
)
def test_a_date_in_chinese_signs_is_a_date(old: str, new: str, delta: str) -> None:
    assert told(old, new) == [("date", delta)]


def test_a_figure_in_two_scales_is_one() -> None:
    change = diff("予算は3億5000万円です。", "予算は3億2000万円です。")

    assert describe(change) == "3億5000万円 became 3億2000万円 (−8.6 %)."


def test_a_duration_is_no_day_of_the_month() -> None:
    assert told("会議は3日間続く。", "会議は5日間続く。") == [("figure", "+2 days")]


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ("我们支持协议。", "我们不支持协议。", "negation"),
        ("他们没有签字。", "他们签字。", "negation"),
        ("会議に参加した。", "会議に参加しなかった。", "negation"),
        ("支援を続けます。", "支援を続けません。", "negation"),
        ("双方将会合作。", "双方可能合作。", "modality"),
        ("各方必须遵守。", "各方应该遵守。", "modality"),
        ("支援は続くだろう。", "支援は続くかもしれない。", "modality"),
    ],
)
def test_negation_and_modal_verbs_are_known_in_chinese_and_japanese(old: str, new: str, label: str) -> None:
    assert label in {name for name, _ in told(old, new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [("我们不断支持协议。", "我们支持协议。"), ("未来的协议。", "将来的协议。"), ("将军到了。", "总统到了。")],
)
def test_words_that_hold_a_small_word_only_as_a_part_are_neither(old: str, new: str) -> None:
    assert not {"negation", "modality"} & {name for name, _ in told(old, new)}


def test_a_figure_in_chinese_is_told_with_its_scale() -> None:
    assert describe(diff("价值5,000万美元。", "价值5亿美元。")) == "5,000万美元 became 5亿美元 (×10)."


@pytest.mark.parametrize(
    ("language", "old", "new", "delta"),
    [
        ("ar", "تبلغ القيمة 5 مليون دولار.", "تبلغ القيمة 5 مليار دولار.", "×1,000"),
        ("ru", "Выделено 5 тыс. рублей.", "Выделено 5 млн рублей.", "×1,000"),
        ("ru", "Выделено 5 миллионов рублей.", "Выделено 5 миллиардов рублей.", "×1,000"),
        ("tr", "Yardım 5 milyon lira.", "Yardım 5 milyar lira.", "×1,000"),
        ("tr", "Yardım 5 bin lira.", "Yardım 5 milyon lira.", "×1,000"),
        ("de", "Es kostet 5 Mio. Euro.", "Es kostet 5 Mrd. Euro.", "×1,000"),
        ("pl", "Wartość to 5 mln zł.", "Wartość to 5 mld zł.", "×1,000"),
    ],
)
def test_a_scale_word_is_a_figure(language: str, old: str, new: str, delta: str) -> None:
    assert told(old, new, language) == [("figure", delta)]


@pytest.mark.parametrize(
    ("language", "old", "new", "label"),
    [
        ("de", "Er wird kommen.", "Er könnte kommen.", "modality"),
        ("ru", "Совет должен решить.", "Совет может решить.", "modality"),
        ("ar", "يجب توقيع الاتفاق.", "ينبغي توقيع الاتفاق.", "modality"),
        ("pl", "Rada musi to zrobić.", "Rada może to zrobić.", "modality"),
        ("ar", "لن نوقع الاتفاق.", "نوقع الاتفاق.", "negation"),
        ("pl", "To nie jest prawda.", "To jest prawda.", "negation"),
        ("tr", "Bu doğru değil.", "Bu doğru.", "negation"),
    ],
)
def test_small_words_that_weigh_are_known(language: str, old: str, new: str, label: str) -> None:
    assert label in {name for name, _ in told(old, new, language)}
