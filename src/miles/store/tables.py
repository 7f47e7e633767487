"""The tables. Every row of a tenant carries its tenant, and its key begins with it: a row of another is not found.

What was once planned as tweets(tweet_id, content, pattern_type, engagement_score, created_at) is `posts`; what was
planned as generated_tweets(input, output, pattern_used, confidence_score, user_feedback, created_at) is `generations`
(input) with `candidates` (the rest). `person` is the subject of the token: whose rows these are when asked to erase.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, Integer, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from miles.store.columns import Detail, Moment, Words
from miles.store.stamp import ID_CHARS

_OPEN = text("reply IS NULL")
MOST_TEXT = 40_000  # a thread of nine long posts
MOST_INPUT = 4_000
MOST_WORDS = 100_000  # PostgreSQL searches in at most 1 MB

Id = Annotated[str, mapped_column(Words(ID_CHARS))]
Name = Annotated[str, mapped_column(Words(128))]
Word = Annotated[str, mapped_column(Words(32))]
Text = Annotated[str, mapped_column(Words(MOST_TEXT))]
Draft = Annotated[str, mapped_column(Words(MOST_INPUT))]
Hash = Annotated[str, mapped_column(Words(64))]
Json = Annotated[dict[str, Any], mapped_column(Detail)]
When = Annotated[datetime, mapped_column(Moment)]


class Table(DeclarativeBase):
    """All tables; names of constraints are fixed, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Owned:
    """Key of a tenant's row."""

    tenant: Mapped[str] = mapped_column(Words(128), primary_key=True)
    id: Mapped[str] = mapped_column(Words(ID_CHARS), primary_key=True)
    created_at: Mapped[When]


def _of(table: str, *columns: str, parent: str = "id") -> ForeignKeyConstraint:
    """A row's parent is of the same tenant, and takes its children along."""
    return ForeignKeyConstraint(["tenant", *columns], [f"{table}.tenant", f"{table}.{parent}"], ondelete="CASCADE")


class GenerationRow(Table):
    """A draft that was written for. `number` joins SQLite's full-text table; `words` is what is searched in."""

    __tablename__ = "generations"
    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    tenant: Mapped[Name]
    id: Mapped[Id]
    person: Mapped[Name]
    input: Mapped[Draft]
    wishes: Mapped[Json]
    voice: Mapped[Name]
    prompt_version: Mapped[Name]
    topic: Mapped[Name | None]
    sentiment: Mapped[Word | None]
    seed: Mapped[int | None] = mapped_column(BigInteger)
    is_accepted: Mapped[bool]
    words: Mapped[str] = mapped_column(Words(MOST_WORDS))
    created_at: Mapped[When]
    __table_args__ = (
        UniqueConstraint("tenant", "id"),
        Index(None, "tenant", "person"),
        Index(None, "tenant", "voice", "id"),
        Index(None, "tenant", "topic", "id"),
    )


class CandidateRow(Owned, Table):
    """One written post of a generation, the best one at rank 0."""

    __tablename__ = "candidates"
    generation_id: Mapped[Id]
    rank: Mapped[int]
    output: Mapped[Text]
    pattern_used: Mapped[int]
    confidence_score: Mapped[float]
    user_feedback: Mapped[Word | None]
    details: Mapped[Json]
    __table_args__ = (_of("generations", "generation_id"), UniqueConstraint("tenant", "generation_id", "rank"))


class FeedbackRow(Owned, Table):
    """What a person did with a candidate."""

    __tablename__ = "feedback"
    person: Mapped[Name]
    candidate_id: Mapped[Id]
    rating: Mapped[int | None]
    edited: Mapped[Text | None]
    is_picked: Mapped[bool]
    posted_id: Mapped[Word | None]
    __table_args__ = (
        _of("candidates", "candidate_id"),
        Index(None, "tenant", "candidate_id"),
        Index(None, "tenant", "person"),
    )


class PostRow(Owned, Table):
    """A published post that came back, ours or not."""

    __tablename__ = "posts"
    person: Mapped[Name]
    tweet_id: Mapped[Word]
    content: Mapped[Text]
    pattern_type: Mapped[int]
    engagement_score: Mapped[float | None]
    candidate_id: Mapped[Id | None]
    __table_args__ = (
        UniqueConstraint("tenant", "tweet_id"),
        _of("candidates", "candidate_id"),
        Index(None, "tenant", "candidate_id"),
        Index(None, "tenant", "person"),
    )


