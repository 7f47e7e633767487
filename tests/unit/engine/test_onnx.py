from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from miles.engine.onnx import OnnxEngine
from miles.engine.sampling import Sampling
from miles.model.eager import EagerEngine
from miles.model.export import export
from miles.post.error import MilesError
from tiny import jobs_of, make_voice, score_alike


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_voice(tmp_path_factory.mktemp("voice") / "source")


@pytest.fixture(scope="module")
def exact(source: Path) -> Path:
    export(source, source.parent / "exact", "fp32")
    return source.parent / "exact"


@pytest.mark.parametrize("way", [Sampling(temperature=0.0, max_new_tokens=40), Sampling(max_new_tokens=40)])
def test_onnx_writes_what_torch_writes(source: Path, exact: Path, way: Sampling) -> None:
    ours = EagerEngine.load(source).generate(jobs_of(source, 9), way)
    assert OnnxEngine.load(exact).generate(jobs_of(source, 9), way) == ours
    assert len({tuple(ids) for ids in ours}) > 3


def test_onnx_scores_what_torch_scores_in_windows_too(source: Path, exact: Path) -> None:
    score_alike(OnnxEngine.load(exact), EagerEngine.load(source), atol=1e-4)


def test_writing_through_onnx_loads_no_torch(exact: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"""
import sys
from pathlib import Path
from miles.engine.engine import Job
from miles.engine.sampling import Sampling
from miles.model.engines import load_engine
assert load_engine(Path({str(exact)!r})).generate([Job((1, 5), 0)], Sampling(max_new_tokens=3))[0]
print(sorted({{"torch", "transformers"}} & set(sys.modules)))
"""], capture_output=True, text=True, check=True, timeout=60)  # fmt: skip
    assert told.stdout.strip() == "[]"


def test_a_torn_file_is_told(exact: Path, tmp_path: Path) -> None:
    for path in exact.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 2000 if path.suffix == ".onnx" else None])
    with pytest.raises(MilesError, match=r"model.onnx cannot be read"):
        OnnxEngine.load(tmp_path)
