"""The gate: who wrote it is proven by a handle, a vouched export or matching text, never assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from miles.cleaning.author import MIN_CHARS, AuthorGate
from miles.collection.source import Source, open_sources
from miles.post.error import MilesError
from miles.post.post import Post, Proof
from miles.post.tally import Tally

LIVE = "c96357a008b26aca888a4d15d93e32bd1d68d72e66170679b15ee21edd277875"
TEXTS = [
    f"Thought number {n} about why liquidity moves markets"
    for n in ("one", "two", "three", "four", "five", "six", "seven")
]


def proven(texts: list[str] = TEXTS, source: str = "scrape.json") -> list[Post]:
    return [
        Post(id=f"p{row}", text=text, author="Miles", source=source, row=row) for row, text in enumerate(texts, start=1)
    ]


def silent(texts: list[str], source: str = "completions.jsonl") -> list[Post]:
    return [Post(id=f"{source}:{row}", text=text, source=source, row=row) for row, text in enumerate(texts, start=1)]


def test_a_handle_in_the_row_proves_it_whatever_its_case() -> None:
    tally = Tally()
    admitted = AuthorGate("@MILES").admit(proven(), {}, tally)
    assert [post.proof for post in admitted] == [Proof.HANDLE] * 7
    assert tally.rows_out("authorship") == 7


def test_an_export_is_proven_by_its_hash_not_by_its_name() -> None:
    posts = silent(TEXTS, "live.jsonl")
    gate = AuthorGate("miles", {"live.jsonl": "AB" * 32})
    assert {post.proof for post in gate.admit(posts, {"live.jsonl": "ab" * 32}, Tally())} == {Proof.EXPORT}
    renamed = silent(TEXTS, "renamed.jsonl")
    assert len(gate.admit(renamed, {"renamed.jsonl": "ab" * 32}, Tally())) == 7
    with pytest.raises(MilesError, match=r"not the file that author\.exports vouches for"):
        gate.admit(posts, {"live.jsonl": "cd" * 32}, Tally())


def test_somebody_elses_file_goes_as_a_whole_even_where_it_is_vouched_for() -> None:
    theirs = [
        Post(id="1", text="gm", author="other", source="theirs.json"),
        Post(id="2", text="my thread on Obama", source="theirs.json"),
    ]
    tally = Tally()
    gate = AuthorGate("miles", {"theirs.json": "ab" * 32})
    admitted = gate.admit([*proven(), *theirs], {"theirs.json": "ab" * 32}, tally)
    assert {post.source for post in admitted} == {"scrape.json"}
    assert tally.steps["authorship"]["somebody else's file: theirs.json"] == 2
    assert any("they name @other, not @miles" in note for note in tally.notes)


def test_another_accounts_row_in_an_own_file_goes_alone() -> None:
    tally = Tally()
    stranger = Post(id="x", text="not mine", author="other", source="scrape.json")
    assert len(AuthorGate("miles").admit([*proven(), stranger], {}, tally)) == 7
    assert tally.steps["authorship"]["row names another account: scrape.json"] == 1


@pytest.mark.parametrize(("own", "foreign", "is_accepted"), [(2, 3, True), (4, 7, False), (1, 1, True)])
def test_a_silent_file_needs_four_matches_in_ten(own: int, foreign: int, is_accepted: bool) -> None:
    strange = [f"A sentence of somebody else, long enough, number {n}" for n in range(foreign)]
    posts = [*proven(), *silent([*TEXTS[:own], *strange, "This.", "YES."])]
    tally = Tally()
    admitted = [post for post in AuthorGate("miles").admit(posts, {}, tally) if post.source == "completions.jsonl"]
    reasons = tally.steps["authorship"]
    if is_accepted:
        assert [post.text for post in admitted] == TEXTS[:own]
        assert {post.proof for post in admitted} == {Proof.MATCH}
        assert reasons["quarantined: matches no proven post: completions.jsonl"] == foreign
        assert reasons["quarantined: too short to prove its author: completions.jsonl"] == 2
    else:
        assert admitted == []
        assert reasons["refused file: completions.jsonl"] == own + foreign + 2
        assert any(f"refused, {own} of {own + foreign} rows of at least 20 characters" in n for n in tally.notes)


def test_short_rows_neither_help_nor_pass() -> None:
    short = ["This.", "YES.", "100%"]
    assert all(len(text) < MIN_CHARS for text in short)
    tally = Tally()
    admitted = AuthorGate("miles").admit([*proven(short), *silent(short)], {}, tally)
    assert {post.source for post in admitted} == {"scrape.json"}
    assert any("refused, 0 of 0 rows" in note for note in tally.notes)


def test_links_case_spaces_and_leading_handles_do_not_hide_a_match() -> None:
    rows = [
        f"@friend {TEXTS[0].upper()} https://t.co/abcdefghij",
        TEXTS[1].replace(" ", "  ") + "\n\nhttps://t.co/x https://t.co/y",
    ]
    assert len(AuthorGate("miles").admit([*proven(), *silent(rows)], {}, Tally())) == 9


def test_a_text_the_exporter_cut_matches_as_a_beginning_and_is_marked_cut() -> None:
    whole = "Every cycle teaches the same lesson in a different costume. " * 5
    cut = whole[:200]
    admitted = AuthorGate("miles").admit([*proven([whole]), *silent([cut])], {}, Tally())
    assert [(post.proof, post.is_cut) for post in admitted] == [(Proof.HANDLE, False), (Proof.MATCH, True)]
    with_short_cut = AuthorGate("miles").admit([*proven([whole]), *silent([whole[:60]])], {}, Tally())
    assert len(with_short_cut) == 1, "a beginning of fewer than 100 letters proves nothing"


def test_what_came_in_by_a_match_proves_nothing_further() -> None:
    second = ["An unproven thought that only the second file repeats"]
    posts = [*proven(), *silent([*TEXTS, *second], "first.jsonl"), *silent(second, "second.jsonl")]
    assert {post.source for post in AuthorGate("miles").admit(posts, {}, Tally())} == {"scrape.json", "first.jsonl"}


def test_the_same_id_and_text_matches_even_when_short() -> None:
    mine = proven([*TEXTS, "gm"])
    copies = [Post(id=post.id, text=post.text, source="tweets.js", row=post.row) for post in mine]
    copies.append(Post(id=mine[0].id, text="another text under a known id", source="tweets.js", row=99))
    tally = Tally()
    assert len(AuthorGate("miles").admit([*mine, *copies], {}, tally)) == 16
    assert tally.steps["authorship"]["quarantined: matches no proven post: tweets.js"] == 1


def test_override_lets_silent_rows_in_and_says_so_but_never_somebody_elses() -> None:
    tally = Tally()
    theirs = [Post(id="t", text="theirs", author="other", source="theirs.json")]
    admitted = AuthorGate("miles", override=True).admit([*silent(["anything", "goes"]), *theirs], {}, tally)
    assert [post.proof for post in admitted] == [Proof.OVERRIDE] * 2
    assert "completions.jsonl: 2 unproven rows accepted by override" in tally.notes


def test_nothing_proven_is_an_error_with_the_counts() -> None:
    with pytest.raises(
        MilesError, match=r"(?s)none of 7 rows.*0 of 7 rows of at least 20 characters.*needs 40%"
    ) as error:
        AuthorGate("miles").admit(silent(TEXTS), {}, Tally())
    assert "gate.override=true" in error.value.next_step


def test_settings_are_checked_at_the_door() -> None:
    with pytest.raises(MilesError, match="handle is empty"):
        AuthorGate("@")
    with pytest.raises(MilesError, match=r"author.exports\['live'\] is not a sha256"):
        AuthorGate("miles", {"live": "abc"})


def test_every_row_is_accounted_for() -> None:
    tally = Tally()
    posts = [*proven(), *silent([*TEXTS[:3], "short", "An unproven sentence that is long enough"])]
    assert len(AuthorGate("miles").admit(posts, {}, tally)) == tally.rows_out("authorship")


def read(shared: Path, *names: str) -> tuple[list[Post], dict[str, str]]:
    sources: list[Source] = [source for name in names for source in open_sources(shared / name)[0]]
    return [post for source in sources for post in source.posts()], {source.name: source.sha256 for source in sources}


SCRAPE, API = "x_scrape_2024-01_2025-02.json", "x_api_v2_live.jsonl"
ENHANCED, OTHERS, BARE = (
    "miles_1000_enhanced.jsonl",
    "miles_deutscher_dataset.jsonl",
    "x_archive_format_fixture.tweets.js",
)


def test_the_real_files_are_told_apart(shared: Path) -> None:
    """The 994-row file is his, the 741-row file is another trader's, the bare archive is the scrape again."""
    posts, hashes = read(shared, SCRAPE, API, ENHANCED, OTHERS, BARE)
    tally = Tally()
    admitted = AuthorGate("milesdeutscher", {API: LIVE}).admit(posts, hashes, tally)
    notes = "\n".join(tally.notes)
    assert f"{ENHANCED}: accepted, 577 of 790 rows of at least 20 characters match proven posts (73%" in notes
    assert f"{OTHERS}: refused, 0 of 563 rows of at least 20 characters match proven posts (needs 40%)" in notes
    assert f"{BARE}: accepted, 278 of 278" in notes
    by_source = {name: sum(post.source == name for post in admitted) for name in hashes}
    assert by_source == {SCRAPE: 4566, API: 739, ENHANCED: 577, OTHERS: 0, BARE: 300}


def test_without_the_live_file_as_proof_the_994_rows_are_refused(shared: Path) -> None:
    posts, hashes = read(shared, SCRAPE, API, ENHANCED)
    tally = Tally()
    admitted = AuthorGate("milesdeutscher").admit(posts, hashes, tally)
    assert {post.source for post in admitted} == {SCRAPE}
    assert sum("refused" in note for note in tally.notes) == 2
