"""a bundle + posts it never saw -> runs/<run>/scores.json, a table, ten examples

make evaluate BUNDLE=best POSTS=<any readable file> SINCE=2025-03-01
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.analysis.canary import Canaries
from miles.analysis.judge import AuthorJudge
from miles.analysis.sentiment import apart, told
from miles.cleaning.clean import day
from miles.collection.source import open_sources
from miles.collection.threads import threads
from miles.corpus.given import given_posts, taught_posts
from miles.evaluation.baselines import baselines
from miles.evaluation.cases import cases, fingerprint, unseen
from miles.evaluation.compare import timing
from miles.evaluation.contrast import contrast_judge
from miles.evaluation.examples import examples, side_by_side
from miles.evaluation.metric import write_scores
from miles.evaluation.system import Case, VoiceSystem
from miles.evaluation.table import answer, show
from miles.evaluation.table import evaluate as score
from miles.model.engines import load_engine
from miles.pipelines.run import Run
from miles.post.draft import whole_number
from miles.post.post import Post
from miles.post.tally import Tally
from miles.post.whole import write_json
from miles.registry.bundle import Bundle
from miles.registry.forecaster import Expected
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice


def evaluate(cfg: DictConfig, run: Run) -> Path:
    """Every system writes for the same held-out drafts and is scored by the same measures."""
    timed = whole_number("timed", cfg.timed, 1, 10_000)
    shelf: Shelf = instantiate(cfg.shelf)
    bundle = shelf.get(cfg.bundle, cfg.author.name)
    tally = Tally()
    prepared = Path(cfg.paths.data) / "processed" / bundle.author
    train = taught_posts(prepared, bundle)
    given = held_out_posts(cfg, bundle, tally)
    labels = bundle.manifest["labels"]["sentiment"]
    taught, listener = apart(instantiate(cfg.sentiment).listeners([post.text for post in given[-200:]]), labels)
    tally.note(told(taught, listener))
    tally.note("topic of what is written: the labeller that also chooses among candidates, so its share flatters")
    expected = Expected(cfg.paths.shelf, bundle.author, lambda: instantiate(cfg.encoder).embedder([given[-1].text]))
    voice = Voice.of(bundle, load_engine(bundle.path), taught, expected)
    held_out = unseen(threads(given), voice.memory, tally)
    degrader = instantiate(cfg.degrader, sentiment=taught.label, topic=voice.topics.label)
    asked = cases(held_out, degrader.drafts, cfg.cases, cfg.seed)
    systems = [VoiceSystem(voice), *baselines([thread.texts for thread in threads(train)], asked)]
    judge = _judge(cfg, train, voice, tally)
    answers = answer(systems, asked, cfg.seed)
    scores = score(
        systems,
        asked,
        voice.memory,
        posts=[(thread.id, text) for thread in held_out for text in thread.texts],
        train=[post.text for post in train],
        prompts=cfg.extraction,
        planted=Canaries.draw(bundle.manifest["canaries"]) if bundle.manifest.get("canaries") else None,
        judge=judge,
        topics=voice.topics,
        listener=listener,
        answers=answers,
        handle=bundle.manifest["handle"] or "",
        seed=cfg.seed,
        resamples=cfg.resamples,
    )
    path = run.folder / "scores.json"
    write_scores(scores, path)
    found = examples(answers["voice"], n=10, seed=cfg.seed)
    write_json(run.folder / "examples.json", [asdict(example) for example in found])
    facts = {
        "bits_per_char": scores["voice"]["bits_per_char"].value,
        "fidelity": scores["voice"]["fidelity"].value if "fidelity" in scores["voice"] else None,
        "cases": fingerprint(given),
        "posts": _source(cfg, bundle).name,
        "is_comparable": bundle.manifest["comparable"],
        "draft_ms": _processor_ms(voice, asked[:timed], cfg.seed),
        "megabytes": bundle.megabytes,
        "scores": str(path),
    }
    shelf.judge(bundle, facts, path)
    made = {key: value for key, value in bundle.manifest.items() if key != "files"}
    contrast = (
        {"file": str(cfg.contrast), "accuracy": judge.accuracy, "fingerprint": judge.fingerprint} if judge else None
    )
    run.record(
        bundle=bundle.name, tally=tally.as_dict(), voice=made, facts=facts, judge=contrast, seconds=run.seconds()
    )
    console = Console() if sys.stdout.isatty() else Console(width=100)  # a log has no width of its own
    print(tally)
    side_by_side(found, console)
    show(
        scores,
        console,
        voices=["voice"],
        is_synthetic=bundle.manifest["synthetic"],
        is_comparable=facts["is_comparable"],
    )
    print(f"{bundle.name} saw posts up to {bundle.manifest['newest_post'][:10]}; {run.seconds():.0f} s\n{path}")
    return path


def held_out_posts(cfg: DictConfig, bundle: Bundle, tally: Tally) -> list[Post]:
    """The posts to judge on: those of cfg.posts, or what was held out when the author's posts were prepared."""
    handle = bundle.manifest["handle"]
    since, until = day(cfg.since, "since"), day(cfg.until, "until")
    gate = instantiate(cfg.gate, handle=handle, exports={}, override=True)
    cleaner = instantiate(cfg.cleaner, handle=handle, until=cfg.until, keep_undated=not (since or until))
    return given_posts(_source(cfg, bundle), gate, cleaner, tally, since=since, columns=cfg.columns)


def _processor_ms(voice: Voice, asked: Sequence[Case], seed: int) -> float:
    """The median over drafts, each written by itself."""
    return float(np.median(timing({"": voice}, [case.draft for case in asked], seed, time.process_time)[""]))


def _source(cfg: DictConfig, bundle: Bundle) -> Path:
    return Path(cfg.posts) if cfg.posts else Path(cfg.paths.data) / "processed" / bundle.author / "test_posts.parquet"


def _judge(cfg: DictConfig, train: list[Post], voice: Voice, tally: Tally) -> AuthorJudge | None:
    """The author against another real one, where the config names a file of his."""
    place = Path(cfg.raw or "", cfg.contrast or "")
    if not cfg.contrast or not place.is_file():
        return None
    sources, _ = open_sources(place)
    other = [post for found in sources for post in found.posts()]
    judge = contrast_judge(train, other, voice.memory, voice.judge, cfg.seed)
    tally.note(f"contrast judge: right on {judge.accuracy:.1%} of {judge.n:,} posts it had not learned from")
    return judge
