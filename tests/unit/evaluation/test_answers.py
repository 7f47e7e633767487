from __future__ import annotations

import numpy as np


def test_values_of_shown_candidates_stand_in_their_places(answered) -> None:
    answers = answered(("a", "one", "r"), ("b", "two two", "r"), ("c", "three", "r"), ("d", "four", "r"), hidden=[2])
    found = answers.over(lambda case, post: None if case.draft.text == "d" else float(len(post.text.split())))
    assert answers.is_shown.tolist() == [True, True, False, True]
    assert answers.shown == [0, 1, 3]
    assert found[:2].tolist() == [1.0, 2.0]
    assert np.isnan(found[2:]).all()
