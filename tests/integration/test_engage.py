"""The sample archive to a sealed forecaster, and the forecaster on posts handed over later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from miles.analysis.engagement import Forecaster
from miles.pipelines.run import execute
from miles.post.error import MilesError
from miles.registry.forecaster import Forecasters
from tiny import make_bert, make_encoder

SMALL = ["training.networks=1", "training.epochs=4", "training.rounds=20", "training.folds=2", "resamples=50"]


def words(k: int) -> str:
    """Eight words that no other k has."""
    return " ".join(f"{chr(97 + k % 26)}{chr(97 + k // 26)}{chr(97 + n)}{chr(98 + k % 20)}" for n in range(8))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("engage")
    make_encoder(folder / "encoder")
    made = [f"paths.interim={folder}/interim", f"paths.runs={folder}/runs", f"paths.shelf={folder}/shelf"]
    execute("ingest", made[:2])
    return [*made, f"paths.encoder={folder}/encoder"]


@pytest.fixture(scope="module")
def scores(places: list[str]) -> Path:
    return Path(str(execute("engage", [*places, *SMALL])["engage"]))


def test_the_newest_posts_judge_beside_the_baselines(scores: Path) -> None:
    table = json.loads(scores.read_text())
    assert {"forecaster", "trailing median", "length only", "ridge TF-IDF", "LightGBM MiniLM"} <= set(table)
    ours = table["forecaster"]["spearman"]
    assert ours["lo"] <= ours["value"] <= ours["hi"]
    assert ours["n"] >= 20


def test_the_forecaster_is_sealed_with_what_it_saw(scores: Path, places: list[str]) -> None:
    sealed = Forecasters(places[2].partition("=")[2]).get("best", "sample")
    assert sealed.manifest["synthetic"] is True
    assert sealed.manifest["newest_post"] < "2024-12-31"
    assert set(Forecaster.load(sealed.path).members) == {"ridge TF-IDF", "LightGBM MiniLM", "kernel", "network"}


def test_later_posts_of_any_file_are_scored(
    scores: Path, places: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole archive is handed over; what taught the forecaster only tells the level."""
    path = execute("forecast", [f"posts={root}/data/sample/archive", *places[1:], "resamples=50"])["forecast"]
    told = capsys.readouterr().out
    assert told.strip().endswith(str(path))
    assert Path(str(path)).name == "scores.json"
    again, first = (json.loads(Path(str(place)).read_text()) for place in (path, scores))
    assert again["forecaster"]["spearman"]["n"] == pytest.approx(first["forecaster"]["spearman"]["n"], abs=5)
    assert again["forecaster"]["spearman"]["value"] == pytest.approx(first["forecaster"]["spearman"]["value"], abs=0.1)


def test_posts_without_counts_are_refused(scores: Path, places: list[str], tmp_path: Path) -> None:
    rows = "".join(f"2030-01-{k:02},{words(k)}\n" for k in range(1, 29))
    (tmp_path / "bare.csv").write_text("time,text\n" + rows)
    with pytest.raises(MilesError, match="none of 28 root posts tells likes"):
        execute("forecast", [f"posts={tmp_path}/bare.csv", *places[1:]])


def test_posts_before_the_forecaster_s_end_are_not_judged(scores: Path, places: list[str], tmp_path: Path) -> None:
    rows = "".join(f"2020-01-{k:02},{words(k)},{k}\n" for k in range(1, 29))
    (tmp_path / "old.csv").write_text("time,text,likes\n" + rows)
    with pytest.raises(MilesError, match="none after 20"):
        execute("forecast", [f"posts={tmp_path}/old.csv", *places[1:]])


def test_a_draft_is_advised_on(scores: Path, places: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*places[1:], "at=2024-11-01T16:00"]
    advice = execute("advise", ["draft=Bitcoin holds. Alts are weak, as ever.", *asked])["advise"]
    told = capsys.readouterr().out
    assert "chance of beating the usual" in told
    assert "SYNTHETIC AUTHOR" in told
    assert len(advice.hours) == 24
    assert advice.hours[16] == pytest.approx(1.0), "the hour it was asked for"
    assert [lever.factor for lever in advice.levers] == sorted((lever.factor for lever in advice.levers), reverse=True)
    for wrong, words in (("goal=fame", "goal=fame is not known"), ("at=noon", "at='noon' is no moment")):
        with pytest.raises(MilesError, match=words):
            execute("advise", ["draft=Bitcoin holds.", *asked, wrong])
    with pytest.raises(MilesError, match="the text is empty"):
        execute("advise", asked)


def test_an_encoder_that_learnt_travels_with_its_forecaster(places: list[str], tmp_path: Path) -> None:
    """Advice needs no other encoder: none is exported where others would be looked for."""
    ours = [*places[:2], f"paths.shelf={tmp_path}/shelf"]
    tuning = {"source": make_bert(tmp_path / "bert"), "folder": tmp_path / "tuned", "epochs": 1, "rank": 2}
    learnt = [f"training.tuning.{name}={value}" for name, value in tuning.items()]
    execute("engage", [*ours, places[3], *SMALL, "training=engage-lora", *learnt])
    sealed = Forecasters(f"{tmp_path}/shelf").get("best", "sample")
    assert sealed.manifest["encoder"].startswith("reception-tuned-")
    assert "encoder/model.onnx" in sealed.manifest["files"]
    asked = [*ours[1:], f"paths.encoder={tmp_path}/none", "at=2024-11-01T16:00"]
    advice = execute("advise", ["draft=Bitcoin holds. Alts are weak, as ever.", *asked])["advise"]
    assert len(advice.hours) == 24
    assert not (tmp_path / "none").exists()
