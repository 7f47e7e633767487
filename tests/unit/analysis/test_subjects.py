"""Topics as traits: fitted on what is given, standardised there, the same after a trip through JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest

from miles.analysis.predictors import Inputs
from miles.analysis.subjects import Subjects

KINDS = ("bitcoin rises over resistance today", "gold falls with bonds again", "gym and coffee every morning")


def inputs(n: int = 90) -> Inputs:
    rng = np.random.default_rng(0)
    kinds = np.arange(n) % len(KINDS)
    vectors = np.eye(6, dtype=np.float32)[kinds] + 0.2 * rng.normal(size=(n, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Inputs([f"{KINDS[kind]} {chr(97 + k % 26)}x" for k, kind in enumerate(kinds)], vectors, np.zeros((n, 2)))


def test_a_trait_for_each_topic_is_added_and_together_they_weigh_as_one() -> None:
    given = inputs()
    subjects = Subjects.fit(given)
    assert subjects.topics is not None
    found = subjects.beside(given)
    added = found.traits[:, 2:]
    assert added.shape == (90, len(subjects.topics))
    np.testing.assert_allclose(added.mean(axis=0), 0.0, atol=0.05)
    assert (added.std(axis=0) ** 2).sum() == pytest.approx(1.0, abs=0.05)
    np.testing.assert_array_equal(found.vectors, given.vectors)
    likest = [added[k :: len(KINDS)].mean(axis=0).argmax() for k in range(len(KINDS))]
    assert len(set(likest)) == len(KINDS), "each kind of post is likest to a topic of its own"


def test_later_posts_are_told_by_topics_that_never_saw_them() -> None:
    given, early = inputs(), np.arange(60)
    others = Inputs([*given.texts[:60], *["ships sail the sea"] * 30], given.vectors, given.traits)
    one, other = (Subjects.fit(each.take(early)).beside(each).traits[:60] for each in (given, others))
    np.testing.assert_array_equal(one, other)


def test_it_travels_as_json() -> None:
    given = inputs()
    subjects = Subjects.fit(given)
    again = Subjects.from_dict(json.loads(json.dumps(subjects.as_dict())))
    np.testing.assert_allclose(again.beside(given).traits, subjects.beside(given).traits, atol=1e-5)


def test_too_few_posts_add_nothing() -> None:
    few = inputs(9)
    subjects = Subjects.fit(few)
    assert subjects.topics is None
    assert subjects.beside(few) is few
    assert Subjects.from_dict(subjects.as_dict()).beside(few) is few
