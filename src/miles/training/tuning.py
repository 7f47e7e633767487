"""Fine-tuning the sentence encoder on how posts were received: adapters, exported to ONNX for the Forecaster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from miles.analysis.embed import MAX_TOKENS, Embedder
from miles.analysis.engagement import without_links
from miles.analysis.predictors import Inputs, Rows
from miles.corpus.engagement import HeardBatches
from miles.corpus.labelled import in_order
from miles.model.adapters import export, vectors
from miles.model.encoder import Encoder, packaged
from miles.model.engagement import HearingNet
from miles.training.callbacks import quiet
from miles.training.engage import Engage, go_through

NAME = "reception-tuned"  # what cards call such an encoder


class Tuning:
    """How adapters are taught: all counts at once with the pinball loss, on the posts that are given and no others.

    `folder` is where the encoder is written; `source` a sentence encoder in Hugging Face format, None MiniLM of the
    package. Texts are read up to `max_tokens` in the lesson, and whole afterwards.
    """

    def __init__(
        self,
        folder: str,
        source: str | None = None,
        rank: int = 8,
        dropout: float = 0.1,
        lr: float = 1e-3,
        weight_decay: float = 0.01,
        epochs: int = 2,
        batch: int = 32,
        max_tokens: int = 64,
        seed: int = 0,
    ) -> None:
        self.folder, self.source = Path(folder), source or packaged()
        self.rank, self.dropout, self.lr, self.weight_decay = rank, dropout, lr, weight_decay
        self.epochs, self.batch, self.max_tokens, self.seed = epochs, batch, max_tokens, seed

    def tune(self, inputs: Inputs, targets: Rows) -> Tuned:
        """The vectors of `inputs` are not looked at; `targets` (n, heads), NaN where a count is unknown."""
        with torch.random.fork_rng(devices=[]), quiet():
            torch.manual_seed(self.seed)
            net = HearingNet(self.source, inputs.traits.shape[1], targets.shape[1], self.rank, dropout=self.dropout)
            lesson = Engage(net.train(), self.lr, self.weight_decay)  # transformers loads in eval mode
            tuned = Tuned(net, self.source, self.folder)
            tokens = tuned.tokens(inputs.texts, self.max_tokens)
            batches = HeardBatches(tokens, inputs, targets, self.batch, self.seed)
            go_through(lesson, self.epochs, train_dataloaders=batches)
        net.eval()
        return tuned


class Tuned:
    """An encoder that has been taught; `embedder` is how it is served, `embed` what its eager form says."""

    def __init__(self, net: HearingNet, source: str, folder: Path) -> None:
        from transformers import AutoTokenizer

        self.net, self.source, self.folder = net, source, folder
        self._tokenizer: Tokenizer = AutoTokenizer.from_pretrained(source, use_fast=True).backend_tokenizer

    def tokens(self, texts: Sequence[str], most: int = MAX_TOKENS) -> list[list[int]]:
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(most)
        return [found.ids for found in self._tokenizer.encode_batch(without_links(texts))]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, D), rows of unit length."""
        rows = np.zeros((len(texts), self.net.network.config.hidden_size), np.float32)
        with torch.inference_mode():
            for batch in in_order(self.tokens(texts), np.arange(len(texts)), 32):
                rows[batch["labels"].numpy()] = vectors(self.net.network, batch["ids"], batch["mask"]).numpy()
        return rows

    def embedder(self) -> Embedder:
        """Written to `folder` as ONNX, the adapters merged; its `version` names what was learnt."""
        export(self.net.network, self.source, NAME, Encoder(str(self.folder)))
        return Embedder(self.folder)
