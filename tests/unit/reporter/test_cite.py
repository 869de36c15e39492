"""Citations: parts that a reference manager and a court can read, whatever the title holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from statediff.reporter.cite import Citations, make_citations, web_address
from statediff.reporter.phrasing import load_phrases
from written import Evidence, statement_change, write_evidence


def cited(evidence: Evidence) -> Citations:
    return make_citations(
        evidence["source"], evidence["new"], evidence["new_capture"], evidence["last_seen"], load_phrases("en")
    )


def test_apa_names_author_date_title_versions_address_and_digest() -> None:
    evidence = write_evidence(statement_change())

    citations = cited(evidence)

    assert citations.apa_before == "Ministry of Defence (invented). (2026, November 17)."
    assert citations.apa_title == "Two ministries sign an agreement on joint production"
    assert citations.apa_after == (
        "[Web page; version 2, first seen 2026-11-20T06:04:09Z, replacing a version last seen 2026-11-20T00:04:09Z]. "
        "https://defence.example/en/news/2026-11-17-joint-production. "
        f"SHA-256 of the bytes: {evidence['new'].snapshot}"
    )


def test_a_page_without_a_date_is_cited_as_undated() -> None:
    citations = cited(write_evidence(statement_change(), published=None))

    assert citations.apa_before.endswith("(n.d.).")
    assert "  date" not in citations.bibtex
    assert "issued" not in json.loads(citations.csl_json)[0]


def test_bibtex_is_balanced_and_escapes_what_would_act() -> None:
    evidence = write_evidence(statement_change())
    wording = replace(evidence["new"].wording, title="100 % of $5 & {braces} \\input{x} #1_a~b^c")
    evidence["new"] = replace(evidence["new"], wording=wording)

    bibtex = cited(evidence).bibtex

    assert bibtex.startswith("@online{defence-en-20261120-v2,\n")
    assert (
        r"100 \% of \$5 \& \{braces\} \textbackslash{}input\{x\} \#1\_a\textasciitilde{}b\textasciicircum{}c" in bibtex
    )
    bare = re.sub(r"\\[{}]", "", bibtex)
    assert bare.count("{") == bare.count("}")


def test_csl_json_is_one_web_page_with_its_dates() -> None:
    item = json.loads(cited(write_evidence(statement_change())).csl_json)[0]

    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "Ministry of Defence (invented)"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 17]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 20]]}
    assert item["version"] == "2"
    assert item["URL"].startswith("https://")


def test_a_robust_link_keeps_its_date_and_escapes_its_title() -> None:
    evidence = write_evidence(statement_change())
    evidence["new"] = replace(evidence["new"], wording=replace(evidence["new"].wording, title='"A" <b>&</b>'))

    link = cited(evidence).robust_link

    assert 'data-versiondate="2026-11-20"' in link
    assert link.endswith(">&quot;A&quot; &lt;b&gt;&amp;&lt;/b&gt;</a>")


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://x.example/a?b=c#d", True),
        ("HTTP://x.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://x.example/\u202eevil", False),
        ("https://x.example/a b", False),
        ('https://x.example/"onclick=', False),
        ("//x.example/", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, is_link: bool) -> None:
    assert web_address(url) == (url if is_link else None)
