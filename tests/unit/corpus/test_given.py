from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from miles.cleaning.author import AuthorGate
from miles.cleaning.clean import Cleaner
from miles.corpus.given import given_posts
from miles.post.error import MilesError
from miles.post.tally import Tally

ROWS = "text,time\nFirst words that stand alone here,2024-01-01\nOther words about gold and rates,2024-03-01\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_text(ROWS)
    return tmp_path / "mine.csv"


def read(source: Path, since: datetime | None = None) -> list[str]:
    gate, tally = AuthorGate("ann", override=True), Tally()
    posts = given_posts(source, gate, Cleaner("ann"), tally, since=since, columns={"text": "text", "time": "time"})
    assert tally.rows_in["since"] - len(posts) == sum(tally.steps["since"].values())
    return [post.text for post in posts]


def test_posts_are_cleaned_and_counted_from_a_day_on(source: Path) -> None:
    assert len(read(source)) == 2
    assert read(source, datetime(2024, 2, 1, tzinfo=UTC)) == ["Other words about gold and rates"]


def test_a_day_after_the_newest_post_is_told(source: Path) -> None:
    with pytest.raises(MilesError, match=r"no post of mine\.csv is from 2025-01-01 on, the newest is of 2024-03-01"):
        read(source, datetime(2025, 1, 1, tzinfo=UTC))
