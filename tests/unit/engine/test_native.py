from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from chance import p_value
from miles.engine import packed
from miles.engine.engine import Job
from miles.engine.native import STEPS, NativeEngine
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.engine.writing import LoopEngine
from miles.model.eager import EagerEngine
from miles.model.engines import probe
from miles.model.native import export, reference
from miles.post.error import MilesError
from tiny import jobs_of, make_voice, score_alike, stream_two_at_once

native = pytest.importorskip("miles.engine._native", reason="the native engine was not built: no C++17 compiler")
GREEDY = Sampling(temperature=0.0, max_new_tokens=40)


def paths() -> list[str]:
    """Those that this processor has."""
    found = []
    for path in ("plain", "avx2", "avx512"):
        try:
            native.choose(path)
        except ValueError:
            continue
        found.append(path)
    return found


@pytest.fixture(scope="module", params=[True, False], ids=["qwen3", "llama"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_voice(tmp_path_factory.mktemp("voice") / "source", is_qk_norm=request.param)
    weights, rng = load_file(folder / "model.safetensors"), np.random.default_rng(5)
    for name, weight in weights.items():
        if weight.ndim == 1:  # at 1, four-bit embeddings lie halfway between two inputs in eight bits
            weights[name] = rng.uniform(0.5, 1.5, weight.shape).astype(weight.dtype)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return folder


@pytest.fixture(scope="module")
def forms(source: Path) -> dict[str, Path]:
    for kind in packed.KINDS:
        export(source, source.parent / kind, kind, texts=8)
    return {kind: source.parent / kind for kind in packed.KINDS}


def by_python(engine: NativeEngine, jobs: list[Job], way: Sampling) -> list[list[int]]:
    """The same weights through the loop that all engines share."""
    written: list[list[int]] = [[] for _ in jobs]
    for chosen in engine.batches(jobs):
        for i, token in LoopEngine._write(engine, jobs, chosen, way):
            written[i].append(token)
    return written


@pytest.mark.parametrize("way", [GREEDY, Sampling(max_new_tokens=40)], ids=["greedy", "sampled"])
@pytest.mark.parametrize("path", paths())
def test_in_full_precision_it_writes_what_torch_writes(
    source: Path, forms: dict[str, Path], path: str, way: Sampling
) -> None:
    ours = NativeEngine.load(forms["fp32"], path=path).generate(jobs_of(source, 23), way)
    assert ours == EagerEngine.load(source).generate(jobs_of(source, 23), way)
    assert len({tuple(ids) for ids in ours}) > 3


@pytest.mark.parametrize("path", paths())
def test_in_full_precision_it_scores_what_torch_scores_in_windows_too(
    source: Path, forms: dict[str, Path], path: str
) -> None:
    score_alike(NativeEngine.load(forms["fp32"], path=path), EagerEngine.load(source), atol=1e-4)


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("kind", ["int8", "int4"])
def test_rounded_weights_read_as_their_reference_does(forms: dict[str, Path], kind: str, path: str) -> None:
    """An input halfway between two whole numbers may be rounded either way: few logits differ, and by little.

    Inputs that are not rounded at all would move the median by 0.01 of the logits' spread.
    """
    ours, theirs = (probe(engine) for engine in (NativeEngine.load(forms[kind], path=path), reference(forms[kind])))
    apart = np.abs(ours - theirs) / theirs.std()
    assert np.median(apart) < 1e-4
    assert apart.max() < 0.1


JOBS = st.builds(
    Job,
    prompt=st.sampled_from(["", "up ", "Alts weak. ", "Patience pays."]),  # replaced by its tokens
    seed=st.integers(0, 2**32),
    parts=st.one_of(st.none(), st.integers(1, 4)),
    is_thread=st.booleans(),
    slots=st.sampled_from([(), ("<|link:1|>",), ("<|user:1|>", "<|link:2|>")]),
    sampling=st.one_of(
        st.none(),
        st.builds(
            Sampling,
            temperature=st.sampled_from([0.0, 0.3, 1.0, 2.0]),
            top_p=st.sampled_from([0.0, 0.1, 0.7, 0.95, 1.0]),
            repeat_ngram=st.integers(0, 6),
            max_new_tokens=st.integers(0, 130),
        ),
    ),
    banned=st.sampled_from([(), ("e", "A"), ("weak", "Bit coin", "\U0001f680"), ("",)]),
    stop=st.sampled_from([(), ("a",), ("\n\n", "o"), ("not there",)]),
    least_tokens=st.sampled_from([0, 0, 20]),
)


@pytest.mark.parametrize("path", paths())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(jobs=st.lists(JOBS, min_size=1, max_size=9), batch=st.sampled_from([1, 3, 64]), threads=st.integers(1, 3))
def test_the_loop_in_cpp_writes_what_the_loop_in_python_writes(
    forms: dict[str, Path], path: str, jobs: list[Job], batch: int, threads: int
) -> None:
    """Sampling, rules, slots, phrases, stops, threads: everything a job may ask for, for mixed batches."""
    engine = engine_of(forms["int8"], path)
    jobs = [with_prompt(engine, job) for job in jobs]
    way = Sampling(max_new_tokens=40)
    expected = by_python(engine, jobs, way)
    engine.batch, engine.threads = batch, threads
    assert engine.generate(jobs, way) == expected
    told: list[list[int]] = [[] for _ in jobs]
    for i, token in engine.stream(jobs, way):
        told[i].append(token)
    assert told == expected


def with_prompt(engine: NativeEngine, job: Job) -> Job:
    text = f"<|bos|><|draft|>{job.prompt}<|post|>" if job.prompt else "<|bos|><|post|>"
    return replace(job, prompt=tuple(encode(engine.tokenizer, text)))


_ENGINES: dict[tuple[Path, str], NativeEngine] = {}


def engine_of(folder: Path, path: str) -> NativeEngine:
    """One engine for all examples: what it remembers of earlier prompts must not show."""
    if (folder, path) not in _ENGINES:
        _ENGINES[folder, path] = NativeEngine.load(folder, path=path)
    engine = _ENGINES[folder, path]
    engine.batch, engine.threads = 64, 1
    return engine


@pytest.mark.parametrize("path", paths())
def test_tokens_are_drawn_from_the_distribution_of_torch(source: Path, forms: dict[str, Path], path: str) -> None:
    prompt = tuple(encode(load_tokenizer(source), "<|bos|><|post|>"))
    way = Sampling(temperature=1.0, top_p=1.0, max_new_tokens=1)
    engine, torch = NativeEngine.load(forms["fp32"], path=path), EagerEngine.load(source)
    found = [ids[0] for ids in engine.generate([Job(prompt, k) for k in range(20_000)], way)]
    logits = torch.read(np.array([prompt]), np.ones((1, len(prompt)), dtype=np.int64))[0, -1][: engine.vocabulary.size]
    banned = engine.vocabulary.special | engine.vocabulary.blank
    shares = np.where(banned, 0.0, np.exp(logits.astype(float)))
    assert p_value(found, shares) > 0.001


def test_an_earlier_prompt_lends_its_beginning_and_changes_nothing(forms: dict[str, Path]) -> None:
    engine = NativeEngine.load(forms["int8"])
    start = [1, 5, 9, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67]
    prompts = [tuple(start[:k] + [100 + k] * (20 - k)) for k in (18, 5, 17, 1, 12, 18, 9)]
    warm = [engine.generate([Job(prompt, 3)], GREEDY) for prompt in prompts]
    assert warm == [NativeEngine.load(forms["int8"]).generate([Job(prompt, 3)], GREEDY) for prompt in prompts]


@pytest.mark.parametrize("threads", [1, 3])
def test_what_nobody_wants_any_more_ends_and_changes_nothing_beside_it(
    source: Path, forms: dict[str, Path], threads: int
) -> None:
    engine, way = NativeEngine.load(forms["int8"], threads), Sampling(max_new_tokens=100, repeat_ngram=0)
    jobs = [replace(job, least_tokens=100) for job in jobs_of(source, 7)]
    alone, looks = engine.generate(jobs, way), 0

    def is_wanted() -> bool:
        nonlocal looks
        looks += 1
        return looks < 3

    watched = [replace(job, is_wanted=is_wanted if k == 2 else lambda: True) for k, job in enumerate(jobs)]
    found = engine.generate(watched, way)
    assert found[2] == alone[2][: 3 * STEPS]
    assert found[:2] + found[3:] == alone[:2] + alone[3:]
    assert engine.generate([replace(job, is_wanted=lambda: False) for job in jobs], way) == [
        ids[:STEPS] for ids in alone
    ], "no step is written for nobody"
    with pytest.raises(ValueError, match="no such job"):
        engine._writer(jobs[:1], [0], way).drop([1])


def test_two_streams_may_be_open_at_once(source: Path, forms: dict[str, Path]) -> None:
    stream_two_at_once(NativeEngine.load(forms["int4"]), source)


def test_python_goes_on_while_it_writes(source: Path, forms: dict[str, Path]) -> None:
    """Four threads write with one engine at once, and this one counts meanwhile: nobody holds the interpreter."""
    engine, way = NativeEngine.load(forms["fp32"], path="plain"), Sampling(max_new_tokens=100, repeat_ngram=0)
    jobs = [Job(job.prompt, job.seed, least_tokens=100) for job in jobs_of(source, 40)]
    expected = engine.generate(jobs, way)
    found: dict[int, list[list[int]]] = {}
    threads = [threading.Thread(target=lambda k=k: found.update({k: engine.generate(jobs, way)})) for k in range(4)]
    for thread in threads:
        thread.start()
    turns = 0
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.001)
        turns += 1
    assert turns > 3
    assert list(found.values()) == [expected] * 4


def test_the_path_may_be_chosen_by_the_environment(forms: dict[str, Path]) -> None:
    code = f"""
from pathlib import Path
from miles.engine.native import NativeEngine
print(NativeEngine.load(Path({str(forms["int8"])!r})).network.path)
"""
    for path in paths():
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
            env=os.environ | {"MILES_ENGINE_PATH": path, "PYTHONPATH": ":".join(sys.path)},
        )  # fmt: skip
        assert told.stdout.strip() == path


