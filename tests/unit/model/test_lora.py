from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn import functional
from transformers import AutoModelForCausalLM

from miles.engine.prompt import SPECIAL_TOKENS
from miles.engine.tokenizer import add_prompt_tokens, encode, load_tokenizer
from miles.model.eager import EagerEngine
from miles.model.lora import Lora, _make_room
from miles.post.error import MilesError

TEXT = "<|bos|><|draft|>alts<|post|>Alts weak.\n\nPatience pays.<|end|>"


def batch(model: Lora) -> dict[str, torch.Tensor]:
    ids = torch.tensor([encode(model.tokenizer, TEXT)])
    return {"input_ids": ids, "position_ids": torch.arange(ids.shape[1])[None]}


def learn(model: Lora, steps: int = 4) -> None:
    """Some steps on one text, so that the adapters are no longer zero."""
    optimizer = torch.optim.AdamW([weight for weight in model.parameters() if weight.requires_grad], lr=1e-2)
    model.train()
    for _ in range(steps):
        read = batch(model)
        loss = functional.cross_entropy(model(**read)[0, :-1], read["input_ids"][0, 1:])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()


def logits(network: torch.nn.Module, model: Lora) -> torch.Tensor:
    with torch.no_grad():
        return network.eval()(**batch(model)).logits


def cosine(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(functional.cosine_similarity(a.flatten(), b.flatten(), dim=0))


def test_only_adapters_and_our_tokens_learn(base: Path) -> None:
    model = Lora(str(base), rank=4)
    learnt = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert learnt
    assert all("lora_" in name or "trainable_tokens" in name for name in learnt)
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    learn(model)
    changed = {name for name, weight in model.named_parameters() if not torch.equal(weight, before[name])}
    assert changed <= learnt
    assert any("lora_B" in name for name in changed)
    assert any("trainable_tokens" in name for name in changed)


def test_our_tokens_are_single_and_old_ones_keep_their_ids(base: Path) -> None:
    model = Lora(str(base), rank=4)
    for name in SPECIAL_TOKENS:
        assert len(encode(model.tokenizer, name)) == 1
    rows = model.network.get_input_embeddings().weight.shape[0]
    assert rows >= model.tokenizer.get_vocab_size()


def test_new_rows_depend_on_the_seed_alone(base: Path) -> None:
    rows = []
    for drawn_before, seed in ((1, 0), (2, 0), (1, 5)):
        network = AutoModelForCausalLM.from_pretrained(base)
        torch.manual_seed(drawn_before)
        tokenizer = load_tokenizer(base)
        add_prompt_tokens(tokenizer)
        _make_room(network, tokenizer, SPECIAL_TOKENS, seed)
        rows.append(network.get_input_embeddings().weight[300:])
    assert len(rows[0]) > len(SPECIAL_TOKENS), "there are rows that only fill up"
    assert torch.equal(rows[0], rows[1])
    assert not torch.equal(rows[0], rows[2])


def test_what_is_sealed_is_what_was_trained_and_training_can_go_on(base: Path, tmp_path: Path) -> None:
    model = Lora(str(base), rank=4)
    learn(model)
    trained = logits(model.network, model)
    state = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    plain = model.plain()
    plain.save_pretrained(tmp_path)
    model.tokenizer.save(str(tmp_path / "tokenizer.json"))
    loaded = EagerEngine.load(tmp_path)
    torch.testing.assert_close(logits(loaded.network, model), trained, atol=1e-4, rtol=1e-4)
    assert {name for name, _ in model.named_parameters()} == set(state)
    for name, weight in model.named_parameters():
        assert torch.equal(weight, state[name]), name
    learn(model)
    assert not torch.allclose(logits(model.network, model), trained)
    again = logits(model.plain(), model)
    torch.testing.assert_close(again, logits(model.network, model), atol=1e-4, rtol=1e-4)


def test_packed_rows_do_not_leak(base: Path) -> None:
    model = Lora(str(base), rank=4)
    learn(model)
    model.eval()
    one, two = encode(model.tokenizer, TEXT), encode(model.tokenizer, "<|bos|><|post|>Bitcoin holds.<|end|>")
    positions = torch.tensor([[*range(len(one)), *range(len(two))]])
    with torch.no_grad():
        packed = model(torch.tensor([[*one, *two]]), positions)[0, len(one) :]
        alone = model(torch.tensor([two]), torch.arange(len(two))[None])[0]
    torch.testing.assert_close(packed, alone, atol=1e-5, rtol=1e-4)


def test_nf4_learns_through_validations_and_seals_what_it_learnt(base: Path, tmp_path: Path) -> None:
    model = Lora(str(base), rank=4, is_nf4=True)
    assert any(type(module).__name__ == "Linear4bit" for module in model.modules())
    first = next(weight for name, weight in model.named_parameters() if "layers.0" in name and "lora_B" in name)
    for _ in range(2):
        before = first.detach().clone()
        learn(model)
        assert not torch.equal(first, before), "no gradient came through the 4-bit layers after an evaluation"
        trained = logits(model.network, model)  # where bitsandbytes would repack the weights
    model.plain().save_pretrained(tmp_path)
    model.tokenizer.save(str(tmp_path / "tokenizer.json"))
    loaded = logits(EagerEngine.load(tmp_path).network, model)
    torch.testing.assert_close(loaded, trained, atol=1e-4, rtol=1e-3)  # what was judged is what was sealed
    again = Lora(str(base), rank=4, is_nf4=True)
    again.load_state_dict({n: w for n, w in model.state_dict().items() if "lora_" in n or "token" in n}, strict=False)
    assert cosine(logits(again.network, again), trained) > 0.999


@pytest.mark.parametrize("name", ["/nowhere", "./nowhere", "Nobody/no-such-model-here"])
def test_an_absent_base_is_told_with_the_next_step(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(MilesError, match=r"model\.base"):
        Lora(name)


def test_sizes_that_do_not_fit_4_bit_blocks_are_refused(tmp_path: Path) -> None:
    from transformers import LlamaConfig, LlamaForCausalLM

    from miles.engine.tokenizer import train_tokenizer

    sizes = LlamaConfig(
        vocab_size=384, hidden_size=48, intermediate_size=96, num_hidden_layers=1, num_attention_heads=2
    )
    LlamaForCausalLM(sizes).save_pretrained(tmp_path)
    train_tokenizer(["Bitcoin holds."] * 3, 384).save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(MilesError, match="multiples of 64"):
        Lora(str(tmp_path), is_nf4=True)


def test_our_tokens_keep_what_a_base_of_ours_has_learnt(tmp_path: Path) -> None:
    from miles.engine.tokenizer import train_tokenizer
    from miles.model.decoder import Decoder

    train_tokenizer(["Bitcoin holds."] * 3, 384).save(str(tmp_path / "tokenizer.json"))
    sizes = {"hidden_size": 64, "layers": 2, "heads": 2, "kv_heads": 1, "intermediate_size": 128}
    own = Decoder(str(tmp_path), **sizes, is_qk_norm=True)
    own.plain().save_pretrained(tmp_path)
    model = Lora(str(tmp_path), rank=4)
    assert torch.equal(logits(model.network, model), logits(own.network, model)), "nothing was learnt yet"
    learn(model)
    trained = logits(model.network, model)
    assert not torch.allclose(trained, logits(own.network, model))
    sealed = model.plain()
    assert sealed.config.model_type == "qwen3"
    torch.testing.assert_close(logits(sealed, model), trained, atol=1e-4, rtol=1e-4)
