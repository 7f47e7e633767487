"""A Duel: what two voices wrote for one draft, to be compared by people, and the files that hold many."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from miles.feedback.lines import read_lines, take
from miles.post.error import MilesError
from miles.post.whole import write_text

SUFFIX = ".pairs.jsonl"
LONGEST_LINE = 256 * 1024  # bytes
MOST_PARTS, LONGEST_TEXT, MOST_METRICS = 50, 10_000, 100
_VOICE = re.compile(r"[a-z0-9][-._a-z0-9]{0,99}:[0-9a-z]{1,64}")
_METRIC = re.compile(r"[a-zA-Z0-9][-_./ a-zA-Z0-9]{0,79}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_AGAIN = "run `make compare` to write it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """Two answers to one draft. `a` and `b` are posts, several where it is a thread.

    `voice_a` and `voice_b` are `<author>:<hash>` of one author. `wishes` is what was asked for besides the text, in
    words. `metrics` maps a metric to its values of `a` and `b`, turned so that higher is better.
    """

    voice_a: str
    voice_b: str
    draft: str
    kind: str
    wishes: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    metrics: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for voice in (self.voice_a, self.voice_b):
            if not _VOICE.fullmatch(voice):
                raise MilesError(f"voice {voice[:80]!r} is not <author>:<hash>")
        if self.voice_a == self.voice_b or self.voice_a.partition(":")[0] != self.voice_b.partition(":")[0]:
            raise MilesError(f"{self.voice_a} and {self.voice_b} are not two voices of one author")
        for side in (self.a, self.b):
            if not 1 <= len(side) <= MOST_PARTS:
                raise MilesError(f"an answer has {len(side)} posts, not 1 to {MOST_PARTS}")
        for text in (self.draft, self.kind, self.wishes, *self.a, *self.b):
            if len(text) > LONGEST_TEXT:
                raise MilesError(f"a text has {len(text)} characters, more than {LONGEST_TEXT}")
            if _SURROGATE.search(text):
                raise MilesError("a text holds bytes that are no text in UTF-8")
        if len(self.metrics) > MOST_METRICS:
            raise MilesError(f"has {len(self.metrics)} metrics, more than {MOST_METRICS}")
        for name, values in self.metrics.items():
            if not _METRIC.fullmatch(name) or len(values) != 2 or not all(map(math.isfinite, values)):
                raise MilesError(f"metric {name[:80]!r} is no name with two finite numbers")

    @property
    def author(self) -> str:
        return self.voice_a.partition(":")[0]

    @property
    def id(self) -> str:
        """16 hex digits over the voices, the draft and both answers; the metrics are not part of it."""
        core = [self.voice_a, self.voice_b, self.draft, self.kind, self.wishes, self.a, self.b]
        return hashlib.sha256(json.dumps(core).encode()).hexdigest()[:16]

    @property
    def is_same(self) -> bool:
        """Both voices wrote the same: there is nothing to ask."""
        return self.a == self.b

    @property
    def cluster(self) -> str:
        """What pairs share that are no evidence of their own: the draft. An empty draft is another one each time."""
        return json.dumps([self.draft, self.kind, self.wishes]) if self.draft else self.id

    def as_dict(self) -> dict[str, Any]:
        """Plain types for a line of JSON."""
        table = asdict(self)
        asked = {"text": table.pop("draft"), "kind": table.pop("kind"), "wishes": table.pop("wishes")}
        voices = {name: table.pop(name) for name in ("voice_a", "voice_b")}
        return {"id": self.id} | voices | {"draft": asked} | table

    @classmethod
    def from_dict(cls, table: dict[str, Any]) -> Duel:
        """A MilesError names the field that is missing, of another type, or was changed."""
        draft, metrics = take(table, "draft", dict), take(table, "metrics", dict)
        made = cls(
            voice_a=take(table, "voice_a", str),
            voice_b=take(table, "voice_b", str),
            draft=take(draft, "text", str),
            kind=take(draft, "kind", str),
            wishes=take(draft, "wishes", str),
            a=_texts(table, "a"),
            b=_texts(table, "b"),
            metrics={name: _values(name, values) for name, values in metrics.items()},
        )
        if made.id != take(table, "id", str):
            raise MilesError(f"id {table['id'][:16]!r} is not of these texts and voices")
        return made


def finite(metrics: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The metrics that have a value of both answers."""
    return {name: (float(a), float(b)) for name, (a, b) in metrics.items() if math.isfinite(a) and math.isfinite(b)}