class OutcomeRow(Owned, Table):
    """Counts of a post at one time."""

    __tablename__ = "outcomes"
    tweet_id: Mapped[Word]
    counted_at: Mapped[When]
    likes: Mapped[int] = mapped_column(BigInteger)
    replies: Mapped[int] = mapped_column(BigInteger)
    reposts: Mapped[int] = mapped_column(BigInteger)
    quotes: Mapped[int] = mapped_column(BigInteger)
    bookmarks: Mapped[int] = mapped_column(BigInteger)
    impressions: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (
        _of("posts", "tweet_id", parent="tweet_id"),
        UniqueConstraint("tenant", "tweet_id", "counted_at"),
    )


class DraftRow(Owned, Table):
    """A text on its way to be published by hand. `version` rises with every change."""

    __tablename__ = "drafts"
    person: Mapped[Name]
    text: Mapped[Text]
    state: Mapped[Word]
    version: Mapped[int]
    scheduled_at: Mapped[When | None]
    updated_at: Mapped[When]
    candidate_id: Mapped[Id | None]
    __table_args__ = (
        _of("candidates", "candidate_id"),
        Index(None, "tenant", "candidate_id"),
        Index(None, "tenant", "person"),
    )


class BatchRow(Owned, Table):
    """Many requests sent at once."""

    __tablename__ = "batches"
    person: Mapped[Name]
    total: Mapped[int]
    __table_args__ = (Index(None, "tenant", "person"),)


class BatchLineRow(Table):
    """One request of a batch and, when it is done, its reply. `held_until` is when a worker's claim on it ends."""

    __tablename__ = "batch_lines"
    tenant: Mapped[str] = mapped_column(Words(128), primary_key=True)
    batch_id: Mapped[str] = mapped_column(Words(ID_CHARS), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request: Mapped[Json]
    reply: Mapped[Json | None]
    held_until: Mapped[When | None]
    __table_args__ = (
        _of("batches", "batch_id"),
        Index("ix_batch_lines_open", "batch_id", "line", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )


class LabelRow(Owned, Table):
    """What a person said a text is: `task` asks (topic, sentiment, ...), `answer` is theirs."""

    __tablename__ = "labels"
    person: Mapped[Name]
    task: Mapped[Word]
    text: Mapped[Text]
    text_hash: Mapped[Hash]
    answer: Mapped[Name]
    __table_args__ = (UniqueConstraint("tenant", "person", "task", "text_hash"),)


class TrialRow(Owned, Table):
    """A comparison of two voices on real users: its plan as fixed before the first of them."""

    __tablename__ = "trials"
    name: Mapped[Name]
    plan: Mapped[Json]
    ended_at: Mapped[When | None]
    __table_args__ = (UniqueConstraint("tenant", "name"),)


class ExposureRow(Owned, Table):
    """A unit (person) that saw an arm, once for ever, and its outcome when that is in."""

    __tablename__ = "exposures"
    trial_id: Mapped[Id]
    person: Mapped[Name]
    arm: Mapped[Name]
    before: Mapped[float]
    outcome: Mapped[float | None]
    __table_args__ = (
        _of("trials", "trial_id"),
        UniqueConstraint("tenant", "trial_id", "person"),
        Index(None, "tenant", "person"),
    )


class UserRow(Owned, Table):
    """A person known by the subject of their tokens."""

    __tablename__ = "users"
    person: Mapped[Name]
    name: Mapped[Name]
    __table_args__ = (UniqueConstraint("tenant", "person"),)


class ClientRow(Table):
    """A program that may ask for tokens: its name is unique among all tenants, since a request only brings that."""

    __tablename__ = "clients"
    client_id: Mapped[str] = mapped_column(Words(128), primary_key=True)
    tenant: Mapped[Name]
    secret_hash: Mapped[Name]
    scopes: Mapped[str] = mapped_column(Words(1024))
    created_at: Mapped[When]
    revoked_at: Mapped[When | None]
    __table_args__ = (Index(None, "tenant"),)


class AuditRow(Owned, Table):
    """Who did what, for good: triggers refuse to change or delete a line. Holds no texts."""

    __tablename__ = "audit"
    actor: Mapped[Name]
    action: Mapped[Name]
    subject: Mapped[Name]
    details: Mapped[Json]


class ReplyRow(Table):
    """What was answered to a request with an Idempotency-Key."""

    __tablename__ = "replies"
    tenant: Mapped[str] = mapped_column(Words(128), primary_key=True)
    key: Mapped[str] = mapped_column(Words(255), primary_key=True)
    person: Mapped[Name]
    fingerprint: Mapped[Hash]
    reply: Mapped[Json]
    created_at: Mapped[When]
    __table_args__ = (Index(None, "created_at"), Index(None, "tenant", "person"))
