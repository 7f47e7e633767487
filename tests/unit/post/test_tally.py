"""Every row is accounted for."""

from hypothesis import given
from hypothesis import strategies as st

from miles.post.tally import Tally

STEPS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["empty", "repost"]), st.integers(0, 5)), max_size=9)


@given(STEPS)
def test_rows_in_are_rows_out_plus_rows_dropped(drops):
    tally = Tally()
    for step in "ab":
        tally.enter(step, 100)
    for step, reason, rows in drops:
        tally.drop(step, reason, rows)
    for step in "ab":
        assert tally.rows_out(step) == 100 - sum(rows for name, _, rows in drops if name == step)


def test_a_step_entered_twice_adds_up():
    tally = Tally()
    tally.enter("read", 3)
    tally.enter("read", 4)
    tally.drop("read", "empty")
    assert tally.as_dict()["steps"] == {"read": {"in": 7, "out": 6, "dropped": {"empty": 1}}}


def test_the_report_names_steps_reasons_changes_and_notes():
    tally = Tally()
    tally.enter("clean", 2_000)
    tally.drop("clean", "repost", 1_200)
    tally.change("handle masked", 7)
    tally.note("other.csv: not a format we know")
    report = str(tally)
    assert "clean: 2,000 in, 800 out" in report
    assert "1,200  repost" in report
    assert "7  handle masked" in report
    assert "note: other.csv: not a format we know" in report
    assert "changed" not in str(Tally())
