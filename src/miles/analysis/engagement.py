"""The Forecaster: how a text would be received, before it is posted, as quantiles around the author's level."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis.embed import Embedder
from miles.analysis.level import HEADS, SETTLED, SLOW, History, plain, pull
from miles.analysis.misses import Misses, weighted
from miles.analysis.predictors import (
    Inputs,
    Kernel,
    LengthOnly,
    Network,
    Predictor,
    Rows,
    TextRidge,
    Trees,
    median,
    width_80,
)
from miles.analysis.subjects import Subjects
from miles.analysis.traits import TRAITS, Moment, Scale, TraitReader
from miles.post.error import MilesError
from miles.post.normal import LINK
from miles.post.whole import write_json

CARD = "card.json"
ENCODER = "encoder"  # the folder of an encoder of its own
MAX_CHARS = 25_000  # X's longest post
_WEIGHT = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
SHRINK = 0.1  # how strongly the members' weights are drawn to where they start, in units of a count's variance
GRID = tuple(round(0.01 * k, 2) for k in range(1, 100))  # where residuals are kept
GOALS: dict[str, dict[str, float]] = {
    "likes": {"likes": 1.0},
    "replies": {"replies": 1.0},
    "reach": {"reposts": 1.0, "quotes": 1.0, "impressions": 0.01},
    "saves": {"bookmarks": 1.0},
    # The weights X published of its heavy ranker, of those counts that are public
    # (github.com/twitter/the-algorithm-ml, projects/home/recap, April 2023).
    "x-2023": {"likes": 0.5, "reposts": 1.0, "replies": 13.5},
}


@dataclass(frozen=True, slots=True)
class Combination:
    """One forecast out of several: `weights` (members,) sum to 1, `slope` and `offsets` (heads,) undo their shyness.

    `residuals` (heads, len(GRID)) are quantiles of (truth - forecast) / spread on posts that no member had seen, the
    newest of them weighing most (`misses.weighted`).
    """

    weights: Rows
    slope: Rows
    offsets: Rows
    residuals: Rows

    @classmethod
    def fit(cls, members: Rows, spread: Rows, targets: Rows, prior: Sequence[float] | None = None) -> Combination:
        """From forecasts out of fold, oldest first: members (m, n, heads), spread and targets (n, heads).

        `prior` (m,) says how the weights stand before any evidence; None: alike. Some hundred posts hardly tell members
        apart that agree so much, so the weights are drawn to it (ridge regression, SHRINK; Diebold & Shin 2019).
        """
        from scipy.optimize import nnls

        told = np.isfinite(targets) & np.isfinite(members).all(axis=0)
        spreads = [targets[told[:, head], head].std() if told[:, head].any() else 0.0 for head in range(told.shape[1])]
        deviation = np.where(np.array(spreads) > 1e-9, spreads, 1.0)  # a count that never moves has none
        scaled = (targets / deviation)[told]
        start = np.ones(len(members)) if prior is None else np.asarray(prior, float)
        start, drawn = start / start.sum(), np.sqrt(SHRINK * len(scaled)) * np.eye(len(members))
        rows = np.vstack([(members / deviation)[:, told].T, drawn])
        weights, _ = nnls(rows, np.concatenate([scaled - scaled.mean(), drawn @ start]))
        weights = weights / weights.sum() if weights.sum() > 0 else start
        mixed = np.tensordot(weights, members, axes=1)  # (n, heads)
        heads = targets.shape[1]
        slope, offsets, residuals = np.ones(heads), np.full(heads, np.nan), np.full((heads, len(GRID)), np.nan)
        for head in np.flatnonzero(told.sum(axis=0) >= 20):
            found = told[:, head]
            x, y = mixed[found, head], targets[found, head]
            slope[head] = float(np.clip(np.cov(x, y)[0, 1] / max(x.var(), 1e-9), 0.25, 2.0))
            offsets[head] = float(np.median(y - slope[head] * x))
            left = (y - slope[head] * x - offsets[head]) / spread[found, head]
            residuals[head] = weighted(left, GRID)
        return cls(weights, slope, offsets, residuals)

    def centre(self, members: Rows) -> Rows:
        """(n, heads) the middle of the forecast."""
        return np.asarray(np.tensordot(self.weights, members, axes=1) * self.slope + self.offsets)

    def as_dict(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in ("weights", "slope", "offsets", "residuals")}

    @classmethod
    def from_dict(cls, read: Mapping[str, Any]) -> Combination:
        return cls(**{name: np.array(values, dtype=float) for name, values in read.items()})


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of n texts; arrays are (n, heads), log ratios to the level unless said otherwise.

    `members` holds what each predictor said, by its name.
    """

    centre: Rows
    spread: Rows
    level: Rows
    residuals: Rows  # (heads, len(GRID)), or (n, heads, len(GRID)) where each text has its own
    is_familiar: NDArray[np.bool_]  # (n,); False: nothing like it was ever posted, so nobody knows
    members: Mapping[str, Rows]

    def quantile(self, q: float) -> Rows:
        """(n, heads) log ratio that a share `q` of such posts stays below; `q` from 0.01 to 0.99."""
        place = float(np.interp(q, GRID, range(len(GRID))))
        low, share = int(place), place % 1
        step = (1 - share) * self.residuals[..., low] + share * self.residuals[..., min(low + 1, len(GRID) - 1)]
        return np.asarray(self.centre + self.spread * step)

    def count(self, q: float) -> Rows:
        """(n, heads) the same as a count, at least 0."""
        return np.asarray(np.expm1(self.level + self.quantile(q)).clip(0.0))

    def above_level(self) -> Rows:
        """(n, heads) probability of doing better than the author's trailing median."""
        left = -self.centre / self.spread
        rows = np.broadcast_to(self.residuals, (*left.shape, len(GRID))).reshape(-1, len(GRID))
        chances = [
            1.0 - np.interp(size, row, GRID, left=0.0, right=1.0) if np.isfinite(row).all() else np.nan
            for size, row in zip(left.ravel(), rows, strict=True)
        ]
        return np.array(chances).reshape(left.shape)

    def missed(self, targets: Rows) -> Rows:
        """(n, heads) by how many spreads the truth lay above the middle; NaN where it is unknown."""
        return np.asarray((targets - self.centre) / self.spread)

    def score(self, goal: Mapping[str, float]) -> Rows:
        """(n,) the natural logarithm of the goal's weighted sum of counts over the same sum at the author's level."""
        heads = [HEADS.index(head) for head in goal if np.isfinite(self.centre[:, HEADS.index(head)]).all()]
        if not heads:
            raise MilesError(
                f"no post tells {', '.join(goal)}, so it cannot be a goal", f"use one of {', '.join(GOALS)}"
            )
        weights = np.array([goal[HEADS[head]] for head in heads])
        expected, usual = self.count(0.5)[:, heads] @ weights, np.expm1(self.level[:, heads]) @ weights
        return np.asarray(np.log1p(expected) - np.log1p(usual))


