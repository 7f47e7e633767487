from __future__ import annotations

import numpy as np

from miles.evaluation.answers import Answers
from miles.evaluation.system import Case
from miles.post.draft import Draft
from miles.registry.voice import Candidate


def test_values_of_shown_candidates_stand_in_their_places(answered) -> None:
    answers = answered(("a", "one", "r"), ("b", "two two", "r"), ("c", "three", "r"), ("d", "four", "r"), hidden=[2])
    found = answers.over(lambda case, post: None if case.draft.text == "d" else float(len(post.text.split())))
    assert answers.is_shown.tolist() == [True, True, False, True]
    assert answers.shown == [0, 1, 3]
    assert found[:2].tolist() == [1.0, 2.0]
    assert np.isnan(found[2:]).all()


def test_what_was_written_is_all_of_it_or_what_was_chosen() -> None:
    one, other = Candidate(texts=("one",)), Candidate(texts=("other", "two"), faults=("copies a training post",))
    cases = [Case(Draft(), ("r",), "1")]
    assert Answers(cases, [other]).written == ["other\n\ntwo"]
    assert Answers(cases, [one], [[one, other]]).written == ["one", "other\n\ntwo"]
