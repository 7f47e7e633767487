from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from miles.analysis.predictors import QUANTILES, Inputs, Network, ordered
from miles.model.adapters import vectors
from miles.model.engagement import EngagementNet, HearingNet
from tiny import make_bert


def test_torch_and_numpy_answer_alike() -> None:
    torch.manual_seed(2)
    net = EngagementNet(width=10, heads=3, hidden=7).eval()
    given = Inputs(["a"] * 5, np.eye(5, 6, dtype=np.float32), np.random.default_rng(1).normal(size=(5, 4)))
    with torch.no_grad():
        ours = net(torch.tensor(given.joined, dtype=torch.float32)).numpy()
    layers = [{name: weight.detach().numpy() for name, weight in net.state_dict().items()}]
    np.testing.assert_allclose(Network(layers, [0, 1, 2], 3).quantiles(given), ours, atol=1e-5)
    assert ours.shape == (5, 3, len(QUANTILES))
    assert (np.diff(ours, axis=-1) > 0).all()
    assert ordered(ours).shape == ours.shape


def test_hearing_joins_vectors_and_traits_as_the_forecaster_does(tmp_path: Path) -> None:
    torch.manual_seed(2)
    net = HearingNet(str(make_bert(tmp_path)), traits=3, heads=2, rank=2).eval()
    ids, mask = torch.randint(5, 20, (4, 6)), torch.ones(4, 6, dtype=torch.int64)
    traits = torch.randn(4, 3)
    with torch.no_grad():
        given = Inputs(["a"] * 4, vectors(net.network, ids, mask).numpy(), traits.numpy())
        expected = net.net(torch.tensor(given.joined, dtype=torch.float32)).numpy()
        found = net((ids, mask, traits)).numpy()
    assert found == pytest.approx(expected, abs=1e-5)
    assert found.shape == (4, 2, len(QUANTILES))
