"""The log of a shelf: lines that are only ever added, each chained to all before it and, with a key, signed.

One added line is the single moment at which anything on a shelf changes its stage. `chain` is the sha256 over the
chain and the mac of the line before and the line's own text; `mac` is the HMAC-SHA256 of `chain`. A line that was
changed, removed or moved breaks every chain behind it, and whoever mends the chains cannot mend the macs without the
key. What neither shows is that whole lines are missing at the end, or that all of it was written anew without any mac:
so every decision prints the chain's head, and `make shelf` shows it with the number of signed lines, to be compared
with what was noted elsewhere. Lines older than chains have neither; the first chain covers them all.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from miles.post.error import MilesError
from miles.post.whole import sync

SHORTEST_KEY = 16  # characters
KEY_NAME = "MILES_SIGNING_KEY"
_OTHER_KEY = f"was signed with another key than {KEY_NAME}"
_RESTORE = "restore the file from a copy; what stands from that line on is not proven: promote nothing by it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an event (`shelved`, `judged`, `compared`, `promoted`, `rolled back`) in the life of an artefact."""

    time: str
    event: str
    author: str
    hash: str
    facts: Mapping[str, Any]
    who: str = ""
    why: str = ""
    chain: str = ""
    mac: str = ""

    @classmethod
    def now(cls, event: str, name: str, facts: Mapping[str, Any], who: str = "", why: str = "") -> Entry:
        """An entry of this second about `<author>:<hash>`, not yet in any log."""
        author, _, digest = name.rpartition(":")
        return cls(datetime.now(UTC).isoformat(timespec="seconds"), event, author, digest, dict(facts), who, why)

    @property
    def name(self) -> str:
        return f"{self.author}:{self.hash}"


NONE = Entry("", "", "", "", {})
CHAINED = tuple(name for name in Entry.__slots__ if name not in ("chain", "mac"))


@dataclass(slots=True)
class _Reading:
    """A log as far as it was read; `before` is what the next chain covers, `size` the place behind the last line."""

    entries: list[Entry] = field(default_factory=list)
    before: str = ""
    size: int = 0

    @property
    def last(self) -> Entry | None:
        """The last line that has a chain."""
        return self.entries[-1] if self.entries and self.entries[-1].chain else None


@dataclass(frozen=True, slots=True)
class Log:
    """The lines of one file; with a key every line is signed, and every signature is checked.

    A last line without a line end is torn and was never committed: readers pass over it, the next writer removes it.
    One that has its line end and cannot be read is refused, for it may have been committed. A log that was signed once
    takes no unsigned line any more.
    """

    path: Path
    key: str | None = None

    def __post_init__(self) -> None:
        if self.key and len(self.key) < SHORTEST_KEY:
            raise MilesError(
                f"{KEY_NAME} has {len(self.key)} characters: it can be guessed",
                f"give at least {SHORTEST_KEY}, such as `openssl rand -hex 32` prints",
            )

    def entries(self) -> list[Entry]:
        """All of them, oldest first, once the whole chain is checked."""
        return self._read().entries

    def told(self) -> str:
        """How long the log is, its head, and what was checked of it."""
        entries = self.entries()
        signed = sum(bool(entry.mac) for entry in entries)
        checked = "checked" if self.key else f"not checked, {KEY_NAME} is not set"
        head = entries[-1].chain if entries else ""
        return f"{len(entries)} lines, {signed} signed" + (f" ({checked})" if signed else "") + f", head {head or '-'}"

    def append(self, make: Callable[[Sequence[Entry]], Entry]) -> Entry:
        """Add what `make` says of the entries so far, and return it with its chain.

        Nobody else adds a line between the reading and the writing; where `make` raises nothing is added. When this
        returns the line is on the disk.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            so_far = self._checked(file.read())
            if so_far.last and so_far.last.mac and not self.key:
                raise MilesError(
                    f"{self.path} is signed, and no key is given to sign a further line",
                    f"set {KEY_NAME} to the key it was signed with",
                )
            entry = self._sealed(make(so_far.entries), so_far.before)
            file.truncate(so_far.size)
            _commit(file, (_line(entry, _text(entry)) + "\n").encode(), so_far.size)
            sync(self.path.parent)
        return entry

    def _read(self) -> _Reading:
        return self._checked(self.path.read_bytes() if self.path.is_file() else b"")

    def _sealed(self, entry: Entry, before: str) -> Entry:
        chain = _digest(before + _text(entry))
        return replace(entry, chain=chain, mac=_mac(self.key, chain) if self.key else "")

    def _checked(self, raw: bytes) -> _Reading:
        so_far = _Reading()
        lines = raw.split(b"\n")[:-1]  # what follows the last line end is torn
        for number, line in enumerate((each.decode("utf-8", errors="surrogateescape") for each in lines), 1):
            entry, has_chain = _parsed(line)
            if fault := self._fault(line, entry, has_chain, so_far):
                own_key = f"set {KEY_NAME} to the key it was signed with; if that is set, {_RESTORE}"
                raise MilesError(f"line {number} of {self.path} {fault}", own_key if fault == _OTHER_KEY else _RESTORE)
            so_far.before = entry.chain + entry.mac if entry.chain else _digest(so_far.before + line)
            so_far.entries.append(entry)
            so_far.size += len(lines[number - 1]) + 1
        return so_far

    def _fault(self, line: str, entry: Entry, has_chain: bool, so_far: _Reading) -> str | None:
        """What is wrong with a line, seen from those before it."""
        last = so_far.last
        if entry is NONE:
            return "is no entry"
        if not has_chain:
            return "has no chain, though the lines before it have" if last else None
        text = _text(entry)
        if line != _line(entry, text) or entry.chain != _digest(so_far.before + text):
            return "does not follow from the lines before it: one was changed, removed or moved"
        if last and last.mac and not entry.mac:
            return "is not signed, though lines before it are"
        if self.key and entry.mac and entry.mac != _mac(self.key, entry.chain):
            return _OTHER_KEY
        return None


def _parsed(line: str) -> tuple[Entry, bool]:
    """The entry of a line, NONE where it is none, and whether it has a chain."""
    try:
        table = json.loads(line)
        entry = Entry(**table)
    except (ValueError, TypeError, RecursionError):
        return NONE, False
    words = (getattr(entry, name) for name in Entry.__slots__ if name != "facts")
    is_entry = isinstance(entry.facts, dict) and all(isinstance(word, str) for word in words)
    return (entry, "chain" in table) if is_entry else (NONE, False)


def _text(entry: Entry) -> str:
    """What a chain covers of its own line: all of it but chain and mac, which come last."""
    return json.dumps({name: getattr(entry, name) for name in CHAINED})


def _line(entry: Entry, text: str) -> str:
    mac = f', "mac": "{entry.mac}"' if entry.mac else ""
    return f'{text[:-1]}, "chain": "{entry.chain}"{mac}}}'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()


def _mac(key: str, chain: str) -> str:
    return hmac.new(key.encode(), chain.encode(), hashlib.sha256).hexdigest()


def _commit(file: FileIO, line: bytes, start: int) -> None:
    """Write and sync a line whole; where the disk is full the file ends as it did before."""
    try:
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(start)
        raise
