"""Posts from JSON Lines: rows of the X API, and prompt/completion pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from miles.collection.cut import is_cut
from miles.collection.kind import ends_with_link, kind_of
from miles.collection.parse import Opener, line_rows, text_of
from miles.collection.row import counts, moment, published, stable_id, status_of
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Proof

API_FORMAT = "api-jsonl"
COMPLETION_FORMAT = "completion-jsonl"
_COUNTS = {name: name for name in ("likes", "replies", "quotes", "impressions", "bookmarks")} | {"reposts": "retweets"}
_PUBLIC_COUNTS = {
    "likes": "like_count",
    "reposts": "retweet_count",
    "replies": "reply_count",
    "quotes": "quote_count",
    "bookmarks": "bookmark_count",
    "impressions": "impression_count",
}
_OWN_MEDIA = re.compile(r"/(?:photo|video)/\d+$")


def is_api_row(row: dict[str, Any]) -> bool:
    return "id" in row and "created_at" in row and ("text" in row or "full_text" in row)


def is_completion_row(row: dict[str, Any]) -> bool:
    return isinstance(row.get("completion"), str)


class ApiJsonl:
    """One API object a line: `id, created_at, text, metrics` or the API's own `public_metrics`.

    Rows name no author unless they carry `username` or `author`. `is_reply` without a leading "@" is
    evidence of a self-reply. `is_thread` is not read: in the live file it is `not is_reply` in all 739 rows.
    """

    format = API_FORMAT

    def __init__(self, opener: Opener, name: str, sha256: str, *, read_at: datetime | None = None) -> None:
        self.name, self.sha256, self.notes = name, sha256, list[str]()
        self._opener, self._read_at = opener, read_at

    def posts(self) -> Iterator[Post]:
        for number, row in line_rows(self._opener, self.name):
            yield self._post(number, row)

    def _post(self, number: int, row: dict[str, Any]) -> Post:
        where = f"{self.name}, line {number}"
        text = published(text_of(row, "text", "full_text", where=where))
        handle = str(row.get("username") or row.get("author") or "").lower().removeprefix("@")
        is_answer = row.get("is_reply")
        is_self_reply = bool(is_answer) and not text.lstrip().startswith("@")
        kind = kind_of(
            text,
            author=handle,
            is_self_reply=is_self_reply,
            is_quote=_quotes(text, row),
            answers="" if not is_answer or is_self_reply else "somebody",
        )
        post_id = str(row["id"]) if row.get("id") else stable_id(self.sha256, number, text)
        metrics = row.get("metrics")
        return Post(
            id=post_id,
            text=text,
            author=handle,
            proof=Proof.HANDLE if handle else Proof.NONE,
            time=moment(row.get("created_at"), f"{where}, created_at"),
            metrics=counts(metrics, _COUNTS, self._read_at)
            if isinstance(metrics, dict)
            else counts(row.get("public_metrics") or {}, _PUBLIC_COUNTS, self._read_at),
            kind=kind,
            source=self.name,
            row=number,
            thread=post_id if is_answer is False and kind in (Kind.ROOT, Kind.QUOTE, Kind.LINK_ONLY) else None,
            is_cut=is_cut(text),
        )


def _quotes(text: str, row: dict[str, Any]) -> bool:
    """Whether the link the text ends with leads to another post, not to the post's own media."""
    entities = row.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    if not urls or not ends_with_link(text):
        return False
    last = urls[-1]
    address = str(last.get("expanded_url") if isinstance(last, dict) else last)
    return status_of(address) is not None and not _OWN_MEDIA.search(address)


class CompletionJsonl:
    """Prompt/completion pairs of a fine-tuning file: the completion is a post, nothing says whose.

    Such a file has neither ids nor times: an id is made from the file's hash, the row and its text. The one
    blank that fine-tuning files put before a completion is taken off. The prompt is not a post.
    """

    format = COMPLETION_FORMAT

    def __init__(self, opener: Opener, name: str, sha256: str) -> None:
        self.name, self.sha256, self.notes = name, sha256, list[str]()
        self._opener = opener

    def posts(self) -> Iterator[Post]:
        for number, row in line_rows(self._opener, self.name):
            if not is_completion_row(row):
                raise MilesError(f"{self.name}, line {number}: no `completion`", "give every row a completion")
            raw = row["completion"].removeprefix(" ")
            text = published(raw)
            yield Post(
                id=stable_id(self.sha256, number, raw),
                text=text,
                kind=kind_of(text),
                source=self.name,
                row=number,
                is_cut=is_cut(text),
            )
