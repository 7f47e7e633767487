"""The ordered steps of cleaning, each with its line in the Tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from miles.cleaning.author import AuthorGate
from miles.cleaning.clean import Cleaner
from miles.collection.source import open_sources
from miles.collection.threads import stitch
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Proof
from miles.post.tally import Tally

NOON = datetime(2025, 2, 28, 12, tzinfo=UTC)
LIVE = "c96357a008b26aca888a4d15d93e32bd1d68d72e66170679b15ee21edd277875"


def post(id: str, text: str, **more: object) -> Post:
    hours = timedelta(hours=-int(id) if id.isdigit() else 0)
    return Post(**{"id": id, "text": text, "time": NOON + hours, "author": "miles", "proof": Proof.HANDLE} | more)


def clean(posts: Sequence[Post], tally: Tally | None = None, **settings: object) -> list[str]:
    cleaner = Cleaner("miles", **{"until": "2025-02-28"} | settings)
    return [row.text for row in cleaner.clean(posts, tally or Tally())]


GOOD = post("1", "Bitcoin is a patience machine")


@pytest.mark.parametrize(
    ("bad", "step", "reason"),
    [
        (post("2", "RT @other: their words"), "kind", "repost of somebody else's words"),
        (post("2", "their words", kind=Kind.REPOST), "kind", "repost of somebody else's words"),
        (post("2", "https://t.co/abc https://t.co/def"), "kind", "link only"),
        (post("2", "a chart", kind=Kind.LINK_ONLY), "kind", "link only"),
        (post("2", "@other thanks", kind=Kind.REPLY), "kind", "reply to somebody"),
        (post("2", " \n "), "kind", "empty"),
        (
            post("2", "A long thought that the exporter", is_cut=True),
            "cut texts",
            "cut by the exporter, full text unknown",
        ),
        (post("2", "undated", time=None), "time", "no time: may prove authorship, never trains"),
        (post("2", "late", time=NOON + timedelta(hours=12)), "time", "set aside: later than 2025-02-28"),
        (post("2", "Follow me for more."), "boilerplate", "nothing but a thread ender or a call to follow"),
        (post("2", "@one @two https://t.co/a"), "personal data", "nothing but personal data"),
        (post("2", "bitcoin is a PATIENCE machine"), "duplicates", "the same text again (links and case aside)"),
    ],
)
def test_each_trap_has_its_line(bad: Post, step: str, reason: str) -> None:
    tally = Tally()
    keep = post("9", "Nothing beats time in the market")
    assert clean([GOOD, bad, keep], tally) in ([GOOD.text, keep.text], [bad.text, keep.text])
    assert {name: dict(reasons) for name, reasons in tally.steps.items() if reasons} == {step: {reason: 1}}
    assert tally.rows_out("near-duplicates") == 2
    assert tally.rows_in["duplicates"] == 3


def test_the_last_second_of_until_is_in_and_the_next_is_not() -> None:
    midnight = datetime(2025, 3, 1, tzinfo=UTC)
    rows = [post("1", "the last second", time=midnight - timedelta(seconds=1)), post("2", "too late", time=midnight)]
    for until in ("2025-02-28", date(2025, 2, 28), datetime(2025, 2, 28, 7)):
        assert clean(rows, until=until) == ["the last second"]
    for until in (None, "none", ""):
        assert len(clean(rows, until=until)) == 2
    with pytest.raises(MilesError, match="until='soon' is not a date"):
        Cleaner("miles", until="soon")


def test_a_cut_text_lives_on_when_another_source_has_it_whole() -> None:
    whole = post("1", "A thought that goes on and on, again" * 8)
    cut = replace(whole, text=whole.text[:150], is_cut=True, source="live.jsonl")
    assert clean([cut, whole]) == [whole.text]


def test_an_undated_copy_does_not_hide_the_dated_one() -> None:
    undated = post("x", GOOD.text, time=None)
    assert clean([undated, GOOD]) == [GOOD.text]


def test_entities_are_gone_however_often_they_were_escaped() -> None:
    tally = Tally()
    assert clean([post("1", "R&amp;amp;D &gt; hype &amp; AT&T; x?a=1&copy=2")], tally) == [
        "R&D > hype & AT&T; x?a=1&copy=2"
    ]
    assert tally.changed["HTML entity that the file had escaped twice"] == 1


def test_replies_stay_when_asked_for() -> None:
    assert clean([post("1", "@other thanks a lot", kind=Kind.REPLY)], keep_replies=True) == ["<user> thanks a lot"]


def test_enders_and_plugs_by_choice() -> None:
    ended = post("1", "One thought.\n\nFollow me @miles for more.")
    plug = post("2", "I uploaded my strategy.\n\nWatch now \U0001f449https://t.co/a")
    tally = Tally()
    assert clean([ended, plug], tally) == ["One thought.", plug.text]
    assert tally.changed["thread ender or call to follow removed"] == 1
    assert "1 posts that lead to a video or an offer are kept (drop_plugs=true drops them)" in tally.notes
    assert clean([ended, plug], drop_boilerplate=False, drop_plugs=True) == [ended.text]


def test_personal_data_are_masked_and_counted_by_row() -> None:
    tally = Tally()
    rows = [post("1", "Thanks @a and @b from @Miles"), post("2", "mail me@b.co or @c")]
    assert clean(rows, tally) == ["Thanks <user> and <user> from @Miles", "mail <email> or <user>"]
    assert tally.changed == {"masked as <user>": 2, "masked as <email>": 1}


def test_near_duplicates_keep_the_first_in_time_and_spare_short_texts() -> None:
    long = "Liquidity drives this market far more than any narrative that you will read about"
    rows = [
        post("1", long + " today"),
        post("5", long + " now"),  # four hours earlier
        post("2", "Bullish on bitcoin"),
        post("3", "Bullish on bitcoin!"),
    ]
    tally = Tally()
    assert clean(rows, tally) == [long + " now", "Bullish on bitcoin", "Bullish on bitcoin!"]
    assert tally.steps["near-duplicates"] == {"close to an earlier post (at least 8 words)": 1}
    assert len(clean(rows, near_threshold=0.99)) == 4


def test_threads_are_stitched_between_duplicates_and_kinds() -> None:
    """A repeated row would look like a continuation of itself, a dropped link would tear the thread."""
    start = NOON - timedelta(days=1)
    rows = [
        post("10", "First thought of a thread", time=start),
        post("10", "First thought of a thread", time=start, source="second.json"),
        post("11", "https://t.co/chart", time=start + timedelta(seconds=50), kind=Kind.LINK_ONLY),
        post("12", "Third thought of a thread", time=start + timedelta(seconds=100)),
    ]
    cleaned = Cleaner("miles").clean(rows, Tally(), partial(stitch, gap_s=60))
    assert [(row.id, row.kind, row.thread) for row in cleaned] == [
        ("10", Kind.ROOT, "10"),
        ("12", Kind.CONTINUATION, "10"),
    ]


@pytest.mark.parametrize(
    ("row", "step", "next_step"),
    [
        (post("1", "late", time=NOON + timedelta(days=9)), "time", "until=none"),
        (post("1", "Torn of", is_cut=True), "cut texts", "full texts"),
        (post("1", "Follow me for more."), "boilerplate", "drop_boilerplate=false"),
        (post("1", "@other hi", kind=Kind.REPLY), "kind", "own posts"),
    ],
)
def test_nothing_left_names_the_step_and_the_way_out(row: Post, step: str, next_step: str) -> None:
    with pytest.raises(MilesError, match=rf"(?s)step '{step}' took the last 1 posts.*1 x ") as error:
        clean([row])
    assert next_step in error.value.next_step


def test_callers_posts_are_not_touched() -> None:
    rows = [post("1", "Thanks @a &amp; all")]
    clean(rows)
    assert rows[0].text == "Thanks @a &amp; all"


def test_the_real_files_from_door_to_shelf(shared: Path) -> None:
    """All files of @milesdeutscher: every row has a line, nothing after February 2025 is left."""
    names = ("x_scrape_2024-01_2025-02.json", "x_api_v2_live.jsonl", "x_archive_format_fixture.tweets.js")
    sources = [s for name in (*names, "miles_1000_enhanced.jsonl") for s in open_sources(shared / name)[0]]
    read = [row for source in sources for row in source.posts()]
    tally = Tally()
    gate = AuthorGate("milesdeutscher", {names[1]: LIVE})
    proven = gate.admit(read, {source.name: source.sha256 for source in sources}, tally)
    kept = Cleaner("milesdeutscher", "2025-02-28").clean(proven, tally, stitch)
    print(tally)
    assert len(kept) == tally.rows_out("near-duplicates")
    assert tally.steps["time"]["set aside: later than 2025-02-28"] > 700
    assert tally.steps["kind"]["reply to somebody"] >= 1200
    assert 3200 < len(kept) < 3320
    assert max(row.time for row in kept if row.time) < datetime(2025, 3, 1, tzinfo=UTC)
    assert {row.source for row in kept} <= {names[0], names[2]}
    flow = [*tally.steps]
    for before, after in pairwise(flow):
        assert tally.rows_out(before) == tally.rows_in[after]


def test_rows_without_a_time_may_be_judged_but_never_train() -> None:
    undated = Post(id="1", text="A thought that no clock has seen, written out in full.", author="ann")
    with pytest.raises(MilesError, match="no time"):
        Cleaner("ann").clean([undated], Tally())
    assert [post.id for post in Cleaner("ann", keep_undated=True).clean([undated], Tally())] == ["1"]
