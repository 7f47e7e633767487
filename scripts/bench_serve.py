"""How fast the service answers, beside routes that do nothing, in one run: a table and runs/bench-serve.json.

make bench-serve RUNS=3: servers run side by side and are asked in turn, so that what disturbs one disturbs all. `floor`
is the load generator at a bare socket. The paired part asks the service, then the same of the same voice right here,
engine alone and with all that is said of candidates: what is left is what the service adds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import psutil

from miles.evaluation.machine import machine
from miles.post.whole import write_json
from miles.serving.composer import Task, _ask, write
from miles.serving.schemas import GenerateRequest
from miles.serving.settings import Settings
from miles.serving.voices import Voices

ROOT = Path(__file__).resolve().parents[1]
SEEDED = '{"draft":"BTC is up, alts are weak","n":1,"seed":%s}'
CACHED, FRESH, UNSEEDED = SEEDED % 7, SEEDED % "{k}", '{"draft":"BTC is up, alts are weak","n":1}'
STALL_MS = 20.0
TARGETS = {  # name: (server, path, body)
    "floor (bare socket)": ("bare", "/", "{}"),
    "uvicorn, empty route": ("uvicorn", "/empty", "{}"),
    "BentoML, empty mounted route": ("bento", "/empty", "{}"),
    "BentoML, empty native api": ("bento", "/native", "{}"),
    "ours, cached": ("ours", "/api/v1/generate", CACHED),
    "ours, native, cached": ("ours", "/generate", CACHED),
    "ours, written": ("ours", "/api/v1/generate", FRESH),
}


@contextmanager
def servers(state: Path, first_port: int) -> Iterator[dict[str, tuple[int, int]]]:
    """name: (port, pid of the process that answers)."""
    python, empty = sys.executable, str(ROOT / "scripts" / "bench_empty.py")
    serve = [python, "-m", "bentoml", "serve", "--host", "127.0.0.1", "--working-dir", str(ROOT), "--port"]
    commands = {
        "bare": [python, empty, "bare", str(first_port)],
        "uvicorn": [python, empty, "uvicorn", str(first_port + 1)],
        "bento": [*serve, str(first_port + 2), "scripts.bench_empty:Empty"],
        "ours": [*serve, str(first_port + 3), "bento.service:Miles"],
    }
    settings = {"MILES_STORE": str(state), "MILES_DEADLINE_S": "60", "MILES_MOST_WAITING": "1000"}
    environment = {**os.environ, "BENTOML_DO_NOT_TRACK": "true", **settings}
    with ExitStack() as stack:
        found = {}
        for k, (name, command) in enumerate(commands.items()):
            log = stack.enter_context((state / f"{name}.log").open("w"))
            process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
            stack.callback(process.wait, 60)
            stack.callback(process.terminate)
            until(first_port + k, "/api/v1/ready" if name == "ours" else "/empty")
            children = psutil.Process(process.pid).children()
            found[name] = (first_port + k, children[0].pid if children else process.pid)
        yield found


def until(port: int, path: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}{path}").status_code != 503:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def load(port: int, path: str, body: str, connections: int, seconds: float) -> dict[str, float]:
    script = str(ROOT / "scripts" / "bench_load.py")
    command = [sys.executable, script, str(port), path, body, str(connections), str(seconds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def loads(places: dict[str, tuple[int, int]], runs: int, seconds: float) -> list[dict[str, Any]]:
    """Every target in turn, `runs` times."""
    rows: list[dict[str, Any]] = []
    for connections in (1, 64):
        for _ in range(runs):
            for name, (server, path, body) in TARGETS.items():
                port, pid = places[server]
                before = sum(psutil.Process(pid).cpu_times()[:2])
                row = load(port, path, body, connections, seconds)
                cpu = sum(psutil.Process(pid).cpu_times()[:2]) - before
                rows.append({"name": name, "connections": connections, "cpu_us": 1e6 * cpu / row["n"], **row})
    return rows


def paired(places: dict[str, tuple[int, int]], speaker: Any, n: int) -> dict[str, Any]:
    """What the service adds to each of `n` requests, in ms: over the engine, and over engine and scorers."""
    over_engine, over_all, engine_ms, write_ms, idle_ms = [], [], [], [], []
    voice, port, beside = speaker.voice, places["ours"][0], f"http://127.0.0.1:{places['uvicorn'][0]}/empty"
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for k in range(n + 10):
            body = (SEEDED % (1_000_000 + k)).encode()
            task = Task(speaker, _ask(speaker, GenerateRequest.model_validate_json(body), 1_000_000 + k))
            spans = []
            for step in (
                lambda body=body: client.post(
                    "/api/v1/generate", content=body, headers={"content-type": "application/json"}
                ),
                lambda task=task: write([task], lambda _: True),
                lambda task=task: voice.engine.generate(voice._sheet(task.ask).jobs, voice.sampling),
                lambda: client.post(beside, content=b"{}"),
            ):
                began = time.perf_counter()
                step()
                spans.append(1000 * (time.perf_counter() - began))
            if k >= 10:  # the first ones warm both up
                over_engine.append(spans[0] - spans[2])
                over_all.append(spans[0] - spans[1])
                engine_ms.append(spans[2])
                write_ms.append(spans[1])
                idle_ms.append(spans[3])
    told = {"over the engine": over_engine, "over engine and scorers": over_all, "engine": engine_ms}
    told |= {"engine and scorers": write_ms, "uvicorn, empty route, for the machine's noise": idle_ms}
    return {"n": n} | {
        name: dict(zip(("p50_ms", "p99_ms"), np.quantile(spans, [0.5, 0.99]), strict=True))
        for name, spans in told.items()
    }


def soak(places: dict[str, tuple[int, int]], seconds: float) -> dict[str, Any]:
    """A route that does nothing, asked again and again of us and of plain uvicorn while ours is under load."""
    (port, pid), (beside, _) = places["ours"], places["uvicorn"]
    script, memory = str(ROOT / "scripts" / "bench_load.py"), psutil.Process(pid).memory_info
    rss = [memory().rss]
    working = [
        subprocess.Popen(
            [sys.executable, script, str(port), path, body, str(connections), str(seconds)], stdout=subprocess.PIPE
        )
        for path, body, connections in (("/api/v1/generate", CACHED, 2), ("/api/v1/generate", UNSEEDED, 1))
    ]
    spans: dict[str, list[float]] = {"ours": [], "uvicorn": []}
    hosts = {"ours": f"http://127.0.0.1:{port}/api/v1/live", "uvicorn": f"http://127.0.0.1:{beside}/empty"}
    end = time.monotonic() + seconds
    with httpx.Client() as client:
        while time.monotonic() < end:
            for name, host in hosts.items():
                began = time.perf_counter()
                client.get(host)
                spans[name].append(1000 * (time.perf_counter() - began))
            time.sleep(0.002)
    answered = [json.loads(each.communicate()[0]) for each in working]
    rss.append(memory().rss)
    return {
        "seconds": seconds, "rss_mb": [round(value / 2**20, 1) for value in rss],
        "cached": answered[0], "written": answered[1],
        **{
            name: {
                "n": len(some), "p99_ms": float(np.quantile(some, 0.99)), "longest_ms": max(some),
                "over_20_ms": sum(span > STALL_MS for span in some),
            }
            for name, some in spans.items()
        },
    }  # fmt: skip


def table(rows: list[dict[str, Any]]) -> str:
    """Medians over the runs."""
    lines = ["| asked | connections | requests/s | p50 ms | p99 ms | CPU us | n |", "|---|---|---|---|---|---|---|"]
    for connections in (1, 64):
        for name in TARGETS:
            mine = [row for row in rows if row["name"] == name and row["connections"] == connections]
            mid = {key: float(np.median([row[key] for row in mine])) for key in ("rps", "p50_ms", "p99_ms", "cpu_us")}
            total = int(sum(row["n"] for row in mine))
            lines.append(
                f"| {name} | {connections} | {mid['rps']:,.0f} | {mid['p50_ms']:.2f} | {mid['p99_ms']:.2f} "
                f"| {mid['cpu_us']:.0f} | {total:,} |"
            )
    return "\n".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=3.0)
    asked.add_argument("--pairs", type=int, default=300)
    asked.add_argument("--soak", type=float, default=75.0)
    asked.add_argument("--port", type=int, default=3900)
    asked.add_argument("--out", type=Path, default=Path("runs/bench-serve.json"))
    given = asked.parse_args()
    settings = Settings.read()
    voices = Voices(settings)
    speaker = voices._speaker(voices._chosen())
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder), given.port) as places:
        for name, (server, path, body) in TARGETS.items():
            if name != "floor (bare socket)":
                load(places[server][0], path, body, 2, 0.5)
        rows = loads(places, given.runs, given.seconds)
        print(table(rows), flush=True)
        added = paired(places, speaker, given.pairs)
        print(json.dumps(added, indent=1), flush=True)
        soaked = soak(places, given.soak) if given.soak else None
        print(json.dumps(soaked, indent=1))
    on = f"{machine()}, Python {platform.python_version()}"
    found = {
        "machine": on,
        "voice": speaker.bundle.name,
        "form": speaker.bundle.manifest.get("form"),
        "load": os.getloadavg(),
    }
    write_json(given.out, found | {"rows": rows, "paired": added, "soak": soaked})


if __name__ == "__main__":
    main()
