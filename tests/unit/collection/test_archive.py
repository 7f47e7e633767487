"""An X account archive, written by the test in its documented shape and read back."""

from __future__ import annotations

import gzip
import html
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miles.collection.source import open_sources
from miles.collection.threads import stitch, threads
from miles.post.error import MilesError
from miles.post.post import Kind, Post, Proof

ACCOUNT = [{"account": {"username": "TessHarrow", "accountId": "42", "email": "never@read.example"}}]


def tweet(number: int, text: str, **more: Any) -> dict[str, Any]:
    body = {
        "id_str": str(10**18 + number),
        "id": str(10**18 + number),
        "full_text": html.escape(text, quote=False),
        "created_at": f"Mon Feb 24 15:{number % 60:02}:14 +0000 2025",
        "favorite_count": str(number),
        "retweet_count": "3",
        "lang": "en",
    }
    return {"tweet": body | more}


def script(name: str, rows: list[Any], part: int = 0) -> str:
    return f"window.YTD.{name}.part{part} = {json.dumps(rows, indent=2, ensure_ascii=False)}"


def folder(place: Path, **scripts: str) -> Path:
    data = place / "data"
    data.mkdir(parents=True)
    for name, body in scripts.items():
        (data / f"{name.replace('_', '-')}.js").write_text(body, encoding="utf-8", newline="")
    return place


def read(path: Path) -> list[Post]:
    [source], _ = open_sources(path)
    assert source.format == "x-archive"
    return list(source.posts())


def test_a_folder_with_account_proves_the_author(tmp_path: Path) -> None:
    place = folder(
        tmp_path / "x", tweets=script("tweets", [tweet(1, "a > b & c 👊")]), account=script("account", ACCOUNT)
    )
    for path in (place, place / "data"):
        [post] = read(path)
        assert (post.author, post.proof, post.text) == ("tessharrow", Proof.HANDLE, "a > b & c 👊")
        assert post.time == datetime(2025, 2, 24, 15, 1, 14, tzinfo=UTC)
        assert (post.metrics.likes, post.metrics.reposts, post.metrics.read_at) == (1, 3, None)
        assert post.metrics.replies is None


def test_a_bare_script_names_no_author(tmp_path: Path) -> None:
    path = tmp_path / "anything.txt"
    path.write_text(script("tweets", [tweet(1, "hello")]))
    [post] = read(path)
    assert (post.author, post.proof) == ("", Proof.NONE)


def test_an_archive_in_a_folder_of_exports_is_one_source(tmp_path: Path) -> None:
    folder(
        tmp_path / "twitter-2025",
        tweets=script("tweets", [tweet(1, "one")]),
        tweets_part1=script("tweets", [tweet(2, "two")], part=1),
        account=script("account", ACCOUNT),
        like=script("like", [{"like": {"fullText": "not mine"}}]),
        deleted_tweets=script("deleted_tweets", [tweet(3, "gone")]),
    )
    sources, notes = open_sources(tmp_path)
    assert [(source.name, source.format) for source in sources] == [("twitter-2025", "x-archive")]
    assert [(post.text, post.row) for post in sources[0].posts()] == [("one", 1), ("two", 2)]
    assert notes == []


def test_a_zip_reads_like_its_folder(tmp_path: Path) -> None:
    place = folder(
        tmp_path / "x",
        tweets=script("tweets", [tweet(1, "one"), tweet(2, "two")]),
        account=script("account", ACCOUNT),
        like=script("like", []),
    )
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(place.rglob("*.js")):
            out.write(file, file.relative_to(place))
    from_zip, from_folder = read(tmp_path / "x.zip"), read(place)
    assert [(p.id, p.text, p.author, p.kind) for p in from_zip] == [
        (p.id, p.text, p.author, p.kind) for p in from_folder
    ]


