"""How fast voices write, timed in turn so that what disturbs one disturbs all, beside a copy of memory."""

from __future__ import annotations

import multiprocessing
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from miles.engine.engine import Job
from miles.evaluation.interval import Resampler, quantile
from miles.evaluation.metric import Score
from miles.evaluation.stopwatch import LARGE, Span, Start, serve
from miles.post.error import MilesError

VERSION = "1"
FIRSTS = 100  # first tokens timed, at most
RIVAL = "gguf"  # forms that llama.cpp reads: the others are compared with them


@dataclass(frozen=True, slots=True)
class Entrant:
    """A form of a voice that is timed: `made_from` is the voice whose form it is, `jobs` what it writes."""

    name: str
    form: str
    made_from: str
    folder: Path
    jobs: tuple[Job, ...] = field(repr=False)

    @property
    def bits(self) -> int:
        """Of a weight: forms of as many are compared. 32 where the form's name says nothing."""
        found = re.search(r"(?:int|nf|q|f)(\d+)", self.form)
        return int(found[1]) if found else 32

    @property
    def weights_bytes(self) -> int:
        """Of the files that hold weights; what a voice remembers of posts is not among them."""
        files = [path for path in self.folder.rglob("model*") if path.suffix not in (".yaml", ".json")]
        return sum(path.stat().st_size for path in files)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is timed: `posts` one by one, each larger batch `rounds` times, all of exactly `tokens` tokens."""

    threads: tuple[int, ...]
    batches: tuple[int, ...]
    posts: int
    rounds: int
    loads: int
    tokens: int
    seed: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What was seen of one voice with so many threads: spans by batch, first tokens, loads, copies in GB/s."""

    entrant: Entrant
    threads: int
    start: Start
    spans: Mapping[int, Sequence[Span]]
    firsts: Sequence[Span]
    ways: Mapping[int, str]
    copy_gbs: float
    cached_gbs: float

    def raw(self) -> dict[str, Any]:
        """Every single measurement, for JSON; what was written is not among it."""
        told = {"voice": self.entrant.name, "threads": self.threads, "start": asdict(self.start)}
        spans = {"first": self.firsts, **{f"batch {batch}": some for batch, some in self.spans.items()}}
        columns = {name: _columns(some) for name, some in spans.items()}
        return told | columns | {"copy_gbs": self.copy_gbs, "cached_gbs": self.cached_gbs}


