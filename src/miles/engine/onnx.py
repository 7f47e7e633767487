"""Writing through ONNX Runtime: neither torch nor transformers is loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from miles.engine.tokenizer import load_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError

FILE = "model.onnx"


class OnnxEngine(LoopEngine):
    """Reads with a causal LM as `optimum` exports it (task text-generation-with-past).

    Inputs input_ids, attention_mask, position_ids (B, T) and past_key_values.<layer>.<key|value>
    (B, heads, T, size); outputs logits (B, T, V) and present.<layer>.<key|value>.
    """

    def __init__(self, session: Any, tokenizer: Tokenizer, positions: int, batch: int = 64) -> None:
        super().__init__(tokenizer, positions, batch)
        self.session = session
        caches = {each.name: each.shape for each in session.get_inputs() if each.name.startswith("past_key_values")}
        if not caches or "position_ids" not in {each.name for each in session.get_inputs()}:
            raise MilesError("the ONNX file has no key-value cache or no positions", "export it with: make quantize")
        self.caches = caches

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> OnnxEngine:
        """Read model.onnx, config.json and tokenizer.json of a sealed folder."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            session = onnxruntime.InferenceSession(str(folder / FILE), options, providers=["CPUExecutionProvider"])
            positions = int(json.loads((folder / "config.json").read_text())["max_position_embeddings"])
        except Exception as error:  # onnxruntime's own errors share no class with a name
            raise MilesError(f"{folder / FILE} cannot be read: {error}", "export it again: make quantize") from error
        return cls(session, load_tokenizer(folder), positions)

    def open(self, ids: Ints, mask: Ints) -> OnnxPassage:
        """See LoopEngine."""
        return OnnxPassage(self, ids, mask)

    def read(self, ids: Ints, mask: Ints) -> Floats:
        """See LoopEngine."""
        return OnnxPassage(self, ids, mask).whole


class OnnxPassage:
    """See Passage. `whole` (B, T, V) are the logits of what was read last."""

    logits: Floats

    def __init__(self, engine: OnnxEngine, ids: Ints, mask: Ints) -> None:
        self.session, self.mask = engine.session, mask
        self.past = {
            name: np.zeros((len(ids), shape[1], 0, shape[3]), dtype=np.float32) for name, shape in engine.caches.items()
        }
        self._read(ids)

    def step(self, tokens: Ints) -> None:
        self.mask = np.concatenate([self.mask, np.ones_like(self.mask[:, :1])], axis=1)
        self._read(tokens[:, None])

    def keep(self, rows: Ints) -> None:
        self.past = {name: cache[rows] for name, cache in self.past.items()}
        self.mask, self.logits = self.mask[rows], self.logits[rows]

    def _read(self, ids: Ints) -> None:
        positions = (self.mask.cumsum(1) - 1).clip(min=0)[:, -ids.shape[1] :]
        fed = {"input_ids": ids, "attention_mask": self.mask, "position_ids": positions, **self.past}
        self.whole, *present = self.session.run(None, fed)
        self.past = dict(zip(self.past, present, strict=True))
        self.logits = self.whole[:, -1]
