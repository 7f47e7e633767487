"""A Vote: which of two answers a person would rather publish, and the files in which votes are kept."""

from __future__ import annotations

import fcntl
import json
import math
import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from miles.feedback.lines import read_lines, take
from miles.post.error import MilesError
from miles.post.whole import write_text

CHOICES = ("a", "b", "tie", "skip", "undone")
_PAIR = re.compile(r"[0-9a-f]{16}")
_JUDGE = re.compile(r"[a-z0-9]([-._a-z0-9]{0,38}[a-z0-9])?")
_MEND = "mend the line or take it out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One answer of one judge. `choice`: a, b, tie (no difference), skip (cannot say), undone (taken back).

    `shown_left` is the side that stood left. `turn` is 1, or 2 where the same judge was asked again. `time` is UTC
    in ISO 8601, `seconds` how long the answer took.
    """

    pair: str
    choice: str
    judge: str
    time: str
    seconds: float
    shown_left: str
    turn: int = 1

    def __post_init__(self) -> None:
        if not _PAIR.fullmatch(self.pair):
            raise MilesError(f"pair {self.pair[:32]!r} is not 16 hex digits")
        if self.choice not in CHOICES:
            raise MilesError(f"choice {self.choice[:32]!r} is none of: {', '.join(CHOICES)}")
        check_judge(self.judge)
        if self.shown_left not in ("a", "b"):
            raise MilesError(f"shown_left {self.shown_left[:32]!r} is neither a nor b")
        if self.turn not in (1, 2):
            raise MilesError(f"turn {self.turn} is neither 1 nor 2")
        if not (math.isfinite(self.seconds) and 0 <= self.seconds <= 1e6):
            raise MilesError(f"seconds {self.seconds} is not within 0-1,000,000")
        _moment(self.time)

    @property
    def key(self) -> tuple[str, str, int]:
        """What there is one valid vote for."""
        return self.judge, self.pair, self.turn

    @property
    def chose_left(self) -> bool | None:
        """None for no difference and for cannot say."""
        return self.choice == self.shown_left if self.choice in ("a", "b") else None

    @classmethod
    def from_dict(cls, table: dict[str, Any]) -> Vote:
        """A MilesError names the field that is missing or wrong; `turn` may be absent, other fields are refused."""
        foreign = sorted(set(table) - set(cls.__slots__))
        if foreign:
            raise MilesError(f"{foreign[0][:32]!r} is no field of a vote")
        fields: dict[str, Any] = {
            name: take(table, name, str) for name in ("pair", "choice", "judge", "time", "shown_left")
        }
        if "turn" in table:
            fields["turn"] = take(table, "turn", int)
        try:
            return cls(**fields, seconds=float(take(table, "seconds", float, int)))
        except OverflowError:
            raise MilesError("seconds is not within 0-1,000,000") from None

    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def check_judge(name: str) -> None:
    """MilesError where a judge's name could not name a file too."""
    if not _JUDGE.fullmatch(name):
        raise MilesError(
            f"judge {name[:40]!r} cannot name a file", 'use up to 40 small letters, digits and inner "-", "_" or "."'
        )


