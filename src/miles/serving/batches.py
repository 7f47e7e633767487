"""Does the lines of batches one after the other, while nobody waits for a reply; goes on where a process ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from pydantic import ValidationError
from starlette.responses import Response

from miles.post.error import MilesError
from miles.serving.batcher import Batcher
from miles.serving.composer import Composer
from miles.serving.problem import Busy, NoVoice, of_error, of_fields, problem
from miles.serving.schemas import GenerateRequest
from miles.serving.security.identity import Identity, Scope
from miles.store.batches import Batches, Line
from miles.store.engine import Database
from miles.store.refusal import Refused, Unavailable

HOLD_S = 60.0  # a process that died lets go of its lines then
LOOK_S = 2.0  # between looks for lines that another process took in
PAUSE_S = 0.05  # while people wait
LATER = (Busy, NoVoice, Unavailable)  # not the line's fault


class BatchWorker:
    """One task a process. It begins a line only where no request waits, so people wait for one line at most.

    A line that is done twice, because a process died before it could say so, has one generation: its reply is kept
    under a key of its own together with the generation.
    """

    def __init__(
        self, database: Database, composer: Composer, batcher: Batcher[Any, Any], look_s: float = LOOK_S
    ) -> None:
        self._batches, self._composer, self._batcher, self._look_s = Batches(database), composer, batcher, look_s
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_ending = False

    def open(self) -> None:
        self._task = asyncio.create_task(self._run(), name="batches")

    def wake(self) -> None:
        """There are lines now."""
        self._more.set()

    async def close(self, deadline_s: float = 5.0) -> None:
        """Ends after the line under way; one that takes longer is given back."""
        self._is_ending = True
        self._more.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=deadline_s)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while not self._is_ending:
            try:
                if self._batcher.waiting:
                    await asyncio.sleep(PAUSE_S)
                elif lines := await self._batches.take(1, HOLD_S):
                    await self._do(lines[0])
                else:
                    await self._rest()
            except LATER:
                await self._rest()

    async def _rest(self) -> None:
        self._more.clear()
        if not self._is_ending:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look_s):
                    await self._more.wait()

    async def _do(self, line: Line) -> None:
        try:
            told = await self._told(line)
        except (asyncio.CancelledError, *LATER):
            await self._batches.release(line)
            raise
        try:
            await self._batches.finish(line, told)
        except Refused as error:
            await self._batches.finish(line, _failed(of_error(error)))

    async def _told(self, line: Line) -> dict[str, Any]:
        who = Identity(line.tenant, line.person, "batch", frozenset({Scope.GENERATE}))
        try:
            asked = GenerateRequest.model_validate(line.request)
            reply = await self._composer.compose(who, asked, f"batch:{line.batch_id}:{line.line}")
        except LATER:
            raise
        except MilesError as error:
            return _failed(of_error(error))
        except ValidationError as error:  # a line of an older version of the service
            return _failed(of_fields(error.errors(include_url=False, include_context=False, include_input=False)))
        except Exception:
            return _failed(problem(500, "something broke here, not in your request", "send the line again"))
        return {"status": 200, "reply": json.loads(reply)}


def _failed(response: Response) -> dict[str, Any]:
    return {"status": response.status_code, "problem": json.loads(bytes(response.body))}
