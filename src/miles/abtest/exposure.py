"""Who has seen which arm: the only units whose outcomes count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from miles.post.error import MilesError


@dataclass(frozen=True, slots=True)
class Exposure:
    """A unit was shown what an arm wrote; being assigned to it is not enough."""

    unit: str
    arm: str

    def __post_init__(self) -> None:
        if not self.unit or not self.arm:
            raise MilesError(f"exposure of {self.unit!r} to {self.arm!r}", "name the unit and the arm")


def counted(exposures: Iterable[Exposure]) -> dict[str, int]:
    """Units of each arm, each once however often it was shown something; as `trial.report` takes them.

    A unit that saw two arms belongs to neither: the assignment is not sticky, and leaving such units out would hide it.
    """
    seen: dict[str, str] = {}
    for exposure in exposures:
        arm = seen.setdefault(exposure.unit, exposure.arm)
        if arm != exposure.arm:
            raise MilesError(
                f"a unit was shown {arm!r} and {exposure.arm!r}", "mend the assignment and start the trial anew"
            )
    return dict(Counter(seen.values()))
