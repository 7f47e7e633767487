"""General texts -> one file of tokens, written once and memory-mapped ever after."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from tokenizers import Tokenizer

from miles.analysis.sentiment import SentimentLabeller
from miles.corpus.drafts import Degrader, Pair
from miles.corpus.shards import Shards, text_key
from miles.corpus.tokens import IGNORED, Encoded, Ints, encode_pairs
from miles.engine.prompt import PROMPT_VERSION
from miles.engine.tokenizer import vocabulary_sha256
from miles.post.draft import Draft, DraftKind
from miles.post.error import MilesError
from miles.post.whole import whole

FORMAT = 2
HEADER = 65536  # bytes kept for safetensors' header, which is known only at the end; a multiple of 8
BATCH = 512  # texts that are worked on at a time
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_CODES = {"uint16": "U16", "uint32": "U32", "int64": "I64"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the tokens of a text beside the tokenizer.

    Texts of at most `short_chars` get up to `drafts` drafts as a person might have typed them, each
    wish made with probability `p_control`; a text's drafts depend on the text and `seed` alone.
    """

    drafts: int = 2
    short_chars: int = 600
    p_control: float = 0.5
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Sequences of some texts: each text bare, then with each of its drafts. Lengths and prompts in tokens."""

    tokens: NDArray[Any]
    lengths: Ints
    prompts: Ints
    chars: Ints
    variants: Ints


class Scribe:
    """Writes texts as tokens; light enough to be sent to another process with every batch."""

    def __init__(self, tokenizer: Tokenizer, recipe: Recipe) -> None:
        self.tokenizer, self.recipe = tokenizer, recipe
        self.degrader = Degrader(SentimentLabeller().label, p_control=recipe.p_control, notes=1)
        self.dtype = np.uint16 if tokenizer.get_vocab_size() <= 2**16 else np.uint32

    def __call__(self, texts: list[str]) -> Written:
        """All sequences of these texts."""
        drafts = [[Draft(kind=DraftKind.NOTHING), *self.drafts(text)] for text in texts]
        pairs = [
            Pair(draft, (text,), "", "", _NEVER) for text, some in zip(texts, drafts, strict=True) for draft in some
        ]
        encoded = encode_pairs(pairs, self.tokenizer)
        return Written(
            tokens=np.concatenate([sequence.ids for sequence in encoded]).astype(self.dtype),
            lengths=np.array([len(sequence.ids) for sequence in encoded]),
            prompts=np.array([int((sequence.labels == IGNORED).sum()) for sequence in encoded]),
            chars=np.array([sequence.chars for sequence in encoded]),
            variants=np.array([len(some) for some in drafts]),
        )

    def drafts(self, text: str) -> list[Draft]:
        """Up to `recipe.drafts` drafts of a short text, none of a long one."""
        if not self.recipe.drafts or len(text) > self.recipe.short_chars:
            return []
        rng = np.random.default_rng([self.recipe.seed, text_key(text)])
        found = [draft for draft in self.degrader.drafts((text,), rng) if draft != Draft(kind=DraftKind.NOTHING)]
        return [found[i] for i in rng.permutation(len(found))[: self.recipe.drafts]]


class Tokenised:
    """A corpus as tokens in one safetensors file.

    `tokens` (N,) uint16 or uint32 is memory-mapped. Sequence s lies at starts[s] : starts[s + 1], its
    first prompts[s] tokens are read and not learnt, chars[s] counts the symbols of the rest. Text t has
    the sequences groups[t] : groups[t + 1], the first without a draft; texts from `n_train` on are held out.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            header = json.loads(file.read(HEADER + 8)[8:])
        self.facts: dict[str, Any] = json.loads(header.pop("__metadata__")["facts"])
        if path.stat().st_size != HEADER + 8 + max(entry["data_offsets"][1] for entry in header.values()):
            raise MilesError(f"{path} is damaged", "bring it again, or delete it: it is made again from the texts")
        types = {code: name for name, code in _CODES.items()}
        tokens = header.pop("tokens")
        self.tokens: NDArray[Any] = np.memmap(
            path, dtype=types[tokens["dtype"]], mode="r", offset=HEADER + 8, shape=tuple(tokens["shape"])
        )
        index = {
            name: np.fromfile(
                path, types[entry["dtype"]], entry["shape"][0], offset=HEADER + 8 + entry["data_offsets"][0]
            )
            for name, entry in header.items()
        }
        self.starts, self.groups = _ends(index["lengths"]), _ends(index["variants"])
        self.prompts, self.chars = index["prompts"], index["chars"]
        self.n_train = int(self.facts["texts"]["train"])

    def sequence(self, s: int) -> Encoded:
        """One sequence, ready to be packed."""
        ids = self.tokens[self.starts[s] : self.starts[s + 1]].astype(np.int64)
        return Encoded(ids, np.where(np.arange(len(ids)) < self.prompts[s], IGNORED, ids), int(self.chars[s]))


