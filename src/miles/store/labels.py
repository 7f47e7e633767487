"""What people said a text is: its topic, its sentiment. One answer a person, task and text; the last one stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.rows import Page, frozen, paged
from miles.store.stamp import time_of
from miles.store.tables import LabelRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """`task` asks (topic, sentiment), `answer` is the person's."""

    person: str
    task: str
    text: str
    answer: str
    created_at: datetime | None = None


class Labels:
    """The labels of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def give(self, tenant: str, label: Label) -> None:
        """An answer, in place of the person's earlier one about that text."""
        if not (label.task and label.text and label.answer):
            raise MilesError("the label has no task, no text or no answer", "give all three")
        id_ = self._database.stamp.new()
        insert = sqlite.insert if self._database.is_sqlite else postgresql.insert
        own = {name: getattr(label, name) for name in label.__slots__} | {"created_at": time_of(id_)}
        order = insert(LabelRow).values(tenant=tenant, id=id_, text_hash=hash_of(label.text), **own)
        key = ["tenant", "person", "task", "text_hash"]
        newer = {"answer": label.answer, "id": id_, "created_at": time_of(id_)}
        order = order.on_conflict_do_update(index_elements=key, set_=newer)
        await self._database.write(lambda session: session.execute(order))

    async def known(self, tenant: str, person: str, task: str) -> frozenset[str]:
        """Hashes of the texts that this person has answered: the next question is another one."""
        query = select(LabelRow.text_hash).where(
            LabelRow.tenant == tenant, LabelRow.person == person, LabelRow.task == task
        )
        return frozenset(await self._database.read(lambda session: session.scalars(query)))

    async def page(self, tenant: str, task: str, after: str | None = None, most: int = 50) -> Page[Label]:
        """Newest first."""
        query = select(LabelRow).where(LabelRow.tenant == tenant, LabelRow.task == task)
        rows, following = await self._database.read(lambda session: paged(session, query, LabelRow.id, after, most))
        return Page(tuple(frozen(Label, row) for row in rows), following)


def hash_of(text: str) -> str:
    """What `known` lists."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
