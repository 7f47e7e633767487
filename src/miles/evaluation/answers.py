"""What one system wrote, case by case: the table's raw material."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from miles.evaluation.system import Case
from miles.registry.voice import Candidate


@dataclass(frozen=True, slots=True)
class Answers:
    """Candidates beside their cases. Only what a person would be shown is judged; the rest counts as `not_shown`.

    `everything` is, for each case, all that was written to choose the candidate from, where there is a choice.
    """

    cases: Sequence[Case]
    candidates: Sequence[Candidate]
    everything: Sequence[Sequence[Candidate]] = ()

    @property
    def written(self) -> list[str]:
        """Every text, whether it may be shown or not."""
        found = self.everything or [[candidate] for candidate in self.candidates]
        return [candidate.text for some in found for candidate in some]

    @property
    def is_shown(self) -> np.ndarray:
        return np.array([candidate.is_shown for candidate in self.candidates], bool)

    @property
    def shown(self) -> list[int]:
        """Places of the shown candidates."""
        return [int(place) for place in np.flatnonzero(self.is_shown)]

    def over(self, value: Callable[[Case, Candidate], float | None]) -> np.ndarray:
        """`value` of every shown candidate, NaN where it is None or nothing is shown. (n,)"""
        out = np.full(len(self.cases), np.nan)
        for place in self.shown:
            found = value(self.cases[place], self.candidates[place])
            if found is not None:
                out[place] = found
        return out
