"""The reference engine: any transformers causal LM, run eagerly on torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from miles.engine.constraints import Shape, Vocabulary
from miles.engine.engine import Job
from miles.engine.sampling import Sampling, draw, repeats
from miles.engine.tokenizer import load_tokenizer


class EagerEngine:
    """Writes many texts at once with a key-value cache; prompts are padded on the left.

    `network` maps (input_ids, attention_mask, position_ids, past_key_values) to logits (B, T, V).
    """

    def __init__(self, network: Any, tokenizer: Tokenizer, batch: int = 64) -> None:
        self.network = network.eval()
        self.tokenizer = tokenizer
        self.batch = batch
        self.vocabulary = Vocabulary(tokenizer)

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> EagerEngine:
        """Read safetensors weights and tokenizer.json of a sealed folder; nothing in it is executed."""
        from transformers import AutoModelForCausalLM

        network: Any = AutoModelForCausalLM.from_pretrained(
            str(folder), dtype=torch.float32, use_safetensors=True, local_files_only=True, trust_remote_code=False
        )
        return cls(network.to(device), load_tokenizer(folder))

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """See Engine. Jobs of like length are written together; a finished text leaves the batch."""
        order = sorted(range(len(jobs)), key=lambda i: len(jobs[i].prompt))
        written: list[list[int]] = [[] for _ in jobs]
        for start in range(0, len(order), self.batch):
            chosen = order[start : start + self.batch]
            for i, ids in zip(chosen, self._write([jobs[i] for i in chosen], sampling), strict=True):
                written[i] = ids
        return written

    @torch.inference_mode()
    def _write(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        shapes = [Shape(self.vocabulary, parts=job.parts, is_thread=job.is_thread, slots=job.slots) for job in jobs]
        rngs = [np.random.default_rng(job.seed) for job in jobs]
        written: list[list[int]] = [[] for _ in jobs]
        device = next(self.network.parameters()).device
        width = max(len(job.prompt) for job in jobs)
        ids = torch.zeros((len(jobs), width), dtype=torch.long)  # (B, T)
        mask = torch.zeros((len(jobs), width), dtype=torch.long)
        for row, job in enumerate(jobs):
            ids[row, width - len(job.prompt) :] = torch.tensor(job.prompt)
            mask[row, width - len(job.prompt) :] = 1
        ids, mask = ids.to(device), mask.to(device)
        live = list(range(len(jobs)))
        past = None
        for _ in range(sampling.max_new_tokens):
            position = (mask.cumsum(1) - 1).clamp(min=0)[:, -ids.shape[1] :]
            out = self.network(
                input_ids=ids, attention_mask=mask, position_ids=position, past_key_values=past, use_cache=True
            )
            past = out.past_key_values
            logits = out.logits[:, -1].float().cpu().numpy()  # (B, V)
            for row, text in enumerate(live):
                line = logits[row][: self.vocabulary.size]
                line[repeats(written[text], sampling.repeat_ngram)] = -np.inf
                shapes[text].allow(line)
                token = draw(line, sampling, rngs[text])
                written[text].append(token)
                shapes[text].take(token)
            stay = [row for row, text in enumerate(live) if written[text][-1] != self.vocabulary.end]
            if not stay:
                break
            if len(stay) < len(live):
                live = [live[row] for row in stay]
                keep = torch.tensor(stay, device=device)
                past.batch_select_indices(keep)
                mask = mask[keep]
            ids = torch.tensor([[written[text][-1]] for text in live], device=device)
            mask = torch.cat([mask, torch.ones((len(live), 1), dtype=mask.dtype, device=device)], dim=1)
        return written

    @torch.inference_mode()
    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        """See Engine. What is longer than the model's positions is read in windows that overlap by half."""
        window = int(self.network.config.max_position_embeddings)
        pieces = [
            (i, first, last) for i, pair in enumerate(pairs) for first, last in _windows(sum(map(len, pair)), window)
        ]
        pieces.sort(key=lambda piece: piece[2] - piece[1])
        scores = [np.zeros(len(prompt) + len(target)) for prompt, target in pairs]
        for start in range(0, len(pieces), self.batch):
            chosen = pieces[start : start + self.batch]
            rows = [torch.tensor([*pairs[i][0], *pairs[i][1]][first:last]) for i, first, last in chosen]
            for (i, first, last), gold in zip(chosen, self._gold(rows), strict=True):
                fresh = first + 1 if first == 0 else first + window // 2  # earlier tokens had more context before
                scores[i][fresh:last] = gold[fresh - first - 1 :]
        return [found[len(prompt) :] for found, (prompt, _) in zip(scores, pairs, strict=True)]

    def _gold(self, rows: Sequence[torch.Tensor]) -> list[np.ndarray]:
        """Log-probability of each row's tokens but the first, after those before it. (T - 1,) each"""
        device = next(self.network.parameters()).device
        pad = torch.nn.utils.rnn.pad_sequence
        ids = pad(list(rows), batch_first=True).to(device)  # (B, T)
        mask = pad([torch.ones_like(row) for row in rows], batch_first=True).to(device)
        logits = self.network(input_ids=ids, attention_mask=mask).logits[:, :-1]  # (B, T-1, V)
        gold = logits.gather(2, ids[:, 1:, None])[..., 0].float() - logits.float().logsumexp(2)  # (B, T-1)
        return [line[: len(row) - 1].cpu().numpy().astype(float) for row, line in zip(rows, gold, strict=True)]


def _windows(length: int, window: int) -> list[tuple[int, int]]:
    """Spans of at most `window` that cover `length`, each but the first beginning half a window later."""
    starts = range(0, max(1, length - window + window // 2), window // 2)
    return [(start, min(length, start + window)) for start in starts]
