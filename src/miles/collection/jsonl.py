"""Posts from JSON Lines: rows of the X API, and prompt/completion pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from miles.collection.cut import is_cut
from miles.collection.kind import ends_with_link, kind_of
from miles.collection.parse import Opener, line_rows, text_of
from miles.collection.row import Escapes, counts, moment, stable_id, status_of
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
_NOT_READ = {  # quality_score is popularity, on two scales; structure and pattern count lines, not paragraphs
    *("engagement_score", "is_thread", "key_phrases", "pattern", "quality_score", "sentiment"),
    *("structure", "topic_categories", "topics", "type", "virality_score"),
}
_OWN_MEDIA = re.compile(r"/(?:photo|video)/\d+$")


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
        self.notes.clear()
        escapes, unread = Escapes(), set[str]()
        for number, row in line_rows(self._opener, self.name):
            unread |= _NOT_READ.intersection(row)
            handle = str(row.get("username") or row.get("author") or "").lower().removeprefix("@")
            post = read_api_row(row, f"{self.name}, line {number}", handle, self._read_at, escapes)
            post_id = post.id or stable_id(self.sha256, number, post.text)
            yield replace(post, id=post_id, source=self.name, row=number, is_cut=_is_cut(row, post.text))
        self.notes.extend(escapes.notes() + _left_aside(unread))


def _left_aside(fields: set[str]) -> list[str]:
    return [f"not read, for heuristics made them: {', '.join(sorted(fields))}"] if fields else []


def _is_cut(row: dict[str, Any], text: str) -> bool:
    """Long posts are whole where the API sent them as `note_tweet`."""
    return not row.get("note_tweet") and is_cut(text)


def read_api_row(
    row: dict[str, Any], where: str, handle: str, read_at: datetime | None, escapes: Escapes | None = None
) -> Post:
    """A Post from an object of the X API v2, with the fields of the live file or the API's own.

    https://docs.x.com/x-api/posts/timelines/introduction: `referenced_tweets` holds replied_to, quoted and
    retweeted; `note_tweet.text` is the whole of a text of more than 280 characters.
    """
    note = row.get("note_tweet")
    long = note.get("text") if isinstance(note, dict) else None
    text = (escapes or Escapes()).published(
        long if isinstance(long, str) else text_of(row, "text", "full_text", where=where)
    )
    refers = {str(ref.get("type")): str(ref.get("id")) for ref in row.get("referenced_tweets") or ()}
    parent = refers.get("replied_to")
    answered = str(row.get("in_reply_to_user_id") or "")
    is_reply = bool(parent or answered or row.get("is_reply"))
    if answered and row.get("author_id"):
        is_self_reply = answered == str(row["author_id"])
    else:
        is_self_reply = is_reply and not text.lstrip().startswith("@")
    kind = kind_of(
        text,
        author=handle,
        answers="somebody" if is_reply and not is_self_reply else None,
        is_self_reply=is_self_reply,
        is_quote="quoted" in refers or _quotes(text, row),
        is_repost="retweeted" in refers,
    )
    post_id = str(row.get("id") or "")
    tells = "is_reply" in row or "referenced_tweets" in row or "author_id" in row
    starts = tells and not is_reply and kind in (Kind.ROOT, Kind.QUOTE, Kind.LINK_ONLY)
    metrics = row.get("metrics")
    return Post(
        id=post_id,
        text=text,
        author=handle,
        proof=Proof.HANDLE if handle else Proof.NONE,
        time=moment(row.get("created_at"), f"{where}, created_at"),
        metrics=counts(metrics, _COUNTS, read_at)
        if isinstance(metrics, dict)
        else counts(row.get("public_metrics") or {}, _PUBLIC_COUNTS, read_at),
        kind=kind,
        parent=parent,
        thread=post_id or None if starts else None,
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
        self.notes.clear()
        escapes, unread = Escapes(), set[str]()
        for number, row in line_rows(self._opener, self.name):
            facts = row.get("metadata")
            unread |= _NOT_READ.intersection(facts) if isinstance(facts, dict) else set()
            if not isinstance(row.get("completion"), str):
                raise MilesError(f"{self.name}, line {number}: no `completion`", "give every row a completion")
            raw = row["completion"].removeprefix(" ")
            text = escapes.published(raw)
            yield Post(
                id=stable_id(self.sha256, number, raw),
                text=text,
                kind=kind_of(text),
                source=self.name,
                row=number,
                is_cut=is_cut(text),
            )
        self.notes.extend(escapes.notes() + _left_aside(unread))
