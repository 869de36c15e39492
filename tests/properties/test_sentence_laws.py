"""Laws of the plain sentence: whatever the texts are, it is one, it ends, and it is the same again."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.differ import describe, diff

WORDS = re.split(
    "_",
    "the_will_may_not_no_all_about_up_to_by_10_12 %_€5_#3717_…_'_n'a_l'_“_”_«_»_\"_._,_;_}_\n\n_\t_Minister_Kyiv_UN_"
    "unable_able_3 May_2026_end_of_не_усі_до_року_présumé_aucun_pas_ne_d'_ґ_\u00a0_½_№_5-го_strongly_condemn_said_"
    "{count}_{old}_{}_%s_\0_🙂_大臣_صفر_1_2_Sept._12 Sept. 2026_Md€_mid-July_half_and a half",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["en", "fr", "uk", "de", "ja", None])


@settings(max_examples=200, deadline=None)
@given(old=TEXTS, new=TEXTS, language=LANGUAGES, spoken=st.sampled_from(["en", "fr", "uk"]))
def test_every_change_is_told_in_one_sentence(old: str, new: str, language: str | None, spoken: str) -> None:
    told = describe(diff(old, new, language=language), spoken)

    assert told.strip()
    assert told.endswith(".")
    assert told == describe(diff(old, new, language=language), spoken)
