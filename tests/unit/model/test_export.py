from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from miles.engine.engine import Job
from miles.engine.onnx import OnnxEngine
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.engine.writing import LoopEngine
from miles.model.decoder import Decoder
from miles.model.eager import EagerEngine
from miles.model.engines import load_engine
from miles.model.export import _check, export
from miles.post.error import MilesError

TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400)


def voice(folder: Path, seed: int = 0) -> Path:
    folder.mkdir(parents=True)
    TOKENIZER.save(str(folder / "tokenizer.json"))
    sizes = {"hidden_size": 64, "layers": 2, "heads": 2, "kv_heads": 1, "intermediate_size": 128, "max_positions": 128}
    decoder = Decoder(str(folder), **sizes, init_seed=seed, is_qk_norm=True)  # type: ignore[arg-type]
    with torch.no_grad():  # untrained weights like every token alike
        for weight in decoder.network.model.layers.parameters():
            weight.mul_(4 if weight.ndim > 1 else 1)
    decoder.plain().save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return voice(tmp_path_factory.mktemp("voice") / "source")


@pytest.fixture(scope="module")
def exact(source: Path) -> Path:
    export(source, source.parent / "exact", "fp32")
    return source.parent / "exact"


def jobs(n: int) -> list[Job]:
    texts = ["<|bos|><|draft|>" + "up " * (k % 5) + "<|post|>" for k in range(n)]
    return [Job(tuple(encode(TOKENIZER, text)), seed=k, parts=k % 3 + 1) for k, text in enumerate(texts)]


def pairs() -> list[tuple[list[int], list[int]]]:
    start = encode(TOKENIZER, "<|bos|><|post|>")
    return [(start, encode(TOKENIZER, "Alts weak. " * k + "<|end|>")) for k in range(1, 40, 6)]


@pytest.mark.parametrize("way", [Sampling(temperature=0.0, max_new_tokens=40), Sampling(max_new_tokens=40)])
def test_onnx_writes_what_torch_writes(source: Path, exact: Path, way: Sampling) -> None:
    ours = EagerEngine.load(source).generate(jobs(9), way)
    assert OnnxEngine.load(exact).generate(jobs(9), way) == ours
    assert len({tuple(ids) for ids in ours}) > 3


def test_onnx_scores_what_torch_scores_in_windows_too(source: Path, exact: Path) -> None:
    assert max(len(target) for _, target in pairs()) > 128
    for own, other in zip(OnnxEngine.load(exact).score(pairs()), EagerEngine.load(source).score(pairs()), strict=True):
        np.testing.assert_allclose(own, other, atol=1e-4)


def test_eight_bits_are_smaller_and_read_nearly_the_same(source: Path, exact: Path) -> None:
    export(source, source.parent / "small", "int8")
    small = source.parent / "small"
    assert {path.name for path in small.iterdir()} == {"model.onnx", "config.json", "tokenizer.json"}
    assert (small / "model.onnx").stat().st_size < 0.6 * (exact / "model.onnx").stat().st_size
    own, other = (np.concatenate(load_engine(folder).score(pairs())) for folder in (small, exact))
    assert 0 < abs(own - other).mean() < 0.2


def test_the_engine_is_chosen_by_what_the_folder_holds(source: Path, exact: Path) -> None:
    found: list[LoopEngine] = [load_engine(folder) for folder in (source, exact)]
    assert [type(engine) for engine in found] == [EagerEngine, OnnxEngine]
    assert [engine.positions for engine in found] == [128, 128]


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


def test_an_export_that_reads_otherwise_is_refused(exact: Path, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"differs from torch by .* in a logit"):
        _check(voice(tmp_path / "other", seed=1), exact)


def test_a_torn_file_is_told(exact: Path, tmp_path: Path) -> None:
    for path in exact.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 2000 if path.suffix == ".onnx" else None])
    with pytest.raises(MilesError, match=r"model.onnx cannot be read"):
        OnnxEngine.load(tmp_path)


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    folder = voice(tmp_path / "source")
    (folder / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(Exception, match=r".+"):
        export(folder, tmp_path / "target", "fp32")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
