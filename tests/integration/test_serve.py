"""`make serve` from an empty shelf to a voice that torch alone could read."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bentoml
import httpx
import pytest

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.engine.sampling import Sampling
from miles.pipelines.serve import refuse_taken
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, pack
from served import BASE, OTHERS, OWN, free_port, make_shelf, until_ready

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("serving",)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shelf(tmp_path_factory.mktemp("served")).folder


def test_a_port_in_use_is_one_line_with_the_next_step() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(MilesError, match=f"(?s)127.0.0.1:{port}: Address already in use.*PORT={port + 1}"):
            refuse_taken("127.0.0.1", port)
    refuse_taken("127.0.0.1", port)


def test_help_lists_what_can_be_set_without_starting_anything() -> None:
    told = subprocess.run(
        ["make", "-o", ".venv/installed", "serve", "HELP=1"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "MILES_DRAIN_S" in told
    assert "MILES_DATABASE_URL" in told


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("MILES_OTLP_ENDPOINT", "nonsense", "MILES_OTLP_ENDPOINT: "),
        ("MILES_RATE", "lots", "MILES_RATE: 'lots' is no rate"),
        ("MILES_DATABSE_URL", "x", "did you mean MILES_DATABASE_URL?"),
    ],
)
def test_a_wrong_setting_is_told_in_words(tmp_path: Path, name: str, given: str, told: str) -> None:
    command = [sys.executable, "-m", "bentoml", "serve", "bento.service:Miles", "--working-dir", str(ROOT)]
    ways = os.environ | {name: given, "BENTOML_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run(command, env=ways, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False), ended.stderr
    assert told in ended.stderr


@contextmanager
def _served(shelf: Path, state: Path, **environment: str) -> Iterator[tuple[int, subprocess.Popen[str], Path]]:
    """`miles serve` on a free port: the port, the process and what it printed."""
    port, log = free_port(), state / "log"
    places = {"MILES_SHELF": str(shelf), "MILES_STORE": str(state), "BENTOML_HOME": str(state / "bentoml")}
    command = [str(Path(sys.executable).with_name("miles")), "serve", f"port={port}", f"paths.runs={state}"]
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, text=True, env=os.environ | places | environment
        )
    try:
        yield port, process, log
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()


@pytest.mark.slow
def test_an_empty_shelf_serves_503_until_a_voice_comes_and_then_bentoml_s_client_is_answered(
    shelf: Path, tmp_path: Path
) -> None:
    place = tmp_path / "shelf"
    place.mkdir()
    with _served(place, tmp_path) as (port, process, log), httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        until_ready(client, 503)
        refused = client.post("/api/v1/generate", json={"draft": "BTC is up"})
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert "make train" in refused.json()["next"]
        assert f"no voice yet: http://127.0.0.1:{port}  http://127.0.0.1:{port}/docs" in log.read_text()
        assert log.read_text().count("warning: ") == 5
        shutil.copytree(shelf, place, dirs_exist_ok=True)
        until_ready(client, 204)
        with bentoml.SyncHTTPClient(f"http://127.0.0.1:{port}") as typed:
            reply = typed.generate({"draft": "BTC is up", "n": 2, "seed": 5})
        assert reply["ai_generated"]
        assert 1 <= len(reply["candidates"]) <= 2
        again = client.post("/api/v1/generate", json={"draft": "BTC is up", "n": 2, "seed": 5}).json()
        assert [one["text"] for one in again["candidates"]] == [one["text"] for one in reply["candidates"]]
        shown = client.get("/metrics").text
        assert 'endpoint="/generate"' in shown
        assert "/api/v1/generate" not in shown.split("miles_")[0], "BentoML counts its own paths only"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) in (0, -signal.SIGTERM)


@pytest.mark.slow
def test_a_voice_kept_for_torch_gets_one_form_and_no_second(tmp_path: Path) -> None:
    made = tmp_path / "made"
    shutil.copytree(BASE, made, ignore=shutil.ignore_patterns("README.md", "facts.json"))
    sampling = Sampling(max_new_tokens=60, oversample=2)
    pack(made, sampling, Memory.build(OWN), TopicLabeller.fit(OWN, k=2), RankJudge.fit(OWN, OTHERS), Recall())
    facts = {"author": "ann", "synthetic": True, "comparable": True, "newest_post": "2024-12-31"}
    labels = {"labels": {"sentiment": "vader", "topic": "words"}}
    shelf = Shelf(tmp_path / "shelf", "tests")
    voice = shelf.put(Bundle.seal(made, facts | labels))
    named = []
    for _ in range(2):
        with _served(shelf.folder, tmp_path) as (port, _, log):
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
                until_ready(client, 204)
                health = client.get("/api/v1/health").json()
            named.append((health["voice"], log.read_text().count("is kept for torch: making its")))
    [form] = [entry for entry in shelf.entries() if entry.facts.get("parent") == voice.name]
    assert named == [(form.name, 1), (form.name, 0)]
