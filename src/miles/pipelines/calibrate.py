"""a voice + drafts it did not learn from -> a sealed Confidence on the shelf, scores.json, reliability.svg

make calibrate BUNDLE=serving RATINGS=ratings.jsonl
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.analysis.sentiment import Listener, apart, told
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.given import held_out_threads, taught_posts
from miles.evaluation.cases import cases, unseen
from miles.evaluation.confidence import Trials, calibrated, reliability, show_confidence
from miles.evaluation.metric import write_scores
from miles.evaluation.system import VoiceSystem
from miles.feedback.rated import Rated, read_rated
from miles.model.engines import load_engine
from miles.pipelines.run import Run
from miles.post.parts import join
from miles.post.post import Thread
from miles.post.tally import Tally
from miles.post.whole import write_text
from miles.registry.bundle import Bundle
from miles.registry.confidence import FEWEST_RATED, LEAST_LIKE, SealedConfidence
from miles.registry.forecaster import Expected
from miles.registry.voice import Voice
from miles.report import plot


def calibrate(cfg: DictConfig, run: Run) -> SealedConfidence:
    """The curve is learnt on validation drafts and checked on test drafts; or on ratings, once there are enough."""
    bundle, tally = instantiate(cfg.shelf).get(cfg.bundle, cfg.author.name), Tally()
    ratings = _enough(cfg, bundle, tally)
    prepared = Path(cfg.paths.data) / "processed" / bundle.author
    taught_posts(prepared, bundle)  # else what is held out here may have taught it
    valid, test = held_out_threads(prepared), threads(read_posts(prepared / "test_posts.parquet"))
    taught, listener = _listeners(cfg, bundle, test, tally)
    expected = Expected(cfg.paths.shelf, bundle.author, lambda: instantiate(cfg.encoder).embedder([test[-1].texts[0]]))
    voice = Voice.of(bundle, load_engine(bundle.path), taught, expected)
    likeness = _least_likeness(voice, valid)
    tried = _tried(cfg, voice, taught, listener, likeness, tally)
    learnt, judged = (Trials.rated(ratings), None) if ratings else (tried(valid), tried(test))
    about = {"voice": bundle.name, "basis": "people" if ratings else "proxy", "likeness": likeness}
    found = calibrated(learnt, judged, np.random.default_rng(cfg.seed), **about)
    scores = found.scores(seed=cfg.seed, resamples=cfg.resamples)
    path = run.folder / "scores.json"
    write_scores(scores, path)
    rows = [(said, one.value, one.lo, one.hi) for said, one in reliability(found.judged, found.said, seed=cfg.seed)]
    drawn = plot.reliability(rows, found.usual)
    write_text(run.folder / "reliability.svg", plot.alone(drawn, f"confidence of {bundle.name} against acceptance"))
    facts = {
        "author": bundle.author, "synthetic": bundle.manifest["synthetic"], "sentiment": listener.version,
        "code": run.lineage["code"], "command": run.lineage["command"],
    }  # fmt: skip
    made = SealedConfidence.of(found.checked(scores), run.folder / "confidence", facts)
    sealed: SealedConfidence = instantiate(cfg.confidences).put(made)
    run.record(confidence=sealed.name, voice=bundle.name, tally=tally.as_dict(), facts=facts, seconds=run.seconds())
    print(tally)
    console = Console() if sys.stdout.isatty() else Console(width=100)  # a log has no width of its own
    show_confidence(scores, console, is_synthetic=bundle.manifest["synthetic"])
    print(f"{sealed.name} of {bundle.name}, basis {about['basis']}; {run.seconds():.0f} s\n{path}")
    return sealed


def _enough(cfg: DictConfig, bundle: Bundle, tally: Tally) -> list[Rated]:
    """The ratings of this voice, or none where they are too few to take the place of the proxy."""
    found, others = read_rated(Path(cfg.ratings), bundle.name) if cfg.ratings else ([], {})
    if others:
        tally.note(f"{sum(others.values())} ratings are of other voices: {', '.join(sorted(others))}")
    if len(found) >= FEWEST_RATED:
        return found
    missing = f"{len(found)} ratings of this voice, {FEWEST_RATED - len(found)} are missing"
    tally.note(f"basis: the proxy, not people ({missing})")
    return []


def _listeners(cfg: DictConfig, bundle: Bundle, test: list[Thread], tally: Tally) -> tuple[Listener, Listener]:
    """Who chooses among candidates, and who says whether they sound as wished."""
    texts = [text for thread in test for text in thread.texts]
    found = apart(instantiate(cfg.sentiment).listeners(texts[-200:]), bundle.manifest["labels"]["sentiment"])
    tally.note(told(*found))
    return found


def _least_likeness(voice: Voice, held_out: list[Thread]) -> float:
    """What the ranking judge gives nine of ten of the author's own held-out posts and threads at least."""
    assert voice.judge is not None, "every sealed voice has one"
    return float(np.quantile(voice.judge.rate([join(thread.texts) for thread in held_out]), LEAST_LIKE))


def _tried(
    cfg: DictConfig, voice: Voice, taught: Listener, listener: Listener, likeness: float, tally: Tally
) -> Callable[[list[Thread]], Trials]:
    """Held-out threads -> what the voice writes for drafts of them, as it is served, and whether it is accepted."""
    degrader = instantiate(cfg.degrader, sentiment=taught.label, topic=voice.topics.label)

    def tried(held_out: list[Thread]) -> Trials:
        left = unseen(held_out, voice.memory, tally)
        asked = cases(left, degrader.drafts, cfg.cases, cfg.seed, cfg.drafts_a_post)
        written = VoiceSystem(voice).write_all([case.draft for case in asked], cfg.seed)
        return Trials.written(asked, written, listener, voice.topics, likeness)

    return tried
