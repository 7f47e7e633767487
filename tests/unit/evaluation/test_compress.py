from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from miles.evaluation.compress import Reading, Running, _alike, row, show

AT_WORK = Running(load_s=0.5, memory_mb=120.0, post_ms=40.0, slow_ms=55.0, posts_per_s=60.0)


def test_a_form_is_compared_post_by_post_with_its_parent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "model.onnx").write_bytes(bytes(2_000_000))
    (tmp_path / "memory.safetensors").write_bytes(bytes(500_000))
    (tmp_path / "tokenizer.json").write_bytes(bytes(900_000))
    parent = Reading(np.array([100.0, 220.0, 310.0]), [[1, 2, 3], [4, 5]])
    own = Reading(np.array([110.0, 240.0, 340.0]), [[1, 2, 9], [4, 5]])
    found = row("onnx-int8", tmp_path, AT_WORK, own, parent, [100, 200, 300], ["a", "b", "c"])
    assert found.megabytes == pytest.approx(2.5)
    assert found.bits.value == pytest.approx(690 / 600)
    assert found.delta.value == pytest.approx(0.1)
    assert found.delta.lo == pytest.approx(0.1)
    assert found.agreement.value == pytest.approx((2 / 3 + 1) / 2)
    same = row("torch", tmp_path, AT_WORK, parent, parent, [100, 200, 300], ["a", "b", "c"])
    show([same, found], ["ada:1234", "ada:5678"], is_synthetic=True)
    told = capsys.readouterr().out
    assert "SYNTHETIC AUTHOR" in told
    assert "+0.1000 [+0.1000 +0.1000]" in told
    assert "n = 3 posts, 2 drafts" in told


@pytest.mark.parametrize(
    ("ours", "theirs", "share"),
    [([1, 2], [1, 2], 1.0), ([1, 2], [1, 2, 3, 4], 0.5), ([9, 2], [1, 2], 0.0), ([], [], 0.0)],
)
def test_texts_are_alike_up_to_the_first_other_token(ours: list[int], theirs: list[int], share: float) -> None:
    assert _alike(ours, theirs) == share
