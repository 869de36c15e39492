"""The site's folder: what is ours is kept up to date, what is not is left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from statediff.errors import UsageError
from statediff.publishing.folder import MANIFEST, Publication, SiteFolder, write_file
from visits import ordinary_user


def fill(root: Path, **pages: str) -> Publication:
    folder = SiteFolder.claim(root)
    for name, text in pages.items():
        folder.write(name.replace("__", "/"), text)
    return folder.finish()


def test_a_page_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    root = tmp_path / "site"
    fill(root, index="one", other="two")
    for path in root.iterdir():
        os.utime(path, (1, 1))

    done = fill(root, index="one", other="changed")

    assert done == Publication(written=1, unchanged=1, removed=0)
    assert (root / "index").stat().st_mtime == 1
    assert (root / "other").read_text(encoding="utf-8") == "changed"


def test_nothing_at_all_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    fill(tmp_path, index="one")
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))

    fill(tmp_path, index="one")

    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1}


def test_a_page_that_no_longer_belongs_goes_unless_somebody_edited_it(tmp_path: Path) -> None:
    fill(tmp_path, index="one", a__old="old", a__edited="mine")
    (tmp_path / "a" / "edited").write_text("edited by hand", encoding="utf-8")
    fill(tmp_path, index="one", b__old="old")

    done = fill(tmp_path, index="one")

    assert done.removed == 1
    assert not (tmp_path / "b").exists()
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["edited"]


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "photos/"])
def test_a_folder_that_holds_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="is no site of statediff"):
        SiteFolder.claim(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [name.rstrip("/")]


def test_what_a_host_of_pages_wants_may_stand_beside_the_site(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "CNAME").write_text("watch.example\n", encoding="utf-8")

    fill(tmp_path, index="one")

    assert (tmp_path / "CNAME").read_text(encoding="utf-8") == "watch.example\n"


def test_a_file_that_cannot_be_written_is_told_by_its_own_name(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    with ordinary_user(), pytest.raises(PermissionError) as caught:
        write_file(tmp_path / "report.html", b"words")

    tmp_path.chmod(0o755)
    assert caught.value.filename == str(tmp_path / "report.html")


def test_a_file_in_the_place_of_a_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="this is a file"):
        SiteFolder.claim(tmp_path / "site")


def test_somebody_elses_file_in_a_pages_place_is_never_written_over_not_even_the_second_time(tmp_path: Path) -> None:
    fill(tmp_path, index="one")
    (tmp_path / "feed").write_text("mine", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(UsageError, match="we did not write"):
            fill(tmp_path, index="two", feed="ours")

    assert (tmp_path / "feed").read_text(encoding="utf-8") == "mine"


def test_a_run_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    folder = SiteFolder.claim(tmp_path)
    folder.write("index", "one")
    (tmp_path / "half").write_text("ha", encoding="utf-8")

    done = fill(tmp_path, index="one", half="whole")

    assert done == Publication(written=1, unchanged=1, removed=0)
    assert "is_unfinished" not in json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"files": 1}',
        '{"files": {"../../x": {"sha256": "0"}}}',
        '{"files": {"/etc/passwd": {"sha256": "0"}}}',
    ],
)
def test_a_manifest_that_is_none_or_points_outside_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")

    with pytest.raises(UsageError):
        SiteFolder.claim(tmp_path)


def test_facts_are_told_again_while_recipe_and_bytes_are_the_same(tmp_path: Path) -> None:
    folder = SiteFolder.claim(tmp_path)
    folder.write("page", "one", recipe="r1", facts={"severity": "minor"})
    folder.finish()

    same, other = (SiteFolder.claim(tmp_path).facts("page", recipe) for recipe in ("r1", "r2"))
    (tmp_path / "page").write_text("edited", encoding="utf-8")
    edited = SiteFolder.claim(tmp_path).facts("page", "r1")

    assert (same, other, edited) == ({"severity": "minor"}, None, None)


def test_a_link_in_a_pages_place_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    fill(tmp_path / "site", index="one")
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    (tmp_path / "site" / "index").unlink()
    (tmp_path / "site" / "index").symlink_to(outside)

    fill(tmp_path / "site", index="two")

    assert outside.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "site" / "index").read_text(encoding="utf-8") == "two"


def test_nothing_is_written_through_a_link_to_another_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    fill(tmp_path / "site", index="one")
    (tmp_path / "site" / "sources").symlink_to(tmp_path / "outside", target_is_directory=True)

    with pytest.raises(UsageError, match="leads out of the site"):
        fill(tmp_path / "site", sources__page="ours")

    assert list((tmp_path / "outside").iterdir()) == []
