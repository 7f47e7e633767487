from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import BloomConfig, BloomForCausalLM, GPT2Config, GPT2LMHeadModel

from miles.model.decoder import Pretrained
from miles.model.teacher import Teacher
from miles.post.error import MilesError
from tiny import make_base, make_voice

IDS = torch.tensor([[5, 6, 7, 8, 9, 10]])
POSITIONS = torch.tensor([[0, 1, 2, 0, 1, 2]])
KEEP = torch.tensor([[True, True, False, True, True, False]])


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_voice(tmp_path_factory.mktemp("teacher") / "voice")


def test_it_says_what_its_network_says_and_is_read_when_first_asked(voice: Path) -> None:
    teacher = Teacher(str(voice))
    assert teacher.network is None
    known = Pretrained(str(voice)).eval()
    with torch.no_grad():
        torch.testing.assert_close(teacher(IDS, POSITIONS, KEEP), known(IDS, POSITIONS, KEEP))
    assert not any(weight.requires_grad for weight in teacher.parameters())


@pytest.mark.parametrize("kind", ["llama-tied", "qwen2"])
def test_networks_that_others_made_teach_too(kind: str, tmp_path: Path) -> None:
    teacher = Teacher(str(make_base(tmp_path / "base", kind)))
    assert teacher(IDS, POSITIONS, KEEP).shape == (4, 300)


def test_its_hash_follows_weights_and_config(voice: Path, tmp_path: Path) -> None:
    assert Teacher(str(voice)).sha256 == Teacher(str(voice)).sha256
    assert Teacher(str(make_voice(tmp_path / "same"))).sha256 == Teacher(str(voice)).sha256
    assert Teacher(str(make_voice(tmp_path / "other", seed=1))).sha256 != Teacher(str(voice)).sha256
    config = json.loads((tmp_path / "same" / "config.json").read_text())
    (tmp_path / "same" / "config.json").write_text(json.dumps(config | {"rms_norm_eps": 1e-3}))
    assert Teacher(str(tmp_path / "same")).sha256 != Teacher(str(voice)).sha256


def test_a_folder_without_weights_is_told_at_once(voice: Path, tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"config.json is missing\n.*a voice of the shelf"):
        Teacher(str(tmp_path / "nowhere"))
    made = make_voice(tmp_path / "form")
    (made / "model.safetensors").rename(made / "memory.safetensors")
    with pytest.raises(MilesError, match=r"no torch weights.*\n.*sequences=4"):
        Teacher(str(made))


def test_weights_of_another_network_are_told(tmp_path: Path) -> None:
    made = make_voice(tmp_path / "voice")
    whole = load_file(made / "model.safetensors")
    save_file({k: v for k, v in whole.items() if "layers.1" not in k}, made / "model.safetensors", {"format": "pt"})
    with pytest.raises(MilesError, match=r"are not those of its config.json: model.layers.1\S+,"):
        Teacher(str(made))(IDS, POSITIONS, KEEP)
    (made / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(MilesError, match="cannot be read"):
        Teacher(str(made))(IDS, POSITIONS, KEEP)


def test_a_text_longer_than_learnt_positions_is_refused(tmp_path: Path) -> None:
    made = make_base(tmp_path / "base", "llama-tied")
    config = GPT2Config(vocab_size=300, n_positions=64, n_embd=32, n_layer=1, n_head=2)
    GPT2LMHeadModel(config).save_pretrained(made)
    with pytest.raises(MilesError, match=r"reads 64 tokens at most\n.*corpus.block_len=64"):
        Teacher(str(made), max_positions=65)(IDS, POSITIONS, KEEP)


def test_a_network_in_which_posts_of_a_row_see_each_other_is_refused(tmp_path: Path) -> None:
    """Bloom knows no positions."""
    made = make_base(tmp_path / "base", "llama-tied")
    BloomForCausalLM(BloomConfig(vocab_size=300, hidden_size=32, n_layer=1, n_head=2)).save_pretrained(made)
    with pytest.raises(MilesError, match=r"a bloom, cannot read several posts in a row apart"):
        Teacher(str(made))(IDS, POSITIONS, KEEP)
