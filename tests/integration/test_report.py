"""From a judged run's folder to the pages a person reads, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.cli import main


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """Two judged runs by two voices of one author, and what his data's manifests tell."""
    for stamp, name in (("20260101T000000", "aaaa1111"), ("20260102T000000", "bbbb2222")):
        run = tmp_path / "runs" / f"{stamp}-ann-evaluate"
        run.mkdir(parents=True)
        cell = {"value": 0.5, "lo": 0.4, "hi": 0.6, "n": 40, "version": "1"}
        (run / "scores.json").write_text(json.dumps({"voice": {"fidelity": cell}, "real posts": {"fidelity": cell}}))
        lineage = {
            "bundle": f"ann:{name}",
            "voice": {"synthetic": True},
            "facts": {"is_comparable": True, "cases": "c"},
        }
        (run / "lineage.json").write_text(json.dumps(lineage))
    for stage in ("interim", "processed"):
        place = tmp_path / "data" / stage / "ann"
        place.mkdir(parents=True)
        tally = {"steps": {stage: {"in": 9, "out": 8, "dropped": {"a reply": 1}}}, "changed": {}, "notes": []}
        (place / "manifest.json").write_text(json.dumps({"tally": tally, "posts": {"train": 777}}))
    paths = {"paths.runs": "runs", "paths.data": "data", "reports": "reports"}
    return [f"{key}={tmp_path / value}" for key, value in paths.items()]


def test_the_newest_judged_run_becomes_a_page(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["report", *folders]) == 0
    path = tmp_path / "reports" / "ann-bbbb2222.html"
    assert capsys.readouterr().out.strip() == f"report: {path}"
    html = path.read_text()
    for said in ("SYNTHETIC AUTHOR", "777 posts", "a reply", "From exports to clean posts", "interim", "processed"):
        assert said in html
    assert main(["report", *folders, f"run={tmp_path / 'runs' / '20260101T000000-ann-evaluate'}"]) == 0
    assert (tmp_path / "reports" / "ann-aaaa1111.html").is_file()


def test_runs_are_compared_by_name_or_all(folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["compare-runs", *folders]) == 0
    told = capsys.readouterr().out
    assert "aaaa11" in told
    assert "bbbb22" in told
    assert (tmp_path / "reports" / "compare-runs.html").is_file()
    assert main(["compare-runs", *folders, "runs=20260101T000000-ann-evaluate"]) == 0
    assert "bbbb22" not in capsys.readouterr().out


def test_nothing_judged_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    for verb in ("report", "compare-runs"):
        assert main([verb, f"paths.runs={tmp_path}", f"reports={tmp_path / 'reports'}"]) == 2
        assert "make train" in capsys.readouterr().err
    assert not (tmp_path / "reports").exists()
