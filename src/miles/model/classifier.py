"""A sentence encoder with low-rank adapters and a linear layer that tells labels apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from miles.analysis.embed import CARD, Embedder
from miles.analysis.head import HEAD, HEAD_CARD, SCALE, Head, read_card
from miles.analysis.sentiment import Listener, SentimentHead, SentimentLabeller
from miles.model.adapters import adapted, export, vectors
from miles.model.encoder import Encoder, name_of, packaged
from miles.post.error import MilesError
from miles.post.whole import file_sha256, whole_folder, write_json, write_text

ADAPTERS = "adapters.safetensors"


class Classifier(nn.Module):
    """ids, mask (B, T) -> logits (B, labels): the mean of the token vectors, made unit length, through one layer.

    The encoder is frozen; `rank` is that of its adapters (Hu et al. 2021), 0 trains the layer alone. `encoder` is a
    folder or a hub's name; None takes MiniLM of the package.
    """

    def __init__(
        self,
        labels: int = 0,
        encoder: str | None = None,
        rank: int = 16,
        dropout: float = 0.1,
        init_seed: int = 0,
    ) -> None:
        super().__init__()
        if labels < 2:
            raise MilesError(
                f"a classifier of {labels} labels tells nothing, and it cannot write",
                "run `make classify`; for a voice choose model=decoder-pretrained, decoder or lora",
            )
        from transformers import AutoTokenizer

        self.source, self.rank, self.name = encoder or packaged(), rank, name_of(encoder)
        self.tokenizer: Tokenizer = AutoTokenizer.from_pretrained(self.source, use_fast=True).backend_tokenizer
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(init_seed)
            self.network = adapted(self.source, rank, dropout)
            self.layer = nn.Linear(self.network.config.hidden_size, labels)
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        logits: Tensor = self.layer(self.drop(SCALE * vectors(self.network, ids, mask)))
        return logits

    def learnt(self) -> dict[str, Tensor]:
        """The adapters by name, in 16 bits; the layer is kept apart."""
        learnt = ((name, weight) for name, weight in self.network.named_parameters() if weight.requires_grad)
        return {name: weight.detach().half().contiguous() for name, weight in learnt}

    def save(self, folder: Path, card: Mapping[str, Any], told: str) -> dict[str, Any]:
        """Adapters, layer, card.json with their hashes, and README.md with `told`; returns the card."""
        from safetensors.torch import save_file

        layer = {"weight": self.layer.weight.detach().contiguous(), "bias": self.layer.bias.detach().contiguous()}
        with whole_folder(folder) as place:
            save_file(layer, place / HEAD)
            save_file(self.learnt(), place / ADAPTERS)
            files = {name: file_sha256(place / name) for name in (HEAD, ADAPTERS)}
            made = {**card, "encoder": self.name, "rank": self.rank, "files": files}
            write_json(place / HEAD_CARD, made)
            write_text(place / "README.md", told)
        return made

    @classmethod
    def of(cls, folder: Path, encoder: str | None = None) -> Classifier:
        """The classifier that `save` wrote."""
        from safetensors.torch import load_file

        card = read_card(folder)
        made = cls(len(card["labels"]), encoder, card["rank"])
        made.layer.load_state_dict(load_file(folder / HEAD))
        adapters = load_file(folder / ADAPTERS)
        if set(adapters) != set(made.learnt()):
            raise MilesError(f"{folder / ADAPTERS} does not fit {made.source}", "name the encoder it was trained on")
        made.network.load_state_dict(adapters, strict=False)
        return made.eval()


class Shipped:
    """A trained head of `folder`, exported to ONNX in `built` once and again whenever the head changes."""

    def __init__(self, folder: str, built: str, encoder: str | None = None, precision: str = "auto") -> None:
        self.folder, self.built = Path(folder), Path(built)
        self.encoder, self.precision = encoder, precision

    @property
    def tokenizer(self) -> None:
        """What a voice's network has; asked for when this is chosen for one."""
        raise MilesError("a head reads and cannot write", "choose model=decoder-pretrained, decoder or lora")

    def head(self, texts: Sequence[str] = (), threads: int = 1) -> Head | None:
        """The head, or None where none is shipped; `texts` decide whether eight bits do."""
        if not (self.folder / HEAD_CARD).is_file():
            return None
        files = read_card(self.folder)["files"]
        card = self.built / CARD
        if not card.is_file() or json.loads(card.read_text()).get("of") != files:
            self._build(texts)
            write_json(card, json.loads(card.read_text()) | {"of": files})
        return Head.load(self.folder, Embedder(self.built, threads))

    def sentiment(self, texts: Sequence[str] = (), threads: int = 1) -> Listener:
        """The head as a listener; VADER where none is shipped."""
        head = self.head(texts, threads)
        return SentimentHead(head) if head else SentimentLabeller()

    def listeners(self, texts: Sequence[str] = (), threads: int = 1) -> list[Listener]:
        """Everybody who can hear: the head first, where one is shipped, and VADER."""
        found = self.sentiment(texts, threads)
        return [found] if isinstance(found, SentimentLabeller) else [found, SentimentLabeller()]

    def _build(self, texts: Sequence[str]) -> None:
        made = Classifier.of(self.folder, self.encoder)
        name = f"{read_card(self.folder)['task']}-tuned"
        export(made.network, made.source, name, Encoder(str(self.built), precision=self.precision), texts)
