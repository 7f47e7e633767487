"""Writing through our own engine (src/engine, C++), for small voices on a processor: the loop without Python in it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from miles.engine import packed
from miles.engine.constraints import Vocabulary
from miles.engine.engine import Job, always
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import load_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.post.error import MilesError

FILE = packed.FILE
STEPS = 8  # tokens between two looks at whether somebody still waits
LEAST_TOP_P = 1e-9  # the likeliest token alone, which is what 0 means


def built() -> Any:
    """The compiled module, refused with the next step where it was not built."""
    try:
        return importlib.import_module("miles.engine._native")
    except ImportError as error:
        raise MilesError(
            f"the native engine was not built ({error})",
            "install a C++17 compiler (Debian: apt install g++), then: touch setup.py && make install; "
            "or choose FORMS=onnx",
        ) from error


class NativeEngine(LoopEngine):
    """Reads and writes with packed weights. `generate`, `stream` and `score` run in C++ without the interpreter's lock;
    `open` and `read` serve the Python loop, which is their twin in the tests, and mixtures.

    `threads` share the texts of a batch between them: a single text is written by one. `path` names the kernels,
    "avx512", "avx2" or "plain"; by default the best that the processor has.
    """

    def __init__(self, network: Any, tokenizer: Tokenizer, positions: int, threads: int = 1, batch: int = 64) -> None:
        super().__init__(tokenizer, positions, batch)
        self.network, self.threads = network, threads
        self._phrases: dict[str, Any] = {}
        self._rules = _rules(self.vocabulary)

    @classmethod
    def load(cls, folder: Path, threads: int = 1, path: str = "") -> NativeEngine:
        """Read model.native.safetensors, config.json and tokenizer.json of a sealed folder."""
        try:
            built().choose(path)
        except ValueError as error:
            raise MilesError(
                str(error), "unset MILES_ENGINE_PATH, or name one that it has: plain works on every processor"
            ) from error
        tensors, _ = packed.read(folder / FILE)
        config = json.loads((folder / "config.json").read_text())
        try:
            network = _network(config, tensors, path)
        except (KeyError, ValueError, TypeError) as error:
            raise MilesError(
                f"config.json and {FILE} in {folder} do not fit: {error}", "make it again: make quantize"
            ) from error
        return cls(network, load_tokenizer(folder), int(config["max_position_embeddings"]), threads)

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        """See Engine."""
        written: list[list[int]] = [[] for _ in jobs]
        for chosen in self.batches(jobs):
            watched = [k for k, i in enumerate(chosen) if jobs[i].is_wanted is not always]
            writer = self._writer(jobs, chosen, sampling)
            while told := writer.write(STEPS if watched else self.positions, self.threads):
                for k, token in told:
                    written[chosen[k]].append(token)
                gone = [k for k in watched if not jobs[chosen[k]].is_wanted()]
                if gone:
                    writer.drop(gone)
        return written

    def _write(self, jobs: Sequence[Job], chosen: Sequence[int], sampling: Sampling) -> Iterator[tuple[int, int]]:
        writer = self._writer(jobs, chosen, sampling)
        while told := writer.write(1, self.threads):
            yield from ((chosen[k], token) for k, token in told)

    def _writer(self, jobs: Sequence[Job], chosen: Sequence[int], sampling: Sampling) -> Any:
        return built().Writer(
            self.network, self._rules, [self._job(jobs[i], jobs[i].sampling or sampling) for i in chosen]
        )

    def _job(self, job: Job, way: Sampling) -> Any:
        most = max(1, way.max_new_tokens)  # one token is always written, as in the loop in Python
        room = min(most, self.positions - len(job.prompt))
        return built().Job(
            prompt=job.prompt,
            chances=np.random.default_rng(job.seed).random(room),  # the numbers that draw() would ask for one by one
            temperature=way.temperature,
            top_p=max(way.top_p, LEAST_TOP_P),
            repeat_ngram=way.repeat_ngram,
            most_tokens=most,
            parts=job.parts or 0,
            is_thread=job.is_thread,
            slots=[self.tokenizer.token_to_id(slot) for slot in job.slots],
            banned=[self._phrase(phrase) for phrase in job.banned if phrase],
            stop=[stop.encode() for stop in job.stop],
            least_tokens=max(0, job.least_tokens),
        )

    def _phrase(self, phrase: str) -> Any:
        if phrase not in self._phrases:
            letters = phrase.encode().lower()
            tokens = [np.flatnonzero(self.vocabulary.completing(letters, k)).tolist() for k in range(len(letters))]
            self._phrases[phrase] = built().Phrase(letters, tokens)
        return self._phrases[phrase]

    def _read(self, rows: Sequence[Sequence[int]]) -> list[np.ndarray]:
        return [np.array(self.network.score(list(row))) for row in rows]

    def open(self, ids: Ints, mask: Ints) -> NativePassage:
        """See LoopEngine."""
        return NativePassage(self, [row[len(row) - length :] for row, length in zip(ids, mask.sum(1), strict=True)])

    def read(self, ids: Ints, mask: Ints) -> Floats:
        """See LoopEngine."""
        lines = [self.network.logits(row[:length].tolist()) for row, length in zip(ids, mask.sum(1), strict=True)]
        logits = np.zeros((*ids.shape, lines[0].shape[1]), dtype=np.float32)
        for k, line in enumerate(lines):
            logits[k, : len(line)] = line
        return logits


class NativePassage:
    """See Passage."""

    logits: Floats

    def __init__(self, engine: NativeEngine, prompts: Sequence[Ints]) -> None:
        self.network, self.positions = engine.network, engine.positions
        self.texts = [self.network.open(prompt.tolist()) for prompt in prompts]
        self.step(np.array([prompt[-1] for prompt in prompts]))

    def step(self, tokens: Ints) -> None:
        self.logits = self.network.step(self.texts, tokens.tolist())

    def keep(self, rows: Ints) -> None:
        taken: set[int] = set()
        texts = []
        for row in rows.tolist():
            texts.append(self._branched(self.texts[row]) if row in taken else self.texts[row])
            taken.add(row)
        self.texts, self.logits = texts, self.logits[rows]

    def _branched(self, text: Any) -> Any:
        return self.network.branch(text, self.positions - text.length)


def _rules(vocabulary: Vocabulary) -> Any:
    """The tables of a vocabulary as the engine holds them."""
    blank = vocabulary.blank
    return built().Vocabulary(
        size=vocabulary.size,
        end=vocabulary.end,
        next=vocabulary.next,
        line_break=vocabulary.line_break,
        special=np.flatnonzero(vocabulary.special).tolist(),
        blank=np.flatnonzero(blank).tolist(),
        breaks=[np.flatnonzero(breaks).tolist() for breaks in vocabulary.breaks],
        is_blank=blank.tolist(),
        gap=vocabulary.gap.tolist(),
        opened=vocabulary.opened.tolist(),
        spelled=vocabulary.spelled,
    )


def _network(config: Mapping[str, Any], tensors: packed.Tensors, path: str) -> Any:
    """The packed weights in the layout of this processor."""
    rope = config.get("rope_parameters") or config
    heads = config["num_attention_heads"]
    network = built().Network(
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=heads,
        kv_heads=config.get("num_key_value_heads", heads),
        head=config.get("head_dim") or config["hidden_size"] // heads,
        intermediate=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
        theta=rope["rope_theta"],
        epsilon=config["rms_norm_eps"],
        path=path,
    )

    def rows(*names: str) -> tuple[NDArray[Any], NDArray[Any] | None]:
        weights = [tensors[f"{name}.weight"] for name in names]
        scales = [tensors[f"{name}.weight{packed.SCALE}"] for name in names if weights[0].dtype != np.float32]
        return _joined(weights), _joined(scales) if scales else None

    network.set_embedding(rows("model.embed_tokens"))
    if not config["tie_word_embeddings"]:
        network.set_head(rows("lm_head"))
    network.set_norm(tensors["model.norm.weight"])
    for k in range(config["num_hidden_layers"]):
        layer = f"model.layers.{k}"
        network.add_layer(
            qkv=rows(*(f"{layer}.self_attn.{name}_proj" for name in "qkv")),
            out=rows(f"{layer}.self_attn.o_proj"),
            gate_up=rows(f"{layer}.mlp.gate_proj", f"{layer}.mlp.up_proj"),
            down=rows(f"{layer}.mlp.down_proj"),
            before=tensors[f"{layer}.input_layernorm.weight"],
            behind=tensors[f"{layer}.post_attention_layernorm.weight"],
            query=tensors.get(f"{layer}.self_attn.q_norm.weight"),
            key=tensors.get(f"{layer}.self_attn.k_norm.weight"),
        )
    return network


def _joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
