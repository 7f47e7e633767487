from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Judge = Callable[..., Path]


def cell(value: float, width: float = 0.05, n: int = 40) -> dict[str, float | int | str]:
    return {"value": value, "lo": value - width, "hi": value + width, "n": n, "version": "1"}


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """The folders that `finetune` and `evaluate` leave: judge("20260102T030405", "sample:abcdef0123", bits=2.1)."""

    def write(
        stamp: str, bundle: str = "sample:abcdef0123456789", *, bits: float = 2.1, cases: str = "c0ffee",
        is_comparable: bool = True, is_synthetic: bool = False, curves: bool = True, post: str = "a real post",
        draft_ms: float | None = None,
    ) -> Path:  # fmt: skip
        author = bundle.partition(":")[0]
        folder, trained = tmp_path / f"{stamp}-{author}-evaluate", tmp_path / f"{stamp}-{author}-finetune"
        for path in (folder, trained):
            path.mkdir()
        rows = {
            "bits_per_char": cell(bits),
            "fidelity": cell(0.4),
            "train_run_p99": cell(7, 1),
            "personal_data": cell(0.1),
        }
        scores = {
            "voice": rows | {"fidelity/note": cell(0.5), "fidelity/topic": cell(0.3)},
            "real posts": {"fidelity": cell(1.0, 0.0), "fidelity/note": cell(1.0, 0.0), "train_run_p99": cell(8, 1)},
            "retrieval": {"fidelity": cell(0.6), "fidelity/topic": cell(0.6)},
            "word 7-gram": {"bits_per_char": cell(2.3)},
        }
        made = {"synthetic": is_synthetic, "handle": "tess", "newest_post": "2024-12-30 10:00", "parameters": 1234567}
        (folder / "scores.json").write_text(json.dumps(scores))
        (folder / "examples.json").write_text(
            json.dumps([{"draft": "", "kind": "note", "wishes": "3 parts", "generated": "made up", "real": post,
                         "invented": ["42"], "faults": ["unfinished"]}])
        )  # fmt: skip
        tally = {
            "steps": {"never seen": {"in": 50, "out": 43, "dropped": {"near a post": 7}}},
            "changed": {},
            "notes": [],
        }
        facts = {"cases": cases, "posts": "test.parquet", "is_comparable": is_comparable}
        if draft_ms:
            facts |= {"draft_ms": draft_ms, "megabytes": 5.25}
        (folder / "lineage.json").write_text(
            json.dumps({"bundle": bundle, "voice": made, "facts": facts, "tally": tally, "command": "miles evaluate"})
        )
        (trained / "lineage.json").write_text(
            json.dumps({"bundle": bundle, "command": f"miles finetune training.lr={bits}", "seconds": 61.2})
        )
        if curves:
            (trained / "metrics.csv").write_text(
                f"epoch,step,train/loss,valid/bits_per_char\n0,10,7.0,\n0,20,6.0,\n0,20,,{bits + 1}\n1,40,5.5,{bits}\n"
            )
        return folder

    return write
