"""llama.cpp at its best, to be timed: its own samplers draw, and Python only hands token after token on.

An instrument, no Engine: it bans nothing but the end of the text, so that texts have the length that is asked for.
"""

from __future__ import annotations

import ctypes
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from miles.engine.engine import Job
from miles.engine.gguf import FILE, missing, silent
from miles.engine.sampling import Sampling
from miles.post.error import MilesError

TRIALS = 4  # texts that each way of attention writes before one is taken; half as many rounds of several
WAYS = ("flash attention", "plain attention")
BATCH = 2048  # tokens of prompts read in one call


class LlamaCpp:
    """Writes texts of exactly `max_new_tokens` tokens, one by one or side by side."""

    def __init__(self, folder: Path, threads: int) -> None:
        missing()
        import llama_cpp

        self.library: Any = llama_cpp
        llama_cpp.llama_log_set(silent(), ctypes.c_void_p())
        llama_cpp.llama_backend_init()
        self.threads = threads
        self.positions = int(json.loads((folder / "config.json").read_text())["max_position_embeddings"])
        path = folder / FILE
        self.model = llama_cpp.llama_model_load_from_file(str(path).encode(), llama_cpp.llama_model_default_params())
        if not self.model:
            raise MilesError(f"{path} cannot be read by llama.cpp", "make it again: make quantize FORMS=gguf-q8_0")
        self.vocab = llama_cpp.llama_model_get_vocab(self.model)
        self.end = int(llama_cpp.llama_vocab_eos(self.vocab))
        self.way = WAYS[0]
        self.context: _Context | None = self._open(1, self.way)  # as an engine does, ready to write one text

    def close(self) -> None:
        """Give weights and memory back."""
        self.context = None
        if self.model:
            self.library.llama_model_free(self.model)
            self.model = None

    def settle(self, jobs: Sequence[Job], sampling: Sampling) -> None:
        """Go on with the way of attention that is faster for as many texts at once."""
        spans: dict[str, float] = {}
        for way in WAYS:
            self.context = None  # freed before the next one is made
            self.context = self._open(len(jobs), way)
            self.generate(jobs, sampling)  # to warm up
            found = []
            for _ in range(TRIALS if len(jobs) == 1 else TRIALS // 2):
                start = time.perf_counter()
                self.generate(jobs, sampling)
                found.append(time.perf_counter() - start)
            spans[way] = min(found)
        self.way = min(WAYS, key=lambda way: spans[way])
        self.context = None
        self.context = self._open(len(jobs), self.way)

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """Token ids written after each prompt, `max_new_tokens` each."""
        if self.context is None or self.context.texts != len(jobs):
            self.context = None
            self.context = self._open(len(jobs), self.way)
        chain = self._chain(sampling, jobs[0].seed)
        try:
            if len(jobs) == 1:
                return [self.context.write_one(jobs[0].prompt, chain, sampling.max_new_tokens)]
            return self.context.write_many([job.prompt for job in jobs], chain, sampling.max_new_tokens)
        finally:
            self.library.llama_sampler_free(chain)

    def _open(self, texts: int, way: str) -> _Context:
        return _Context(self.library, self.model, texts, self.positions, self.threads, way == WAYS[0])

    def _chain(self, sampling: Sampling, seed: int) -> Any:
        """No end of text, temperature, nucleus, draw: the order in which our engines draw."""
        library = self.library
        chain = library.llama_sampler_chain_init(library.llama_sampler_chain_default_params())
        bias = (library.llama_logit_bias * 1)(library.llama_logit_bias(self.end, -np.inf))
        size = library.llama_vocab_n_tokens(self.vocab)
        draws = (
            [library.llama_sampler_init_greedy()]
            if sampling.temperature <= 0
            else [
                library.llama_sampler_init_temp(sampling.temperature),
                library.llama_sampler_init_top_p(sampling.top_p, 1),
                library.llama_sampler_init_dist(seed % 2**32),
            ]
        )
        for sampler in (library.llama_sampler_init_logit_bias(size, 1, bias), *draws):
            library.llama_sampler_chain_add(chain, sampler)
        return chain


class _Context:
    """What llama.cpp remembers of `texts` texts."""

    def __init__(self, library: Any, model: Any, texts: int, positions: int, threads: int, is_flash: bool) -> None:
        self.library, self.texts, self.handle = library, texts, None
        params = library.llama_context_default_params()
        params.n_ctx, params.n_seq_max = positions * texts, texts
        params.n_batch = BATCH if texts > 1 else positions
        params.n_ubatch = min(512, params.n_batch)
        params.n_threads = params.n_threads_batch = threads
        params.flash_attn_type = (
            library.LLAMA_FLASH_ATTN_TYPE_ENABLED if is_flash else library.LLAMA_FLASH_ATTN_TYPE_DISABLED
        )
        params.no_perf = True
        self.room = int(params.n_batch)
        self.handle = library.llama_init_from_model(model, params)
        if not self.handle:
            raise MilesError(f"llama.cpp has no room for {texts} texts of {positions} tokens", "free memory")
        self.memory = library.llama_get_memory(self.handle)
        self.buffer = library.llama_batch_init(self.room, 0, 1)

    def write_one(self, prompt: Sequence[int], chain: Any, n: int) -> list[int]:
        library, handle, sample = self.library, self.handle, self.library.llama_sampler_sample
        library.llama_memory_clear(self.memory, False)
        ids = (library.llama_token * len(prompt))(*prompt)  # a batch keeps the address alone
        self._read(library.llama_batch_get_one(ids, len(prompt)))
        written = [sample(chain, handle, -1)]
        token = (library.llama_token * 1)()
        batch, decode = library.llama_batch_get_one(token, 1), library.llama_decode  # reads `token` anew in each call
        while len(written) < n:
            token[0] = written[-1]
            if decode(handle, batch):
                raise MilesError("llama.cpp could not read a token", "report it")
            written.append(sample(chain, handle, -1))
        return written

    def write_many(self, prompts: Sequence[Sequence[int]], chain: Any, n: int) -> list[list[int]]:
        """One call for the next tokens of all texts."""
        library, handle, buffer = self.library, self.handle, self.buffer
        library.llama_memory_clear(self.memory, False)
        written: list[list[int]] = []
        while len(written) < len(prompts):
            last = self._fill(prompts, len(written))
            self._read(buffer)
            written += [[library.llama_sampler_sample(chain, handle, place)] for place in last]
        places = np.ctypeslib.as_array(buffer.pos, (self.texts,))
        buffer.n_tokens = self.texts
        for k in range(self.texts):
            buffer.n_seq_id[k], buffer.seq_id[k][0], buffer.logits[k] = 1, k, True
            places[k] = len(prompts[k])
        for _ in range(n - 1):
            for k, text in enumerate(written):
                buffer.token[k] = text[-1]
            self._read(buffer)
            for k, text in enumerate(written):
                text.append(library.llama_sampler_sample(chain, handle, k))
            places += 1
        return written

    def _fill(self, prompts: Sequence[Sequence[int]], first: int) -> list[int]:
        """Whole prompts from `first` on, as many as one call reads; where the last token of each lies."""
        buffer, n, last = self.buffer, 0, []
        for text, prompt in enumerate(prompts[first:], first):
            if n + len(prompt) > self.room:
                break
            for place, token in enumerate(prompt):
                buffer.token[n], buffer.pos[n], buffer.n_seq_id[n] = token, place, 1
                buffer.seq_id[n][0], buffer.logits[n] = text, place == len(prompt) - 1
                n += 1
            last.append(n - 1)
        buffer.n_tokens = n
        return last

    def _read(self, batch: Any) -> None:
        failed = self.library.llama_decode(self.handle, batch)
        if failed:
            raise MilesError(f"llama.cpp could not read {batch.n_tokens} tokens (its code {failed})", "report it")

    def __del__(self) -> None:
        if self.handle and self.library.llama_free:  # at the end of the process its functions may be gone before it
            self.library.llama_batch_free(self.buffer)
            self.library.llama_free(self.handle)
