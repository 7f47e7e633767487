"""Row 19 of the promises: malicious zips are refused fast, and without being held in memory."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from miles.collection.source import open_sources
from miles.collection.zipped import MAX_MEMBERS, Zipped
from miles.post.error import MilesError

TWEETS = b'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "hello", "created_at": ""}}]'
MB = 1_000_000


def _zip(path: Path, members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", how) as out:
        for name, body in members.items():
            out.writestr(name, body)


def _patch(path: Path, offset: int, value: bytes, *, every: bool = False) -> None:
    """Overwrite bytes of the first (or every) entry of the table of contents."""
    body = bytearray(path.read_bytes())
    at = body.find(b"PK\x01\x02")
    while at >= 0:
        body[at + offset : at + offset + len(value)] = value
        at = body.find(b"PK\x01\x02", at + 46) if every else -1
    path.write_bytes(bytes(body))


def honest_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out, out.open("data/tweets.js", "w") as member:
        member.write(TWEETS[:-1])
        for _ in range(150):
            member.write(b" " * MB)


def many_small_bombs(path: Path) -> None:
    _zip(path, {f"data/tweets-part{number}.js": TWEETS + b" " * 20 * MB for number in range(8)})


def liar_about_its_size(path: Path) -> None:
    honest_bomb(path)
    _patch(path, 24, struct.pack("<I", 1_000))


def liar_about_its_packed_size(path: Path) -> None:
    honest_bomb(path)
    _patch(path, 20, struct.pack("<I", 100 * MB))


def climbing_out(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS, "data/../../etc/cron.d/x": b"x"})


def absolute(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS, "/etc/passwd": b"x"})


def drive_letter(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS, "C:x.js": b"x"})


def backslashes(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS, "..\\x.js": b"x"})


def symlink(path: Path) -> None:
    link = zipfile.ZipInfo("data/account.js")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("data/tweets.js", TWEETS)
        out.writestr(link, "/etc/passwd")


def nested(path: Path) -> None:
    inner = path.with_suffix(".inner")
    _zip(inner, {"data/tweets.js": TWEETS})
    _zip(path, {"data/tweets.js": TWEETS, "more.zip": inner.read_bytes()})


def too_many_members(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS} | {f"m/{number}": b"" for number in range(MAX_MEMBERS)})


def hidden_crowd(path: Path) -> None:
    """The end record says one member; the table of contents holds a million bytes more."""
    _zip(path, {"data/tweets.js": TWEETS} | {f"m/{number:0200}": b"" for number in range(6_000)})
    body = bytearray(path.read_bytes())
    at = body.rfind(b"PK\x05\x06")
    body[at + 8 : at + 12] = struct.pack("<HH", 1, 1)
    path.write_bytes(bytes(body))


def crowd_in_zip64(path: Path) -> None:
    """A 64-bit end record with two million members stands before a modest one."""
    _zip(path, {"data/tweets.js": TWEETS})
    body = path.read_bytes()
    at = body.rfind(b"PK\x05\x06")
    end64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 2 * MB, 2 * MB, 90 * MB, 0)
    path.write_bytes(body[:at] + end64 + b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1) + body[at:])


def one_giant(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS, "data/like.js": os.urandom(3 * MB)}, zipfile.ZIP_STORED)
    body = bytearray(path.read_bytes())
    at = body.rfind(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 201 * MB)
    path.write_bytes(bytes(body))


def giant_in_all(path: Path) -> None:
    _zip(path, {f"data/{number}.js": os.urandom(2 * MB) for number in range(6)}, zipfile.ZIP_STORED)
    _patch(path, 24, struct.pack("<I", 190 * MB), every=True)


def overlapping(path: Path) -> None:
    """Two entries of the table of contents unpack the same bytes."""
    _zip(path, {"data/tweets.js": TWEETS * 50, "data/tweets-part1.js": b"x" * 50})
    body = bytearray(path.read_bytes())
    second = body.rfind(b"PK\x01\x02")
    body[second + 42 : second + 46] = struct.pack("<I", 0)
    path.write_bytes(bytes(body))


def doubled(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("data/tweets.js", TWEETS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            out.writestr("data/tweets.js", TWEETS)


def encrypted(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS})
    _patch(path, 8, struct.pack("<H", 1))


def odd_method(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS}, zipfile.ZIP_LZMA)


def cut_short(path: Path) -> None:
    _zip(path, {"data/tweets.js": TWEETS})
    path.write_bytes(path.read_bytes()[:-30])


MALICIOUS: dict[Callable[[Path], None], str] = {
    honest_bomb: "100 times",
    many_small_bombs: "100 times",
    liar_about_its_size: "damaged",
    liar_about_its_packed_size: "beyond the end",
    climbing_out: "outside",
    absolute: "outside",
    drive_letter: "outside",
    backslashes: "outside",
    symlink: "link",
    nested: "archive within",
    too_many_members: "2,001 members",
    hidden_crowd: "table of contents",
    crowd_in_zip64: "2,000,000 members",
    one_giant: "201,000,000 bytes",
    giant_in_all: "in all",
    overlapping: "overlaps",
    doubled: "share a name",
    encrypted: "encrypted",
    odd_method: "method 14",
    cut_short: "damaged",
}

READ_ALL = """
import json, sys, time
from pathlib import Path
import ijson
from miles.collection.source import open_sources
from miles.post.error import MilesError