class Forecaster:
    """Texts and moments -> Forecast. Built by `miles.training.engage`, sealed by `miles.registry.forecaster`.

    `familiar` is the cosine to the nearest training post below which nothing is known. `history` holds the newest
    posts it learnt from, so that the level is known where nobody brings newer ones; `misses` tells how far forecasts
    of them were off, out of fold. `yardstick` is no member: it is what a forecast is held against. `ear` is the
    encoder that was fine-tuned for it and travels with it; None: one that others use too, named by `encoder`.
    `subjects` are the topics of its training posts, where they are among the traits.
    """

    def __init__(
        self,
        members: Sequence[Predictor],
        combination: Combination,
        scale: Scale,
        history: History,
        familiar: float,
        encoder: str,
        yardstick: LengthOnly,
        misses: Misses,
        ear: Embedder | None = None,
        subjects: Subjects | None = None,
    ) -> None:
        self.members = {member.name: member for member in members}
        self.combination, self.scale, self.history = combination, scale, history
        self.familiar, self.encoder, self.yardstick, self.misses = familiar, encoder, yardstick, misses
        self.ear, self.subjects = ear, subjects or Subjects()
        self._reader = TraitReader()
        end = history.times[-1] if len(history.times) else 0.0
        self._slow = history.level(datetime.fromtimestamp(end, UTC) + SETTLED, SLOW)

    def inputs(self, texts: Sequence[str], moments: Sequence[Moment], embedder: Embedder) -> Inputs:
        """Vectors and traits; refuses empty and overlong texts and an encoder other than the one it learnt with."""
        check_texts(texts)
        if embedder.version != self.encoder:
            raise MilesError(
                f"this forecaster learnt with the encoder {self.encoder}, given is {embedder.version}",
                "run `make engage` again, or restore the encoder",
            )
        traits = self.scale(self._reader.table(texts, moments))
        return self.subjects.beside(Inputs(list(texts), embedder.embed(without_links(texts)), traits))

    def forecast(self, inputs: Inputs, level: Rows, slow: Rows | None = None) -> Forecast:
        """`level` and `slow` (n, heads), as `History.level` gives them over WINDOW and SLOW posts at each moment.

        Where `slow` is None, that of the newest posts it learnt from.
        """
        slow = self._slow if slow is None else slow
        quantiles = self._network.quantiles(inputs)
        alike, nearest = self._kernel.answer(inputs)
        known = {Network.name: median(quantiles), Kernel.name: alike}
        members = {
            name: known[name] if name in known else member.predict(inputs) for name, member in self.members.items()
        }
        return Forecast(
            centre=self.combination.centre(np.stack(list(members.values()))) + pull(level, slow),
            spread=width_80(quantiles),
            level=np.asarray(level, float),
            residuals=self.combination.residuals,
            is_familiar=nearest >= self.familiar,
            members=members,
        )

    def follow(self, forecast: Forecast, times: Rows, targets: Rows) -> Forecast:
        """The same forecasts of posts out at `times` (n,), each with the doubt that was known when it was made.

        `targets` (n, heads) are what came true; a forecast looks at those only that had settled by its time.
        """
        seen = self.misses + Misses(times, forecast.missed(targets))
        return replace(forecast, residuals=np.stack([seen.quantiles(GRID, float(time)) for time in times]))

    def doubt(self, inputs: Inputs, forecast: Forecast, goal: Mapping[str, float]) -> Rows:
        """(n,) standard error of how much better or worse each text is expected to do than the first one.

        Two doubts: what no training post tells about the step between the texts (`Kernel.unknown`, scaled so that with
        the noise it makes up the residuals of posts that no member had seen), and how far the members disagree. The
        noise of a single post is in neither: it is a standard error of what would happen on average.
        """
        heads = [HEADS.index(head) for head in goal if np.isfinite(forecast.centre[:, HEADS.index(head)]).all()]
        residual = (forecast.quantile(0.84) - forecast.quantile(0.16))[0, heads].max() / 2
        unknown = self._kernel.unknown(inputs)
        noise = residual**2 / (1 + unknown[0, 0])
        apart = (np.diag(unknown) + unknown[0, 0] - 2 * unknown[0]).clip(0.0)
        members = np.stack(list(forecast.members.values()))[:, :, heads]
        moves = (members - members[:, :1]) * self.combination.slope[heads]  # (members, n, heads)
        weights = self.combination.weights / self.combination.weights.sum()
        centre = np.tensordot(weights, moves, axes=1)
        disagreement = np.tensordot(weights, (moves - centre) ** 2, axes=1).mean(axis=1)
        return np.asarray(np.sqrt(noise * apart + disagreement))

    @property
    def _network(self) -> Network:
        found = self.members[Network.name]
        assert isinstance(found, Network)
        return found

    @property
    def _kernel(self) -> Kernel:
        found = self.members[Kernel.name]
        assert isinstance(found, Kernel)
        return found

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for member in (*self.members.values(), self.yardstick):
            member.save(folder)
        if self.ear:
            shutil.copytree(self.ear.folder, folder / ENCODER, dirs_exist_ok=True)
        card = {
            "heads": HEADS,
            "traits": TRAITS,
            "traits_version": self._reader.version,
            "encoder": self.encoder,
            "familiar": self.familiar,
            "scale": {"mean": plain(self.scale.mean), "deviation": plain(self.scale.deviation)},
            "combination": self.combination.as_dict(),
            "subjects": self.subjects.as_dict(),
            "history": self.history.as_dict(),
            "misses": self.misses.as_dict(),
        }
        write_json(folder / CARD, card)

    @classmethod
    def load(cls, folder: Path) -> Self:
        card = json.loads((folder / CARD).read_text())
        version = TraitReader().version
        if tuple(card["traits"]) != TRAITS or card["traits_version"] != version:
            raise MilesError(
                f"{folder} reads traits {card['traits_version']}, this code reads {version}", "run `make engage` again"
            )
        members = [kind.load(folder) for kind in (TextRidge, Trees, Kernel, Network)]
        scale = Scale(*(np.array(card["scale"][name]) for name in ("mean", "deviation")))
        history = History.from_dict(card["history"])
        combination = Combination.from_dict(card["combination"])
        known = card["familiar"], card["encoder"], LengthOnly.load(folder), Misses.from_dict(card["misses"])
        ear = Embedder(folder / ENCODER) if (folder / ENCODER).is_dir() else None
        return cls(members, combination, scale, history, *known, ear, Subjects.from_dict(card.get("subjects")))


