"""Posts whose reception follows a rule, so that a forecast can be right or wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from miles.post.post import Metrics, Post, Thread

START = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def received() -> list[Thread]:
    """240 single posts, three a day: "bitcoin" doubles the likes, "why" the replies; nobody tells impressions."""
    rng = np.random.default_rng(11)
    threads = []
    for k in range(240):
        subject, end = str(rng.choice(["bitcoin", "alts", "macro", "gold"])), str(rng.choice(["up", "down", "why"]))
        noise = rng.normal(scale=0.2, size=2)
        likes = round(200 * float(np.exp(np.log(2.0) * (subject == "bitcoin") + noise[0])))
        replies = round(20 * float(np.exp(np.log(2.0) * (end == "why") + noise[1])))
        metrics = Metrics(likes=likes, replies=replies, reposts=likes // 7, quotes=3, bookmarks=likes // 9)
        time = START + timedelta(hours=8 * k)
        post = Post(id=str(k), text=f"{subject} {end} {'hold ' * (k % 4)}".strip(), time=time, metrics=metrics)
        threads.append(Thread((post,)))
    return threads
