"""Proofs: what the standard-library checker in the docs accepts, and everything it must refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, open_archive
from statediff.archive.log import is_included, leaf_hash
from statediff.errors import ArchiveDamaged, RevisionNotFound, UsageError
from visits import edit

CHECKER = Path(__file__).resolve().parents[3] / "docs" / "reference" / "check_proof.py"


@pytest.fixture
def filled(path: Path) -> Iterator[Archive]:
    """A full archive, open."""
    with open_archive(path) as archive:
        yield archive


def check(folder: Path, proof: object, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "proof.json").write_text(json.dumps(proof), encoding="ascii")
    return subprocess.run(
        [sys.executable, "-I", "-S", str(CHECKER), str(folder / "proof.json"), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_capture_is_proven_under_the_root_that_verify_names(filled: Archive) -> None:
    root = filled.verify().root

    for number in range(1, 11):
        proof = filled.proof(number)
        assert (proof["root"], proof["size"], proof["index"]) == (root, 10, number - 1)
        record, path = proof["record"], proof["path"]
        assert isinstance(record, str)
        assert isinstance(path, list)
        siblings = [bytes.fromhex(sibling) for sibling in path]
        assert is_included(leaf_hash(record.encode()), number - 1, 10, siblings, bytes.fromhex(root))


def test_a_record_tells_what_was_seen(filled: Archive) -> None:
    proof = filled.proof(7)

    record = json.loads(str(proof["record"]))

    assert (record["capture"], record["source"], record["slot"], record["status"]) == (7, "mod-uk", 77, 200)
    assert record["disposition"]["kind"] == "ok"
    assert record["route"]["final_url"] == "https://mod.example/uk/zayava/new"
    assert [hop["status"] for hop in record["hops"]] == [301, 200]
    assert ["Server", "nginx"] in record["headers"]
    assert record["body"]["digest"] == filled.capture(7).digest


def test_the_checker_needs_nothing_but_the_standard_library(filled: Archive, tmp_path: Path) -> None:
    body = tmp_path / "body.html"
    body.write_bytes(filled.snapshot(filled.capture(5).digest or ""))

    result = check(tmp_path, filled.proof(5), "--root", filled.verify().root.upper(), "--body", str(body))

    assert (result.returncode, result.stdout) == (0, "proven: capture 5 of mfa-en among 10\n"), result.stderr


@pytest.mark.parametrize("number", [5, 7, 10])
def test_a_proof_holds_the_bytes_of_every_hop(filled: Archive, tmp_path: Path, number: int) -> None:
    result = check(tmp_path, filled.proof(number), "--write", str(tmp_path / "messages"))

    assert result.returncode == 0, result.stdout + result.stderr
    written = {path.name: path.read_bytes() for path in (tmp_path / "messages").iterdir()}
    exchange = filled.exchange(number)
    expected = {}
    for place, hop in enumerate(exchange.hops):
        if hop.request:
            expected[f"{place}-request"] = hop.request
            expected[f"{place}-response"] = hop.response.removesuffix(exchange.body)
    assert written == expected
    assert len(written) == {5: 0, 7: 4, 10: 2}[number]


def test_the_checker_refuses_other_requests_and_answers(filled: Archive, tmp_path: Path) -> None:
    proof = filled.proof(7)
    messages = proof["messages"]
    assert isinstance(messages, dict)
    forgeries = [
        {**messages, "0": {**messages["0"], "request": "R0VUIC8="}},
        {**messages, "1": {**messages["1"], "response": messages["0"]["response"]}},
        {"0": messages["0"]},
        {**messages, "2": messages["0"]},
        {},
    ]

    for forgery in forgeries:
        result = check(tmp_path, {**proof, "messages": forgery}, "--write", str(tmp_path / "messages"))
        assert (result.returncode, result.stdout) == (1, "the requests and answers are not those of the record\n")
    assert not (tmp_path / "messages").exists()


def test_the_checker_takes_a_proof_that_an_earlier_statediff_wrote(earlier_path: Path, tmp_path: Path) -> None:
    with open_archive(earlier_path) as archive:
        proof = archive.proof(7)
    del proof["messages"]

    assert check(tmp_path, proof).returncode == 0


@pytest.mark.parametrize("size", [5, 7, 8, 9])
def test_a_capture_is_proven_under_an_earlier_root_too(filled: Archive, tmp_path: Path, size: int) -> None:
    proof = filled.proof(5, size)

    assert check(tmp_path, proof).returncode == 0
    if size == 5:
        kept = filled._connection.value("select root from checkpoint where size = 5")
        assert proof["root"] == kept.hex()


def test_the_checker_refuses_whatever_was_altered(filled: Archive, tmp_path: Path) -> None:
    proof = filled.proof(5)
    record, path = str(proof["record"]), proof["path"]
    assert isinstance(path, list)
    forgeries = [
        {**proof, "record": record.replace('"status":200', '"status":404')},
        {**proof, "index": 5},
        {**proof, "size": 1},
        {**proof, "path": path[:-1]},
        {**proof, "path": [*path, path[0]]},
        {**proof, "path": path[::-1]},
        {**proof, "root": "00" * 32},
    ]

    for forgery in forgeries:
        result = check(tmp_path, forgery)
        assert (result.returncode, result.stdout) == (1, "the record does not stand under this root\n"), forgery


def test_the_checker_refuses_another_root_and_another_file(filled: Archive, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_bytes(b"something else")

    result = check(tmp_path, filled.proof(5), "--root", "00" * 32, "--body", str(other))

    assert result.returncode == 1
    assert result.stdout == "the root is not the one you trust\nthe file is not what was captured\n"


@pytest.mark.parametrize(("capture", "size"), [(5, 4), (5, 11), (1, 0)])
def test_a_capture_outside_the_log_has_no_proof(filled: Archive, capture: int, size: int) -> None:
    with pytest.raises(UsageError, match="stands not among"):
        filled.proof(capture, size)


def test_an_unknown_capture_has_no_proof(filled: Archive) -> None:
    with pytest.raises(RevisionNotFound, match="capture 99: there is no such look"):
        filled.proof(99)


def test_an_edited_capture_has_no_proof(path: Path) -> None:
    edit(path, "update capture set at = 0 where id = 5")

    with open_archive(path) as archive, pytest.raises(ArchiveDamaged, match="no longer matches"):
        archive.proof(5)
