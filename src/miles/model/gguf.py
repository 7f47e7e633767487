"""A voice's network and tokenizer -> one GGUF file, which any llama.cpp tool reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.engine.gguf import FILE, GgufEngine, missing
from miles.engine.prompt import BOS, END, PAD
from miles.model.checkpoint import KINDS, load_checkpoint
from miles.model.eager import EagerEngine
from miles.model.engines import check_alike
from miles.post.error import MilesError
from miles.post.whole import whole_folder

KEPT = "Q8_0"  # of embeddings, which are the output too: llama.cpp's own 4-bit files keep more of them as well
TOLERANCE = 1e-2  # largest difference of a logit between the unquantised file and torch, which sum in other orders
PRE = "qwen2"  # llama.cpp's name for a split that never cuts a token of ours: it cuts less often, and before the same
UNUSED, CONTROL, NORMAL = 5, 3, 1  # llama.cpp's kinds of tokens
COPIED = ("config.json", "tokenizer.json")


def export(source: Path, target: Path, kind: str) -> None:
    """Write model.gguf, config.json and tokenizer.json into `target`, whole or not at all.

    `source` is a folder in Hugging Face format, `kind` a type of ggml: F32, or Q8_0 or Q4_0 (blocks of 32 weights
    with one scale; norms stay as they are). A small one is made only from what reads like torch as F32.
    """
    missing()
    with whole_folder(target) as place:
        for name in COPIED:
            shutil.copyfile(source / name, place / name)
        write(source, place / FILE, "F32")
        check_alike(EagerEngine.load(source), GgufEngine.load(place), TOLERANCE, "GGUF")
        if kind != "F32":
            write(source, place / FILE, kind)
        GgufEngine.load(place)


def write(source: Path, path: Path, kind: str) -> None:
    """The file alone, unchecked. Layout of a Llama or a Qwen3 as llama.cpp's own converter writes it."""
    import gguf

    network, tokenizer = load_checkpoint(source)
    config: Any = network.config
    is_llama = config.model_type == KINDS[False]
    arch = gguf.MODEL_ARCH.LLAMA if is_llama else gguf.MODEL_ARCH.QWEN3
    names = gguf.get_tensor_name_map(arch, config.num_hidden_layers)
    writer = gguf.GGUFWriter(path, gguf.MODEL_ARCH_NAMES[arch])
    writer.add_file_type(gguf.LlamaFileType[{"F32": "ALL_F32"}.get(kind, f"MOSTLY_{kind}")])
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base((config.to_dict().get("rope_parameters") or config.to_dict())["rope_theta"])
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_vocab_size(config.vocab_size)
    _add_tokenizer(writer, tokenizer, config.vocab_size)
    weights = network.state_dict()
    if config.tie_word_embeddings:
        weights.pop("lm_head.weight", None)
    for name, weight in weights.items():
        values = weight.float().numpy()
        if is_llama and name.endswith(("q_proj.weight", "k_proj.weight")):
            heads = config.num_attention_heads if "q_proj" in name else config.num_key_value_heads
            values = _interleaved(values, heads)
        fit = _fit(name, values, kind)
        packed = gguf.quants.quantize(values, gguf.GGMLQuantizationType[fit])
        told = str(names.get_name(name, try_suffixes=(".weight",)))
        writer.add_tensor(told, packed, raw_dtype=gguf.GGMLQuantizationType[fit])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _fit(name: str, values: NDArray[np.float32], kind: str) -> str:
    """The type a weight is written in."""
    if values.ndim == 1 or kind == "F32":
        return "F32"
    if values.shape[-1] % 32:
        raise MilesError(f"{name} has rows of {values.shape[-1]}, no multiple of 32", f"{kind} needs blocks of 32")
    return KEPT if name.endswith(("embed_tokens.weight", "lm_head.weight")) else kind


def _interleaved(values: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """Rows (heads * size, D) in the order in which llama.cpp rotates a Llama: by neighbours, not by halves."""
    halves = values.reshape(heads, 2, -1, values.shape[1])
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(values.shape))


def _add_tokenizer(writer: Any, tokenizer: Any, rows: int) -> None:
    made = json.loads(tokenizer.to_str())
    if made["model"]["type"] != "BPE" or made["pre_tokenizer"]["type"] != "Sequence":
        raise MilesError(
            "this voice reads with the tokenizer of another project, whose split llama.cpp knows by a name of its own",
            "choose FORMS=onnx, or convert the folder with llama.cpp's own converter",
        )
    known = {number: token for token, number in tokenizer.get_vocab().items()}
    special = {number for number, token in tokenizer.get_added_tokens_decoder().items() if token.special}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(PRE)
    writer.add_token_list([known.get(k, f"<|unused:{k}|>") for k in range(rows)])
    writer.add_token_types([CONTROL if k in special else NORMAL if k in known else UNUSED for k in range(rows)])
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in made["model"]["merges"]])
    writer.add_bos_token_id(tokenizer.token_to_id(BOS))
    writer.add_eos_token_id(tokenizer.token_to_id(END))
    writer.add_pad_token_id(tokenizer.token_to_id(PAD))
    writer.add_add_bos_token(False)
