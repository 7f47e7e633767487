"""A judge trained on this author against another real author of the same subject."""

from __future__ import annotations

from collections.abc import Sequence

from miles.analysis.judge import AuthorJudge, RankJudge, text_ids
from miles.analysis.novelty import Memory
from miles.evaluation.fidelity import keep_apart
from miles.post.error import MilesError
from miles.post.normal import normal_form, words
from miles.post.post import Kind, Post

FEWEST_WORDS = 4  # "This." and "100%" are anybody's
FEWEST_POSTS = 50
KINDS = (Kind.ROOT, Kind.CONTINUATION, Kind.QUOTE)


def telling(posts: Sequence[Post]) -> list[str]:
    """Own texts that can tell an author: no replies, no links alone, each once, of a few words at least."""
    distinct = {normal_form(post.text): post.text for post in posts if post.kind in KINDS}
    return [text for text in distinct.values() if len(words(text)) >= FEWEST_WORDS and not text.startswith("@")]


def contrast_judge(
    author: Sequence[Post], other: Sequence[Post], memory: Memory, rank: RankJudge | None = None, seed: int = 0
) -> AuthorJudge:
    """Learns from training posts of the author that the ranking judge never saw, and from the other's posts.

    What the other author has in common with this one word for word teaches nothing and is left out.
    """
    theirs = [text for text in telling(other) if not memory.is_seen(text)]
    mine = telling(author)
    if rank is not None:
        mine = [text for text, name in zip(mine, text_ids(mine), strict=True) if not rank.saw([name])]
    if min(len(mine), len(theirs)) < FEWEST_POSTS:
        raise MilesError(
            f"a judge needs {FEWEST_POSTS} posts of each author; there are {len(mine)} and {len(theirs)}",
            "name a larger file in contrast=, or contrast=null to leave this judge out",
        )
    ids = text_ids([*mine, *theirs])
    judge = AuthorJudge.fit(mine, theirs, seed=seed, slice_ids=ids)
    if rank is not None:
        keep_apart(rank, judge, ids)
    return judge
