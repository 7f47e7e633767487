from __future__ import annotations

import math

import pytest
import torch

from miles.training.losses import places, post_loss, targets

LABELS = torch.tensor([[-100, -100, 5, 6, -100, -100, 7], [3, 4, -100, -100, -100, -100, -100]])


def test_places_and_targets_name_the_same_tokens() -> None:
    rows, columns = places(LABELS).nonzero(as_tuple=True)
    # Position t predicts token t+1; the 3 that opens the second row has nothing before it.
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == [(0, 1), (0, 2), (0, 5), (1, 0)]
    assert targets(LABELS).tolist() == [5, 6, 7, 4]


def test_a_uniform_guess_costs_the_logarithm_of_the_vocabulary() -> None:
    found = post_loss(torch.zeros(4, 16), targets(LABELS))
    assert float(found.loss) == pytest.approx(math.log(16))
    assert float(found.nats) == pytest.approx(4 * math.log(16))
    assert int(found.tokens) == 4


def test_smoothing_and_z_loss_change_what_is_minimised_not_what_is_reported() -> None:
    logits, wanted = torch.randn(4, 16), targets(LABELS)
    plain = post_loss(logits, wanted)
    smooth, held = post_loss(logits, wanted, label_smoothing=0.1), post_loss(logits, wanted, z_loss=0.5)
    log_p = logits.log_softmax(-1)
    gold = log_p[range(4), wanted].mean()
    assert float(smooth.loss) == pytest.approx(float(-(0.9 * gold + 0.1 * log_p.mean())), rel=1e-5)
    z = logits.exp().sum(-1).log().square().mean()
    assert float(held.loss) == pytest.approx(float(-gold + 0.5 * z), rel=1e-5)
    assert plain.nats == smooth.nats == held.nats


def test_nothing_to_learn_costs_nothing() -> None:
    assert float(post_loss(torch.zeros(0, 16), torch.zeros(0, dtype=torch.long)).loss) == 0.0
