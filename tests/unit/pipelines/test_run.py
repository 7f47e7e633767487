from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from miles.pipelines.run import COMPOSITE, CONFIGS, Run, code_version, compose_all, show
from miles.post.error import MilesError

VERBS = sorted(path.stem for path in CONFIGS.glob("*.yaml"))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_composes(verb: str) -> None:
    needed = {"collect": ["author.handle=ann"], "forecast": ["posts=mine.csv"], "classify": ["texts=tweets"]}
    needed |= {"promote": ["bundle=best", "why=better"], "rollback": ["why=worse"]}
    assert compose_all(verb, needed.get(verb, []))[verb].paths.shelf == ".shelf"


@pytest.mark.parametrize(
    ("verb", "override", "told"),
    [
        ("finetune", "model=decoder model.hiden_size=4", "model.hidden_size"),
        ("finetune", "model.dropot=0.4", "model.dropout"),
        ("finetune", "model.layers=6", "give model=decoder too"),
        ("finetune", "model.base=x", "model=lora"),
        ("prepare", "vocab_siz=4", "vocab_size"),
        ("train", "modle.layers=2", "model"),
        ("finetune", "model=decodr", "choose one of"),
        ("finetune", "experiment=pretrian", "choose one of: pretrain"),
        ("ingest", "author=milesdeutsche", "milesdeutscher"),
    ],
)
def test_a_misspelt_override_names_the_nearest(verb: str, override: str, told: str) -> None:
    with pytest.raises(MilesError) as raised:
        compose_all(verb, override.split())
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("verb", "override", "told"),
    [
        ("finetune", "model=decoder model.layers=abc", "model.layers=abc is no whole number"),
        ("finetune", "corpus.block_len=abc", "corpus.block_len=abc is no whole number"),
        ("finetune", "trainer.max_epochs=x", "trainer.max_epochs=x is no whole number"),
        ("ingest", "stitch_s=soon", "stitch_s=60"),
        ("ingest", "gate.override=maybe", "neither true nor false"),
    ],
)
def test_a_word_where_a_number_belongs_is_told(verb: str, override: str, told: str) -> None:
    with pytest.raises(MilesError, match=re.escape(told)):
        compose_all(verb, override.split())
    assert compose_all("finetune", ["model=decoder", "training.lr=1e-3", "model.layers=3"])


@pytest.mark.parametrize(("given", "handle"), [("@TessHarrow", "tessharrow"), ("You", "you"), ("1984", "1984")])
def test_a_handle_may_be_written_as_people_write_it(given: str, handle: str) -> None:
    for cfg in compose_all("data", ["author=own", f"author.handle={given}", "raw=x"]).values():
        assert cfg.author.handle == cfg.author.name == handle
        assert cfg.paths.processed == f"data/processed/{handle}"


@pytest.mark.parametrize("name", ["_you_", "a/../b", "Me Too", "..", ""])
def test_a_name_the_shelf_would_refuse_is_told_before_anything_runs(name: str) -> None:
    with pytest.raises(MilesError, match=r"cannot name a folder and a voice\n.*author\.name="):
        compose_all("ingest", ["author=own", "author.handle=you", f"author.name='{name}'", "raw=x"])
    with pytest.raises(MilesError, match="cannot name"):
        compose_all("train", ["author=own", "author.handle=_you_", "raw=x"])
    composed = compose_all("train", ["author=own", "author.handle=_you_", "author.name=you", "raw=x"])
    assert composed["finetune"].author.handle == "_you_"


def test_an_author_whose_exports_are_not_given_says_so() -> None:
    with pytest.raises(MilesError, match=r"needs a value for: raw\n.*RAW="):
        compose_all("ingest", ["author=milesdeutscher"])


@pytest.mark.parametrize("words", ['BTC "up", a=b', "it's {x: 1}, [y]", "$BTC ${author.name} 100%", "a,b", ""])
def test_words_of_a_person_are_never_read_as_syntax(words: str) -> None:
    assert compose_all("generate", [f"draft={words}"])["generate"].draft == words


def test_composite_verbs_hand_each_setting_to_the_steps_that_know_it() -> None:
    composed = compose_all(
        "train", ["author=sample", "model=decoder", "model.layers=2", "test_from=2024-06-01", "cases=7"]
    )
    assert tuple(composed) == COMPOSITE["train"]
    assert composed["finetune"].model.layers == 2
    assert composed["prepare"].test_from == "2024-06-01"
    assert composed["evaluate"].cases == 7
    assert "model" not in composed["prepare"]


def test_a_run_writes_config_and_lineage_when_it_has_something_to_keep(tmp_path: Path) -> None:
    cfg = compose_all("prepare", [f"paths.runs={tmp_path}"])["prepare"]
    run = Run("prepare", cfg)
    assert list(tmp_path.iterdir()) == []
    run.record(posts=3)
    (folder,) = tmp_path.iterdir()
    assert "vocab_size" in (folder / "config.yaml").read_text()
    lineage = json.loads((folder / "lineage.json").read_text())
    assert lineage["posts"] == 3
    assert lineage["code"] != ""


def test_show_prints_every_step() -> None:
    assert "# ingest\n" in show("data", [])


def test_a_machine_without_git_names_no_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert code_version() != "unknown"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_version() == "unknown"
