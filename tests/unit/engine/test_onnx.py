from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from miles.engine.engine import Job
from miles.engine.onnx import OnnxEngine
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.model.eager import EagerEngine
from miles.model.export import export
from miles.post.error import MilesError
from tiny import make_voice


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_voice(tmp_path_factory.mktemp("voice") / "source")


@pytest.fixture(scope="module")
def exact(source: Path) -> Path:
    export(source, source.parent / "exact", "fp32")
    return source.parent / "exact"


def jobs(folder: Path, n: int) -> list[Job]:
    texts = ["<|bos|><|draft|>" + "up " * (k % 5) + "<|post|>" for k in range(n)]
    return [Job(tuple(encode(load_tokenizer(folder), text)), k, parts=k % 3 + 1) for k, text in enumerate(texts)]


@pytest.mark.parametrize("way", [Sampling(temperature=0.0, max_new_tokens=40), Sampling(max_new_tokens=40)])
def test_onnx_writes_what_torch_writes(source: Path, exact: Path, way: Sampling) -> None:
    ours = EagerEngine.load(source).generate(jobs(source, 9), way)
    assert OnnxEngine.load(exact).generate(jobs(source, 9), way) == ours
    assert len({tuple(ids) for ids in ours}) > 3


def test_onnx_scores_what_torch_scores_in_windows_too(source: Path, exact: Path) -> None:
    tokenizer = load_tokenizer(source)
    start = encode(tokenizer, "<|bos|><|post|>")
    pairs = [(start, encode(tokenizer, "Alts weak. " * k + "<|end|>")) for k in range(1, 40, 6)]
    assert max(len(target) for _, target in pairs) > 128
    for own, other in zip(OnnxEngine.load(exact).score(pairs), EagerEngine.load(source).score(pairs), strict=True):
        np.testing.assert_allclose(own, other, atol=1e-4)


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
