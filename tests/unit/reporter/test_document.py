"""The JSON document: stable members, valid whatever the text holds."""

from __future__ import annotations

import json
from dataclasses import replace

from statediff.model import FormatEvent, Label
from statediff.reporter import render
from written import statement_change, write_change


def test_the_document_has_the_members_it_promises() -> None:
    document = json.loads(render(statement_change(), "json", sentence="A letter became an agreement."))

    assert document["schema_version"] == 1
    assert document["sentence"] == "A letter became an agreement."
    assert document["severity"] == "substantive"
    assert document["algorithm"] == "written-by-hand/1"
    assert set(document) == {
        *("schema_version", "algorithm", "language", "severity", "score", "sentence", "edits", "spans", "moves"),
        *("format_events", "old_blocks", "new_blocks", "old_text", "new_text", "unshown_slots"),
    }


def test_an_edit_tells_its_labels_with_their_facts() -> None:
    label = Label("figure", rule="figure.changed", old="1,200", new="1,100", delta="−8.3 %", evidence="kits")
    change = write_change(["Up to [-1,200-]{+1,100+} kits."], labels={1: [label]})

    edit = json.loads(render(change, "json"))["edits"][0]

    assert (edit["number"], edit["kind"], edit["old"], edit["new"]) == (1, "reworded", "1,200", "1,100")
    assert edit["ops"] == [{"kind": "delete", "text": "1,200"}, {"kind": "insert", "text": "1,100"}]
    assert edit["labels"] == [
        {
            "name": "figure",
            "rule": "figure.changed",
            "old": "1,200",
            "new": "1,100",
            "evidence": "kits",
            "delta": "−8.3 %",
            "direction": "",
        }
    ]


def test_offsets_are_code_points_into_the_texts() -> None:
    document = json.loads(render(write_change(["𝕏 Київ [-може-]{+буде+} 🙂."]), "json"))

    edit = document["edits"][0]
    assert document["old_text"][edit["old_start"] : edit["old_end"]] == "може"
    assert document["new_text"][edit["new_start"] : edit["new_end"]] == "буде"


def test_spans_rebuild_both_texts() -> None:
    document = json.loads(render(statement_change(), "json"))

    for side in ("old", "new"):
        text = document[f"{side}_text"]
        assert "".join(text[span[f"{side}_start"] : span[f"{side}_end"]] for span in document["spans"]) == text


def test_the_document_is_valid_whatever_the_text_holds() -> None:
    change = write_change(['A \ud800 lone [-\udfff-]{+\u2028\x00\x1b+} "quoted" \\ text'])

    document = render(change, "json")

    assert document.encode("utf-8").decode("utf-8") == document
    assert json.loads(document)["old_text"] == change.old_text


def test_words_stay_readable_in_the_document() -> None:
    assert "Київ" in render(write_change(["Київ [-a-]{+b+}"]), "json")


def test_format_events_are_told() -> None:
    change = replace(
        write_change(["A"]),
        format_events=(FormatEvent(kind="split", old_block=0, new_block=0, detail="into 2 blocks"),),
    )

    assert json.loads(render(change, "json"))["format_events"] == [
        {"kind": "split", "old_block": 0, "new_block": 0, "detail": "into 2 blocks"}
    ]
