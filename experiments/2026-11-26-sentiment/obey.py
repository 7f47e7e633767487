"""shelves with a voice each -> results/obedience.json: how often what is written sounds as wished, by three listeners

PYTHONPATH=src python experiments/2026-11-26-sentiment/obey.py ../shared/data/tweeteval before=<shelf> after=<shelf>
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from miles.analysis.sentiment import SentimentLabeller
from miles.corpus.labelled import LabelledData
from miles.evaluation.classify import svm
from miles.evaluation.interval import Resampler, mean
from miles.model.classifier import Shipped
from miles.model.eager import EagerEngine
from miles.post.draft import Draft, Sentiment
from miles.post.whole import write_json
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice

SUBJECTS = (
    "bitcoin", "altcoins", "the market", "ethereum", "airdrops",
    "trading", "memecoins", "crypto", "the bull run", "solana",
)  # fmt: skip
DRAFTS, BATCH = 240, 30
NAMES = list(Sentiment)


def main(tweets: str, *shelves: str) -> None:
    """Ten subjects times three wishes, one candidate each."""
    taught = LabelledData(tweets, "sentiment").parts["train"]
    machine = svm(taught.texts, taught.labels)
    listeners = {
        "VADER": SentimentLabeller().label,
        "head": Shipped("data/heads/sentiment", "data/encoder-sentiment").sentiment().label,
        "SVM": lambda text: NAMES[int(machine.predict([text])[0])],
    }
    drafts = [Draft(text=SUBJECTS[k % len(SUBJECTS)], sentiment=NAMES[k % 3]) for k in range(DRAFTS)]
    found = {}
    for name, shelf in (each.split("=", 1) for each in shelves):
        bundle = Shelf(shelf).get("newest")
        voice = Voice.of(bundle, EagerEngine.load(bundle.path))
        made = [best for at in range(0, DRAFTS, BATCH) for best, *_ in voice.write_many(drafts[at : at + BATCH], 1, at)]
        shown = [(draft, post.text) for draft, post in zip(drafts, made, strict=True) if post.is_shown]
        for listener, hear in listeners.items():
            obeyed = np.array([float(hear(text) == draft.sentiment) for draft, text in shown])
            score = Resampler([str(place) for place in range(len(obeyed))]).score(mean(obeyed), "1")
            found[f"{name}/{listener}"] = asdict(score) if score else None
            print(name, listener, found[f"{name}/{listener}"], flush=True)
    write_json(Path(__file__).parent / "results" / "obedience.json", found)


if __name__ == "__main__":
    main(*sys.argv[1:])
