from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from tokenizers import Tokenizer

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.engine.engine import Job
from miles.engine.prompt import END
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.evaluation.extraction import extraction
from miles.evaluation.system import CONTINUED, Case, VoiceSystem, only_wishes
from miles.post.draft import Draft
from miles.registry.voice import Voice

POST = " ".join(
    f"{a}{b}" for a in ("red", "blue", "green", "old", "new") for b in ("fox", "owl", "bee", "ant", "elk", "cat")
)
OTHER = " ".join(
    f"{a}{b}" for a in ("far", "dry", "odd", "wet", "low") for b in ("sea", "sky", "sun", "ice", "fog", "dew")
)


class ByHeart:
    """An engine that knows one post and goes on with it wherever the prompt ends; else it says the seed."""

    positions = 512

    def __init__(self, known: str, tokenizer: Tokenizer) -> None:
        self.known, self.tokenizer = known, tokenizer
        self.asked: list[tuple[Job, Sampling]] = []

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        self.asked += [(job, sampling) for job in jobs]
        return [encode(self.tokenizer, self._say(job) + END) for job in jobs]

    def _say(self, job: Job) -> str:
        begun = self.tokenizer.decode(list(job.prompt), skip_special_tokens=False).rpartition("<|post|>")[2]
        return self.known[len(begun) :] if begun and self.known.startswith(begun) else f"said {job.seed}"

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        yield from ((k, token) for k, ids in enumerate(self.generate(jobs, sampling)) for token in ids)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        return [np.full(len(target), -np.log(2)) for _, target in pairs]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer([POST, OTHER], 400)


def system(tokenizer: Tokenizer, **more) -> VoiceSystem:
    topics = TopicLabeller.fit([POST, OTHER], k=2, seed=0)
    return VoiceSystem(Voice(ByHeart(POST, tokenizer), Sampling(oversample=1), Memory.build([]), topics), **more)


def test_equal_drafts_get_different_posts_in_order(tokenizer: Tokenizer) -> None:
    heard: list[int] = []
    ours = system(tokenizer, batch=2, on_written=heard.append)
    drafts = [Draft(), Draft(text="a"), Draft(), Draft(text="b"), Draft()]
    written = ours.write(drafts, seed=3)
    assert len({candidate.text for candidate in written[::2]}) == 3
    assert [c.text for c in ours.write(drafts, seed=3)] == [c.text for c in written]
    assert sum(heard) == 10


def test_everything_written_begins_with_what_is_shown(tokenizer: Tokenizer) -> None:
    ours = system(tokenizer)
    ours.voice.sampling = Sampling(oversample=3)
    drafts = [Draft(), Draft(text="a"), Draft()]
    everything = ours.write_all(drafts, seed=3)
    assert [len(found) for found in everything] == [3, 3, 3]
    assert [found[0] for found in everything] == ours.write(drafts, seed=3)


def test_an_attacker_begins_the_post_and_takes_what_greedily_follows(tokenizer: Tokenizer) -> None:
    ours = system(tokenizer)
    first, second = " ".join(POST.split()[:15]), " ".join(POST.split()[15:])
    (said,) = ours.continue_text([first], seed=0)
    assert said.strip() == second
    (_, sampling) = ours.voice.engine.asked[-1]
    assert (sampling.temperature, sampling.max_new_tokens) == (0.0, CONTINUED)
    found = extraction(ours, [POST], [OTHER])
    assert (found["extraction_train"].value, found["extraction_held_out"].value) == (1, 0)


def test_bits_are_the_voices_own(tokenizer: Tokenizer) -> None:
    tokens = len(encode(tokenizer, POST + END))
    assert system(tokenizer).bits([POST]) == pytest.approx([tokens])  # one bit a token


def test_a_case_is_its_texts_and_wishes_lose_the_words() -> None:
    assert Case(Draft(), ("a", "b"), "1").text == "a\n\nb"
    assert only_wishes(Draft(text="words", parts=2)) == Draft(parts=2)
