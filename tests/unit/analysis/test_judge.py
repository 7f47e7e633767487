from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from miles.analysis.judge import (
    AUTHOR_SPEC,
    RANK_SPEC,
    AuthorJudge,
    RankJudge,
    _cross_fitted,
    _fit_char,
    auc,
    auc_interval,
    fidelity,
    fingerprint,
    strict,
    text_ids,
    two_sample_auc,
)  # fmt: skip
from miles.post.error import MilesError

BULL = ["market", "higher", "patience", "crowd", "sells", "dip", "alts", "cycle", "liquidity", "narrative", "risk"]
COOK = ["butter", "gentle", "heat", "flour", "whisk", "season", "oven", "crust", "simmer", "garlic", "broth"]


def said(words: list[str], n: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(words, 10)) for _ in range(n)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BUY\n\n$BTC   now!", "buy now!"),
        ("up 12% to 100k 🚀🚀", "up % to k"),
        ("see https://t.co/abc @you <user> <|link:1|>", "see"),
        ("\u201cit\u2019s\u201d", '"it\'s"'),
        ("caf\u00e9 \u4e2d\u6587", "caf\u00e9 \u4e2d\u6587"),
    ],
)
def test_only_words_and_punctuation_are_left_to_judge_by(text: str, left: str) -> None:
    assert strict(text) == left


def test_counting_once_gives_the_numbers_of_fitting_every_fold_alone() -> None:
    texts = [*said(BULL, 30, 1), *said(BULL[:8] + COOK[:2], 30, 2)]
    labels = np.repeat([0, 1], 30)
    fold = np.arange(60) % 5
    slow = np.zeros(60)
    for held in range(5):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        view, model = _fit_char([texts[i] for i in train], labels[train])
        slow[test] = model.decision_function(view.transform([texts[i] for i in test]))
    assert _cross_fitted(texts, labels, fold) == pytest.approx(slow, abs=1e-3)


def test_auc_is_sklearns_ties_included_and_fidelity_folds_it() -> None:
    rng = np.random.default_rng(0)
    scores, labels = rng.normal(size=80).round(1), np.repeat([0, 1], 40)
    assert auc(scores, labels) == pytest.approx(roc_auc_score(labels, scores))
    assert [fidelity(value) for value in (0.5, 0.75, 1.0, 0.2)] == [1.0, 0.5, 0.0, 1.0]


def test_a_draft_is_never_split_over_folds() -> None:
    """Made posts equal to the real ones: a judge that had seen the twin would call each by its twin's name."""
    texts = [f"{a}{b} {b}{a} {a}{a}{b}" for a in "bcdfghjk" for b in "lmnprstv"]
    scores, labels, groups = two_sample_auc(texts, texts, [k // 2 for k in range(64)])
    assert auc(scores, labels) == pytest.approx(0.5, abs=0.02)
    assert groups.max() == 31


def test_shuffled_labels_are_null() -> None:
    values = []
    for seed in range(5):
        texts = said(BULL, 160, seed)
        scores, labels, groups = two_sample_auc(texts[:80], texts[80:], seed=seed)
        values.append(auc(scores, labels))
    low, high = auc_interval(scores, labels, groups)
    assert abs(np.mean(values) - 0.5) < 2 / np.sqrt(5 * 80)
    assert low < 0.5 < high


def test_real_and_made_come_in_pairs() -> None:
    with pytest.raises(MilesError, match="3 real and 2 made"):
        two_sample_auc(["a", "b", "c"], ["a", "b"])


def test_the_author_judge_tells_authors_apart_and_says_how_well() -> None:
    judge = AuthorJudge.fit(said(BULL, 60, 1), said(COOK, 30, 2))
    assert judge.accuracy > 0.95
    assert judge.n == 90
    assert judge.rate([*said(BULL, 5, 3), *said(COOK, 5, 4)]).round().tolist() == [1] * 5 + [0] * 5
    assert judge.rate([]).shape == (0,)
    blind = AuthorJudge.fit(said(BULL, 60, 1), said(BULL, 30, 2))
    assert abs(blind.accuracy - 0.5) < 0.2


def test_the_ranking_judge_survives_its_file_and_ranks_alike() -> None:
    judge = RankJudge.fit(said(BULL, 60, 1), [text + "!!! 🚀" for text in said(COOK, 60, 2)])
    again = RankJudge.from_dict(json.loads(json.dumps(judge.as_dict())))
    fresh = [*said(BULL, 5, 3), *(text + "!!! 🚀" for text in said(COOK, 5, 4))]
    assert again.rate(fresh) == pytest.approx(judge.rate(fresh))
    assert again.fingerprint == judge.fingerprint
    assert (judge.rate(fresh) > 0.5).tolist() == [True] * 5 + [False] * 5
    assert judge.rate([]).shape == (0,)
    with pytest.raises(MilesError, match="train the bundle again"):
        RankJudge.from_dict(judge.as_dict() | {"spec": "rank/0"})


def test_the_ranking_judge_works_as_sklearn_would() -> None:
    """Its own arithmetic gives the probabilities of the model that was fitted: training texts are told apart."""
    mine, other = said(BULL, 40, 1), said(COOK, 40, 2)
    judge = RankJudge.fit(mine, other)
    row = judge._sparse(mine[:1]).toarray()[0]
    assert np.linalg.norm(row) == pytest.approx(1.0)
    logit = row @ judge.weight[: len(row)] + judge._styles(mine[:1])[0] @ judge.weight[len(row) :] + judge.bias
    assert judge.rate(mine[:1])[0] == pytest.approx(1 / (1 + np.exp(-logit)))


def test_judges_remember_what_they_look_at_and_learned_from() -> None:
    mine, other = said(BULL, 20, 1), said(COOK, 20, 2)
    rank = RankJudge.fit(mine, other)
    assert rank.saw(text_ids(mine)) == len(set(mine))
    assert rank.saw(text_ids(said(BULL, 20, 9))) == 0
    ids = text_ids([*mine, *other])
    assert fingerprint(RANK_SPEC, ids) == rank.fingerprint != fingerprint(AUTHOR_SPEC, ids)
    assert fingerprint(RANK_SPEC, ids) == fingerprint(RANK_SPEC, ids[::-1]) != fingerprint(RANK_SPEC, ids[1:])
    assert text_ids(["A  b"]) == text_ids(["a b"])
