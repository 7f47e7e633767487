"""Posts that somebody hands over to be judged on, and those that taught the voice that is judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from miles.cleaning.author import AuthorGate
from miles.cleaning.clean import Cleaner
from miles.collection.parquet import read_posts
from miles.collection.source import open_sources
from miles.collection.threads import stitch
from miles.corpus.drafts import read_pairs
from miles.engine.prompt import render
from miles.post.error import MilesError
from miles.post.post import Post, Thread
from miles.post.tally import Tally
from miles.post.whole import file_sha256
from miles.registry.bundle import Bundle


def given_posts(
    source: Path,
    gate: AuthorGate,
    cleaner: Cleaner,
    tally: Tally,
    *,
    since: datetime | None = None,
    columns: Mapping[str, str] | None = None,
) -> list[Post]:
    """The posts of any file or folder a reader knows; the user vouches for rows that name no author."""
    sources, notes = open_sources(source, columns=columns)
    tally.notes.extend(notes)
    read = [post for found in sources for post in found.posts()]
    tally.notes.extend(f"{found.name}: {note}" for found in sources for note in found.notes)
    admitted = gate.admit(read, {found.name: found.sha256 for found in sources}, tally)
    posts = cleaner.clean(admitted, tally, partial(stitch))
    tally.enter("since", len(posts))
    kept = [post for post in posts if not since or (post.time and post.time >= since)]
    if len(kept) < len(posts):
        tally.drop("since", f"before {since:%Y-%m-%d}", len(posts) - len(kept))
    if since and not kept:
        newest = max(post.time for post in posts if post.time)
        raise MilesError(
            f"no post of {source.name} is from {since:%Y-%m-%d} on, the newest is of {newest:%Y-%m-%d}", "move SINCE="
        )
    return kept


def taught_posts(prepared: Path, bundle: Bundle) -> list[Post]:
    """The posts that taught the bundle, from the folder where they were prepared, and no others.

    Baselines learn from exactly the same, and what was held out there is known to be unseen.
    """
    path = prepared / "train_posts.parquet"
    if not path.is_file() or file_sha256(path) != bundle.manifest["data"]:
        raise MilesError(
            f"{path} is not what {bundle.name} was trained on, so what it never saw is not known",
            f"run `make data AUTHOR={bundle.author}` as for its training, or train again",
        )
    return read_posts(path)


def held_out_threads(prepared: Path) -> list[Thread]:
    """The threads that were held out while training, to learn from what is not the test, oldest first."""
    found: dict[str, dict[str, Post]] = {}
    for pair in read_pairs(prepared / "valid.parquet"):
        if not pair.is_thread:
            post = Post(id=pair.post_id, text=pair.texts[0], time=pair.time, thread=pair.thread_id)
            found.setdefault(pair.thread_id, {})[pair.post_id] = post
    if not found:
        raise MilesError(f"{prepared / 'valid.parquet'} holds no post", "prepare more posts: make data")
    return [Thread(tuple(posts.values())) for posts in found.values()]


def held_out_prompts(prepared: Path, n: int) -> list[str]:
    """What a voice reads before it writes, of at most `n` drafts that were held out while training."""
    drafts = list(dict.fromkeys(pair.draft for pair in read_pairs(prepared / "valid.parquet") if pair.draft.text))
    if not drafts:
        raise MilesError(f"{prepared / 'valid.parquet'} holds no draft", "prepare more posts: make data")
    return [render(draft, is_masked=True).text for draft in drafts[:: max(1, len(drafts) // n)][:n]]
