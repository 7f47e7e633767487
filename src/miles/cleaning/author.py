"""The author gate: a text teaches a voice only when something proves who wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from miles.cleaning.dedupe import Prefixes, letters
from miles.post.error import MilesError
from miles.post.post import Post, Proof
from miles.post.tally import Tally

STEP = "authorship"
MIN_CHARS = 20  # shorter rows ("This.", "YES.") match anybody and prove nothing
MIN_SHARE = 0.40  # of the rows that can prove something
_SHA256 = re.compile(r"[0-9a-f]{64}")


class AuthorGate:
    """Lets a row in when its author is proven; everything else is counted, named and left outside.

    Proof is a handle in the row, or the file's sha256 in `exports` (file name -> sha256, the author's config).
    Any other file is weighed as a whole: at least MIN_SHARE of its rows with MIN_CHARS or more letters and digits
    must equal a proven post, or be the beginning of one (at least MIN_PREFIX) where the exporter cut it. Then the
    rows that match are in (Proof.MATCH) and the rest stays quarantined; else the file is refused. Rows let in by a
    match prove nothing further. `override` lets every unproven row in, never one that names another account.
    """

    def __init__(self, handle: str, exports: Mapping[str, str] | None = None, override: bool = False) -> None:
        self.handle = handle.lstrip("@").casefold()
        self.exports = {name: str(digest).lower() for name, digest in (exports or {}).items()}
        self.override = override
        if not self.handle:
            raise MilesError("author.handle is empty", "write the account's handle into configs/author/<name>.yaml")
        for name, digest in self.exports.items():
            if not _SHA256.fullmatch(digest):
                raise MilesError(
                    f"author.exports[{name!r}] is not a sha256 (64 hexadecimal digits): {digest!r}",
                    f"write the first word that `sha256sum {name}` prints",
                )

    def admit(self, posts: Sequence[Post], hashes: Mapping[str, str], tally: Tally) -> list[Post]:
        """The proven posts in their order, `proof` set. `hashes` is source name -> sha256 of the file.

        Raises MilesError when nothing is proven.
        """
        tally.enter(STEP, len(posts))
        sources: dict[str, list[int]] = {}
        for index, post in enumerate(posts):
            sources.setdefault(post.source, []).append(index)

        proofs: dict[int, Proof] = {}
        unproven: dict[str, list[int]] = {}
        for name, rows in sources.items():
            named, silent = self._named(name, [(index, posts[index].author) for index in rows], tally)
            proofs |= dict.fromkeys(named, Proof.HANDLE)
            if silent and self._is_export(name, hashes.get(name, ""), tally):
                proofs |= dict.fromkeys(silent, Proof.EXPORT)
            elif silent:
                unproven[name] = silent

        known = _Known([posts[index] for index in proofs])
        cut: set[int] = set()
        for name, rows in unproven.items():
            if self.override:
                proofs |= dict.fromkeys(rows, Proof.OVERRIDE)
                tally.note(f"{name}: {len(rows):,} unproven rows accepted by override")
                continue
            matched, begun = _weigh(name, {index: posts[index] for index in rows}, known, tally)
            proofs |= dict.fromkeys(matched, Proof.MATCH)
            cut |= begun
        if not proofs:
            raise MilesError(
                "\n  ".join([f"none of {len(posts):,} rows is proven to be @{self.handle}'s", *tally.notes]),
                "check author.handle, name your own export's sha256 under author.exports in configs/author/, "
                "or vouch for every row that names nobody with gate.override=true",
            )
        return [
            replace(posts[index], proof=proof, is_cut=posts[index].is_cut or index in cut)
            for index, proof in sorted(proofs.items())
        ]

    def _named(self, name: str, rows: list[tuple[int, str]], tally: Tally) -> tuple[list[int], list[int]]:
        """(rows that name the author, rows that name nobody) of one file; nothing of somebody else's file."""
        own = [index for index, author in rows if author.casefold() == self.handle]
        silent = [index for index, author in rows if not author]
        others = Counter(author for _, author in rows if author and author.casefold() != self.handle)
        if others and not own:
            told = ", ".join(f"@{author}" for author, _ in others.most_common(3))
            tally.drop(STEP, f"somebody else's file: {name}", len(rows))
            tally.note(f"{name}: somebody else's, {len(rows):,} rows skipped; they name {told}, not @{self.handle}")
            return [], []
        if others:
            tally.drop(STEP, f"row names another account: {name}", others.total())
        return own, silent

    def _is_export(self, name: str, sha256: str, tally: Tally) -> bool:
        """Whether the author's config vouches for exactly this file."""
        if sha256.lower() in self.exports.values():
            return True
        if name in self.exports:
            tally.note(f"{name}: not the file that author.exports vouches for, its sha256 is {sha256 or 'unknown'}")
        return False


class _Known:
    """The proven posts as the gate compares them."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.texts = {post.id: letters(post.text) for post in posts}
        self.keys = set(self.texts.values())
        self.prefixes = Prefixes(self.keys)

    def has(self, post: Post, key: str) -> bool:
        """The same post (id and text), or the same text where it is long enough to mean something."""
        return (len(key) >= MIN_CHARS and key in self.keys) or self.texts.get(post.id) == key


def _weigh(name: str, rows: Mapping[int, Post], known: _Known, tally: Tally) -> tuple[list[int], set[int]]:
    """Accept or refuse a file by its matches: (rows let in, those of them that the exporter cut)."""
    keys = {index: letters(post.text) for index, post in rows.items()}
    begun = {index for index, key in keys.items() if key not in known.keys and known.prefixes.has_longer(key)}
    matched = [index for index, key in keys.items() if index in begun or known.has(rows[index], key)]
    weighty = {index for index, key in keys.items() if len(key) >= MIN_CHARS}
    hits = len(weighty.intersection(matched))
    counts = f"{hits:,} of {len(weighty):,} rows of at least {MIN_CHARS} characters match proven posts"
    if not weighty or hits / len(weighty) < MIN_SHARE:
        tally.drop(STEP, f"refused file: {name}", len(rows))
        tally.note(f"{name}: refused, {counts} (needs {MIN_SHARE:.0%})")
        return [], set()
    outside = keys.keys() - matched
    short = len(outside - weighty)
    for reason, dropped in (
        ("too short to prove its author", short),
        ("matches no proven post", len(outside) - short),
    ):
        if dropped:
            tally.drop(STEP, f"quarantined: {reason}: {name}", dropped)
    rest = f"; {len(outside):,} other rows stay quarantined" if outside else ""
    tally.note(f"{name}: accepted, {counts} ({hits / len(weighty):.0%}, needs {MIN_SHARE:.0%}){rest}")
    return matched, begun