def without_links(texts: Sequence[str]) -> list[str]:
    """What the encoder reads: a shortened link means nothing."""
    return [LINK.sub(" ", text) for text in texts]


def goal_of(name: str) -> dict[str, float]:
    """The weights of a goal by its name, or as they are written: "likes:1,replies:5", also with + between them."""
    if name in GOALS:
        return GOALS[name]
    if ":" not in name:
        raise MilesError(f"goal={name} is not known", f"choose one of: {', '.join(GOALS)}")
    weights: dict[str, float] = {}
    for given in re.split(r"[,+]", name):
        head, _, number = (part.strip() for part in given.partition(":"))
        if head not in HEADS or head in weights:
            why = "is weighed twice" if head in weights else "is no count"
            raise MilesError(f"goal={name}: {head!r} {why}", f"weigh each of these at most once: {', '.join(HEADS)}")
        if not _WEIGHT.fullmatch(number):
            raise MilesError(f"goal={name}: {number!r} is no weight", "write goal=likes:1+replies:5, 0 or more")
        weights[head] = float(number)
    if not any(weights.values()):
        raise MilesError(f"goal={name} weighs nothing", "give at least one count a weight above 0")
    return weights


def check_texts(texts: Sequence[str]) -> None:
    """Refuse what cannot be a post."""
    for place, text in enumerate(texts, 1):
        where = f"text {place} of {len(texts)}" if len(texts) > 1 else "the text"
        if not text.strip():
            raise MilesError(f"{where} is empty", "write something to forecast")
        if len(text) > MAX_CHARS:
            raise MilesError(f"{where} has {len(text):,} characters", f"a post holds at most {MAX_CHARS:,}")
