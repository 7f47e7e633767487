"""Which arm a unit gets: a function of its name alone, so that every process and every day agree."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from miles.post.error import MilesError

_STEPS = 1 << 53  # a double tells as many numbers of [0, 1) apart


def position(salt: str, unit: str) -> float:
    """Where a unit falls in [0, 1), uniform over units and independent between salts."""
    digest = sha256(f"{len(salt)}:{salt}{unit}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / _STEPS


@dataclass(frozen=True, slots=True)
class Arm:
    """One voice in a trial; it gets `weight` over the sum of all weights of the units inside."""

    name: str
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not self.name:
            raise MilesError("an arm has no name", "name it after its voice")
        if not 0 < self.weight < float("inf"):
            raise MilesError(f"arm {self.name!r} weighs {self.weight}", "give a number above 0, or drop the arm")


@dataclass(frozen=True, slots=True)
class Trial:
    """Arms, and the units that may enter: `share` of those in the buckets from `begin` to `end` of a layer.

    Whether a unit enters and which arm it gets are told by different hashes: raising `share` or widening the buckets
    lets units in and moves none that is inside. Changing arms or weights does move units; start a trial of another
    name for that.
    """

    name: str
    arms: tuple[Arm, ...]
    share: float = 1.0
    begin: float = 0.0
    end: float = 1.0

    def __post_init__(self) -> None:
        if not self.name:
            raise MilesError("a trial has no name", "name it: its name is the salt of its hash")
        names = [arm.name for arm in self.arms]
        if len(names) < 2 or len(set(names)) < len(names):
            raise MilesError(f"trial {self.name!r} has the arms {names}", "give at least two, each with its own name")
        if not 0 <= self.share <= 1:
            raise MilesError(f"trial {self.name!r} lets in a share of {self.share}", "choose a share from 0 to 1")
        if not 0 <= self.begin < self.end <= 1:
            raise MilesError(
                f"trial {self.name!r} owns the buckets from {self.begin} to {self.end}", "need 0 <= begin < end <= 1"
            )

    @property
    def promised(self) -> tuple[float, ...]:
        """The share of each arm, for `srm.check`."""
        total = sum(arm.weight for arm in self.arms)
        return tuple(arm.weight / total for arm in self.arms)

    def enters(self, unit: str) -> bool:
        """Whether the share lets it in; the buckets are the layer's to check."""
        return position(f"{self.name}/enter", unit) < self.share

    def arm(self, unit: str) -> Arm:
        """The arm of a unit that is inside."""
        left = position(f"{self.name}/arm", unit)
        for arm, share in zip(self.arms[:-1], self.promised, strict=False):
            left -= share
            if left < 0:
                return arm
        return self.arms[-1]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The one trial of a layer that a unit is in, and its arm there."""

    trial: Trial
    arm: Arm


@dataclass(frozen=True, slots=True)
class Layer:
    """Trials that exclude one another: each owns buckets of its own, so a unit is in at most one.

    Layers of different names are independent: a unit may be in one trial of each. `holdout` is the share of units that
    no trial of any layer ever touches (the same units in all layers of the same holdout), to tell later what all
    changes did together.
    """

    name: str
    trials: tuple[Trial, ...]
    holdout: float = 0.0

    def __post_init__(self) -> None:
        names = [trial.name for trial in self.trials]
        if not self.name or len(set(names)) < len(names):
            raise MilesError(f"layer {self.name!r} has the trials {names}", "name the layer and each trial differently")
        if not 0 <= self.holdout < 1:
            raise MilesError(f"layer {self.name!r} holds out {self.holdout}", "choose a share from 0 to below 1")
        for first, second in pairwise(sorted(self.trials, key=lambda trial: trial.begin)):
            if second.begin < first.end:
                raise MilesError(
                    f"trials {first.name!r} and {second.name!r} of layer {self.name!r} share buckets from "
                    f"{second.begin} to {min(first.end, second.end)}",
                    "let one begin where the other ends, or put them in two layers",
                )

    def assign(self, unit: str) -> Assignment | None:
        """None: the unit is held out, in no trial's buckets, or not let in; it gets production's voice."""
        if not unit:
            raise MilesError("a unit has no name", "assign by a user's id, not by an empty text")
        if position("holdout", unit) < self.holdout:
            return None
        bucket = position(f"layer/{self.name}", unit)
        for trial in self.trials:
            if trial.begin <= bucket < trial.end:
                return Assignment(trial, trial.arm(unit)) if trial.enters(unit) else None
        return None
