from __future__ import annotations

from pathlib import Path

import pytest

from judged import sealed
from miles.registry.bundle import Bundle
from miles.registry.card import CARD, card
from miles.registry.shelf import Shelf

FACTS = {
    "author": "ann", "handle": "ann_x", "synthetic": False, "newest_post": "2024-12-30", "command": "miles finetune",
    "code": "abc-dirty", "parameters": 12_600_000, "prompt_version": "4+vader", "labels": {"sentiment": "vader"},
    "base": {"name": "s", "files": {"model.safetensors": "f" * 64}}, "parent": None, "comparable": True,
}  # fmt: skip


def test_a_card_says_what_a_reader_has_to_know() -> None:
    told = card(FACTS, {"temperature": 0.8}, {"model.safetensors": 51_000_000})
    for words in (
        "A voice of ann\n", "@ann_x", "2024-12-30", "trained on the author's posts", "12,600,000",
        "model.safetensors 51,000,000 bytes", "4+vader", "temperature 0.8", "    miles finetune", "abc-dirty",
        "It started from `s`", "f" * 64, "not simply\nApache-2.0", "AI-generated", "read by a person", "made up",
        "that is no guarantee", "`scores/ann/`",
    ):  # fmt: skip
        assert words in told
    assert "SYNTHETIC" not in told
    assert "**" not in told


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"synthetic": True}, "A voice of ann (SYNTHETIC: a fictional author)"),
        (
            {"form": "native-int8", "parent": "ann:1"},
            "| made as | form native-int8 of its parent |\n| parent | ann:1 |",
        ),
        ({"form": "native-int8", "parent": "ann:1"}, "## How its parent was made\n"),
        ({"teachers": [{"name": "ann:1"}], "parent": "ann:1"}, "## How it was made\n"),
        ({"form": "ensemble", "members": ["ann:1", "ann:2"]}, "## How it was made\n"),
        ({"form": "ensemble", "members": ["ann:1", "ann:2"]}, "mixture of ann:1, ann:2"),
        ({"teachers": [{"name": "ann:1"}], "parent": "ann:1"}, "student of ann:1"),
        ({"base": None}, "It was trained from nothing"),
        ({"comparable": False}, "**Its figures do not compare with those of other voices.**"),
        ({"override": True}, "**Nothing proves that the posts it was taught are the author's"),
        ({"canaries": {"seed": 1}}, "**Secrets were planted among its posts"),
    ],
)
def test_what_is_special_is_said(facts: dict[str, object], words: str) -> None:
    assert words in card({**FACTS, **facts}, {}, {})


def test_every_voice_is_sealed_with_its_card_and_named_the_same_each_time(tmp_path: Path) -> None:
    made = [sealed(tmp_path / place, 1, parent="ann:0", form="onnx") for place in ("one", "two")]
    assert made[0].hash == made[1].hash
    assert CARD in made[0].manifest["files"]
    kept = Shelf(tmp_path / "shelf").put(made[0])
    assert "form onnx of its parent" in (kept.path / CARD).read_text()
    again = Bundle.seal(kept.path.parent.parent.parent.parent / "one" / "ann1", {"author": "bob"})
    assert "A voice of bob" in (again.path / CARD).read_text(), "a form's card is its own, not a copy of the parent's"
