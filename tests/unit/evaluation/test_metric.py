from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.evaluation.metric import METRICS, Score, metric_of, read_scores, write_scores
from miles.post.error import MilesError


def test_scores_survive_the_file_and_infinities_stay_out(tmp_path: Path) -> None:
    path = tmp_path / "run" / "scores.json"
    row = Score(0.123456789, 0.1, 0.2, 40, "1")
    write_scores({"voice": {"fidelity": row, "lost": Score(float("nan"), 0, 0, 1, "1")}}, path)
    plain = json.loads(path.read_text())
    assert plain == {"voice": {"fidelity": {"value": 0.123457, "lo": 0.1, "hi": 0.2, "n": 40, "version": "1"}}}
    assert read_scores(path)["voice"]["fidelity"].n == 40
    assert [file.name for file in path.parent.iterdir()] == ["scores.json"]


@pytest.mark.parametrize("text", ["", "[1]", '{"voice": {"fidelity": {"worth": 1}}}', '{"voice": 3}'])
def test_a_broken_table_is_refused_with_the_next_step(tmp_path: Path, text: str) -> None:
    path = tmp_path / "scores.json"
    path.write_text(text)
    with pytest.raises(MilesError, match="make evaluate"):
        read_scores(path)


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="does not exist"):
        read_scores(tmp_path / "scores.json")


def test_keys_of_a_kind_of_draft_find_their_metric() -> None:
    assert metric_of("fidelity/note") is METRICS["fidelity"]
    with pytest.raises(MilesError, match="no metric is called"):
        metric_of("beauty")


def test_metrics_show_themselves_and_fit_their_columns() -> None:
    assert METRICS["fidelity"].show(0.456) == "0.46"
    assert METRICS["train_overlap"].show(0.1234) == "12.3 %"
    assert METRICS["fidelity"].show(float("nan")) == "–"
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.meaning
        assert metric.version
        if metric.is_main:
            assert len(f"{metric.head} {metric.arrow}") <= 18, metric.head
