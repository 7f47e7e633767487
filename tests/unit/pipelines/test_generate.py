from __future__ import annotations

from pathlib import Path

import pytest

from miles.cli import main
from miles.pipelines.generate import phrases


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("n=0", "n=0 is no whole number within 1-100"),
        ("n=many", "n=many is no whole number"),
        ("n=1000", "n=1000 is no whole number within 1-100"),
        ("ban=moon, x", "ban holds 'x'\n  next: give at most 100 phrases of 2 to 80 characters"),
        ("ban=" + "ab," * 101, "ban holds 101 phrases"),
        ("seed=-1", "seed=-1 is no whole number"),
        ("draft=bad \udcff byte", "the draft holds bytes that are no text"),
        ("topic=bad \udcff byte", "the topic holds bytes that are no text"),
    ],
)
def test_what_cannot_be_meant_is_told_before_a_voice_is_loaded(
    typed: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", typed, f"paths.shelf={tmp_path}/none"]) == 2
    assert told in capsys.readouterr().err


def test_phrases_lie_between_commas_or_in_lines() -> None:
    assert phrases(" to the moon,gem\n\nDYOR , ") == ["to the moon", "gem", "DYOR"]
    assert phrases("") == phrases(None) == []
