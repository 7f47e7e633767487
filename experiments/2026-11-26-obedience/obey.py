"""a voice and labelled tweets -> results/obedience.json: what choosing among candidates by the wishes changes

PYTHONPATH=src python experiments/2026-11-26-obedience/obey.py ../shared/data/tweeteval milesdeutscher

Every way of choosing sees the same texts: what was written is kept in runs/obedience.jsonl, also for the next run.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import numpy as np

from miles.analysis.embed import Embedder
from miles.analysis.engagement import without_links
from miles.analysis.sentiment import Listener, SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.drafts import Degrader
from miles.corpus.labelled import LabelledData
from miles.engine.engine import Engine
from miles.engine.kept import KeptEngine
from miles.evaluation.answers import Answers
from miles.evaluation.cases import cases, unseen
from miles.evaluation.classify import svm
from miles.evaluation.control import control
from miles.evaluation.facts import facts
from miles.evaluation.fidelity import fidelity
from miles.evaluation.interval import Resampler, mean
from miles.evaluation.novelty import novelty
from miles.evaluation.safety import safety
from miles.evaluation.system import Case, VoiceSystem
from miles.model.classifier import Shipped
from miles.model.eager import EagerEngine
from miles.post.draft import Draft, Sentiment
from miles.post.tally import Tally
from miles.post.whole import write_json
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate, Voice

SUBJECTS = (
    "bitcoin", "altcoins", "the market", "ethereum", "airdrops",
    "trading", "memecoins", "crypto", "the bull run", "solana",
)  # fmt: skip
DRAFTS, BATCH, TIMED = 240, 30, 5
NAMES = list(Sentiment)


class Once:
    """A listener that hears each text once, however many ways of choosing ask."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.version, self.told = listener, listener.version, listener.told
        self.known: dict[str, np.ndarray] = {}

    def shares(self, texts: Sequence[str]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known |= dict(zip(fresh, self.listener.shares(fresh), strict=True)) if fresh else {}
        return np.stack([self.known[text] for text in texts])


class Meaning:
    """A second ear for topics: the nearest mean of the encoder's rows of the posts that the voice's labeller named."""

    def __init__(self, topics: TopicLabeller, posts: Sequence[str]) -> None:
        self.names, self.embedder = topics.names, Embedder(Path("data/encoder"))
        rows = self.embedder.embed(without_links(posts))
        named = np.array([topics.names.index(topics.label(post)) for post in posts])
        self.mean = rows.mean(axis=0)
        means = np.stack([(rows[named == place] - self.mean).mean(axis=0) for place in range(len(self.names))])
        self.means = means / np.linalg.norm(means, axis=1, keepdims=True)  # (topics, width)

    def label(self, text: str) -> str:
        (row,) = self.embedder.embed(without_links([text]))
        return self.names[int(np.argmax(self.means @ (row - self.mean)))]


def main(tweets: str, author: str) -> None:
    bundle = Shelf(".shelf").get("newest", author)
    head, vader = Shipped("data/heads/sentiment", "data/encoder-sentiment").sentiment(), SentimentLabeller()
    eager = EagerEngine.load(bundle.path)
    kept = Voice.of(bundle, KeptEngine(eager, Path("runs/obedience.jsonl")))
    taught = [post.text for post in read_posts(Path(f"data/processed/{author}/train_posts.parquet"))]
    posts = read_posts(Path(f"data/processed/{author}/test_posts.parquet"))
    held_out = unseen(threads(posts), kept.memory, Tally())
    asked = cases(held_out, Degrader(head.label, kept.topics.label).drafts, DRAFTS)
    labelled = LabelledData(tweets, "sentiment").parts["train"]
    machine, meaning = svm(labelled.texts, labelled.labels), Meaning(kept.topics, taught)
    hear = {"VADER": vader.label, "head": head.label, "SVM": lambda text: NAMES[int(machine.predict([text])[0])]}
    hear, ear = {name: cache(label) for name, label in hear.items()}, Once(head)

    def choosing(tries: int, wished: float, listener: Listener | None) -> Voice:
        chosen = replace(kept.sampling, oversample=tries, wished=wished)
        return Voice(kept.engine, chosen, kept.memory, kept.topics, kept.judge, kept.recall, listener)

    ways = {
        "before, 4": choosing(4, 0, None),
        "wishes, 8": choosing(8, 2, ear),
        "wishes, 4": choosing(4, 2, ear),
        "before, 8": choosing(8, 0, None),
        "wishes heard by VADER, 8": choosing(8, 2, vader),
        "wishes of half the weight, 8": choosing(8, 1, ear),
    }
    found = {"drafts that wish a sentiment alone": {}, "held-out drafts": {}}
    for name, voice in ways.items():
        print(name)
        found["drafts that wish a sentiment alone"][name] = alone(voice, hear)
        written = Answers(asked, VoiceSystem(voice).write([case.draft for case in asked], 0))
        found["held-out drafts"][name] = judged(written, kept, hear, meaning)
        write_json(Path(__file__).parent / "results" / "obedience.json", found)
    real = Answers(asked, [Candidate(texts=case.texts) for case in asked])
    found["held-out drafts"]["the author's own posts"] = judged(real, kept, hear, meaning)
    found["seconds of one core a draft"] = {
        "before, 4": cost(eager, choosing(4, 0, None)),
        "wishes, 4": cost(eager, choosing(4, 2, head)),
        "wishes, 8": cost(eager, choosing(8, 2, head)),
    }
    write_json(Path(__file__).parent / "results" / "obedience.json", found)


def alone(voice: Voice, hear: dict[str, Callable[[str], Sentiment]]) -> dict[str, object]:
    """Ten subjects times three wishes, one candidate each: the share that sounds as wished."""
    drafts = [Draft(text=SUBJECTS[k % len(SUBJECTS)], sentiment=NAMES[k % 3]) for k in range(DRAFTS)]
    made = [best for at in range(0, DRAFTS, BATCH) for best, *_ in voice.write_many(drafts[at : at + BATCH], 1, at)]
    answers = Answers([Case(draft, (), str(place)) for place, draft in enumerate(drafts)], made)
    obeyed = {
        name: mean(answers.over(lambda case, post, label=label: float(label(post.text) == case.draft.sentiment)))
        for name, label in hear.items()
    }
    return scored(answers, obeyed)


def judged(
    answers: Answers, voice: Voice, hear: dict[str, Callable[[str], Sentiment]], meaning: Meaning
) -> dict[str, object]:
    """Drafts of held-out posts with wishes made from these: obedience by several ears, and what it must not cost."""
    heard = {
        f"sentiment, {name}": mean(
            answers.over(
                lambda case, post, label=label: (
                    float(label(post.text) == case.draft.sentiment) if case.draft.sentiment else None
                )
            )
        )
        for name, label in hear.items()
    }
    heard["topic, by meaning"] = mean(
        answers.over(
            lambda case, post: (
                float(meaning.label(post.text) == case.draft.topic) if case.draft.topic in meaning.names else None
            )
        )
    )
    wanted = ("control_parts", "control_length", "control_topic", "control_thread", "fact_survival", "invented_numbers")
    wanted += ("fidelity", "style_distance", "train_run_p99", "not_shown")
    measured = control(answers, voice.topics) | facts(answers) | fidelity(answers) | novelty(answers, voice.memory)
    measured |= safety(answers)
    return scored(answers, heard | {name: measured[name] for name in wanted})


def scored(answers: Answers, statistics: dict[str, object]) -> dict[str, object]:
    resampler = Resampler([case.id for case in answers.cases])
    scores = {name: resampler.score(statistic, "1") for name, statistic in statistics.items()}
    told = {
        name: {key: asdict(score)[key] for key in ("value", "lo", "hi", "n")} for name, score in scores.items() if score
    }
    print(json.dumps({name: [round(score["value"], 3), score["n"]] for name, score in told.items()}), flush=True)
    return told


def cost(engine: Engine, voice: Voice) -> float:
    """Processor seconds a draft with a sentiment, each asked for alone and written anew."""
    fresh = Voice(engine, voice.sampling, voice.memory, voice.topics, voice.judge, voice.recall, voice.listener)
    started = time.process_time()
    for k in range(TIMED):
        fresh.write(Draft(text=SUBJECTS[k], sentiment=NAMES[k % 3]), seed=1)
    return (time.process_time() - started) / TIMED


if __name__ == "__main__":
    main(*sys.argv[1:])
