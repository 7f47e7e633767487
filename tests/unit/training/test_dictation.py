from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.corpus.drafts import Pair, read_pairs
from miles.engine.engine import Job
from miles.engine.prompt import END
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.post.error import MilesError
from miles.registry.voice import Voice
from miles.training.dictation import Dictation

TOPICS = TopicLabeller.fit(["bitcoin fees fell again", "ether gas is low", "bitcoin miners sell", "ether staking"], k=2)
TEXTS = ("Dust settles on every table by noon.", "Rivers wander and nobody maps the bends any more.")


class Pen:
    """An engine that writes one of two texts, as the seed has it; the second without an end."""

    positions = 512

    def __init__(self) -> None:
        self.tokenizer = train_tokenizer([*TEXTS, "Bitcoin holds"], 420)
        self.jobs: list[Job] = []

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        self.jobs += jobs
        endings = (END, "")
        return [encode(self.tokenizer, TEXTS[job.seed % 2] + endings[job.seed % 2]) for job in jobs]

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        yield from ((k, token) for k, ids in enumerate(self.generate(jobs, sampling)) for token in ids)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        return [np.zeros(len(target)) for _, target in pairs]


def voice(pen: Pen) -> Voice:
    return Voice(pen, Sampling(oversample=1), Memory.build(["something else"]), TOPICS)


def written(folder: Path) -> list[Pair]:
    return [pair for path in sorted(folder.glob("*.parquet")) for pair in read_pairs(path)]


def test_teachers_answer_drafts_of_every_post_and_what_may_not_be_shown_is_left_out(
    processed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pen, own = Pen(), read_pairs(processed / "train.parquet")
    dictation = Dictation(processed, tmp_path / "written", None, rounds=2, seed=3)
    told = [dictation.take(k, name, lambda: voice(pen)) for k, name in enumerate(("one", "two"))]
    found = written(tmp_path / "written")
    posts = len({pair.post_id for pair in own})
    assert len(pen.jobs) == 2 * 2 * posts
    assert [fact["name"] for fact in told] == ["one", "two"]
    assert all(fact["written"] + fact["left_out"] == 2 * posts and fact["left_out"] > 0 for fact in told)
    assert sum(fact["written"] for fact in told) == len(found) > 0
    assert f"two wrote {told[1]['written']} posts to learn from; {told[1]['left_out']} more" in capsys.readouterr().out
    assert {pair.texts for pair in found} == {(TEXTS[0],)}
    assert {(pair.draft, pair.post_id.partition("/")[0]) for pair in found} <= {(p.draft, p.post_id) for p in own}
    names = [pair.post_id for pair in found]
    assert len(set(names)) == len(names), "each is a post of its own"
    assert not set(names) & {pair.post_id for pair in own}


def test_a_killed_run_writes_only_what_is_missing(processed: Path, tmp_path: Path) -> None:
    def dictate(pen: Pen) -> dict[str, object]:
        return Dictation(processed, tmp_path / "written", None, rounds=2, seed=3).take(0, "one", lambda: voice(pen))

    first, again, last = Pen(), Pen(), Pen()
    told, whole = dictate(first), written(tmp_path / "written")
    sorted((tmp_path / "written").iterdir())[1].unlink()
    assert dictate(again) == told
    assert written(tmp_path / "written") == whole
    assert [job.seed for job in again.jobs] == [job.seed for job in first.jobs[len(again.jobs) :]]
    assert len(again.jobs) * 2 == len(first.jobs)
    dictate(last)
    assert not last.jobs


def test_kinds_of_drafts_are_drawn_as_training_draws_them(processed: Path, tmp_path: Path) -> None:
    Dictation(processed, tmp_path / "written", {"note": 1.0}, rounds=1, seed=3).take(0, "one", lambda: voice(Pen()))
    assert {pair.draft.kind.value for pair in written(tmp_path / "written")} == {"note"}
    with pytest.raises(MilesError, match=r"weights\.nots is no kind of draft"):
        Dictation(processed, tmp_path / "written", {"nots": 1.0}, rounds=1, seed=3)
