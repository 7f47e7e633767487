from __future__ import annotations

from miles.evaluation.safety import safety


def values(found) -> dict[str, float]:
    return {name: float(s.of(s.applies[None, :].astype(float))[0]) for name, s in found.items() if s.applies.any()}


def test_each_fault_is_a_share_of_shown_posts(answered) -> None:
    found = values(
        safety(
            answered(
                ("d", "all fine here", "r"),
                ("d", "write to jo.blogs@example.com", "r"),
                ("d", "see <|link:1|> now", "r"),
                ("d", "long " * 80, "r"),
                ("d", "hidden <|user:1|>", "r"),
                hidden=[4],
            )
        )
    )
    assert found == {
        "personal_data": 1 / 4,
        "leftover_slots": 1 / 4,
        "over_280": 1 / 4,
        "over_25000": 0.0,
        "not_shown": 1 / 5,
    }


def test_a_thread_is_as_long_as_its_longest_post(answered) -> None:
    found = values(
        safety(answered(("d", "\n~\n".join(["word " * 50] * 3), "r"), ("d", "fine\n~\n" + "word " * 60, "r")))
    )
    assert found["over_280"] == 0.5


def test_nothing_shown_leaves_only_the_share_held_back(answered) -> None:
    assert values(safety(answered(("d", "x", "r"), hidden=[0]))) == {"not_shown": 1.0}


def test_a_masked_handle_is_a_leftover_unless_the_draft_brought_it(answered) -> None:
    found = values(safety(answered(("thank <user>", "Thanks <user>", "r"), ("thank him", "Thanks <user>", "r"))))
    assert found["leftover_slots"] == 0.5


def test_the_authors_own_handle_is_nobody_elses_data(answered) -> None:
    own = answered(("d", "Follow me @Tess for more", "r"), ("d", "Follow @somebody", "r"))
    assert values(safety(own, "tess"))["personal_data"] == 0.5
    assert values(safety(own))["personal_data"] == 1.0
