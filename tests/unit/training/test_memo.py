from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from miles.corpus.tokens import Encoded
from miles.post.error import MilesError
from miles.training.memo import Memo, Said, key


def said(n: int, k: int, vocab: int, seed: int = 0) -> Said:
    rng = np.random.default_rng(seed)
    return Said(rng.integers(0, vocab, (n, k)), rng.normal(size=(n, k + 1)).astype(np.float32))


@pytest.mark.parametrize("vocab", [400, 1 << 17])
def test_what_was_said_comes_back_in_half_precision(vocab: int, tmp_path: Path) -> None:
    memo, one = Memo(tmp_path / "a" / "memo.sqlite", 3, vocab), said(5, 3, vocab)
    one.ids[0, 0] = vocab - 1
    kept = memo.put({b"one": one})
    again = Memo(tmp_path / "a" / "memo.sqlite", 3, vocab).get([b"none", b"one"])
    for found in (kept, again):
        assert list(found) == [b"one"]
        assert np.array_equal(found[b"one"].ids, one.ids)
        assert np.array_equal(found[b"one"].log_p, one.log_p.astype(np.float16))


def test_the_first_word_stands(tmp_path: Path) -> None:
    """Two runs that read the same post at once go on with one and the same answer."""
    one, two = (Memo(tmp_path / "memo.sqlite", 3, 400) for _ in range(2))
    first = one.put({b"post": said(5, 3, 400)})
    second = two.put({b"post": said(5, 3, 400, seed=1)})
    assert np.array_equal(first[b"post"].log_p, second[b"post"].log_p)


def test_a_key_stands_for_tokens_and_for_what_is_learnt() -> None:
    ids, labels = np.arange(8), np.array([-100, -100, 2, 3, 4, 5, 6, 7])
    other = np.where(ids == 2, -100, labels)
    assert key(Encoded(ids, labels, 0)) == key(Encoded(ids.copy(), labels.copy(), 9))
    assert len({key(Encoded(*pair, 0)) for pair in ((ids, labels), (ids, other), (ids + 1, labels + 1))}) == 3


def write_for_ever(path: Path) -> None:
    memo = Memo(path, 3, 400)
    for i in range(1 << 30):
        memo.put({b"%d" % i: said(50, 3, 400, seed=i)})


def test_a_killed_run_leaves_whole_entries(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    writer = multiprocessing.get_context("fork").Process(target=write_for_ever, args=(path,))
    writer.start()
    memo = Memo(path, 3, 400)
    while not memo.get([b"20"]):
        pass
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()
    found = Memo(path, 3, 400).get([b"%d" % i for i in range(2000)])
    assert len(found) > 20
    for name, one in found.items():
        assert np.array_equal(one.ids, said(50, 3, 400, seed=int(name)).ids)


def test_a_damaged_file_is_told_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "memo.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(MilesError, match=r"memo.sqlite: file is not a database\n.*delete the file.*top_k=0"):
        Memo(tmp_path / "memo.sqlite", 3, 400).get([b"one"])
    (tmp_path / "folder").mkdir()
    with pytest.raises(MilesError, match="unable to open"):
        Memo(tmp_path / "folder", 3, 400).get([b"one"])
