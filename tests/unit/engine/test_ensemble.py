from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from chance import p_value
from fakes import Bigrams
from miles.engine.engine import Job
from miles.engine.ensemble import FILE, NGRAM, EnsembleEngine, fitted_weights, member_folder, mixture
from miles.engine.ngram import TokenNgram
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.post.error import MilesError

TEXTS = ["Bitcoin holds.\n\nAlts weak. Patience pays.", "Alts weak.", "Patience pays. Bitcoin holds."]
TOKENIZER = train_tokenizer(TEXTS * 3, 400)
SIZE = TOKENIZER.get_vocab_size()
POSTS = [encode(TOKENIZER, text + "<|end|>") for text in TEXTS]
EMPTY = "<|bos|><|post|>"


def bigrams(seed: int, positions: int = 64, tokenizer=TOKENIZER) -> Bigrams:
    return Bigrams(tokenizer, seed, positions, spare=3, scale=2.0)


def job(text: str = EMPTY, seed: int = 0) -> Job:
    return Job(tuple(encode(TOKENIZER, text)), seed)


def three(weights: tuple[float, ...] = (0.5, 0.2, 0.3), positions: int = 64) -> EnsembleEngine:
    return EnsembleEngine([bigrams(1, positions), bigrams(2)], weights, TokenNgram.fit(POSTS, 4, SIZE))


def test_tokens_are_drawn_from_the_mixture() -> None:
    engine = three()
    way = Sampling(temperature=1.0, top_p=1.0, max_new_tokens=1)
    begun = EMPTY + "Alts"
    found = [ids[0] for ids in engine.generate([job(begun, seed=k) for k in range(20_000)], way)]
    last = encode(TOKENIZER, begun)[-1]
    n_grams = engine.ngram.distribution(engine.standing(np.array(encode(TOKENIZER, begun)))[0])
    first, second = (member.shares(last) for member in engine.members)
    shares = 0.5 * first + 0.2 * second + 0.3 * n_grams
    shares[engine.vocabulary.special | engine.vocabulary.blank] = 0
    assert p_value(found, shares) > 0.001
    without = 0.7 * first + 0.3 * second
    without[engine.vocabulary.special | engine.vocabulary.blank] = 0
    assert p_value(found, without) < 1e-9, "the test can tell"


def test_all_the_weight_on_one_member_is_that_member() -> None:
    jobs = [job(EMPTY, seed=k) for k in range(6)] + [job("<|bos|><|draft|>Alts<|post|>", seed=k) for k in range(3)]
    pairs = [(encode(TOKENIZER, EMPTY), post) for post in POSTS]
    for weights, alone in (((1.0, 0.0, 0.0), bigrams(1)), ((0.0, 1.0, 0.0), bigrams(2))):
        engine = three(weights)
        way = Sampling(max_new_tokens=20)
        assert engine.generate(jobs, way) == alone.generate(jobs, way)
        for mixed, own in zip(engine.score(pairs), alone.score(pairs), strict=True):
            np.testing.assert_allclose(mixed, own, atol=1e-5)


def test_scores_are_log_probabilities_of_the_mixture_and_the_n_grams_hear_only_the_post() -> None:
    engine = three()
    prompt = encode(TOKENIZER, "<|bos|><|draft|>Alts weak. Patience<|post|>")
    bits = engine.ngram.surprisals(POSTS[0])
    expected, last = [], prompt[-1]
    for token, cost in zip(POSTS[0], bits, strict=True):
        first, second = (member.shares(last)[token] for member in engine.members)
        expected.append(np.log(0.5 * first + 0.2 * second + 0.3 * 2.0**-cost))
        last = token
    np.testing.assert_allclose(engine.score([(prompt, POSTS[0])])[0], expected, atol=1e-5)


def test_the_quick_score_is_what_reading_every_token_says() -> None:
    engine = three()
    rows = [[*encode(TOKENIZER, "<|bos|><|draft|>Alts<|post|>"), *post] for post in POSTS] + [POSTS[0]]
    for row, found in zip(rows, engine._read(rows), strict=True):
        logits = engine.read(np.array([row]), np.ones((1, len(row)), dtype=np.int64))[0]
        np.testing.assert_allclose(np.exp(logits).sum(-1), 1, atol=0.2)  # the rows of no token hold the rest
        np.testing.assert_allclose([logits[k, token] for k, token in enumerate(row[1:])], found, atol=1e-5)


