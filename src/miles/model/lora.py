"""Low-rank adapters over any causal LM in safetensors, full precision or 4-bit (QLoRA)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, PreTrainedModel

from miles.engine.prompt import SPECIAL_TOKENS
from miles.engine.tokenizer import add_prompt_tokens, load_tokenizer
from miles.model.checkpoint import STEP
from miles.model.decoder import packed_logits
from miles.post.error import MilesError


class Lora(nn.Module):
    """A frozen base with trained adapters and trained rows for our own special tokens.

    `base` is a local folder or a hub name. `targets` names the adapted layers, "all-linear" for
    every one but the output. With `is_nf4` the base is held in 4-bit NF4 (Dettmers et al. 2023).
    """

    def __init__(
        self,
        base: str,
        rank: int = 16,
        alpha: int = 32,
        dropout: float = 0.05,
        targets: str | list[str] = "all-linear",
        is_nf4: bool = False,
        init_seed: int = 0,
    ) -> None:
        super().__init__()
        self.base, self.rank, self.alpha, self.dropout = base, rank, alpha, dropout
        self.targets, self.is_nf4, self.init_seed = targets, is_nf4, init_seed
        self.tokenizer = _base_tokenizer(base)
        self.unknown = [name for name in SPECIAL_TOKENS if self.tokenizer.token_to_id(name) is None]
        add_prompt_tokens(self.tokenizer)
        self.network = self._adapted()

    def forward(self, input_ids: Tensor, position_ids: Tensor, keep: Tensor | None = None) -> Tensor:
        """Logits (B, T, V) of packed rows; with `keep`, a mask (B, T), those of its places (N, V)."""
        return packed_logits(self.network, input_ids, position_ids, keep)

    def plain(self) -> PreTrainedModel:
        """The causal LM to seal: the adapters merged into a fresh copy of the base, in full precision.

        A 4-bit base is sealed as the values its 4 bits stand for: the adapters were trained to mend
        those, and so the sealed voice is the one that validation judged.
        """
        fresh = self._adapted(is_unpacked=True)
        learnt = {name: weight.detach() for name, weight in self.network.named_parameters() if weight.requires_grad}
        with torch.no_grad():
            for name, weight in fresh.named_parameters():
                if weight.requires_grad:
                    weight.copy_(learnt.pop(name))
        assert not learnt, f"adapters without a place in the base: {sorted(learnt)}"
        merged: PreTrainedModel = fresh.merge_and_unload()
        return merged

    def _adapted(self, is_unpacked: bool = False) -> Any:
        from peft import LoraConfig, get_peft_model

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.init_seed)
            network = _load_base(self.base, self.is_nf4)
            if self.is_nf4 and is_unpacked:
                network = network.dequantize().requires_grad_(False)
                network.is_loaded_in_4bit = False  # transformers forgets to, and PEFT looks
            _make_room(network, self.tokenizer, self.unknown, self.init_seed)
            ids = sorted(self.tokenizer.token_to_id(name) for name in SPECIAL_TOKENS)
            rows = {_name_of(network, network.get_input_embeddings()): ids}
            if not network.config.tie_word_embeddings:
                rows[_name_of(network, network.get_output_embeddings())] = ids
            config = LoraConfig(
                task_type="CAUSAL_LM",
                r=self.rank,
                lora_alpha=self.alpha,
                lora_dropout=self.dropout,
                target_modules=self.targets,
                trainable_token_indices=rows,
            )
            return get_peft_model(network, config, autocast_adapter_dtype=False)


def _load_base(base: str, is_nf4: bool) -> Any:
    options: dict[str, Any] = {"dtype": torch.float32}
    if is_nf4:
        from transformers import BitsAndBytesConfig

        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.float32,
        )
    _require(base)
    try:
        network = AutoModelForCausalLM.from_pretrained(base, use_safetensors=True, **options)
    except (OSError, ValueError) as error:
        raise _absent(base) from error
    if is_nf4:
        _check_sizes(network, base)
        _keep_layout(network)
    return network.requires_grad_(False).train()


def _base_tokenizer(base: str) -> Tokenizer:
    _require(base)
    if Path(base).is_dir():
        return load_tokenizer(base)
    from huggingface_hub import hf_hub_download

    try:
        return load_tokenizer(hf_hub_download(base, "tokenizer.json"))
    except (OSError, ValueError) as error:
        raise _absent(base) from error


def _require(base: str) -> None:
    """A path is meant when it looks like one: then nobody is asked on the network."""
    is_path = Path(base).is_absolute() or base.startswith(".") or base.count("/") != 1
    if is_path and not (Path(base) / "config.json").is_file():
        raise _absent(base)


def _absent(base: str) -> MilesError:
    return MilesError(
        f"the base model {base!r} cannot be read here",
        "set model.base to a local folder with config.json, tokenizer.json and *.safetensors, "
        "or go online once (HF_HUB_OFFLINE=0) so that it is downloaded",
    )


def _make_room(network: Any, tokenizer: Tokenizer, unknown: Sequence[str], seed: int) -> None:
    """Grow the vocabulary to hold our special tokens; an unknown one starts as the mean of all, slightly moved.

    The same rows come out whatever the base was loaded as, also those that only fill up the size: all
    are in the softmax, so the sealed copy must have the ones that were trained with.
    """
    drawn = torch.Generator().manual_seed(seed)
    old = network.get_input_embeddings().weight.shape[0]
    wanted = max(old, math.ceil(tokenizer.get_vocab_size() / STEP) * STEP)
    network.resize_token_embeddings(wanted, mean_resizing=False)
    ids = torch.tensor([tokenizer.token_to_id(name) for name in unknown], dtype=torch.long)
    layers = [network.get_input_embeddings()]
    if not network.config.tie_word_embeddings:
        layers.append(network.get_output_embeddings())
    with torch.no_grad():
        for layer in layers:
            weight = layer.weight
            mean, spread = weight[:old].mean(0), weight[:old].std(0)
            weight[old:] = mean
            noise = torch.randn(len(ids), weight.shape[1], generator=drawn)
            weight[ids] = mean + 0.1 * spread * noise.to(weight)
    network.requires_grad_(False)


def _name_of(network: nn.Module, wanted: nn.Module) -> str:
    return next(name.rsplit(".", 1)[-1] for name, module in network.named_modules() if module is wanted)


def _keep_layout(network: Any) -> None:
    """Forbid bitsandbytes its CPU layout for inference.

    The first evaluation would repack the weights, and training after it would run through a kernel
    that passes no gradient on, or stops at a bias.
    """
    for module in network.modules():
        if type(module).__name__ == "Linear4bit":
            module.support_avx512bf16_for_cpu = False


def _check_sizes(network: Any, base: str) -> None:
    for name, module in network.named_modules():
        if type(module).__name__ == "Linear4bit" and (module.in_features % STEP or module.out_features % STEP):
            raise MilesError(
                f"{base}: {name} is {module.in_features} x {module.out_features}, not multiples of {STEP}",
                "4-bit blocks need such sizes: use model=lora, or another base",
            )
