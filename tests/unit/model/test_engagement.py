from __future__ import annotations

import numpy as np
import torch

from miles.analysis.predictors import QUANTILES, Inputs, Network, ordered
from miles.model.engagement import EngagementNet


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
