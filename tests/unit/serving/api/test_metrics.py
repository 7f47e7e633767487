from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from miles.serving.telemetry import QUALITY, quality
from served import client_of, settings_of


def test_what_was_written_is_told_in_numbers(shelf: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            empty = (await client.get("/metrics")).json()
            assert (empty["quality"], empty["acceptance_rate"], empty["patterns"]) == (None, None, {})
            asked = {"draft": "BTC is up", "n": 2, "seed": 3}
            first = (await client.post("/generate", json=asked)).json()
            again = (await client.post("/generate", json=asked)).json()
            assert again == first
            for _ in range(40):
                told = (await client.get("/metrics")).json()
                if told["acceptance_n"]:
                    break
                await asyncio.sleep(0.05)
            assert (told["acceptance_rate"], told["acceptance_n"]) == (0.0, 1)
            assert told["routes"]["/api/v1/generate"]["requests"] == 2
            assert told["routes"]["/api/v1/generate"]["error_rate"] == 0
            parts = [str(one["parts"]) for one in first["candidates"]]
            assert told["patterns"] == {each: parts.count(each) for each in sorted(set(parts))}
            assert 0 <= told["quality"] <= 1
            assert told["quality_n"] == len(first["candidates"])
            assert told["quality_is"] == QUALITY
            assert told["quality"] == pytest.approx(np.mean([quality(one) for one in first["candidates"]]), abs=1e-4)

    asyncio.run(scenario())
