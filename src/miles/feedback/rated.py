"""Candidates that people rated, as a store exports them: JSON Lines, one rating a line; texts are passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from miles.feedback.lines import read_lines, take
from miles.post.error import MilesError

RATINGS = range(1, 6)
LONGEST_LINE = 256 * 1024  # bytes
LIKED = 4  # "nearly as I would say it": the least rating that accepts a candidate
MOST_WORDS, LONGEST_NAME = 4_000, 200
_FORM = "a line is a rating with its candidate's details; see docs/decisions/0012-confidence.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What `person` thought of a candidate, 1-5, beside what was known of it when it was shown.

    `voice` wrote it, `<author>:<hash>`; `generation_id` names the draft it was written for. `kept` is the share of the
    draft's facts (None: it has none), `likeness` 0-1 or None, `granted` and `missed` are wishes.
    """

    person: str
    candidate_id: str
    generation_id: str
    voice: str
    rating: int
    kept: float | None
    likeness: float | None
    granted: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        return self.rating >= LIKED

    @property
    def is_shown(self) -> bool:
        return True

    @classmethod
    def from_dict(cls, table: dict[str, Any]) -> Rated:
        """A rating with its candidate's `details` as the store keeps them: `facts.kept` and `facts.lost` (lists),
        `likeness`, `granted` and `missed`.

        A MilesError names what is missing or wrong; fields that are not asked for are passed over.
        """
        rating = take(table, "rating", int)
        if rating not in RATINGS:
            raise MilesError(f"rating {rating} is outside 1-5")
        details = take(table, "details", dict)
        given = take(details, "facts", dict)
        kept, lost = (len(_words(given, name)) for name in ("kept", "lost"))
        names = ("person", "candidate_id", "generation_id", "voice")
        return cls(
            **{name: _named(take(table, name, str), name) for name in names},
            rating=rating,
            kept=kept / (kept + lost) if kept + lost else None,
            likeness=_share(details, "likeness"),
            granted=_words(details, "granted"),
            missed=_words(details, "missed"),
        )


def read_rated(path: Path, voice: str) -> tuple[list[Rated], Mapping[str, int]]:
    """The ratings of `voice`, and how many there are of others by name.

    A person's later rating of a candidate stands in place of the earlier one. MilesError names the line that is wrong.
    """
    last = {
        (one.person, one.candidate_id): one for _, one in read_lines(path, Rated.from_dict, _FORM, longest=LONGEST_LINE)
    }
    return [one for one in last.values() if one.voice == voice], Counter(
        one.voice for one in last.values() if one.voice != voice
    )


def _named(value: str, field: str) -> str:
    if not 1 <= len(value) <= LONGEST_NAME:
        raise MilesError(f"{field} has {len(value)} characters, not 1 to {LONGEST_NAME}")
    return value


def _share(details: dict[str, Any], field: str) -> float | None:
    """A field that has to be there and may be null."""
    if details.get(field, 0) is None:
        return None
    value = float(min(2, max(-1, take(details, field, float, int))))  # any whole number fits a float then
    if not 0 <= value <= 1:
        raise MilesError(f"{field} is {details[field]}, not within 0-1")
    return value


def _words(details: dict[str, Any], field: str) -> tuple[str, ...]:
    found = take(details, field, list)
    if len(found) > MOST_WORDS or not all(isinstance(one, str) for one in found):
        raise MilesError(f"{field} is no list of up to {MOST_WORDS:,} words")
    return tuple(found)
