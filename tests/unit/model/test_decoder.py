from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
import torch

from miles.engine.tokenizer import encode, train_tokenizer
from miles.model.decoder import Decoder, Pretrained
from miles.post.error import MilesError

SMALL = {"hidden_size": 64, "layers": 2, "heads": 2, "kv_heads": 1, "intermediate_size": 128}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("tokenizer")
    train_tokenizer(["Bitcoin holds.\n\nAlts weak."] * 3, 350).save(str(made / "tokenizer.json"))
    return str(made)


@pytest.mark.parametrize("is_qk_norm", [False, True])
def test_packed_rows_score_as_each_sequence_alone(is_qk_norm: bool, folder: str) -> None:
    model = Decoder(folder, **SMALL, is_qk_norm=is_qk_norm).eval()
    texts = [
        "<|bos|><|post|>Bitcoin<|end|>",
        "<|bos|><|draft|>alts<|post|>Alts weak.<|end|>",
        "<|bos|><|post|>A<|end|>",
    ]
    rows = [encode(model.tokenizer, text) for text in texts]
    ids = torch.tensor([list(chain(*rows))])
    positions = torch.tensor([list(chain(*(range(len(row)) for row in rows)))])
    with torch.no_grad():
        packed = model(ids, positions)[0]
        alone = torch.cat([model(torch.tensor([row]), torch.arange(len(row))[None])[0] for row in rows])
        leaking = model(ids, torch.arange(ids.shape[1])[None])[0]
    torch.testing.assert_close(packed, alone, atol=1e-5, rtol=1e-4)
    assert not torch.allclose(leaking, alone, atol=1e-3), "without restarting positions it must leak"


def test_kept_places_alone_are_projected(folder: str) -> None:
    model = Decoder(folder, **SMALL).eval()
    ids, positions = torch.randint(0, 300, (3, 8)), torch.arange(8).expand(3, 8)
    keep = torch.rand(3, 8) > 0.5
    with torch.no_grad():
        torch.testing.assert_close(model(ids, positions, keep), model(ids, positions)[keep])


@pytest.mark.parametrize("is_qk_norm", [False, True])
def test_dropout_acts_in_training_only_and_leaves_a_plain_network(
    is_qk_norm: bool, folder: str, tmp_path: Path
) -> None:
    model = Decoder(folder, **SMALL, dropout=0.5, is_qk_norm=is_qk_norm)
    ids, positions = torch.randint(0, 300, (1, 8)), torch.arange(8)[None]
    model.train()
    assert not torch.equal(model(ids, positions), model(ids, positions))
    model.eval()
    assert torch.equal(model(ids, positions), model(ids, positions))
    model.plain().save_pretrained(tmp_path)
    model.tokenizer.save(str(tmp_path / "tokenizer.json"))
    again = Pretrained(str(tmp_path)).eval()
    torch.testing.assert_close(again(ids, positions), model(ids, positions))
    assert again.network.config.model_type == ("qwen3" if is_qk_norm else "llama")


def test_rows_of_one_sequence_need_no_mask_and_score_the_same(folder: str) -> None:
    model = Decoder(folder, **SMALL).eval()
    ids, positions = torch.randint(0, 300, (2, 9)), torch.arange(9).expand(2, 9)
    behind = torch.cat([ids, torch.zeros(2, 1, dtype=torch.long)], 1)  # padding of its own: now a mask is built
    apart = torch.cat([positions, torch.zeros(2, 1, dtype=torch.long)], 1)
    with torch.no_grad():
        torch.testing.assert_close(model(ids, positions), model(behind, apart)[:, :9])


@pytest.mark.parametrize("is_qk_norm", [False, True])
def test_sizes_are_those_asked_for_and_norms_the_only_difference(is_qk_norm: bool, folder: str) -> None:
    """By hand: embedding, two layers of q, k, v, o, three of the MLP and two norms, one norm at the end."""
    model = Decoder(folder, **SMALL, is_qk_norm=is_qk_norm)
    rows = model.network.config.vocab_size
    layer = 64 * 64 + 2 * 64 * 32 + 64 * 64 + 3 * 64 * 128 + 2 * 64
    expected = rows * 64 + 2 * (layer + (2 * 32 if is_qk_norm else 0)) + 64
    assert sum(weight.numel() for weight in model.parameters()) == expected
    assert rows % 64 == 0


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"layers": -1}, "layers=-1 is no network"),
        ({"kv_heads": 0}, "kv_heads=0 is no network"),
        ({"hidden_size": -64}, "hidden_size=-64 is no network"),
    ],
)
def test_sizes_that_make_no_network_are_refused(sizes: dict[str, int], told: str, folder: str) -> None:
    with pytest.raises(MilesError, match=told):
        Decoder(folder, **(SMALL | sizes))


@pytest.mark.slow
def test_compiled_logits_are_the_same(folder: str) -> None:
    plain, fast = (Decoder(folder, **SMALL, dropout=0.0, is_compiled=is_compiled) for is_compiled in (False, True))
    assert fast.training  # validation is not compiled
    assert set(plain.state_dict()) == set(fast.state_dict())
    ids = torch.randint(0, 300, (2, 12))
    positions = torch.cat([torch.arange(7), torch.arange(5)]).expand(2, 12)
    keep = torch.rand(2, 12) > 0.5
    with torch.no_grad():
        torch.testing.assert_close(fast(ids, positions), plain(ids, positions), atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(fast(ids, positions, keep), plain(ids, positions, keep), atol=1e-5, rtol=1e-4)


def test_the_seed_decides_the_first_weights_and_nothing_else_does(folder: str) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    one = Decoder(folder, **SMALL, init_seed=1)
    assert torch.equal(torch.rand(3), expected)
    same, other = Decoder(folder, **SMALL, init_seed=1), Decoder(folder, **SMALL, init_seed=2)
    weight = [model.network.get_input_embeddings().weight for model in (one, same, other)]
    assert torch.equal(weight[0], weight[1])
    assert not torch.equal(weight[0], weight[2])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"hidden_size": 100}, "use hidden_size=128"),
        ({"intermediate_size": 10}, "use intermediate_size=64"),
        ({"heads": 5}, "choose heads"),
        ({"heads": 4, "kv_heads": 3}, "choose heads"),
    ],
)
def test_sizes_that_do_not_fit_say_which_would(folder: str, wrong: dict[str, int], told: str) -> None:
    with pytest.raises(MilesError, match=told):
        Decoder(folder, **(SMALL | wrong))
