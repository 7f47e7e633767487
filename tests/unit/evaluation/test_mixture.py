from __future__ import annotations

import numpy as np
import pytest

from miles.engine.ngram import TokenNgram
from miles.engine.tokenizer import encode, train_tokenizer
from miles.engine.writing import Floats, Ints, LoopEngine
from miles.evaluation.mixture import MIXED, Asked, Told, rows, show, told, ways

TOKENIZER = train_tokenizer(["Bitcoin holds. Alts weak."] * 3, 400)
SIZE = TOKENIZER.get_vocab_size()


def of(logs: list[list[float]], starts: list[int], chars: list[float]) -> Told:
    return Told(np.array(logs), np.array(starts), np.array(chars), tuple(map(str, range(len(starts)))))


def halves(n: int = 200) -> Told:
    """Two experts, each of which knows every second post: 1 bit a token there, 5 bits elsewhere; four tokens a post."""
    rng = np.random.default_rng(0)
    cost = np.where(np.arange(n) % 2, 1.0, 5.0).repeat(4) + rng.uniform(0, 0.1, 4 * n)
    return of((-np.log(2) * np.stack([cost, 6 - cost])).tolist(), list(range(0, 4 * n, 4)), [8.0] * n)


def test_bits_of_a_mixture_by_hand() -> None:
    """Two posts of two and one tokens: p = 1/2, 1/8, 1/4 and 1/8, 1/8, 1/4; even weights give 5/16, 1/8, 1/4."""
    known = of(np.log([[1 / 2, 1 / 8, 1 / 4], [1 / 8, 1 / 8, 1 / 4]]).tolist(), [0, 2], [4, 2])
    assert known.bits(np.array([0.5, 0.5])) == pytest.approx([-np.log2(5 / 16) + 3, 2])
    assert known.bits(np.array([1.0, 0.0])) == pytest.approx([4, 2])
    assert known.per_char(np.array([1.0, 0.0])).value == pytest.approx(6 / 6)
    assert known.per_char(np.array([0.0, 1.0]), np.array([1.0, 0.0])).value == pytest.approx(2 / 6)
    twice = known + known
    assert twice.bits(np.array([1.0, 0.0])) == pytest.approx([4, 2, 4, 2])
    assert (known.best(2), known.best(1)) == (0, 0)


def test_a_mixture_of_two_halves_is_better_for_certain_and_says_by_how_much() -> None:
    fitted = halves()
    found = ways(["one", "two"], fitted)
    assert list(found) == ["one", "two", MIXED]
    assert found[MIXED] == pytest.approx([0.5, 0.5], abs=0.02)
    best = fitted.best(2)
    *alone, mixed = rows({"posts": fitted}, found, best)
    assert mixed.apart["posts"].hi < 0
    gain = mixed.bits["posts"].value - alone[best].bits["posts"].value
    assert mixed.apart["posts"].value == pytest.approx(gain)
    assert alone[best].apart["posts"].value == 0
    assert 0 <= alone[1 - best].apart["posts"].value < 0.1


def test_of_three_experts_each_is_left_out_once() -> None:
    whole = halves()
    third = Told(np.concatenate([whole.logs, whole.logs[:1] - 1]), whole.starts, whole.chars, whole.threads)
    found = ways(["one", "two", "three"], third)
    assert list(found)[3:] == [MIXED, *(f"{MIXED} without {name}" for name in ("one", "two", "three"))]
    assert found[f"{MIXED} without two"][1] == 0
    assert found[MIXED][2] == pytest.approx(0, abs=0.01), "always worse than the first"


class Even(LoopEngine):
    """Likes every token alike."""

    def open(self, ids: Ints, mask: Ints):
        raise NotImplementedError

    def read(self, ids: Ints, mask: Ints) -> Floats:
        return np.zeros((*ids.shape, SIZE), dtype=np.float32)


def test_the_n_grams_hear_the_post_and_nothing_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    post = encode(TOKENIZER, "Alts weak.<|end|>")
    ngram = TokenNgram.fit([post], 3, SIZE)
    asked = [Asked(f"<|bos|>{draft}<|post|>", "Alts weak.<|end|>", 10, str(k)) for k, draft in enumerate(("", "Alts"))]
    found = told([Even(TOKENIZER, 64)], ngram, asked)
    assert found.logs.shape == (2, 2 * len(post))
    assert found.logs[0] == pytest.approx(-np.log(SIZE), abs=1e-5)
    assert found.logs[1] == pytest.approx(np.tile(-np.log(2) * ngram.surprisals(post), 2))
    show(rows({"some posts": found}, ways(["even", "n-grams"], found), found.best(1)), is_synthetic=True)
    said = capsys.readouterr().out
    assert "SYNTHETIC AUTHOR" in said
    assert "some posts, n=2" in said
    assert "\u2026" not in said
    assert max(map(len, said.splitlines())) <= 100
