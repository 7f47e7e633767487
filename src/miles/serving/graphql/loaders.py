"""Rows that many fields ask for one by one, read in one query for all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from strawberry.dataloader import DataLoader

from miles.serving.desk import Desk
from miles.serving.graphql.limits import LATEST
from miles.store.feedback import Feedback, Feedbacks
from miles.store.generations import Candidate, Generation

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Loaders:
    """By id, of one tenant. Nothing is kept: what a mutation has changed is read anew by the fields after it."""

    generations: DataLoader[str, Generation | None]
    candidates: DataLoader[str, Candidate | None]
    feedback: DataLoader[str, tuple[Feedback, ...]]

    @classmethod
    def of(cls, desk: Desk, tenant: str) -> Loaders:
        feedbacks = Feedbacks(desk.database)
        return cls(
            _loader(lambda ids: desk.generations.many(tenant, ids), None),
            _loader(lambda ids: desk.generations.candidates(tenant, ids), None),
            _loader(lambda ids: feedbacks.of_many(tenant, ids, LATEST), ()),
        )


def _loader(read: Callable[[Sequence[str]], Awaitable[Mapping[str, T]]], nothing: T) -> DataLoader[str, T]:
    async def load(ids: list[str]) -> list[T]:
        found = await read(list(dict.fromkeys(ids)))
        return [found.get(id_, nothing) for id_ in ids]

    return DataLoader(load, cache=False)
