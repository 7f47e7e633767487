"""What is timed of one voice, inside a process of its own; neither torch nor scipy is loaded for it."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from miles.engine import gguf, native, onnx
from miles.engine.engine import Job
from miles.engine.sampling import Sampling
from miles.engine.writing import LoopEngine
from miles.evaluation.llamacpp import LlamaCpp
from miles.model.engines import load_engine
from miles.post.error import MilesError

LARGE = 256 * 2**20  # bytes of an array that no cache holds
COPIES_S, COPIES = 0.5, 10  # for how long copies are repeated, and how often at least; the best one counts
RESIDENT_POSTS = 5  # written before the peak of memory is read
STATUS, REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Start:
    """How a voice began, seconds each of its loads took, and how many MB the process grew by it.

    `ready_ms` from the call to the loaded voice, `begun_ms` from the call to its first token. `resident_mb` is the
    peak while it writes one by one, `loading_mb` the peak until then, both above what the process held with its
    libraries and before the weights; None where the system does not tell.
    """

    ready_ms: list[float]
    begun_ms: list[float]
    loading_mb: float | None
    resident_mb: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """How long it took by the clock on the wall, and how long the processors worked for it, all threads together."""

    wall_ms: float
    cpu_ms: float


class Stopwatch:
    """One voice at work: `jobs` are written over and over, each time with another seed."""

    def __init__(self, folder: Path, threads: int, jobs: Sequence[Job], tokens: int) -> None:
        self.folder, self.threads = folder, threads
        self.jobs = [replace(job, least_tokens=tokens) for job in jobs]
        self.sampling = Sampling(max_new_tokens=tokens)
        self.writer: LlamaCpp | LoopEngine | None = None

    def start(self, loads: int) -> Start:
        """Load so many times; the first is the one whose memory is measured."""
        _import_library(self.folder)
        gc.collect()
        before = memory_mb("VmRSS")
        ready, begun, loading, resident = [], [], None, None
        for k in range(loads):
            self._unload()
            start = time.perf_counter()
            self.writer = _open(self.folder, self.threads)
            ready.append(1e3 * (time.perf_counter() - start))
            self.writer.generate(self._some(k, 1), replace(self.sampling, max_new_tokens=1))
            begun.append(1e3 * (time.perf_counter() - start))
            if k == 0:
                loading = memory_mb("VmHWM")
                _forget_peak()
                for post in range(RESIDENT_POSTS):
                    self.write(post, 1)
                resident = memory_mb("VmHWM")
        return Start(ready, begun, _above(loading, before), _above(resident, before))

    def warm(self, texts: int) -> str:
        """Write as many at once as will be timed; how llama.cpp reads from then on, if it is timed."""
        writer, way = self._loaded(), ""
        if isinstance(writer, LlamaCpp):
            writer.settle(self._some(0, texts), self.sampling)
            way = writer.way
        self.write(0, texts)
        return way

    def write(self, k: int, texts: int) -> Span:
        """The k-th round of so many texts at once."""
        writer, jobs, tokens = self._loaded(), self._some(k, texts), self.sampling.max_new_tokens
        wall, cpu = time.perf_counter(), time.process_time()
        written = writer.generate(jobs, self.sampling)
        span = Span(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu))
        lengths = {len(text) for text in written}
        if lengths != {tokens}:
            raise MilesError(f"{self.folder.name} wrote {sorted(lengths)} tokens, not {tokens}", "give fewer: tokens=")
        return span

    def first(self, k: int) -> Span:
        """From a prompt to its first token."""
        writer, jobs, sampling = self._loaded(), self._some(k, 1), replace(self.sampling, max_new_tokens=1)
        wall, cpu = time.perf_counter(), time.process_time()
        writer.generate(jobs, sampling)
        return Span(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu))

    def copy(self, size: int) -> float:
        """GB/s of a copy of so many bytes, see `copied`."""
        return copied(size, self.threads)

    def _some(self, k: int, texts: int) -> list[Job]:
        places = range(k * texts, (k + 1) * texts)
        return [replace(self.jobs[place % len(self.jobs)], seed=self.jobs[0].seed + place) for place in places]

    def _loaded(self) -> LlamaCpp | LoopEngine:
        if self.writer is None:
            self.writer = _open(self.folder, self.threads)
        return self.writer

    def _unload(self) -> None:
        if isinstance(self.writer, LlamaCpp):
            self.writer.close()
        self.writer = None
        gc.collect()


def serve(pipe: Connection, folder: Path, threads: int, jobs: Sequence[Job], tokens: int) -> None:
    """Do what the other end of the pipe asks for, (name, arguments), until it hangs up; errors are answers too."""
    stopwatch = Stopwatch(folder, threads, jobs, tokens)
    while True:
        try:
            name, given = pipe.recv()
        except EOFError:
            return
        try:
            answer = getattr(stopwatch, name)(*given)
        except MilesError as error:
            answer = error
        except Exception as error:  # whatever a library raises is told where the person is
            what = f"{folder.name} cannot be timed: {type(error).__name__}: {error}"
            answer = MilesError(what, f"see whether it writes: make generate BUNDLE={folder.name}")
        pipe.send(answer)


def copied(size: int, threads: int) -> float:
    """GB/s, bytes read and bytes written, of copying `size` bytes: the best of many, as STREAM counts it.

    McCalpin, "Memory bandwidth and machine balance in current high performance computers", 1995. Each thread
    copies a slice of its own.
    """
    source, target = np.ones(size, np.uint8), np.ones(size, np.uint8)  # written once: the system has given the pages
    edges = [size * k // threads for k in range(threads + 1)]
    slices = [slice(first, last) for first, last in pairwise(edges)]
    spans: list[float] = []
    until = time.perf_counter() + COPIES_S
    with ThreadPoolExecutor(threads) as pool:
        while time.perf_counter() < until or len(spans) < COPIES:
            start = time.perf_counter()
            if threads == 1:
                np.copyto(target, source)
            else:
                list(pool.map(lambda part: np.copyto(target[part], source[part]), slices))
            spans.append(time.perf_counter() - start)
    return 2 * size / min(spans) / 1e9


def memory_mb(field: str) -> float | None:
    """VmRSS, what this process holds in memory, or VmHWM, the most it held; None where the system does not tell."""
    if not STATUS.is_file():
        return None
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{field}:")]
    return int(line.split()[1]) / 1024


def _forget_peak() -> None:
    """Let VmHWM begin anew; where that is not allowed, the peak of loading is in what follows."""
    try:
        REFS.write_text("5")
    except OSError:
        return


def _above(peak: float | None, before: float | None) -> float | None:
    return None if peak is None or before is None else peak - before


def _open(folder: Path, threads: int) -> LlamaCpp | LoopEngine:
    return LlamaCpp(folder, threads) if (folder / gguf.FILE).is_file() else load_engine(folder, threads)


def _import_library(folder: Path) -> None:
    """What the voice needs before its weights, as far as it is known by its files."""
    known = {
        gguf.FILE: "llama_cpp",
        native.FILE: "miles.engine._native",
        onnx.FILE: "onnxruntime",
        "model.safetensors": "miles.model.eager",
    }
    for file, library in known.items():
        if (folder / file).is_file():
            import_module(library)
