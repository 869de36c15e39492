"""Provenance: what both captures rest on, and nothing claimed that was not recorded."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from statediff.model import Rules
from statediff.reporter import render_report
from written import Evidence, statement_change, write_evidence, write_source


def page_of(evidence: Evidence) -> BeautifulSoup:
    return BeautifulSoup(render_report(**evidence), "lxml")


def rows_of(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        row.select("th")[0].get_text(): [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        for row in page.select(".prov tbody tr")
    }


def facts_of(page: BeautifulSoup) -> dict[str, str]:
    names = [tag.get_text() for tag in page.select(".hash dt")]
    values = [" ".join(tag.get_text(" ").split()) for tag in page.select(".hash dd")]
    return dict(zip(names, values, strict=True))


def test_both_captures_stand_side_by_side() -> None:
    evidence = write_evidence(statement_change())

    rows = rows_of(page_of(evidence))

    assert rows["Captured (UTC)"] == ["17 Nov 2026 12:04:09", "20 Nov 2026 06:04:09"]
    assert rows["HTTP"] == ["200 · text/html", "200 · text/html"]
    assert rows["Size"] == ["48,212 bytes 161 words", "48,212 bytes 134 words"]
    assert rows["Page’s own date"] == ["17 Nov 2026", "17 Nov 2026 unchanged"]
    assert rows["SHA-256 of bytes"] == [
        version.snapshot.removeprefix("sha256:") for version in (evidence["old"], evidence["new"])
    ]
    assert rows["SHA-256 of text"] == [
        version.wording.digest.removeprefix("sha256:") for version in (evidence["old"], evidence["new"])
    ]


def test_a_missing_copy_elsewhere_is_said_to_be_missing() -> None:
    assert rows_of(page_of(write_evidence(statement_change())))["Copy elsewhere"] == ["missing: none recorded"] * 2


def test_the_details_tell_addresses_robots_tls_server_and_rules() -> None:
    evidence = write_evidence(
        statement_change(), source=write_source(rules=Rules(select=(".news-body",), remove=(".share",)))
    )

    facts = facts_of(page_of(evidence))

    assert facts["Requested URL"] == "https://defence.example/en/news/2026-11-17-joint-production"
    assert facts["Final URL"] == "same, no redirect"
    assert facts["robots.txt"] == "allowed: no rule for this path"
    assert facts["TLS"] == "TLSv1.3 TLS_AES_256_GCM_SHA384"
    assert facts["Server address"] == "203.0.113.7"
    assert facts["Source’s own rules"] == "select: .news-body remove: .share"
    assert facts["Old wording last seen"] == "2026-11-20T00:04:09Z"
    assert "statediff show --raw defence-en@v1" in facts["Check the stored bytes"]


def test_what_differs_between_the_captures_is_told_for_both() -> None:
    evidence = write_evidence(statement_change())
    evidence["new_capture"] = replace(
        evidence["new_capture"], robots=None, peer_address=None, final_url="https://defence.example/moved"
    )

    facts = facts_of(page_of(evidence))

    assert facts["robots.txt"] == "allowed: no rule for this path v2: not recorded"
    assert facts["Final URL"] == "same, no redirect v2: https://defence.example/moved"
    assert facts["Server address"] == "203.0.113.7 v2: not recorded"


def test_a_capture_without_a_status_or_a_body_says_so() -> None:
    evidence = write_evidence(statement_change())
    evidence["old_capture"] = replace(evidence["old_capture"], status=None, size=None, media_type=None)

    rows = rows_of(page_of(evidence))

    assert rows["HTTP"][0] == "no answer"
    assert rows["Size"][0].startswith("no bytes")


def test_a_page_without_a_date_shows_none() -> None:
    evidence = write_evidence(statement_change(), published=None, modified=None)

    page = page_of(evidence)

    assert rows_of(page)["Page’s own date"] == ["none shown", "none shown"]
    assert "no date of change that we could read" in page.select_one(".silent").get_text()  # type: ignore[union-attr]