def test_what_is_written_is_as_likely_as_it_is_scored() -> None:
    """Reading a text and writing it on token by token see the same distributions, kept rows and all."""
    engine = three()
    prompt = encode(TOKENIZER, EMPTY)
    passage = engine.open(np.array([prompt, prompt]), np.ones((2, 2), dtype=np.int64))
    passage.keep(np.array([1, 0, 1]))
    whole = [*prompt, *POSTS[1]]
    read = engine.read(np.array([whole]), np.ones((1, len(whole)), dtype=np.int64))[0]
    for place, token in enumerate(POSTS[1], start=len(prompt)):
        np.testing.assert_allclose(passage.logits[2], read[place - 1], atol=1e-5)
        passage.step(np.array([POSTS[0][0], POSTS[2][0], token]))


def test_a_text_longer_than_the_shortest_member_reads_is_scored_in_windows() -> None:
    engine = three(positions=12)
    assert engine.positions == 12
    long = POSTS[0][:-1] * 6 + POSTS[0][-1:]
    [found] = engine.score([(encode(TOKENIZER, EMPTY), long)])
    assert len(found) == len(long)
    assert np.isfinite(found).all()
    assert engine.generate([job()], Sampling(max_new_tokens=99))[0]


def test_weights_are_fitted_where_the_tokens_are_likeliest() -> None:
    """Tokens drawn from 0.7 of one distribution and 0.3 of another: the fit finds these weights again."""
    rng = np.random.default_rng(1)
    table = np.log(rng.dirichlet(np.ones(20), size=3))
    drawn = np.where(rng.random(60_000) < 0.7, rng.choice(20, 60_000, p=np.exp(table[0])), -1)
    drawn[drawn < 0] = rng.choice(20, (drawn < 0).sum(), p=np.exp(table[1]))
    logs = table[:, drawn]
    weights = fitted_weights(logs)
    assert weights == pytest.approx([0.7, 0.3, 0.0], abs=0.03)
    assert weights.sum() == pytest.approx(1)
    best = mixture(logs, weights).sum()
    for other in ([0.6, 0.4, 0], [0.8, 0.2, 0], [1, 0, 0], [0.6, 0.3, 0.1]):
        assert mixture(logs, np.array(other, float)).sum() < best


def test_an_ensemble_is_read_from_its_folder(tmp_path: Path) -> None:
    engine = three()
    engine.ngram.save(tmp_path / NGRAM)
    (tmp_path / FILE).write_text(json.dumps({"members": ["a:1", "a:2"], "weights": [0.5, 0.2, 0.3]}))
    opened = {member_folder(tmp_path, 0): bigrams(1), member_folder(tmp_path, 1): bigrams(2)}
    found = EnsembleEngine.load(tmp_path, opened.__getitem__)
    way = Sampling(max_new_tokens=20)
    assert found.generate([job()], way) == engine.generate([job()], way)
    for broken in ("{", "[]", '{"members": ["a:1"]}', '{"members": ["a:1"], "weights": ["x"]}'):
        (tmp_path / FILE).write_text(broken)
        with pytest.raises(MilesError, match=r"ensemble\.json is broken"):
            EnsembleEngine.load(tmp_path, opened.__getitem__)


def test_members_that_cannot_be_mixed_are_refused() -> None:
    other = train_tokenizer(["Entirely different words"] * 3, 400)
    with pytest.raises(MilesError, match="number their tokens differently"):
        EnsembleEngine([bigrams(1), bigrams(2, tokenizer=other)], [0.5, 0.5])
    with pytest.raises(MilesError, match="one voice is that voice"):
        EnsembleEngine([bigrams(1)], [1.0])
    for weights in ([0.5, 0.6], [1.5, -0.5], [1.0], [0.2, 0.2, 0.6], [float("nan"), 0.5]):
        with pytest.raises(MilesError, match="are no shares"):
            EnsembleEngine([bigrams(1), bigrams(2)], weights)
    with pytest.raises(MilesError, match="n-grams know 7 tokens"):
        EnsembleEngine([bigrams(1)], [0.5, 0.5], TokenNgram.fit([[1, 2]], 2, 7))
