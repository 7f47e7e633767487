"""The base weights that lie in the repository: whole, small, readable by other tools, and English."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast

from miles.engine.prompt import BOS, END, POST
from miles.engine.tokenizer import encode
from miles.model.decoder import Pretrained
from miles.model.eager import EagerEngine
from miles.pipelines.run import execute
from miles.post.whole import file_sha256
from tiny import readers

ROOMS = ("training", "model")
BASE = Path(__file__).resolve().parents[2] / "data" / "base"
every_base = pytest.mark.parametrize("base", [BASE / "s", BASE / "xs"], ids=["s", "xs"])
MIB = 2**20
SENTENCES = [
    "Rates stayed where they were this week, and the market did nothing with the news.",
    "Most people will read the headline, sell in a hurry and buy back higher next month.",
    "I do not know what the price will do tomorrow, so I keep my positions small.",
    "The report is public, it is short, and almost nobody who talks about it has read it.",
]


@every_base
def test_the_card_s_hashes_are_those_of_the_files(base: Path) -> None:
    told = dict(re.findall(r"^\| (\S+) \| `([0-9a-f]{64})` \|$", (base / "README.md").read_text(), re.MULTILINE))
    files = {path.name for path in base.iterdir()} - {"README.md"}
    assert {name: file_sha256(base / name) for name in files} == {name: told[name] for name in files}


def test_all_bases_together_are_small() -> None:
    assert sum(path.stat().st_size for path in BASE.rglob("*") if path.is_file()) <= 40 * MIB


@every_base
def test_the_card_tells_licences_and_limits(base: Path) -> None:
    card = (base / "README.md").read_text()
    assert "not simply Apache-2.0" in card
    assert len(re.findall(r"^\| \w+ \| [^|]+ \| [\d,]+ \| [\d,]+ \| [^|]{3,} \|$", card, re.MULTILINE)) > 20
    assert not re.search(r"(?<![\w.`])/(?:root|home|work|tmp)/", card)


@every_base
def test_sizes_are_those_that_every_runtime_takes(base: Path) -> None:
    model = Pretrained(str(base))
    config = model.network.config
    assert sum(weight.numel() for weight in model.parameters()) <= 18_000_000
    assert [config.hidden_size % 64, config.intermediate_size % 64, config.vocab_size % 64] == [0, 0, 0]


@every_base
def test_transformers_alone_reads_it_and_scores_alike(base: Path) -> None:
    network = AutoModelForCausalLM.from_pretrained(base, local_files_only=True).float().eval()
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(base / "tokenizer.json"))
    given = tokenizer(BOS + POST + SENTENCES[0], return_tensors="pt", add_special_tokens=False)["input_ids"]
    logits = network(given).logits[0, 1:-1].log_softmax(-1)
    plain = logits.gather(1, given[0, 2:, None])[:, 0].tolist()
    ours = EagerEngine.load(base).score([(given[0, :2].tolist(), given[0, 2:].tolist())])[0]
    assert list(ours) == pytest.approx(plain, abs=1e-3)


@every_base
def test_it_expects_english_more_than_the_same_words_shuffled(base: Path) -> None:
    engine = EagerEngine.load(base)
    rng = random.Random(0)

    def bits_per_char(texts: list[str]) -> float:
        rows = [(encode(engine.tokenizer, BOS + POST), encode(engine.tokenizer, text + END)) for text in texts]
        return -sum(map(sum, engine.score(rows))) / math.log(2) / sum(map(len, texts))

    shuffled = [" ".join(rng.sample(text.split(), len(text.split()))) for text in SENTENCES]
    assert bits_per_char(SENTENCES) < 1.8
    assert bits_per_char(shuffled) > bits_per_char(SENTENCES) + 0.5


@pytest.mark.slow
def test_finetuning_at_the_default_batch_needs_at_most_4_gib(tmp_path: Path) -> None:
    places = [f"paths.{name}={tmp_path}/{name}" for name in ("interim", "processed", "runs", "shelf")]
    execute("data", [*places[:3], *readers(tmp_path)])
    given = [*places, "trainer.max_epochs=1", "rank_posts=10", "~logger.wandb"]
    code = f"""
from pathlib import Path
from miles.pipelines.run import execute
execute("finetune", {given!r})
# not ru_maxrss: across fork and exec it keeps the peak of the test runner
print("peak", Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    peak = 1024 * int(told.rpartition("peak ")[2])
    print(f"peak memory of a fine-tuning: {peak / MIB:,.0f} MiB")
    assert peak <= 4 * 2**30
    [run] = (tmp_path / "runs").glob("*-finetune")
    assert json.loads((run / "lineage.json").read_text())["facts"]["base"]["name"] == "s"
