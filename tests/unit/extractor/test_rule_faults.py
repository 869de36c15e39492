"""Faults of a source's own rules, each with what may have been meant."""

from __future__ import annotations

import pytest

from statediff.errors import SelectorError
from statediff.extractor import extract, find_preset_fault, find_selector_fault
from statediff.model import Rules

FAULTS = [
    ("div..a", "such as"),
    ("//div[@class='x']", "XPath"),
    ("div:eq(0)", "did you mean :nth-of-type?"),
    ("p:frist-child", "did you mean :first-child?"),
    ("article p,", "something is missing"),
    ("> p", "something is missing"),
    ("h1::text", "leave out what begins with ::"),
    ("a[href=x", "Malformed attribute selector"),
    (" ", "write one"),
]


@pytest.mark.parametrize(("selector", "words"), FAULTS)
def test_a_text_that_is_no_selector_is_told_with_what_may_have_been_meant(selector: str, words: str) -> None:
    fault = find_selector_fault(selector)

    assert fault is not None
    assert "is no CSS selector" in fault
    assert words in fault


@pytest.mark.parametrize("selector", ["main article", ".statement > p:not(.note)", "#a, [data-x='1']", "p:contains(x)"])
def test_a_selector_has_no_fault(selector: str) -> None:
    assert find_selector_fault(selector) is None


@pytest.mark.parametrize("selector", [selector for selector, _ in FAULTS])
def test_what_has_a_fault_reads_no_page(selector: str) -> None:
    with pytest.raises(SelectorError):
        extract(b"<html><body><p>The Ministry welcomes it.</p></body></html>", rules=Rules(select=(selector,)))


def test_a_preset_that_there_is_none_of_is_told_with_the_nearest() -> None:
    assert find_preset_fault("wordpress") is None
    assert "did you mean wordpress?" in (find_preset_fault("wordpres") or "")
    assert "choose one of" in (find_preset_fault("zzz") or "")
