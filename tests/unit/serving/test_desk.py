from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from miles.serving.desk import Desk
from miles.serving.schemas import GenerateRequest
from miles.serving.security.identity import LOCAL
from miles.store.generations import Filter
from served import make_shelf, settings_of


def test_an_empty_shelf_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("miles.serving.desk.LOOK_S", 0.02)

    async def main() -> None:
        desk = Desk.of(settings_of(tmp_path))
        await desk.open()
        assert not desk.is_ready
        assert "no voice" in desk.reason
        await asyncio.to_thread(make_shelf, tmp_path)
        async with asyncio.timeout(10):
            while not desk.is_ready:
                await asyncio.sleep(0.02)
        assert desk.reason == ""
        await desk.close()

    asyncio.run(main())


def test_closing_finishes_what_is_being_written_and_keeps_it(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        settings = settings_of(tmp_path, shelf)
        desk = Desk.of(settings)
        await desk.open()
        request = GenerateRequest(draft="bitcoin fees fell", n=1)
        writing = asyncio.create_task(desk.composer.compose(LOCAL, request))
        while desk.batcher.is_idle:
            await asyncio.sleep(0)
        await desk.close()
        assert desk.is_draining
        assert (await writing).startswith(b'{"generation_id"')
        again = Desk.of(settings)
        await again.open()
        assert len((await again.generations.history("local", Filter())).rows) == 1
        await again.close()

    asyncio.run(main())
