from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chance import p_value
from miles.engine.engine import Job
from miles.engine.gguf import GgufEngine
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.model.eager import EagerEngine
from miles.model.gguf import write
from miles.post.error import MilesError
from tiny import jobs_of, make_voice, score_alike, stream_two_at_once

pytest.importorskip("llama_cpp", reason="llama.cpp is an extra: make install EXTRA=gguf")


@pytest.fixture(scope="module", params=[True, False], ids=["qwen3", "llama"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_voice(tmp_path_factory.mktemp("voice") / "source", is_qk_norm=request.param)
    write(folder, folder / "model.gguf", "F32")
    return folder


@pytest.mark.parametrize("way", [Sampling(temperature=0.0, max_new_tokens=40), Sampling(max_new_tokens=40)])
def test_llama_cpp_writes_what_torch_writes(source: Path, way: Sampling) -> None:
    """More texts than fit side by side, of several lengths, some with the same prompt."""
    ours = EagerEngine.load(source).generate(jobs_of(source, 23), way)
    assert GgufEngine.load(source).generate(jobs_of(source, 23), way) == ours
    assert len({tuple(ids) for ids in ours}) > 3


def test_llama_cpp_scores_what_torch_scores_in_windows_too(source: Path) -> None:
    score_alike(GgufEngine.load(source), EagerEngine.load(source), atol=1e-3)


def test_tokens_are_drawn_from_the_distribution_of_torch(source: Path) -> None:
    prompt = tuple(encode(load_tokenizer(source), "<|bos|><|post|>"))
    way = Sampling(temperature=1.0, top_p=1.0, max_new_tokens=1)
    engine, torch = GgufEngine.load(source), EagerEngine.load(source)
    found = [ids[0] for ids in engine.generate([Job(prompt, k) for k in range(4000)], way)]
    logits = torch.read(np.array([prompt]), np.ones((1, len(prompt)), dtype=np.int64))[0, -1][: engine.vocabulary.size]
    banned = engine.vocabulary.special | engine.vocabulary.blank
    shares = np.where(banned, 0.0, np.exp(logits.astype(float)))
    assert p_value(found, shares) > 0.001


def test_two_streams_may_be_open_at_once(source: Path) -> None:
    stream_two_at_once(GgufEngine.load(source), source)


def test_a_torn_file_is_told(source: Path, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "model.gguf"):
        (tmp_path / name).write_bytes((source / name).read_bytes()[: 90_000 if name == "model.gguf" else None])
    with pytest.raises(MilesError, match=r"model.gguf cannot be read by llama.cpp"):
        GgufEngine.load(tmp_path)