def test_the_hash_of_a_folder_follows_its_content(tmp_path: Path) -> None:
    place = folder(tmp_path / "x", tweets=script("tweets", [tweet(1, "one")]), account=script("account", ACCOUNT))
    [first], _ = open_sources(place)
    [again], _ = open_sources(place)
    (place / "data" / "tweets.js").write_text(script("tweets", [tweet(1, "two")]))
    [other], _ = open_sources(place)
    assert first.sha256 == again.sha256 != other.sha256
    assert len(first.sha256) == 64


def test_kinds_from_the_fields_of_a_row(tmp_path: Path) -> None:
    own, other = str(10**18 + 1), "77"
    link = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/else/status/5", "indices": ["0", "1"]}
    photo = {"url": "https://t.co/q", "expanded_url": "https://example.com/a"}
    rows = [
        tweet(1, "root"),
        tweet(2, "next", in_reply_to_status_id_str=own, in_reply_to_user_id_str="42"),
        tweet(
            3, "@else yes", in_reply_to_status_id_str="9", in_reply_to_user_id_str=other, in_reply_to_screen_name="else"
        ),
        tweet(4, "no handle, yet an answer", in_reply_to_user_id_str=other, in_reply_to_screen_name="else"),
        tweet(5, "RT @else: hello"),
        tweet(6, "look https://t.co/q", entities={"urls": [link]}),
        tweet(7, "read https://t.co/q", entities={"urls": [photo]}),
        tweet(8, "https://t.co/q"),
        tweet(9, "@TessHarrow hidden handle", in_reply_to_status_id_str="404", in_reply_to_screen_name="TessHarrow"),
        tweet(10, "@sama is right", in_reply_to_status_id_str=own, in_reply_to_user_id_str="42"),
        tweet(11, "@else hello"),
    ]
    posts = read(folder(tmp_path / "x", tweets=script("tweets", rows), account=script("account", ACCOUNT)))
    assert [post.kind for post in posts] == [
        Kind.ROOT,
        Kind.CONTINUATION,
        Kind.REPLY,
        Kind.REPLY,
        Kind.REPOST,
        Kind.QUOTE,
        Kind.ROOT,
        Kind.LINK_ONLY,
        Kind.CONTINUATION,
        Kind.CONTINUATION,
        Kind.REPLY,
    ]
    assert posts[8].text == "hidden handle"
    assert [post.thread for post in posts[:3]] == [own, None, None]
    assert next([p.text for p in thread.posts] for thread in threads(stitch(posts))) == [
        "root",
        "next",
        "@sama is right",
    ]


