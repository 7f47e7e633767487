"""The shelf: BentoML's model store under the checkout, with an append-only log of what was judged and promoted.

Nothing but the log says at which stage a voice is: one added line moves it, so that a promotion which was killed has
either happened or not. What the log names (scores, verdicts) lies in files beside it that it names by hash.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from miles.post.error import MilesError
from miles.post.whole import file_sha256, whole
from miles.registry.bundle import Bundle
from miles.registry.log import Entry, Log
from miles.registry.sealed import Sealed
from miles.registry.stage import PROMOTED, ROLLED_BACK, Stage, Stages

S = TypeVar("S", bound=Sealed)

LONGEST_REASON = 500  # characters
SHELVED = ("newest_post", "form", "parent")  # facts that the log repeats, so that a list opens no voice


class Store(Generic[S]):
    """Sealed artefacts of one kind by tag `<author>:<hash>`, in BentoML's model store under `folder`.

    The folder is what `BENTOML_HOME` names, so that `bentoml models list` shows the same; there an artefact
    that is no voice is called `<author>.<kind>`.
    """

    kind: type[S]
    log_name: ClassVar[str]
    noun: ClassVar[str]
    suffix: ClassVar[str] = ""

    def __init__(self, folder: str | Path = ".shelf", who: str | None = None, key: str | None = None) -> None:
        """`who` adds lines to the log, signed with `key` where one is given."""
        self.folder, self.who = Path(folder), str(who or "")
        self.log = Log(self.folder / self.log_name, key or None)

    def put(self, made: S) -> S:
        """Copy a sealed artefact onto the shelf; the same bytes twice are kept once."""
        import bentoml

        store, tag = self._store(), f"{made.author}{self.suffix}:{made.hash}"
        self._remove_torn(made)
        if tag not in {str(model.tag) for model in bentoml.models.list(_model_store=store)}:
            labels = {"author": made.author, "synthetic": str(made.manifest.get("synthetic", "unknown")).lower()}
            with bentoml.models.create(tag, labels=labels, _model_store=store) as model:
                shutil.copytree(made.path, model.path, dirs_exist_ok=True)
        self._write("shelved", made, {fact: made.manifest.get(fact) for fact in SHELVED})
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
            whose, _, wanted = name.rpartition(":")
            hashes = [
                entry
                for entry in shelved
                if entry.hash.startswith(wanted) and len(wanted) >= 4 and whose in ("", entry.author)
            ]
            if not hashes:
                names = ", ".join(f"{entry.author}:{entry.hash}" for entry in shelved[-5:])
                raise MilesError(f"no {self.kind.kind} {name!r} on the shelf", f"choose one of: best, {names}")
            found = hashes[-1]
        return self.kind.open(self._place(found))

    def entries(self) -> list[Entry]:
        """The log, oldest first."""
        return self.log.entries()

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

    def _place(self, one: S | Entry) -> Path:
        return self.folder / "models" / f"{one.author}{self.suffix}" / one.hash

    def _remove_torn(self, made: S) -> None:
        """What a killed `put` left half copied would be taken for the whole."""
        place = self._place(made)
        try:
            is_whole = (place / "model.yaml").is_file() and bool(self.kind.open(place))
        except MilesError:
            is_whole = False
        if not is_whole:
            shutil.rmtree(place, ignore_errors=True)

    def _write(self, event: str, made: S, facts: Mapping[str, Any]) -> Entry:
        return self.log.append(lambda _: Entry.now(event, made.name, facts, self.who))


class Shelf(Store[Bundle]):
    """Voices; `best` is the judged bundle with the lowest bits per character, `production` the one that serves."""

    kind = Bundle
    log_name = "log.jsonl"
    noun = "voice"

    def get(self, name: str, author: str | None = None) -> Bundle:
        """As every store's; `production` is the voice that serves `author` (default: the only author who has one).

        `serving` is that voice too, and the best where none was promoted (default: of the author shelved last).
        """
        if name == "serving":
            author = author or super().get("newest").author
            return self.production(author) or super().get("best", author)
        if name != "production":
            return super().get(name, author)
        stages = self.stages()
        serving = stages.production(self._served(stages, author))
        return super().get(str(serving))

    def judge(self, made: Bundle, facts: Mapping[str, Any], scores: Path | None = None) -> Entry:
        """Note how one was judged: `facts` names the hash of the test (`cases`); `scores` is kept beside the voice.

        The copy is named by its content and the log holds its hash, so a promotion can tell that it reads what was
        measured.
        """

        def judged(entries: Sequence[Entry]) -> Entry:
            kept = self._keep(made, facts, scores, entries) if scores else {}
            return Entry.now("judged", made.name, {**facts, **kept}, self.who)

        return self.log.append(judged)

    def compared(self, made: Bundle, facts: Mapping[str, Any]) -> Entry:
        """Note what comparing a voice came to.

        `facts`: `against` (name of A), `winner` (its name or None), `verdict` and `seal` (hashes), `file` (where the
        Verdict lies within the shelf).
        """
        missing = [name for name in ("against", "winner", "verdict", "seal", "file") if name not in facts]
        if missing:
            raise MilesError(f"a comparison without {', '.join(missing)} proves nothing", "run `make compare` again")
        return self._write("compared", made, facts)

    def stages(self) -> Stages:
        """Where every voice stands."""
        return Stages.after(self.entries())

    def stage(self, bundle: Bundle) -> Stage:
        """Where one voice stands."""
        stages = self.stages().of
        if bundle.name not in stages:
            raise MilesError(f"{bundle.name} is not on the shelf {self.folder}", "`make shelf` lists the voices")
        return stages[bundle.name]

    def production(self, author: str) -> Bundle | None:
        """The voice that serves an author; None: none was promoted so far."""
        serving = self.stages().production(author)
        return super().get(serving) if serving else None

    def move(self, bundle: Bundle, to: Stage, facts: Mapping[str, Any], why: str, serving: str | None) -> Entry:
        """Write that a voice was promoted; the gate stands before this, see `miles.registry.promotion`.

        `serving` is the author's voice in production when it was decided: where another has come since, or the
        voice itself has moved, nothing is written.
        """
        who = self._signed(why)

        def promoted(entries: Sequence[Entry]) -> Entry:
            stages = Stages.after(entries)
            allowed = stages.step(bundle.name, to)
            now = stages.production(bundle.author)
            if now != serving:
                raise MilesError(
                    f"{now} came into production while this was decided (before: {serving})",
                    f"compare with it: run make compare A={now} B={bundle.name}",
                )
            retired = now if to is Stage.PRODUCTION else None
            moved = {"from": stages.of[bundle.name], "to": allowed, "retired": retired}
            return Entry.now(PROMOTED, bundle.name, {**moved, **facts}, who, why)

        return self.log.append(promoted)

    def rollback(self, author: str | None, why: str) -> Entry:
        """Bring the voice back that served `author` before, retiring the present one; both are one line of the log.

        Each rollback goes one step further back. The voice is opened first, every byte of it checked: a broken one
        is not brought back.
        """
        who, stages = self._signed(why), self.stages()
        author = self._served(stages, author)
        former = stages.former(author)
        if former is None:
            raise MilesError(
                f"no voice served {author} before {stages.production(author)}", "promote another one: make promote"
            )
        try:
            super().get(former)
        except MilesError as error:
            raise MilesError(
                f"{former}, which served before, cannot come back: {str(error).splitlines()[0]}",
                f"promote another voice: make promote AUTHOR={author} BUNDLE= TO=production WHY=",
            ) from error

        def rolled_back(entries: Sequence[Entry]) -> Entry:
            now = Stages.after(entries)
            if now.served.get(author) != stages.served[author]:
                raise MilesError(f"the voice of {author} changed meanwhile", "look at `make shelf`, then decide again")
            return Entry.now(ROLLED_BACK, former, {"retired": now.production(author)}, who, why)

        return self.log.append(rolled_back)

    def _served(self, stages: Stages, author: str | None) -> str:
        """An author who has a voice in production; without a name the only one."""
        authors = sorted(name for name, served in stages.served.items() if served)
        if author is None and len(authors) == 1:
            return authors[0]
        if author not in authors:
            if not authors:
                raise MilesError(
                    f"no voice{f' of {author}' if author else ''} is in production",
                    "promote one: make promote BUNDLE=... TO=production WHY=...; `make shelf` lists all by hash",
                )
            raise MilesError(
                f"no voice of {author} is in production" if author else "no author is named",
                f"give AUTHOR=; there are: {', '.join(authors)}"
                + ("; or name a voice by its hash, as `make shelf` lists it" if author else ""),
            )
        return str(author)

    def _signed(self, why: str) -> str:
        """Who decides; a decision without a name or a reason is refused."""
        for field, word, given in (("who", self.who, "shelf.who=<name>"), ("why", why, 'WHY="..."')):
            if not 1 <= len(word.strip()) <= LONGEST_REASON:
                raise MilesError(
                    f"{field} has {len(word.strip())} characters; the log takes 1 to {LONGEST_REASON}", f"give {given}"
                )
        return self.who

    def _keep(self, made: Bundle, facts: Mapping[str, Any], scores: Path, entries: Sequence[Entry]) -> dict[str, str]:
        """Copy the scores beside the voice, and say where and what.

        The log is locked meanwhile, so nobody else writes here: copies that no line names are of killed runs and go.
        """
        digest = file_sha256(scores)
        folder = self.folder / "scores" / made.author
        file = folder / f"{made.hash}-{str(facts['cases'])[:12]}-{digest[:8]}.json"
        with whole(file) as temporary:
            shutil.copyfile(scores, temporary)
        named = {self.folder / entry.facts["kept"] for entry in entries if "kept" in entry.facts}
        for path in set(folder.iterdir()) - named - {file}:
            path.unlink()
        return {"kept": str(file.relative_to(self.folder)), "sha256": digest}

    def _best(self, mine: list[Entry]) -> Entry:
        """Bits per character compare only on the same posts: those the newest judgement used."""
        judged = [entry for entry in mine if entry.event == "judged" and entry.facts["is_comparable"]]
        if not judged:
            return super()._best(mine)
        alike = [entry for entry in judged if entry.facts["cases"] == judged[-1].facts["cases"]]
        return min(alike, key=lambda entry: (entry.facts["bits_per_char"], entry.time))
