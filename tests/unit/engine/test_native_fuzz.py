"""Whatever the native engine is asked, it refuses or answers: no crash, no hang, no token that does not exist.

Alone it sees only what crashes or answers wrongly; `make engine-sanitize` runs it over an engine that ends at the first
byte outside, and at the first sum without a meaning.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

native = pytest.importorskip("miles.engine._native", reason="the native engine was not built: no C++17 compiler")

Rng = np.random.Generator
SIZES: dict[str, Any] = {
    "hidden": 64, "layers": 2, "heads": 2, "kv_heads": 1, "head": 32, "intermediate": 64, "vocabulary": 90,
    "positions": 40, "theta": 1e4, "epsilon": 1e-6,
}  # fmt: skip
INTS = [-(2**63), -(2**31), -2, -1, 0, 1, 2, 3, 17, 33, 2**20 + 1, 2**31 - 1, 2**31, 10**30, 1.5, None]
FLOATS = [*(float(x) for x in ("nan", "inf", "-inf")), -1.0, 0.0, 1e-300, 1e-30, 0.3, 1.0, 2.0, 1e30, 1e300, None]


@pytest.fixture(params=["plain", "avx2", "avx512"])
def path(request: pytest.FixtureRequest) -> str:
    try:
        return str(native.choose(request.param))
    except ValueError:
        pytest.skip(f"this processor has no {request.param}")


@pytest.mark.parametrize("seed", range(12))
def test_it_refuses_or_answers(path: str, seed: int) -> None:
    use(np.random.default_rng(seed), path)


@pytest.mark.slow
def test_it_refuses_or_answers_for_long(path: str) -> None:
    for seed in range(100, 200):
        use(np.random.default_rng(seed), path)


def use(rng: Rng, path: str) -> None:
    """Everything that can be called, in any order, with what fits and what does not."""
    sizes = some_sizes(rng)
    network = attempt(lambda: built(rng, sizes, path))
    if network is None:
        return
    tokens = sizes["vocabulary"]
    texts = []
    for _ in range(40):
        match rng.integers(6):
            case 0:
                row = some_tokens(rng, tokens, sizes["positions"])
                found = attempt(lambda row=row: network.logits(row))
                assert found is None or found.shape == (len(row), tokens)
            case 1:
                row = some_tokens(rng, tokens, sizes["positions"])
                found = attempt(lambda row=row: network.score(row))
                assert found is None or len(found) == len(row) - 1
            case 2:
                row = some_tokens(rng, tokens, sizes["positions"])
                texts.append(attempt(lambda row=row: network.open(row)))
            case 3:
                text = either(rng, texts)
                more = some_int(rng, 1, max(1, sizes["positions"] - text.length) if text else 1)
                texts.append(attempt(lambda text=text, more=more: network.branch(text, more)))
            case 4:
                chosen = [texts[k] for k in rng.permutation(len(texts))] + [either(rng, texts)] * often(rng, 0.1)
                row = some_tokens(rng, tokens, len(chosen), len(chosen))
                found = attempt(lambda chosen=chosen, row=row: network.step(chosen, row))
                assert found is None or found.shape == (len(chosen), tokens)
            case 5:
                attempt(lambda: write(rng, network, sizes))
        texts = [text for text in texts if text is not None]
    assert all(text.length <= sizes["positions"] for text in texts)


def write(rng: Rng, network: Any, sizes: dict[str, Any]) -> None:
    size = int(rng.integers(1, sizes["vocabulary"] + 2 if often(rng, 0.1) else sizes["vocabulary"] + 1))
    vocabulary = some_vocabulary(rng, size)
    jobs = [some_job(rng, size, sizes["positions"]) for _ in range(rng.integers(0, 40 if often(rng, 0.1) else 5))]
    writer = native.Writer(network, vocabulary, jobs)
    del network, vocabulary, jobs  # the writer keeps what it needs
    told: dict[int, int] = {}
    for _ in range(200):
        found = attempt(lambda: writer.write(some_int(rng, 1, 9), some_int(rng, 1, 4)))
        for job, token in found or []:
            told[job] = told.get(job, 0) + 1
            assert 0 <= token < size
            assert told[job] < sizes["positions"]
        if found == []:
            break
    assert writer.write(1) == [] or found is None


def attempt(call: Callable[[], Any]) -> Any:
    """What the call returns; None where it was refused."""
    try:
        return call()
    except (ValueError, TypeError):
        return None


def whole(make: Callable[[], Any]) -> Any:
    """The first that was not spoilt on the way."""
    while True:
        made = attempt(make)
        if isinstance(made, native.Vocabulary) or (made and attempt(lambda made=made: made.logits([0])) is not None):
            return made


def often(rng: Rng, chance: float) -> bool:
    return bool(rng.random() < chance)


def either(rng: Rng, values: list[Any]) -> Any:
    return values[rng.integers(len(values))] if values else None


def some_int(rng: Rng, least: int, most: int, hostile: float = 0.1) -> Any:
    return either(rng, INTS) if often(rng, hostile) else int(rng.integers(least, most + 1))


def some_tokens(rng: Rng, size: int, most: int, least: int = 1) -> list[Any]:
    """At most as many as are asked for, seldom more; seldom one that does not exist."""
    count = int(rng.integers(least, most + 1)) + int(rng.integers(-1, 3)) * often(rng, 0.1)
    row: list[Any] = rng.integers(0, size, max(0, count)).tolist()
    if row and often(rng, 0.1):
        row[rng.integers(len(row))] = either(rng, [*INTS, size])
    return row


def some_sizes(rng: Rng) -> dict[str, Any]:
    head, kv_heads = 16 * int(rng.integers(1, 5)), int(rng.integers(1, 4))
    heads = kv_heads * int(rng.integers(1, 4))
    sizes: dict[str, Any] = {
        "hidden": 32 * int(rng.integers(1, 4)), "layers": int(rng.integers(1, 4)),
        "heads": heads * (2 if heads * head % 32 else 1), "kv_heads": kv_heads, "head": head,
        "intermediate": 32 * int(rng.integers(1, 5)), "vocabulary": int(rng.integers(1, 150)),
        "positions": int(rng.integers(2, 70)), "theta": 10.0 ** int(rng.integers(-3, 7)), "epsilon": 1e-6,
    }  # fmt: skip
    if often(rng, 0.2):
        name = either(rng, list(sizes))
        sizes[name] = either(rng, FLOATS if name in {"theta", "epsilon"} else INTS)
    return sizes


def built(rng: Rng, sizes: dict[str, Any], path: str) -> Any:
    """A network with weights of every kind and size, sometimes with what does not fit, or without a part."""
    network = native.Network(**sizes, path=path)
    spoil = int(rng.integers(1, 40)) if often(rng, 0.25) else 0  # which array is spoilt
    count = 0

    def array(values: Any) -> Any:
        nonlocal count
        count += 1
        return spoilt(rng, values) if count == spoil else values

    kind, force = either(rng, ["fp32", "int8", "int4"]), either(rng, [0.0, 1e-38, 0.1, 1.0, 1e4, 1e38])

    def matrix(columns: int, rows: int) -> tuple[Any, Any]:
        weights, scales = some_matrix(rng, kind, rows, columns, force)
        return array(weights), None if scales is None else array(scales)

    def norm(size: int) -> Any:
        return array((rng.normal(size=size) * either(rng, [0.1, 1.0, 1e30])).astype(np.float32))

    s = sizes
    wide, narrow = s["heads"] * s["head"], s["kv_heads"] * s["head"]
    network.set_embedding(matrix(s["hidden"], s["vocabulary"]))
    if often(rng, 0.5):
        kind = either(rng, ["fp32", "int8", "int4"])
        network.set_head(matrix(s["hidden"], s["vocabulary"]))
    if not often(rng, 0.03):
        network.set_norm(norm(s["hidden"]))
    is_normed = often(rng, 0.5)
    for _ in range(s["layers"] - often(rng, 0.03) + often(rng, 0.03)):
        kind = either(rng, ["fp32", "int8", "int4"])
        network.add_layer(
            qkv=matrix(s["hidden"], wide + 2 * narrow), out=matrix(wide, s["hidden"]),
            gate_up=matrix(s["hidden"], 2 * s["intermediate"]),
            down=matrix(s["intermediate"], s["hidden"]), before=norm(s["hidden"]), behind=norm(s["hidden"]),
            query=norm(s["head"]) if is_normed else None,
            key=norm(s["head"]) if is_normed != often(rng, 0.02) else None,
        )  # fmt: skip
    return network


def some_matrix(rng: Rng, kind: str, rows: int, columns: int, force: float) -> tuple[Any, Any]:
    if kind == "fp32":
        return (np.clip(rng.normal(size=(rows, columns)), -3, 3) * force).astype(np.float32), None
    scales = rng.integers(0, 2**16, (rows, columns // 32)).astype(np.uint16)  # any number of sixteen bits ...
    scales[scales & 0x7F80 == 0x7F80] = 0  # ... but those that are none
    if often(rng, 0.6):
        scales = (
            (rng.normal(size=scales.shape) / 64).astype(np.float32).view(np.uint32).__rshift__(16).astype(np.uint16)
        )
    if kind == "int8":
        return rng.integers(-128, 128, (rows, columns)).astype(np.int8), scales
    return rng.integers(0, 256, (rows, columns // 2)).astype(np.uint8), scales


@np.errstate(all="ignore")
def spoilt(rng: Rng, values: Any) -> Any:
    """The same array as it should not come: some of these are as good as the first."""
    moved = np.zeros(values.nbytes + 1, np.uint8)[1:]
    bent = values.copy()
    if bent.dtype == np.float32:
        bent.flat[rng.integers(bent.size)] = either(rng, [np.nan, np.inf, -np.inf])
    elif bent.dtype == np.uint16:
        bent.flat[rng.integers(bent.size)] = either(rng, [0x7F80, 0xFF80, 0x7FC1])
    return either(rng, [
        bent, bent, values[:-1], values[1:], values[:0], values[..., :-1], np.repeat(values, 2, 0), values[..., ::2],
        np.repeat(values, 2, -1)[..., ::2], np.asfortranarray(values), values[::-1], values[None], values.ravel(),
        np.broadcast_to(values[:1], values.shape), values.astype(np.float64), values.astype(np.float16),
        values.astype(values.dtype.newbyteorder(">")), values.astype(np.int32), values.astype(bool),
        values.astype(complex), values.view(np.uint8), np.float32(1), np.zeros(()), np.zeros((0, 32), np.float32),
        np.array(["a"]), np.array([None]), np.frombuffer(moved, values.dtype).reshape(values.shape), values.tolist(),
        None, b"x" * values.nbytes, (), "text",
    ])  # fmt: skip


def some_vocabulary(rng: Rng, size: int) -> Any:
    def table() -> Any:
        values = rng.integers(0, either(rng, [2, 4, 256]), size).astype(np.uint8)
        return spoilt(rng, values) if often(rng, 0.01) else values

    def tokens() -> Any:
        return rng.integers(0, size, rng.integers(0, 9)).tolist() + [either(rng, INTS)] * often(rng, 0.01)

    def letters() -> Any:
        return rng.bytes(rng.integers(0, 4)) if not often(rng, 0.0005) else either(rng, ["text", None, 3])

    return native.Vocabulary(
        size=either(rng, INTS) if often(rng, 0.03) else size, end=some_int(rng, 0, size - 1, 0.01),
        next=some_int(rng, 0, size - 1, 0.01), line_break=some_int(rng, 0, size - 1, 0.01), special=tokens(),
        blank=tokens(), breaks=[tokens() for _ in range(2 + often(rng, 0.02))], is_blank=table(), gap=table(),
        opened=[table() for _ in range(3 - often(rng, 0.02))],
        spelled=[letters() for _ in range(size + often(rng, 0.02))],
    )  # fmt: skip


def some_job(rng: Rng, size: int, positions: int) -> Any:
    def seldom(value: Any, strange: list[Any]) -> Any:
        return either(rng, strange) if often(rng, 0.03) else value

    def phrase() -> Any:
        text = rng.bytes(rng.integers(0, 5))
        completing = [rng.integers(0, size, rng.integers(0, 4)).tolist() for _ in range(len(text) + often(rng, 0.05))]
        return native.Phrase(seldom(text, ["text", None]), seldom(completing, [None, [[2**40]], [[-1]] * len(text)]))

    chances = rng.random(positions if not often(rng, 0.05) else rng.integers(positions + 1))
    if often(rng, 0.1) and chances.size:
        chances[:] = either(rng, [np.nan, np.inf, -1.0, 0.0, 1.0, 2.0])
    slots = rng.integers(0, size, rng.integers(0, 3)).tolist()
    return native.Job(
        prompt=some_tokens(rng, size, positions - 1), chances=spoilt(rng, chances) if often(rng, 0.03) else chances,
        temperature=seldom(either(rng, [0.0, 0.7, 1.0, 1e-300, 1e-30, 1e30, 1e300]), FLOATS),
        top_p=seldom(either(rng, [1.0, 0.95, 0.5, 1e-9, 1e-300, 2.0]), FLOATS),
        repeat_ngram=some_int(rng, 0, 6), most_tokens=some_int(rng, 1, positions), parts=some_int(rng, 0, 3),
        is_thread=often(rng, 0.5), slots=seldom(slots * 2, [[size], [-1]]),
        banned=[seldom(phrase(), [None, "text"]) for _ in range(rng.integers(0, 3))],
        stop=[seldom(rng.bytes(rng.integers(0, 3)), [b"", "text", None]) for _ in range(rng.integers(0, 2))],
        least_tokens=some_int(rng, 0, 5),
    )  # fmt: skip


def test_threads_that_use_one_network_and_one_writer_do_not_meet(path: str) -> None:
    """Each of six threads asks everything; a writer that they share tells every token once."""
    rng = np.random.default_rng(5)
    network, vocabulary = whole(lambda: built(rng, SIZES, path)), whole(lambda: some_vocabulary(rng, 90))
    jobs = [
        native.Job(
            prompt=[k, 3], chances=rng.random(38), temperature=1.0, top_p=0.9, repeat_ngram=0, most_tokens=38, parts=0,
            is_thread=False, slots=[], banned=[], stop=[], least_tokens=38,
        )
        for k in range(8)
    ]  # fmt: skip
    alone = native.Writer(network, vocabulary, jobs).write(100)
    shared, told, left = native.Writer(network, vocabulary, jobs), [], []

    def ask(seed: int) -> None:
        mine = np.random.default_rng(seed)
        while found := shared.write(1, 2):
            told.extend(found)
        for _ in range(3):
            attempt(lambda: built(mine, SIZES, path))
            attempt(lambda: network.set_norm(np.ones(64, np.float32)))
            attempt(lambda: network.score(some_tokens(mine, 90, 40)))
            attempt(lambda: write(mine, network, SIZES))
            assert native.Writer(network, vocabulary, jobs).write(100, 2) == alone
        left.append(seed)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(left) == 6
    assert sorted(told) == sorted(alone)


def test_what_is_still_used_stays(path: str) -> None:
    """A text and a writer hold the network that they came from, when nobody else does."""
    rng = np.random.default_rng(8)
    network, other = (whole(lambda: built(rng, SIZES, path)) for _ in range(2))
    texts = [network.open([1, 2, 3]), network.branch(network.open([1, 2]), 4)]
    del network
    gc.collect()
    assert [text.length for text in texts] == [2, 1]
    with pytest.raises(ValueError, match="another network"):
        other.step(texts, [1, 2])
