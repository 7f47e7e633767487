"""The Makefile hands a person's words to the verbs as they were typed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = """it's "5 $HOME" `x` & more"""


@pytest.mark.parametrize(
    ("verb", "name", "handed"),
    [
        ("data", "RAW", "raw"),
        ("train", "RAW", "raw"),
        ("evaluate", "POSTS", "posts"),
        ("evaluate", "BUNDLE", "bundle"),
        ("forecast", "POSTS", "posts"),
        ("advise", "DRAFT", "draft"),
        ("generate", "BUNDLE", "bundle"),
        ("generate", "DRAFT", "draft"),
        ("generate", "TOPIC", "topic"),
        ("compare", "A", "a"),
        ("compare", "B", "b"),
        ("promote", "BUNDLE", "bundle"),
        ("promote", "WHY", "why"),
        ("promote", "OVERRIDE", "override"),
        ("rollback", "WHY", "why"),
        ("judge", "VERDICT", "verdict"),
        ("judge", "JUDGE", "judge"),
        ("judge", "IMPORT", "import_from"),
        ("judge", "EXPORT", "export_to"),
    ],
)
def test_words_arrive_as_typed(verb: str, name: str, handed: str, tmp_path: Path) -> None:
    assert f"{handed}={WORDS}" in called(tmp_path, verb, f"{name}={WORDS}")


@pytest.mark.parametrize("verb", ["train", "finetune", "pretrain", "sweep"])
def test_a_choice_may_be_named_in_the_call_and_not_by_the_environment(verb: str, tmp_path: Path) -> None:
    told = called(tmp_path, verb, "trainer=gpu", model="decoder")
    assert "trainer=gpu" in told
    assert "model=decoder" not in told


def test_a_host_that_a_shell_names_is_no_address_to_serve_at(tmp_path: Path) -> None:
    told = called(tmp_path, "serve", "PORT=3005", HOST="mymachine", PORT="80")
    assert told == ["serve", "port=3005"]


@pytest.mark.parametrize("given", [{}, {"USER": "tess"}])
def test_who_decides_has_a_name_also_where_no_shell_gives_one(given: dict[str, str], tmp_path: Path) -> None:
    """As in a container: the log of a shelf says who, and "unknown" decides nothing."""
    echo = tmp_path / "echo"
    echo.write_text("#!/bin/sh\necho $USER\n")
    echo.chmod(0o755)
    told = subprocess.run(
        ["make", "--no-print-directory", "-o", ".venv/installed", "shelf", f"MILES={echo}"],
        cwd=ROOT, capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"]} | given,
    )  # fmt: skip
    mine = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == given.get("USER", mine.stdout.strip())


def called(tmp_path: Path, verb: str, given: str, **environment: str) -> list[str]:
    """The arguments that reach `miles`."""
    echo = tmp_path / "echo"
    echo.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    echo.chmod(0o755)
    told = subprocess.run(
        ["make", "--no-print-directory", "-o", ".venv/installed", verb, f"MILES={echo}", given],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"HOME": "elsewhere"} | environment,
    )  # fmt: skip
    return told.stdout.splitlines()
