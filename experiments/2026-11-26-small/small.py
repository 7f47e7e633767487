"""voices of one author -> results/<author>.json: what a smaller network costs, and what a teacher gives back

PYTHONPATH=src python experiments/2026-11-26-small/small.py milesdeutscher teacher=<hash> scratch=<hash> ...

The first voice is the one that the others are compared with. Each writes through its ONNX export, which equals torch;
what it wrote is kept in runs/kept-<hash>.jsonl, so that a voice may be added later.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.drafts import Degrader
from miles.corpus.given import taught_posts
from miles.engine.engine import Job
from miles.engine.kept import KeptEngine
from miles.engine.prompt import render
from miles.engine.tokenizer import encode
from miles.evaluation.answers import Answers
from miles.evaluation.cases import cases, unseen
from miles.evaluation.compress import running
from miles.evaluation.fidelity import two_sample
from miles.evaluation.interval import Resampler, Statistic, ratio
from miles.evaluation.system import VoiceSystem
from miles.evaluation.table import answer, evaluate
from miles.model.classifier import Shipped
from miles.model.engines import load_engine
from miles.model.export import export
from miles.post.symbols import char_count
from miles.post.tally import Tally
from miles.post.whole import write_json
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice

DRAFTS = 240
KEPT = (
    "bits_per_char", "bits_per_char_controls", "fidelity", "style_distance", "fact_survival", "invented_numbers",
    "control_obedience", "not_shown", "train_copies", "train_run_p99", "unfiltered_copies", "unfiltered_run_p99",
    "extraction_train", "extraction_held_out", "extraction_excess",
)  # fmt: skip


def main(author: str, *named: str) -> None:
    shelf, prepared = Shelf(".shelf"), Path(f"data/processed/{author}")
    bundles = {name: shelf.get(wanted, author) for name, _, wanted in (each.partition("=") for each in named)}
    head = Shipped("data/heads/sentiment", "data/encoder-sentiment").sentiment()
    posts = read_posts(prepared / "test_posts.parquet")
    answers: dict[str, Answers] = {}
    bits: dict[str, np.ndarray] = {}
    place = Path(__file__).parent / "results" / f"{author}.json"
    found: dict[str, dict[str, object]] = json.loads(place.read_text()) if place.is_file() else {}
    for name, bundle in bundles.items():
        taught = taught_posts(prepared, bundle)
        folder = bundle.path
        if not bundle.manifest.get("form"):
            folder = Path("runs") / f"small-{bundle.hash}"
            if not folder.is_dir():
                export(bundle.path, folder)
        engine = load_engine(folder, threads=2)
        voice = Voice.of(bundle, KeptEngine(engine, Path(f"runs/kept-{bundle.hash}.jsonl")), head)
        held_out = unseen(threads(posts), voice.memory, Tally())
        asked = cases(held_out, Degrader(head.label, voice.topics.label).drafts, DRAFTS)
        system = VoiceSystem(voice, name)
        answers |= answer([system], asked)
        texts = [(thread.id, text) for thread in held_out for text in thread.texts]
        scores = evaluate(
            [system], asked, voice.memory, posts=texts, train=[post.text for post in taught], topics=voice.topics,
            listener=head, answers=answers,
        )[name]  # fmt: skip
        bits[name] = voice.bits([text for _, text in texts])
        row: dict[str, object] = {key: asdict(scores[key]) for key in KEPT if key in scores}
        row |= apart(name, next(iter(bundles)), answers, bits, texts)
        row |= {
            "bundle": bundle.name,
            "parameters": bundle.manifest["parameters"],
            "command": bundle.manifest["command"],
        }
        row["megabytes"] = sum(path.stat().st_size for path in folder.glob("model.*")) / 1e6
        row["at work"] = asdict(running(load_engine, folder, prompts(voice, asked)))
        found[name] = row
        write_json(place, found)
        told = {key: (round(v["value"], 3), round(v["lo"], 3), round(v["hi"], 3)) for key, v in row.items()
                if isinstance(v, dict) and "lo" in v}  # fmt: skip
        print(name, told, row["at work"], flush=True)


def apart(
    name: str, first: str, answers: dict[str, Answers], bits: dict[str, np.ndarray], texts: list[tuple[str, str]]
) -> dict[str, object]:
    """How much more bits, and how much less fidelity, than the first voice: drafts and posts resampled in pairs."""
    if name == first:
        return {}
    chars = [char_count(text) for _, text in texts]
    more = Resampler([group for group, _ in texts]).score(ratio(bits[name] - bits[first], chars), "1")
    ours, theirs = two_sample(answers[name]), two_sample(answers[first])
    assert ours
    assert theirs
    both = ours.applies & theirs.applies
    less = Statistic(lambda weights: ours.of(weights) - theirs.of(weights), both, bounds="percentile")
    score = Resampler([case.id for case in answers[name].cases]).score(less, "1")
    return {"bits_more": asdict(more), "fidelity_more": asdict(score) if score else None}


def prompts(voice: Voice, asked: object) -> list[Job]:
    texts = [render(case.draft, is_masked=True).text for case in asked if case.draft.text][:32]  # type: ignore[attr-defined]
    return [Job(tuple(encode(voice.engine.tokenizer, text)), k) for k, text in enumerate(texts)]


if __name__ == "__main__":
    main(*sys.argv[1:])
