from __future__ import annotations

from miles.analysis.novelty import Memory
from miles.evaluation.answers import Answers
from miles.evaluation.novelty import novelty, unfiltered
from miles.evaluation.system import Case
from miles.post.draft import Draft
from miles.registry.voice import Candidate

SEEN = "patience is the only edge that a small account has over a fund with more money"
TWIN = "the crowd always sells exactly when the chart looks worst and that is why i buy"


def values(found) -> dict[str, float]:
    return {name: float(s.of(s.applies[None, :].astype(float))[0]) for name, s in found.items() if s.applies.any()}


def test_a_copy_a_part_and_something_of_its_own(answered) -> None:
    own = "nobody ever said quite this about zebras"
    found = values(
        novelty(answered(("", SEEN.upper(), "r"), ("", own, "r"), ("", TWIN, "r")), Memory.build([SEEN, TWIN]))
    )
    assert found["train_copies"] == 2 / 3
    assert found["train_run_max"] == 16 == max(len(SEEN.split()), len(TWIN.split()))
    assert found["train_overlap"] == 2 / 3
    assert found["train_nearest"] == 2 / 3
    assert found["repeats"] == 0
    assert "draft_overlap" not in found  # no draft had text


def test_a_run_never_spans_two_posts_of_a_thread(answered) -> None:
    first, second = SEEN.split(" over ")
    split = values(novelty(answered(("", f"{first}\n~\nover {second}", "r")), Memory.build([SEEN])))
    joined = values(novelty(answered(("", SEEN, "r")), Memory.build([SEEN])))
    assert (split["train_run_max"], joined["train_run_max"]) == (10, 16)


def test_overlap_with_its_own_draft_only(answered) -> None:
    answers = answered((SEEN, SEEN, "r"), (TWIN, SEEN + " again and again", "r"))
    found = values(novelty(answers, Memory.build(["nothing like it"])))
    assert found["draft_copies"] == 0.5
    assert found["draft_overlap"] == 0.5
    assert found["train_copies"] == 0


def test_repeating_oneself_counts_every_twin(answered) -> None:
    answers = answered(
        ("", "Same again", "r"), ("", "same  AGAIN", "r"), ("", "other", "r"), ("", "other", "r"), hidden=[3]
    )
    assert values(novelty(answers, Memory.build([SEEN])))["repeats"] == 2 / 3


def test_what_is_held_back_counts_where_nothing_is_filtered() -> None:
    own, torn = Candidate(texts=("zebras are new here",)), " ".join(SEEN.split()[:13])
    copies = [Candidate(texts=("first", text), faults=("copies a training post",)) for text in (SEEN, torn)]
    cases = [Case(Draft(), ("r",), str(k)) for k in range(2)]
    memory = Memory.build([SEEN])
    found = values(unfiltered(Answers(cases, [own, own], [[own, *copies], [own]]), memory))
    assert found == {"unfiltered_copies": 0.25, "unfiltered_run_p99": 16.0}
    assert unfiltered(Answers(cases, [own, own]), memory) == {}
