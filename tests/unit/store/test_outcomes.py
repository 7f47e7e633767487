"""Posts that came back: once each, with every count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from miles.post.error import MilesError
from miles.store.engine import Database
from miles.store.generations import Generations
from miles.store.outcomes import Counts, Outcomes, Published
from miles.store.refusal import Conflict, Missing
from saved import written

pytestmark = pytest.mark.anyio
POST = Published(person="ada", tweet_id="123", content="gm", pattern_type=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


async def test_counts_of_a_post_as_time_goes_by(database: Database) -> None:
    outcomes = Outcomes(database)
    await outcomes.record("t", POST)
    early, late = (
        Counts(counted_at=START, likes=3),
        Counts(counted_at=START + timedelta(days=2), likes=9, impressions=100),
    )
    for counts in (late, early, replace(late, likes=10)):
        await outcomes.record("t", replace(POST, engagement_score=1.5), counts)
    assert await outcomes.counts("t", "123") == (early, replace(late, likes=10))
    assert (await outcomes.page("t")).rows == (replace(POST, engagement_score=1.5),)


async def test_two_tenants_may_know_the_same_post(database: Database) -> None:
    outcomes = Outcomes(database)
    for tenant in ("t", "u"):
        await outcomes.record(tenant, POST, Counts(counted_at=START, likes=len(tenant)))
    with pytest.raises(Missing):
        await outcomes.counts("x", "123")
    assert (await outcomes.page("u")).rows == (POST,)
    theirs = (await Generations(database).save(written())).candidates[0].id
    with pytest.raises(Missing):
        await outcomes.record("u", replace(POST, candidate_id=theirs))
    await outcomes.record("t", replace(POST, candidate_id=theirs))


def test_what_is_no_count_and_no_post() -> None:
    for number in (-1, 10**13):
        with pytest.raises(MilesError, match="no count"):
            Counts(counted_at=START, likes=number)
    for name in ("", "12a", "٣"):
        with pytest.raises(MilesError, match="no number"):
            replace(POST, tweet_id=name)


async def test_a_late_copy_of_a_telling_changes_nothing(database: Database) -> None:
    outcomes, at = Outcomes(database), datetime(2026, 1, 1, tzinfo=UTC)
    post = Published(person="ada", tweet_id="9", content="gm", pattern_type=1)
    for likes, key in ((5, "k"), (6, None), (5, "k")):
        await outcomes.record("t", post, Counts(counted_at=at, likes=likes), key)
    assert [row.likes for row in await outcomes.counts("t", "9")] == [6]
    with pytest.raises(Conflict):
        await outcomes.record("t", post, Counts(counted_at=at, likes=7), "k")
