from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import write_posts
from miles.corpus.drafts import Pair, write_pairs
from miles.engine.ensemble import EnsembleEngine, member_folder
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer, train_tokenizer
from miles.model.engines import load_engine
from miles.pipelines.run import execute
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, Voice, pack
from tiny import make_voice

MARKET = [f"bitcoin holds the level {word} again" for word in ("well", "here", "now", "up", "down", "so")]
QUIET = [f"patience pays on a quiet {word} too" for word in ("day", "week", "night", "month", "year", "hour")]
TEXTS = MARKET + QUIET
START = datetime(2024, 1, 1, tzinfo=UTC)


def prepare(folder: Path) -> Path:
    """Posts of both kinds held out; those that the n-grams learn from are of neither."""
    folder.mkdir(parents=True)
    held_out = [
        Pair(Draft(text=draft, kind=kind), (text,), str(k), str(k), START + timedelta(hours=k))
        for k, text in enumerate(TEXTS)
        for draft, kind in (("", DraftKind.NOTHING), ("btc" if text in MARKET else "calm", DraftKind.TOPIC))
    ]
    write_pairs(held_out, folder / "valid.parquet")
    write_pairs([replace(pair, texts=("alts fall on and on",)) for pair in held_out], folder / "train.parquet")
    posts = [Post(id=str(k), text=text, time=START + timedelta(hours=k)) for k, text in enumerate(TEXTS)]
    for part in ("train", "test"):
        write_posts(posts, folder / f"{part}_posts.parquet")
    return folder


def teach(folder: Path, texts: Sequence[str]) -> None:
    """A few steps until the tiny voice says little else."""
    network = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    tokenizer = load_tokenizer(folder)
    for _ in range(6):
        for text in texts:
            ids = torch.tensor([encode(tokenizer, f"<|bos|><|post|>{text}<|end|>")])
            network(input_ids=ids, labels=ids).loss.backward()
            optimiser.step()
            optimiser.zero_grad()
    network.save_pretrained(folder, safe_serialization=True)


