"""What could be changed in a draft to be better received: it is rewritten, or moved, and forecast anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecast, Forecaster, check_texts
from miles.analysis.level import HEADS
from miles.analysis.predictors import Inputs
from miles.analysis.traits import Moment
from miles.post import parts
from miles.post.normal import LINK

QUESTION = "What do you think?"
SHOWN_PARTS = (1, 2, 3, 4)
REACH = 1.96  # standard errors that an interval of 95 % reaches to both sides
AGREED = 0.75  # share of the members' weight that must point the same way before a lever is called one


@dataclass(frozen=True, slots=True)
class Lever:
    """One change: `factor` on the goal's count (1.2: a fifth more) and the weighted share of members that agree.

    `lo` and `hi` bound the factor with 95 %: what is expected on average of such a change, by what the model can know
    (`Forecaster.doubt`). What happens to one single post varies far more.
    """

    change: str
    factor: float
    agreement: float
    lo: float
    hi: float

    @property
    def is_clear(self) -> bool:
        """Worth telling: the interval leaves out 1, the members agree, and it moves the forecast by over a fiftieth."""
        return (self.lo > 1 or self.hi < 1) and self.agreement >= AGREED and abs(np.log(self.factor)) > 0.02


@dataclass(frozen=True, slots=True)
class Advice:
    """The forecast of one draft at one moment, and what would change it, the greatest gain first."""

    forecast: Forecast
    levers: Sequence[Lever]
    at_hours: Sequence[Lever]  # (24,) the same draft at each hour (UTC) of that day

    @property
    def hours(self) -> Sequence[float]:
        """(24,) factor of each hour on the goal's count."""
        return [lever.factor for lever in self.at_hours]


class Adviser:
    """Draft -> Advice. `goal` weighs the counts, as `miles.analysis.engagement.GOALS`."""

    def __init__(self, forecaster: Forecaster, embedder: Embedder, goal: Mapping[str, float]) -> None:
        self.forecaster, self.embedder, self.goal = forecaster, embedder, goal

    def advise(self, text: str, at: datetime) -> Advice:
        """What is known of one draft if it went out `at` (UTC)."""
        check_texts([text])
        known = self.forecaster.history
        moment = Moment(at, known.hours_since_last(at), known.posts_last_day(at))
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        hours = [replace(moment, time=midnight + timedelta(hours=hour)) for hour in range(24)]
        rewritten = rewritings(text)
        texts = [text, *rewritten.values(), *[text] * len(hours)]
        moments = [moment] * (1 + len(rewritten)) + hours
        inputs = self.forecaster.inputs(texts, moments, self.embedder)
        level = np.tile(known.level(at), (len(texts), 1))
        forecast = self.forecaster.forecast(inputs, level)
        levers = self._levers([*rewritten, *(f"post at {hour:02}:00" for hour in range(24))], inputs, forecast)
        return Advice(
            forecast=forecast,
            levers=sorted(levers[: len(rewritten)], key=lambda lever: -lever.factor),
            at_hours=levers[len(rewritten) :],
        )

    def _levers(self, changes: Sequence[str], inputs: Inputs, forecast: Forecast) -> list[Lever]:
        """One lever for each text after the first."""
        gains = forecast.score(self.goal) - forecast.score(self.goal)[0]
        reach = REACH * self.forecaster.doubt(inputs, forecast, self.goal)
        heads = [HEADS.index(head) for head in self.goal]
        members = np.stack(list(forecast.members.values()))[:, :, heads]
        moves = np.nanmean(members - members[:, :1], axis=2)  # (members, n)
        levers = []
        for row, change in enumerate(changes, start=1):
            bounds = np.exp([gains[row], gains[row] - reach[row], gains[row] + reach[row]])
            factor, lo, hi = (float(bound) for bound in bounds)
            levers.append(Lever(change, factor, self._agreement(moves[:, row], gains[row]), lo, hi))
        return levers

    def _agreement(self, moves: np.ndarray, gain: float) -> float:
        weights = self.forecaster.combination.weights
        return float(weights[np.sign(moves) == np.sign(gain)].sum() / weights.sum())


def rewritings(text: str) -> dict[str, str]:
    """Changes a person could make without a new idea: name -> the draft with that change."""
    paragraphs = parts.split(text).parts
    found = {}
    if "?" not in text:
        found["end with a question"] = f"{text.rstrip()}\n\n{QUESTION}"
    elif text.rstrip().endswith("?") and len(paragraphs) > 1:
        found["leave the closing question out"] = parts.join(paragraphs[:-1])
    sentences = parts.sentences(text)
    for wanted in SHOWN_PARTS:
        if wanted != len(paragraphs) and wanted <= len(sentences):
            grouped = [" ".join(group) for group in np.array_split(np.array(sentences, dtype=object), wanted)]
            found[f"{wanted} part{'s' * (wanted > 1)} instead of {len(paragraphs)}"] = parts.join(grouped)
    if LINK.search(text) and LINK.sub("", text).strip():
        found["leave the link out"] = LINK.sub("", text).strip()
    return found
