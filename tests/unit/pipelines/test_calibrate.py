from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import write_posts
from miles.corpus.drafts import Pair, write_pairs
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.pipelines.run import execute
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle
from miles.registry.confidence import Confidence, Confidences, SealedConfidence
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate, Recall, pack
from tiny import make_voice, readers

TAUGHT = [f"patience pays on a quiet {word} too" for word in ("day", "week", "night", "month", "year", "hour")]
HELD_OUT = [f"bitcoin holds level {k} and {word} follows" for k in range(10, 22) for word in ("gold", "silver")]
START = datetime(2024, 1, 1, tzinfo=UTC)


def posts(texts: list[str]) -> list[Post]:
    return [Post(id=str(k), text=text, time=START + timedelta(hours=k)) for k, text in enumerate(texts)]


def teach(folder: Path) -> None:
    """A few steps, so that what the tiny voice writes ends."""
    network = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    tokenizer = load_tokenizer(folder)
    for text in TAUGHT * 5:
        ids = torch.tensor([encode(tokenizer, f"<|bos|><|post|>{text}<|end|>")])
        network(input_ids=ids, labels=ids).loss.backward()
        optimiser.step()
        optimiser.zero_grad()
    network.save_pretrained(folder, safe_serialization=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice on a shelf and the posts held out from it."""
    folder = tmp_path_factory.mktemp("calibrate")
    prepared = folder / "data" / "processed" / "ann"
    prepared.mkdir(parents=True)
    write_posts(posts(TAUGHT), prepared / "train_posts.parquet")
    write_posts(posts([f"{text} again" for text in HELD_OUT]), prepared / "test_posts.parquet")
    write_pairs(
        [Pair(Draft(), (post.text,), post.id, post.id, post.time or START) for post in posts(HELD_OUT)],
        prepared / "valid.parquet",
    )
    made = make_voice(folder / "voice")
    teach(made)
    judge = RankJudge.fit([*TAUGHT, *HELD_OUT], ["buy now", "to the moon"])
    pack(made, Sampling(max_new_tokens=30), Memory.build(TAUGHT), TopicLabeller.fit(TAUGHT, k=2), judge, Recall())
    facts = {
        "author": "ann", "synthetic": True, "labels": {"sentiment": "s-1"}, "parameters": 1, "newest_post": "2024",
        "data": file_sha256(prepared / "train_posts.parquet"),
    }  # fmt: skip
    Shelf(folder / "shelf").put(Bundle.seal(made, facts))
    readers(folder)
    return folder


def calibrate(place: Path, **settings: Any) -> SealedConfidence:
    paths = [f"paths.shelf={place}/shelf", f"paths.data={place}/data", f"paths.runs={place}/runs"]
    paths += [f"paths.encoder={place}/encoder", f"paths.heads={place}/none"]
    given = [f"{name}={value}" for name, value in {"cases": 24, "resamples": 99, **settings}.items()]
    found = execute("calibrate", [*paths, *given])["calibrate"]
    assert isinstance(found, SealedConfidence)
    return found


def rating(k: int, voice: str) -> dict[str, Any]:
    """Liked where the facts are kept."""
    facts = {"kept": ["btc"] * (k % 2), "lost": ["btc"] * (1 - k % 2)}
    details = {"facts": facts, "likeness": 1.0, "granted": [], "missed": []}
    rated = {"person": "eve", "candidate_id": f"c{k}", "generation_id": f"g{k // 4}", "rating": 5 if k % 2 else 1}
    return rated | {"voice": voice, "details": details}


def test_a_voice_learns_its_confidence_on_the_proxy_and_is_checked_on_other_drafts(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = calibrate(place)
    voice = Shelf(place / "shelf").get("best", "ann").name
    assert sealed.manifest["parent"] == voice
    found = Confidences(place / "shelf").of(voice)
    assert found == sealed.confidence
    assert found is not None
    assert (found.basis, found.voice, found.is_lent, found.posts) == ("proxy", voice, False, 24)
    told = capsys.readouterr().out
    assert "basis: the proxy, not people (0 ratings of this voice, 200 are missing)" in told
    assert "SYNTHETIC AUTHOR" in told
    (run,) = (place / "runs").glob("*-calibrate")
    scores = json.loads((run / "scores.json").read_text())
    assert found.ece is not None
    assert scores["confidence"]["ece"]["value"] == pytest.approx(found.ece[0], rel=1e-4)
    assert scores["confidence"]["ece"]["n"] == found.judged
    assert "always the usual" in scores
    assert (run / "reliability.svg").read_text().startswith("<svg")
    assert json.loads((run / "lineage.json").read_text())["confidence"] == sealed.name
    assert calibrate(place).confidence == found, "the same seed learns the same"


def test_ratings_take_over_from_200_on_and_are_told_as_missing_before(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    voice = Shelf(place / "shelf").get("best", "ann").name
    path = tmp_path / "ratings.jsonl"
    rows = [rating(k, voice) for k in range(200)] + [rating(k, "ann:other") for k in range(300, 303)]
    path.write_text("\n".join(json.dumps(row) for row in rows[1:]))
    assert calibrate(place, ratings=path).confidence.basis == "proxy"
    told = capsys.readouterr().out
    assert "3 ratings are of other voices: ann:other" in told
    assert "199 ratings of this voice, 1 are missing" in told
    path.write_text("\n".join(json.dumps(row) for row in rows))
    found: Confidence = calibrate(place, ratings=path).confidence
    assert (found.basis, found.n, found.posts, found.judged) == ("people", 200, 50, 200)
    kept, lost = (found.of(Candidate(texts=("x",), kept=share, likeness=1.0)) for share in (1.0, 0.0))
    assert kept == pytest.approx(100 / 101)  # all 100 were liked, and one is added that was not
    assert lost == pytest.approx(1 / 101)


def test_what_cannot_be_meant_is_refused_before_anything_is_written(place: Path, tmp_path: Path) -> None:
    (tmp_path / "ratings.jsonl").write_text('{"rating": 9}\n')
    before = len(Confidences(place / "shelf").entries())
    for settings, why in (
        ({"ratings": tmp_path / "ratings.jsonl"}, r"ratings\.jsonl, line 1: rating 9 is outside 1-5"),
        ({"ratings": tmp_path / "none.jsonl"}, "is no file"),
        ({"cases": 0}, "cases=0 is no whole number"),
        ({"cases": 9}, "9 posts are too few to calibrate on"),
        ({"bundle": "nobody"}, "no bundle 'nobody' on the shelf"),
        ({"paths.data": tmp_path}, "is not what ann:"),
    ):
        with pytest.raises(MilesError, match=why):
            calibrate(place, **settings)
    assert len(Confidences(place / "shelf").entries()) == before
