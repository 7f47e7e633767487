from __future__ import annotations

import numpy as np

from miles.analysis.predictors import Inputs
from miles.corpus.engagement import EngagementData, folds


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