def now() -> str:
    """This moment as a vote tells it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def latest(votes: Iterable[Vote]) -> list[Vote]:
    """Of each judge, pair and turn the vote that stands last, unless it was taken back."""
    kept: dict[tuple[str, str, int], Vote] = {}
    for vote in votes:
        kept.pop(vote.key, None)
        kept[vote.key] = vote
    return [vote for vote in kept.values() if vote.choice != "undone"]


class Ballot:
    """The votes about one author's voices: `<folder>/<author>/<judge>.jsonl`, one append-only file a judge.

    So the lines of two judges never meet in one file, each can take his along or have it deleted, and merging is
    reading. They hold no texts: a pair is named by its id.
    """

    def __init__(self, folder: Path, author: str) -> None:
        self.folder = folder / author

    def path(self, judge: str) -> Path:
        return self.folder / f"{judge}.jsonl"

    def add(self, votes: Sequence[Vote]) -> None:
        """Append votes of one judge; on return they are on the disk."""
        path = self.path(votes[0].judge)
        self.folder.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # another sitting of the same judge waits
            tail = _tail(path)
            if tail and _is_vote(tail):
                file.write(b"\n")
            elif tail:
                file.truncate(path.stat().st_size - len(tail))
            file.write("".join(vote.line() for vote in votes).encode())
            file.flush()
            os.fsync(file.fileno())

    def votes(self, judges: Collection[str] = ()) -> list[Vote]:
        """Valid votes of all judges, or of some. A last line that was never finished is not one."""
        return [vote for path in sorted(self.folder.glob("*.jsonl")) if not judges or path.stem in judges
                for vote in latest(self._read(path))]  # fmt: skip

    def _read(self, path: Path) -> list[Vote]:
        votes = [vote for _, vote in read_lines(path, Vote.from_dict, _MEND, may_be_torn=True)]
        for vote in votes:
            if vote.judge != path.stem:
                raise MilesError(f"{path} holds a vote of {vote.judge}", "bring it in with `make judge IMPORT=<file>`")
        return votes


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's votes: `replaced` took the place of an older vote, `older` were left out."""

    new: int = 0
    replaced: int = 0
    older: int = 0
    same: int = 0


def import_votes(path: Path, ballot: Ballot, pairs: Collection[str]) -> Imported:
    """Add the votes of a file about known `pairs`, all or none; of two for one pair by one judge the newest wins."""
    given: list[Vote] = []
    tomorrow = datetime.now(UTC) + timedelta(days=1)  # clocks differ
    for number, vote in read_lines(path, Vote.from_dict, _MEND):
        if vote.pair not in pairs:
            raise MilesError(
                f"{path}, line {number}: pair {vote.pair} is of none of these comparisons",
                "name the one that asked about it, VERDICT=<hash> or VERDICT=all; if it is not on this shelf, "
                "run `make compare` with the same voices and seed, or take the line out",
            )
        if _moment(vote.time) > tomorrow:
            raise MilesError(f"{path}, line {number}: time {vote.time} is not yet", _MEND)
        given.append(vote)
    if not given:
        raise MilesError(f"{path} holds no vote", "give a file that `make judge EXPORT=` wrote")
    standing = {vote.key: vote for vote in ballot.votes({vote.judge for vote in given})}
    before, counts = set(standing), {"replaced": 0, "older": 0, "same": 0}
    for vote in given:
        known = standing.get(vote.key)
        if known is None or _moment(vote.time) > _moment(known.time):
            counts["replaced"] += known is not None
            standing[vote.key] = vote
        else:
            counts["same" if vote == known else "older"] += 1
    added = [vote for vote in given if standing[vote.key] is vote]
    for judge in dict.fromkeys(vote.judge for vote in added):
        ballot.add([vote for vote in added if vote.judge == judge])
    new = sum(key not in before and vote.choice != "undone" for key, vote in standing.items())
    return Imported(new=new, **counts)


def export_votes(votes: Iterable[Vote], path: Path) -> int:
    """Write votes as JSON Lines that `import_votes` reads; how many."""
    lines = [vote.line() for vote in sorted(votes, key=lambda vote: (vote.judge, vote.time))]
    write_text(path, "".join(lines))
    return len(lines)


def _moment(time: str) -> datetime:
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise MilesError(
            f"time {time[:40]!r} is no moment with a time zone", "write it as in 2025-03-01T16:00:00+00:00"
        )
    return moment


def _tail(path: Path) -> bytes:
    """What follows the last line end."""
    with path.open("rb") as file:
        size, found = file.seek(0, os.SEEK_END), b""
        while size and b"\n" not in found:
            start = max(0, size - 65536)
            file.seek(start)
            found, size = file.read(size - start) + found, start
    return found.rpartition(b"\n")[2]


def _is_vote(tail: bytes) -> bool:
    try:
        Vote.from_dict(json.loads(tail))
    except (ValueError, MilesError, AttributeError, RecursionError, TypeError):
        return False
    return True
