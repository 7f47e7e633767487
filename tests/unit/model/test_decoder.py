from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
import torch

from miles.engine.tokenizer import encode, train_tokenizer
from miles.model.decoder import Decoder
from miles.post.error import MilesError

SMALL = {"hidden_size": 64, "layers": 2, "heads": 2, "kv_heads": 1, "intermediate_size": 128}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("tokenizer")
    train_tokenizer(["Bitcoin holds.\n\nAlts weak."] * 3, 350).save(str(made / "tokenizer.json"))
    return str(made)


def test_packed_rows_score_as_each_sequence_alone(folder: str) -> None:
    model = Decoder(folder, **SMALL).eval()
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


def test_dropout_acts_in_training_only_and_leaves_a_plain_llama(folder: str, tmp_path: Path) -> None:
    model = Decoder(folder, **SMALL, dropout=0.5)
    ids, positions = torch.randint(0, 300, (1, 8)), torch.arange(8)[None]
    model.train()
    assert not torch.equal(model(ids, positions), model(ids, positions))
    model.eval()
    assert torch.equal(model(ids, positions), model(ids, positions))
    model.plain().save_pretrained(tmp_path)
    again = Decoder(folder, pretrained=str(tmp_path)).eval()
    torch.testing.assert_close(again(ids, positions), model(ids, positions))


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


def test_a_missing_or_foreign_checkpoint_is_told(folder: str, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="no checkpoint in"):
        Decoder(folder, pretrained=str(tmp_path))
    Decoder(folder, **SMALL).plain().save_pretrained(tmp_path / "model")
    train_tokenizer([f"word{k} " for k in range(500)], 700).save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(MilesError, match="vocabulary"):
        Decoder(str(tmp_path), pretrained=str(tmp_path / "model"))
