"""posts.parquet and the encoder -> results/<author>.json: topics, what else was tried, recommendations on later weeks

PYTHONPATH=src python experiments/2026-11-26-topics/measure.py milesdeutscher
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import HDBSCAN, AgglomerativeClustering, KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score

from miles.analysis.clusters import NONE, Space, Topics, Words
from miles.analysis.coherence import coherence, diversity, outlier_share, stability
from miles.analysis.embed import Embedder
from miles.analysis.engagement import without_links
from miles.analysis.level import History, as_read
from miles.analysis.naming import ctfidf, tidy
from miles.analysis.outcomes import Outcomes, roots
from miles.analysis.recommend import Weights
from miles.analysis.timeline import monthly
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.evaluation.recommend import Archive, periods, score_recommendations, tuned
from miles.post.post import Post


def archive_of(author: str) -> tuple[list[Post], Archive]:
    posts = as_read(read_posts(Path(f"data/interim/{author}/posts.parquet")))
    posts = sorted((post for post in posts if post.time), key=lambda post: (post.time, post.id))
    together = threads(posts)
    first = {post.id for post in roots(together)}
    outcomes = Outcomes.of(together, History.of(roots(together)))
    received = {post.id: target[0] for post, target in zip(outcomes.posts, outcomes.targets, strict=True)}
    texts = [post.text for post in posts]
    vectors = Embedder(Path("data/encoder")).embed(without_links(texts))
    times = np.array([post.time.timestamp() for post in posts])
    engagement = np.array([received.get(post.id, np.nan) for post in posts])
    return posts, Archive(texts, vectors, times, engagement, np.array([post.id in first for post in posts]))


def rivals(archive: Archive) -> dict[str, Any]:
    """Plain clusterers on the space that Topics cluster in; stability over ten bootstraps, outliers left out."""
    known = Words.fit(archive.texts)
    table = known.table(archive.texts)
    meaning = archive.vectors - archive.vectors.mean(axis=0)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    rows = Space(meaning, table, 0)._rows
    few = PCA(10, random_state=0).fit_transform(rows)
    k = round(np.sqrt(len(rows)) / 3)
    tried: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "HDBSCAN, clusters of 15": lambda at: HDBSCAN(min_cluster_size=15, min_samples=5, copy=True).fit_predict(
            few[at]
        ),
        "HDBSCAN, clusters of 30": lambda at: HDBSCAN(min_cluster_size=30, min_samples=5, copy=True).fit_predict(
            few[at]
        ),
        "HDBSCAN, leaves of 15": lambda at: HDBSCAN(
            min_cluster_size=15, min_samples=5, cluster_selection_method="leaf", copy=True
        ).fit_predict(few[at]),
        "Ward": lambda at: AgglomerativeClustering(k).fit_predict(rows[at]),
        "k-means": lambda at: KMeans(k, n_init=3, random_state=0).fit_predict(rows[at]),
    }
    return {name: rival(fit, archive, table, known) for name, fit in tried.items()}


def rival(fit: Callable[[np.ndarray], np.ndarray], archive: Archive, table: np.ndarray, known: Words) -> dict[str, Any]:
    own = fit(np.arange(len(table)))
    if own.max() < 0:
        return {"topics": 0, "outliers": 1.0}
    terms = [tidy(row, known.vocabulary) for row in ctfidf(table > 0, own, own.max() + 1)]
    rng, drawn = np.random.default_rng(0), np.full((10, len(table)), NONE)
    for row in drawn:
        at = np.unique(rng.integers(len(table), size=len(table)))
        row[at] = fit(at)
    same = []
    for i in range(len(drawn)):
        for j in range(i):
            both = (drawn[i] != NONE) & (drawn[j] != NONE)
            same.append(adjusted_rand_score(drawn[i][both], drawn[j][both]))
    return {
        "topics": len(terms), "outliers": outlier_share(own), "largest": np.bincount(own[own >= 0]).max() / len(own),
        "npmi": asdict(coherence(archive.texts, terms).mean), "diversity": diversity(terms), "stability": np.mean(same),
    }  # fmt: skip


def topics_of(posts: list[Post], archive: Archive) -> dict[str, Any]:
    topics = Topics.fit(archive.texts, archive.vectors)
    topic, confidence = topics.assign(archive.texts, archive.vectors)
    found = coherence(archive.texts, topics.terms)
    months = monthly(topic, [post.time for post in posts], len(topics))
    shares = [float(np.mean(topic == each)) for each in range(len(topics))]
    return {
        "version": topics.version, "posts": len(posts), "topics": len(topics), "outliers": outlier_share(topic),
        "npmi": asdict(found.mean), "diversity": diversity(topics.terms),
        "stability": asdict(stability(archive.texts, archive.vectors)),
        "confidence_quartiles": np.quantile(confidence, (0.25, 0.5, 0.75)).tolist(),
        "by_topic": [
            {"name": name, "terms": terms, "share": share, "npmi": npmi}
            for name, terms, share, npmi in zip(topics.names, topics.terms, shares, found.by_topic, strict=True)
        ],
        "months": dict(zip(months.starts, months.shares.round(4).tolist(), strict=True)),
    }  # fmt: skip


def recommendations_of(archive: Archive) -> dict[str, Any]:
    by_week, by_month = periods(archive), periods(archive, step=28)
    half = len(by_week) // 2
    weights, value = tuned(by_week[:half])
    later = [month for month in by_month if month.start >= by_week[half].start]
    rows = {
        "weeks, earlier half": by_week[:half], "weeks, later half": by_week[half:],
        "28 days, later half": later, "28 days, all": by_month,
    }  # fmt: skip
    told: dict[str, Any] = {"tuned": asdict(weights), "tuned_ndcg": value, "default": asdict(Weights())}
    for name, found in rows.items():
        if len(found) >= 5:
            scores = score_recommendations(found, weights).items()
            told[name] = {
                "periods": len(found), "posts": sum(len(each.later_topic) for each in found),
                "scores": {system: {key: asdict(score) for key, score in row.items()} for system, row in scores},
            }  # fmt: skip
    return told


if __name__ == "__main__":
    author = sys.argv[1]
    posts, archive = archive_of(author)
    told = topics_of(posts, archive) | {"rivals": rivals(archive), "recommendations": recommendations_of(archive)}
    path = Path(__file__).parent / "results" / f"{author}.json"
    plain = json.loads(json.dumps(told), parse_float=lambda x: float(f"{float(x):.4g}"))
    path.write_text(json.dumps(plain, indent=1) + "\n")
    print(path)
