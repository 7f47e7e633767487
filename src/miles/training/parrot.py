"""Listens to a voice while it learns: tiny corpora make models copy their author and repeat themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytorch_lightning as pl

from miles.analysis.novelty import Memory, repetition
from miles.corpus.posts import PostsData
from miles.engine.engine import Job
from miles.engine.prompt import END, NEXT, fill, render
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode
from miles.model.eager import EagerEngine
from miles.post.draft import Draft
from miles.post.parts import join
from miles.post.whole import write_text
from miles.registry.voice import LONGEST_COPY, hash_seed


class Parrot(pl.Callback):
    """Writes from held-out drafts every `every_epochs`, and ends a run that keeps copying or repeating.

    A text is copied when more than LONGEST_COPY words in a row stand in one training post. The run
    ends after `patience` looks in a row with a share of copied texts above `max_copied`, or with a
    mean share of repeated word 3-grams above `max_repetition` (not before it has once been below:
    an untrained model stutters too). Texts go to samples.md in the run folder. Nothing of training's
    randomness is touched.
    """

    def __init__(
        self,
        every_epochs: int = 2,
        n: int = 6,
        max_copied: float = 0.34,
        max_repetition: float = 0.5,
        patience: int = 2,
        max_new_tokens: int = 128,
        seed: int = 0,
    ) -> None:
        self.every_epochs, self.n, self.patience, self.seed = every_epochs, n, patience, seed
        self.max_copied, self.max_repetition = max_copied, max_repetition
        self.sampling = Sampling(max_new_tokens=max_new_tokens)
        self.drafts: list[Draft] = []
        self.memory = Memory.build([])
        self.over, self.is_fluent = 0, False
        self.pages: list[str] = []

    def on_fit_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        data: Any = trainer.datamodule  # type: ignore[attr-defined]
        assert isinstance(data, PostsData)
        train = {pair.post_id: pair for pair in data.pairs["train"]}
        self.memory = Memory.build([text for pair in train.values() for text in pair.texts])
        known = [pair.draft for pair in data.pairs["valid"]] or [Draft()]
        chosen = np.random.default_rng(self.seed).permutation(len(known))[: self.n]
        self.drafts = [known[i] for i in chosen]

    def on_train_start(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if self.over >= self.patience:  # a resumed run keeps to the decision
            trainer.should_stop = True

    def on_train_epoch_end(self, trainer: pl.Trainer, pl_module: pl.LightningModule) -> None:
        if (trainer.current_epoch + 1) % self.every_epochs:
            return
        model: Any = pl_module.model
        texts = self._write(EagerEngine(model.network, model.tokenizer), trainer.current_epoch)
        pl_module.train()
        seen = self.judge(texts)
        pl_module.log_dict(seen)
        self.pages.append(self._page(trainer.current_epoch + 1, texts, seen))
        write_text(Path(trainer.default_root_dir) / "samples.md", "\n".join(self.pages))
        if self.over >= self.patience:
            trainer.should_stop = True

    def judge(self, texts: list[tuple[str, ...]]) -> dict[str, float]:
        """What the texts took over and repeat; counts the looks that were over a limit."""
        runs = [max(self.memory.longest_run(text) for text in post) for post in texts]
        seen = {
            "parrot/copied": float(np.mean([run > LONGEST_COPY for run in runs])),
            "parrot/longest_run": float(max(runs)),
            "parrot/overlap8": float(np.mean([self.memory.overlap(join(post)) for post in texts])),
            "parrot/repetition": float(np.mean([repetition(join(post)) for post in texts])),
        }
        stutters = seen["parrot/repetition"] > self.max_repetition
        is_over = seen["parrot/copied"] > self.max_copied or (stutters and self.is_fluent)
        self.is_fluent |= not stutters
        self.over = self.over + 1 if is_over else 0
        return seen

    def state_dict(self) -> dict[str, Any]:
        return {"over": self.over, "is_fluent": self.is_fluent, "pages": self.pages}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self.over, self.is_fluent = state_dict["over"], state_dict["is_fluent"]
        self.pages = list(state_dict["pages"])

    def _write(self, engine: EagerEngine, epoch: int) -> list[tuple[str, ...]]:
        prompts = [render(draft, is_masked=True) for draft in self.drafts]
        jobs = [
            Job(
                prompt=tuple(encode(engine.tokenizer, prompt.text)),
                seed=hash_seed(self.seed, epoch * self.n + k),
                parts=draft.parts,
                is_thread=bool(draft.is_thread),
                slots=tuple(prompt.slots),
            )
            for k, (draft, prompt) in enumerate(zip(self.drafts, prompts, strict=True))
        ]
        texts = []
        for prompt, ids in zip(prompts, engine.generate(jobs, self.sampling), strict=True):
            raw = engine.tokenizer.decode(list(ids), skip_special_tokens=False)
            texts.append(tuple(fill(text, prompt.slots).strip() for text in raw.removesuffix(END).split(NEXT)))
        return texts

    def _page(self, epoch: int, texts: list[tuple[str, ...]], seen: dict[str, float]) -> str:
        told = ", ".join(f"{name.removeprefix('parrot/')} {value:.2f}" for name, value in seen.items())
        lines = [f"## After epoch {epoch}", "", told, ""]
        for draft, post in zip(self.drafts, texts, strict=True):
            lines += [f"draft ({draft.kind}): {draft.text or 'none'}", "", _quoted(join(post)), ""]
        return "\n".join(lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
