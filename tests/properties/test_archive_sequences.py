"""Whatever sequence of looks, readings and reopenings happens, the archive reads back what a plain list would hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from statediff.archive import Archive, create, open_archive
from statediff.judgements import Annotation, Filter, Verdict, VerdictKind
from statediff.model import Capture, Hop, Source, Wording, digest_of
from visits import BLOCKED, OK, SAME, SUSPECT, answer, hours, no_waiting_for_the_disk, paragraphs, with_bytes

SOURCES = (Source(id="one", url="https://one.example/"), Source(id="two", url="https://two.example/"))
BASE = b"<main><p>The ministers met on Monday.</p><p>They signed a letter of intent.</p></main>" * 20
BODIES = st.one_of(
    st.binary(max_size=40),
    st.integers(0, 5).map(lambda number: BASE.replace(b"Monday", b"Friday", number)),
    st.binary(min_size=1, max_size=9).map(lambda end: BASE + end),
)
TEXTS = st.lists(st.sampled_from(["A met B.", "They agreed.", "Вони зустрілися.", ""]), min_size=1, max_size=3)


@dataclass(slots=True)
class Expected:
    """What a plain list remembers of one look."""

    source: str
    body: bytes
    disposition: str
    version: int | None = None
    hops: tuple[Hop, ...] = ()


@dataclass(slots=True)
class Model:
    """The looks, and each source's wordings in turn."""

    looks: list[Expected] = field(default_factory=list)
    wordings: dict[str, list[Wording]] = field(default_factory=dict)
    judgements: list[Verdict | Annotation | Filter] = field(default_factory=list)


