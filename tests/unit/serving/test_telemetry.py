from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from miles.serving.security.identity import KEY, LOCAL
from miles.serving.telemetry import OTHER, PULSE_S, Counts, Telemetry, quality
from served import client_of, settings_of


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def _scope(
    path: str = "/api/v1/things/7", template: str | None = "/things/{id}", method: str = "GET"
) -> dict[str, Any]:
    route = None if template is None else type("Route", (), {"path": template})()
    return {"path": path, "method": method, KEY: LOCAL, **({"route": route} if route else {})}


def test_percentiles_and_errors_of_the_last_five_minutes_by_template() -> None:
    clock = Clock()
    telemetry = Telemetry(clock=clock, write=lambda _: None)
    telemetry.answered(_scope(), 500, 9.0)
    clock.now += 301
    for k in range(100):
        telemetry.answered(_scope(f"/api/v1/things/{k}"), 503 if k < 5 else 200, (k + 1) / 1000)
    assert telemetry.told()["routes"] == {
        "/api/v1/things/{id}": {"requests": 100, "error_rate": 0.05, "p50_ms": 51.0, "p95_ms": 96.0, "p99_ms": 100.0}
    }


def test_no_request_makes_a_series_of_its_own() -> None:
    telemetry = Telemetry(write=lambda _: None)
    before = len(list(REGISTRY.collect()))
    for k in range(50):
        telemetry.answered(_scope(f"/{k}", None, f"BREW{k}"), 404, 0.001)
    assert set(telemetry.told()["routes"]) == {OTHER}
    assert REGISTRY.get_sample_value("miles_requests_total", {"method": OTHER, "route": OTHER, "status": "404"}) == 50
    assert len(list(REGISTRY.collect())) == before


@pytest.mark.parametrize("logs", ["text", "json"])
def test_a_line_a_request_without_text_or_name(shelf: Path, tmp_path: Path, logs: str, capsys: Any) -> None:
    async def scenario() -> None:
        async with client_of(settings_of(tmp_path, shelf, logs=logs)) as client:
            await client.post("/generate?note=hidden", json={"draft": "my secret plan", "n": 1, "seed": 3})
            await client.get("/nothing/at/all?token=hidden")

    asyncio.run(scenario())
    said = capsys.readouterr().out
    assert "secret" not in said
    assert "hidden" not in said
    assert "local" not in said
    lines = [line for line in said.splitlines() if "request_id" in line]
    assert len(lines) == 2
    if logs == "json":
        first, second = (json.loads(line) for line in lines)
        assert (first["method"], first["route"], first["status"]) == ("POST", "/api/v1/generate", 200)
        assert (second["route"], second["status"]) == (OTHER, 404)
        assert first["ms"] > 0
        assert len(first["tenant"]) == 12


def test_quality_is_the_mean_of_three_shares() -> None:
    said = {
        "confidence": 0.6,
        "granted": ["parts"],
        "missed": ["topic"],
        "facts": {"kept": ["1", "2"], "lost": ["3", "4"]},
    }
    assert quality(said) == pytest.approx((0.6 + 0.5 + 0.5) / 3)
    assert quality({"confidence": 1.0, "granted": [], "missed": [], "facts": {"kept": [], "lost": []}}) == 1.0


def test_the_pulse_sees_a_loop_that_is_held_up() -> None:
    telemetry, told = Telemetry(write=lambda _: None), list[Counts]()

    async def scenario() -> None:
        task = asyncio.create_task(telemetry.pulse(told.append))
        await asyncio.sleep(0.01)
        time.sleep(PULSE_S + 0.2)
        await asyncio.sleep(0.05)
        task.cancel()

    asyncio.run(scenario())
    assert told
    assert 150 < telemetry.told()["loop_lag_ms"] < 400
