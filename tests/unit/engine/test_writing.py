from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from chance import p_value
from fakes import Bigrams
from miles.engine.engine import Job
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.post.error import MilesError

TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400)
SIZE = TOKENIZER.get_vocab_size()


def bigrams(positions: int = 64, batch: int = 64) -> Bigrams:
    return Bigrams(TOKENIZER, positions=positions, batch=batch)


def job(text: str = "<|bos|><|post|>", seed: int = 0, **how: object) -> Job:
    return Job(tuple(encode(TOKENIZER, text)), seed, **how)  # type: ignore[arg-type]


def test_tokens_are_drawn_from_the_distribution() -> None:
    engine = bigrams()
    way = Sampling(temperature=1.0, top_p=1.0, max_new_tokens=1)
    found = [ids[0] for ids in engine.generate([job(seed=k) for k in range(20_000)], way)]
    logits = engine.table[encode(TOKENIZER, "<|post|>")[0]].astype(float)
    banned = engine.vocabulary.special | engine.vocabulary.blank
    shares = np.where(banned, 0.0, np.exp(logits))
    assert p_value(found, shares) > 0.001


def test_equal_prompts_are_read_once() -> None:
    engine = bigrams()
    together = engine.generate([job(seed=k % 3) for k in range(12)], Sampling(max_new_tokens=9))
    assert engine.opened == [1]
    assert together[:3] == [bigrams().generate([job(seed=k)], Sampling(max_new_tokens=9))[0] for k in range(3)]
    assert together[:3] == together[3:6]


def test_every_job_may_have_its_own_sampling() -> None:
    engine = bigrams()
    greedy = Sampling(temperature=0.0, max_new_tokens=4)
    free, own = engine.generate([job(), job(sampling=greedy)], Sampling(max_new_tokens=12))
    assert own == engine.generate([job()], greedy)[0]
    assert len(own) <= 4 < len(free)


def test_a_stream_tells_each_token_as_it_is_written() -> None:
    jobs = [job("<|bos|><|draft|>Alts<|post|>", seed=k) for k in range(5)]
    told: dict[int, list[int]] = {k: [] for k in range(5)}
    for k, token in bigrams(batch=2).stream(jobs, Sampling(max_new_tokens=7)):
        told[k].append(token)
    assert list(told.values()) == bigrams().generate(jobs, Sampling(max_new_tokens=7))


def test_what_nobody_wants_any_more_ends_and_changes_nothing_beside_it() -> None:
    way = Sampling(max_new_tokens=30, repeat_ngram=0)
    jobs = [job(seed=k, least_tokens=30) for k in range(4)]
    alone = bigrams().generate(jobs, way)
    left = iter([True] * 6 + [False] * 99)
    jobs[1], jobs[3] = replace(jobs[1], is_wanted=lambda: next(left)), replace(jobs[3], is_wanted=lambda: False)
    found = bigrams().generate(jobs, way)
    assert [found[0], found[2]] == [alone[0], alone[2]]
    assert found[1] == alone[1][:6]
    assert found[3] == []


def test_a_text_ends_where_the_positions_end() -> None:
    [ids] = bigrams(positions=10).generate([job()], Sampling(max_new_tokens=99, repeat_ngram=0))
    assert len(ids) <= 8


def test_a_prompt_without_room_for_a_post_is_refused() -> None:
    with pytest.raises(MilesError, match=r"tokens long, and this voice reads 10 in all"):
        bigrams(positions=10).generate([job("<|bos|><|draft|>" + "Alts weak. " * 9 + "<|post|>")], Sampling())


def test_scores_are_log_probabilities_of_the_target() -> None:
    engine = bigrams()
    prompt, target = encode(TOKENIZER, "<|bos|><|post|>"), encode(TOKENIZER, "Alts weak.<|end|>")
    before = [prompt[-1], *target[:-1]]
    logits = engine.table.astype(float)
    wanted = [logits[a, b] - np.log(np.exp(logits[a]).sum()) for a, b in zip(before, target, strict=True)]
    np.testing.assert_allclose(engine.score([(prompt, target)])[0], wanted, atol=1e-5)


def test_a_text_ends_with_its_stop() -> None:
    way = Sampling(temperature=1.0, max_new_tokens=60)
    for seed in range(10):
        [free] = bigrams().generate([job(seed=seed)], way)
        text = TOKENIZER.decode(free, skip_special_tokens=False)
        stop = text[len(text) // 2 : len(text) // 2 + 2]
        [stopped] = bigrams().generate([job(seed=seed, stop=("not there", stop))], way)
        assert stopped == free[: len(stopped)]
        assert stop in TOKENIZER.decode(stopped, skip_special_tokens=False)
        assert stop not in TOKENIZER.decode(stopped[:-1], skip_special_tokens=False)


def test_a_jobs_rules_reach_the_text() -> None:
    way = Sampling(temperature=1.0, max_new_tokens=60)
    texts = [
        TOKENIZER.decode(ids)
        for ids in bigrams().generate([job(seed=k, banned=("e", "A"), least_tokens=20) for k in range(10)], way)
    ]
    assert not set("eEaA") & set("".join(texts))
    lengths = [len(ids) for ids in bigrams().generate([job(seed=k, least_tokens=20) for k in range(10)], way)]
    assert min(lengths) >= 20
    assert min(len(ids) for ids in bigrams().generate([job(seed=k) for k in range(10)], way)) < 60
