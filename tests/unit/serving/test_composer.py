from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fakes import BigramPassage, Bigrams
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import train_tokenizer
from miles.engine.writing import Ints
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.registry.review import Reviewer
from miles.registry.voice import Ask, Candidate, Piece, Voice
from miles.serving.batcher import Batcher
from miles.serving.composer import Task, Written, changed, streamed, write
from miles.serving.desk import Desk
from miles.serving.problem import TooLate
from miles.serving.schemas import Change, GenerateRequest
from miles.serving.security.identity import LOCAL, Identity
from miles.store.generations import Generation
from miles.store.refusal import Conflict, Missing
from served import settings_of


@asynccontextmanager
async def opened(folder: Path, shelf: Path, **chosen: Any) -> AsyncIterator[Desk]:
    desk = Desk.of(settings_of(folder, shelf, **chosen))
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()


def run(folder: Path, shelf: Path, story: Callable[[Desk], Awaitable[None]]) -> None:
    async def main() -> None:
        async with opened(folder, shelf) as desk:
            await story(desk)

    asyncio.run(main())


def asked(**given: Any) -> GenerateRequest:
    return GenerateRequest.model_validate({"draft": "bitcoin fees fell again", "n": 1, **given})


def test_a_seeded_request_is_written_once_for_a_tenant_and_apart_for_another(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        request = asked(seed=3)
        first, second = await asyncio.gather(*(desk.composer.compose(LOCAL, request) for _ in range(2)))
        assert first == second, "one generation, told twice"
        other = await desk.composer.compose(Identity("other", "p", "c", frozenset()), request)
        mine, theirs = json.loads(first), json.loads(other)
        assert mine["generation_id"] != theirs["generation_id"]
        assert [one["text"] for one in mine["candidates"]] == [one["text"] for one in theirs["candidates"]]

    run(tmp_path, shelf, story)


def test_without_a_seed_each_answer_is_another_and_can_be_had_again(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        first, second = [json.loads(await desk.composer.compose(LOCAL, asked())) for _ in range(2)]
        assert first["seed"] != second["seed"]
        again = json.loads(await desk.composer.compose(LOCAL, asked(seed=first["seed"])))
        assert [one["text"] for one in again["candidates"]] == [one["text"] for one in first["candidates"]]

    run(tmp_path, shelf, story)


def test_who_asks_at_the_same_time_changes_nothing(tmp_path: Path, shelf: Path) -> None:
    requests = [asked(seed=k, n=1 + k % 2, draft=draft) for k, draft in enumerate(["btc", "eth is weak", "fees"] * 3)]

    def texts(reply: bytes) -> list[str]:
        return [one["text"] for one in json.loads(reply)["candidates"]]

    async def together(desk: Desk) -> None:
        found.extend(map(texts, await asyncio.gather(*(desk.composer.compose(LOCAL, each) for each in requests))))

    async def alone(desk: Desk) -> None:
        assert found == [texts(await desk.composer.compose(LOCAL, each)) for each in requests]

    found: list[list[str]] = []
    run(tmp_path, shelf, together)
    run(tmp_path, shelf, alone)


def test_what_is_answered_is_kept_word_for_word(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        reply = json.loads(
            await desk.composer.compose(LOCAL, asked(seed=1, n=2, sentiment="positive", topic="bitcoin"))
        )
        await desk.journal.settled(5)
        kept = await desk.generations.get("local", reply["generation_id"])
        assert kept.input == "bitcoin fees fell again"
        assert kept.wishes == {"sentiment": "positive", "topic": "bitcoin", "n": 2}
        assert (kept.voice, kept.seed, kept.sentiment) == (reply["voice"], 1, "positive")
        assert [one.output for one in kept.candidates] == [one["text"] for one in reply["candidates"]]
        assert [one.id for one in kept.candidates] == [one["id"] for one in reply["candidates"]]

    run(tmp_path, shelf, story)


def test_a_key_is_answered_once_and_stands_for_one_request(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        replies = await asyncio.gather(*(desk.composer.compose(LOCAL, asked(), "k1") for _ in range(20)))
        assert len(set(replies)) == 1
        generation = await desk.generations.get("local", json.loads(replies[0])["generation_id"])
        assert len(generation.candidates) == 1
        with pytest.raises(Conflict):
            await desk.composer.compose(LOCAL, asked(n=2), "k1")

    run(tmp_path, shelf, story)
    run(tmp_path, shelf, story_after_a_restart)


async def story_after_a_restart(desk: Desk) -> None:
    """The same key after the process came anew: the reply is read from the database."""
    before = json.loads(await desk.composer.compose(LOCAL, asked(), "k1"))
    assert (await desk.generations.get("local", before["generation_id"])).id == before["generation_id"]


def test_a_stream_ends_with_the_reply_and_is_kept(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        found = [piece async for piece in desk.composer.stream(LOCAL, asked(seed=3))]
        assert all(isinstance(piece, Piece) for piece in found[:-1])
        reply = json.loads(found[-1])  # type: ignore[arg-type]
        await desk.journal.settled(5)
        assert (await desk.generations.get("local", reply["generation_id"])).seed == 3

    run(tmp_path, shelf, story)


def test_another_language_an_unknown_voice_and_a_goal_nobody_forecasts_are_told(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        for request, told in (
            (asked(draft="Bitcoin steigt wieder, aber die Altcoins bleiben schwach"), r"draft: .*\(de\)"),
            (asked(voice="nobody"), "no bundle 'nobody'"),
            (asked(goal={"likes": 1}), "goal: no forecaster"),
            (asked(draft=" ".join(f"https://a.b/{k}" for k in range(10))), "more than 9 links"),
        ):
            with pytest.raises(MilesError, match=told):
                await desk.composer.compose(LOCAL, request)
        with pytest.raises(Missing, match="candidate"):
            await desk.composer.compose(LOCAL, asked(based_on="01kb2x0vmd7q4c8r9s5t6v7w8x"))

    run(tmp_path, shelf, story)


def test_a_candidate_can_be_gone_on_from(tmp_path: Path, shelf: Path) -> None:
    async def story(desk: Desk) -> None:
        first = json.loads(await desk.composer.compose(LOCAL, asked(seed=1, topic="bitcoin")))
        based = {"based_on": first["candidates"][0]["id"], "n": 1, "seed": 2}
        second = json.loads(await desk.composer.compose(LOCAL, GenerateRequest.model_validate(based)))
        await desk.journal.settled(5)
        kept = await desk.generations.get("local", second["generation_id"])
        assert (kept.input, kept.topic) == ("bitcoin fees fell again", "bitcoin")
        stranger = Identity("other", "p", "c", frozenset())
        with pytest.raises(Missing):
            await desk.composer.compose(stranger, GenerateRequest.model_validate(based))

    run(tmp_path, shelf, story)


OLD = Generation(
    tenant="t", person="p", input="btc 100k", wishes={"parts": 2, "topic": "bitcoin", "n": 4}, voice="v",
    prompt_version="1",
)  # fmt: skip
TEXT = " ".join(["word"] * 30) + "\n\nsecond"  # medium: 31 words in two parts


@pytest.mark.parametrize(
    ("given", "wishes"),
    [
        ({}, {"parts": 2, "topic": "bitcoin"}),
        ({"change": "shorten"}, {"parts": 1, "length": "short"}),
        ({"change": "lengthen"}, {"parts": 3, "length": "long"}),
        ({"change": "sentiment", "sentiment": "negative"}, {"parts": 2, "sentiment": "negative"}),
        ({"change": "thread"}, {"parts": 2, "thread": True, "length": None}),
        ({"change": "single"}, {"parts": None, "thread": False}),
        ({"draft": "eth 4k", "topic": "ether"}, {"draft": "eth 4k", "topic": "ether"}),
    ],
)
def test_a_change_keeps_the_other_wishes(given: dict[str, Any], wishes: dict[str, Any]) -> None:
    found = changed(GenerateRequest.model_validate({"based_on": "0" * 26, "n": 1, **given}), OLD, TEXT)
    expected = {"draft": "btc 100k", "topic": "bitcoin", "n": 1, "based_on": None, "change": None, **wishes}
    assert {name: getattr(found, name) for name in expected} == expected


def test_what_is_short_cannot_be_shortened() -> None:
    request = GenerateRequest.model_validate({"based_on": "0" * 26, "change": Change.SHORTEN})
    with pytest.raises(MilesError, match="as short as can be"):
        changed(request, OLD, "gm")


def always(_: int) -> bool:
    return True


class Silent:
    """A voice of which nothing may be shown."""

    asked = 0

    def answer(self, asks: list[Ask]) -> list[list[Candidate]]:
        self.asked += 1
        return [[Candidate(texts=("x",), faults=("copies a training post",))] for _ in asks]


class Lucky(Silent):
    """Writes something on the second try, with another seed."""

    def answer(self, asks: list[Ask]) -> list[list[Candidate]]:
        return [[Candidate(texts=("gm",))] if ask.seed else super(Lucky, self).answer([ask])[0] for ask in asks]


class Holder:
    def __init__(self, voice: Silent) -> None:
        self.voice = voice
        self.reviewer = Reviewer(Memory.build(["btc"]), None)


def test_where_nothing_may_be_shown_it_is_tried_once_more() -> None:
    [found] = write([Task(Holder(Lucky()), Ask(draft=Draft()))], always)  # type: ignore[arg-type]
    assert isinstance(found, Written)
    assert ([one.text for one in found.shown], found.hidden) == (["gm"], 1)


def test_where_nothing_may_be_shown_there_is_an_error_and_no_text() -> None:
    [found] = write([Task(Holder(Silent()), Ask(draft=Draft()))], always)  # type: ignore[arg-type]
    assert isinstance(found, MilesError)
    assert "copies a training post" in found.what


def test_what_nobody_waits_for_is_not_tried_again() -> None:
    tries = Silent()
    [found] = write([Task(Holder(tries), Ask(draft=Draft()))], lambda _: False)  # type: ignore[arg-type]
    assert isinstance(found, MilesError)
    assert tries.asked == 1


class Slow(Bigrams):
    """An engine that needs 5 ms for each step and counts them."""

    steps = 0

    def open(self, ids: Ints, mask: Ints) -> Any:
        passage, step = super().open(ids, mask), BigramPassage.step

        def slowly(tokens: Ints) -> None:
            self.steps += 1
            time.sleep(0.005)
            step(passage, tokens)

        passage.step = slowly  # type: ignore[method-assign]
        return passage


@pytest.mark.parametrize("way", ["at once", "piece by piece"])
def test_an_answer_that_is_too_late_is_not_written_to_its_end(way: str) -> None:
    engine = Slow(train_tokenizer(["Bitcoin holds.\n\nAlts weak. Patience pays."] * 3, 400), positions=2_048)
    topics = TopicLabeller.fit(["bitcoin fees", "ether gas"], k=2)
    voice = Voice(engine, Sampling(max_new_tokens=1_000, repeat_ngram=0), Memory.build(["btc"]), topics)
    tasks = [Task(Holder(voice), Ask(draft=Draft(parts=9), seed=k)) for k in range(3)]  # type: ignore[arg-type]

    async def main() -> None:
        batcher = Batcher(write)
        began = time.monotonic()
        if way == "at once":
            asked = [batcher.answer(task, 0.1) for task in tasks]
        else:
            asked = [_last(batcher.stream(partial(streamed, task), 0.1)) for task in tasks]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(error) for error in found] == [TooLate] * 3
        assert engine.steps < 60
        while not batcher.is_idle:
            await asyncio.sleep(0.001)
        assert time.monotonic() - began < 0.2, "the thread is free 100 ms later"
        await batcher.close()

    asyncio.run(main())
    assert 3 < engine.steps < 60


async def _last(pieces: AsyncIterator[Any]) -> Any:
    return [piece async for piece in pieces][-1]
