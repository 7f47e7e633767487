"""Sentence vectors: what a text is about, by an encoder that runs in ONNX Runtime in training and in serving."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miles.post.error import MilesError
from miles.post.whole import file_sha256

MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "encoder.json"
MAX_TOKENS = 256  # what the encoder was taught to read; the rest of a longer text is not seen


class Embedder:
    """Texts -> vectors of unit length whose dot product is their likeness in meaning, -1 to 1.

    `folder` holds model.onnx, tokenizer.json and encoder.json as `miles.model.encoder.export` writes them.
    The mean over a text's tokens is its vector (Reimers & Gurevych 2019). `version` names the weights.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        missing = [name for name in (MODEL, TOKENIZER, CARD) if not (folder / name).is_file()]
        if missing:
            raise MilesError(
                f"no encoder in {folder}: {', '.join(missing)} missing", "run `make engage`, which writes it"
            )
        card = json.loads((folder / CARD).read_text())
        found = file_sha256(folder / MODEL)
        if card["sha256"] != found:
            raise MilesError(
                f"{folder / MODEL} is {found[:12]}, {CARD} names {card['sha256'][:12]}",
                "delete the folder: the next run writes it again",
            )
        self.folder = folder
        self.version, self.precision = f"{card['name']}-{found[:12]}", str(card["precision"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._session = onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
        self._wanted = [each.name for each in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def embed(self, texts: Sequence[str], batch: int = 32) -> NDArray[np.float32]:
        """(n, width), one row a text, in the order given; texts of like length run together."""
        rows = np.zeros((len(texts), self.width), np.float32)
        encoded = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            rows[chosen] = self._pooled([encoded[i] for i in chosen])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)

    def _pooled(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)], mask[place, : len(row)] = row, 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (hidden, *_) = self._session.run(None, {name: given[name] for name in self._wanted})  # (B, T, D)
        weights = mask[:, :, None].astype(np.float32)
        return np.asarray((hidden * weights).sum(axis=1) / weights.sum(axis=1).clip(1.0), np.float32)
