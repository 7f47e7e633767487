from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from miles.analysis.level import HEADS, SLOW, History
from miles.analysis.outcomes import Outcomes, refuse_leaks, roots
from miles.analysis.traits import TraitReader
from miles.post.error import MilesError
from miles.post.post import Kind, Thread


def test_a_row_is_a_root_post_with_what_was_known_before_it(received: list[Thread]) -> None:
    history = History.of(roots(received))
    found = Outcomes.of(received, history)
    assert len(found) == 240 - 11, "five posts must have been out for two days: 6 a two days, then 5"
    assert {moment.hours_since_last for moment in found.moments} == {8.0}
    assert {moment.posts_last_day for moment in found.moments} == {3}
    post = found.posts[0]
    assert found.targets[0, 0] == pytest.approx(np.log1p(post.metrics.likes) - history.level(post.time)[0])
    assert np.isnan(found.targets[:, HEADS.index("impressions")]).all()


def test_the_pull_leads_half_way_to_the_slower_level(received: list[Thread]) -> None:
    history = History.of(roots(received))
    found = Outcomes.of(received, history)
    at = found.posts[-1].time
    assert found.times[-1] == at.timestamp()
    assert found.pull[-1, 0] == pytest.approx((history.level(at, SLOW)[0] - history.level(at)[0]) / 2)
    assert np.abs(found.pull[:, 0]).max() > 0


def test_pieces_of_threads_whose_root_is_missing_are_no_rows(received: list[Thread]) -> None:
    lost = Thread((replace(received[50].posts[0], kind=Kind.CONTINUATION),))
    mended = [*received[:50], lost, *received[51:]]
    found, whole = (Outcomes.of(threads, History.of(roots(threads))) for threads in (mended, received))
    assert len(found) == len(whole) - 1


def test_only_later_posts_where_asked(received: list[Thread]) -> None:
    border = received[100].posts[0].time
    assert border
    found = Outcomes.of(received, History.of(roots(received)), after=border)
    assert len(found) == 139
    with pytest.raises(MilesError, match="none after 2031"):
        Outcomes.of(received, History.of(roots(received)), after=border + timedelta(days=2600))


def test_five_posts_are_too_few_to_know_a_level(received: list[Thread]) -> None:
    with pytest.raises(MilesError, match="of 5 threads none has a count and five older posts"):
        Outcomes.of(received[:5], History.of(roots(received[:5])))


@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_a_trait_from_the_future_is_refused(received: list[Thread], noise: float) -> None:
    """The canary: likes, exact or blurred, planted among the traits."""
    found = Outcomes.of(received, History.of(roots(received)))
    reader = TraitReader()
    honest = np.array([reader.read(post.text, m) for post, m in zip(found.posts, found.moments, strict=True)])
    refuse_leaks(honest, found.counts)
    likes = np.log1p(found.counts[:, 0]) + noise * np.random.default_rng(1).normal(size=len(found))
    with pytest.raises(MilesError, match="the trait tomorrow knows the likes"):
        refuse_leaks(np.hstack([honest, likes[:, None]]), found.counts, [*range(honest.shape[1]), "tomorrow"])
