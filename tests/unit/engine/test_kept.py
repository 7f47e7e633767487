from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from miles.engine.engine import Job
from miles.engine.kept import KeptEngine
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import load_tokenizer
from miles.model.eager import EagerEngine
from tiny import make_voice


def test_what_was_written_is_not_written_again(tmp_path: Path) -> None:
    plain = EagerEngine.load(make_voice(tmp_path / "voice"))
    way, jobs = Sampling(max_new_tokens=9), [Job((1, 5), k) for k in range(4)]
    first = KeptEngine(plain, tmp_path / "kept.jsonl")
    wanted = plain.generate(jobs, way)
    assert first.generate(jobs[:2], way) == wanted[:2]
    with (tmp_path / "kept.jsonl").open("a") as file:
        file.write('["torn')  # a run that was killed while it wrote
    again = KeptEngine(EagerEngine.load(make_voice(tmp_path / "other", seed=1)), tmp_path / "kept.jsonl")
    assert again.generate(jobs[:2], replace(way, oversample=9, wished=0.0)) == wanted[:2]
    other = again.generate(jobs, replace(way, temperature=0.0))
    assert other != wanted, "another way of writing is another text"
    assert again.generate([replace(jobs[0], banned=("e",))], way) != wanted[:1]
    assert [token for k, token in again.stream(jobs[:2], way) if k == 1] == wanted[1]
    assert load_tokenizer(tmp_path / "voice").get_vocab() == again.tokenizer.get_vocab()
