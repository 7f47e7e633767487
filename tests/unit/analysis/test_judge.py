from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
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
    likeness,
    strict,
    text_ids,
    two_sample_auc,
)  # fmt: skip
from miles.analysis.style import FEATURES, features
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
        ("<|sentiment:positive|> <|draft|> up &lt;url&gt; <User 2>", "up"),
        ("1\ufe0f\u20e3 \u2139\ufe0f tip \u24c2 \u3297\ufe0f \U0001f44d\U0001f3fd", "tip"),
        ("\uff04BTC \u0663\u00bd \uff20you ok", "ok"),
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


def test_what_is_told_apart_at_a_glance_has_no_fidelity() -> None:
    scores, labels, _ = two_sample_auc(said(BULL, 60, 1), said(COOK, 60, 2))
    assert fidelity(auc(scores, labels)) == pytest.approx(0.0, abs=0.02)


def test_what_the_strict_view_drops_tells_nothing() -> None:
    texts = said(BULL, 60, 1)
    made = [f"\U0001f680 {text.upper()} 100 $BTC https://t.co/{k} <|link:1|>" for k, text in enumerate(texts)]
    scores, labels, _ = two_sample_auc(texts, made)
    assert fidelity(auc(scores, labels)) > 0.9


def test_posts_of_emoji_only_cannot_be_told_apart() -> None:
    scores, labels, _ = two_sample_auc(["\U0001f680"] * 10, ["\U0001f525"] * 10)
    assert auc(scores, labels) == 0.5
    lonely = [f"{chr(0x4E00 + 2 * k)}{chr(0x4E01 + 2 * k)}" for k in range(20)]  # no two share a gram
    assert auc(*two_sample_auc(lonely[:10], lonely[10:])[:2]) == 0.5


