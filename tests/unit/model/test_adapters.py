"""Adapters on a tiny encoder: what learns, and what is left of them in ONNX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from miles.analysis.embed import Embedder
from miles.model.adapters import adapted, export, vectors
from miles.model.encoder import Encoder
from tiny import make_bert


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_bert(tmp_path_factory.mktemp("bert")))


def test_only_adapters_learn_and_without_rank_nothing_does(source: str) -> None:
    learnt = [name for name, weight in adapted(source, 2, 0.0).named_parameters() if weight.requires_grad]
    assert learnt
    assert all("lora_" in name for name in learnt)
    assert not any(weight.requires_grad for weight in adapted(source, 0, 0.0).parameters())


def test_vectors_are_means_of_unit_length_that_padding_leaves_alone(source: str) -> None:
    network = adapted(source, 0, 0.0).eval()
    ids = torch.tensor([[2, 5, 6, 3], [2, 7, 3, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with torch.no_grad():
        found = vectors(network, ids, mask)
        alone = vectors(network, ids[1:, :3], mask[1:, :3])
        mean = network(input_ids=ids[:1], attention_mask=mask[:1]).last_hidden_state[0].mean(dim=0)
    assert torch.allclose(found[0], mean / mean.norm(), atol=1e-6)
    assert torch.allclose(found[1], alone[0], atol=1e-5)


@pytest.mark.parametrize("rank", [0, 2])
def test_what_is_exported_answers_with_the_adapters_merged(source: str, tmp_path: Path, rank: int) -> None:
    network = adapted(source, rank, 0.0).eval()
    torch.manual_seed(1)
    with torch.no_grad():
        for weight in network.parameters():
            if weight.requires_grad:
                weight.add_(0.3 * torch.randn_like(weight))
    ids, mask = torch.tensor([[2, 13, 8, 3]]), torch.ones(1, 4, dtype=torch.int64)  # [CLS] bitcoin up [SEP]
    with torch.no_grad():
        eager = vectors(network, ids, mask).numpy()
    export(network, source, "moved", Encoder(str(tmp_path / "built")))
    served = Embedder(tmp_path / "built")
    np.testing.assert_allclose(served.embed(["bitcoin up"]), eager, atol=1e-4)
    assert served.version.startswith("moved-")
    assert served.precision == "fp32"
