"""What teachers said of each sequence, kept on disk so that they read it once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miles.corpus.tokens import IGNORED, Encoded
from miles.post.error import MilesError


@dataclass(frozen=True, slots=True)
class Said:
    """The `k` likeliest next tokens at N places: `ids` (N, k), `log_p` (N, k + 1) with all others' at the end."""

    ids: NDArray[np.integer]
    log_p: NDArray[np.floating]

    def pack(self, kind: str) -> bytes:
        """Ids as `kind` of number, then log-probabilities in half precision."""
        return self.ids.astype(kind).tobytes() + self.log_p.astype("<f2").tobytes()

    @classmethod
    def unpack(cls, raw: bytes, k: int, kind: str) -> Said:
        n = len(raw) // (k * np.dtype(kind).itemsize + 2 * (k + 1))
        ids = np.frombuffer(raw, kind, n * k).reshape(n, k)
        return cls(ids, np.frombuffer(raw, "<f2", n * (k + 1), offset=ids.nbytes).reshape(n, k + 1))


class Memo:
    """sequence -> Said, in `path`: one SQLite file that several runs may read and add to at once.

    A run that is killed loses nothing that was written before. An entry is never changed: everybody goes on
    with what was written first. `vocab` is how many tokens there are.
    """

    def __init__(self, path: Path, k: int, vocab: int) -> None:
        self.path, self.k = path, k
        self.kind = "<u2" if vocab <= 1 << 16 else "<u4"
        self._store: sqlite3.Connection | None = None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Said]:
        """What is known of `keys`."""
        found: dict[bytes, Said] = {}
        with self._open() as store:
            for start in range(0, len(keys), 500):
                some = keys[start : start + 500]
                asked = f"SELECT key, said FROM memo WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                found |= {key: Said.unpack(raw, self.k, self.kind) for key, raw in store.execute(asked, some)}
        return found

    def put(self, new: Mapping[bytes, Said]) -> dict[bytes, Said]:
        """Add entries; returns them as they are kept: rounded, or as another run wrote them first."""
        with self._open() as store, store:
            rows = [(key, said.pack(self.kind)) for key, said in new.items()]
            store.executemany("INSERT OR IGNORE INTO memo VALUES (?, ?)", rows)
        return self.get(list(new))

    def close(self) -> None:
        """Let go of the file; it is opened again when it is next asked."""
        if self._store:
            self._store.close()
        self._store = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._store is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._store = sqlite3.connect(self.path, timeout=60.0)
                self._store.execute("PRAGMA journal_mode=WAL")
                self._store.execute("PRAGMA synchronous=NORMAL")  # a crash of the machine may cost the last entries
                self._store.execute("CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, said BLOB NOT NULL)")
            yield self._store
        except sqlite3.Error as error:
            raise MilesError(
                f"{self.path}: {error}",
                "make room on its disk, or delete the file (it is made again); training.top_k=0 does without",
            ) from error


def key(sequence: Encoded) -> bytes:
    """16 bytes that stand for a sequence's tokens and for which of them are learnt."""
    learnt = np.packbits(sequence.labels != IGNORED)
    return blake2b(sequence.ids.astype("<i4").tobytes() + b"/" + learnt.tobytes(), digest_size=16).digest()
