from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.collection.parquet import write_posts
from miles.corpus.drafts import Pair, write_pairs
from miles.engine.sampling import Sampling
from miles.model.forms import FORMS
from miles.pipelines.quantize import sealed_form
from miles.pipelines.run import execute
from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Recall, pack
from tiny import make_voice

START = datetime(2024, 1, 1, tzinfo=UTC)
TEXTS = [f"bitcoin holds the level {word} again" for word in ("well", "here", "now", "up", "down", "so")]
TEXTS += [f"patience pays on a quiet {word} too" for word in ("day", "week", "night", "month", "year", "hour")]
HAS_LLAMA = importlib.util.find_spec("llama_cpp") is not None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with one voice in several forms, and one of another author."""
    folder = tmp_path_factory.mktemp("bench")
    prepared = folder / "data" / "processed" / "ann"
    prepared.mkdir(parents=True)
    pairs = [Pair(Draft(text=f"btc {k}"), (text,), str(k), str(k), START) for k, text in enumerate(TEXTS)]
    write_pairs(pairs, prepared / "valid.parquet")
    write_posts(
        [Post(id=str(k), text=text, time=START) for k, text in enumerate(TEXTS)], prepared / "train_posts.parquet"
    )
    data, shelf, names = file_sha256(prepared / "train_posts.parquet"), Shelf(folder / "shelf"), {}
    for seed, author in enumerate(("ann", "bob")):
        made = make_voice(folder / author, seed)
        judge = RankJudge.fit(TEXTS, ["buy now", "to the moon"])
        pack(made, Sampling(), Memory.build(TEXTS), TopicLabeller.fit(TEXTS, k=2), judge, Recall())
        facts = {"author": author, "synthetic": True, "data": data, "parameters": 1, "newest_post": "2024"}
        names[author] = shelf.put(Bundle.seal(made, facts))
    for form in ("onnx-int8", "gguf-q8_0") if HAS_LLAMA else ("onnx-int8",):
        assert form in FORMS
        names[form] = shelf.put(sealed_form(names["ann"], form, folder / form))
    (folder / "names.json").write_text(json.dumps({name: bundle.name for name, bundle in names.items()}))
    return folder


def bench(place: Path, *voices: str, **settings: object) -> Path:
    names = json.loads((place / "names.json").read_text())
    paths = [f"paths.shelf={place}/shelf", f"paths.data={place}/data", f"paths.runs={place}/runs"]
    usual = {"posts": 3, "threads": "[1]", "batches": "[1,2]", "rounds": 2, "loads": 1, "tokens": 8, "prompts": 4}
    given = [f"voices={' '.join(names.get(voice, voice) for voice in voices)}"]
    given += [f"{key}={value}" for key, value in (usual | settings).items()]
    return execute("bench_engine", [*paths, *given])["bench_engine"]


def test_forms_are_timed_in_one_run_and_everything_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = ["onnx-int8", *(["gguf-q8_0"] if HAS_LLAMA else [])]
    path = bench(place, *forms)
    found = json.loads(path.read_text())
    assert [(line["form"], line["batch"], line["n"]) for line in found["lines"]] == [
        (form, batch, n) for form in forms for batch, n in ((1, 3), (2, 2))
    ]
    assert found["plan"]["tokens"] == 8
    assert "cores" in found["machine"]
    assert [(each["form"], each["rival"], each["batch"]) for each in found["ratios"]] == [
        ("onnx-int8", "gguf-q8_0", batch) for batch in (1, 2) if HAS_LLAMA
    ]
    assert len(found["facts"]) == HAS_LLAMA
    spans = json.loads((path.parent / "spans.json").read_text())
    assert [len(each["batch 1"]["wall_ms"]) for each in spans] == [3] * len(forms)
    told = capsys.readouterr().out
    assert "SYNTHETIC AUTHOR" in told
    assert str(path) in told.splitlines()[-1]
    assert json.loads((path.parent / "lineage.json").read_text())["machine"] == found["machine"]


@pytest.mark.parametrize(
    ("voices", "settings", "why"),
    [
        (("nobody",), {}, "no bundle 'nobody' on the shelf"),
        ((), {}, "no voice is named"),
        (("ann", "ann"), {}, "is named twice"),
        (("ann", "bob"), {}, "are of two authors"),
        (("ann",), {"posts": 0}, "posts=0 is no whole number within 1-"),
        (("ann",), {"posts": "many"}, "posts=many is no whole number"),
        (("ann",), {"threads": "[1,0]"}, "threads=0 is no whole number within 1-"),
        (("ann",), {"threads": "[]"}, "threads names no number"),
        (("ann",), {"batches": "[0]"}, "batches=0 is no whole number within 1-"),
        (("ann",), {"tokens": 1}, "tokens=1 is no whole number within 2-"),
        (("ann",), {"tokens": 126}, "no draft and 126 tokens fit into the 128 that ann:"),
        (("ann",), {"paths.data": "nowhere"}, r"is not what ann:\w+ was trained on"),
    ],
)
def test_what_cannot_be_timed_is_refused_before_anything_runs(
    place: Path, voices: tuple[str, ...], settings: dict[str, object], why: str
) -> None:
    before = sorted((place / "runs").glob("*"))
    with pytest.raises(MilesError, match=why):
        bench(place, *voices, **settings)
    assert sorted((place / "runs").glob("*")) == before


@pytest.mark.skipif(not HAS_LLAMA, reason="its form cannot be made without: make install EXTRA=gguf")
def test_without_llama_cpp_the_way_to_it_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llama_cpp", None)
    with pytest.raises(MilesError, match=r"make install EXTRA=gguf"):
        bench(place, "gguf-q8_0")


def test_one_number_may_be_given_without_brackets(place: Path) -> None:
    found = json.loads(bench(place, "onnx-int8", threads=1, batches=2).read_text())
    assert [(line["threads"], line["batch"], line["weights_gbs"]) for line in found["lines"]] == [(1, 2, None)]
