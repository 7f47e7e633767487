from __future__ import annotations

import importlib.util
import json
import multiprocessing
import subprocess
import sys
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from miles.evaluation.stopwatch import STATUS, Span, Stopwatch, copied, memory_mb, serve
from miles.model.gguf import write
from miles.post.error import MilesError
from tiny import jobs_of, make_voice

GGUF = pytest.param(
    "gguf", marks=pytest.mark.skipif(not importlib.util.find_spec("llama_cpp"), reason="make install EXTRA=gguf")
)


@pytest.fixture(scope="module", params=["torch", GGUF])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_voice(tmp_path_factory.mktemp("voice") / "source")
    if request.param == "gguf":
        write(folder, folder / "model.gguf", "F32")
    return folder


def test_a_voice_is_loaded_several_times_and_writes_as_long_as_is_asked(source: Path) -> None:
    watch = Stopwatch(source, 1, jobs_of(source, 3), tokens=12)
    start = watch.start(3)
    assert len(start.ready_ms) == len(start.begun_ms) == 3
    assert all(0 < ready < begun for ready, begun in zip(start.ready_ms, start.begun_ms, strict=True))
    if STATUS.is_file():
        assert start.loading_mb is not None
        assert start.resident_mb is not None
    for texts in (1, 3):
        assert watch.warm(texts) in ("", "flash attention", "plain attention")
        span = watch.write(0, texts)
        assert span.wall_ms > 0
        assert span.cpu_ms > 0
    assert watch.first(0).wall_ms > 0


def test_each_round_has_other_jobs_and_seeds(source: Path) -> None:
    jobs = jobs_of(source, 3)
    some = Stopwatch(source, 1, jobs, tokens=12)._some(2, 2)
    assert [job.prompt for job in some] == [jobs[1].prompt, jobs[2].prompt]
    assert [job.seed for job in some] == [4, 5]
    assert {job.least_tokens for job in some} == {12}


def test_a_text_of_another_length_is_no_measurement(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "voice")
    with pytest.raises(MilesError, match=r"wrote \[\d+\] tokens, not 127"):
        Stopwatch(source, 1, jobs_of(source, 1), tokens=127).write(0, 1)


def test_what_is_asked_through_a_pipe_is_answered_errors_too(tmp_path: Path) -> None:
    folder = make_voice(tmp_path / "voice")
    ours, theirs = multiprocessing.Pipe()
    thread = Thread(target=serve, args=(theirs, folder, 1, jobs_of(folder, 2), 8))
    thread.start()
    for asked, kind in ((("write", (0, 2)), Span), (("copy", (1000,)), float), (("write", (0,)), MilesError)):
        ours.send(asked)
        answer = ours.recv()
        assert isinstance(answer, kind)
    assert "cannot be timed: TypeError" in str(answer)
    assert answer.next_step.startswith("see whether it writes")
    (folder / "config.json").write_text(json.dumps({}))
    ours.send(("start", (1,)))
    assert isinstance(ours.recv(), MilesError)
    ours.close()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize("threads", [1, 2])
def test_a_copy_has_a_speed_within_reason(threads: int) -> None:
    assert 0.01 < copied(1_000_001, threads) < 10_000


@pytest.mark.skipif(not STATUS.is_file(), reason="only Linux tells")
def test_memory_that_is_held_is_counted() -> None:
    before = memory_mb("VmRSS")
    held = np.ones(40 * 2**20, np.uint8)
    grown = memory_mb("VmRSS")
    assert before is not None
    assert grown is not None
    assert grown - before == pytest.approx(40, abs=8)
    assert held.size


def test_the_process_that_is_timed_loads_neither_torch_nor_scipy() -> None:
    code = "import sys, miles.evaluation.stopwatch; print([m for m in ('torch', 'scipy', 'rich') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
