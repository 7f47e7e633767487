from __future__ import annotations

import numpy as np
import pytest

from chance import p_value
from miles.engine.engine import Job
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError

TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400)
SIZE = TOKENIZER.get_vocab_size()


class Bigrams(LoopEngine):
    """The next token depends on the last one alone, by a table of logits (V, V)."""

    def __init__(self, positions: int = 64, batch: int = 64) -> None:
        super().__init__(TOKENIZER, positions, batch)
        self.table = np.random.default_rng(5).normal(size=(SIZE, SIZE)).astype(np.float32)
        self.opened: list[int] = []

    def open(self, ids: Ints, mask: Ints) -> BigramPassage:
        self.opened.append(len(ids))
        return BigramPassage(self.table, ids)

    def read(self, ids: Ints, mask: Ints) -> Floats:
        return self.table[ids]


class BigramPassage:
    logits: Floats

    def __init__(self, table: Floats, ids: Ints) -> None:
        self.table = table
        self.logits = table[ids[:, -1]]

    def step(self, tokens: Ints) -> None:
        self.logits = self.table[tokens]

    def keep(self, rows: Ints) -> None:
        self.logits = self.logits[rows]


def job(text: str = "<|bos|><|post|>", seed: int = 0, **how: object) -> Job:
    return Job(tuple(encode(TOKENIZER, text)), seed, **how)  # type: ignore[arg-type]


def test_tokens_are_drawn_from_the_distribution() -> None:
    engine = Bigrams()
    way = Sampling(temperature=1.0, top_p=1.0, max_new_tokens=1)
    found = [ids[0] for ids in engine.generate([job(seed=k) for k in range(20_000)], way)]
    logits = engine.table[encode(TOKENIZER, "<|post|>")[0]].astype(float)
    banned = engine.vocabulary.special | engine.vocabulary.blank
    shares = np.where(banned, 0.0, np.exp(logits))
    assert p_value(found, shares) > 0.001


def test_equal_prompts_are_read_once() -> None:
    engine = Bigrams()
    together = engine.generate([job(seed=k % 3) for k in range(12)], Sampling(max_new_tokens=9))
    assert engine.opened == [1]
    assert together[:3] == [Bigrams().generate([job(seed=k)], Sampling(max_new_tokens=9))[0] for k in range(3)]
    assert together[:3] == together[3:6]


def test_every_job_may_have_its_own_sampling() -> None:
    engine = Bigrams()
    greedy = Sampling(temperature=0.0, max_new_tokens=4)
    free, own = engine.generate([job(), job(sampling=greedy)], Sampling(max_new_tokens=12))
    assert own == engine.generate([job()], greedy)[0]
    assert len(own) <= 4 < len(free)


def test_a_stream_tells_each_token_as_it_is_written() -> None:
    jobs = [job("<|bos|><|draft|>Alts<|post|>", seed=k) for k in range(5)]
    told: dict[int, list[int]] = {k: [] for k in range(5)}
    for k, token in Bigrams(batch=2).stream(jobs, Sampling(max_new_tokens=7)):
        told[k].append(token)
    assert list(told.values()) == Bigrams().generate(jobs, Sampling(max_new_tokens=7))


def test_a_text_ends_where_the_positions_end() -> None:
    [ids] = Bigrams(positions=10).generate([job()], Sampling(max_new_tokens=99, repeat_ngram=0))
    assert len(ids) <= 8


def test_a_prompt_without_room_for_a_post_is_refused() -> None:
    with pytest.raises(MilesError, match=r"tokens long, and this voice reads 10 in all"):
        Bigrams(positions=10).generate([job("<|bos|><|draft|>" + "Alts weak. " * 9 + "<|post|>")], Sampling())


def test_scores_are_log_probabilities_of_the_target() -> None:
    engine = Bigrams()
    prompt, target = encode(TOKENIZER, "<|bos|><|post|>"), encode(TOKENIZER, "Alts weak.<|end|>")
    before = [prompt[-1], *target[:-1]]
    logits = engine.table.astype(float)
    wanted = [logits[a, b] - np.log(np.exp(logits[a]).sum()) for a, b in zip(before, target, strict=True)]
    np.testing.assert_allclose(engine.score([(prompt, target)])[0], wanted, atol=1e-5)


def test_a_text_ends_with_its_stop() -> None:
    way = Sampling(temperature=1.0, max_new_tokens=60)
    for seed in range(10):
        [free] = Bigrams().generate([job(seed=seed)], way)
        text = TOKENIZER.decode(free, skip_special_tokens=False)
        stop = text[len(text) // 2 : len(text) // 2 + 2]
        [stopped] = Bigrams().generate([job(seed=seed, stop=("not there", stop))], way)
        assert stopped == free[: len(stopped)]
        assert stop in TOKENIZER.decode(stopped, skip_special_tokens=False)
        assert stop not in TOKENIZER.decode(stopped[:-1], skip_special_tokens=False)


def test_a_jobs_rules_reach_the_text() -> None:
    way = Sampling(temperature=1.0, max_new_tokens=60)
    texts = [
        TOKENIZER.decode(ids)
        for ids in Bigrams().generate([job(seed=k, banned=("e", "A"), least_tokens=20) for k in range(10)], way)
    ]
    assert not set("eEaA") & set("".join(texts))
    lengths = [len(ids) for ids in Bigrams().generate([job(seed=k, least_tokens=20) for k in range(10)], way)]
    assert min(lengths) >= 20
    assert min(len(ids) for ids in Bigrams().generate([job(seed=k) for k in range(10)], way)) < 60
