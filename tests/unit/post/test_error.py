"""A failure names the next step."""

import pickle

from miles.post.error import MilesError


def test_the_message_ends_with_the_next_step():
    error = MilesError("row 3 of x.json is broken", "mend the row")
    assert str(error) == "row 3 of x.json is broken\n  next: mend the row"
    assert (error.what, error.next_step) == ("row 3 of x.json is broken", "mend the row")


def test_without_a_next_step_the_message_is_the_fact():
    assert str(MilesError("empty archive")) == "empty archive"


def test_an_error_travels_between_processes():
    assert str(pickle.loads(pickle.dumps(MilesError("empty archive")))) == "empty archive"
