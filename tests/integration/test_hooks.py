"""The commit hooks: they run only what .venv holds, and the guard of the repository refuses what it should."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml


def refused(root: Path, folder: Path, *names: str) -> str:
    command = [sys.executable, str(root / "scripts" / "check_added.py"), *names]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == bool(told.stderr.strip())
    return told.stderr


def test_every_hook_is_local_and_its_program_is_installed(root: Path) -> None:
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        program = hook["entry"].split()[0]
        assert Path(program).parent == Path(".venv/bin")
        assert shutil.which(Path(program).name, path=str(Path(sys.executable).parent)), program


def test_a_plain_file_passes(root: Path, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("short")
    assert refused(root, tmp_path, "note.md") == ""


def test_large_files_belong_in_data_base(root: Path, tmp_path: Path) -> None:
    for name in ("weights.bin", "data/base/weights.bin"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"0" * (2 * 1024 * 1024 + 1))
    assert refused(root, tmp_path, "data/base/weights.bin") == ""
    assert "weights.bin: 2.0 MB" in refused(root, tmp_path, "weights.bin")


def test_exports_stay_out_by_folder_and_by_content(root: Path, tmp_path: Path, shared: Path) -> None:
    for name in ("shared/data/a.json", "data/raw/me/timeline-1.parquet"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("[]")
        assert "stays out" in refused(root, tmp_path, name)
    shutil.copy(shared / "miles_1000_enhanced.jsonl", tmp_path / "fixture.jsonl")
    assert "copy of shared/data/miles_1000_enhanced.jsonl" in refused(root, tmp_path, "fixture.jsonl")
