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
        for name, indices in sources.items():
            unproven[name] = self._by_name(name, indices, posts, hashes.get(name, "").lower(), proofs, tally)

        known = _Known([posts[index] for index in proofs])
        cut: set[int] = set()
        for name, indices in unproven.items():
            if indices and self.override:
                proofs |= dict.fromkeys(indices, Proof.OVERRIDE)
                tally.note(f"{name}: {len(indices):,} unproven rows accepted by override")
            elif indices:
                matched, begun = _weigh(name, indices, posts, known, tally)
                proofs |= dict.fromkeys(matched, Proof.MATCH)
                cut |= begun
        if posts and not proofs:
            raise MilesError(
                "\n  ".join([f"not one of {len(posts):,} rows is proven to be @{self.handle}'s", *tally.notes]),
                "check author.handle, or name your own export's sha256 under author.exports in configs/author/",
            )
        return [
            replace(posts[index], proof=proof, is_cut=posts[index].is_cut or index in cut)
            for index, proof in sorted(proofs.items())
        ]

    def _by_name(
        self,
        name: str,
        indices: list[int],
        posts: Sequence[Post],
        sha256: str,
        proofs: dict[int, Proof],
        tally: Tally,
    ) -> list[int]:
        """Decide the rows that name an author or lie in a named export; return the undecided ones."""
        own = [index for index in indices if posts[index].author.casefold() == self.handle]
        others = Counter(posts[index].author for index in indices if posts[index].author)
        for author in [author for author in others if author.casefold() == self.handle]:
            del others[author]
        if others and not own:
            named = ", ".join(f"@{author}" for author, _ in others.most_common(3))
            tally.drop(STEP, f"somebody else's file: {name}", len(indices))
            tally.note(
                f"{name}: somebody else's, its rows name {named}, not @{self.handle}; {len(indices):,} rows skipped"
            )
            return []
        if others:
            tally.drop(STEP, f"row names another account: {name}", others.total())
        proofs |= dict.fromkeys(own, Proof.HANDLE)
        silent = [index for index in indices if not posts[index].author]
        if sha256 and sha256 in self.exports.values():
            proofs |= dict.fromkeys(silent, Proof.EXPORT)
            return []
        if silent and name in self.exports:
            tally.note(
                f"{name}: not the file that author.exports names (its sha256 is {sha256 or 'unknown'}), so it proves nothing"
            )
        return silent


class _Known:
    """The proven posts as the gate compares them."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.texts = {post.id: letters(post.text) for post in posts}
        self.keys = set(self.texts.values())
        self.prefixes = Prefixes(self.keys)

    def has(self, post: Post, key: str) -> bool:
        """The same post (id and text), or the same text where it is long enough to mean something."""
        return (len(key) >= MIN_CHARS and key in self.keys) or self.texts.get(post.id) == key


def _weigh(
    name: str, indices: list[int], posts: Sequence[Post], known: _Known, tally: Tally
) -> tuple[list[int], set[int]]:
    """Accept or refuse a file by its matches: (rows let in, those of them that the exporter cut)."""
    keys = {index: letters(posts[index].text) for index in indices}
    weighty = [index for index in indices if len(keys[index]) >= MIN_CHARS]
    begun = {index for index in indices if known.prefixes.has_longer(keys[index]) and keys[index] not in known.keys}
    matched = [index for index in indices if index in begun or known.has(posts[index], keys[index])]
    heavy = len(set(matched) & set(weighty))
    share = heavy / len(weighty) if weighty else 0.0
    counts = f"{heavy:,} of {len(weighty):,} rows of at least {MIN_CHARS} characters match proven posts"
    if not weighty or share < MIN_SHARE:
        tally.drop(STEP, f"refused file: {name}", len(indices))
        tally.note(f"{name}: refused, {counts} (needs {MIN_SHARE:.0%})")
        return [], set()
    tally.note(f"{name}: accepted, {counts} ({share:.0%}, needs {MIN_SHARE:.0%}); its other rows stay quarantined")
    inside = set(matched)
    outside = [index for index in indices if index not in inside]
    short = sum(len(keys[index]) < MIN_CHARS for index in outside)
    if short:
        tally.drop(STEP, f"quarantined: too short to prove its author: {name}", short)
    if len(outside) > short:
        tally.drop(STEP, f"quarantined: matches no proven post: {name}", len(outside) - short)
    return matched, begun
