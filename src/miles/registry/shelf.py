"""The shelf: BentoML's model store under the checkout, with an append-only log of what was judged how."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.sealed import Sealed

S = TypeVar("S", bound=Sealed)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: an event (`shelved`, `judged`) in the life of a sealed artefact."""

    time: str
    event: str
    author: str
    hash: str
    facts: Mapping[str, Any]


class Store(Generic[S]):
    """Sealed artefacts of one kind by tag `<author>:<hash>`, in BentoML's model store under `folder`.

    The folder is what `BENTOML_HOME` names, so that `bentoml models list` shows the same; there an artefact
    that is no voice is called `<author>.<kind>`.
    """

    kind: type[S]
    log_name: ClassVar[str]
    noun: ClassVar[str]
    suffix: ClassVar[str] = ""

    def __init__(self, folder: str | Path = ".shelf") -> None:
        self.folder = Path(folder)
        self.log = self.folder / self.log_name

    def put(self, made: S) -> S:
        """Copy a sealed artefact onto the shelf; the same bytes twice are kept once."""
        import bentoml

        store, tag = self._store(), f"{made.author}{self.suffix}:{made.hash}"
        if tag not in {str(model.tag) for model in bentoml.models.list(_model_store=store)}:
            labels = {"author": made.author, "synthetic": str(made.manifest.get("synthetic", "unknown")).lower()}
            with bentoml.models.create(tag, labels=labels, _model_store=store) as model:
                shutil.copytree(made.path, model.path, dirs_exist_ok=True)
        self._write("shelved", made, {"newest_post": made.manifest.get("newest_post")})
        return self.get(made.name)

    def get(self, name: str, author: str | None = None) -> S:
        """One by `<author>:<hash>`, by hash, or the `best` or `newest` of `author` (default: shelved last)."""
        shelved = [entry for entry in self.entries() if entry.event == "shelved"]
        if not shelved:
            raise MilesError(
                f"the shelf {self.folder} is empty: it holds no {self.kind.kind}", f"run `{self.kind.made_by}` first"
            )
        if name in ("best", "newest"):
            mine = self._of(author or shelved[-1].author)
            found = self._best(mine) if name == "best" else [e for e in mine if e.event == "shelved"][-1]
        else:
            wanted = name.rpartition(":")[2]
            hashes = [entry for entry in shelved if entry.hash.startswith(wanted) and len(wanted) >= 4]
            if not hashes:
                names = ", ".join(f"{entry.author}:{entry.hash}" for entry in shelved[-5:])
                raise MilesError(
                    f"no {self.kind.kind} {name!r} on the shelf {self.folder}", f"choose one of: best, {names}"
                )
            found = hashes[-1]
        return self.kind.open(self.folder / "models" / f"{found.author}{self.suffix}" / found.hash)

    def judge(self, made: S, facts: Mapping[str, Any]) -> None:
        """Note how one was judged: `facts` names the scores, the hash of the test (`cases`) and the file."""
        self._write("judged", made, facts)

    def entries(self) -> list[Entry]:
        """The log, oldest first."""
        if not self.log.is_file():
            return []
        return [Entry(**json.loads(line)) for line in self.log.read_text().splitlines() if line.strip()]

    def _of(self, author: str) -> list[Entry]:
        mine = [entry for entry in self.entries() if entry.author == author]
        if not mine:
            authors = ", ".join(sorted({entry.author for entry in self.entries()}))
            raise MilesError(
                f"no {self.noun} of {author!r} on the shelf",
                f"run `{self.kind.made_by} AUTHOR={author}`; there are: {authors}",
            )
        return mine

    def _best(self, mine: list[Entry]) -> Entry:
        return [entry for entry in mine if entry.event == "shelved"][-1]

    def _store(self) -> Any:
        from bentoml._internal.models.model import ModelStore  # bentoml.models takes the store only in this form

        (self.folder / "models").mkdir(parents=True, exist_ok=True)
        return ModelStore(str((self.folder / "models").resolve()))

    def _write(self, event: str, made: S, facts: Mapping[str, Any]) -> None:
        time = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"time": time, "event": event, "author": made.author, "hash": made.hash, "facts": dict(facts)}
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as log:  # one short line: appended whole
            log.write(json.dumps(entry) + "\n")
            log.flush()
            os.fsync(log.fileno())


class Shelf(Store[Bundle]):
    """Voices; `best` is the judged bundle with the lowest bits per character."""

    kind = Bundle
    log_name = "log.jsonl"
    noun = "voice"

    def _best(self, mine: list[Entry]) -> Entry:
        """Bits per character compare only on the same posts: those the newest judgement used."""
        judged = [entry for entry in mine if entry.event == "judged" and entry.facts["is_comparable"]]
        if not judged:
            return super()._best(mine)
        alike = [entry for entry in judged if entry.facts["cases"] == judged[-1].facts["cases"]]
        return min(alike, key=lambda entry: (entry.facts["bits_per_char"], entry.time))