def shelved(
    shelf: Shelf, folder: Path, data: str, author: str = "ann", texts: Sequence[str] = (), oversample: int = 1
) -> Bundle:
    teach(folder, texts)
    judge = RankJudge.fit(TEXTS, ["buy now", "to the moon"])
    pack(folder, Sampling(oversample=oversample), Memory.build(TEXTS), TopicLabeller.fit(TEXTS, k=2), judge, Recall())
    facts = {
        "author": author,
        "synthetic": True,
        "data": data,
        "labels": {"sentiment": "s-1"},
        "parameters": 1,
        "newest_post": "2024",
    }
    return shelf.put(Bundle.seal(folder, facts))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with a voice for each kind of post, one of another author and one that numbers tokens otherwise."""
    folder = tmp_path_factory.mktemp("ensemble")
    data = file_sha256(prepare(folder / "data" / "processed" / "ann") / "train_posts.parquet")
    shelf = Shelf(folder / "shelf")
    made = {
        "market": shelved(shelf, make_voice(folder / "one", seed=1), data, texts=MARKET),
        "quiet": shelved(shelf, make_voice(folder / "two", seed=2), data, texts=QUIET),
        "stranger": shelved(shelf, make_voice(folder / "three", seed=3), data, author="bob"),
        "twin": shelved(shelf, make_voice(folder / "six", seed=1), data, texts=MARKET, oversample=2),
        "elsewhere": shelved(shelf, make_voice(folder / "five", seed=5), "other posts"),
    }
    other = make_voice(folder / "four", seed=4)
    train_tokenizer(["zebra crossing the veldt"] * 3, 400).save(str(other / "tokenizer.json"))
    made["foreign"] = shelved(shelf, other, data)
    (folder / "names.json").write_text(json.dumps({name: bundle.name for name, bundle in made.items()}))
    return folder


def mix(place: Path, *voices: str, **settings: object) -> Bundle:
    names = json.loads((place / "names.json").read_text())
    paths = [f"paths.shelf={place}/shelf", f"paths.data={place}/data", f"paths.runs={place}/runs"]
    given = [f"voices={' '.join(names.get(voice, voice) for voice in voices)}"]
    return execute("ensemble", [*paths, *given, *(f"{key}={value}" for key, value in settings.items())])["ensemble"]


def test_two_voices_and_the_n_grams_are_one_voice_that_serves(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = mix(place, "market", "quiet", ngram=3)
    names = json.loads((place / "names.json").read_text())
    assert made.manifest["members"] == [names["market"], names["quiet"]]
    assert made.manifest["parent"] == names["market"]
    assert made.manifest["form"] == "ensemble"
    assert made.manifest["gain"]["hi"] < 0
    assert sum(made.manifest["weights"]) == pytest.approx(1)
    told = capsys.readouterr().out
    assert "mixed without 3-grams of tokens" in told
    assert "SYNTHETIC AUTHOR" in told
    assert Shelf(place / "shelf").get("newest", "ann").name == made.name
    engine = load_engine(made.path)
    assert isinstance(engine, EnsembleEngine)
    assert [type(member).__name__ for member in engine.members] == ["EagerEngine", "EagerEngine"]
    voice = Voice.of(made, engine)
    assert voice.write(Draft(text="btc"), n=2) == Voice.of(made, load_engine(made.path)).write(Draft(text="btc"), n=2)
    served, alone = voice.bits(TEXTS), Voice.of(made, engine.members[0]).bits(TEXTS)
    assert served.sum() < alone.sum()
    [found] = execute("generate", ["draft=btc", "n=1", f"bundle={made.name}", f"paths.shelf={place}/shelf"])["generate"]
    assert found.texts


def test_what_gains_nothing_for_certain_is_told_and_not_shelved_unless_asked_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(Shelf(place / "shelf").entries())
    with pytest.raises(MilesError, match=r"mixing gains nothing for certain over ann:[^$]*anyway=true"):
        mix(place, "market", "twin", ngram=0)
    assert "mixed" in capsys.readouterr().out, "the table is shown all the same"
    assert len(Shelf(place / "shelf").entries()) == before
    made = mix(place, "market", "twin", ngram=0, anyway="true")
    assert made.manifest["gain"]["hi"] >= 0


def test_voices_that_cannot_be_mixed_are_refused_and_nothing_is_written(place: Path) -> None:
    before = sorted(path for path in place.rglob("*") if "runs" not in path.parts)
    for voices, settings, why in (
        (("market", "foreign"), {}, "number their tokens differently"),
        (("market", "stranger"), {}, "are of two authors"),
        (("market", "elsewhere"), {}, r"is not what ann:\w+ was trained on"),
        (("market", "nobody"), {}, "no bundle 'nobody' on the shelf"),
        (("market", "market"), {}, "is named twice"),
        (("market",), {"ngram": 0}, "an ensemble of one voice is that voice"),
        (("market",), {"ngram": 12}, "ngram=12 is no whole number within 0-9"),
        ((), {}, "no voice is named"),
    ):
        with pytest.raises(MilesError, match=why):
            mix(place, *voices, **settings)
    assert sorted(path for path in place.rglob("*") if "runs" not in path.parts) == before


def test_a_damaged_member_is_refused_by_name_and_an_ensemble_is_no_member(place: Path, tmp_path: Path) -> None:
    made = mix(place, "market", "quiet", ngram=2)
    with pytest.raises(MilesError, match=r"is an ensemble itself\n.*name its members: VOICES="):
        mix(place, made.name, "quiet")
    copied = tmp_path / "copy"
    shutil.copytree(made.path, copied)
    weights = member_folder(copied, 1) / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(MilesError, match=r"was changed after sealing: members/1/model\.safetensors"):
        Bundle.open(copied)
    weights.unlink()
    with pytest.raises(MilesError, match=r"members/1/model\.safetensors"):
        Bundle.open(copied)


def test_without_validation_posts_nothing_can_be_fitted(place: Path, tmp_path: Path) -> None:
    prepared = tmp_path / "processed" / "ann"
    shutil.copytree(place / "data" / "processed" / "ann", prepared)
    write_pairs([], prepared / "valid.parquet")
    with pytest.raises(MilesError, match=r"holds no posts of: validation, no draft; validation, drafts"):
        mix(place, "market", "quiet", **{"paths.data": tmp_path})
