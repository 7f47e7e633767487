"""What a text may become while it is written: exact parts, the prompt's own slots, no banned phrase, an end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from tokenizers import Tokenizer

from miles.engine.prompt import END, NEXT, SPECIAL_TOKENS
from miles.engine.tokenizer import encode, spelled

_BREAK = re.compile(r"\n[^\S\n]*\n")


class Vocabulary:
    """What each token does to the shape of a text; computed once per tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.size = tokenizer.get_vocab_size()
        self.end = tokenizer.token_to_id(END)
        self.next = tokenizer.token_to_id(NEXT)
        self._completing: dict[tuple[bytes, int], np.ndarray] = {}

    @cached_property
    def special(self) -> np.ndarray:
        """(V,) bool: our special tokens, and those that a pretrained base brought along."""
        mask = np.zeros(self.size, dtype=bool)
        mask[[self.tokenizer.token_to_id(name) for name in SPECIAL_TOKENS]] = True
        mask[[i for i, token in self.tokenizer.get_added_tokens_decoder().items() if token.special]] = True
        return mask

    @cached_property
    def pieces(self) -> list[str]:
        return [spelling.decode(errors="replace") for spelling in self.spelled]

    @cached_property
    def blank(self) -> np.ndarray:  # (V,) bool
        return np.array([not piece.strip() for piece in self.pieces])

    @cached_property
    def breaks(self) -> np.ndarray:
        """(2, V) bool: does the token hold or complete a blank line, after 0 or 1 open line breaks?"""
        found = np.zeros((2, self.size), dtype=bool)
        for token, piece in self._broken:
            found[:, token] = [bool(_BREAK.search("\n" * after + piece)) for after in (0, 1)]
        return found

    @cached_property
    def opened(self) -> np.ndarray:
        """(3, V) uint8: parts of a post that the token opens after 0, 1 or 2 line breaks, if it is not blank."""
        found = np.zeros((3, self.size), dtype=np.uint8)
        found[2] = 1
        for token, piece in self._broken:
            found[:, token] = [min(255, len(_BREAK.findall("\n" * after + piece.rstrip()))) for after in range(3)]
        return found

    @cached_property
    def gap(self) -> np.ndarray:
        """(V,) uint8: line breaks in the white space at the token's end; all of them, where it is blank."""
        found = np.zeros(self.size, dtype=np.uint8)
        for token, piece in self._broken:
            found[token] = min(255, piece[len(piece.rstrip()) :].count("\n"))
        return found

    @cached_property
    def _broken(self) -> list[tuple[int, str]]:
        """The few tokens that hold a line break."""
        return [(token, piece) for token, piece in enumerate(self.pieces) if "\n" in piece]

    @cached_property
    def spelled(self) -> list[bytes]:
        return spelled(self.tokenizer)

    @cached_property
    def lowered(self) -> list[bytes]:
        return [spelling.lower() for spelling in self.spelled]

    def completing(self, phrase: bytes, written: int) -> np.ndarray:
        """(V,) bool: tokens that complete lower-case `phrase` when its first `written` bytes stand there."""
        if (phrase, written) not in self._completing:
            rest = phrase[written:]
            found = [token.startswith(rest) if written else rest in token for token in self.lowered]
            self._completing[phrase, written] = np.array(found)
        return self._completing[phrase, written]

    @cached_property
    def line_break(self) -> int:
        """The token that closes a paragraph: the longest run of line breaks there is, two at best."""
        return encode(self.tokenizer, "\n\n")[0]


class Shape:
    """The rule for one text. `allow(logits)` bans in place; `take(id)` follows what was written.

    `parts` counts paragraphs of a post or, in a thread, posts; None leaves it free, but a thread has
    two posts at least. A part that runs past `part_tokens` is closed when more parts are still owed.
    `slots`, `phrases`, `least_tokens`: see engine.Job, where `phrases` are called banned.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        parts: int | None = None,
        is_thread: bool = False,
        slots: Iterable[str] = (),
        part_tokens: int = 90,
        phrases: Iterable[str] = (),
        least_tokens: int = 0,
    ) -> None:
        self.vocabulary = vocabulary
        self.parts = parts
        self.least = parts or (2 if is_thread else 1)
        self.is_thread = is_thread
        self.part_tokens = part_tokens
        self.owed = [vocabulary.tokenizer.token_to_id(slot) for slot in slots]
        self.banned = vocabulary.special.copy()
        self.banned[[vocabulary.end, *self.owed]] = False
        if is_thread:
            self.banned[vocabulary.next] = False
        self.phrases = [phrase.encode().lower() for phrase in phrases if phrase]
        self.tail = b""  # the end of what was written, as long as the longest phrase
        self.ahead = least_tokens  # tokens still owed
        self.started = 0  # parts that hold at least one letter
        self.in_part = 0  # tokens since the part began
        self.gap = 0  # line breaks at the end of what was written
        self.is_fresh = True  # nothing but white space in this post so far

    def allow(self, logits: np.ndarray) -> None:
        """Ban, by -inf, every token that would break the rule. `logits` is (V,)."""
        vocabulary = self.vocabulary
        logits[self.banned] = -np.inf
        for phrase in self.phrases:
            for written in range(len(phrase)):
                if self.tail.endswith(phrase[:written]):
                    logits[vocabulary.completing(phrase, written)] = -np.inf
        if self.ahead > 0:
            logits[vocabulary.end] = -np.inf
        if self.is_fresh or self.gap > 1:
            logits[vocabulary.blank] = -np.inf
        if self.is_fresh:
            logits[[vocabulary.end, vocabulary.next]] = -np.inf
        if self.started < self.least:
            if self.is_thread:
                _instead_of_end(logits, vocabulary.end, vocabulary.next)
            logits[vocabulary.end] = -np.inf
            is_long = self.parts is not None and self.in_part >= self.part_tokens
            if is_long and not self.is_fresh and self.gap < 2:
                _only(logits, vocabulary.next if self.is_thread else vocabulary.line_break)
                return
        elif self.parts is not None:
            logits[vocabulary.next] = -np.inf
            if not self.is_thread:
                logits[vocabulary.breaks[min(self.gap, 1)]] = -np.inf
        if self.owed:
            _instead_of_end(logits, vocabulary.end, self.owed[0])

    def take(self, token: int) -> None:
        """Record a written token."""
        self.ahead -= 1
        if self.phrases:
            self.tail = (self.tail + self.vocabulary.lowered[token])[-max(map(len, self.phrases)) :]
        if token in self.owed:  # a link or handle is placed once
            self.owed.remove(token)
            self.banned[token] = True
        if token == self.vocabulary.next:
            self.in_part, self.gap, self.is_fresh = 0, 0, True
            return
        self.in_part += 1
        gap = int(self.vocabulary.gap[token])
        if self.vocabulary.blank[token]:
            self.gap += gap
            return
        opened = 0 if self.is_thread else int(self.vocabulary.opened[min(self.gap, 2), token])
        if self.is_fresh or opened:
            self.started += max(1, opened)
            self.in_part = 1
        self.is_fresh = False
        self.gap = gap


def _instead_of_end(logits: np.ndarray, end: int, token: int) -> None:
    """As likely as the text would end here, `token` comes first."""
    logits[token] = np.logaddexp(logits[token], logits[end])
    logits[end] = -np.inf


def _only(logits: np.ndarray, token: int) -> None:
    logits[:] = -np.inf
    logits[token] = 0.0
