"""What one published text is, who proved it, and how it was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """How a post stands among others. Only root, continuation and quote posts teach a voice."""

    ROOT = "root"
    CONTINUATION = "continuation"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"
    LINK_ONLY = "link-only"


class Proof(StrEnum):
    """Why we believe a post is the author's. NONE stays quarantined."""

    HANDLE = "handle"  # the row itself names its author
    EXPORT = "export"  # the author's config names the file by sha256
    MATCH = "match"  # the row's text equals a proven post
    OVERRIDE = "override"  # a person said so on the command line; recorded in the manifest
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Counts as they stood at `read_at` (UTC); None where the source does not tell."""

    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    bookmarks: int | None = None
    impressions: int | None = None
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One published text.

    `id` is text (ids exceed 2**53). `author` is the handle the row names, lower case, or "" when
    it names none. `time` is UTC or None. `text` is as published, except that a reader has
    unescaped HTML entities once. `source` and `row` (1-based) say where it was read.
    `parent` is the id of the post this one answers, where the source tells. `is_cut` marks a
    text that the source is known to have truncated.
    """

    id: str
    text: str
    author: str = ""
    proof: Proof = Proof.NONE
    time: datetime | None = None
    metrics: Metrics = Metrics()
    kind: Kind = Kind.ROOT
    source: str = ""
    row: int = 0
    parent: str | None = None
    thread: str | None = None  # id of the root post of its thread; set by collection.threads
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A root post and its continuations in order of time; a single post is a Thread of one."""

    posts: tuple[Post, ...]

    @property
    def id(self) -> str:
        return self.posts[0].id

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(post.text for post in self.posts)
