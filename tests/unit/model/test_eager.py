from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM

from miles.engine.engine import Job
from miles.engine.prompt import END
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.engine.writing import windows
from miles.model.eager import EagerEngine
from miles.post.parts import count

TOKENIZER = train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400)


@pytest.fixture(scope="module", params=["llama", "qwen3"])
def engine(request: pytest.FixtureRequest) -> EagerEngine:
    torch.manual_seed(0)
    sizes = AutoConfig.for_model(
        request.param,
        vocab_size=448,
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=32,
        intermediate_size=128,
        max_position_embeddings=256,
    )
    return EagerEngine(AutoModelForCausalLM.from_config(sizes), TOKENIZER, batch=4)


def jobs(n: int) -> list[Job]:
    return [
        Job(prompt=tuple(encode(TOKENIZER, "<|bos|><|draft|>" + "up " * k + "<|post|>")), seed=k, parts=k % 3 + 1)
        for k in range(n)
    ]


def test_a_text_depends_on_its_job_alone(engine: EagerEngine) -> None:
    sampling = Sampling(max_new_tokens=40)
    together = engine.generate(jobs(7), sampling)
    alone = [engine.generate([job], sampling)[0] for job in jobs(7)]
    assert together == alone


def test_greedy_equals_transformers_generate(engine: EagerEngine) -> None:
    prompt = encode(TOKENIZER, "<|bos|><|post|>Bitcoin")
    job = Job(prompt=tuple(prompt), seed=0)
    ours = engine.generate([job], Sampling(temperature=0, repeat_ngram=0, max_new_tokens=20))[0]
    end = TOKENIZER.token_to_id(END)
    special = [int(token) for token in np.flatnonzero(engine.vocabulary.special) if token != end]
    outside = range(TOKENIZER.get_vocab_size(), 448)
    theirs = engine.network.generate(
        torch.tensor([prompt]),
        attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
        max_new_tokens=20,
        do_sample=False,
        bad_words_ids=[[token] for token in (*special, *outside)],
        eos_token_id=end,
        pad_token_id=0,
    )[0, len(prompt) :].tolist()
    assert not engine.vocabulary.blank[theirs[0]], (
        "our rule bans a blank start, generate() does not: choose another seed"
    )
    assert ours == theirs


def test_parts_are_obeyed(engine: EagerEngine) -> None:
    for job, ids in zip(jobs(6), engine.generate(jobs(6), Sampling(max_new_tokens=500)), strict=True):
        text = TOKENIZER.decode(ids, skip_special_tokens=False)
        if text.endswith(END):
            assert count(text.removesuffix(END)) == job.parts


def test_scores_are_log_probabilities_and_ignore_the_batch(engine: EagerEngine) -> None:
    pairs = [(encode(TOKENIZER, "<|bos|><|post|>"), encode(TOKENIZER, "Alts weak" * k + END)) for k in range(1, 7)]
    together = engine.score(pairs)
    for (prompt, target), found in zip(pairs, together, strict=True):
        with torch.inference_mode():
            logits = engine.network(torch.tensor([[*prompt, *target]])).logits[0].log_softmax(-1)
        expected = [float(logits[len(prompt) - 1 + k, token]) for k, token in enumerate(target)]
        np.testing.assert_allclose(found, expected, atol=1e-4)


def test_long_texts_are_scored_in_windows_that_keep_half_their_context(engine: EagerEngine) -> None:
    """256 positions: tokens past 256 see at least the 128 before them; the others are scored as in one piece."""
    prompt, target = encode(TOKENIZER, "<|bos|><|post|>"), encode(TOKENIZER, "Alts weak. Patience pays. " * 60 + END)
    whole = [*prompt, *target]
    assert len(whole) > 400
    (found,) = engine.score([(prompt, target)])
    assert np.isfinite(found).all()
    assert (found < 0).all()
    (start,) = engine.score([(prompt, target[:100])])
    np.testing.assert_allclose(found[:100], start, atol=1e-4)
    at = 300
    first = (at // 128 - 1) * 128
    with torch.inference_mode():
        logits = engine.network(torch.tensor([whole[first : at + 1]])).logits[0].log_softmax(-1)
    assert found[at - len(prompt)] == pytest.approx(float(logits[at - first - 1, whole[at]]), abs=1e-4)


@pytest.mark.parametrize("length", [1, 2, 255, 256, 257, 384, 385, 1000])
def test_windows_cover_every_token_once_as_fresh(length: int) -> None:
    fresh = [
        token for first, last in windows(length, 256) for token in range(first if first == 0 else first + 128, last)
    ]
    assert fresh == list(range(length))
