"""Writing through llama.cpp, from a GGUF file: an optional extra, which `make install EXTRA=gguf` builds."""

from __future__ import annotations

import ctypes
import json
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from miles.engine.tokenizer import load_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError

FILE = "model.gguf"
BATCH = 16  # texts side by side: each has room for a whole text in a context's memory


def missing() -> None:
    """Refuse what needs llama.cpp where it is not installed."""
    try:
        import gguf  # noqa: F401
        import llama_cpp  # noqa: F401
    except ImportError as error:
        raise MilesError(
            f"GGUF files need llama.cpp, which is not installed ({error})", "make install EXTRA=gguf"
        ) from error


class GgufEngine(LoopEngine):
    """Reads with llama.cpp. Keys and values are kept in full precision, so that F32 files write what torch writes."""

    def __init__(self, path: Path, tokenizer: Tokenizer, positions: int, threads: int = 1, batch: int = BATCH) -> None:
        super().__init__(tokenizer, positions, batch)
        self.threads = threads
        self.weights = _Weights(path)
        self.idle: list[_Context] = []

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> GgufEngine:
        """Read model.gguf, config.json and tokenizer.json of a sealed folder."""
        missing()
        positions = int(json.loads((folder / "config.json").read_text())["max_position_embeddings"])
        return cls(folder / FILE, load_tokenizer(folder), positions, threads)

    def open(self, ids: Ints, mask: Ints) -> GgufPassage:
        """See LoopEngine."""
        return GgufPassage(self, ids, mask)

    def read(self, ids: Ints, mask: Ints) -> Floats:
        """See LoopEngine. One after the other: llama.cpp would hold the logits of all of them twice."""
        logits = np.zeros((*ids.shape, self.weights.vocab), dtype=np.float32)
        context = self.context()
        for row, length in enumerate(mask.sum(1)):
            context.clear()
            logits[row, :length] = context.decode(ids[row, :length], [0] * length, range(length), range(length))
        self.idle.append(context)
        return logits

    def context(self) -> _Context:
        """One that nobody uses: two streams may be open at once."""
        return self.idle.pop() if self.idle else _Context(self.weights, self.positions, self.batch, self.threads)


class GgufPassage:
    """See Passage. Each row is a sequence of its own in a context that goes back to the engine with the passage."""

    logits: Floats

    def __init__(self, engine: GgufEngine, ids: Ints, mask: Ints) -> None:
        self.context = engine.context()
        weakref.finalize(self, engine.idle.append, self.context)
        self.context.clear()
        self.sequences = list(range(len(ids)))
        self.lengths = mask.sum(1)
        rows = [ids[row, ids.shape[1] - length :] for row, length in enumerate(self.lengths)]
        self.logits = np.concatenate(
            [self.context.decode(row, [k] * len(row), range(len(row)), [len(row) - 1]) for k, row in enumerate(rows)]
        )

    def step(self, tokens: Ints) -> None:
        self.logits = self.context.decode(tokens, self.sequences, self.lengths, range(len(tokens)))
        self.lengths = self.lengths + 1

    def keep(self, rows: Ints) -> None:
        wanted = [self.sequences[row] for row in rows]
        for sequence in set(self.sequences) - set(wanted):
            self.context.forget(sequence)
        free = iter(sorted(set(range(self.context.batch)) - set(wanted)))
        taken: set[int] = set()
        self.sequences = []
        for sequence in wanted:
            self.sequences.append(self.context.copy(sequence, next(free)) if sequence in taken else sequence)
            taken.add(sequence)
        self.lengths, self.logits = self.lengths[rows], self.logits[rows]


class _Weights:
    """A loaded file, freed with the last that uses it."""

    def __init__(self, path: Path) -> None:
        import llama_cpp

        self.library: Any = llama_cpp
        llama_cpp.llama_log_set(silent(), ctypes.c_void_p())
        llama_cpp.llama_backend_init()
        params = llama_cpp.llama_model_default_params()
        params.check_tensors = True
        self.model = llama_cpp.llama_model_load_from_file(str(path).encode(), params) if path.is_file() else None
        if not self.model:
            raise MilesError(f"{path} cannot be read by llama.cpp", "make it again: make quantize FORMS=gguf-q8_0")
        self.vocab = int(llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(self.model)))

    def __del__(self) -> None:
        if getattr(self, "model", None):
            self.library.llama_model_free(self.model)


class _Context:
    """What llama.cpp remembers of up to `batch` texts of at most `positions` tokens."""

    def __init__(self, weights: _Weights, positions: int, batch: int, threads: int) -> None:
        self.weights, self.library, self.batch = weights, weights.library, batch
        params = self.library.llama_context_default_params()
        params.n_ctx, params.n_seq_max = positions * batch, batch
        params.n_batch = params.n_ubatch = max(positions, batch)
        params.n_threads = params.n_threads_batch = threads
        params.type_k = params.type_v = self.library.GGML_TYPE_F32
        params.flash_attn_type = self.library.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.kv_unified = False
        self.handle = self.library.llama_init_from_model(weights.model, params)
        if not self.handle:
            raise MilesError(
                f"llama.cpp has no room for {batch} texts of {positions} tokens", "free memory, then try again"
            )
        self.memory = self.library.llama_get_memory(self.handle)
        self.buffer = self.library.llama_batch_init(params.n_batch, 0, 1)

    def decode(self, tokens: Sequence[int] | Ints, sequences: Any, places: Any, wanted: Any) -> Floats:
        """Logits (len(wanted), V) after those tokens of the call that `wanted` names; the others are only read."""
        buffer, n = self.buffer, len(tokens)
        asked = set(wanted)
        buffer.n_tokens = n
        for k, (token, sequence, place) in enumerate(zip(tokens, sequences, places, strict=True)):
            buffer.token[k], buffer.pos[k], buffer.n_seq_id[k] = int(token), int(place), 1
            buffer.seq_id[k][0], buffer.logits[k] = int(sequence), k in asked
        failed = self.library.llama_decode(self.handle, buffer)
        if failed:
            raise MilesError(f"llama.cpp could not read {n} tokens (its code {failed})", "report it with the draft")
        logits = self.library.llama_get_logits(self.handle)
        return np.ctypeslib.as_array(logits, (len(asked), self.weights.vocab)).copy()

    def clear(self) -> None:
        self.library.llama_memory_clear(self.memory, False)

    def forget(self, sequence: int) -> None:
        self.library.llama_memory_seq_rm(self.memory, sequence, -1, -1)

    def copy(self, sequence: int, to: int) -> int:
        self.forget(to)
        self.library.llama_memory_seq_cp(self.memory, sequence, to, -1, -1)
        return to

    def __del__(self) -> None:
        if getattr(self, "handle", None):
            self.library.llama_batch_free(self.buffer)
            self.library.llama_free(self.handle)


_SILENT: list[Any] = []  # llama.cpp keeps the address: the callback must never be collected


def silent() -> Any:
    """llama.cpp tells its whole loading on the error stream; what fails is told by us."""
    import llama_cpp

    if not _SILENT:
        _SILENT.append(llama_cpp.llama_log_callback(lambda *_: None))
    return _SILENT[0]