def test_too_few_posts_are_refused_with_their_number() -> None:
    with pytest.raises(MilesError, match="4 drafts are too few for 5 folds"):
        two_sample_auc(["a b"] * 8, ["c d"] * 8, [k // 2 for k in range(8)])
    with pytest.raises(MilesError, match="4 posts of the author and 9 of others"):
        AuthorJudge.fit(["a b"] * 4, ["c d"] * 9)
    with pytest.raises(MilesError, match="0 of others"):
        RankJudge.fit(["a b"], [])


def test_an_author_judge_of_five_posts_each_still_sees_both_sides_in_every_fold() -> None:
    for seed in range(5):
        assert AuthorJudge.fit(["a b c d"] * 5, ["x y z w"] * 40, seed=seed).accuracy == 1.0


def test_the_ranking_judge_rates_as_sklearns_own_pipeline_does() -> None:
    mine, other = said(BULL, 40, 1), [f"{text}! \U0001f680" for text in said(BULL[:6] + COOK[:5], 40, 2)]
    texts, fresh = [*mine, *other], [*said(BULL, 10, 3), *said(COOK, 10, 4), "", "\U0001f680"]
    judge = RankJudge.fit(mine, other)
    view = TfidfVectorizer(preprocessor=strict, token_pattern=r"\S+", ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    grams = view.fit_transform(texts)
    mean, sd = features(texts).mean(0), features(texts).std(0)

    def rows(grams: csr_matrix, texts: list[str]) -> csr_matrix:
        z = np.clip((features(texts) - mean) / np.where(sd > 0, sd, 1), -4, 4) / np.sqrt(len(FEATURES))
        return hstack([grams, csr_matrix(z)], format="csr")

    model = LogisticRegression(C=1.0, solver="liblinear", class_weight="balanced", tol=1e-8)
    model.fit(rows(grams, texts), np.repeat([1, 0], 40))
    assert set(judge.vocabulary) == set(view.get_feature_names_out())
    wanted = model.predict_proba(rows(view.transform(fresh), fresh))[:, 1]
    assert judge.rate(fresh) == pytest.approx(wanted, abs=5e-3)
    assert np.ptp(wanted) > 0.2


def test_the_reasons_add_up_to_what_the_ranking_judge_says() -> None:
    judge = RankJudge.fit(said(BULL, 60, 1), [text + "!!! \U0001f680" for text in said(COOK, 60, 2)])
    for text in (*said(BULL, 3, 7), *said(COOK, 3, 8), "nothing it knows", ""):
        reasons = judge.explain(text, most=None)
        logit = judge.bias + sum(weight for _, weight in reasons)
        assert 1 / (1 + np.exp(-logit)) == pytest.approx(judge.rate([text])[0])
        assert len({name for name, _ in reasons}) == len(reasons)
    reasons = judge.explain(said(BULL, 1, 7)[0])
    assert len(reasons) == 12
    assert [abs(weight) for _, weight in reasons] == sorted((abs(weight) for _, weight in reasons), reverse=True)
    assert judge.explain(said(BULL, 1, 7)[0], most=2) == reasons[:2]


def test_a_reason_is_a_phrase_of_the_text_or_a_habit_and_points_the_right_way() -> None:
    judge = RankJudge.fit(said(BULL, 60, 1), [text + "!!! \U0001f680" for text in said(COOK, 60, 2)])
    text = said(COOK, 1, 9)[0] + "!!!"
    reasons = dict(judge.explain(text, most=None))
    habits = {name.removeprefix("style:") for name in reasons if name.startswith("style:")}
    assert habits <= set(FEATURES)
    phrases = [name for name in reasons if not name.startswith("style:")]
    assert phrases
    assert all(phrase in text.casefold() for phrase in phrases)
    assert reasons["style:exclamations"] < 0
    assert all(reasons[word] < 0 for word in COOK if word in reasons)


def test_the_ranking_judge_needs_no_sklearn_to_rate(tmp_path: Path) -> None:
    judge = RankJudge.fit(said(BULL, 20, 1), said(COOK, 20, 2))
    file = tmp_path / "rank.json"
    file.write_text(json.dumps(judge.as_dict()))
    code = (
        "import json, sys; sys.modules['sklearn'] = None\n"
        "from miles.analysis.judge import RankJudge\n"
        f"judge = RankJudge.from_dict(json.load(open({str(file)!r})))\n"
        "print(judge.fingerprint, *judge.rate(['market dip', 'butter oven', '']).tolist())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert out[0] == judge.fingerprint
    assert [float(rate) for rate in out[1:]] == judge.rate(["market dip", "butter oven", ""]).tolist()


def test_the_two_judges_never_share_a_fingerprint() -> None:
    mine, other = said(BULL, 20, 1), said(COOK, 20, 2)
    assert RankJudge.fit(mine, other).fingerprint != AuthorJudge.fit(mine, other).fingerprint
    rank = RankJudge.fit(mine, other, slice_ids=["3", "1", "2"])
    assert rank.saw(["2", "3", "3", "4"]) == 2
    assert text_ids(["see https://t.co/abc"]) == text_ids(["see <url>"]) != text_ids(["sea"])


def test_likeness_is_half_for_the_same_hand_and_nothing_for_another() -> None:
    real, same = said(BULL, 100, 1), said(BULL, 100, 2)
    alike, apart = likeness(real, [same, said(COOK, 100, 3)], list(range(100)))
    assert alike.mean() == pytest.approx(0.5, abs=0.1)
    assert apart.mean() == pytest.approx(0.0, abs=0.02)
    assert ((alike >= 0) & (alike <= 1)).all()


def test_likeness_does_not_know_which_voice_wrote_what() -> None:
    """Swapping the voices swaps the numbers: the permutation test of a comparison rests on this."""
    real, one, other = said(BULL, 40, 1), said(BULL, 40, 2), said(BULL + COOK[:4], 40, 3)
    first, second = likeness(real, [one, other], list(range(40)))
    turned = likeness(real, [other, one], list(range(40)))
    assert turned[0] == pytest.approx(second)
    assert turned[1] == pytest.approx(first)
    mixed = [[one, other][k % 2][k] for k in range(40)], [[other, one][k % 2][k] for k in range(40)]
    some, _ = likeness(real, mixed, list(range(40)))
    assert some[::2] == pytest.approx(first[::2])
    assert some[1::2] == pytest.approx(second[1::2])


def test_likeness_needs_a_few_drafts() -> None:
    with pytest.raises(MilesError, match="3 drafts are too few"):
        likeness(["a", "b", "c"], [["a", "b", "c"]], [1, 2, 3])