def peak():
    # not ru_maxrss: across fork and exec it keeps the peak of the test runner
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])

out, before = {}, peak()
for path in sorted(Path(sys.argv[1]).glob("*.zip")):
    start = time.perf_counter()
    try:
        [source], _ = open_sources(path)
        for post in source.posts():
            pass
        told = None
    except MilesError as error:
        told = [error.what, error.next_step]
    out[path.stem] = {"told": told, "s": time.perf_counter() - start, "grew": peak() - before}
print(json.dumps(out))
"""


def test_malicious_zips_are_refused_quickly_and_in_little_memory(tmp_path: Path) -> None:
    for build in MALICIOUS:
        build(tmp_path / f"{build.__name__}.zip")
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    seen = json.loads(done.stdout)
    assert len(seen) == len(MALICIOUS) >= 12
    for build, words in MALICIOUS.items():
        result = seen[build.__name__]
        assert result["told"], f"{build.__name__} was read"
        assert words in result["told"][0], build.__name__
        assert result["told"][1], "a next step"
        assert result["s"] <= 2, build.__name__
        assert result["grew"] < 64 * 2**20, build.__name__
        with pytest.raises(MilesError, match=words):  # noqa: PT012
            [source], _ = open_sources(tmp_path / f"{build.__name__}.zip")
            list(source.posts())


def test_a_liar_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    """Whatever a member declares, the count of its real bytes decides."""
    path = tmp_path / "a.zip"
    honest_bomb(path)
    zipped = Zipped.__new__(Zipped)  # past the check of what the members declare
    zipped.path = path
    info = zipfile.ZipFile(path).infolist()[0]
    with zipped.open(info) as stream, pytest.raises(MilesError, match="unpacks to more than"):
        deque(iter(lambda: stream.read(65_536), b""), maxlen=0)


def test_an_ordinary_archive_with_media_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    _zip(
        path,
        {"data/": b"", "data/tweets.js": TWEETS, "data/media/1.jpg": os.urandom(3 * MB), "Your archive.html": b"x"},
    )
    [source], notes = open_sources(path)
    assert ([post.text for post in source.posts()], notes, source.format) == (["hello"], [], "x-archive")


def test_a_dense_first_megabyte_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    _zip(path, {"data/tweets.js": TWEETS + b" " * 900_000})
    assert zipfile.ZipFile(path).infolist()[0].compress_size * 100 < 900_000
    [source], _ = open_sources(path)
    assert len(list(source.posts())) == 1
