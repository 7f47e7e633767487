"""The measures as anybody may use them: `evaluate.load(<folder>)`, without a network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from miles.analysis import judge, style
from miles.evaluation.metric import METRICS

REAL = [f"patience pays {word} and the crowd sells" for word in "abcdefghijklmnopqrst"]
MADE = [f"butter melts {word} over gentle heat" for word in "abcdefghijklmnopqrst"]


@pytest.fixture
def load(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    evaluate = pytest.importorskip("evaluate")

    def refuse(*_: object) -> None:
        raise OSError("a measure wanted the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    folder = root / "src" / "miles" / "evaluation" / "measures"
    return lambda name: evaluate.load(str(folder / name), cache_dir=str(tmp_path), experiment_id=tmp_path.name)


def test_fidelity(load) -> None:
    found = load("fidelity").compute(predictions=MADE, references=REAL)
    scores, labels, _ = judge.two_sample_auc(REAL, MADE)
    assert found == {
        "fidelity": judge.fidelity(judge.auc(scores, labels)),
        "auc": 1.0,
        "version": METRICS["fidelity"].version,
    }


def test_style_distance(load) -> None:
    found = load("style_distance").compute(predictions=MADE, references=REAL)
    assert found["style_distance"] == style.style_distance(style.features(REAL), style.features(MADE)) > 0
    assert found["habits"].keys() == set(style.FEATURES)


def test_novelty(load) -> None:
    found = load("novelty").compute(predictions=[*MADE, REAL[0]], train=REAL)
    assert found["train_copies"] == 1 / 21
    assert (found["train_run_max"], found["train_run_p99"]) == (7, 7)


def test_fact_survival(load) -> None:
    found = load("fact_survival").compute(predictions=["BTC at 100k", "up 9%"], references=["BTC 100k", "SOL"])
    assert (found["fact_survival"], found["invented_numbers"], found["n"]) == (0.5, 0.5, 2)


def test_safety(load) -> None:
    found = load("safety").compute(predictions=["fine", "mail jo@example.com", "x <|link:1|>", "long " * 90])
    assert found == {"personal_data": 0.25, "leftover_slots": 0.25, "over_280": 0.25, "version": "2"}


def test_bits_per_char(load) -> None:
    found = load("bits_per_char").compute(predictions=[30.0, 14.0], references=["ten chars!", "https://t.co/x"])
    assert (found["bits_per_char"], found["n"]) == (44 / 11, 2)  # a link is one character


def test_control_obedience(load) -> None:
    free: dict[str, object] = {"parts": None, "length": "", "sentiment": "", "is_thread": None}
    found = load("control_obedience").compute(
        predictions=[["one\n\ntwo"], ["first", "second", "third"], ["what a terrible, horrible loss"], ["whatever"]],
        references=[
            free | {"parts": 2, "length": "essay"},
            free | {"parts": 3, "is_thread": True},
            free | {"sentiment": "negative"},
            free,
        ],
    )
    assert found["control_parts"] == found["control_thread"] == found["control_sentiment"] == 1.0
    assert (found["control_length"], found["control_obedience"], found["n"]) == (0.0, 2.5 / 3, 3)


def test_every_folder_is_tested_and_packed(root: Path) -> None:
    folder = root / "src" / "miles" / "evaluation" / "measures"
    names = sorted(path.parent.name for path in folder.glob("*/*.py"))
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert names == sorted(tested - {"every_folder_is_tested_and_packed"})
    assert "evaluation/measures/*/*.py" in (root / "pyproject.toml").read_text()
