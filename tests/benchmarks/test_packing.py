"""What packing saves against padding, and what Lightning costs against a plain loop.

Ratios within one run, in processor seconds of one thread: other people's work on the machine hardly moves them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytorch_lightning as pl
import torch

from miles.corpus.posts import PostsData, Stream
from miles.corpus.tokens import IGNORED, Blocks, pack, pad_id, pad_to_longest
from miles.model.decoder import Decoder
from miles.pipelines.run import execute
from miles.training.callbacks import quiet
from miles.training.finetune import Finetune
from miles.training.precision import cpu_precision

pytestmark = pytest.mark.slow
ROOMS = ("corpus",)
REPEATS = 10
BLOCK, ROWS = 256, 16


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    execute("data", [f"paths.interim={folder}/interim", f"paths.processed={folder}/processed"])
    return folder / "processed"


def lesson_of(processed: Path) -> Finetune:
    return Finetune(Decoder(str(processed), hidden_size=128, layers=2, dropout=0.1))


def stream_of(processed: Path, lesson: Finetune, block_len: int = BLOCK) -> Stream:
    data = PostsData(str(processed), lesson.model.tokenizer, block_len=block_len, batch_blocks=ROWS)
    data.setup()
    return data.train_dataloader()


def tensors(blocks: Blocks, index: int) -> dict[str, torch.Tensor]:
    names = ("input_ids", "position_ids", "labels", "chars")
    return {name: torch.from_numpy(getattr(blocks, name)) for name in names} | {"index": torch.tensor(index)}


def steps(lesson: Finetune, batches: Sequence[dict[str, torch.Tensor]]) -> float:
    """Processor seconds of a plain training loop over the batches: the lesson's own loss, AdamW, clipping."""
    lesson.log = lambda *_, **__: None  # type: ignore[method-assign,assignment]
    optimizer = torch.optim.AdamW(lesson.parameters(), lr=1e-4, weight_decay=0.1)
    lesson.train()
    begun = time.process_time()
    for k, batch in enumerate(batches):
        with torch.autocast("cpu", torch.bfloat16, enabled=cpu_precision() == "bf16-mixed"):
            loss = lesson.training_step(batch, k)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(lesson.parameters(), 1.0)
        optimizer.step()
    return time.process_time() - begun


def lightning(lesson: Finetune, found: Stream, n: int) -> float:
    """Processor seconds between the first and the last batch of Lightning's loop over `n` batches."""
    clock = Clock()
    with quiet():
        trainer = pl.Trainer(
            accelerator="cpu", precision=cpu_precision(), max_steps=n, gradient_clip_val=1.0, logger=False,
            callbacks=[clock], enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False,
            limit_val_batches=0,
        )  # fmt: skip
        trainer.fit(lesson, train_dataloaders=found)
    return clock.seconds


class Clock(pl.Callback):
    seconds = begun = 0.0

    def on_train_start(self, *args: Any) -> None:
        self.begun = time.process_time()

    def on_train_end(self, *args: Any) -> None:
        self.seconds = time.process_time() - self.begun


def interval(ratios: Sequence[float]) -> tuple[float, float, float]:
    """Median and its 95 % bootstrap interval."""
    rng = np.random.default_rng(0)
    medians = [np.median(rng.choice(ratios, len(ratios))) for _ in range(2000)]
    return float(np.median(ratios)), *(float(x) for x in np.quantile(medians, [0.025, 0.975]))


def interleaved(one: Callable[[], float], other: Callable[[], float], n: int = REPEATS) -> list[float]:
    """Ratios other/one of `n` pairs measured in turns, the order changing, after one warm-up of each."""
    one(), other()
    ratios = []
    for k in range(n):
        if k % 2:
            second, first = other(), one()
        else:
            first, second = one(), other()
        ratios.append(second / first)
    return ratios


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("real")
    places = [f"paths.interim={folder}/interim", f"paths.processed={folder}/processed"]
    execute("data", [*places, "author=milesdeutscher", f"raw={shared}"])
    return folder / "processed"


@pytest.mark.parametrize("block_len", [384, 512])
def test_packing_learns_more_useful_tokens_a_second_than_padding(real: Path, block_len: int) -> None:
    """On real lengths, the same windows on both sides; 512 is what is shipped (goal: 3 times)."""
    lesson = Finetune(Decoder(str(real), layers=4, kv_heads=2, dropout=0.2))  # the sizes of configs/model/decoder.yaml
    found = stream_of(real, lesson, block_len)
    pad = pad_id(lesson.model.tokenizer)
    drawn = np.random.default_rng(0).permutation(found.drawing.epoch(0, 0))[:64]
    chosen = [piece for i in drawn for piece in found.encoded[i]]
    padded = [tensors(pad_to_longest(chosen[k : k + 32], pad), k) for k in range(0, len(chosen), 32)]
    blocks, rows = pack(chosen, block_len, pad), ROWS * BLOCK // block_len
    packed = [tensors(blocks.take(slice(k, k + rows)), k) for k in range(0, len(blocks), rows)]
    learnt = [sum(int((batch["labels"] != IGNORED).sum()) for batch in batches) for batches in (packed, padded)]
    assert learnt[0] == learnt[1]
    useful = sum(len(sequence.ids) for sequence in chosen)
    fill = [useful / sum(batch["input_ids"].numel() for batch in batches) for batches in (packed, padded)]
    spent: list[float] = []

    def pack_steps() -> float:
        spent.append(steps(lesson, packed))
        return spent[-1]

    ratio, low, high = interval(interleaved(pack_steps, lambda: steps(lesson, padded), n=6))
    print(f"\nrows of {block_len:<4} | useful share | useful tokens a processor second (median)")
    print(f"packed       | {fill[0]:12.3f} | {useful / float(np.median(spent)):8.0f}")
    print(f"padded at 32 | {fill[1]:12.3f} | {useful / float(np.median(spent)) / ratio:8.0f}")
    print(f"packed / padded: {ratio:.2f} [{low:.2f}, {high:.2f}], n=6 interleaved pairs")
    assert fill[0] > 0.9
    assert low > 1.0


def test_lightning_costs_little_beside_a_plain_loop(processed: Path) -> None:
    lesson = lesson_of(processed)
    found = stream_of(processed, lesson)
    batches = list(found)[:3]
    n = len(batches)

    def by_lightning() -> float:
        return lightning(lesson_of(processed), stream_of(processed, lesson), n)

    ratio, low, high = interval(interleaved(lambda: steps(lesson, batches), by_lightning))
    print(f"\nLightning / plain loop, seconds: {ratio:.3f} [{low:.3f}, {high:.3f}], n={REPEATS} pairs of {n} steps")
    assert low < 1.25
