"""The batch worker: every line is done once, also after a restart, and people go first."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from miles.post.error import MilesError
from miles.serving.app import create_app
from miles.serving.batcher import Batcher
from miles.serving.batches import BatchWorker
from miles.serving.desk import Desk
from miles.serving.problem import Busy
from miles.store.batches import Batches
from miles.store.generations import Filter
from served import running, settings_of

ASKED = {"draft": "bitcoin fees fell again, alts are weak", "n": 1, "seed": 7}


async def done(desk: Desk, id_: str, most_s: float = 20.0) -> list[Any]:
    """The results, once all are there."""
    batches, until = Batches(desk.database), time.monotonic() + most_s
    while (found := await batches.get("t", id_)).done < found.total:
        assert time.monotonic() < until, found
        await asyncio.sleep(0.02)
    return [told async for _, told in batches.results("t", id_)]


def test_lines_are_done_with_their_own_problems(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            lines = [ASKED, {"draft": "gm", "voice": "ffff0000"}, {"draft": "gm", "parts": 99}, {**ASKED, "seed": 8}]
            id_ = await Batches(desk.database).submit("t", "ada", lines)
            desk.batches.wake()
            first, no_voice, no_field, last = await done(desk, id_)
            assert [told["status"] for told in (first, no_voice, no_field, last)] == [200, 422, 422, 200]
            assert "no bundle 'ffff0000'" in no_voice["problem"]["detail"]
            assert no_field["problem"]["detail"].startswith("parts")
            kept = await desk.generations.history("t", Filter())
            assert [one.id for one in kept.rows] == [told["reply"]["generation_id"] for told in (last, first)]
            assert {one.person for one in kept.rows} == {"ada"}

    asyncio.run(main())


def test_a_restart_goes_on_and_does_nothing_twice(shelf: Path, tmp_path: Path) -> None:
    lines = [{**ASKED, "seed": seed} for seed in range(6)]

    async def begin() -> tuple[str, int]:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            id_ = await Batches(desk.database).submit("t", "ada", lines)
            desk.batches.wake()
            while (so_far := (await Batches(desk.database).get("t", id_)).done) < 2:
                await asyncio.sleep(0.005)
            return id_, so_far

    async def go_on(id_: str) -> None:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            told = await done(desk, id_, most_s=10)  # less than the hold: no line was left held
            kept = await desk.generations.history("t", Filter())
            assert [one.id for one in reversed(kept.rows)] == [each["reply"]["generation_id"] for each in told]
            assert [each["reply"]["seed"] for each in told] == list(range(6))

    id_, so_far = asyncio.run(begin())
    assert 2 <= so_far < 6
    asyncio.run(go_on(id_))


def test_a_line_whose_worker_died_after_writing_has_one_generation(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            await desk.batches.close()
            batches = Batches(desk.database)
            id_ = await batches.submit("t", "ada", [ASKED])
            (line,) = await batches.take(hold_s=0)
            worker = BatchWorker(desk.database, desk.composer, desk.batcher)
            first = await worker._told(line)  # and then it dies, without a word
            worker.open()
            assert await done(desk, id_) == [first]
            await worker.close()
            assert len((await desk.generations.history("t", Filter())).rows) == 1

    asyncio.run(main())


class Waiting(Batcher[Any, Any]):
    """People wait as long as one says so."""

    people = 0

    @property
    def waiting(self) -> int:
        return self.people


class Composing:
    """Answers each request with what it is told to."""

    def __init__(self, answers: list[bytes | Exception]) -> None:
        self.answers, self.asked = answers, 0

    async def compose(self, who: object, request: object, key: str | None = None) -> bytes:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_people_go_first_and_what_is_not_the_lines_fault_is_tried_again(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            await desk.batches.close()
            batcher = Waiting(list)
            batcher.people = 1
            composing = Composing(
                [Busy("busy", "wait"), b'{"seed": 1}', RuntimeError("a bug"), MilesError("no", "mend")]
            )
            worker = BatchWorker(desk.database, composing, batcher, look_s=0.01)  # type: ignore[arg-type]
            worker.open()
            id_ = await Batches(desk.database).submit("t", "ada", [ASKED] * 3)
            await asyncio.sleep(0.2)
            assert composing.asked == 0, "somebody waits"
            batcher.people = 0
            told = await done(desk, id_)
            assert [each["status"] for each in told] == [200, 500, 422]
            assert "a bug" not in str(told)
            assert composing.asked == 4
            await worker.close()

    asyncio.run(main())


class Never:
    """Writes for longer than anybody waits."""

    async def compose(self, who: object, request: object, key: str | None = None) -> bytes:
        await asyncio.sleep(60)
        return b""


def test_a_line_that_takes_too_long_at_the_end_is_given_back(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with running(create_app(settings_of(tmp_path, shelf))) as app:
            desk: Desk = app.state.desk
            await desk.batches.close()
            batches = Batches(desk.database)
            await batches.submit("t", "ada", [ASKED])
            worker = BatchWorker(desk.database, Never(), desk.batcher)  # type: ignore[arg-type]
            worker.open()
            await asyncio.sleep(0.2)
            assert await batches.take() == ()
            await worker.close(0.05)
            assert len(await batches.take()) == 1

    asyncio.run(main())
