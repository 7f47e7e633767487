from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from miles.training.losses import apart, divergence, lumped, places, post_loss, targets

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


STUDENT = torch.tensor([[1.0, 0.0, -1.0, 2.0], [0.5, 0.2, 0.0, -0.3], [3.0, 0.0, 0.0, 0.0]])
TEACHER = torch.tensor([[0.0, 1.0, 0.5, 1.0], [2.0, -1.0, 0.0, 0.1], [0.0, 0.0, 2.0, 1.0]])


@pytest.mark.parametrize(
    ("beta", "temperature", "told"),
    [
        (0.0, 1.0, 0.912902), (0.0, 2.0, 0.249521), (0.3, 1.0, 0.165005), (0.3, 2.0, 0.051477),
        (0.5, 1.0, 0.192466), (0.5, 2.0, 0.061575), (1.0, 1.0, 0.902581), (1.0, 2.0, 0.266163),
    ],
)  # fmt: skip
def test_the_divergence_is_that_of_trl(beta: float, temperature: float, told: float) -> None:
    """What GKDTrainer.generalized_jsd_loss of trl 1.16.0 gives for the same logits."""
    assert float(divergence(STUDENT, TEACHER, beta, temperature)) == pytest.approx(told, abs=2e-6)


def test_forward_and_reverse_are_kullback_leibler_by_hand() -> None:
    p, q = TEACHER.double().softmax(-1), STUDENT.double().softmax(-1)
    assert float(divergence(STUDENT, TEACHER)) == pytest.approx(float((p * (p / q).log()).sum(-1).mean()), rel=1e-5)
    assert float(divergence(STUDENT, TEACHER, beta=1.0)) == pytest.approx(
        float((q * (q / p).log()).sum(-1).mean()), rel=1e-5
    )
    assert float(divergence(STUDENT, STUDENT, beta=0.4)) == pytest.approx(0.0, abs=1e-6)
    assert float(divergence(STUDENT[:0], TEACHER[:0])) == 0.0


@given(
    seed=st.integers(0, 2**31),
    k=st.integers(1, 12),
    beta=st.sampled_from([0.0, 0.3, 0.5, 1.0]),
    temperature=st.sampled_from([0.5, 1.0, 2.0]),
    spread=st.sampled_from([0.1, 1.0, 5.0]),
)
def test_lumped_distributions_lie_nearer_and_more_tokens_tell_more(
    seed: int, k: int, beta: float, temperature: float, spread: float
) -> None:
    drawn = torch.Generator().manual_seed(seed)
    student, teacher = spread * torch.randn(2, 3, 12, generator=drawn)
    order = teacher.argsort(-1, descending=True)

    def found(k: int) -> float:
        ids = order[:, :k]
        return float(apart(lumped(student, ids, temperature), lumped(teacher, ids, temperature), beta))

    whole = float(divergence(student, teacher, beta, temperature))
    assert -1e-6 <= found(k) <= whole * (1 + 1e-4) + 1e-6
    assert found(max(1, k - 1)) <= found(k) * (1 + 1e-4) + 1e-6
    assert found(12) == pytest.approx(whole, rel=1e-4, abs=1e-6)


def test_a_lumped_distribution_by_hand() -> None:
    p = torch.tensor([[0.5, 0.3, 0.15, 0.05]])
    found = lumped(p.log(), torch.tensor([[1, 0]]))
    torch.testing.assert_close(found.exp(), torch.tensor([[0.3, 0.5, 0.2]]))
    student = torch.zeros(1, 4, requires_grad=True)
    apart(lumped(student, torch.arange(4)[None]), lumped(p.log(), torch.arange(4)[None])).backward()
    assert student.grad is not None
    torch.testing.assert_close(student.grad, 0.25 - p)  # that of cross-entropy against p
