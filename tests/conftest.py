"""Fixtures for every lane."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
BEGAN = pytest.StashKey[float]()

# By default an example that takes 200 ms fails, which on a busy machine says nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rooms", help='of the slow tests only those of these rooms of src/miles: --rooms="engine model"')
    parser.addoption("--most-s", type=float, help="begin no slow test later than so many seconds after the start")
    parser.addoption("--times", type=int, default=1, help="simulate so many times as often: published figures say how")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A slow test belongs to the rooms that its file names in ROOMS, or to the room whose tests its folder holds.

    Those of the room that is named first come first.
    """
    if config.getoption("rooms") is None:
        return
    wanted = config.getoption("rooms").split()
    left_out = [item for item in items if item.get_closest_marker("slow") and not _rooms(item) & set(wanted)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: min((wanted.index(room) for room in _rooms(item) if room in wanted), default=-1))


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[BEGAN] = time.monotonic()


def pytest_runtest_setup(item: pytest.Item) -> None:
    most_s = item.config.getoption("most_s")
    if most_s is None or not item.get_closest_marker("slow"):
        return
    if time.monotonic() - item.config.stash[BEGAN] > most_s:
        pytest.skip(f"{most_s:.0f} s are up: run make test-slow")


def _rooms(item: pytest.Item) -> set[str]:
    return set(getattr(item.module, "ROOMS", (item.path.parent.name,)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real exports beside the checkout; tests that need them skip where they are absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the real exports in ../shared/data")
    return folder
