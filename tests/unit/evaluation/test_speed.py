from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from miles.evaluation.speed import Entrant, Plan, Timing, _Worker, facts, lines, measure, ratios, show
from miles.evaluation.stopwatch import Span, Start
from miles.model.export import export
from miles.post.error import MilesError
from tiny import jobs_of, make_voice

PLAN = Plan(threads=(1,), batches=(1, 2), posts=3, rounds=2, loads=2, tokens=8, seed=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = make_voice(tmp_path_factory.mktemp("voice") / "source")
    export(source, source.parent / "exact", "fp32")
    return source.parent / "exact"


def entrant(folder: Path, form: str, made_from: str = "ann:s") -> Entrant:
    return Entrant(f"ann:{form}", form, made_from, folder, tuple(jobs_of(folder, 2)))


def test_voices_are_timed_in_turn_each_in_a_process_of_its_own(folder: Path) -> None:
    told: list[str] = []
    found = measure([entrant(folder, "onnx"), entrant(folder, "onnx-int8")], PLAN, told.append)
    assert told == [
        "1 thread: loading 2 voices", "1 thread: 3 rounds of 1 post at once", "1 thread: 2 rounds of 2 posts at once",
    ]  # fmt: skip
    assert [timing.entrant.form for timing in found] == ["onnx", "onnx-int8"]
    for timing in found:
        assert {batch: len(spans) for batch, spans in timing.spans.items()} == {1: 3, 2: 2}
        assert len(timing.start.ready_ms) == 2
        assert len(timing.firsts) == 3
        assert timing.copy_gbs > 0
        raw = timing.raw()
        assert set(raw) == {"voice", "threads", "start", "first", "batch 1", "batch 2", "copy_gbs", "cached_gbs"}
        assert len(raw["batch 1"]["cpu_ms"]) == 3
    rows = lines(found, PLAN.tokens)
    assert [(row.form, row.batch, row.n) for row in rows] == [
        ("onnx", 1, 3), ("onnx", 2, 2), ("onnx-int8", 1, 3), ("onnx-int8", 2, 2),
    ]  # fmt: skip


def test_a_voice_that_cannot_be_loaded_or_whose_process_ends_is_told_by_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    lost = replace(entrant(folder, "onnx"), folder=tmp_path)
    with pytest.raises(MilesError, match=r"model.onnx cannot be read"):
        measure([lost], PLAN, lambda _: None)
    worker = _Worker(entrant(folder, "onnx"), 1, 8)
    worker.process.kill()
    worker.process.join()
    with pytest.raises(MilesError, match=r"ann:onnx was not timed: its process ended \(exit code -9\)"):
        worker.ask("start", 1)
    worker.end()


def timing(folder: Path, form: str, spans: list[float], made_from: str = "ann:s", threads: int = 1) -> Timing:
    """Posts that took so many ms by the clock and twice that of the processors; a batch of four three times that."""
    alone = [Span(ms, 2 * ms) for ms in spans]
    many = [Span(3 * ms, 6 * ms) for ms in spans]
    start = Start([10.0, 30.0, 20.0], [40.0, 40.0, 40.0], 7.0, 5.0)
    where = entrant(folder, form, made_from)
    return Timing(where, threads, start, {1: alone, 4: many}, [Span(2.0, 2.0)], {1: "", 4: ""}, 20.0, 50.0)


@pytest.fixture
def sized(folder: Path, tmp_path: Path) -> Path:
    (tmp_path / "model.native.bin").write_bytes(bytes(1_500_000))
    (tmp_path / "memory.safetensors").write_bytes(bytes(900_000))
    (tmp_path / "model.yaml").write_bytes(bytes(1000))
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    return tmp_path


def test_a_line_is_made_of_medians(sized: Path) -> None:
    alone, many = lines([timing(sized, "native-int8", [10.0, 20.0, 90.0])], tokens=60)
    assert (alone.post_ms, alone.cpu_ms, alone.n) == (20.0, 40.0, 3)
    assert alone.p99_ms == pytest.approx(20 + 0.98 * 70)
    assert alone.posts_per_s == pytest.approx(50)
    assert (many.post_ms, many.posts_per_s) == (60.0, pytest.approx(4 / 0.060))
    assert (alone.ready_ms, alone.begun_ms, alone.resident_mb, alone.first_ms) == (20.0, 40.0, 5.0, 2.0)
    assert alone.weights_mb == pytest.approx(1.5), "without what the voice remembers of posts"
    assert alone.weights_gbs == pytest.approx(1.5e6 * 60 / 20e-3 / 1e9)
    assert many.weights_gbs == alone.weights_gbs


def test_forms_of_one_voice_with_as_many_bits_are_compared_round_by_round(sized: Path) -> None:
    theirs = [10.0, 20.0, 400.0, 10.0, 20.0]
    found = ratios([
        timing(sized, "native-int8", [0.5 * ms for ms in theirs]),
        timing(sized, "gguf-q8_0", theirs),
        timing(sized, "gguf-q4_0", theirs),
        timing(sized, "native-int4", theirs, made_from="ann:xs"),
        timing(sized, "native-int8", theirs, threads=2),
        timing(sized, "native", theirs),
    ])  # fmt: skip
    assert [(each.ours, each.theirs, each.batch) for each in found] == [
        ("ann:native-int8", "ann:gguf-q8_0", 1), ("ann:native-int8", "ann:gguf-q8_0", 4),
    ]  # fmt: skip
    for each in found:
        for score in (each.wall, each.cpu):
            assert (score.value, score.lo, score.hi, score.n) == (0.5, 0.5, 0.5, 5)


def test_an_interval_holds_a_ratio_that_is_known(sized: Path) -> None:
    rng = np.random.default_rng(0)
    theirs = rng.lognormal(3, 0.3, 400)  # what disturbs one post disturbs both
    ours = theirs * 0.8 * rng.lognormal(0, 0.05, 400)
    [one, _] = ratios([timing(sized, "gguf-q4_0", list(theirs)), timing(sized, "native-int4", list(ours))])
    assert one.wall.lo < 0.8 < one.wall.hi
    assert one.wall.hi - one.wall.lo < 0.02


@pytest.mark.parametrize(
    ("form", "bits"),
    [("native-int8", 8), ("gguf-q8_0", 8), ("gguf-q4_0", 4), ("bnb-nf4", 4), ("native", 32), ("torch", 32)],
)
def test_the_bits_of_a_weight_are_in_the_name_of_the_form(form: str, bits: int, folder: Path) -> None:
    assert entrant(folder, form).bits == bits


def test_a_person_reads_lines_ratios_and_facts(sized: Path, capsys: pytest.CaptureFixture[str]) -> None:
    timings = [timing(sized, "native-int8", [10.0, 10.0]), timing(sized, "gguf-q8_0", [20.0, 20.0])]
    timings[1] = replace(timings[1], start=replace(timings[1].start, resident_mb=None))
    rows, beside = lines(timings, 60), ratios(timings)
    show(rows, beside, PLAN, "Some CPU, 2 cores", is_synthetic=True)
    told = capsys.readouterr().out
    assert "SYNTHETIC AUTHOR" in told
    assert "0.500 [0.500 0.500]" in told
    assert "Some CPU, 2 cores" in told
    assert "posts of exactly 8 tokens" in told
    [fact] = facts(rows, beside)
    assert fact.startswith(
        "ann:native-int8 (native-int8) beside ann:gguf-q8_0 (gguf-q8_0), 1 thread: 0.500 [0.500 0.500] of its time for "
        "a post (10.0 against 20.0 ms, n = 2)"
    )
    assert "memory 5.0 against - MB" in fact
    show(rows[:2], [], PLAN, "Some CPU", is_synthetic=False)
    assert "beside" not in capsys.readouterr().out.splitlines()[0]


def test_without_single_posts_no_speed_of_weights_is_told(sized: Path) -> None:
    one = timing(sized, "native-int8", [10.0, 10.0])
    [row] = lines([replace(one, spans={4: one.spans[4]})], tokens=60)
    assert row.weights_gbs is None
    show([row], [], PLAN, "Some CPU", is_synthetic=False)