def test_a_path_that_the_processor_has_not_is_told_with_the_next_step(
    forms: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILES_ENGINE_PATH", "sse9")
    with pytest.raises(MilesError, match=r"no path called 'sse9'\n  next: unset MILES_ENGINE_PATH"):
        NativeEngine.load(forms["int8"])


def test_a_torn_file_and_a_foreign_config_are_told(forms: dict[str, Path], tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", packed.FILE):
        (tmp_path / name).write_bytes((forms["int4"] / name).read_bytes())
    weights = bytearray((tmp_path / packed.FILE).read_bytes())
    config = (forms["int4"] / "config.json").read_text()
    (tmp_path / "config.json").write_text(config.replace('"hidden_size": 64', '"hidden_size": 96'))
    with pytest.raises(MilesError, match=r"do not fit: weights: other columns"):
        NativeEngine.load(tmp_path)
    weights[-5] ^= 1
    (tmp_path / packed.FILE).write_bytes(weights)
    with pytest.raises(MilesError, match=r"was changed since it was written"):
        NativeEngine.load(tmp_path)


SIZES = {
    "hidden": 32, "layers": 1, "heads": 1, "kv_heads": 1, "head": 32, "intermediate": 32, "vocabulary": 4,
    "positions": 8, "theta": 1e4, "epsilon": 1e-6,
}  # fmt: skip


def network(rows: Any = None, path: str = "", layer: float = 0.0, **sizes: int) -> Any:
    """A network whose layer adds nothing, unless told to: logits are products of normalised embeddings."""
    made = native.Network(**SIZES | sizes, path=path)
    weights = (layer * np.random.default_rng(1).normal(size=(96, 32))).astype(np.float32)
    made.set_embedding((np.eye(4, 32, dtype=np.float32), None) if rows is None else rows)
    made.set_norm(np.ones(32, np.float32))
    made.add_layer(
        qkv=(weights, None), out=(weights[:32], None), gate_up=(weights[:64], None), down=(weights[:32], None),
        before=np.ones(32, np.float32), behind=np.ones(32, np.float32), query=None, key=None,
    )  # fmt: skip
    return made


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("kind", ["int8", "int4"])
def test_products_are_exact_in_whole_numbers(kind: str, path: str) -> None:
    """The most that weights and inputs may be, of both signs: nothing overflows on the way."""
    most = 127 if kind == "int8" else 7
    whole = np.array([[most] * 32, [-most] * 32, [most, -most] * 16, [most] * 31 + [0]], dtype=np.int8)
    if kind == "int4":
        whole[1] = -8
    scale = np.full((4, 1), 0.5, np.float32)
    stored = packed.packed(whole) if kind == "int4" else whole
    made = network((stored, packed.narrowed(scale)), path)
    embedded = whole * scale
    normal = embedded / np.sqrt((embedded**2).mean(1, keepdims=True) + 1e-6)
    scale_in = np.abs(normal).max(1, keepdims=True) / 127
    expected = (np.rint(normal / scale_in) @ whole.T.astype(float)) * scale.T * scale_in
    np.testing.assert_allclose(made.logits([0, 1, 2, 3]), expected, rtol=1e-5, atol=1e-4)


def test_what_does_not_belong_is_refused_at_the_door() -> None:
    made = network()
    for tokens in ([], [4], [-1], [0] * 9):
        with pytest.raises(ValueError, match="text"):
            made.logits(tokens)
    with pytest.raises(ValueError, match="weights are missing"):
        native.Network(**SIZES).logits([0])
    for other in (
        {"hidden": 48}, {"head": 8}, {"heads": 0}, {"positions": -1}, {"layers": 2**21}, {"theta": 0.0},
        {"heads": 2**20, "head": 2**20}, {"positions": 2**20, "head": 2**20},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"sizes|theta"):
            native.Network(**SIZES | other)
    nan = np.full((4, 32), np.nan, np.float32)
    bad = [
        (nan, None),
        (np.frombuffer(bytes(4 * 128 + 1), np.float32, 128, 1).reshape(4, 32), None),
        (np.zeros((4, 31), np.float32), None),
        (np.zeros((3, 32), np.float32), None),
        (np.zeros((4, 32), np.float64), None),
        (np.zeros((4, 32), np.int8), None),
        (np.zeros((4, 32), np.int8), np.zeros((4, 2), np.uint16)),
        (np.zeros((4, 32), np.int8), np.full((4, 1), 0x7F80, np.uint16)),
    ]
    for rows in bad:
        with pytest.raises(ValueError, match=r"weights|scales"):
            network(rows)
    text = made.branch(made.open([0, 1]), 2)
    made.step([text], [1])
    made.step([text], [2])
    with pytest.raises(ValueError, match="without room"):
        made.step([text], [3])
    with pytest.raises(ValueError, match="no path called"):
        native.Network(**SIZES, path="sse9")


def test_a_text_belongs_to_one_network_and_stands_once_in_a_step() -> None:
    made, other = network(), network()
    text = made.open([0, 1])
    for wrong in (lambda: other.step([text], [1]), lambda: other.branch(text, 2), lambda: made.branch(text, 2**31 - 1)):
        with pytest.raises(ValueError, match=r"another network|out of range"):
            wrong()
    last = made.branch(text, 1)
    with pytest.raises(ValueError, match="twice"):
        made.step([last, last], [1, 1])
    with pytest.raises(ValueError, match="another network"):
        made.step([None], [1])
    made.step([last], [1])


def test_a_text_that_goes_on_changes_no_prompt_that_is_remembered() -> None:
    """The second prompt is the beginning of the first: what follows it is its own."""
    made = network(layer=0.2)
    long = made.open([0, 1, 2, 3, 1])
    expected = made.logits([0, 1, 2, 3, 1])[-1:]
    short = made.open([0, 1, 2])
    made.step([short], [3])
    np.testing.assert_array_equal(made.step([long], [1]), expected)


def test_weights_stay_once_the_layers_stand() -> None:
    made, rows = network(), (np.zeros((4, 32), np.float32), None)
    for change in (
        lambda: made.set_embedding(rows), lambda: made.set_head(rows), lambda: made.set_norm(np.ones(32, np.float32)),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="before layers"):
            change()


def vocabulary(**other: Any) -> Any:
    zeros = [0] * 4
    return native.Vocabulary(**{
        "size": 4, "end": 0, "next": 1, "line_break": 2, "special": [0, 1], "blank": [2], "breaks": [[], []],
        "is_blank": zeros, "gap": zeros, "opened": [zeros] * 3, "spelled": [b"a", b"b", b"c", b"d"],
    } | other)  # fmt: skip


def job(**other: Any) -> Any:
    return native.Job(**{
        "prompt": [0, 3], "chances": np.full(6, 0.5), "temperature": 1.0, "top_p": 0.5, "repeat_ngram": 0,
        "most_tokens": 6, "parts": 0, "is_thread": False, "slots": [], "banned": [], "stop": [], "least_tokens": 6,
    } | other)  # fmt: skip


def test_a_job_that_does_not_fit_is_refused_at_the_door() -> None:
    made, tables = network(), vocabulary()
    for other in ({"banned": [None]}, {"stop": ["text"]}, {"stop": [None]}, {"prompt": [2**31]}):
        with pytest.raises(TypeError):
            job(**other)
    with pytest.raises(TypeError):
        vocabulary(spelled=["a", "b", "c", "d"])
    with pytest.raises(TypeError):
        native.Writer(made, tables, [None])
    nan = float("nan")
    for other in (
        {"prompt": []}, {"prompt": [4]}, {"prompt": [0] * 8}, {"chances": np.zeros(5)}, {"temperature": nan},
        {"top_p": nan}, {"top_p": 0.0}, {"most_tokens": 0}, {"parts": -1}, {"least_tokens": -1}, {"slots": [4]},
        {"banned": [native.Phrase(b"ab", [[1]])]}, {"banned": [native.Phrase(b"a", [[4]])]},
    ):  # fmt: skip
        with pytest.raises(ValueError):
            native.Writer(made, tables, [job(**other)])
    for steps, threads in ((0, 1), (1, 0), (1, -1), (1, 2**20)):
        with pytest.raises(ValueError, match="out of range"):
            native.Writer(made, tables, [job()]).write(steps, threads)
    assert len(native.Writer(made, tables, [job()]).write(9)) == 6


@pytest.mark.parametrize("temperature", [0.0, 1e-300, 1.0, 1e300])
def test_where_a_logit_is_no_number_the_highest_of_the_others_is_written(temperature: float) -> None:
    """After token 19, that of token 3 is inf - inf, where products are not fused. Both lie in one lane."""
    rows = np.zeros((64, 32), np.float32)
    rows[3, :2], rows[19, :2] = (3e38, -3e38), (4, 4)
    made, zeros = network((rows, None), "plain", vocabulary=64), [0] * 64
    tables = vocabulary(size=64, is_blank=zeros, gap=zeros, opened=[zeros] * 3, spelled=[b"a"] * 64)
    assert np.isnan(made.logits([19])[0, 3])
    told = native.Writer(made, tables, [job(prompt=[19], temperature=temperature)]).write(9)
    assert told == [(0, 19)] * 6


def test_where_it_was_not_built_the_next_step_is_told(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["miles.engine._native"] = None
from pathlib import Path
from miles.engine.native import NativeEngine
from miles.post.error import MilesError
try:
    NativeEngine.load(Path("x"))
except MilesError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "the native engine was not built" in told.stdout
    assert "apt install g++" in told.stdout
