"""Proven posts -> fewer, safer posts: the ordered steps, each leaving its line in the Tally."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

from miles.cleaning.boilerplate import is_plug, recurring, strip_boilerplate
from miles.cleaning.dedupe import clusters, dedupe
from miles.cleaning.pii import mask
from miles.cleaning.remarks import remarks
from miles.post.error import MilesError
from miles.post.normal import normal_form, words
from miles.post.post import Kind, Post
from miles.post.tally import Tally

Stitch = Callable[[Sequence[Post]], list[Post]]
NEAR_WORDS = 8
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_NEXT_STEPS = {
    "time": "move until=<date> (until=none lifts it), or bring an export whose rows have times",
    "cut texts": "bring an export that holds the full texts, such as the X account archive",
    "boilerplate": "keep such posts with cleaner.drop_boilerplate=false",
    "plugs": "keep such posts with cleaner.drop_plugs=false",
}
_PLACEHOLDER = re.compile(r"<(?:user|email|phone|wallet)>")


class Cleaner:
    """Takes an author's proven posts and leaves those that may teach a voice.

    `until` is the last day (UTC, inclusive) that may be seen; None or "none" sets no limit. `keep_undated` is for
    judging only: rows without a time never train. The steps, in order: entities, reposts and blanks, duplicates,
    time, kinds, cut texts, boilerplate, plugs, personal data, near-duplicates (see `dedupe.clusters`). Posts that
    lead to a video or an offer are kept whole, for the link is their point, unless `drop_plugs`: a voice that learns
    them promises videos that do not exist.
    """

    def __init__(
        self,
        handle: str,
        until: str | date | None = None,
        *,
        keep_replies: bool = False,
        drop_boilerplate: bool = True,
        drop_plugs: bool = False,
        keep_undated: bool = False,
        near_threshold: float = 0.7,
    ) -> None:
        self.handle = handle.lstrip("@").casefold()
        self.until = day(until, "until")
        self.keep_replies = keep_replies
        self.drop_boilerplate = drop_boilerplate
        self.drop_plugs = drop_plugs
        self.keep_undated = keep_undated
        self.near_threshold = near_threshold

    def clean(self, posts: Sequence[Post], tally: Tally, stitch: Stitch | None = None) -> list[Post]:
        """The posts that stay, masked. `stitch` (collection.threads.stitch) runs once duplicates are gone and before
        anything is dropped by kind: a repeated or missing row would break the time rule it uses.

        Raises MilesError when nothing is left, naming the step that took the last ones.
        """
        steps: list[Callable[[Sequence[Post], Tally], list[Post]]] = [
            self._unescaped,
            dedupe,
            self._timed,
            *([lambda rows, _: stitch(rows)] if stitch else []),
            self._own_words,
            self._whole,
            *([self._without_boilerplate] if self.drop_boilerplate else []),
            self._without_plugs,
            self._masked,
            self._distinct,
        ]
        left = list(posts)
        for step in steps:
            before, left = left, step(left, tally)
            if before and not left:
                raise _nothing_left(tally)
        tally.notes.extend(remarks(left))
        return left

    def _unescaped(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        out = []
        for post in posts:
            text = post.text
            while _ENTITY.search(text):
                text = _ENTITY.sub(lambda match: unescape(match[0]), text)
            if text != post.text:
                tally.change("HTML entity that the file had escaped twice")
            out.append(replace(post, text=text))
        return out

    def _timed(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "time"
        tally.enter(step, len(posts))
        kept = []
        for post in posts:
            if post.time is None and self.keep_undated:
                kept.append(post)
            elif post.time is None:
                tally.drop(step, "no time: may prove authorship, never trains")
            elif self.until and post.time >= self.until + timedelta(days=1):
                tally.drop(step, f"set aside: later than {self.until:%Y-%m-%d}")
            else:
                kept.append(post)
        return kept

    def _own_words(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "kind"
        tally.enter(step, len(posts))
        kept = []
        for post in posts:
            if not post.text.strip():
                tally.drop(step, "empty")
            elif post.kind is Kind.REPOST or post.text.startswith("RT @"):
                tally.drop(step, "repost of somebody else's words")
            elif post.kind is Kind.LINK_ONLY or not normal_form(post.text):
                tally.drop(step, "link only")
            elif post.kind is Kind.REPLY and not self.keep_replies:
                tally.drop(step, "reply to somebody")
            else:
                kept.append(post)
        return kept

    def _whole(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "cut texts"
        tally.enter(step, len(posts))
        kept = [post for post in posts if not post.is_cut]
        if len(kept) < len(posts):
            tally.drop(step, "cut by the exporter, full text unknown", len(posts) - len(kept))
        return kept

    def _without_boilerplate(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "boilerplate"
        tally.enter(step, len(posts))
        known = recurring((post.text for post in posts), self.handle)
        kept = []
        for post in posts:
            text = strip_boilerplate(post.text, known, self.handle)
            if not text:
                tally.drop(step, "nothing but a thread ender or a call to follow")
                continue
            if text != post.text:
                tally.change("thread ender or call to follow removed")
            kept.append(replace(post, text=text))
        return kept

    def _without_plugs(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "plugs"
        plugs = {post.id for post in posts if is_plug(post.text)}
        if not self.drop_plugs:
            if plugs:
                tally.note(
                    f"{len(plugs):,} posts that lead to a video or an offer are kept (drop_plugs=true drops them)"
                )
            return list(posts)
        tally.enter(step, len(posts))
        tally.drop(step, "leads to a video or an offer", len(plugs))
        return [post for post in posts if post.id not in plugs]

    def _masked(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "personal data"
        tally.enter(step, len(posts))
        kept = []
        for post in posts:
            text, found = mask(post.text, self.handle)
            for kind in found:
                tally.change(f"masked as <{kind}>")
            if found and not normal_form(_PLACEHOLDER.sub("", text)):
                tally.drop(step, "nothing but personal data")
                continue
            kept.append(replace(post, text=text))
        return kept

    def _distinct(self, posts: Sequence[Post], tally: Tally) -> list[Post]:
        step = "near-duplicates"
        tally.enter(step, len(posts))
        order = sorted(posts, key=lambda post: post.time or datetime.max.replace(tzinfo=UTC))
        labels = clusters([post.text for post in order], self.near_threshold)
        gone = {
            post.id
            for index, (post, label) in enumerate(zip(order, labels, strict=True))
            if label != index and len(words(post.text)) >= NEAR_WORDS
        }
        if gone:
            tally.drop(step, f"close to an earlier post (at least {NEAR_WORDS} words)", len(gone))
        return [post for post in posts if post.id not in gone]


def day(value: str | date | None, name: str) -> datetime | None:
    """The start (UTC) of the day that a setting called `name` gives; None and "none" set no limit."""
    if value is None or str(value).lower() in ("", "none"):
        return None
    try:
        return datetime.fromisoformat(str(value)[:10]).replace(tzinfo=UTC)
    except ValueError:
        raise MilesError(f"{name}={str(value)!r} is not a date", f"write {name}=2025-02-28, or {name}=none") from None


def _nothing_left(tally: Tally) -> MilesError:
    """What took the last posts, with the counts, and what to try."""
    step = list(tally.steps)[-1]
    reasons = "".join(f"\n  {rows:,} x {reason}" for reason, rows in tally.steps[step].most_common())
    return MilesError(
        f"nothing is left after cleaning: the step '{step}' took the last {tally.rows_in[step]:,} posts{reasons}",
        _NEXT_STEPS.get(step, "bring an export that holds more of the author's own posts"),
    )
