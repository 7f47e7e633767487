from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from miles.model.eager import EagerEngine
from miles.model.moments import moments
from tiny import make_voice

TEXTS = [[1, 7, 9, 30, 5], [1, 8, 200, 41, 77, 120, 6]]


@pytest.fixture
def network(tmp_path: Path) -> torch.nn.Module:
    return EagerEngine.load(make_voice(tmp_path / "voice")).network


def seen(network: torch.nn.Module, name: str) -> np.ndarray:
    """The same, by reading each text from the first token to the last."""
    found = []
    product = network.get_submodule(name.removesuffix(".weight"))
    handle = product.register_forward_pre_hook(lambda _, args: found.append(args[0][0]))
    with torch.inference_mode():
        for ids in TEXTS:
            network(input_ids=torch.tensor([ids]))
    handle.remove()
    rows = torch.cat(found)
    assert len(rows) == 12
    return (rows.T @ rows).numpy()


def test_moments_are_those_of_a_whole_reading_for_every_product_of_every_layer(network: torch.nn.Module) -> None:
    names = []
    for alike, found in moments(network, TEXTS):
        for name in alike:
            np.testing.assert_allclose(found, seen(network, name), rtol=1e-4, atol=1e-4)
        names += alike
    wanted = [name for name, weight in network.named_parameters() if weight.ndim > 1 and ".layers." in name]
    assert sorted(names) == sorted(wanted)


def test_later_products_are_fed_by_what_was_put_into_earlier_weights(network: torch.nn.Module) -> None:
    changed = 0
    for alike, found in moments(network, TEXTS):
        np.testing.assert_allclose(found, seen(network, alike[0]), rtol=1e-3, atol=1e-3)
        with torch.no_grad():
            for name in alike:
                network.get_parameter(name).mul_(0.5)
                changed += 1
    assert changed == 14


def test_nothing_stays_hooked(network: torch.nn.Module) -> None:
    for _ in moments(network, TEXTS):
        pass
    assert not any(module._forward_pre_hooks for module in network.modules())
