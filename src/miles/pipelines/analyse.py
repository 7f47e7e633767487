"""clean posts -> a sealed Profile on the shelf, reports/<author>-profile-<hash>.html, and the parquet behind it

make analyse AUTHOR=milesdeutscher
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.analysis.level import as_read
from miles.analysis.profile import Profiler
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.pipelines.run import Run
from miles.post.whole import whole, write_text
from miles.registry.profile import SealedProfile
from miles.report.profile import profile_page


def analyse(cfg: DictConfig, run: Run) -> Path:
    """Read every post once, say what can be said of the author, and what cannot."""
    interim = Path(cfg.paths.interim)
    posts = as_read(read_posts(interim / "posts.parquet"))
    texts = [post.text for post in posts]
    embedder, listener = (
        instantiate(cfg.encoder).embedder(texts[-200:]),
        instantiate(cfg.sentiment).sentiment(texts[-200:]),
    )
    profile, rows = Profiler(embedder, listener, cfg.refits, cfg.seed).profile(threads(posts))
    profile.save(run.folder / "profile")
    ingested = json.loads((interim / "manifest.json").read_text(encoding="utf-8"))
    made = {
        "author": cfg.author.name, "handle": cfg.author.handle, "synthetic": cfg.author.synthetic,
        "comparable": ingested["comparable"], "newest_post": str(profile.facts["newest"]), "encoder": embedder.version,
        "sentiment": listener.version, "code": run.lineage["code"], "command": run.lineage["command"],
    }  # fmt: skip
    sealed = instantiate(cfg.profiles).put(SealedProfile.seal(run.folder / "profile", made))
    path = Path(cfg.reports) / f"{sealed.author}-profile-{sealed.hash}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path.with_suffix(".parquet")) as temporary:
        pd.DataFrame(rows).to_parquet(temporary, index=False)
    write_text(path, profile_page(profile.facts, rows, sealed.manifest))
    run.record(profile=sealed.name, facts=made, seconds=run.seconds())
    for note in profile.facts["notes"]:
        print(f"note: {note}")
    print(f"{sealed.name} of {len(rows):,} posts; {run.seconds():.0f} s\nprofile: {path.resolve()}")
    return path
