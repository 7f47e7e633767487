"""an account's timeline -> data/raw/<author>/timeline-<time>.parquet, personal data masked

make collect HANDLE=you          (X_BEARER_TOKEN in the environment)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.progress import track

from miles.cleaning.pii import mask
from miles.collection.parquet import read_posts, write_posts
from miles.pipelines.run import Run
from miles.post.error import MilesError
from miles.post.post import Kind, Post
from miles.post.tally import Tally


def collect(cfg: DictConfig, run: Run) -> Path | None:
    """Ask for what is newer than the newest post in the folder; None when there is nothing newer.

    The API answers newest first, so a table is written only once every page has come: half a table would hide the
    gap below it from the next run. No run folder: nothing but the table is left behind, least of all the token.
    """
    folder = Path(cfg.folder)
    timeline = instantiate(cfg.timeline, since_id=cfg.timeline.since_id or newest_id(folder))
    tally = Tally()
    posts = [_masked(post, timeline.handle, tally) for post in track(timeline.posts(), f"asking for {timeline.name}")]
    tally.enter(timeline.name, len(posts))
    print(tally)
    if not posts:
        print(f"nothing newer than what {folder} holds")
        return None
    path = folder / f"timeline-{datetime.now(UTC):%Y%m%dT%H%M%S}.parquet"
    write_posts(posts, path)
    print(f"{path}  ({run.seconds():.0f} s)\nnext: make train with RAW={folder}")
    return path


def newest_id(folder: Path) -> str | None:
    """The highest post id in the folder's timeline tables; ids grow with time and exceed 2**53."""
    ids = [post.id for table in sorted(folder.glob("timeline-*.parquet")) for post in read_posts(table)]
    if wrong := next((post_id for post_id in ids if not post_id.isdecimal()), None):
        raise MilesError(f"{folder}: a post's id is {wrong!r}, no number", "move that table away and collect again")
    return max(ids, key=int, default=None)


def _masked(post: Post, own: str, tally: Tally) -> Post:
    """Without personal data; the id of the post a reply answers goes too, for it leads to its author."""
    text, found = mask(post.text, own)
    for kind in found:
        tally.change(f"masked as <{kind}>")
    return replace(post, text=text, parent=None if post.kind is Kind.REPLY else post.parent)
