"""A Sitting: what one judge is asked, in which order and on which sides, and what was answered so far."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from miles.feedback.pair import Duel
from miles.feedback.vote import Ballot, Vote, check_judge, now
from miles.post.error import MilesError

GAP = 10  # questions between a pair and its second turn, where there are so many


@dataclass(frozen=True, slots=True)
class Question:
    """A pair as it is shown: `left` is the side (a or b) that stands left."""

    duel: Duel
    left: str
    turn: int

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The posts on the left and on the right."""
        return (self.duel.a, self.duel.b) if self.left == "a" else (self.duel.b, self.duel.a)

    @property
    def key(self) -> tuple[str, int]:
        return self.duel.id, self.turn


def questions(duels: Sequence[Duel], judge: str, *, n: int, again: float, seed: int) -> list[Question]:
    """At most `n` pairs, of each two voices in turn, and a share `again` of them once more with the sides swapped.

    Which pairs is decided by the seed alone, so that judges answer the same ones; their order, the sides and what
    comes again by the judge's name too. Each is a draw of its own pair, so a longer list begins no other way: what
    was answered stays answered.
    """
    if not 0 <= again <= 1:
        raise MilesError(f"again={again} is no share within 0-1", "give again=0.1")
    asked = sorted(_chosen(duels, n, seed), key=lambda duel: _draw(seed, judge, "order", duel.id))
    first = [Question(duel, "a" if _draw(seed, judge, "side", duel.id) < 0.5 else "b", 1) for duel in asked]
    places = [float(place) for place in range(len(first))]
    for place, question in enumerate(first[:-1] if first else []):
        if _draw(seed, judge, "again", question.duel.id) < again:
            first.append(Question(question.duel, "b" if question.left == "a" else "a", 2))
            places.append(place + GAP + 0.5)
    return [question for _, question in sorted(zip(places, first, strict=True), key=lambda each: each[0])]


class Sitting:
    """The questions of one judge with the votes cast; every answer is on the disk when `answer` returns.

    MilesError where the judge's name cannot name a file.
    """

    def __init__(self, asked: Sequence[Question], judge: str, ballot: Ballot) -> None:
        check_judge(judge)
        self.judge = judge
        self.ballot = ballot
        self.asked = list(asked)
        known = {question.key for question in asked}
        self.votes = [vote for vote in ballot.votes({judge}) if (vote.pair, vote.turn) in known]

    @property
    def open(self) -> Question | None:
        """The first question without an answer."""
        done = {(vote.pair, vote.turn) for vote in self.votes}
        return next((question for question in self.asked if question.key not in done), None)

    def answer(self, question: Question, choice: str, seconds: float) -> Vote:
        """Keep a vote: `choice` is left, right, tie or skip."""
        right = "b" if question.left == "a" else "a"
        vote = Vote(
            pair=question.duel.id,
            choice={"left": question.left, "right": right}.get(choice, choice),
            judge=self.judge,
            time=now(),
            seconds=round(seconds, 2),
            shown_left=question.left,
            turn=question.turn,
        )
        self.ballot.add([vote])
        self.votes.append(vote)
        return vote

    def undo(self) -> bool:
        """Take the last vote back, also one of an earlier sitting; False where there is none."""
        if not self.votes:
            return False
        last = self.votes[-1]
        fields = {name: getattr(last, name) for name in Vote.__slots__} | {"choice": "undone", "time": now()}
        self.ballot.add([Vote(**fields)])
        self.votes.pop()
        return True


def _chosen(duels: Sequence[Duel], n: int, seed: int) -> list[Duel]:
    drawn = sorted((duel for duel in duels if not duel.is_same), key=lambda duel: _draw(seed, "pair", duel.id))
    by_voices: dict[tuple[str, ...], list[Duel]] = {}
    for duel in drawn:
        by_voices.setdefault(tuple(sorted((duel.voice_a, duel.voice_b))), []).append(duel)
    turns = zip_longest(*(by_voices[voices] for voices in sorted(by_voices)))
    return [duel for duel in chain.from_iterable(turns) if duel is not None][:n]


def _draw(*of: object) -> float:
    """A number in [0, 1) that is always the same for the same words."""
    digest = hashlib.sha256("\0".join(map(str, of)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