def tokenised(shards: Shards, tokenizer: Tokenizer, recipe: Recipe, folder: Path, workers: int = 1) -> Tokenised:
    """The file for these texts, this tokenizer and this recipe: found in `folder`, or made there."""
    told = {"format": FORMAT, "prompt": PROMPT_VERSION, "recipe": asdict(recipe), "inputs": shards.hashes}
    key = hashlib.sha256(json.dumps([told, tokenizer.to_str()], sort_keys=True).encode()).hexdigest()[:16]
    path = folder / f"texts-{key}.safetensors"
    if not path.is_file():
        with whole(path) as temporary, temporary.open("wb") as file:
            _write(file, shards, Scribe(tokenizer, recipe), told, workers)
    return Tokenised(path)


def given(path: Path, tokenizer: Tokenizer) -> Tokenised:
    """Such a file from anywhere, without its texts: how a corpus travels to a GPU machine."""
    try:
        corpus = Tokenised(path)
        prompt, vocabulary = (corpus.facts[name] for name in ("prompt", "vocabulary_sha256"))
    except (OSError, ValueError, KeyError) as error:
        raise MilesError(
            f"{path} is no tokenised corpus ({error!r})", "give a folder of texts, or a texts-*.safetensors made of one"
        ) from error
    if prompt != PROMPT_VERSION or vocabulary != vocabulary_sha256(tokenizer):
        raise MilesError(
            f"{path} was tokenised for prompt version {prompt} and another vocabulary or version than the model's",
            "make it again from its texts, with this tokenizer",
        )
    return corpus


def _write(file: BinaryIO, shards: Shards, scribe: Scribe, told: dict[str, Any], workers: int) -> None:
    file.write(bytes(HEADER + 8))
    index: dict[str, list[Ints]] = {name: [] for name in ("lengths", "prompts", "chars", "variants")}
    texts: dict[str, int] = {}
    for part in ("train", "valid"):
        before = sum(map(len, index["variants"]))
        batches = _batches(shards.train() if part == "train" else shards.valid())
        for written in track(_in_order(scribe, batches, workers), f"tokenising {part}"):
            file.write(written.tokens.tobytes())
            for name, found in index.items():
                found.append(getattr(written, name))
        texts[part] = sum(map(len, index["variants"])) - before
    arrays = {name: np.concatenate(found).astype(np.int64) for name, found in index.items()}
    bare = _ends(arrays["variants"])[:-1]
    facts = told | {
        "texts": texts,
        "tokens": int(arrays["lengths"][bare].sum()),
        "chars": int(arrays["chars"][bare].sum()),
        "drafts": len(arrays["lengths"]) - len(bare),
        "vocab": scribe.tokenizer.get_vocab_size(),
        "vocabulary_sha256": vocabulary_sha256(scribe.tokenizer),
        "sources": shards.sources(),
    }
    for array in arrays.values():
        file.write(array.tobytes())
    file.seek(0)
    file.write(_header(np.dtype(scribe.dtype), int(arrays["lengths"].sum()), arrays, facts))


def _header(dtype: np.dtype[Any], tokens: int, arrays: dict[str, Ints], facts: dict[str, Any]) -> bytes:
    """safetensors' header, filled up with blanks as its format allows."""
    entries: dict[str, Any] = {"__metadata__": {"facts": json.dumps(facts)}}
    at = 0
    sizes = [("tokens", dtype, tokens), *((name, array.dtype, len(array)) for name, array in arrays.items())]
    for name, kind, length in sizes:
        entries[name] = {
            "dtype": _CODES[kind.name], "shape": [length], "data_offsets": [at, at + length * kind.itemsize],
        }  # fmt: skip
        at += length * kind.itemsize
    header = json.dumps(entries).encode()
    if len(header) > HEADER:
        raise MilesError("the corpus has too many files to name in one header", "join some of them")
    return HEADER.to_bytes(8, "little") + header.ljust(HEADER)


def _in_order(work: Callable[[list[str]], Written], batches: Iterable[list[str]], workers: int) -> Iterator[Written]:
    """The results in the order of the batches; only a few batches wait in memory at a time."""
    if workers < 2:
        yield from map(work, batches)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[Written]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)


def _batches(texts: Iterator[str]) -> Iterator[list[str]]:
    for first in texts:
        yield [first, *islice(texts, BATCH - 1)]


def _ends(lengths: Ints) -> Ints:
    return np.fromiter(chain([0], np.cumsum(lengths)), np.int64, len(lengths) + 1)
