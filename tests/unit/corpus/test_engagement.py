from __future__ import annotations

import numpy as np

from miles.analysis.predictors import Inputs
from miles.corpus.engagement import EngagementData, HeardBatches, folds


def test_windows_grow_and_never_look_ahead() -> None:
    times = np.sort(np.random.default_rng(2).uniform(0, 100 * 86_400, 300))
    found = folds(times, n=4, first=0.4, embargo_h=24)
    assert np.concatenate([later for _, later in found]).tolist() == list(range(120, 300))
    for learnt, later in found:
        assert times[learnt].max() < times[later].min() - 86_400
        assert learnt.tolist() == list(range(len(learnt)))
    assert [len(learnt) for learnt, _ in found] == sorted({len(learnt) for learnt, _ in found})


def test_every_row_comes_once_in_an_order_of_the_seed() -> None:
    inputs = Inputs([str(k) for k in range(40)], np.eye(40, dtype=np.float32), np.zeros((40, 2)))
    loaders = [EngagementData(inputs, np.arange(40.0)[:, None], 8, seed=4).train_dataloader() for _ in range(2)]
    one, other = ([float(target) for _, batch in loader for target in batch] for loader in loaders)
    assert one == other != list(range(40))
    assert sorted(one) == list(range(40))
    assert next(iter(loaders[0]))[0].shape == (8, 42)


def test_tokens_keep_their_traits_and_counts_in_an_order_of_the_seed() -> None:
    tokens = [[k + 1] * (1 + k % 5) for k in range(40)]
    inputs = Inputs([str(k) for k in range(40)], np.zeros((40, 1), np.float32), np.arange(40.0)[:, None])
    loaders = [HeardBatches(tokens, inputs, 2 * np.arange(40.0)[:, None], 8, seed) for seed in (4, 4, 5)]
    orders = [[float(trait) for (_, _, traits), _ in loader for trait in traits] for loader in loaders]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == list(range(40))
    for (ids, mask, traits), targets in loaders[0]:
        assert ids.shape == mask.shape
        assert (ids[:, 0] == traits[:, 0] + 1).all()
        assert (mask.sum(dim=1) == 1 + traits[:, 0] % 5).all()
        assert (targets == 2 * traits).all()
    again = [float(trait) for (_, _, traits), _ in loaders[0] for trait in traits]
    assert again != orders[0], "every pass has an order of its own"
    assert len(loaders[0]) == 5
