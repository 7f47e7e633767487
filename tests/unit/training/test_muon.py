from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
import pytorch_lightning as pl
import torch
from torch import Tensor, nn
from torch.nn import functional

from miles.model.decoder import Decoder
from miles.training.checkpoint import Checkpoints, weights_hash
from miles.training.finetune import Finetune
from miles.training.muon import MuonAdamW, hidden_matrices, orthogonal

Fit = Callable[..., tuple[Finetune, pl.Trainer]]


class Small(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(11, 8)
        self.one, self.norm, self.two = nn.Linear(8, 24), nn.LayerNorm(24), nn.Linear(24, 8, bias=False)
        self.lm_head = nn.Linear(8, 11, bias=False)

    def forward(self, ids: Tensor) -> Tensor:
        found: Tensor = self.lm_head(self.two(functional.gelu(self.norm(self.one(self.embed(ids))))))
        return found


def made(seed: int = 0) -> Small:
    torch.manual_seed(seed)
    return Small()


def split(model: Small) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    matrices = hidden_matrices(model)
    taken = {id(weight) for weight in matrices}
    return matrices, [weight for weight in model.parameters() if id(weight) not in taken]


def together(model: Small) -> MuonAdamW:
    matrices, others = split(model)
    return MuonAdamW(matrices, [{"params": others, "weight_decay": 0.0}], lr=3e-3, muon_lr=1e-2)


def learn(model: nn.Module, optimizers: list[torch.optim.Optimizer], steps: range) -> None:
    for step in steps:
        ids = torch.randint(0, 11, (4, 6), generator=torch.Generator().manual_seed(step))
        for optimizer in optimizers:
            optimizer.zero_grad()
        functional.cross_entropy(model(ids).flatten(0, 1), ids.flatten().roll(1)).backward()
        for optimizer in optimizers:
            optimizer.step()


def test_hidden_matrices_are_those_of_the_layers() -> None:
    model = made()
    names = {id(weight): name for name, weight in model.named_parameters()}
    assert [names[id(weight)] for weight in hidden_matrices(model)] == ["one.weight", "two.weight"]
    model.two.weight.requires_grad_(False)
    assert len(hidden_matrices(model)) == 1


def test_a_tied_head_is_no_hidden_matrix(processed: Path) -> None:
    sizes = {"hidden_size": 64, "layers": 1, "heads": 2, "kv_heads": 2, "intermediate_size": 128}
    for tie in (True, False):
        model = Decoder(str(processed), **sizes, tie=tie, is_qk_norm=True)
        names = {id(weight): name for name, weight in model.named_parameters()}
        found = {names[id(weight)].split(".")[-2] for weight in hidden_matrices(model)}
        assert found == {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"}


def test_adamw_s_part_steps_as_alone_and_muon_s_as_torch_s_own_up_to_half_precision() -> None:
    ours, theirs = made(), made()
    learn(ours, [together(ours)], range(3))
    matrices, others = split(theirs)
    before = [weight.detach().clone() for weight in matrices]
    alone: list[torch.optim.Optimizer] = [
        torch.optim.Muon(matrices, lr=1e-2, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=3e-3, betas=(0.9, 0.95), weight_decay=0.0),
    ]
    learn(theirs, alone, range(3))
    for a, b, start in zip(split(ours)[0], matrices, before, strict=True):
        assert float((a - b).detach().norm() / (b - start).detach().norm()) < 0.02
    for a, b in zip(split(ours)[1], others, strict=True):
        torch.testing.assert_close(a, b, atol=1e-3, rtol=1e-2)


def test_a_matrix_becomes_orthogonal_whichever_side_is_longer() -> None:
    torch.manual_seed(5)
    for shape in ((16, 48), (48, 16), (32, 32)):
        [found] = orthogonal(torch.randn(1, *shape))
        values = torch.linalg.svdvals(found)
        assert found.shape == shape
        assert float(values.min()) > 0.6
        assert float(values.max()) < 1.3


def test_a_step_is_the_orthogonal_part_of_the_gradient_at_the_size_of_adam() -> None:
    """Against the singular value decomposition: 0.2 sqrt(max(rows, columns)) U V^T."""
    torch.manual_seed(3)
    weight = nn.Parameter(torch.randn(16, 48))
    before, gradient = weight.detach().clone(), torch.randn(16, 48)
    optimizer = MuonAdamW([weight], [{"params": [nn.Parameter(torch.zeros(2))]}], lr=0.1, weight_decay=0.0)
    weight.grad = gradient.clone()
    optimizer.step()
    left, _, right = torch.linalg.svd(gradient, full_matrices=False)
    wanted = -0.1 * 0.2 * math.sqrt(48) * left @ right
    found = weight.detach() - before
    assert float(functional.cosine_similarity(found.flatten(), wanted.flatten(), dim=0)) > 0.97
    assert float(found.norm() / wanted.norm()) == pytest.approx(1.0, abs=0.25)  # five steps leave 0.7 to 1.2


def test_a_rate_that_is_scheduled_reaches_both_parts_also_after_loading() -> None:
    model = made()
    optimizer = together(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 0.5**step)
    for _ in range(2):
        learn(model, [optimizer], range(1))
        schedule.step()
        assert optimizer.muon.param_groups[0]["lr"] == pytest.approx(1e-2 * 0.5**schedule.last_epoch)
        assert optimizer.adamw.param_groups[0]["lr"] == pytest.approx(3e-3 * 0.5**schedule.last_epoch)
        optimizer.load_state_dict(optimizer.state_dict())


def test_what_was_saved_goes_on_bit_for_bit() -> None:
    whole = made()
    learn(whole, [together(whole)], range(8))
    first = made()
    optimizer = together(first)
    learn(first, [optimizer], range(4))
    second = made(1)
    second.load_state_dict(first.state_dict())
    again = together(second)
    again.load_state_dict(optimizer.state_dict())
    learn(second, [again], range(4, 8))
    assert weights_hash(second) == weights_hash(whole)


def test_training_with_muon_is_resumed_bit_for_bit(fit: Fit, tmp_path: Path) -> None:
    options = {"optimizer": "muon", "schedule": "wsd"}
    whole, _ = fit([Checkpoints(every_steps=3, every_s=None, keep=99)], lesson=options)
    early = tmp_path / "checkpoints" / "step-00000003.ckpt"
    resumed, trainer = fit([], ckpt_path=early, lesson=options, default_root_dir=tmp_path / "resumed")
    assert trainer.global_step > 6
    assert weights_hash(resumed) == weights_hash(whole)
    other, _ = fit([], lesson=options | {"optimizer": "adamw"}, default_root_dir=tmp_path / "other")
    assert weights_hash(other) != weights_hash(whole)
