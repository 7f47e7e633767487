"""Reading a text with a trained head: probabilities over labels, by an encoder that runs in ONNX Runtime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis.embed import Embedder
from miles.post.error import MilesError
from miles.post.normal import HANDLE, LINK
from miles.post.whole import file_sha256

HEAD, HEAD_CARD = "head.safetensors", "card.json"
SCALE = 20.0  # of the unit vectors that the linear layer reads, so that its weights stay near 1


class Head:
    """Texts -> (n, labels) probabilities. `weight` (labels, D) and `bias` (labels,) read the vectors of `embedder`.

    A text longer than the encoder reads is heard by its beginning. `version` names encoder and layer.
    """

    def __init__(
        self,
        embedder: Embedder,
        weight: NDArray[np.float32],
        bias: NDArray[np.float32],
        labels: Sequence[str],
        version: str,
    ) -> None:
        self.embedder, self.labels, self.version = embedder, tuple(labels), version
        self._weight, self._bias = weight, bias

    @classmethod
    def load(cls, folder: Path, embedder: Embedder) -> Self:
        """The head of `folder`, read by the encoder that was exported with its adapters."""
        from safetensors.numpy import load_file

        card = read_card(folder)
        arrays = load_file(folder / HEAD)
        version = f"{card['task']}-{card['files'][HEAD][:8]}+{embedder.version}"
        return cls(embedder, arrays["weight"], arrays["bias"], card["labels"], version)

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n, labels), rows sum to 1, in the order of `labels`."""
        vectors = self.embedder.embed([heard(text) for text in texts])
        logits = SCALE * vectors @ self._weight.T + self._bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float64)

    def guess(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """(n,) the place of the likeliest label."""
        return np.asarray(self.probabilities(texts).argmax(axis=1), np.int64)


def heard(text: str) -> str:
    """What a head was taught to read: who is named and where a link goes make no difference."""
    return LINK.sub("http", HANDLE.sub("@user", text))


def read_card(folder: Path) -> dict[str, Any]:
    """The card of a head; MilesError where the folder has none or its files are not those the card names."""
    path = folder / HEAD_CARD
    if not path.is_file():
        raise MilesError(f"{folder} holds no trained head", "run `make classify`, or restore data/heads from git")
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    wrong = [
        name for name, told in card["files"].items()
        if not (folder / name).is_file() or file_sha256(folder / name) != told
    ]  # fmt: skip
    if wrong:
        raise MilesError(
            f"{folder}: {', '.join(wrong)} missing or not what {HEAD_CARD} names",
            "restore the folder from git, or run `make classify` again",
        )
    return card
