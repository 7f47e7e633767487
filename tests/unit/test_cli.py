from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from miles.cli import VERBS, main


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(verb in told for verb in VERBS)


def test_help_of_a_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finetune", "--help"]) == 0
    assert VERBS["finetune"] in capsys.readouterr().out


def test_an_unknown_verb_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finetun"]) == 2
    assert "did you mean 'finetune'" in capsys.readouterr().err


def test_cfg_shows_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", "vocab_size=512", "--cfg"]) == 0
    assert "vocab_size: 512" in capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_the_settings_of_every_verb_are_shown_to_whoever_gives_none_yet(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` sends there, before it is known that `promote` wants a reason."""
    assert main([verb, "--cfg"]) == 0
    told = capsys.readouterr().out
    assert "paths:" in told
    assert ("why: ???" in told) == (verb in ("promote", "rollback"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest", "raw={tmp}/none"], "does not exist"),
        (["ingest", "raw={tmp}/empty.json"], "empty"),
        (["prepare"], "no posts at"),
        (["finetune"], "no posts at"),
        (["finetune", "paths.base={tmp}"], "no checkpoint in"),
        (["finetune", "model=decoder"], "no tokenizer"),
        (["generate", "draft=hello"], "is empty"),
        (["evaluate"], "is empty"),
        (["generate", "parts=11"], "parts=11 is outside 1-9"),
        (["generate", "sentiment=angry"], "negative, neutral, positive"),
    ],
)
def test_errors_are_one_screen_with_the_next_step(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.json").touch()
    given = [part.format(tmp=tmp_path) for part in arguments]
    places = [f"paths.{name}={tmp_path}/{name}" for name in ("data", "runs", "shelf")]
    if given[0] == "ingest":
        places[0] = f"paths.interim={tmp_path}/interim"
    assert main([*given, *places]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "next:" in error
    assert "Traceback" not in error
    assert len(error.splitlines()) <= 24


@pytest.mark.parametrize("limit", ["", "ulimit -f 8"])
def test_no_place_to_write_is_one_line_and_leaves_what_was_there(limit: str, root: Path, tmp_path: Path) -> None:
    """A path that cannot be made, and a disk on which files may not grow beyond 8 KiB."""
    place = tmp_path / "interim" if limit else Path("/dev/null/interim")
    if limit:
        place.mkdir()
        (place / "manifest.json").write_text("{}")
    command = f"{sys.executable} -m miles.cli ingest author=sample paths.runs={tmp_path}/runs paths.interim={place}"
    run = subprocess.run(
        ["bash", "-c", f"{limit or ':'}; exec {command}"], cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    assert "next: check that the place exists" in run.stderr
    assert len(run.stderr.splitlines()) <= 4
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == ({"interim/manifest.json"} if limit else set())
