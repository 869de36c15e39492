"""Events beside the text: levels, links, splits and merges of blocks."""

from __future__ import annotations

from statediff.differ import diff
from statediff.model import Block, BlockKind, FormatEvent, Link, Wording

FIRST = "The two ministers met in Kyiv and spoke about air defence."
SECOND = "A working group will meet every month in the capital."


def events(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[FormatEvent, ...]:
    return diff(Wording(blocks=old), Wording(blocks=new)).format_events


def paragraph(text: str, *links: Link) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, links=links)


def table(*rows: str) -> Wording:
    return Wording(blocks=tuple(Block(kind=BlockKind.ROW, text=row, cells=tuple(row.split("\t"))) for row in rows))


def test_another_level_of_heading_is_told() -> None:
    old, new = (Block(kind=BlockKind.HEADING, text="Joint statement", level=level) for level in (2, 3))

    assert events((old,), (new,)) == (
        FormatEvent(kind="level-changed", old_block=0, new_block=0, detail="heading 2 -> 3"),
    )


def test_a_link_that_leads_elsewhere_is_told() -> None:
    old, new = (Link(text="Kyiv", href=f"https://ministry.example/{page}") for page in ("a", "b"))

    [event] = events((paragraph(FIRST, old),), (paragraph(FIRST, new),))

    assert event.kind == "link-changed"
    assert event.detail == "Kyiv: https://ministry.example/a -> https://ministry.example/b"


def test_splits_and_merges_name_the_first_block_and_their_number() -> None:
    whole, parts = (paragraph(f"{FIRST} {SECOND}"),), (paragraph(FIRST), paragraph(SECOND))

    assert events(whole, parts) == (FormatEvent(kind="split", old_block=0, new_block=0, detail="into 2 blocks"),)
    assert events(parts, whole) == (FormatEvent(kind="merged", old_block=0, new_block=0, detail="from 2 blocks"),)


def test_the_same_blocks_make_no_event() -> None:
    assert events((paragraph(FIRST), paragraph(SECOND)), (paragraph(FIRST), paragraph(SECOND))) == ()


def test_a_row_that_moved_and_was_edited_is_known_by_its_first_cell() -> None:
    rows = ["Ship\tTonnes\tPort", "Alder\t1,200\tHelvik", "Bosko\t900\tKolm", "Corvina\t450\tLunde"]
    moved = [rows[0], "Corvina\t470\tLunde", *rows[1:3]]

    change = diff(table(*rows), table(*moved))

    assert [edit.kind for edit in change.edits] == ["moved"]
    assert "figure" in change.edits[0].labels
    assert [event.kind for event in change.format_events] == ["row-moved"]
