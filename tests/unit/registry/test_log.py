"""The log: whatever was done to a line is noticed, whoever writes at the same time, whenever the power goes."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import resource
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.post.error import MilesError
from miles.registry.log import Entry, Log

KEY, OTHER = "0123456789abcdef", "fedcba9876543210"
OLD = {"time": "2026-01-01T00:00:00+00:00", "event": "shelved", "author": "ann", "hash": "0" * 16, "facts": {"n": 1.5}}


def add(log: Log, number: int, who: str = "tess") -> Entry:
    return log.append(lambda _: Entry.now("judged", f"ann:{number:016d}", {"n": number, "word": "é"}, who, "why not"))


@pytest.fixture(scope="module", params=["unsigned", "signed"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str | None]:
    """A log of two old lines and four chained ones, with its key."""
    key = KEY if request.param == "signed" else None
    log = Log(tmp_path_factory.mktemp("log") / "log.jsonl", key)
    log.path.write_text("".join(json.dumps({**OLD, "hash": f"{k:016d}"}) + "\n" for k in (8, 9)))
    for number in range(4):
        add(log, number)
    return log.path.read_bytes(), key


def read(folder: Path, raw: bytes, key: str | None) -> Sequence[Entry]:
    path = folder / "log.jsonl"
    path.write_bytes(raw)
    return Log(path, key).entries()


def test_lines_of_old_and_new_shelves_are_read_alike(tmp_path: Path, written: tuple[bytes, str | None]) -> None:
    entries = read(tmp_path, *written)
    assert [entry.hash for entry in entries] == [f"{k:016d}" for k in (8, 9, 0, 1, 2, 3)]
    assert [bool(entry.chain) for entry in entries] == [False] * 2 + [True] * 4
    assert [bool(entry.mac) for entry in entries] == [False] * 2 + [written[1] is not None] * 4
    assert (entries[-1].who, entries[-1].why, entries[-1].facts) == ("tess", "why not", {"n": 3, "word": "é"})
    assert Log(tmp_path / "none.jsonl").entries() == []


@given(data=st.data())
def test_a_byte_changed_anywhere_is_refused_or_the_last_line_was_torn(
    data: st.DataObject, written: tuple[bytes, str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw, key = written
    place = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != raw[place]))
    folder = tmp_path_factory.getbasetemp()
    whole = read(folder, raw, key)
    changed = raw[:place] + bytes([byte]) + raw[place + 1 :]
    if place == len(raw) - 1:
        assert read(folder, changed, key) == whole[:-1]
    else:
        with pytest.raises(MilesError, match=r"line \d of"):
            read(folder, changed, key)


@pytest.mark.parametrize(("old", "new"), [(b", ", b",\t"), (b"\\u00e9", b"\\u00E9"), (b'"n": 2', b'"n": 2.0')])
def test_another_spelling_of_the_same_is_refused(
    old: bytes, new: bytes, tmp_path: Path, written: tuple[bytes, str | None]
) -> None:
    lines = written[0].splitlines(keepends=True)
    lines[4] = lines[4].replace(old, new, 1)
    with pytest.raises(MilesError, match=r"line 5 of .* does not follow"):
        read(tmp_path, b"".join(lines), written[1])


@pytest.mark.parametrize("order", [(0, 1, 3, 2, 4, 5), (1, 0, 2, 3, 4, 5), (0, 1, 2, 4, 5), (0, 1, 3, 4, 5), (1, 2, 3)])
def test_a_line_moved_or_taken_out_is_refused(
    order: Sequence[int], tmp_path: Path, written: tuple[bytes, str | None]
) -> None:
    lines = written[0].splitlines(keepends=True)
    with pytest.raises(MilesError, match=r"line \d of .* does not follow from the lines before it.*\n.*from a copy"):
        read(tmp_path, b"".join(lines[place] for place in order), written[1])


def test_lines_missing_at_the_end_only_show_in_the_head(tmp_path: Path, written: tuple[bytes, str | None]) -> None:
    lines = written[0].splitlines(keepends=True)
    entries = read(tmp_path, b"".join(lines[:-1]), written[1])
    whole = Log(tmp_path / "whole.jsonl", written[1])
    whole.path.write_bytes(written[0])
    assert list(entries) == whole.entries()[:-1]
    assert whole.told().endswith(f"head {whole.entries()[-1].chain}")
    assert Log(tmp_path / "log.jsonl", written[1]).told().endswith(f"head {entries[-1].chain}")


@given(cut=st.integers(1, 200))
def test_a_torn_line_is_not_there_and_the_next_writer_removes_it(
    cut: int, written: tuple[bytes, str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, (raw, key) = tmp_path_factory.getbasetemp(), written
    assert len(read(folder, raw[:-cut], key)) == 5
    log = Log(folder / "log.jsonl", key)
    add(log, 7)
    assert [entry.hash[-1] for entry in log.entries()] == ["8", "9", "0", "1", "2", "7"]


def test_a_last_line_that_ends_and_cannot_be_read_is_never_dropped(
    tmp_path: Path, written: tuple[bytes, str | None]
) -> None:
    raw, key = written
    for wrong in (b"\0" * 80, b"[" * 100_000):
        with pytest.raises(MilesError, match=r"line 7 of .* is no entry"):
            read(tmp_path, raw + wrong + b"\n", key)
    before_last = raw[:-1].rindex(b"\n")
    with pytest.raises(MilesError, match=r"line 5 of .* is no entry"):
        read(tmp_path, raw[:before_last] + b" " + raw[before_last + 1 :], key)


def test_another_key_and_no_key(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl", KEY)
    add(log, 1)
    with pytest.raises(
        MilesError, match=r"line 1 of .* signed with another key.*\n.*set MILES_SIGNING_KEY to .*; if that"
    ):
        Log(log.path, OTHER).entries()
    assert len(Log(log.path).entries()) == 1
    assert "1 signed (not checked, MILES_SIGNING_KEY is not set)" in Log(log.path).told()
    assert "1 signed (checked)" in log.told()
    with pytest.raises(MilesError, match=r"is signed, and no key.*\n.*MILES_SIGNING_KEY"):
        add(Log(log.path), 2)
    assert len(log.entries()) == 1


@pytest.mark.parametrize(("keeps_mac", "told"), [(False, "is not signed, though"), (True, "signed with another key")])
def test_whoever_has_no_key_cannot_mend_what_they_changed(tmp_path: Path, keeps_mac: bool, told: str) -> None:
    """The chain can be computed anew by anybody, as here; the mac cannot."""
    log = Log(tmp_path / "log.jsonl", KEY)
    first, second = add(log, 1), add(log, 2)
    core = {name: getattr(second, name) for name in ("time", "event", "author", "hash", "facts", "who", "why")}
    core["why"] = "forged"
    core["chain"] = hashlib.sha256((first.chain + first.mac + json.dumps(core)).encode()).hexdigest()
    line = json.dumps({**core, "mac": second.mac} if keeps_mac else core)
    forged = log.path.read_bytes().splitlines(keepends=True)[0] + line.encode() + b"\n"
    if keeps_mac:
        assert read(tmp_path, forged, None)[-1].why == "forged", "without a key it looks right"
    with pytest.raises(MilesError, match=f"line 2 of .* {told}"):
        read(tmp_path, forged, KEY)


def test_an_unsigned_log_may_be_signed_from_now_on(tmp_path: Path) -> None:
    add(Log(tmp_path / "log.jsonl"), 1)
    log = Log(tmp_path / "log.jsonl", KEY)
    add(log, 2)
    assert [bool(entry.mac) for entry in log.entries()] == [False, True]


def test_a_key_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match="has 5 characters: it can be guessed"):
        Log(tmp_path / "log.jsonl", "short")


def test_where_the_entry_is_refused_nothing_is_written(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    add(log, 1)
    before = log.path.read_bytes()

    def refuse(entries: Sequence[Entry]) -> Entry:
        raise MilesError(f"{len(entries)} are enough")

    with pytest.raises(MilesError, match="1 are enough"):
        log.append(refuse)
    assert log.path.read_bytes() == before


def write_many(path: Path, who: str) -> None:
    for number in range(25):
        add(Log(path), number, who)


def test_writers_in_four_processes_lose_nothing(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=write_many, args=(tmp_path / "log.jsonl", str(k))) for k in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    entries = Log(tmp_path / "log.jsonl").entries()
    for who in "0123":
        assert [entry.facts["n"] for entry in entries if entry.who == who] == list(range(25))


def overflow(path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40, path.stat().st_size + 40))
    try:
        add(Log(path), 2)
    except OSError as error:
        os._exit(error.errno)  # at once: coverage would write its own file now, which is too large as well


def test_where_the_disk_is_full_the_log_ends_as_it_did(tmp_path: Path) -> None:
    add(Log(tmp_path / "log.jsonl"), 1)
    before = (tmp_path / "log.jsonl").read_bytes()
    writer = multiprocessing.get_context("fork").Process(target=overflow, args=(tmp_path / "log.jsonl",))
    writer.start()
    writer.join()
    assert writer.exitcode == errno.EFBIG
    assert (tmp_path / "log.jsonl").read_bytes() == before
