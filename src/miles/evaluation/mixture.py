"""What voices and an author's n-grams say of the same posts, each alone and mixed: bits per character."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from miles.engine.ensemble import fitted_weights, mixture
from miles.engine.ngram import TokenNgram
from miles.engine.tokenizer import encode
from miles.engine.writing import LoopEngine
from miles.evaluation.interval import Resampler, ratio
from miles.evaluation.metric import Score

VERSION = "1"
MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One post to be told: what stands before it, its own text with the end, its characters, its thread."""

    prompt: str
    target: str
    chars: int
    thread: str


@dataclass(frozen=True, slots=True)
class Told:
    """Natural log-probability of every token of some posts by every expert; `starts` is where each post begins."""

    logs: np.ndarray  # (experts, tokens)
    starts: np.ndarray
    chars: np.ndarray
    threads: tuple[str, ...]

    def __add__(self, other: Told) -> Told:
        return Told(
            np.concatenate([self.logs, other.logs], axis=1),
            np.concatenate([self.starts, other.starts + self.logs.shape[1]]),
            np.concatenate([self.chars, other.chars]),
            self.threads + other.threads,
        )

    def best(self, voices: int) -> int:
        """Which of the first `voices` experts has the fewest bits alone; n-grams are no voice that could serve."""
        return int(np.argmax(self.logs[:voices].sum(1)))

    def bits(self, weights: np.ndarray) -> np.ndarray:
        """Bits of every post under the mixture. (posts,)"""
        found: np.ndarray = np.add.reduceat(-mixture(self.logs, weights), self.starts) / np.log(2)
        return found

    def per_char(self, weights: np.ndarray, beside: np.ndarray | None = None) -> Score:
        """Bits per character, threads resampled; with `beside` how many more than under those other weights."""
        bits = self.bits(weights) - (self.bits(beside) if beside is not None else 0.0)
        found = Resampler(self.threads).score(ratio(bits, self.chars), VERSION)
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One way of mixing: by the name of the posts its bits per character, and how many more than the best voice's."""

    name: str
    weights: tuple[float, ...]
    bits: Mapping[str, Score]
    apart: Mapping[str, Score]


def told(engines: Sequence[LoopEngine], ngram: TokenNgram | None, asked: Sequence[Asked]) -> Told:
    """Read the posts with each voice, and with the n-grams, which hear the post alone."""
    tokenizer = engines[0].tokenizer
    pairs = [(encode(tokenizer, one.prompt), encode(tokenizer, one.target)) for one in asked]
    logs = [np.concatenate(engine.score(pairs)) for engine in engines]
    if ngram:
        logs.append(np.concatenate([-np.log(2) * ngram.surprisals(target) for _, target in pairs]))
    starts = np.cumsum([0, *(len(target) for _, target in pairs[:-1])])
    return Told(
        np.stack(logs), starts, np.array([float(one.chars) for one in asked]), tuple(one.thread for one in asked)
    )


def ways(names: Sequence[str], fitted: Told) -> dict[str, np.ndarray]:
    """Every expert alone, all mixed, and all but one; the weights are those that fit best."""
    found = dict(zip(names, np.eye(len(names)), strict=True)) | {MIXED: fitted_weights(fitted.logs)}
    for place, name in enumerate(names if len(names) > 2 else ()):
        rest = np.arange(len(names)) != place
        found[f"{MIXED} without {name}"] = np.zeros(len(names))
        found[f"{MIXED} without {name}"][rest] = fitted_weights(fitted.logs[rest])
    return found


def rows(found: Mapping[str, Told], mixed: Mapping[str, np.ndarray], best: int) -> list[Row]:
    """Each way beside the voice `best` on every set of posts."""
    alone = np.eye(len(next(iter(mixed.values()))))[best]
    return [
        Row(
            name,
            tuple(weights.tolist()),
            {posts: each.per_char(weights) for posts, each in found.items()},
            {posts: each.per_char(weights, alone) for posts, each in found.items()},
        )
        for name, weights in mixed.items()
    ]


def show(rows: Sequence[Row], *, is_synthetic: bool) -> None:
    """For each set of posts one line a way of mixing: bits per character, and paired with the best voice."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    if is_synthetic:
        console.print("[bold yellow]SYNTHETIC AUTHOR[/]")
    for posts, first in rows[0].bits.items():
        table = Table(box=None, title=f"\n{posts}, n={first.n:,}", title_justify="left", title_style="bold")
        table.add_column("weights", no_wrap=True)
        table.add_column("bits per character ↓", justify="right", no_wrap=True)
        table.add_column("more than the best voice", justify="right", no_wrap=True)
        table.add_column("")  # names may be cut where a screen is narrow, figures not
        for row in rows:
            score, apart = row.bits[posts], row.apart[posts]
            table.add_row(
                " ".join(f"{weight:.2f}" for weight in row.weights),
                f"{score.value:.3f} [{score.lo:.3f} {score.hi:.3f}]",
                f"{apart.value:+.4f} [{apart.lo:+.4f} {apart.hi:+.4f}]" if apart.lo < apart.hi else "-",
                row.name,
            )
        console.print(table)
    console.print("[dim][ ] 95 % interval, threads resampled; differences are of the same posts. ↓ less is better[/]")
