"""The Profile: what an author writes of, how, when, and how it was received, as numbers and words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from miles.analysis import habits
from miles.analysis.clustered import Estimate
from miles.analysis.clusters import NONE, Assignment, Topics
from miles.analysis.coherence import coherence, diversity, outlier_share, stability
from miles.analysis.effects import Reception, as_they_came, pattern_effects
from miles.analysis.embed import Embedder
from miles.analysis.engagement import without_links
from miles.analysis.level import History
from miles.analysis.mood import moods
from miles.analysis.own import Own
from miles.analysis.recommend import recommend
from miles.analysis.sentiment import Listener
from miles.analysis.stance import Stance, stance
from miles.analysis.timeline import monthly
from miles.analysis.timing import Clock, timing
from miles.post.error import MilesError
from miles.post.parts import count
from miles.post.post import Kind, Post, Thread
from miles.post.whole import write_json

FACTS, TOPICS, OWN = "facts.json", "topics.json", "own.json"  # profile.json is the seal's own
EXAMPLES = 3  # posts of a topic, those that are surest of it
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Row = dict[str, Any]


@dataclass(frozen=True)
class Profile:
    """`facts` is what a page shows: plain numbers and words, and ids of posts, but no post's text.

    What too little is known for is None or absent, and `facts["notes"]` says why. `topics` is None where the posts
    are too few to have any. `own` holds the posts themselves; None in a profile that was sealed before it could.
    """

    facts: Mapping[str, Any]
    topics: Topics | None
    own: Own | None = None

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / FACTS, self.facts)
        if self.topics:
            write_json(folder / TOPICS, self.topics.as_dict())
        if self.own:
            self.own.save(folder / OWN)

    @classmethod
    def load(cls, folder: Path) -> Self:
        path = folder / TOPICS
        topics = Topics.from_dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
        own = Own.load(folder / OWN) if (folder / OWN).is_file() else None
        return cls(json.loads((folder / FACTS).read_text(encoding="utf-8")), topics, own)


@dataclass(frozen=True)
class Read:
    """Posts in order of time with what was read in them; arrays are (n,). `opens` marks first posts of threads."""

    posts: Sequence[Post]
    opens: NDArray[np.bool_]
    vectors: NDArray[np.float32]  # (n, D)
    scores: NDArray[np.float64]
    stances: Sequence[Stance | None]

    @property
    def texts(self) -> list[str]:
        return [post.text for post in self.posts]

    @property
    def times(self) -> list[datetime]:
        return [post.time for post in self.posts if post.time]

    @property
    def first(self) -> list[Post]:
        """Those that open a thread or stand alone."""
        return [post for post, opens in zip(self.posts, self.opens, strict=True) if opens]


class Profiler:
    """Threads of one author -> Profile, and a row for each post behind it. `refits` tell how steady the topics are."""

    def __init__(self, embedder: Embedder, listener: Listener, refits: int = 10, seed: int = 0) -> None:
        self.embedder, self.listener, self.refits, self.seed = embedder, listener, refits, seed

    def profile(self, threads: Sequence[Thread]) -> tuple[Profile, list[Row]]:
        """Counts are taken as they stand: see `miles.analysis.level.as_read`. Threads without a time are left out."""
        dated = [thread for thread in threads if all(post.time for post in thread.posts)]
        if not dated:
            raise MilesError(f"none of {len(threads):,} threads tells when it was posted", "bring an export with times")
        dated.sort(key=lambda thread: (thread.posts[0].time, thread.id))
        roots = [thread for thread in dated if thread.posts[0].kind in (Kind.ROOT, Kind.QUOTE)]
        read, notes = self._read(dated), []
        topics, own = None, Assignment(np.full(len(read.posts), NONE), np.zeros(len(read.posts)))
        shown = [post.text for post in read.first]
        try:
            topics = Topics.fit(shown, read.vectors[read.opens], seed=self.seed)
            own = topics.assign(read.texts, read.vectors)
        except MilesError as error:
            notes.append(str(error.args[0]))
        reception = Reception.of(roots, own.topic[read.opens], History.of([thread.posts[0] for thread in roots]))
        if not len(reception.told):
            notes.append("no post has a settled count and enough older ones: how posts were received is not known")
        facts = {
            "posts": len(read.posts), "roots": len(roots), "counted": len(reception.told),
            "first": min(read.times), "newest": max(read.times),
            "likes": _median(reception.counts), "sentiment": self.listener.told,
            "topics": self._topics(topics, own, read, reception) if topics else None,
            "next": self._next(topics, own, read, reception) if topics else [],
            "patterns": _patterns(reception, [thread.id for thread in roots], self.seed),
            "timing": _timing(reception, self.seed),
            "mood": [asdict(month) for month in moods(read.times, read.scores, read.stances)],
            "stances": _stances(read.stances),
            "habits": {
                "measures": [asdict(each) for each in habits.measures(shown)],
                **{name: [asdict(each) for each in find(shown)] for name, find in
                   (("openers", habits.openers), ("phrases", habits.phrases), ("signs", habits.signs))},
            },
            "notes": notes,
        }  # fmt: skip
        return Profile(known(facts), topics, Own(read.posts)), self._rows(read, topics, own, reception)

    def _read(self, threads: Sequence[Thread]) -> Read:
        posts = [post for thread in threads for post in thread.posts]
        texts = [post.text for post in posts]
        roots = {thread.posts[0].id for thread in threads if thread.posts[0].kind in (Kind.ROOT, Kind.QUOTE)}
        scores = self.listener.scores(texts)
        return Read(
            posts=posts,
            opens=np.array([post.id in roots for post in posts]),
            vectors=self.embedder.embed(without_links(texts)),
            scores=scores,
            stances=[stance(text, float(score)) for text, score in zip(texts, scores, strict=True)],
        )

    def _topics(self, topics: Topics, own: Assignment, read: Read, reception: Reception) -> dict[str, Any]:
        """Each topic with its terms, its share over time, and how it was received; and how good they are as a whole."""
        shown, mine = [post.text for post in read.first], own.topic[read.opens]
        sure = own.confidence[read.opens]
        line = monthly(mine, [post.time for post in read.first], len(topics))
        held = coherence(shown, topics.terms, seed=self.seed)
        steady = stability(shown, read.vectors[read.opens], refits=self.refits, seed=self.seed)
        rows = []
        for place, name in enumerate(topics.names):
            its = np.intersect1d(np.flatnonzero(mine == place), reception.told)
            _, usual = as_they_came(reception.take(its), self.seed)
            surest = np.argsort(-np.where(mine == place, sure, -1.0), kind="stable")[
                : min(EXAMPLES, (mine == place).sum())
            ]
            rows.append({
                "name": name, "terms": list(topics.terms[place]), "posts": int((mine == place).sum()),
                "share": float((mine == place).mean()), "coherence": float(held.by_topic[place]),
                "factor": _listed(usual), "months": line.shares[:, place].tolist(),
                "examples": [read.first[row].id for row in surest],
            })  # fmt: skip
        return {
            "rows": sorted(rows, key=lambda row: -row["posts"]), "months": list(line.starts), "version": topics.version,
            "outliers": outlier_share(mine), "confidence": float(own.confidence[read.opens].mean()),
            "coherence": asdict(held.mean), "diversity": diversity(topics.terms), "stability": asdict(steady),
        }  # fmt: skip

    def _next(self, topics: Topics, own: Assignment, read: Read, reception: Reception) -> list[dict[str, Any]]:
        """What to write next, seen from the moment after the newest post; nothing where no post has a topic."""
        now = float(np.nanmax(reception.seconds)) + 1.0
        mine = own.topic[read.opens]
        found = recommend(topics.names, mine, reception.seconds, reception.ratios, now) if (mine != NONE).any() else []
        return [
            {"topic": each.name, "reason": each.reason, "examples": [read.first[row].id for row in each.examples]}
            for each in found
        ]

    def _rows(self, read: Read, topics: Topics | None, own: Assignment, reception: Reception) -> list[Row]:
        """A row a post; `factor` is likes over the author's usual, `x` and `y` place first posts on the map."""
        rows: list[Row] = []
        for row, post in enumerate(read.posts):
            name = topics.names[own.topic[row]] if topics and own.topic[row] != NONE else None
            sure = float(own.confidence[row]) if topics else None
            rows.append({
                "id": post.id, "thread": post.thread or post.id, "time": post.time, "text": post.text,
                "opens": bool(read.opens[row]), "topic": name, "confidence": sure,
                "sentiment": float(read.scores[row]), "stance": read.stances[row], "parts": count(post.text),
                "likes": post.metrics.likes, "factor": None, "x": None, "y": None,
            })  # fmt: skip
        places = chart(read.vectors[read.opens], self.seed)
        for opening, ratio, (x, y) in zip(np.flatnonzero(read.opens), reception.ratios, places, strict=True):
            factor = float(np.exp(ratio)) if np.isfinite(ratio) else None
            rows[int(opening)] |= {"factor": factor, "x": float(x), "y": float(y)}
        return rows


