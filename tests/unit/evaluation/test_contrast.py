from __future__ import annotations

import numpy as np
import pytest

from miles.analysis.judge import RankJudge, text_ids
from miles.analysis.novelty import Memory
from miles.evaluation.contrast import FEWEST_POSTS, contrast_judge, telling
from miles.post.error import MilesError
from miles.post.post import Kind, Post

BULL = ["market", "higher", "patience", "crowd", "sells", "dip", "alts", "cycle", "liquidity", "narrative", "risk"]
COOK = ["butter", "gentle", "heat", "flour", "whisk", "season", "oven", "crust", "simmer", "garlic", "broth"]


def posts(words: list[str], n: int, seed: int) -> list[Post]:
    rng = np.random.default_rng(seed)
    return [Post(id=f"{seed}-{k}", text=" ".join(rng.choice(words, 10)) + f" {seed}{k}") for k in range(n)]


def test_telling_posts_are_own_distinct_and_of_some_length() -> None:
    kept = "this one is long enough"
    rows = [
        Post(id="1", text=kept), Post(id="2", text=kept.upper()), Post(id="3", text="This."),
        Post(id="4", text="@you this is a reply of mine"),
        Post(id="5", text="somebody else said all this", kind=Kind.REPOST),
        Post(id="6", text="https://t.co/abc", kind=Kind.LINK_ONLY),
    ]  # fmt: skip
    assert [text.lower() for text in telling(rows)] == [kept]


def test_the_judge_tells_the_two_apart() -> None:
    mine, theirs = posts(BULL, 80, 1), posts(COOK, 80, 2)
    judge = contrast_judge(mine, theirs, Memory.build([]))
    assert judge.accuracy > 0.95
    assert judge.n == 160
    assert judge.rate([posts(BULL, 1, 3)[0].text])[0] > 0.5 > judge.rate([posts(COOK, 1, 3)[0].text])[0]


def test_what_both_said_and_what_the_ranking_judge_saw_teach_nothing() -> None:
    mine, theirs = posts(BULL, 120, 1), posts(COOK, 80, 2)
    shared = [*theirs, *mine[:20]]
    memory = Memory.build([post.text for post in mine])
    assert contrast_judge(mine, shared, memory).n == 200
    rank = RankJudge.fit([post.text for post in mine[:50]], [post.text for post in posts(COOK, 50, 9)])
    judge = contrast_judge(mine, theirs, memory, rank)
    assert judge.n == 70 + 80
    assert judge.fingerprint != rank.fingerprint
    assert rank.saw(text_ids([post.text for post in mine[50:]])) == 0


def test_too_few_posts_are_refused_with_both_counts() -> None:
    with pytest.raises(MilesError, match=f"80 and {FEWEST_POSTS - 1}"):
        contrast_judge(posts(BULL, 80, 1), posts(COOK, FEWEST_POSTS - 1, 2), Memory.build([]))
