"""Posts from an X account archive: a zip, its folder, or a bare `tweets.js`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from miles.collection.cut import body_of
from miles.collection.kind import ends_with_link, kind_of
from miles.collection.parse import Opener, array_rows, text_of
from miles.collection.row import Escapes, count, moment, published, status_of
from miles.post.post import Kind, Metrics, Post, Proof

FORMAT = "x-archive"
_PART = re.compile(rb"\s*window\.YTD\.(\w+?)\.part(\d+)\s*=")
_ROLES = {"tweet": "tweets", "tweets": "tweets", "account": "account", "note_tweet": "notes"}


@dataclass(frozen=True, slots=True)
class Part:
    """One script of an archive: `role` is tweets, account, notes or other."""

    name: str
    role: str
    number: int
    opener: Opener


def role_of(head: bytes) -> tuple[str, int] | None:
    """(role, part number) as the first line of a script says; None for what is no archive script."""
    if match := _PART.match(head):
        return _ROLES.get(match.group(1).decode(), "other"), int(match.group(2))
    return None


def is_archive_row(row: Mapping[str, Any]) -> bool:
    tweet = row.get("tweet")
    return isinstance(tweet, dict) and "full_text" in tweet


class Archive:
    """All parts of one archive, read as one source.

    `account.js` beside the tweets proves the handle; a bare `tweets.js` names no author. Of an edited post
    only the last version stays. Long posts, which older archives cut in `tweets.js`, take their full text
    from `note-tweet.js`. Counts carry no time: the archive does not say when they were read.
    """

    format = FORMAT

    def __init__(self, parts: Iterable[Part], name: str, sha256: str) -> None:
        self.name, self.sha256, self.notes = name, sha256, list[str]()
        ordered = sorted(parts, key=lambda part: (part.number, part.name))
        self._parts = [part for part in ordered if part.role == "tweets"]
        self._account = [part for part in ordered if part.role == "account"]
        self._long = [part for part in ordered if part.role == "notes"]

    def posts(self) -> Iterator[Post]:
        """Edits and self-replies can only be judged when all rows are known: rows are held as Posts."""
        self.notes.clear()
        handle, account_id = self._owner()
        rows: dict[str, tuple[Post, _Evidence]] = {}
        escapes = Escapes()
        read = 0
        for part in self._parts:
            for row, item in array_rows(part.opener, part.name):
                read += 1
                tweet = item.get("tweet", item)
                post, evidence = _read(tweet, f"{part.name}, row {row}", handle, self.name, read, escapes)
                rows[post.id] = post, evidence
        latest = _latest(rows)
        kept = {post_id: pair for post_id, pair in rows.items() if latest[post_id] == post_id}
        if read > len(kept):
            self.notes.append(f"{read - len(kept):,} earlier versions of edited or doubled posts left out")
        longer = _Longer(self._long)
        for post in _Judge(handle, account_id, kept, latest).posts():
            yield longer.full(post)
        self.notes.extend(escapes.notes())
        if longer.found:
            self.notes.append(f"{longer.found:,} long posts completed from note-tweet.js")

    def _owner(self) -> tuple[str, str]:
        """(handle, user id) of the archive's owner; blanks when no account.js came with it."""
        for part in self._account:
            for _, item in array_rows(part.opener, part.name):
                account = item.get("account", item)
                return str(account.get("username", "")).lower(), str(account.get("accountId", ""))
        return "", ""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a row says beyond its text."""

    versions: tuple[str, ...]
    answers_id: str
    answers_name: str
    is_quote: bool
    is_repost: bool


def _read(
    tweet: dict[str, Any], where: str, handle: str, source: str, number: int, escapes: Escapes
) -> tuple[Post, _Evidence]:
    note = tweet.get("note_tweet")
    text = note.get("text") if isinstance(note, dict) else None
    text = escapes.published(text if isinstance(text, str) else text_of(tweet, "full_text", "text", where=where))
    post_id = str(tweet.get("id_str") or tweet.get("id") or "")
    parent = tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id")
    return Post(
        id=post_id,
        text=text,
        author=handle,
        proof=Proof.HANDLE if handle else Proof.NONE,
        time=moment(tweet.get("created_at"), f"{where}, created_at"),
        metrics=Metrics(likes=count(tweet.get("favorite_count")), reposts=count(tweet.get("retweet_count"))),
        source=source,
        row=number,
        parent=str(parent) if parent else None,
    ), _Evidence(
        versions=_versions(tweet, post_id),
        answers_id=str(tweet.get("in_reply_to_user_id_str") or tweet.get("in_reply_to_user_id") or ""),
        answers_name=str(tweet.get("in_reply_to_screen_name") or "").lower(),
        is_quote=_is_quote(tweet, text),
        is_repost=bool(tweet.get("retweeted_status")),
    )


def _versions(tweet: dict[str, Any], post_id: str) -> tuple[str, ...]:
    """Ids of all versions of a post, oldest first."""
    info = tweet.get("edit_info")
    for holder in ("initial", "edit"):
        known = info.get(holder) if isinstance(info, dict) else None
        if isinstance(known, dict):
            control = known.get("editControlInitial", known)
            ids = control.get("editTweetIds") if isinstance(control, dict) else None
            if ids:
                return tuple(sorted({str(version) for version in [*ids, post_id]}, key=lambda v: (len(v), v)))
    return (post_id,)


def _latest(rows: Mapping[str, tuple[Post, _Evidence]]) -> dict[str, str]:
    """For every version of every post, the last version that the archive holds."""
    latest: dict[str, str] = {}
    for post_id, (_, evidence) in rows.items():
        last = [version for version in evidence.versions if version in rows][-1]
        for version in (*evidence.versions, post_id):
            latest[version] = max(latest.get(version, last), last, key=lambda v: (len(v), v))
    return latest


def _is_quote(tweet: dict[str, Any], text: str) -> bool:
    if tweet.get("quoted_status_id_str") or tweet.get("is_quote_status"):
        return True
    entities = tweet.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    if not urls or not ends_with_link(text):
        return False
    last = urls[-1]
    address = str(last.get("expanded_url", "")) if isinstance(last, dict) else ""
    return status_of(address) is not None and text.rstrip().endswith(str(last.get("url", "")))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Knows the owner and all ids, so it can tell an answer to oneself from an answer to others."""

    handle: str
    account_id: str
    kept: Mapping[str, tuple[Post, _Evidence]]
    latest: Mapping[str, str]

    def posts(self) -> Iterator[Post]:
        """Where the archive shows self-replies, a post that answers nobody is known to start a thread."""
        judged = [self._judged(post, evidence) for post, evidence in self.kept.values()]
        tells = any(post.kind is Kind.CONTINUATION for post in judged)
        for post in judged:
            starts = tells and post.parent is None and post.kind in (Kind.ROOT, Kind.QUOTE, Kind.LINK_ONLY)
            yield replace(post, thread=post.id) if starts else post

    def _judged(self, post: Post, evidence: _Evidence) -> Post:
        parent = self.latest.get(post.parent, post.parent) if post.parent else None
        is_answer = bool(evidence.answers_id or evidence.answers_name or parent)
        is_self_reply = is_answer and (
            parent in self.kept
            or (bool(self.handle) and evidence.answers_name == self.handle)
            or (bool(self.account_id) and evidence.answers_id == self.account_id)
        )
        text = post.text
        if is_self_reply and self.handle and text.lower().startswith(f"@{self.handle} "):
            text = text[len(self.handle) + 2 :]  # X hides the handle that a self-reply opens with
        kind = kind_of(
            text,
            author=self.handle,
            answers=None if is_self_reply or not is_answer else evidence.answers_name or "somebody",
            is_self_reply=is_self_reply,
            is_quote=evidence.is_quote,
            is_repost=evidence.is_repost,
        )
        body = body_of(text)
        is_cut = body.endswith("…") and len(body) >= 250 and kind is not Kind.REPOST
        return replace(post, text=text, kind=kind, parent=parent, is_cut=is_cut)


class _Longer:
    """Full texts of long posts; note-tweet.js names no post, so the cut text and the minute must agree."""

    def __init__(self, parts: list[Part]) -> None:
        self.found = 0
        self._notes: dict[str, list[str]] = {}
        for part in parts:
            for row, item in array_rows(part.opener, part.name):
                note = item.get("noteTweet", item)
                core = note.get("core")
                if isinstance(core, dict) and isinstance(core.get("text"), str):
                    time = moment(note.get("createdAt"), f"{part.name}, row {row}, createdAt")
                    self._notes.setdefault(f"{time:%Y-%m-%d}" if time else "", []).append(published(core["text"]))

    def full(self, post: Post) -> Post:
        beginning = body_of(post.text).rstrip("…").rstrip()
        if not self._notes or len(beginning) < 200:
            return post
        day = f"{post.time:%Y-%m-%d}" if post.time else ""
        for text in [*self._notes.get(day, []), *self._notes.get("", [])]:
            if len(text) > len(beginning) and text.startswith(beginning):
                self.found += 1
                return replace(post, text=text, is_cut=False)
        return post
