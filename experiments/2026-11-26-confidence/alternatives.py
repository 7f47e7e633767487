"""a voice + its held-out drafts -> results/alternatives-<author>.json: four raw scores, chosen between on validation

PYTHONPATH=src python experiments/2026-11-26-confidence/alternatives.py sample:7d9ab7a683c4495b 230 129

Every raw score sees the same candidates: what was written is kept in runs/confidence-<author>.pickle, also for the next
run. The numbers are drafts of validation and test.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from miles.analysis.sentiment import apart
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.drafts import Degrader
from miles.corpus.given import held_out_threads
from miles.evaluation.cases import cases, unseen
from miles.evaluation.confidence import FIRST, SENTIMENT, Trials
from miles.evaluation.engagement import average, calibration
from miles.evaluation.interval import Resampler, mean
from miles.evaluation.system import VoiceSystem
from miles.model.classifier import Shipped
from miles.model.engines import load_engine
from miles.post.parts import join
from miles.post.tally import Tally
from miles.post.whole import write_json
from miles.registry.confidence import LEAST_LIKE, Confidence, raw
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice

Floats = NDArray[np.float64]
FOLDS, DATA = 5, Path("data")


def collected(name: str, sizes: tuple[int, int], data: Path) -> tuple[dict[str, Trials], float]:
    """Validation and test by the label of the pipeline, as `make calibrate` gets them."""
    bundle = Shelf(".shelf").get(name)
    kept = Path("runs") / f"confidence-{bundle.author}.pickle"
    if kept.is_file():
        return pickle.loads(kept.read_bytes())  # noqa: S301 (our own file)
    prepared = data / "processed" / bundle.author
    valid, test = held_out_threads(prepared), threads(read_posts(prepared / "test_posts.parquet"))
    listeners = Shipped("data/heads/sentiment", "data/encoder-sentiment").listeners([test[0].texts[0]])
    taught, listener = apart(listeners, bundle.manifest["labels"]["sentiment"])
    voice = Voice.of(bundle, load_engine(bundle.path), taught)
    assert voice.judge is not None
    likeness = float(np.quantile(voice.judge.rate([join(thread.texts) for thread in valid]), LEAST_LIKE))
    degrader, trials = Degrader(taught.label, voice.topics.label), {}
    for part, held_out, n in (("valid", valid, sizes[0]), ("test", test, sizes[1])):
        asked = cases(unseen(held_out, voice.memory, Tally()), degrader.drafts, n, 0, 20)
        written = VoiceSystem(voice).write_all([case.draft for case in asked], 0)
        trials[part] = Trials.written(asked, written, listener, voice.topics, likeness)
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps((trials, likeness)))
    return trials, likeness


def parts(trials: Trials, likeness: float) -> Floats:
    """(n, 7): facts kept, all kept; wishes granted, all but sentiment; likeness, enough of it; sentiment -1, 0, 1."""
    rows = []
    for one in trials.candidates:
        asked, kept = len(one.granted) + len(one.missed), 1.0 if one.kept is None else one.kept
        heard = ("sentiment" in one.granted) - ("sentiment" in one.missed)
        granted, looks = len(one.granted) / asked if asked else 1.0, one.likeness or 0.0
        holds = not set(one.missed) - {"sentiment"}
        rows.append([kept, kept == 1, granted, holds, looks, looks > likeness, heard])
    return np.array(rows, float)


def seen(table: Floats) -> Floats:
    """What the logistic regression sees: missed and granted sentiments are two columns."""
    return np.column_stack([table[:, :6], table[:, 6] == 1, table[:, 6] == -1])


def curve(scores: Floats, labels: NDArray[np.bool_], posts: Any) -> Callable[[Floats], Floats]:
    found = Confidence.fit(scores, labels, list(posts), voice="", basis="proxy", likeness=0.0)
    return lambda others: np.interp(others, *zip(*found.knots, strict=True))


def main(name: str, *numbers: str) -> None:
    trials, likeness = collected(name, (int(numbers[0]), int(numbers[1])), Path(numbers[2]) if numbers[2:] else DATA)
    valid, test = trials["valid"], trials["test"]
    names, post = np.unique(np.asarray(valid.posts, dtype=str), return_inverse=True)
    fold = (np.random.default_rng(0).permutation(len(names)) % FOLDS)[post]
    learnt, other = parts(valid, likeness), parts(test, likeness)
    model = lambda: LogisticRegression(C=1.0, max_iter=1000)  # noqa: E731
    crossed = np.zeros(len(fold))
    for held in range(FOLDS):
        fitted = model().fit(seen(learnt[fold != held]), valid.accepted[fold != held])
        crossed[fold == held] = fitted.predict_proba(seen(learnt[fold == held]))[:, 1]
    whole = model().fit(seen(learnt), valid.accepted)
    scores = {
        "product of facts, wishes, likeness": (learnt[:, [0, 2, 4]].prod(1), other[:, [0, 2, 4]].prod(1)),
        "mean weighed as the voice ranks": (learnt[:, [0, 2, 2, 4]].mean(1), other[:, [0, 2, 2, 4]].mean(1)),
        "logistic regression on the parts": (crossed, whole.predict_proba(seen(other))[:, 1]),
        "rungs": tuple(np.array([raw(one, likeness) for one in some.candidates]) for some in (valid, test)),
    }
    resampling, later = Resampler(valid.posts), Resampler(test.posts)
    everywhere = np.ones(len(test.accepted), bool)
    views = {"all": everywhere, SENTIMENT: test.views[SENTIMENT], FIRST: test.views[FIRST]}
    squares, table = {}, {}
    for way, (of_valid, of_test) in scores.items():
        said = np.zeros(len(fold))
        for held in range(FOLDS):
            learns, tells = fold != held, fold == held
            known = curve(of_valid[learns], valid.accepted[learns], np.asarray(valid.posts)[learns])
            said[tells] = known(of_valid[tells])
        squares[way] = (said - valid.accepted) ** 2
        told = curve(of_valid, valid.accepted, valid.posts)(of_test)
        chance = [np.random.default_rng(k).random(len(told)) < told for k in range(200)]
        table[way] = {"validation, cross-fitted": {"brier": resampling.score(mean(squares[way]), "1")}}
        for view, which in views.items():
            table[way][f"test, {view}"] = {
                "ece": later.score(calibration(told, test.accepted, which), "1"),
                "ece_chance": later.score(average([calibration(told, one, which) for one in chance]), "1"),
                "brier": later.score(mean(np.where(which, (told - test.accepted) ** 2, np.nan)), "1"),
            }
    for way in set(table) - {"rungs"}:
        difference = resampling.score(mean(squares[way] - squares["rungs"]), "1")
        table[way]["validation, cross-fitted"]["brier over that of rungs"] = difference
    plain = {
        way: {part: {key: _plain(score) for key, score in found.items()} for part, found in rows.items()}
        for way, rows in table.items()
    }
    about = {"voice": name, "likeness": likeness, "validation posts": len(names), "test posts": len(set(test.posts))}
    place = Path(__file__).parent / "results" / f"alternatives-{name.partition(':')[0]}.json"
    write_json(place, {"about": about, "raw scores": plain})
    for way, rows in plain.items():
        print(way, *(f"\n  {part}: {found}" for part, found in rows.items()))


def _plain(score: Any) -> dict[str, float] | None:
    return score and {key: float(f"{getattr(score, key):.4g}") for key in ("value", "lo", "hi", "n")}


if __name__ == "__main__":
    main(*sys.argv[1:])
