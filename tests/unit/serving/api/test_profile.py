"""The profile over HTTP: what was sealed is what is told; without one, what to run."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from miles.analysis.embed import Embedder
from miles.analysis.profile import Profiler
from miles.analysis.sentiment import SentimentLabeller
from miles.post.post import Kind, Metrics, Post, Thread
from miles.registry.profile import Profiles, SealedProfile
from served import OWN, client_of, settings_of


class Letters(Embedder):
    """Texts as counts of letters, of unit length."""

    def __init__(self) -> None: ...

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.array([[text.lower().count(chr(97 + k)) + 0.01 for k in range(26)] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def analysed(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf with a profile of its author, from 60 posts with counts."""
    folder = tmp_path_factory.mktemp("analysed")
    shutil.copytree(shelf, folder / "shelf")
    start = datetime(2024, 1, 1, 9, tzinfo=UTC)
    posts = [
        Post(
            id=str(1_000 + k), text=f"{OWN[k % 6]} {k}", time=start + timedelta(days=k, hours=k % 5), kind=Kind.ROOT,
            metrics=Metrics(likes=50 + 7 * (k % 9)),
        )
        for k in range(60)
    ]  # fmt: skip
    profile, _ = Profiler(Letters(), SentimentLabeller(), refits=2).profile([Thread((post,)) for post in posts])
    profile.save(folder / "made")
    Profiles(folder / "shelf", "tests").put(SealedProfile.seal(folder / "made", {"author": "ann", "synthetic": True}))
    return folder / "shelf"


def test_what_is_known_of_the_author_is_told(analysed: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, analysed)) as client:
            told = {name: await client.get(f"/{name}") for name in ("patterns", "topics", "recommendations", "hours")}
            assert {name: reply.status_code for name, reply in told.items()} == dict.fromkeys(told, 200)
            patterns, topics = told["patterns"].json(), told["topics"].json()
            assert patterns["author"] == "ann"
            assert sum(row["posts"] for row in patterns["rows"] if row["name"].endswith("part")) == 60
            likes = next(row["likes"] for row in patterns["rows"] if row["name"] == "1 part")
            assert likes["lo"] <= likes["value"] <= likes["hi"]
            assert len(topics["wishes"]) == 2
            assert all(len(row["months"]) == len(topics["months"]) for row in topics["rows"])
            cells = told["hours"].json()["hours"]["cells"]
            first = 60 - patterns["posts"]  # too few older posts stand before these to compare them with
            wanted = [12 - sum(k % 5 == hour for k in range(first)) for hour in range(5)]
            assert [cell["posts"] for cell in cells] == [0] * 9 + wanted + [0] * 10
            assert {row["topic"] for row in told["recommendations"].json()["rows"]} <= {
                row["name"] for row in topics["rows"]
            }

    asyncio.run(main())


def test_without_a_profile_the_way_to_one_is_told(shelf: Path, tmp_path: Path) -> None:
    async def main() -> None:
        async with client_of(settings_of(tmp_path, shelf)) as client:
            told = await client.get("/patterns")
            assert (told.status_code, told.json()["next"]) == (404, "run `make analyse AUTHOR=ann`")

    asyncio.run(main())
