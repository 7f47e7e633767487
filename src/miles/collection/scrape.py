"""Posts from a scraper's JSON array (Apify "tweet-scraper" and its relatives)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from miles.collection.kind import kind_of
from miles.collection.parse import Opener, array_rows, text_of
from miles.collection.row import Escapes, counts, moment, status_of
from miles.post.post import Kind, Post, Proof

FORMAT = "scrape-json"
_COUNTS = {
    "likes": "likeCount",
    "reposts": "retweetCount",
    "replies": "replyCount",
    "quotes": "quoteCount",
    "bookmarks": "bookmarkCount",
    "impressions": "viewCount",
}


def is_scrape(row: dict[str, Any]) -> bool:
    return "createdAt" in row and ("url" in row or "twitterUrl" in row) and ("text" in row or "fullText" in row)


class Scrape:
    """A scraper's dump. The handle comes from the post's address, so every row names its author.

    The dump has no reply or thread field: a leading "@" makes a reply, the rest is left to
    `collection.threads`. `read_at` is when the dump was made, for the file itself does not say.
    """

    format = FORMAT

    def __init__(self, opener: Opener, name: str, sha256: str, *, read_at: datetime | None = None) -> None:
        self.name, self.sha256, self.notes = name, sha256, list[str]()
        self._opener, self._read_at = opener, read_at

    def posts(self) -> Iterator[Post]:
        self.notes.clear()
        escapes = Escapes()
        for number, row in array_rows(self._opener, self.name):
            yield self._post(number, row, escapes)
        self.notes.extend(escapes.notes())

    def _post(self, number: int, row: dict[str, Any], escapes: Escapes) -> Post:
        where = f"{self.name}, row {number}"
        address = status_of(row.get("url")) or status_of(row.get("twitterUrl"))
        named = row.get("author")
        handle = address[0] if address else ""
        if not handle and isinstance(named, dict):
            handle = str(named.get("userName") or "").lower()
        text = escapes.published(text_of(row, "fullText", "text", where=where))
        parent = row.get("inReplyToId")
        answered = str(row.get("inReplyToUsername") or "").lower()
        is_self_reply = bool(parent) and bool(handle) and answered == handle
        post_id = str(row.get("id") or (address[1] if address else ""))
        kind = kind_of(
            text,
            author=handle,
            answers=(answered or None) if not is_self_reply else None,
            is_self_reply=is_self_reply,
            is_quote=bool(row.get("isQuote")),
            is_repost=bool(row.get("isRetweet")),
        )
        return Post(
            id=post_id,
            text=text,
            author=handle,
            proof=Proof.HANDLE if handle else Proof.NONE,
            time=moment(row.get("createdAt"), f"{where}, createdAt"),
            metrics=counts(row, _COUNTS, self._read_at),
            kind=kind,
            source=self.name,
            row=number,
            parent=str(parent) if parent else None,
            thread=post_id if row.get("isReply") is False and kind in (Kind.ROOT, Kind.QUOTE) else None,
        )
