"""Leases on hosts: one holder at a time, ended by lapsing, by release, or by the end of the run that took them."""

from __future__ import annotations

from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.archive.lease import RunMark, lease_path
from visits import hours, look

HOST = "finance.example"
HOUR = 3_600.0


def test_a_host_has_one_holder(archive: Archive) -> None:
    assert archive.lease_host(HOST, "a", hours(0), HOUR)
    assert not archive.lease_host(HOST, "b", hours(0.5), HOUR)
    assert archive.lease_host("mod.example", "b", hours(0.5), HOUR)
    assert archive.holds_host(HOST, "a")
    assert not archive.holds_host(HOST, "b")
    assert not archive.holds_host("nowhere.example", "a")


def test_a_holder_renews_and_is_then_left_alone_for_longer(archive: Archive) -> None:
    archive.lease_host(HOST, "a", hours(0), HOUR)

    assert archive.lease_host(HOST, "a", hours(0.9), HOUR)

    assert not archive.lease_host(HOST, "b", hours(1.5), HOUR)
    assert rows(archive) == [(HOST, "a", 0.0, 1.9)]


def test_a_lapsed_lease_is_anybodys_and_its_holder_learns_of_it(archive: Archive) -> None:
    archive.lease_host(HOST, "a", hours(0), HOUR)
    assert archive.holds_host(HOST, "a")

    assert archive.lease_host(HOST, "b", hours(1), HOUR)

    assert not archive.holds_host(HOST, "a")
    assert not archive.lease_host(HOST, "a", hours(1.1), HOUR)
    assert rows(archive) == [(HOST, "b", 1.0, 2.0)]


def test_a_lapsed_lease_that_nobody_took_is_still_its_holders(archive: Archive) -> None:
    archive.lease_host(HOST, "a", hours(0), HOUR)

    assert archive.holds_host(HOST, "a")
    assert archive.lease_host(HOST, "a", hours(3), HOUR)
    assert rows(archive) == [(HOST, "a", 3.0, 4.0)]


def test_a_released_host_is_free_at_once_and_only_the_holders_own_are_released(archive: Archive) -> None:
    for host, holder in ((HOST, "a"), ("mod.example", "a"), ("gov.example", "b")):
        archive.lease_host(host, holder, hours(0), HOUR)

    archive.release_hosts("a", hours(0.1))

    assert archive.lease_host(HOST, "b", hours(0.1), HOUR)
    assert archive.lease_host("mod.example", "b", hours(0.1), HOUR)
    assert not archive.lease_host("gov.example", "a", hours(0.1), HOUR)


def test_a_lease_that_a_clock_of_the_future_gave_waits_for_nobody(archive: Archive) -> None:
    archive.lease_host(HOST, "a", hours(24), HOUR)

    assert archive.lease_host(HOST, "b", hours(0), HOUR)


def test_a_clock_that_is_a_little_behind_takes_nothing_away(archive: Archive) -> None:
    archive.lease_host(HOST, "a", hours(0.1), HOUR)

    assert not archive.lease_host(HOST, "b", hours(0), HOUR)


def test_inside_a_run_two_holders_are_rivals(archive: Archive) -> None:
    with archive.run("track"):
        assert archive.lease_host(HOST, "a", hours(0), HOUR)
        assert not archive.lease_host(HOST, "b", hours(0.1), HOUR)


def test_the_next_run_takes_over_at_once_what_a_dead_one_held(path: Path) -> None:
    with open_archive(path) as archive, archive.run("track"):
        archive.lease_host(HOST, "a", hours(0), HOUR)

    with open_archive(path) as archive, archive.run("track"):
        assert archive.lease_host(HOST, "b", hours(0.001), HOUR)
        assert not archive.holds_host(HOST, "a")


def test_a_run_that_got_in_because_the_lock_was_deleted_waits_for_the_lease(path: Path) -> None:
    with open_archive(path) as hung, open_archive(path) as other, hung.run("track"):
        hung.lease_host(HOST, "a", hours(0), HOUR)
        lease_path(path).unlink()
        with other.run("track"):
            assert not other.lease_host(HOST, "b", hours(0.9), HOUR)
            assert other.lease_host(HOST, "b", hours(1), HOUR)
            assert not hung.lease_host(HOST, "a", hours(1.1), HOUR)
            assert not hung.holds_host(HOST, "a")


@pytest.mark.parametrize(
    ("other", "is_dead"), [("1-2:bb", True), ("1-2:aa", False), ("1-3:bb", False), ("", False), ("1-22:bb", False)]
)
def test_a_run_knows_who_is_dead_by_the_lock_it_holds(other: str, is_dead: bool) -> None:
    assert RunMark(lock="1-2", token="aa").outlived(other) is is_dead


def test_leases_are_no_part_of_an_export_and_leave_no_mark_on_what_was_seen(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive, create(tmp_path / "again.db") as again:
        with archive.run("track"):
            look(archive, "x")
            archive.lease_host(HOST, "a", hours(0), HOUR)
            archive.release_hosts("a", hours(1))
        root = archive.verify().root

        again.import_(archive.export(tmp_path / "export"))

        assert archive.verify().damages == again.verify().damages == ()
        assert again.verify().root == root
        assert rows(again) == []


def test_a_run_that_only_claimed_leaves_a_sound_archive(path: Path) -> None:
    with open_archive(path) as archive:
        for number in range(3):
            with archive.run("track"):
                archive.lease_host(f"h{number}.example", "a", hours(number), HOUR)
                archive.release_hosts("a", hours(number + 0.5))
            assert archive.verify().damages == ()


def rows(archive: Archive) -> list[tuple[str, str, float, float]]:
    """The leases, in hours since the first look."""
    found = archive._connection.rows("select host, holder, claimed_at, lapses_at from host_lease order by host")
    start = hours(0).timestamp()
    return [
        (host, holder, *(round(at / 1e6 - start, 3) / 3_600 for at in (since, until)))
        for host, holder, since, until in found
    ]
