from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from miles.analysis.predictors import (
    QUANTILES,
    SIGNAL,
    Inputs,
    Kernel,
    LengthOnly,
    Network,
    TextRidge,
    Trees,
    known_heads,
    ordered,
    width_80,
)

RNG = np.random.default_rng(5)
WORDS = ("bitcoin", "alts", "macro", "gold")


def inputs(n: int = 160) -> tuple[Inputs, np.ndarray]:
    """Texts about one of four subjects; the first does better by 1, the third head is unknown."""
    subject = RNG.integers(0, 4, n)
    texts = [
        f"{WORDS[s]} is what we watch {'now ' * int(k)}" for s, k in zip(subject, RNG.integers(0, 6, n), strict=True)
    ]
    vectors = np.eye(8, dtype=np.float32)[subject]
    traits = RNG.normal(size=(n, 3))
    targets = np.stack([subject == 0, 0.5 * traits[:, 0], np.full(n, np.nan)], axis=1).astype(float)
    return Inputs(texts, vectors, traits), targets + 0.01 * RNG.normal(size=targets.shape)


def networks(width: int, heads: int) -> list[dict[str, np.ndarray]]:
    return [
        {
            "hidden.weight": RNG.normal(size=(5, width)).astype(np.float32),
            "hidden.bias": np.zeros(5, np.float32),
            "head.weight": RNG.normal(size=(heads * len(QUANTILES), 5)).astype(np.float32),
            "head.bias": np.zeros(heads * len(QUANTILES), np.float32),
        }
        for _ in range(2)
    ]


@pytest.mark.parametrize("kind", [TextRidge, Trees, Kernel])
def test_what_was_learnt_is_told_of_new_texts_and_survives_saving(kind: type, tmp_path: Path) -> None:
    (seen, targets), (new, truth) = inputs(), inputs()
    fitted = kind.fit(seen, targets)
    told = fitted.predict(new)
    assert np.corrcoef(told[:, 0], truth[:, 0])[0, 1] > 0.9
    assert np.corrcoef(told[:, 1], truth[:, 1])[0, 1] > 0.5
    assert np.isnan(told[:, 2]).all()
    fitted.save(tmp_path)
    np.testing.assert_allclose(kind.load(tmp_path).predict(new), told, rtol=1e-9)


def test_a_text_s_terms_weigh_what_sklearn_s_rows_give_them() -> None:
    seen, targets = inputs()
    fitted = TextRidge.fit(seen, targets)
    strange = Inputs(["quite other words", "bitcoin bitcoin <url> now", ""], seen.vectors[:3], seen.traits[:3])
    for given in (seen, strange):
        np.testing.assert_allclose(fitted.predict(given), fitted._rows(given) @ fitted._weights + fitted._offsets)


def test_a_row_means_the_same_alone_and_in_company() -> None:
    seen, targets = inputs()
    for kind in (TextRidge, Trees, Kernel):
        fitted = kind.fit(seen, targets)
        np.testing.assert_allclose(fitted.predict(seen.take(np.array([7]))), fitted.predict(seen)[7:8], rtol=1e-9)


def test_a_line_over_the_length(tmp_path: Path) -> None:
    texts = ["x" * n for n in (1, 10, 100, 1000)]
    given = Inputs(texts, np.zeros((4, 2), np.float32), np.zeros((4, 1)))
    truth = 2.0 - 0.5 * np.log1p([[1], [10], [100], [1000]])
    LengthOnly.fit(given, truth).save(tmp_path)
    np.testing.assert_allclose(LengthOnly.load(tmp_path).predict(given), truth)


def test_the_nearest_training_post_is_told_by_its_cosine() -> None:
    seen, targets = inputs()
    strange = Inputs(["?"], np.eye(8, dtype=np.float32)[[6]], np.zeros((1, 3)))
    kernel = Kernel.fit(seen, targets)
    assert kernel.nearest(strange)[0] == pytest.approx(0.0, abs=1e-6)
    assert kernel.nearest(seen) == pytest.approx(1.0)


def test_quantiles_never_cross_and_the_median_is_free() -> None:
    raw = RNG.normal(scale=5, size=(50, 3, len(QUANTILES))).astype(np.float32)
    found = ordered(raw)
    assert (np.diff(found, axis=-1) > 0).all()
    np.testing.assert_array_equal(found[..., 3], raw[..., 3])


def test_a_network_answers_with_the_mean_of_its_members(tmp_path: Path) -> None:
    seen, _ = inputs(6)
    layers = networks(11, 2)
    both = Network(layers, [0, 1], 2)
    alone = [Network([layer], [0, 1], 2).predict(seen) for layer in layers]
    np.testing.assert_allclose(both.predict(seen), np.mean(alone, axis=0), rtol=1e-5)
    both.save(tmp_path)
    np.testing.assert_allclose(Network.load(tmp_path).quantiles(seen), both.quantiles(seen))
    assert (width_80(both.quantiles(seen)) > 0).all()


def test_a_head_that_most_posts_leave_out_is_unknown() -> None:
    rows = np.array([[1, np.nan, 1], [1, np.nan, np.nan], [1, 1, 1], [1, np.nan, np.nan]])
    assert list(known_heads(rows)) == [0, 2]
    assert known_heads(rows)[2].tolist() == [0, 2]


def test_what_is_open_about_a_text_by_arithmetic() -> None:
    """One training post: the covariance of two texts is s (k - k1 k2 s / (s + 1)), k their similarities."""
    vectors = np.eye(3, dtype=np.float32)
    posts = Inputs(["a", "b", "c"], vectors, np.zeros((3, 1)))
    kernel = Kernel(posts.take(np.array([0])).joined, np.ones((1, 1)), np.zeros(1), 0.05, 3)
    near, far = 1.0, np.exp(-0.05 * 32)  # unit vectors at right angles, scaled by 4, lie 32 apart
    found = kernel.unknown(posts)
    for i, j, k, ki, kj in ((0, 0, near, near, near), (0, 1, far, near, far), (1, 2, far, far, far)):
        assert found[i, j] == pytest.approx(SIGNAL * (k - ki * kj * SIGNAL / (SIGNAL + 1)), rel=1e-5)


def test_more_posts_leave_less_open() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(40, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    posts = Inputs(["x"] * 40, vectors, np.zeros((40, 2)))
    few, many = (
        Kernel(posts.joined[:n], np.ones((n, 1)), np.zeros(1), 0.05, 8).unknown(posts.take(np.arange(35, 40)))
        for n in (10, 35)
    )
    assert (np.diag(many) < np.diag(few)).all()
    assert (np.linalg.eigvalsh(many) > 0).all()
