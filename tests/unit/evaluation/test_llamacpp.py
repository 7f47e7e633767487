from __future__ import annotations

from pathlib import Path

import pytest

from miles.engine.prompt import END
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import load_tokenizer
from miles.evaluation.llamacpp import WAYS, LlamaCpp
from miles.model.gguf import write
from miles.post.error import MilesError
from tiny import jobs_of, make_voice

pytest.importorskip("llama_cpp", reason="llama.cpp is an extra: make install EXTRA=gguf")
GREEDY = Sampling(temperature=0.0, max_new_tokens=30)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_voice(tmp_path_factory.mktemp("voice") / "source")
    write(folder, folder / "model.gguf", "F32")
    return folder


@pytest.fixture
def writer(source: Path) -> LlamaCpp:
    return LlamaCpp(source, threads=1)


def test_texts_have_exactly_the_length_asked_for_and_no_end(source: Path, writer: LlamaCpp) -> None:
    assert writer.end == load_tokenizer(source).token_to_id(END)
    for way in (GREEDY, Sampling(temperature=3.0, top_p=1.0, max_new_tokens=60)):
        for n in (1, 5):
            written = writer.generate(jobs_of(source, n), way)
            assert [len(text) for text in written] == [way.max_new_tokens] * n
            assert writer.end not in {token for text in written for token in text}


def test_side_by_side_a_text_is_what_it_is_alone(source: Path, writer: LlamaCpp) -> None:
    jobs = jobs_of(source, 5)
    assert writer.generate(jobs, GREEDY) == [writer.generate([job], GREEDY)[0] for job in jobs]


def test_more_prompts_than_one_call_reads_are_read_in_several(
    source: Path, writer: LlamaCpp, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = jobs_of(source, 5)
    whole = writer.generate(jobs, GREEDY)
    writer.context = None
    monkeypatch.setattr("miles.evaluation.llamacpp.BATCH", max(len(job.prompt) for job in jobs))
    assert writer.generate(jobs, GREEDY) == whole


def test_the_faster_way_of_attention_is_taken_and_a_seed_decides_the_text(source: Path, writer: LlamaCpp) -> None:
    jobs = jobs_of(source, 2)
    writer.settle(jobs, GREEDY)
    assert writer.way in WAYS
    way = Sampling(max_new_tokens=30)
    assert writer.generate(jobs[:1], way) == writer.generate(jobs[:1], way)
    writer.close()
    writer.close()


def test_a_torn_file_is_told(source: Path, tmp_path: Path) -> None:
    for name in ("config.json", "model.gguf"):
        (tmp_path / name).write_bytes((source / name).read_bytes()[: 90_000 if name == "model.gguf" else None])
    with pytest.raises(MilesError, match=r"model.gguf cannot be read by llama.cpp"):
        LlamaCpp(tmp_path, threads=1)
