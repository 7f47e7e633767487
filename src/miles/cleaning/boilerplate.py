"""What closes every other post and says nothing: thread enders, calls to follow, like and repost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from miles.post import parts
from miles.post.normal import words

MIN_POSTS = 5
MIN_WORDS = 6
_PLEA = re.compile(
    r"^(?:also|and|so|p ?s|again|lastly|finally)?\s*"
    r"(?:(?:make sure (?:to|you)|be sure to|don't forget to|please)\s)?"
    r"(?:follow me\b|follow OWN\b|like (?:and )?(?:repost|retweet)|(?:repost|retweet) the (?:1st|first|quote|tweet)"
    r"|i hope you(?:'ve| have)? (?:found|enjoyed) (?:this|the)"
    r"|if you(?:'ve)? (?:enjoyed|found) (?:this|it) .*(?:follow|like|repost|retweet)"
    r"|(?:turn )?(?:on )?(?:post )?(?:notis|notifications) on)"
)
_SENTENCE = re.compile(r"(?<=[.!?])[^\S\n]+|\n+")


def recurring(texts: Iterable[str], min_posts: int = MIN_POSTS, min_words: int = MIN_WORDS) -> frozenset[str]:
    """Keys of the paragraphs of at least `min_words` words that stand in at least `min_posts` texts."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({_key(part) for part in parts.split(text).parts})
    return frozenset(key for key, posts in seen.items() if posts >= min_posts and key.count(" ") + 1 >= min_words)


def _key(part: str) -> str:
    return " ".join(words(part))


def strip_boilerplate(text: str, known: frozenset[str], own: str = "") -> str:
    """The text without its closing paragraphs that are boilerplate; "" when it was nothing else."""
    cut = parts.split(text)
    keep = len(cut.parts)
    while keep and (_key(cut.parts[keep - 1]) in known or _PLEA.match(_key(cut.parts[keep - 1]).replace(own, "OWN"))):
        keep -= 1
    if keep == len(cut.parts):
        return text
    return parts.Split(parts=cut.parts[:keep], gaps=(*cut.gaps[:keep], "")).join() if keep else ""
