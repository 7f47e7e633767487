"""exports of an author -> data/interim/<author>/posts.parquet + manifest.json

make data AUTHOR=milesdeutscher RAW=<folder>
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.progress import track

from miles.cleaning.clean import day
from miles.collection.parquet import write_posts
from miles.collection.source import open_sources
from miles.collection.threads import stitch
from miles.pipelines.run import Run
from miles.post.error import MilesError
from miles.post.tally import Tally
from miles.post.whole import whole_folder, write_json


def ingest(cfg: DictConfig, run: Run) -> Path:
    """Read every export, keep what is proven to be the author's, clean it, and account for each row."""
    if not cfg.raw:
        raise MilesError("raw= names no file or folder", "give raw=<folder of exports> (with make: RAW=...)")
    tally = Tally()
    gate, cleaner = instantiate(cfg.gate), instantiate(cfg.cleaner)
    read_at = {sha256: datetime.fromisoformat(at).replace(tzinfo=UTC) for sha256, at in cfg.author.read_at.items()}
    sources, notes = open_sources(Path(cfg.raw), columns=cfg.columns, read_at=read_at)
    tally.notes.extend(notes)
    read = [post for source in track(sources, "reading") for post in source.posts()]
    tally.notes.extend(f"{source.name}: {note}" for source in sources for note in source.notes)
    rows = Counter(post.source for post in read)
    hashes = {source.name: source.sha256 for source in sources}
    proven = gate.admit(read, hashes, tally)
    posts = cleaner.clean(proven, tally, partial(stitch, gap_s=cfg.stitch_s))
    folder = Path(cfg.paths.interim)
    manifest = {
        "author": cfg.author.name,
        "synthetic": cfg.author.synthetic,
        "comparable": day(cfg.until, "until") == day(cfg.author.until, "author.until"),
        "override": cfg.gate.override,
        "inputs": [{"name": s.name, "format": s.format, "sha256": s.sha256, "rows": rows[s.name]} for s in sources],
        "posts": len(posts),
        "first": min(post.time for post in posts if post.time),
        "newest": max(post.time for post in posts if post.time),
        "tally": tally.as_dict(),
        "code": run.lineage["code"],
    }
    with whole_folder(folder) as place:
        write_posts(posts, place / "posts.parquet")
        write_json(place / "manifest.json", manifest)
    run.record(manifest=manifest)
    print(tally)
    return folder / "posts.parquet"
