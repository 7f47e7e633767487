from __future__ import annotations

from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.registry.forecaster import Expected, Forecasters, SealedForecaster
from miles.registry.shelf import Shelf


def sealed(folder: Path, text: str) -> SealedForecaster:
    folder = folder / text
    folder.mkdir()
    (folder / "card.json").write_text(text)
    return SealedForecaster.seal(folder, {"author": "ann", "newest_post": "2024-12-31"})


def test_the_newest_is_best_and_voices_lie_apart(tmp_path: Path) -> None:
    store = Forecasters(tmp_path / "shelf")
    one, two = (store.put(sealed(tmp_path, text)) for text in ("one", "two"))
    assert store.get("best").hash == store.get("newest", "ann").hash == two.hash != one.hash
    assert store.get(one.name).path.parent.name == "ann.forecaster"
    assert Shelf(tmp_path / "shelf").entries() == []


def test_no_forecaster_yet_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"holds no forecaster\n.*make engage"):
        Forecasters(tmp_path / "shelf").get("best")


def test_a_forecast_is_opened_when_first_asked_for(tmp_path: Path) -> None:
    expected = Expected(tmp_path / "shelf", "ann", lambda: pytest.fail("no encoder is needed yet"))
    with pytest.raises(MilesError, match=r"holds no forecaster\n.*make engage"):
        expected(["bitcoin"])
