"""What Weights & Biases is told stands on this disk, readable without an account."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.report.tracker import Tracker


def test_disabled_writes_nothing_and_other_words_are_refused(tmp_path: Path) -> None:
    Tracker(mode="disabled").log(tmp_path, "verdict", tables={"contrasts": [{"a": 1}]})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(MilesError, match="mode=off"):
        Tracker(mode="off")


def test_tables_and_files_are_there_offline(tmp_path: Path) -> None:
    folder = tmp_path / "20260101T000000-ann-compare"
    folder.mkdir()
    (tmp_path / "verdict.json").write_text('{"winner": "ann:bb"}')
    rows = [{"metric": "likeness", "effect": 0.1}, {"metric": "facts", "effect": -0.2}]
    Tracker().log(
        folder, "verdict", tables={"contrasts": rows, "none": []}, files={"aa": tmp_path / "verdict.json"},
        facts={"winner": "ann:bb"},
    )  # fmt: skip
    [run] = (folder / "wandb").glob("offline-run-*")
    [table] = [path for path in run.rglob("*.table.json") if "contrasts" in path.name]
    assert json.loads(table.read_text())["data"] == [["likeness", 0.1], ["facts", -0.2]]
    [record] = run.glob("*.wandb")
    read = subprocess.run(
        [Path(sys.executable).parent / "wandb", "leet", "inspect", "--summary", "--json", str(record)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "contrasts" in read.stdout
    assert b"verdict-aa" in record.read_bytes()
