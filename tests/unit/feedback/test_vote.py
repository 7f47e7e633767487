"""Votes on the disk: none is lost, none is invented, the newest stands."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.feedback.vote import Ballot, Imported, Vote, export_votes, import_votes, latest
from miles.post.error import MilesError


@pytest.fixture
def ballot(tmp_path: Path) -> Ballot:
    return Ballot(tmp_path / "votes", "ann")


def test_a_vote_is_one_line_in_the_file_of_its_judge(ballot: Ballot, vote) -> None:
    ballot.add([vote(0)])
    ballot.add([vote(1, "tie")])
    ballot.add([vote(0, judge="bob")])
    lines = ballot.path("eve").read_text().splitlines()
    assert [json.loads(line)["choice"] for line in lines] == ["a", "tie"]
    assert ballot.votes() == [vote(0, judge="bob"), vote(0), vote(1, "tie")]
    assert ballot.votes({"eve"}) == [vote(0), vote(1, "tie")]


def test_the_last_answer_of_a_judge_stands_and_may_be_taken_back(vote) -> None:
    votes = [vote(0, "a"), vote(0, "b"), vote(0, "a", turn=2), vote(1), vote(0, "tie", judge="bob"), vote(1, "undone")]
    assert latest(votes) == [vote(0, "b"), vote(0, "a", turn=2), vote(0, "tie", judge="bob")]


def test_a_vote_given_again_is_the_last_one(vote) -> None:
    assert latest([vote(0, "a"), vote(1), vote(0, "b")]) == [vote(1), vote(0, "b")]


@pytest.mark.parametrize("cut", range(1, 160, 13))
def test_wherever_a_line_was_torn_the_others_stand_and_the_next_is_whole(ballot: Ballot, vote, cut: int) -> None:
    ballot.add([vote(0), vote(1)])
    path, last = ballot.path("eve"), vote(2).line()
    with path.open("a") as file:
        file.write(last[: min(cut, len(last) - 2)])
    assert ballot.votes() == [vote(0), vote(1)]
    ballot.add([vote(3)])
    assert ballot.votes() == [vote(0), vote(1), vote(3)]
    assert path.read_text().count("\n") == 3


def test_a_last_line_that_lacks_only_its_end_is_a_vote(ballot: Ballot, vote) -> None:
    ballot.add([vote(0)])
    path = ballot.path("eve")
    path.write_text(path.read_text().rstrip("\n"))
    assert ballot.votes() == [vote(0)]
    ballot.add([vote(1)])
    assert ballot.votes() == [vote(0), vote(1)]


def test_a_torn_line_longer_than_a_block_is_cut_off(ballot: Ballot, vote) -> None:
    ballot.add([vote(0)])
    with ballot.path("eve").open("a") as file:
        file.write("x" * 200_000)
    ballot.add([vote(1)])
    assert ballot.votes() == [vote(0), vote(1)]


def test_a_broken_line_in_the_middle_and_a_foreign_judge_are_told(ballot: Ballot, vote) -> None:
    ballot.add([vote(0)])
    path = ballot.path("eve")
    path.write_text("half\n" + path.read_text())
    with pytest.raises(MilesError, match=r"eve\.jsonl, line 1"):
        ballot.votes()
    path.write_text(vote(0, judge="bob").line())
    with pytest.raises(MilesError, match="IMPORT"):
        ballot.votes()


@given(st.dictionaries(st.sampled_from([*Vote.__slots__, "other"]), st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.lists(st.integers(), max_size=2),
    st.sampled_from(["a", "tie", "0" * 16, "eve", "2026-01-01T00:00:00+00:00", "9999-12-31T23:59:59-23:59"]),
)))  # fmt: skip
def test_any_fields_are_a_vote_or_a_miles_error(table: dict[str, Any]) -> None:
    try:
        found = Vote.from_dict(table)
        assert Vote.from_dict(json.loads(found.line())) == found
    except MilesError:
        pass


@pytest.mark.parametrize(
    ("field", "value"),
    [("pair", "xyz"), ("choice", "c"), ("judge", "../eve"), ("judge", ""), ("judge", "a" * 41), ("time", "now"),
     ("time", "2026-01-01T00:00:00"), ("seconds", -1), ("seconds", "1"), ("seconds", True), ("seconds", 10**400),
     ("shown_left", "left"), ("turn", 3), ("turn", "1"), ("turn", None), ("color", "red"),
     ("time", "9000-01-01T00:00:00+00:00")],
)  # fmt: skip
def test_a_wrong_field_is_told_by_line_and_nothing_is_taken(ballot: Ballot, vote, tmp_path: Path, field, value) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(vote(0).line() + json.dumps(asdict(vote(1)) | {field: value}) + "\n")
    with pytest.raises(MilesError, match="line 2: "):
        import_votes(path, ballot, {vote(0).pair, vote(1).pair})
    assert ballot.votes() == []


def test_a_vote_about_an_unknown_pair_is_refused_with_the_next_step(ballot: Ballot, vote, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(vote(0).line() + vote(1).line())
    with pytest.raises(MilesError, match=f"line 2: pair {vote(1).pair} is of none of these") as refused:
        import_votes(path, ballot, {vote(0).pair})
    assert "make compare" in refused.value.next_step
    assert ballot.votes() == []


def test_a_file_without_votes_is_told(ballot: Ballot, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    with pytest.raises(MilesError, match="holds no vote"):
        import_votes(tmp_path / "none.jsonl", ballot, set())


def test_the_newest_of_two_wins_and_is_told(ballot: Ballot, vote, tmp_path: Path) -> None:
    early, noon, late = (f"2026-01-01T{hour}:00:00+00:00" for hour in ("08", "12", "20"))
    ballot.add([vote(0, "a", time=noon), vote(1, "a", time=noon), vote(2, "a", time=noon)])
    given = [
        vote(0, "b", time=late), vote(1, "b", time=early), vote(2, "a", time=noon), vote(3, "tie", time=noon),
        vote(4, "a", time=early), vote(4, "b", time=late), vote(0, "b", judge="bob", time=early),
    ]  # fmt: skip
    path = tmp_path / "in.jsonl"
    path.write_text("".join(v.line() for v in given))
    pairs = {v.pair for v in given}
    assert import_votes(path, ballot, pairs) == Imported(new=3, replaced=2, older=1, same=1)
    standing = {(v.judge, v.pair): v.choice for v in ballot.votes()}
    expected = {("eve", vote(k).pair): choice for k, choice in enumerate(["b", "a", "a", "tie", "b"])}
    assert standing == expected | {("bob", vote(0).pair): "b"}
    assert import_votes(path, ballot, pairs).new == 0


def test_hours_of_other_zones_are_the_same_moments(ballot: Ballot, vote, tmp_path: Path) -> None:
    ballot.add([vote(0, "a", time="2026-01-01T12:00:00+00:00")])
    path = tmp_path / "in.jsonl"
    path.write_text(vote(0, "b", time="2026-01-01T13:00:00+02:00").line())  # an hour before
    assert import_votes(path, ballot, {vote(0).pair}) == Imported(older=1)


def test_what_is_exported_is_imported_elsewhere(ballot: Ballot, vote, tmp_path: Path) -> None:
    votes = [
        vote(k, choice, judge=judge) for judge in ("bob", "eve") for k, choice in enumerate(["a", "b", "tie", "skip"])
    ]
    for judge in ("bob", "eve"):
        ballot.add([v for v in votes if v.judge == judge])
    path = tmp_path / "out.jsonl"
    assert export_votes(ballot.votes(), path) == 8
    other = Ballot(tmp_path / "other", "ann")
    assert import_votes(path, other, {v.pair for v in votes}) == Imported(new=8)
    assert other.votes() == ballot.votes() == votes


def test_a_file_of_another_shelf_brings_what_was_taken_back_too(ballot: Ballot, vote, tmp_path: Path) -> None:
    noon, late = (f"2026-01-01T{hour}:00:00+00:00" for hour in ("12", "20"))
    other = Ballot(tmp_path / "other", "ann")
    other.add([vote(0, "a", time=noon), replace(vote(0, "undone"), time=late), vote(1, "b", time=noon)])
    found = import_votes(other.path("eve"), ballot, {vote(0).pair, vote(1).pair})
    assert (found.new, ballot.votes()) == (1, [vote(1, "b", time=noon)])