def test_own_answers_are_known_without_an_account(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(script("tweet", [tweet(2, "next", in_reply_to_status_id_str=str(10**18 + 1)), tweet(1, "root")]))
    assert [post.kind for post in read(path)] == [Kind.CONTINUATION, Kind.ROOT]


def test_only_an_archive_that_shows_self_replies_is_believed_to_know_roots(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", [tweet(1, "one"), tweet(1 + 60, "two")]))
    assert [post.thread for post in read(path)] == [None, None]


def test_of_an_edited_post_the_last_version_stays(tmp_path: Path) -> None:
    ids = [str(10**18 + number) for number in (1, 2, 3)]
    first = {"edit_info": {"initial": {"editTweetIds": ids, "editsRemaining": "3"}}}
    later = {"edit_info": {"edit": {"initialTweetId": ids[0], "editControlInitial": {"editTweetIds": ids}}}}
    rows = [
        tweet(2, "secnd", **later),
        tweet(1, "frist", **first),
        tweet(4, "more", in_reply_to_status_id_str=ids[0]),
        tweet(1, "frist", **first),
    ]
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", rows))
    [source], _ = open_sources(path)
    posts = list(source.posts())
    assert [post.text for post in posts] == ["secnd", "more"]  # the third version is not in the archive
    assert posts[1].parent == ids[1], "an answer to an earlier version answers the one that stays"
    assert source.notes == ["2 earlier versions of edited or doubled posts left out"]


def test_long_posts_take_their_whole_text(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(80))
    note = {"noteTweet": {"createdAt": "2025-02-24T15:01:14.000Z", "core": {"text": html.escape(long + " <3 & more")}}}
    rows = [
        tweet(1, long[:270] + "… https://t.co/abc"),
        tweet(2, "other " + long[:270] + "…"),
        tweet(3, "short", note_tweet={"text": "short &amp; long"}),
    ]
    place = folder(
        tmp_path / "x",
        tweets=script("tweets", rows),
        note_tweet=script("note_tweet", [note]),
        account=script("account", ACCOUNT),
    )
    [source], _ = open_sources(place)
    posts = list(source.posts())
    assert [post.text for post in posts[::2]] == [long + " <3 & more", "short & long"]
    assert [post.is_cut for post in posts] == [False, True, False]
    assert source.notes == [
        "1 texts held HTML entities (&amp; and the like), unescaped once",
        "1 long posts completed from note-tweet.js",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gzip"])
def test_encodings_of_a_saved_script(tmp_path: Path, encoding: str) -> None:
    body = script("tweets", [tweet(1, "naïve 👊\n\nsecond — part")]).replace("\n", "\r\n")
    raw = gzip.compress(body.encode()) if encoding == "gzip" else body.encode(encoding)
    path = tmp_path / "tweets.js"
    path.write_bytes(raw)
    [post] = read(path)
    assert post.text == "naïve 👊\n\nsecond — part"


def test_broken_json_is_named_by_its_line(tmp_path: Path) -> None:
    body = script("tweets", [tweet(1, "one"), tweet(2, "two")])
    lines = body.splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if '"two"' in text)
    lines[line - 1] = lines[line - 1].replace('"two"', '"two')
    path = tmp_path / "tweets.js"
    path.write_text("\n".join(lines))
    [source], _ = open_sources(path)
    with pytest.raises(MilesError) as told:
        list(source.posts())
    assert f"tweets.js, line {line}" in told.value.what
    assert told.value.next_step


def test_an_archive_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", [tweet(1, "one"), tweet(2, "two")])[:-200])
    with pytest.raises(MilesError, match=r"tweets\.js, line \d+: broken JSON after row 1"):
        read(path)


@pytest.mark.parametrize("rows", [[], None])
def test_an_empty_archive_is_told(tmp_path: Path, rows: list[Any] | None) -> None:
    scripts = {} if rows is None else {"tweets": script("tweets", rows)}
    place = folder(tmp_path / "x", account=script("account", ACCOUNT), **scripts)
    with pytest.raises(MilesError, match="no posts"):
        open_sources(place)


def test_an_unreadable_date_names_row_and_field(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", [tweet(1, "one"), tweet(2, "two", created_at="yesterday")]))
    with pytest.raises(MilesError, match=r"tweets\.js, row 2, created_at: cannot read the time 'yesterday'"):
        read(path)


texts = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=80)
    | st.sampled_from(["👊🏽", "&amp;", "<b>", "$BTC", "\n\n", "&copy=1", "👨‍👩‍👧", "AT&T", "＠name", "\u2028"]),
    min_size=1,
    max_size=6,
).map("".join)


@given(st.lists(texts.filter(lambda text: not text.lower().startswith("@tessharrow ")), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_posted_is_what_is_read(tmp_path: Path, written: list[str]) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", [tweet(number, text) for number, text in enumerate(written)]), encoding="utf-8")
    assert [post.text for post in read(path)] == written


def test_the_format_fixture(shared: Path) -> None:
    [fixture], _ = open_sources(shared / "x_archive_format_fixture.tweets.js")
    [scrape], _ = open_sources(shared / "x_scrape_2024-01_2025-02.json")
    posts, same = list(fixture.posts()), {post.id: post for post in scrape.posts()}
    assert len(posts) == 300
    assert sum(post.kind is Kind.REPLY for post in posts) == 60
    assert {post.author for post in posts} == {""}
    for post in posts:
        assert (post.text, post.time) == (same[post.id].text, same[post.id].time)
        assert post.metrics.likes == same[post.id].metrics.likes
