from __future__ import annotations

import numpy as np
import pytest

from miles.engine.counts import count, discounts_of, keep_shared, lay


def test_discounts_follow_the_formula():
    """n1..n4 = 8, 4, 2, 1: Y = 8/16, D1 = 1 - 2*.5*4/8, D2 = 2 - 3*.5*2/4, D3 = 3 - 4*.5*1/2."""
    counts = np.repeat([1.0, 2, 3, 4], [8, 4, 2, 1])
    assert discounts_of(counts) == pytest.approx([0, 0.5, 1.25, 2.0])
    assert discounts_of(np.ones(5)) == pytest.approx([0, 0.5, 1.0, 1.5])


def test_bigrams_of_two_posts_by_hand():
    """Posts 1 2 and 1 3 (0 begins each): "1" follows the begin twice, "2" and "3" follow "1" once each."""
    ids, depth = np.array([0, 1, 2, 0, 1, 3]), np.array([0, 1, 2, 0, 1, 2])
    keys, nodes = lay(ids, depth, vocab=4, order=2)
    single, pair = count(keys, nodes, ids, depth)
    assert single.keys.tolist() == [0, 1, 2, 3]
    assert single.counts.tolist() == [0, 1, 1, 1], "by distinct left neighbours"
    assert (pair.keys // 4).tolist() == [0, 1, 1]
    assert (pair.keys % 4).tolist() == [1, 2, 3]
    assert pair.counts.tolist() == [2, 1, 1]
    _, kept = keep_shared([single, pair], nodes, np.array([0, 0, 0, 1, 1, 1]), least=2, vocab=4)
    assert (kept.keys.tolist(), kept.counts.tolist(), kept.rest.tolist()) == ([1], [2], [0, 2, 0, 0])
