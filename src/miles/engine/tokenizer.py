"""Byte-level BPE over the prompt's special tokens: every text survives encode -> decode."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from miles.engine.prompt import SPECIAL_TOKENS
from miles.post.error import MilesError

# Line breaks stand alone, so that a paragraph border is a token of its own and parts can be counted while writing.
_CHUNKS = r"\n+|'(?:s|t|re|ve|m|ll|d)|\u2019(?:s|t|re|ve|m|ll|d)| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|[^\S\n]+"


def train_tokenizer(texts: Iterable[str], vocab_size: int) -> Tokenizer:
    """Learn merges from `texts`. `vocab_size` counts the 256 bytes and the special tokens."""
    least = 256 + len(SPECIAL_TOKENS)
    if vocab_size < least:
        raise MilesError(f"vocab_size={vocab_size} is less than the bytes and special tokens", f"use at least {least}")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_CHUNKS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def tokenizer_for(texts: Iterable[str], vocab_size: int, keep: str | Path | None = None) -> Tokenizer:
    """The tokenizer in `keep`, which must know our special tokens; without one, a new one learnt from `texts`."""
    if keep is None:
        return train_tokenizer(texts, vocab_size)
    tokenizer = load_tokenizer(keep)
    unknown = [name for name in SPECIAL_TOKENS if tokenizer.token_to_id(name) is None]
    if unknown:
        raise MilesError(
            f"the tokenizer in {keep} does not know {unknown[0]} (and {len(unknown) - 1} more of our special tokens)",
            "give one that `miles vocabulary` or `make data` made",
        )
    return tokenizer


def add_prompt_tokens(tokenizer: Tokenizer) -> int:
    """Teach a foreign tokenizer our special tokens; returns how many were new."""
    return tokenizer.add_special_tokens([AddedToken(name, normalized=False, special=True) for name in SPECIAL_TOKENS])


def load_tokenizer(path: str | Path) -> Tokenizer:
    """Read `tokenizer.json` (a file or the folder that holds it)."""
    path = Path(path)
    path = path / "tokenizer.json" if path.is_dir() else path
    if not path.is_file():
        raise MilesError(f"no tokenizer at {path}", "run `make data` first, or give a folder with tokenizer.json")
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing narrower
        raise MilesError(f"{path} is no tokenizer: {error}", "restore it, or make it again") from error


def vocabulary_sha256(tokenizer: Tokenizer) -> str:
    """Which token has which number: what weights and a tokenizer have to agree on."""
    return hashlib.sha256(json.dumps(tokenizer.get_vocab(), sort_keys=True).encode()).hexdigest()


def encode(tokenizer: Tokenizer, text: str) -> list[int]:
    return tokenizer.encode(text, add_special_tokens=False).ids


def spelled(tokenizer: Tokenizer) -> list[bytes]:
    """The bytes of each token id, also of those that are only a part of a longer character."""
    ids, added = range(tokenizer.get_vocab_size()), tokenizer.get_added_tokens_decoder()
    if not isinstance(tokenizer.decoder, decoders.ByteLevel):
        texts: list[str] = tokenizer.decode_batch([[i] for i in ids], skip_special_tokens=False)
        return [text.encode() for text in texts]
    byte = {ord(letter): number for letter, number in _byte_of().items()}
    letters = {i: token for token, i in tokenizer.get_vocab().items()}
    return [
        added[i].content.encode() if i in added else letters.get(i, "").translate(byte).encode("latin-1") for i in ids
    ]


def _byte_of() -> dict[str, int]:
    """Which letter of a byte-level vocabulary stands for which byte (Radford et al. 2019, GPT-2's encoder)."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + k): byte for k, byte in enumerate(others)}