def known(tree: Any) -> Any:
    """The same with None for every number that is not known, as JSON has it."""
    if isinstance(tree, Mapping):
        return {name: known(branch) for name, branch in tree.items()}
    if isinstance(tree, list | tuple):
        return [known(branch) for branch in tree]
    return None if isinstance(tree, float) and not np.isfinite(tree) else tree


def chart(vectors: NDArray[np.float32], seed: int = 0) -> NDArray[np.float64]:
    """(n, 2): posts near in meaning lie near (van der Maaten & Hinton 2008); few posts by their main components."""
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    if len(vectors) < 3:
        return np.zeros((len(vectors), 2))
    if len(vectors) < 60:
        return np.asarray(PCA(2, random_state=seed).fit_transform(vectors), float)
    with threadpool_limits(1):  # threads that wait for each other beside other work take a hundred times as long
        return np.asarray(TSNE(2, init="pca", random_state=seed, n_jobs=1).fit_transform(vectors), float)


def _median(values: NDArray[np.float64]) -> float | None:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else None


def _patterns(reception: Reception, ids: Sequence[str], seed: int) -> dict[str, Any]:
    found = pattern_effects(reception, seed=seed)
    rows = [
        {
            "name": each.name, "posts": each.n, "share": each.share, "likes": _listed(each.count),
            "usual": _listed(each.usual), "effect": _listed(each.effect), "is_clear": each.is_clear,
            "examples": [ids[row] for row in each.examples],
        }
        for each in found.patterns
        if each.n
    ]  # fmt: skip
    return {"rows": rows, "told": found.told, "days": found.days, "looked_at": found.looked_at}


def _timing(reception: Reception, seed: int) -> dict[str, Any]:
    found = timing(reception, seed=seed)
    return {
        "hours": _clock(found.hours, [f"{hour:02}" for hour in range(24)]),
        "weekdays": _clock(found.weekdays, WEEKDAYS),
    }


def _clock(clock: Clock, names: Sequence[str]) -> dict[str, Any]:
    cells = [
        {"name": names[cell.place], "posts": cell.n, "factor": _listed(cell.factor), "is_clear": cell.is_clear}
        for cell in clock.cells
    ]
    return {"cells": cells, "best": None if clock.best is None else names[clock.best], "sure": clock.sure}


def _stances(stances: Sequence[Stance | None]) -> dict[str, Any]:
    talk = Counter(found.value for found in stances if found)
    return {"market": sum(talk.values()), **{name.value: talk[name.value] for name in Stance}}


def _listed(estimate: Estimate | None) -> list[float] | None:
    return None if estimate is None else [estimate.value, estimate.lo, estimate.hi]
