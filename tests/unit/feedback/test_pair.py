"""Pairs on the disk: what is written is read, and what was changed is not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.feedback.pair import Duel, finite, pair_files, pairs_of, read_duels, write_duels
from miles.post.error import MilesError

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)


@given(TEXT, TEXT, st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=4), NUMBER, NUMBER)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, draft: str, wishes: str, a: list[str], b: list[str], x: float, y: float
) -> None:
    made = Duel(voice_a="ann:aa", voice_b="ann:bb", draft=draft, kind="note", wishes=wishes, a=tuple(a), b=tuple(b),
                metrics={"likeness": (x, y)})  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "one.pairs.jsonl"
    assert write_duels([made, made], path) == [made]
    assert read_duels(path) == [made]
    assert made.is_same == (a == b)


def test_a_line_has_the_form_that_others_read(duel) -> None:
    line = duel(3, metrics={"facts": (1, 0.5)}).as_dict()
    assert {key: value for key, value in line.items() if key != "id"} == {
        "voice_a": f"ann:{'a' * 16}", "voice_b": f"ann:{'b' * 16}",
        "draft": {"text": "draft 3", "kind": "note", "wishes": "2 parts"},
        "a": ("one 3",), "b": ("two 3",), "metrics": {"facts": (1, 0.5)},
    }  # fmt: skip
    assert len(line["id"]) == 16


def test_the_id_is_over_voices_draft_and_texts_and_not_over_metrics(duel) -> None:
    one = duel(0)
    assert duel(0, metrics={"m": (1, 2)}).id == one.id
    others = [duel(1), duel(0, wishes=""), duel(0, a=("x",)), duel(0, b=("two", "0")), duel(0, kind="topic")]
    assert len({one.id, *(other.id for other in others)}) == 6


def test_drafts_are_clusters_but_for_empty_ones(duel) -> None:
    assert duel(0).cluster == duel(0, a=("other",)).cluster != duel(1).cluster
    assert duel(0, draft="").cluster != duel(0, draft="", a=("other",)).cluster


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"a": ["other text"]}, "is not of these texts"),
        ({"voice_a": "ann:cccc"}, "is not of these texts"),
        ({"voice_a": "Ann"}, "is not <author>:<hash>"),
        ({"voice_b": "bob:" + "b" * 16}, "not two voices of one author"),
        ({"a": []}, "0 posts"),
        ({"a": ["x"] * 51}, "51 posts"),
        ({"a": "text"}, "a is str"),
        ({"b": [1]}, "something else than texts"),
        ({"b": ["x" * 10_001]}, "10001 characters"),
        ({"b": ["\ud800"]}, "no text in UTF-8"),
        ({"draft": "text"}, "draft is str"),
        ({"draft": {"text": "t", "kind": "note"}}, "wishes is missing"),
        ({"metrics": {"m": [1]}}, "no pair of numbers"),
        ({"metrics": {"m": [1, True]}}, "no pair of numbers"),
        ({"metrics": {"m": [1, 1e999]}}, "finite"),
        ({"metrics": {"m": [1, 10**400]}}, "finite"),
        ({"metrics": {"\x1b[31m": [1, 2]}}, "no name"),
        ({"metrics": {f"m{k}": [1, 2] for k in range(101)}}, "101 metrics"),
        ({"id": 5}, "id is int"),
        ({"id": None}, "id is NoneType"),
    ],
)
def test_a_wrong_field_is_told_by_line(duel, tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    path = tmp_path / "v.pairs.jsonl"
    lines = [duel(0).as_dict(), duel(1).as_dict() | changed]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines).replace("Infinity", "1e999"))
    with pytest.raises(MilesError, match=f"line 2: .*{told}") as refused:
        read_duels(path)
    assert "make compare" in refused.value.next_step


def test_a_pair_twice_in_a_file_is_refused(duel, tmp_path: Path) -> None:
    path = tmp_path / "v.pairs.jsonl"
    path.write_text((json.dumps(duel(0).as_dict()) + "\n") * 2)
    with pytest.raises(MilesError, match=r"line 2: .*twice"):
        read_duels(path)


def test_metrics_without_a_value_of_both_are_left_out() -> None:
    assert finite({"a": (1, 2), "b": (float("nan"), 1), "c": (1, float("inf"))}) == {"a": (1.0, 2.0)}


def test_comparisons_are_named_by_hash_newest_or_all(duel, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="make compare"):
        pair_files(tmp_path, "newest")
    for k, name in enumerate(["aaaa1111", "aaaa2222", "bbbb3333"]):
        write_duels([duel(k), duel(9)], tmp_path / f"{name}.pairs.jsonl")
        os.utime(tmp_path / f"{name}.pairs.jsonl", (100 - k, 100 - k))
    names = {
        "newest": ["aaaa1111"],
        "all": ["bbbb3333", "aaaa2222", "aaaa1111"],
        "bbbb aaaa2": ["bbbb3333", "aaaa2222"],
    }
    for given_, files in names.items():
        assert [path.name.partition(".")[0] for path in pair_files(tmp_path, given_)] == files
    assert len(pairs_of(tmp_path, "all")) == 4
    for wrong in ("aaaa", "bbb", "dddd", ""):
        with pytest.raises(MilesError):
            pair_files(tmp_path, wrong)
    write_duels([duel(5)], tmp_path / "cccc.pairs.jsonl")
    other = Duel(voice_a="bob:aa", voice_b="bob:bb", draft="d", kind="note", wishes="", a=("x",), b=("y",))
    write_duels([other], tmp_path / "dddd.pairs.jsonl")
    with pytest.raises(MilesError, match="of ann, bob"):
        pairs_of(tmp_path, "cccc dddd")
    assert pairs_of(tmp_path, "newest", "bob") == pairs_of(tmp_path, "all", "bob") == [other]
    assert {found.author for found in pairs_of(tmp_path, "all", "ann")} == {"ann"}
    with pytest.raises(MilesError, match="no pairs of carl"):
        pairs_of(tmp_path, "newest", "carl")
    write_duels([], tmp_path / "eeee.pairs.jsonl")
    with pytest.raises(MilesError, match="no pairs"):
        pairs_of(tmp_path, "eeee")
