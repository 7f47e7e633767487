"""a voice and texts it writes -> results/guesses.json: would a guess at the next token save its step?

PYTHONPATH=src python experiments/2026-11-26-native-engine/guesses.py milesdeutscher 98c4c2a1 a32c2495

A guess is worth its place in a step if reading it beside the last token costs less than it saves: the share of right
guesses against how much longer a step over two tokens takes than one over one. Two ways of guessing, both without a
network: what followed the last two tokens when they stood in prompt or text before, and the likeliest token of the
author's 5-grams that two training posts share.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np

from miles.corpus.given import held_out_prompts, taught_posts
from miles.engine.engine import Job
from miles.engine.ngram import TokenNgram
from miles.engine.prompt import plain
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode
from miles.evaluation.interval import Resampler, ratio
from miles.model.engines import load_engine
from miles.post.whole import write_json
from miles.registry.shelf import Shelf

STEPS, TOKENS, ORDER, DRAFTS = 1500, 60, 5, 240


def main(author: str, *names: str) -> None:
    shelf, prepared = Shelf(".shelf"), Path(f"data/processed/{author}")
    place = Path(__file__).parent / "results" / "guesses.json"
    found = json.loads(place.read_text()) if place.is_file() else {}
    for name in names:
        bundle = shelf.get(name, author)
        engine = load_engine(bundle.path)
        prompts = [tuple(encode(engine.tokenizer, text)) for text in held_out_prompts(prepared, DRAFTS)]
        texts = engine.generate([Job(prompt, k) for k, prompt in enumerate(prompts)], Sampling(max_new_tokens=TOKENS))
        posts = [encode(engine.tokenizer, plain(post.text)) for post in taught_posts(prepared, bundle)]
        ngram = TokenNgram.fit(posts, ORDER, engine.vocabulary.size, least_posts=2)
        row: dict[str, object] = {"bundle": bundle.name}
        for way in ("prompt", "ngram"):
            right = [
                hits(prompt, text, ngram if way == "ngram" else None)
                for prompt, text in zip(prompts, texts, strict=True)
            ]
            score = Resampler([str(k) for k in range(len(right))]).score(
                ratio([sum(hit) for hit in right], [len(hit) for hit in right]), "1"
            )
            row[way] = asdict(score) if score else None
        row["two tokens cost"] = cost(engine.network, prompts[0])
        found[bundle.hash] = row
        write_json(place, found)
        print(name, row, flush=True)


def hits(prompt: tuple[int, ...], text: list[int], ngram: TokenNgram | None) -> list[bool]:
    """For every token of the text, whether it was guessed; no guess is a wrong one."""
    if ngram:
        contexts, told = ngram.contexts(), []
        for token in text:
            told.append(int(ngram.distribution(contexts).argmax()) == token)
            contexts = ngram.follow(contexts[None], np.array([token]))[0]
        return told
    known = list(prompt)
    found = []
    for token in text:
        tail = known[-2:]
        before = [k for k in range(len(known) - 2) if known[k : k + 2] == tail]
        found.append(bool(before) and known[before[-1] + 2] == token)
        known.append(token)
    return found


def cost(network: object, prompt: tuple[int, ...]) -> float:
    """How many times as long a step over two places takes as one over one, medians of steps in turn."""
    start = network.open(list(prompt))  # type: ignore[attr-defined]
    spans: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(STEPS):
        for n, span in spans.items():
            texts = [network.branch(start, 2) for _ in range(n)]  # type: ignore[attr-defined]
            begun = time.perf_counter()
            network.step(texts, [prompt[-1]] * n)  # type: ignore[attr-defined]
            span.append(time.perf_counter() - begun)
    return float(np.median(spans[2]) / np.median(spans[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