def write_duels(duels: Iterable[Duel], path: Path) -> list[Duel]:
    """One line each, whole; of several that are the same but for their metrics only the first is written."""
    kept = list({duel.id: duel for duel in reversed(list(duels))}.values())[::-1]
    write_text(path, "".join(json.dumps(duel.as_dict(), ensure_ascii=False) + "\n" for duel in kept))
    return kept


def read_duels(path: Path) -> list[Duel]:
    """The pairs of a comparison, every field checked."""
    duels: dict[str, Duel] = {}
    for number, duel in read_lines(path, Duel.from_dict, _AGAIN, longest=LONGEST_LINE):
        if duel.id in duels:
            raise MilesError(f"{path}, line {number}: pair {duel.id} stands there twice", _AGAIN)
        duels[duel.id] = duel
    return list(duels.values())


def pair_files(folder: Path, verdicts: str) -> list[Path]:
    """Files of pairs by hashes (4 digits are enough, a space between), the `newest` written, or `all`."""
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    if not files:
        raise MilesError(f"{folder} holds no pairs to judge", "run `make compare A=<voice> B=<voice>` first")
    names = verdicts.replace(",", " ").split()
    if names in (["all"], ["newest"]):
        return files if names == ["all"] else files[-1:]
    found = []
    for name in names:
        of = [path for path in files if len(name) >= 4 and path.name.startswith(name)]
        if len(of) != 1:
            known = ", ".join(path.name.removesuffix(SUFFIX) for path in files[-5:])
            raise MilesError(f"{name!r} names {len(of)} comparisons", f"choose of: newest, all, {known}")
        found += of
    if not found:
        raise MilesError("no comparison is named", "give VERDICT=newest, all, or a hash")
    return list(dict.fromkeys(found))


def pairs_of(folder: Path, verdicts: str, author: str | None = None) -> list[Duel]:
    """The pairs of some comparisons, each once, all of one author; `newest` and `all` are of `author`, if given."""
    found = [read_duels(path) for path in pair_files(folder, "all" if verdicts == "newest" and author else verdicts)]
    if author and verdicts in ("newest", "all"):
        found = [duels for duels in found if duels and duels[0].author == author]
    if author and not found:
        raise MilesError(f"{folder} holds no pairs of {author}", f"run `make compare AUTHOR={author}` first")
    duels = {duel.id: duel for each in (found[-1:] if verdicts == "newest" else found) for duel in each}
    authors = sorted({duel.author for duel in duels.values()})
    if len(authors) != 1:
        raise MilesError(
            f"the comparisons are of {', '.join(authors) or 'no pairs'}",
            "name comparisons of one author: VERDICT=<hash>" if authors else _AGAIN,
        )
    return list(duels.values())


def _texts(table: dict[str, Any], side: str) -> tuple[str, ...]:
    texts: Sequence[Any] = take(table, side, list)
    if not all(isinstance(text, str) for text in texts):
        raise MilesError(f"{side} holds something else than texts")
    return tuple(texts)


def _values(name: str, values: Any) -> tuple[float, float]:
    is_pair = isinstance(values, list) and len(values) == 2
    if not is_pair or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        raise MilesError(f"metric {name[:80]!r} is no pair of numbers")
    try:
        return float(values[0]), float(values[1])
    except OverflowError:
        raise MilesError(f"metric {name[:80]!r} is no finite number") from None
