"""What a smaller form of a voice costs and gains beside the voice it was made from."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from miles.engine.engine import Engine, Job
from miles.engine.sampling import Sampling
from miles.evaluation.interval import Resampler, mean, ratio
from miles.evaluation.metric import Score

VERSION = "1"
POST_TOKENS = 60
BATCH = 32
WEIGHTS = (".safetensors", ".onnx", ".gguf")
REPEATS = 20  # posts timed one by one


@dataclass(frozen=True, slots=True)
class Reading:
    """A form's bits on held-out posts (N,), and what it writes greedily for some prompts."""

    bits: np.ndarray
    greedy: list[list[int]]


@dataclass(frozen=True, slots=True)
class Running:
    """A form at work in a process of its own, one thread.

    `load_s` from the call to the first token; `memory_mb` the process's peak, Python and libraries included;
    `post_ms` the median of posts of at most 60 tokens written one by one, `slow_ms` the 90th percentile;
    `posts_per_s` of 32 written together.
    """

    load_s: float
    memory_mb: float
    post_ms: float
    slow_ms: float
    posts_per_s: float


@dataclass(frozen=True, slots=True)
class Row:
    """One form beside its parent: `delta` is in bits per character, `agreement` the share of a greedy text alike."""

    form: str
    megabytes: float
    running: Running
    bits: Score
    delta: Score
    agreement: Score


def reading(engine: Engine, pairs: Sequence[tuple[Sequence[int], Sequence[int]]], prompts: Sequence[Job]) -> Reading:
    """How a form reads `pairs` (prompt, post) and writes for `prompts`."""
    bits = np.array([-found.sum() / np.log(2) for found in engine.score(pairs)])
    greedy = Sampling(temperature=0.0, max_new_tokens=POST_TOKENS)
    return Reading(bits, engine.generate([replace(job, sampling=None) for job in prompts], greedy))


def row(
    form: str,
    folder: Path,
    running: Running,
    own: Reading,
    parent: Reading,
    chars: Sequence[int],
    groups: Sequence[str],
) -> Row:
    """The form's figures with 95 % intervals over the posts' threads (`groups`) and the prompts."""
    posts, texts = Resampler(groups), Resampler([str(place) for place in range(len(own.greedy))])
    found = (
        posts.score(ratio(own.bits, chars), VERSION),
        posts.score(ratio(own.bits - parent.bits, chars), VERSION),
        texts.score(mean([_alike(a, b) for a, b in zip(own.greedy, parent.greedy, strict=True)]), VERSION),
    )
    bits, delta, agreement = (score for score in found if score is not None)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.suffix in WEIGHTS)
    return Row(form, size / 1e6, running, bits, delta, agreement)


def running(load: Callable[[Path], Engine], folder: Path, prompts: Sequence[Job]) -> Running:
    """Measured in a new process, so that neither memory nor warmth is another's; `load` must be importable."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_run, load, folder, list(prompts)).result()


def show(rows: Sequence[Row], names: Sequence[str], *, is_synthetic: bool) -> None:
    """A voice and its smaller forms, one line each; the first is what the others are compared with."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table(box=None, title="[bold yellow]SYNTHETIC AUTHOR[/]" if is_synthetic else None, title_justify="left")
    heads = ("form", "voice", "MB", "memory", "load s", "ms a post", "slowest", "posts/s", "bits/char", "worse by",
             "alike")  # fmt: skip
    for head in heads:
        table.add_column(head, justify="left" if head in heads[:2] else "right", no_wrap=True)
    for one, name in zip(rows, names, strict=True):
        run, delta, alike = one.running, one.delta, one.agreement
        table.add_row(
            one.form, name, f"{one.megabytes:.1f}", f"{run.memory_mb:.0f}", f"{run.load_s:.2f}", f"{run.post_ms:.0f}",
            f"{run.slow_ms:.0f}", f"{run.posts_per_s:.1f}", f"{one.bits.value:.3f}",
            f"{delta.value:+.4f} [{delta.lo:+.4f} {delta.hi:+.4f}]" if one is not rows[0] else "-",
            f"{alike.value:.0%} [{alike.lo:.0%} {alike.hi:.0%}]" if one is not rows[0] else "-",
        )  # fmt: skip
    console.print(table)
    n, drafts = rows[0].bits.n, rows[0].agreement.n
    console.print(
        f"[dim]one thread, posts of at most {POST_TOKENS} tokens: median and slowest tenth of {REPEATS} written one by "
        f"one, posts/s of {BATCH} at once;\nmemory: the process's peak, MB; alike: of a greedy text before the first "
        f"other token. n = {n} posts, {drafts} drafts[/]"
    )


def _run(load: Callable[[Path], Engine], folder: Path, prompts: list[Job]) -> Running:
    begun = time.perf_counter()
    engine = load(folder)
    sampling = Sampling(max_new_tokens=POST_TOKENS)
    next(iter(engine.stream(prompts[:1], sampling)))
    loaded = time.perf_counter() - begun
    spans = []
    for k in range(REPEATS):
        start = time.perf_counter()
        engine.generate([prompts[k % len(prompts)]], sampling)
        spans.append(time.perf_counter() - start)
    some = [replace(prompts[k % len(prompts)], seed=k) for k in range(BATCH)]
    start = time.perf_counter()
    engine.generate(some, sampling)
    together = time.perf_counter() - start
    middle, slow = np.quantile(spans, [0.5, 0.9])
    return Running(loaded, _peak(), 1e3 * float(middle), 1e3 * float(slow), BATCH / together)


def _peak() -> float:
    """The most memory this process ever held, in MB; `getrusage` would count what its parent held when it forked."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # bytes on macOS
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _alike(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """The share of the longer text before the first token that differs."""
    same = 0
    for a, b in zip(ours, theirs, strict=False):
        if a != b:
            break
        same += 1
    return same / max(len(ours), len(theirs), 1)
