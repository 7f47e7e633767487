from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from miles.evaluation.metric import METRICS
from miles.post.error import MilesError
from miles.report.compare import _best, cells, chosen, comparison, differences, is_same_test, labels, show_comparison


def shown(runs, width: int = 100) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    show_comparison(runs, METRICS, console)
    return console.export_text()


@pytest.fixture
def runs(judge, tmp_path: Path):
    judge("20260101T000000", "sample:aaaaaaaa", bits=2.4)
    judge("20260102T000000", "sample:bbbbbbbb", bits=2.1)
    return chosen("", tmp_path)


def test_runs_are_named_by_folder_or_name_or_all(judge, tmp_path: Path) -> None:
    folder = judge("20260101T000000", "sample:aaaaaaaa")
    judge("20260102T000000", "tess:bbbbbbbb")
    assert [run.bundle for run in chosen(f"{folder} 20260102T000000-tess-evaluate", tmp_path)] == [
        "sample:aaaaaaaa", "tess:bbbbbbbb",
    ]  # fmt: skip
    assert len(chosen("", tmp_path)) == 2
    assert len(chosen("", tmp_path, "tess")) == 1
    with pytest.raises(MilesError, match="20260102T000000-tess-evaluate"):
        chosen("20260102T000000-tess", tmp_path)


def test_labels_are_short_and_differ(judge, tmp_path: Path, runs) -> None:
    assert labels(runs) == ["aaaaaa", "bbbbbb"]
    judge("20260103T112233", "sample:aaaaaaaa")
    assert labels(chosen("", tmp_path)) == ["aaaaaa 01-01 00:00", "bbbbbb", "aaaaaa 01-03 11:22"]
    judge("20260104T000000", "tess:cccccccc")
    assert labels(chosen("", tmp_path))[-1] == "tess:cccccc"


def test_only_what_differs_is_told(runs) -> None:
    assert differences(runs) == {"training.lr": ["2.4", "2.1"]}


def test_the_table_shows_runs_beside_each_other(runs) -> None:
    text = shown(runs)
    row = next(line for line in text.splitlines() if line.startswith("bits per character"))
    assert "2.40 [2.35 2.45]" in row
    assert "2.10 [2.05 2.15]" in row
    assert "training.lr" in text
    assert "different posts" not in text
    assert "<h1>2 runs compared</h1>" in comparison(runs, METRICS)
    assert "<h1>1 run</h1>" in comparison(runs[:1], METRICS)


def test_different_tests_do_not_compare(judge, tmp_path: Path, runs) -> None:
    judge("20260103T000000", "sample:cccccccc", cases="0ther", is_synthetic=True)
    more = chosen("", tmp_path)
    assert not is_same_test(more)
    assert "do not compare" in shown(more)
    assert "sample: SYNTHETIC AUTHOR" in shown(more)
    assert "do not compare" in comparison(more, METRICS)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_many_runs_wrap_into_blocks_that_fit(judge, tmp_path: Path, width: int) -> None:
    for day in range(1, 8):
        judge(f"2026010{day}T000000", f"sample:{day}{'0' * 7}", bits=2 + day / 10)
    text = shown(chosen("", tmp_path), width)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    for day in range(1, 8):
        assert f"{day}00000" in text


def test_the_page_holds_table_plots_and_everybodys_curves(runs) -> None:
    html = comparison(runs, METRICS)
    assert html.count("<svg") == 3 + 2  # bits, fidelity, longest run; two logged curves
    for said in (
        "2.40",
        "2.10",
        "aaaaaa",
        "bbbbbb",
        "Training curves",
        "training.lr",
        "bits per character, validation",
    ):
        assert said in html
    assert "<script" not in html


def test_what_was_measured_in_another_way_is_told_and_has_no_best(judge, tmp_path: Path, runs) -> None:
    folder = judge("20260103T000000", "sample:cccccccc", bits=1.0)
    scores = json.loads((folder / "scores.json").read_text())
    scores["voice"]["bits_per_char"]["version"] = "2"
    (folder / "scores.json").write_text(json.dumps(scores))
    found = chosen("", tmp_path)
    assert differences(found)["version of bits_per_char"] == ["1", "1", "2"]
    assert _best(METRICS["bits_per_char"], [run.scores["voice"]["bits_per_char"] for run in found]) is None
    assert _best(METRICS["bits_per_char"], [run.scores["voice"]["bits_per_char"] for run in found[:2]]).value == 2.1


def test_timed_runs_are_drawn_by_quality_time_and_size(judge, tmp_path: Path, runs) -> None:
    assert "Quality, time and size" not in comparison(runs, METRICS)
    judge("20260103T000000", "sample:cccccccc", bits=2.2, draft_ms=30)
    judge("20260104T000000", "sample:dddddddd", bits=2.0, draft_ms=90)
    html = comparison(chosen("", tmp_path), METRICS)
    assert html.count("<svg") == 3 + 2 + 2
    assert "cccccc, 5 MB" in html
    assert "aaaaaa, " not in html.partition("Quality, time and size")[2].partition("Training curves")[0]
    assert "processor ms a draft" in shown(chosen("", tmp_path))


def test_the_table_as_plain_rows(runs) -> None:
    rows = cells(runs, METRICS)
    assert rows[0] == {
        "run": "aaaaaa", "voice": "sample:aaaaaaaa", "metric": "bits_per_char", "value": 2.4,
        "lo": pytest.approx(2.35), "hi": pytest.approx(2.45), "n": 40, "version": "1",
    }  # fmt: skip
    assert {row["metric"] for row in rows} == {"bits_per_char", "fidelity", "train_run_p99", "personal_data"}


def test_one_colour_a_run_and_the_newest_where_there_are_more(judge, tmp_path: Path) -> None:
    for day in range(1, 8):
        judge(f"2026010{day}T000000", f"sample:{day}{'0' * 7}")
    assert "newest 5 of 7" in comparison(chosen("", tmp_path), METRICS)
