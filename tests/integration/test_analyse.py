"""The sample archive to a sealed profile, its page, and the posts behind it; and posts that are too few for one."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from miles.cli import main
from miles.pipelines.run import execute
from miles.registry.profile import Profiles
from tiny import make_encoder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analyse")
    make_encoder(folder / "encoder")
    return folder


def settings(folder: Path) -> list[str]:
    """Without a trained head: VADER answers."""
    places = [f"paths.{name}={folder}/{name}" for name in ("interim", "runs", "shelf", "encoder", "heads")]
    return [*places, f"reports={folder}/reports", "refits=2"]


@pytest.fixture(scope="module")
def page(folder: Path) -> Path:
    execute("ingest", settings(folder)[:2])
    return Path(str(execute("analyse", settings(folder))["analyse"]))


def test_the_page_says_who_and_what_and_how_sure(page: Path, folder: Path) -> None:
    html = page.read_text()
    for said in ("SYNTHETIC AUTHOR", "What to write next", "Patterns", "Best hours and days", "VADER", "miles"):
        assert said in html
    sealed = Profiles(folder / "shelf").get("best", "sample")
    assert page.name == f"sample-profile-{sealed.hash}.html"
    assert sealed.manifest["synthetic"] is True
    facts = json.loads((sealed.path / "facts.json").read_text())
    assert facts["posts"] > 500
    assert facts["topics"]["stability"]["lo"] <= facts["topics"]["stability"]["value"]


def test_the_posts_behind_it_lie_beside_it(page: Path) -> None:
    rows = pd.read_parquet(page.with_suffix(".parquet"))
    assert {"id", "text", "topic", "confidence", "sentiment", "stance", "parts", "likes", "factor"} <= set(rows)
    assert len(rows) > 500
    assert rows["confidence"].between(0, 1).all()


def test_five_posts_without_counts_have_a_page_that_says_so(tmp_path: Path, folder: Path) -> None:
    rows = "\n".join(f"2024-01-0{k + 1},Post number {k} about nothing much" for k in range(5))
    (tmp_path / "posts.csv").write_text(f"time,text\n{rows}\n")
    mine = [*settings(folder)[1:], f"paths.interim={tmp_path}/interim", "author=own", "author.handle=ann"]
    execute("ingest", [f"raw={tmp_path}/posts.csv", "gate.override=true", *mine[-3:], mine[0]])
    html = Path(str(execute("analyse", mine)["analyse"])).read_text()
    assert "how posts were received is not known" in html
    assert "What to write next" not in html
    assert "+0 %" not in html


def test_an_author_without_posts_is_told_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", f"paths.interim={tmp_path}/none", f"paths.runs={tmp_path}/runs"]) == 2
    assert "make data" in capsys.readouterr().err
