"""The report's checklist: each line that a machine can judge has tests that judge it, and those tests exist."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
BY_LOOKING = frozenset({3, 7, 30, 48})
REPORT, SITE, DESK = "e2e/test_report.py", "e2e/test_site.py", "e2e/test_desk_pages.py"
SERVED = "e2e/test_desk.py"
PAGE, LISTING, REVIEW = "unit/reporter/test_page.py", "unit/reporter/test_listing.py", "unit/reporter/test_review.py"
OUTLETS = "unit/reporter/outlets"
PROVEN: Mapping[int, tuple[str, ...]] = {
    1: (
        "properties/test_diff_laws.py::test_no_edit_starts_or_ends_inside_a_word_or_number",
        "unit/reporter/test_pieces.py::test_numbers_passages_and_letters_that_join_are_marked_whole",
    ),
    2: (
        "properties/test_diff_laws.py::test_spans_cover_both_texts_whole_and_in_order",
        "properties/test_diff_laws.py::test_operations_rebuild_both_sides_of_each_edit",
        f"{REPORT}::test_before_and_after_show_exactly_the_stored_text_without_script",
    ),
    4: (
        f"{PAGE}::test_list_text_and_navigation_bear_the_same_numbers",
        f"{PAGE}::test_a_long_list_is_led_by_the_weightiest_and_folded_in_groups",
    ),
    5: (
        f"{REPORT}::test_the_number_of_a_change_leads_to_it_in_every_view_without_script",
        f"{REPORT}::test_the_words_whose_link_was_followed_are_outlined",
    ),
    6: (f"{PAGE}::test_a_move_is_linked_both_ways",),
    8: (
        f"{REPORT}::test_only_the_chosen_view_is_seen",
        f"{REPORT}::test_before_and_after_show_exactly_the_stored_text_without_script",
    ),
    9: (
        f"{PAGE}::test_before_and_after_hold_exactly_the_stored_text",
        "properties/test_report_laws.py::test_before_and_after_hold_exactly_both_texts",
    ),
    10: (
        f"{PAGE}::test_unchanged_runs_are_folded_and_counted",
        f"{REPORT}::test_a_link_into_a_fold_opens_it",
    ),
    11: (
        f"{PAGE}::test_typographic_differences_are_counted_listed_and_never_numbered",
        f"{REPORT}::test_typographic_differences_are_shown_on_demand_without_script",
    ),
    12: (
        f"{LISTING}::test_an_entry_tells_what_stood_and_what_stands",
        f"{LISTING}::test_a_chip_counts_what_grew_stronger_and_what_grew_weaker",
    ),
    13: (
        f"{REPORT}::test_marks_do_not_rest_on_colour",
        f"{REPORT}::test_on_paper_every_view_is_the_marked_text",
    ),
    14: (
        "unit/reporter/test_style.py::test_text_stands_out_at_least_four_and_a_half_to_one",
        "unit/reporter/test_style.py::test_lines_stand_out_at_least_three_to_one",
        f"{REPORT}::test_axe_finds_no_violation_in_any_view",
    ),
    15: ("unit/reporter/test_style.py::test_the_tint_of_what_went_stays_apart_from_what_came_for_every_eye",),
    16: (
        f"{PAGE}::test_a_mark_says_in_words_what_it_is",
        f"{REPORT}::test_copied_text_never_joins_what_went_and_what_came",
    ),
    17: (
        f"{REPORT}::test_axe_finds_no_violation_in_any_view",
        f"{REPORT}::test_axe_finds_no_violation_on_a_phone",
        f"{SITE}::test_axe_finds_no_violation",
        f"{DESK}::test_axe_finds_no_violation_on_any_page_of_the_desk",
        f"{SERVED}::test_axe_finds_no_violation",
    ),
    18: (
        f"{REPORT}::test_a_reader_can_do_without_a_mouse",
        f"{REPORT}::test_the_keys_n_and_p_walk_the_changes_until_they_are_switched_off",
        f"{DESK}::test_a_change_is_judged_by_keyboard_without_script_and_its_history_stays",
    ),
    19: (
        f"{REPORT}::test_everything_that_is_pressed_is_at_least_24_pixels",
        f"{REPORT}::test_the_number_of_a_change_leads_to_it_in_every_view_without_script",
        f"{SITE}::test_what_is_pressed_is_large_enough",
        f"{DESK}::test_every_page_of_the_desk_fits_a_phone_and_a_finger",
    ),
    20: (
        f"{REPORT}::test_nothing_is_wider_than_a_phone",
        f"{REPORT}::test_a_word_that_never_ends_is_broken",
        f"{SITE}::test_nothing_is_wider_than_a_phone",
        f"{DESK}::test_every_page_of_the_desk_fits_a_phone_and_a_finger",
    ),
    21: (
        f"{PAGE}::test_every_block_has_its_language_and_direction",
        f"{REPORT}::test_a_right_to_left_statement_keeps_its_order",
    ),
    22: (
        f"{REPORT}::test_motion_is_for_those_who_did_not_ask_for_less",
        f"{REPORT}::test_twice_as_large_letters_still_fit_their_window",
        f"{REPORT}::test_nothing_is_wider_than_a_phone",
    ),
    23: (
        f"{SITE}::test_figures_have_a_text_and_a_table",
        "unit/reporter/test_timeline.py::test_every_look_stands_in_the_table",
        f"{OUTLETS}/test_strips.py::test_a_figure_of_many_sources_says_how_many_it_leaves_out",
    ),
    24: (
        "unit/reporter/test_provenance.py::test_both_captures_stand_side_by_side",
        "unit/reporter/test_provenance.py::test_the_details_tell_addresses_robots_tls_server_and_rules",
        "unit/archive/test_check.py::test_a_damage_is_named_by_its_place",
    ),
    25: (
        f"{PAGE}::test_the_change_lies_in_a_window",
        f"{OUTLETS}/test_strips.py::test_what_was_seen_is_solid_and_what_came_or_went_between_two_looks_is_not_claimed",
    ),
    26: (f"{PAGE}::test_a_silent_edit_is_flagged_and_a_corrected_or_dated_one_is_not",),
    27: ("unit/reporter/test_provenance.py::test_a_missing_copy_elsewhere_is_said_to_be_missing",),
    28: (
        f"{PAGE}::test_what_our_rules_changed_is_never_shown_as_the_publishers",
        "unit/reporter/test_provenance.py::test_what_differs_between_the_captures_is_told_for_both",
    ),
    29: (
        "unit/reporter/test_timeline.py::test_a_failure_and_a_gap_are_drawn_and_counted_in_words",
        "integration/test_site.py::test_the_page_of_a_source_tells_failures_and_gaps_and_names_its_editions",
    ),
    31: (
        f"{REPORT}::test_copied_text_never_joins_what_went_and_what_came",
        f"{OUTLETS}/test_marked.py::test_old_and_new_figures_never_join_in_any_form",
    ),
    32: (
        f"{REPORT}::test_a_printed_report_holds_every_change_the_provenance_and_the_address",
        f"{REPORT}::test_on_paper_every_view_is_the_marked_text",
    ),
    33: (
        f"{PAGE}::test_nothing_is_asked_of_the_network",
        f"{PAGE}::test_a_normal_statement_is_smaller_than_200_kilobytes",
        f"{PAGE}::test_a_hundred_changes_of_a_normal_statement_are_smaller_than_200_kilobytes",
        "e2e/test_hostile_pages.py::test_no_bait_runs_loads_leads_away_or_hides_anything",
    ),
    34: (
        "unit/reporter/test_cite.py::test_apa_names_author_date_title_versions_address_and_digest",
        "unit/reporter/test_cite.py::test_bibtex_is_balanced_and_escapes_what_would_act",
        "unit/reporter/test_cite.py::test_csl_json_is_one_web_page_with_its_dates",
    ),
    35: (
        "integration/test_schemas.py::test_a_rendered_change_is_what_its_schema_says",
        "unit/reporter/test_patch.py::test_patch_itself_takes_it",
        f"{OUTLETS}/test_feed.py::test_a_feed_parser_reads_every_entry_with_its_marked_text",
        f"{OUTLETS}/test_spreadsheet.py::test_every_change_is_one_line_under_the_headings",
    ),
    36: (
        f"{PAGE}::test_the_same_facts_make_the_same_bytes_in_another_place",
        "integration/test_site.py::test_the_same_archive_gives_the_same_bytes_in_another_folder",
        "integration/test_determinism.py::test_the_site_is_the_same_files_with_the_same_bytes",
    ),
    37: (
        "unit/differ/test_salience.py::test_a_figure_outranks_any_amount_of_boilerplate",
        "unit/differ/test_salience.py::test_a_watched_phrase_outranks_everything_the_first_rank_most",
        "properties/test_diff_symmetry.py::test_small_words_outrank_five_hundred_words_of_boilerplate",
    ),
    38: (
        f"{SITE}::test_every_filter_stands_in_the_address_and_is_read_from_it",
        f"{SITE}::test_an_address_with_a_filter_can_be_passed_on_and_gone_back_to",
        f"{SITE}::test_without_script_every_change_is_there_and_the_ways_to_fewer_are_links",
        f"{SERVED}::test_a_filter_of_the_queue_stands_in_its_address",
        "integration/test_reviewed_site.py::test_without_script_each_state_of_review_has_a_page",
        "unit/reporter/desk/test_desk_pages.py::test_filters_are_asked_by_address_and_show_what_was_asked",
    ),
    39: (
        f"{OUTLETS}/test_strips.py::test_the_page_of_a_phrase_tells_first_and_last_sighting_by_language",
        "integration/test_site.py::test_the_page_of_a_phrase_tells_its_first_and_last_sighting",
    ),
    40: (
        f"{REVIEW}::test_a_table_of_editions_says_in_words_what_agrees",
        "integration/test_cli_editions.py::test_every_planted_difference_of_the_demonstration_is_found_and_no_other",
    ),
    41: (
        f"{SITE}::test_the_commands_of_a_sources_page_compare_what_has_no_page",
        f"{SERVED}::test_any_two_versions_are_compared",
        "unit/reporter/desk/test_desk_pages.py::test_any_two_versions_are_chosen_in_a_form_or_named_in_a_command",
        f"{PAGE}::test_two_sources_are_compared_without_claiming_a_change",
    ),
    42: (
        f"{DESK}::test_a_change_is_judged_by_keyboard_without_script_and_its_history_stays",
        f"{SERVED}::test_a_change_is_judged_with_script_and_without",
        f"{REVIEW}::test_every_verdict_stays_signed_and_dated_and_the_newest_leads",
        "integration/test_cli_desk.py::test_reviewers_may_disagree_and_every_word_of_theirs_is_kept",
    ),
    43: (
        "test_docs.py::test_every_exit_code_is_documented",
        "unit/cli/test_failures.py::test_an_error_is_one_line_and_its_exit_code",
        "integration/test_cli_watching.py::test_diff_marks_whole_words_and_exits_with_1",
        "integration/test_cli_watching.py::test_exit_code_tells_changed_wording_when_asked",
    ),
    44: ("integration/test_cli_watching.py::test_a_run_without_news_prints_nothing",),
    45: (
        "unit/cli/test_terminal.py::test_colour_is_for_terminals_that_were_not_told_otherwise",
        "integration/test_cli_watching.py::test_every_reading_verb_prints_one_json_document",
    ),
    46: (
        "unit/test_demo.py::test_the_performance_ends_in_under_ten_seconds_of_cpu",
        "unit/test_demo.py::test_no_loopback_port_reaches_the_archive",
    ),
    47: ("unit/cli/test_failures.py::test_an_error_names_subject_cause_and_next_step",),
}


def test_every_line_of_the_checklist_is_judged_by_a_machine_or_by_looking() -> None:
    assert sorted({*PROVEN, *BY_LOOKING}) == list(range(1, 49))
    assert not PROVEN.keys() & BY_LOOKING


@pytest.mark.parametrize("line", sorted(PROVEN))
def test_the_tests_of_a_line_exist(line: int) -> None:
    lost = [name for name in PROVEN[line] if name.partition("::")[2] not in functions_of(name.partition("::")[0])]

    assert PROVEN[line]
    assert lost == []


def functions_of(path: str) -> set[str]:
    file = TESTS / path
    if not file.is_file():
        return set()
    return {node.name for node in ast.parse(file.read_bytes()).body if isinstance(node, ast.FunctionDef)}
