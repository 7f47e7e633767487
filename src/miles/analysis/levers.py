"""What could be changed in a draft to be better received: it is rewritten, or moved, and forecast anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecast, Forecaster, check_texts
from miles.analysis.level import HEADS
from miles.analysis.traits import Moment
from miles.post import parts
from miles.post.normal import LINK

QUESTION = "What do you think?"
SHOWN_PARTS = (1, 2, 3, 4)
AGREED = 0.75  # share of the members' weight that must point the same way before a lever is called one


@dataclass(frozen=True, slots=True)
class Lever:
    """One change: `factor` on the goal's count (1.2: a fifth more), and the weighted share of members that agree."""

    change: str
    factor: float
    agreement: float

    @property
    def is_clear(self) -> bool:
        """Worth telling: the members agree and it moves the forecast by more than a fiftieth."""
        return self.agreement >= AGREED and abs(np.log(self.factor)) > 0.02


@dataclass(frozen=True, slots=True)
class Advice:
    """The forecast of one draft at one moment, and what would change it, the greatest gain first."""

    forecast: Forecast
    levers: Sequence[Lever]
    hours: Sequence[float]  # (24,) factor of each hour (UTC) of that day on the goal's count


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
        gains = forecast.score(self.goal) - forecast.score(self.goal)[0]
        heads = [HEADS.index(head) for head in self.goal]
        members = np.stack(list(forecast.members.values()))[:, :, heads]
        moves = np.nanmean(members - members[:, :1], axis=2)  # (members, n)
        agreement = [self._agreement(moves[:, row], gains[row]) for row in range(len(texts))]
        levers = [
            Lever(change, float(np.exp(gains[row])), agreement[row]) for row, change in enumerate(rewritten, start=1)
        ]
        return Advice(
            forecast=forecast,
            levers=sorted(levers, key=lambda lever: -lever.factor),
            hours=np.exp(gains[1 + len(rewritten) :]).tolist(),
        )

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