class Sequences(RuleBasedStateMachine):
    """An archive beside a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "archive.db"
        self.copies = 0
        self.model = Model()
        self.archive: Archive
        self.fresh: Capture | None = None

    def teardown(self) -> None:
        self.archive.close()
        self.folder.cleanup()

    @initialize()
    def make(self) -> None:
        self.archive = create(self.path)

    @rule(source=st.sampled_from(SOURCES), body=BODIES, disposition=st.sampled_from([OK, SUSPECT, BLOCKED]))
    def look(self, source: Source, body: bytes, disposition: object) -> None:
        assert disposition in {OK, SUSPECT, BLOCKED}
        chosen = next(known for known in (OK, SUSPECT, BLOCKED) if known == disposition)
        at = hours(len(self.model.looks))
        self.fresh = self.archive.keep(source, answer(source, body), chosen, at)
        self.model.looks.append(Expected(source=source.id, body=body, disposition=str(chosen)))
        assert self.fresh.id == len(self.model.looks)

    @rule(source=st.sampled_from(SOURCES), body=BODIES, redirects=st.integers(0, 2), date=st.sampled_from("abc"))
    def look_with_bytes(self, source: Source, body: bytes, redirects: int, date: str) -> None:
        exchange = with_bytes(answer(source, body), date=date, redirects=redirects)
        self.fresh = self.archive.keep(source, exchange, OK, hours(len(self.model.looks)))
        self.model.looks.append(Expected(source=source.id, body=body, disposition="ok", hops=exchange.hops))

    @precondition(lambda self: self.is_readable())
    @rule(texts=TEXTS)
    def read(self, texts: list[str]) -> None:
        assert self.fresh is not None
        wording = paragraphs(*texts)
        landed = self.archive.derive(self.fresh, wording, "1")
        known = self.model.wordings.setdefault(landed.source_id, [])
        is_new = not known or known[-1].digest != wording.digest
        if is_new:
            known.append(wording)
        assert (landed.version, landed.is_new_version) == (len(known), is_new)
        self.model.looks[-1].version = len(known)
        self.fresh = None

    def is_readable(self) -> bool:
        return self.fresh is not None and self.fresh.digest is not None and str(self.fresh.disposition) == "ok"

    @precondition(
        lambda self: self.fresh is not None and str(self.fresh.disposition) == "suspect" and self.fresh.digest
    )
    @rule()
    def confirm(self) -> None:
        assert self.fresh is not None
        self.fresh = self.archive.confirm(self.fresh.id, "looked at it")
        self.model.looks[-1].disposition = "ok"

    @precondition(lambda self: self.fresh is None and self.model.looks and self.model.looks[-1].version)
    @rule()
    def look_again(self) -> None:
        last = self.model.looks[-1]
        source = next(source for source in SOURCES if source.id == last.source)
        again = self.archive.keep(source, answer(source, last.body), SAME, hours(len(self.model.looks)))
        self.model.looks.append(Expected(source=last.source, body=last.body, disposition="same", version=last.version))
        assert again.version == last.version

    @precondition(lambda self: self.model.wordings)
    @rule(data=st.data(), words=st.text(max_size=9), kind=st.sampled_from(VerdictKind))
    def judge(self, data: st.DataObject, words: str, kind: VerdictKind) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.wordings)))
        number = data.draw(st.integers(1, len(self.model.wordings[name])))
        at = hours(len(self.model.judgements))
        verdict = Verdict(source_id=name, old=number, new=1, kind=kind, reviewer=words, decided_at=at, note=words)
        note = Annotation(
            source_id=name, version=number, start=0, end=3, quote=words, text="", author="", written_at=at
        )
        place = Filter(source_id=name, slot=words, is_active=number > 1, evidence=words, decided_at=at)
        self.model.judgements += [
            self.archive.keep_verdict(verdict),
            self.archive.keep_annotation(note),
            self.archive.keep_filter(place),
        ]

    @rule(host=st.sampled_from(["one.example", "two.example"]), holder=st.sampled_from(["a", "b"]))
    def lease(self, host: str, holder: str) -> None:
        at = hours(len(self.model.looks))
        if self.archive.lease_host(host, holder, at, 3_000):
            assert self.archive.holds_host(host, holder)
            assert not self.archive.lease_host(host, "another", at, 3_000)
            self.archive.release_hosts(holder, at)

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = open_archive(self.path)

    @rule()
    def compact(self) -> None:
        self.archive.compact()

    @rule()
    def go_on_with_a_backup(self) -> None:
        self.go_on_with(self.archive.backup(self.next_path()))

    @rule()
    def go_on_with_an_import(self) -> None:
        folder = self.archive.export(Path(self.folder.name) / f"export-{self.copies}")
        path = self.next_path()
        with create(path) as imported:
            imported.import_(folder)
        self.go_on_with(path)

    def next_path(self) -> Path:
        self.copies += 1
        return Path(self.folder.name) / f"archive-{self.copies}.db"

    def go_on_with(self, path: Path) -> None:
        self.archive.close()
        self.path = path
        self.archive = open_archive(path)

    @invariant()
    def reads_back(self) -> None:
        if not hasattr(self, "archive"):
            return
        for source in SOURCES:
            kept = self.archive.captures(source.id)[::-1]
            expected = [look for look in self.model.looks if look.source == source.id]
            assert [(str(look.disposition), look.version) for look in kept] == [
                (look.disposition, look.version) for look in expected
            ]
            for capture, look in zip(kept[-2:], expected[-2:], strict=True):
                assert capture.digest == (digest_of(look.body) if look.body else None)
                assert not capture.digest or self.archive.snapshot(capture.digest) == look.body
                assert self.archive.exchange(capture.id).hops == look.hops

        kept_judgements = (*self.archive.verdicts(), *self.archive.annotations(), *self.archive.filters())
        assert sorted(map(repr, kept_judgements)) == sorted(map(repr, self.model.judgements))

    @precondition(lambda self: len(self.model.looks) > 3)
    @rule()
    def verify(self) -> None:
        verification = self.archive.verify()
        assert verification.damages == ()
        assert verification.captures == len(self.model.looks)
        for source_id, wordings in self.model.wordings.items():
            assert [version.wording for version in self.archive.history(source_id).versions] == wordings


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with no_waiting_for_the_disk():
        yield


TestSequences = Sequences.TestCase
TestSequences.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
