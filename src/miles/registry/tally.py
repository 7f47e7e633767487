"""What was observed of two voices at one rung of a rollout: sums by bucket of units, of which there are never more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from miles.abtest.outcome import Kind, Metric
from miles.abtest.totals import Totals
from miles.post.error import MilesError

BUCKETS = 256  # a design effect read off as many is known to about 9 %
FEWEST_BUCKETS = 20  # with someone in them in each arm, before anything that rests on their spread is said
ARMS = ("production", "challenger")
FAILED, COPIED, UNSAFE = FAULTS = ("failed", "copied", "unsafe")
FIRST = tuple(f"first_{fault}" for fault in FAULTS)  # of a bucket's first request: units that are never the same
COLUMNS = ("requests", *FAULTS, "log_ms", "log_ms_squared", "outcomes", "accepted", *FIRST)
PLACE = {name: place for place, name in enumerate(COLUMNS)}
METRICS: Mapping[str, Metric] = {
    **{fault: Metric(fault, Kind.BERNOULLI, is_more_better=False) for fault in FAULTS},
    "latency": Metric("latency", Kind.LOGNORMAL, is_more_better=False),
    "accepted": Metric("accepted", Kind.BERNOULLI),
}
SUMMED = {  # where the number of rows, their sum and their sum of squares stand; a yes is its own square
    **{fault: ("requests", fault, fault) for fault in FAULTS},
    "latency": ("requests", "log_ms", "log_ms_squared"),
    "accepted": ("outcomes", "accepted", "accepted"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """`sums` (arms, BUCKETS, COLUMNS): whoever adds to them takes a copy first.

    Requests of one user share their luck. A bucket holds whole users, so its sums are independent of other buckets'
    however often a user comes back, and no user's name has to be kept.
    """

    sums: NDArray[np.float64]

    @classmethod
    def empty(cls) -> Tally:
        return cls(np.zeros((len(ARMS), BUCKETS, len(COLUMNS))))

    def copy(self) -> Tally:
        return Tally(self.sums.copy())

    def sealed(self) -> Tally:
        """The same, no longer to be changed."""
        self.sums.flags.writeable = False
        return self

    def total(self, column: str, arm: int) -> int:
        """Of a column that counts."""
        return int(self.sums[arm, :, PLACE[column]].sum())

    @property
    def requests(self) -> tuple[int, int]:
        return self.total("requests", 0), self.total("requests", 1)

    @property
    def seen(self) -> int:
        """Exposures and outcomes of both arms."""
        return int(self.sums[:, :, [PLACE["requests"], PLACE["outcomes"]]].sum())

    def first(self, fault: str) -> tuple[int, int]:
        """Of the challenger's buckets, how many began with this fault, and how many began."""
        return self.total(f"first_{fault}", 1), int(np.count_nonzero(self.sums[1, :, PLACE["requests"]]))

    def totals(self) -> dict[str, tuple[Totals, Totals]]:
        """Of each metric both arms, with as many units as independent requests would say the same.

        Sums are divided by the design effect: the variance of the mean over buckets by that over requests, 1 or more
        (Rao & Scott 1992, "A simple method for the analysis of clustered binary data"). Empty where too few are in.
        """
        size, y, squares = (
            self.sums[:, :, [PLACE[row[k]] for row in SUMMED.values()]].swapaxes(1, 2) for k in range(3)
        )
        rows = np.stack([size.sum(axis=2), y.sum(axis=2), squares.sum(axis=2)])  # (3, arms, metrics)
        by_request = np.asarray(Totals(*rows).mean().variance)
        by_bucket = np.asarray(Totals.of(y, size).ratio().variance)
        is_known = np.isfinite(by_bucket) & np.isfinite(by_request) & (by_request > 0)
        effect = np.where(is_known, np.maximum(by_bucket, by_request) / np.where(is_known, by_request, 1.0), 1.0)
        rows = np.where((size > 0).sum(axis=2) >= FEWEST_BUCKETS, rows / effect, 0.0)
        return {
            name: (Totals(*rows[:, 0, k].tolist()), Totals(*rows[:, 1, k].tolist())) for k, name in enumerate(SUMMED)
        }

    def split(self, share: float) -> tuple[float, float]:
        """Requests of each arm, divided by their design effect where the challenger was promised `share` of units."""
        requests = self.sums[:, :, PLACE["requests"]]
        surplus = (1 - share) * requests[1] - share * requests[0]  # (BUCKETS,), 0 on average
        spread = float(np.var(surplus, ddof=1)) * BUCKETS
        both = float(requests.sum())
        effect = max(1.0, spread / (share * (1 - share) * both)) if both else 1.0
        return float(requests[0].sum()) / effect, float(requests[1].sum()) / effect

    def as_dict(self) -> dict[str, dict[str, list[float]]]:
        """Buckets that are not empty, by arm."""
        return {
            name: {str(k): row.tolist() for k, row in enumerate(self.sums[arm]) if row.any()}
            for arm, name in enumerate(ARMS)
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, Mapping[str, Any]]) -> Tally:
        """MilesError where no observations could have these sums."""
        made = cls.empty()
        if set(table) != set(ARMS):
            raise MilesError(f"a tally has the arms {sorted(table)}", f"store it as it was written: {', '.join(ARMS)}")
        for arm, name in enumerate(ARMS):
            for bucket, row in table[name].items():
                if len(row) != len(COLUMNS):
                    raise MilesError(f"a bucket has {len(row)} sums", f"store all of them: {', '.join(COLUMNS)}")
                made.sums[arm, _place(bucket)] = row
        counts = {name: made.sums[:, :, place] for name, place in PLACE.items() if not name.startswith("log_ms")}
        within = [(counts[fault], counts["requests"]) for fault in FAULTS]
        within += [(counts[f"first_{fault}"], counts[fault]) for fault in FAULTS]
        within += [(counts["accepted"], counts["outcomes"]), (counts["outcomes"], counts["requests"])]
        whole = all(np.all((count >= 0) & (count == np.floor(count))) for count in counts.values())
        if not (np.isfinite(made.sums).all() and whole and all(np.all(part <= all_) for part, all_ in within)):
            raise MilesError("a tally holds sums that no observations have", "restore the state as it was written")
        for arm in range(len(ARMS)):
            logs = made.sums[arm].sum(axis=0)
            Totals(logs[PLACE["requests"]], logs[PLACE["log_ms"]], logs[PLACE["log_ms_squared"]])
        return made.sealed()


def _place(bucket: str) -> int:
    place = int(bucket)
    if not 0 <= place < BUCKETS:
        raise MilesError(f"a tally has a bucket {place}", f"buckets are counted from 0 to {BUCKETS - 1}")
    return place
