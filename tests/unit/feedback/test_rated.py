from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from miles.feedback.rated import read_rated
from miles.post.error import MilesError

NO_FACTS: dict[str, list[str]] = {"kept": [], "lost": [], "invented": ["3%"]}
DETAILS = {"facts": NO_FACTS, "likeness": 0.4, "granted": ["parts"], "missed": [], "parts": 2}
LINE = {"person": "eve", "candidate_id": "c1", "generation_id": "g1", "voice": "ann:1", "rating": 4, "details": DETAILS}


def write(place: Path, *rows: dict[str, Any]) -> Path:
    place.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return place


def test_the_last_rating_of_a_person_stands_and_other_voices_are_counted(tmp_path: Path) -> None:
    path = write(
        tmp_path / "ratings.jsonl",
        LINE,
        LINE | {"rating": 2},
        LINE | {"person": "bob", "rating": 5, "details": DETAILS | {"facts": {"kept": ["BTC"], "lost": ["3%", "jan"]}}},
        LINE | {"candidate_id": "c2", "voice": "ann:2"},
        LINE | {"candidate_id": "c3", "rating": 1},
    )
    found, others = read_rated(path, "ann:1")
    assert [(one.person, one.rating, one.is_accepted) for one in found] == [
        ("eve", 2, False),
        ("bob", 5, True),
        ("eve", 1, False),
    ]
    assert found[0].granted == ("parts",)
    assert (found[0].kept, found[0].likeness) == (None, 0.4)
    assert found[1].kept == pytest.approx(1 / 3)
    assert others == {"ann:2": 1}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rating": 6}, "rating 6 is outside 1-5"),
        ({"rating": True}, "rating is bool, not int"),
        ({"rating": 3.5}, "rating is float, not int"),
        ({"voice": ""}, "voice has 0 characters"),
        ({"details": "none"}, "details is str, not dict"),
        ({"details": DETAILS | {"likeness": 1.2}}, "likeness is 1.2, not within 0-1"),
        ({"details": DETAILS | {"likeness": 10**400}}, "not within 0-1"),
        ({"details": DETAILS | {"likeness": "much"}}, "likeness is str, not float"),
        ({"details": DETAILS | {"granted": [1]}}, "granted is no list of up to 4,000 words"),
        ({"details": DETAILS | {"granted": ["x"] * 4001}}, "granted is no list of up to 4,000 words"),
        ({"details": DETAILS | {"facts": {"kept": []}}}, "lost is missing"),
        ({"details": {"facts": NO_FACTS, "granted": [], "missed": []}}, "likeness is missing"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(change: dict[str, Any], told: str, tmp_path: Path) -> None:
    path = write(tmp_path / "ratings.jsonl", LINE, LINE | change)
    with pytest.raises(MilesError, match=r"ratings\.jsonl, line 2: ") as refused:
        read_rated(path, "ann:1")
    assert told in str(refused.value)
    assert "0012-confidence" in refused.value.next_step
