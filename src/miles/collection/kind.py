"""How a post stands among others, judged from its own row."""

from __future__ import annotations

import re

from miles.post.normal import LINK
from miles.post.post import Kind

_REPOST = re.compile(r"RT @\w{1,15}\b")
_LEADING = re.compile(r"@(\w{1,15})\b")
_LAST_LINK = re.compile(r"https?://t\.co/\w+\s*$")


def ends_with_link(text: str) -> bool:
    """Whether the text ends with the short link that X appends for a quoted post or media."""
    return _LAST_LINK.search(text) is not None


def kind_of(
    text: str,
    *,
    author: str = "",
    answers: str | None = None,
    is_self_reply: bool = False,
    is_quote: bool = False,
    is_repost: bool = False,
) -> Kind:
    """The kind that one row proves by itself; `collection.threads` finds more continuations later.

    `answers` is the handle or user id this post replies to, where the row names one other than the author.
    A row known to answer the author's own post is a continuation even when it opens with a handle
    ("@sama is right"), unless it is nothing but links. Without such knowledge a leading handle other than
    the author's own means a reply.
    """
    if is_repost or _REPOST.match(text):
        return Kind.REPOST
    if not is_self_reply:
        opens_with = _LEADING.match(text.lstrip())
        if answers or (opens_with and opens_with.group(1).lower() != author):
            return Kind.REPLY
    if not LINK.sub("", text).strip():
        return Kind.LINK_ONLY
    if is_self_reply:
        return Kind.CONTINUATION
    return Kind.QUOTE if is_quote else Kind.ROOT
