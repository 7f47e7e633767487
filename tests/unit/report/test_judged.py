from __future__ import annotations

from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.report.judged import judged_runs, read_curves, read_judged


def test_a_run_knows_its_voice_training_and_marks(judge) -> None:
    run = read_judged(judge("20260102T030405", is_comparable=False, is_synthetic=True))
    assert (run.bundle, run.author) == ("sample:abcdef0123456789", "sample")
    assert run.scores["voice"]["bits_per_char"].value == 2.1
    assert run.training["seconds"] == 61.2
    assert run.curves["train/loss"] == ([10, 20, 40], [7.0, 6.0, 5.5])
    assert run.curves["valid/bits_per_char"] == ([20, 40], [3.1, 2.1])
    assert run.marks == ["SYNTHETIC AUTHOR", "NOT COMPARABLE"]


def test_runs_come_oldest_first_and_of_one_author(judge, tmp_path: Path) -> None:
    judge("20260103T000000", "tess:bb")
    judge("20260102T000000")
    judge("20260101T000000", "tess:aa", curves=False)
    assert [run.bundle for run in judged_runs(tmp_path, "tess")] == ["tess:aa", "tess:bb"]
    assert len(judged_runs(tmp_path)) == 3
    assert judged_runs(tmp_path)[0].curves == {}
    with pytest.raises(MilesError, match="no judged run of 'nobody'"):
        judged_runs(tmp_path, "nobody")


def test_a_run_of_scores_alone_is_enough(judge) -> None:
    folder = judge("20260102T030405")
    for name in ("lineage.json", "examples.json"):
        (folder / name).unlink()
    run = read_judged(folder)
    assert (run.bundle, run.examples, run.training, run.marks) == ("unknown:unknown", [], {}, [])


@pytest.mark.parametrize(
    ("text", "match"), [("{", "not JSON"), ('{"voice": {"fidelity": 3}}', "no score table"), ("[]", "no score table")]
)
def test_broken_scores_are_refused(judge, text: str, match: str) -> None:
    folder = judge("20260102T030405")
    (folder / "scores.json").write_text(text)
    with pytest.raises(MilesError, match=match):
        read_judged(folder)


def test_a_folder_without_scores_is_refused_and_one_without_logs_is_not(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"holds no scores\.json"):
        read_judged(tmp_path)
    assert read_curves(tmp_path) == {}
