"""A classifier on a tiny encoder: what trains, what is kept, and that what is served says the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from miles.analysis.sentiment import SentimentHead, SentimentLabeller
from miles.model.classifier import ADAPTERS, Classifier, Shipped
from miles.post.draft import Sentiment
from miles.post.error import MilesError
from tiny import make_bert

CARD = {"task": "sentiment", "labels": ["negative", "neutral", "positive"]}
TEXTS = ["we rise", "we fall fall fall", "good day", "bad day @someone", "up"]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_bert(tmp_path_factory.mktemp("bert")))


@pytest.fixture(scope="module")
def shipped(encoder: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A head whose adapters do something."""
    folder = tmp_path_factory.mktemp("heads") / "sentiment"
    moved(Classifier(3, encoder, rank=2)).save(folder, CARD, "a card")
    return folder


def moved(model: Classifier) -> Classifier:
    torch.manual_seed(1)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.requires_grad:
                weight.add_(0.3 * torch.randn_like(weight))
    return model.eval()


def logits(model: Classifier, texts: list[str]) -> torch.Tensor:
    rows = model.tokenizer.encode_batch(texts)
    width = max(len(row.ids) for row in rows)
    ids, mask = torch.zeros(2, len(texts), width, dtype=torch.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)], mask[place, : len(row.ids)] = torch.tensor(row.ids), 1
    with torch.no_grad():
        return model(ids, mask)


def test_only_adapters_and_the_layer_learn(encoder: str) -> None:
    learnt = {name for name, weight in Classifier(3, encoder, rank=2).named_parameters() if weight.requires_grad}
    assert learnt
    assert all("lora_" in name or name.startswith("layer.") for name in learnt)
    bare = {name for name, weight in Classifier(3, encoder, rank=0).named_parameters() if weight.requires_grad}
    assert bare == {"layer.weight", "layer.bias"}


def test_padding_changes_nothing(encoder: str) -> None:
    model = moved(Classifier(3, encoder, rank=2))
    assert torch.allclose(logits(model, TEXTS)[0], logits(model, TEXTS[:1])[0], atol=1e-5)


def test_what_is_kept_comes_back(encoder: str, shipped: Path) -> None:
    again = Classifier.of(shipped, encoder)
    assert torch.allclose(logits(again, TEXTS), logits(moved(Classifier(3, encoder, rank=2)), TEXTS), atol=2e-2)
    assert json.loads((shipped / "card.json").read_text())["encoder"] == Path(encoder).name
    assert {weight.dtype for weight in load_file(shipped / ADAPTERS).values()} == {torch.float16}


def test_what_is_served_says_the_same(encoder: str, shipped: Path, tmp_path: Path) -> None:
    head = Shipped(str(shipped), str(tmp_path / "built"), encoder, "fp32").head(TEXTS)
    assert head is not None
    served = head.probabilities(TEXTS)
    heard = [text.replace("@someone", "@user") for text in TEXTS]
    assert np.allclose(served, logits(Classifier.of(shipped, encoder), heard).softmax(dim=1).numpy(), atol=1e-4)
    assert served.sum(axis=1) == pytest.approx(np.ones(len(TEXTS)))


def test_a_changed_head_is_exported_anew(encoder: str, shipped: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    first = Shipped(str(shipped), str(built), encoder, "fp32").head()
    other = tmp_path / "other"
    Classifier(3, encoder, rank=2, init_seed=9).save(other, CARD, "a card")
    second = Shipped(str(other), str(built), encoder, "fp32").head()
    third = Shipped(str(other), str(built), encoder, "fp32").head()
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.version != second.version == third.version


def test_without_a_head_vader_answers_and_says_so(tmp_path: Path) -> None:
    listener = Shipped(str(tmp_path / "none"), str(tmp_path / "built")).sentiment()
    assert isinstance(listener, SentimentLabeller)
    assert "VADER" in listener.told


def test_with_a_head_it_answers(encoder: str, shipped: Path, tmp_path: Path) -> None:
    listener = Shipped(str(shipped), str(tmp_path / "built"), encoder, "fp32").sentiment()
    assert isinstance(listener, SentimentHead)
    assert "head" in listener.told
    scores = listener.scores([*TEXTS, "", "\U0001f680", "up " * 8_000])
    assert np.abs(scores).max() <= 1.0
    assert scores[len(TEXTS) : len(TEXTS) + 2].tolist() == [0.0, 0.0]
    assert listener.label("") == Sentiment.NEUTRAL
    shares = listener.shares([*TEXTS, ""])
    assert shares.sum(axis=1) == pytest.approx(1)
    assert [tuple(Sentiment)[row] for row in shares.argmax(axis=1)] == [listener.label(text) for text in [*TEXTS, ""]]
    assert shares[-1].tolist() == [0.0, 1.0, 0.0]


def test_what_does_not_fit_is_refused(encoder: str, shipped: Path, tmp_path: Path) -> None:
    card = json.loads((shipped / "card.json").read_text())
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    for path in shipped.iterdir():
        (spoilt / path.name).write_bytes(path.read_bytes())
    save_file({"weight": torch.zeros(3, 16), "bias": torch.zeros(3)}, spoilt / "head.safetensors")
    with pytest.raises(MilesError, match=r"head\.safetensors missing or not what"):
        Classifier.of(spoilt, encoder)
    Classifier(2, encoder, rank=2).save(spoilt, card | {"labels": ["no", "yes"]}, "a card")
    with pytest.raises(MilesError, match="no, yes"):
        Shipped(str(spoilt), str(tmp_path / "built"), encoder, "fp32").sentiment()
    with pytest.raises(MilesError, match="cannot write"):
        Classifier()
    with pytest.raises(MilesError, match="cannot write"):
        Shipped(str(spoilt), str(tmp_path / "built")).tokenizer  # noqa: B018