@dataclass(frozen=True, slots=True)
class Line:
    """One voice with so many threads and texts at once; the last seven are of its threads alone.

    `post_ms`, `p99_ms` and `cpu_ms` (median of the processors' time) are of a batch, of a post where it is 1.
    `weights_gbs`: its weights times the tokens of one post, by the median time of one; `copy_gbs` what a copy of large
    arrays moves in the same process, `cached_gbs` a copy of arrays as large as the weights.
    """

    voice: str
    form: str
    threads: int
    batch: int
    n: int
    post_ms: float
    p99_ms: float
    cpu_ms: float
    posts_per_s: float
    way: str
    weights_mb: float
    first_ms: float
    ready_ms: float
    begun_ms: float
    loading_mb: float | None
    resident_mb: float | None
    weights_gbs: float | None
    copy_gbs: float
    cached_gbs: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ours` by `theirs`, below 1 where ours is faster: the median over rounds, in each of which both wrote.

    `wall` by the clock, `cpu` by how long the processors worked.
    """

    ours: str
    form: str
    theirs: str
    rival: str
    threads: int
    batch: int
    wall: Score
    cpu: Score


def measure(entrants: Sequence[Entrant], plan: Plan, tell: Callable[[str], None] = print) -> list[Timing]:
    """Time all of them, each in a process of its own, which lives while its number of threads is timed."""
    found = []
    for threads in plan.threads:
        with _at_work(entrants, threads, plan.tokens) as workers:
            tell(f"{_counted(threads, 'thread')}: loading {_counted(len(entrants), 'voice')}")
            starts = [worker.ask("start", plan.loads) for worker in workers]  # alone, each in its turn
            spans: list[dict[int, list[Span]]] = [{} for _ in workers]
            ways: list[dict[int, str]] = [{} for _ in workers]
            for worker in workers:
                worker.ask("warm", 1)
            firsts = _in_turn(workers, min(plan.posts, FIRSTS), plan.seed, "first")
            for batch in plan.batches:
                rounds = plan.posts if batch == 1 else plan.rounds
                tell(f"{_counted(threads, 'thread')}: {_counted(rounds, 'round')} of {_counted(batch, 'post')} at once")
                for k, worker in enumerate(workers):
                    ways[k][batch] = worker.ask("warm", batch)
                for k, timed in enumerate(_in_turn(workers, rounds, plan.seed, "write", batch)):
                    spans[k][batch] = timed
            for k, (entrant, worker) in enumerate(zip(entrants, workers, strict=True)):
                copies = [worker.ask("copy", size) for size in (LARGE, max(1, entrant.weights_bytes))]
                found.append(Timing(entrant, threads, starts[k], spans[k], firsts[k], ways[k], *copies))
    return found


def lines(timings: Sequence[Timing], tokens: int) -> list[Line]:
    """A row of the table for each voice, number of threads and batch."""
    found = []
    for timing in timings:
        alone = timing.spans.get(1)
        size = timing.entrant.weights_bytes
        for batch, spans in timing.spans.items():
            wall, cpu = (np.array([getattr(span, name) for span in spans]) for name in ("wall_ms", "cpu_ms"))
            found.append(
                Line(
                    voice=timing.entrant.name,
                    form=timing.entrant.form,
                    threads=timing.threads,
                    batch=batch,
                    n=len(spans),
                    post_ms=float(np.median(wall)),
                    p99_ms=float(np.quantile(wall, 0.99)),
                    cpu_ms=float(np.median(cpu)),
                    posts_per_s=1e3 * batch / float(np.median(wall)),
                    way=timing.ways[batch],
                    weights_mb=size / 1e6,
                    first_ms=_middle(timing.firsts),
                    ready_ms=float(np.median(timing.start.ready_ms)),
                    begun_ms=float(np.median(timing.start.begun_ms)),
                    loading_mb=timing.start.loading_mb,
                    resident_mb=timing.start.resident_mb,
                    weights_gbs=size * tokens / _middle(alone) / 1e6 if alone else None,
                    copy_gbs=timing.copy_gbs,
                    cached_gbs=timing.cached_gbs,
                )
            )
    return found


def ratios(timings: Sequence[Timing]) -> list[Ratio]:
    """Each form beside llama.cpp's of the same voice with weights of as many bits."""
    found = []
    for ours in timings:
        for theirs in timings:
            a, b = ours.entrant, theirs.entrant
            is_pair = a.form.startswith(RIVAL) < b.form.startswith(RIVAL) and ours.threads == theirs.threads
            if is_pair and (a.made_from, a.bits) == (b.made_from, b.bits):
                for batch, spans in ours.spans.items():
                    wall, cpu = (
                        _ratio([getattr(span, name) for span in spans], [getattr(s, name) for s in theirs.spans[batch]])
                        for name in ("wall_ms", "cpu_ms")
                    )
                    found.append(Ratio(a.name, a.form, b.name, b.form, ours.threads, batch, wall, cpu))
    return found


def facts(lines: Sequence[Line], ratios: Sequence[Ratio]) -> list[str]:
    """What the ratios of single posts say, a sentence for each."""
    known = {(line.voice, line.threads): line for line in lines if line.batch == 1}
    return [
        f"{ratio.ours} ({ratio.form}) beside {ratio.theirs} ({ratio.rival}), {_counted(ratio.threads, 'thread')}: "
        f"{_told(ratio.wall)} of its time for a post ({ours.post_ms:.1f} against {theirs.post_ms:.1f} ms, "
        f"n = {ratio.wall.n}), {_told(ratio.cpu)} of its processor time; first token after {ours.first_ms:.1f} against "
        f"{theirs.first_ms:.1f} ms; ready after {ours.ready_ms:.0f} against {theirs.ready_ms:.0f} ms; memory "
        f"{_mb(ours.resident_mb)} against {_mb(theirs.resident_mb)} MB beside weights of {ours.weights_mb:.1f} and "
        f"{theirs.weights_mb:.1f} MB; reads {ours.weights_gbs:.1f} against {theirs.weights_gbs:.1f} GB/s of weights, "
        f"where a copy moves {ours.copy_gbs:.1f} GB/s and {ours.cached_gbs:.1f} in the cache"
        for ratio in ratios
        if ratio.batch == 1
        for ours, theirs in [(known[ratio.ours, ratio.threads], known[ratio.theirs, ratio.threads])]
    ]


def show(lines: Sequence[Line], ratios: Sequence[Ratio], plan: Plan, machine: str, *, is_synthetic: bool) -> None:
    """A line for each voice, number of threads and batch, then the ratios."""
    console = Console(width=None if sys.stdout.isatty() else 180)
    table = Table(box=None, title="[bold yellow]SYNTHETIC AUTHOR[/]" if is_synthetic else None, title_justify="left")
    heads = ("form", "voice", "threads", "batch", "ms", "p99", "cpu ms", "posts/s", "first ms", "ready ms", "to first",
             "MB", "memory", "GB/s", "copy", "cached")  # fmt: skip
    for head in heads:
        table.add_column(head, justify="left" if head in heads[:2] else "right", no_wrap=True)
    told: set[tuple[str, int]] = set()
    for line in lines:
        own = (
            f"{line.first_ms:.1f}", f"{line.ready_ms:.0f}", f"{line.begun_ms:.0f}", f"{line.weights_mb:.1f}",
            _mb(line.resident_mb), "-" if line.weights_gbs is None else f"{line.weights_gbs:.1f}",
            f"{line.copy_gbs:.1f}", f"{line.cached_gbs:.1f}",
        )  # fmt: skip
        table.add_row(
            line.form, line.voice, str(line.threads), str(line.batch), f"{line.post_ms:.1f}", f"{line.p99_ms:.1f}",
            f"{line.cpu_ms:.1f}", f"{line.posts_per_s:.1f}",
            *(own if (line.voice, line.threads) not in told else ()),  # whatever the batch
        )  # fmt: skip
        told.add((line.voice, line.threads))
    console.print(table)
    beside = Table(box=None)
    for head in ("form", "voice", "beside", "threads", "batch", "n", "time", "processor time"):
        beside.add_column(head, justify="left" if head in ("form", "voice", "beside") else "right", no_wrap=True)
    for each in ratios:
        row = (each.form, each.ours, f"{each.rival} {each.theirs}", each.threads, each.batch, each.wall.n)
        beside.add_row(*map(str, row), _told(each.wall), _told(each.cpu))
    if ratios:
        console.print(beside)
    console.print(
        f"[dim]{machine}\nposts of exactly {plan.tokens} tokens, the voices one after the other in every round: median "
        f"and p99 of {plan.posts} posts one by one, of {plan.rounds} rounds where several are written at once\ncpu: of "
        f"all threads; first: from the prompt to a token; ready, to first: from the call that loads, median of "
        f"{plan.loads}\nMB: weights; memory: by how much the process grew while it loaded and wrote one by one; GB/s: "
        f"weights read while writing; copy, cached: copying large arrays, and such as large as the weights\n"
        f"time: a form's by that of llama.cpp with as many bits, median ratio of the rounds with its 95 % interval[/]"
    )


def _told(score: Score) -> str:
    return f"{score.value:.3f} [{score.lo:.3f} {score.hi:.3f}]"


def _mb(size: float | None) -> str:
    return "-" if size is None else f"{size:.1f}"


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> Score:
    """The median of the rounds' ratios with its 95 % interval over rounds."""
    each = np.array(ours) / np.maximum(np.array(theirs), 1e-9)
    score = Resampler([str(k) for k in range(len(each))]).score(quantile(each, 0.5), VERSION)
    assert score is not None
    return score


def _in_turn(workers: Sequence[_Worker], rounds: int, seed: int, *asked: Any) -> list[list[Span]]:
    """The k-th round of every voice before the next one of any, each time in another order. (voices, rounds)"""
    rng = np.random.default_rng(seed)
    found: list[list[Span]] = [[] for _ in workers]
    name, *given = asked
    for k in range(rounds):
        for place in rng.permutation(len(workers)):
            found[place].append(workers[place].ask(name, k, *given))
    return found


@contextmanager
def _at_work(entrants: Sequence[Entrant], threads: int, tokens: int) -> Iterator[list[_Worker]]:
    with ExitStack() as stack:
        workers = []
        for entrant in entrants:
            workers.append(_Worker(entrant, threads, tokens))
            stack.callback(workers[-1].end)
        yield workers


class _Worker:
    """A new process in which one voice writes when it is asked to."""

    def __init__(self, entrant: Entrant, threads: int, tokens: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.name = entrant.name
        self.pipe, other = context.Pipe()
        given = (other, entrant.folder, threads, entrant.jobs, tokens)
        self.process = context.Process(target=serve, args=given, daemon=True)
        self.process.start()
        other.close()

    def ask(self, name: str, *given: Any) -> Any:
        try:
            self.pipe.send((name, given))
            answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            self.process.join(5)
            raise MilesError(
                f"{self.name} was not timed: its process ended (exit code {self.process.exitcode})",
                "free memory, then try again; name fewer VOICES",
            ) from error
        if isinstance(answer, MilesError):
            raise answer
        return answer

    def end(self) -> None:
        self.pipe.close()
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()


def _columns(spans: Sequence[Span]) -> dict[str, list[float]]:
    return {name: [round(getattr(span, name), 3) for span in spans] for name in ("wall_ms", "cpu_ms")}


def _middle(spans: Sequence[Span]) -> float:
    return float(np.median([span.wall_ms for span in spans]))


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
