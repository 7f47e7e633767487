"""What `make bento` packs, served from elsewhere with nothing around it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import bentoml
import httpx
import psutil
import pytest

from miles.pipelines.run import execute
from miles.post.error import MilesError
from miles.registry.shelf import Shelf
from miles.registry.stage import Stage
from served import free_port, make_shelf, until_ready

ROOMS = ("serving",)
HEAVY = ("torch", "transformers", "pytorch_lightning", "hydra", "datasets", "wandb", "matplotlib", "pandas")


def _promoted(shelf: Shelf) -> str:
    voice = shelf.get("newest", "ann")
    shelf.move(voice, Stage.PRODUCTION, {}, "it writes", None)
    return voice.hash


def test_without_a_voice_in_production_the_next_step_is_told(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    with pytest.raises(MilesError, match="make promote"):
        execute("bento", [f"shelf.folder={shelf.folder}", f"paths.runs={tmp_path}"])


@pytest.mark.slow
def test_a_packed_voice_writes_anywhere_drains_and_brings_nothing_else(tmp_path: Path) -> None:
    make_shelf(tmp_path, "bob")
    shelf = make_shelf(tmp_path)
    hash_ = _promoted(shelf)
    execute("bento", [f"shelf.folder={shelf.folder}", "author.name=ann", f"paths.runs={tmp_path}", "paths.data=none",
                      "paths.encoder=none", "paths.heads=none"])  # fmt: skip
    home = tmp_path / "home"
    (home / "bentos").mkdir(parents=True)
    place = shutil.copytree(shelf.folder / "bentos" / "miles" / hash_, home / "bentos" / "miles" / hash_)
    _holds_only_what_serves(place / "src", hash_)

    port = free_port()
    environment = {"PATH": os.environ["PATH"], "BENTOML_HOME": str(home), "BENTOML_DO_NOT_TRACK": "true"}
    command = [sys.executable, "-m", "bentoml", "serve", f"miles:{hash_}", "--host", "127.0.0.1", "--port", str(port)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=elsewhere, env=environment, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            until_ready(client, 204)
            assert client.get("/api/v1/health").json()["voice"] == f"ann:{hash_}"
        with bentoml.SyncHTTPClient(f"http://127.0.0.1:{port}") as typed:
            assert typed.generate({"draft": "BTC is up", "n": 2})["candidates"]
        [worker] = psutil.Process(process.pid).children()
        assert _mapped(worker.pid, place), "the engine that was packed writes, not the checkout's"
        assert list(elsewhere.iterdir()) == []
        assert (home / "store" / "miles.db").is_file()
        assert not any(path.suffix == ".db" for path in place.rglob("*")), "no rows in what may be handed on"
        answers = asyncio.run(_drained(port, process))
        assert answers == [200] * 20
        process.wait(60)
    finally:
        process.kill()


def _holds_only_what_serves(source: Path, hash_: str) -> None:
    files = sorted(str(path.relative_to(source)) for path in source.rglob("*") if path.is_file())
    brought = [name for name in files if not name.startswith("miles/")]
    shelf = "bento/packed/shelf/"
    kept = f"{shelf}models/ann/"
    assert {name for name in brought if not name.startswith(f"{kept}{hash_}/")} == {
        "bentofile.yaml", "bento/service.py", f"{shelf}log.jsonl", f"{shelf}packed.json", f"{kept}latest",
    }  # fmt: skip
    assert (source / shelf / "log.jsonl").read_text().count("\n") == 1
    rooms = {name.split("/")[1] for name in files if name.startswith("miles/")} - {"__init__.py"}
    assert rooms == {"post", "analysis", "abtest", "cleaning", "feedback", "engine", "registry", "store", "serving"}
    assert not [name for name in files if "bob" in name or "tests/" in name or name.endswith((".pyc", ".db"))]


def _mapped(pid: int, place: Path) -> bool:
    """Whether the process has the packed native engine in memory; none of the libraries that train are."""
    told = (Path("/proc") / str(pid) / "maps").read_text()
    heavy = [name for name in HEAVY if f"/site-packages/{name}/" in told]
    assert heavy == []
    assert "uvloop" in told
    assert "httptools" in told
    return not list(place.rglob("_native*.so")) or f"{place}/src/miles/engine/_native" in told


async def _drained(port: int, process: subprocess.Popen[bytes]) -> list[int]:
    """The statuses of 20 requests that are under way while the service is told to end."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        asked = [{"draft": f"BTC is up again, {k} times", "n": 3} for k in range(20)]
        running = [asyncio.create_task(client.post("/api/v1/generate", json=one)) for one in asked]
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.3)
        late = await client.post("/api/v1/generate", json=asked[0])
        assert late.status_code == 503
        return [(await each).status_code for each in running]
