"""The stages of a voice: what a log says about which voice of an author is where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from miles.post.error import MilesError
from miles.registry.log import Entry


class Stage(StrEnum):
    """candidate -> staging -> production -> retired; a retired voice may come back."""

    CANDIDATE = "candidate"
    STAGING = "staging"
    PRODUCTION = "production"
    RETIRED = "retired"


NEXT: Mapping[Stage, Stage] = {  # where one step leads
    Stage.CANDIDATE: Stage.STAGING,
    Stage.STAGING: Stage.PRODUCTION,
    Stage.RETIRED: Stage.STAGING,
}
PROMOTED, ROLLED_BACK = "promoted", "rolled back"


@dataclass(slots=True)
class Stages:
    """Where every voice of a log stands, by name; `served` lists an author's productions, the present one last.

    A promotion adds to that list and a rollback takes its last away, so that rolling back twice goes two steps back and
    never forth again to a voice that was left for a reason.
    """

    of: dict[str, Stage] = field(default_factory=dict)
    served: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def after(cls, entries: Iterable[Entry]) -> Stages:
        """What all entries of a log, in their order, come to."""
        found = cls()
        for entry in entries:
            try:
                found._take(entry)
            except (KeyError, ValueError, IndexError) as error:  # no program wrote it, and it is older than chains
                raise MilesError(
                    f"the log tells that {entry.name} was {entry.event}, which cannot have happened ({error!r})",
                    "restore the log from a copy",
                ) from error
        return found

    def production(self, author: str) -> str | None:
        """The name of the voice that serves an author; None: none does."""
        served = self.served.get(author)
        return served[-1] if served else None

    def former(self, author: str) -> str | None:
        """The name of the voice that a rollback leads to."""
        served = self.served.get(author, [])
        return served[-2] if len(served) > 1 else None

    def step(self, name: str, to: str | None) -> Stage:
        """The stage that a voice may be moved to: `to`, or one step on; refused where no promotion leads there."""
        now = self.of.get(name)
        if now is None:
            raise MilesError(f"{name} is not on the shelf", "`make shelf` lists the voices")
        if now is Stage.PRODUCTION:
            raise MilesError(f"{name} is in production already", "promote another voice, or `make rollback`")
        wanted = NEXT[now] if to is None else _named(to)
        if wanted not in (Stage.STAGING, Stage.PRODUCTION) or wanted is now:
            raise MilesError(
                f"{name} is {_a(now)} and cannot be promoted to {wanted}",
                f"give TO={NEXT[now]}" + ("" if NEXT[now] is Stage.PRODUCTION else " or TO=production"),
            )
        return wanted

    def _take(self, entry: Entry) -> None:
        if entry.event == "shelved":
            self.of.setdefault(entry.name, Stage.CANDIDATE)
        elif entry.event == PROMOTED and entry.facts["to"] == Stage.PRODUCTION:
            self._retire(entry.author)
            self.served.setdefault(entry.author, []).append(entry.name)
            self.of[entry.name] = Stage.PRODUCTION
        elif entry.event == PROMOTED:
            self.of[entry.name] = Stage(entry.facts["to"])
        elif entry.event == ROLLED_BACK:
            self._retire(entry.author)
            self.served[entry.author].pop()
            self.of[entry.name] = Stage.PRODUCTION

    def _retire(self, author: str) -> None:
        if (serving := self.production(author)) is not None:
            self.of[serving] = Stage.RETIRED


def _named(word: str) -> Stage:
    try:
        return Stage(word)
    except ValueError:
        raise MilesError(f"no stage is called {word!r}", "give TO=staging or TO=production") from None


def _a(stage: Stage) -> str:
    return {Stage.CANDIDATE: "a candidate", Stage.STAGING: "in staging", Stage.RETIRED: "retired"}.get(stage, stage)
