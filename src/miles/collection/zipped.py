"""A zip opened with suspicion: what is no plain X archive is refused before it costs memory or time."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from miles.collection.stream import BLOCK, FREE, MAX_FILE, MAX_RATIO, Counted
from miles.post.error import MilesError

MAX_MEMBERS = 2_000
MAX_TOTAL = 1_000_000_000
MAX_DIRECTORY = 1_000_000  # bytes of the central directory: 2,000 members at 500 bytes each
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", _END))


class Zipped:
    """The members of a zip, all checked against PROMISES row 19 before any is unpacked.

    At most 2,000 members, 200 MB each, 1 GB in all, 100 bytes unpacked per byte packed after a member's
    first MB; no "..", absolute names, links, nested zips, encryption, overlapping or doubled members. What
    a member says of its size is not believed: unpacked bytes are counted as they stream.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_directory(path)
        try:
            with zipfile.ZipFile(path) as opened:
                self.members = [info for info in opened.infolist() if not info.is_dir()]
                every = opened.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as broken:
            raise MilesError(f"{path.name} is a damaged zip: {broken}", "download the archive again") from None
        if len(every) > MAX_MEMBERS:
            raise _refused(path, f"{len(every):,} members, more than {MAX_MEMBERS:,}")
        for info in every:
            _check_member(path, info)
        _check_together(path, every)

    @contextmanager
    def open(self, info: zipfile.ZipInfo) -> Iterator[BinaryIO]:
        """One member as a stream that stops when it grows beyond the limits."""
        name = f"{self.path.name}/{info.filename}"
        with zipfile.ZipFile(self.path) as opened:
            try:
                member = opened.open(info)
            except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as broken:
                raise MilesError(f"{name} is damaged: {broken}", "download the archive again") from None
            with io.BufferedReader(Counted(member, info.compress_size, name), BLOCK) as stream:  # type: ignore[arg-type]
                yield stream


def _refused(path: Path, why: str) -> MilesError:
    return MilesError(
        f"{path.name} is refused: {why}",
        "unpack the archive yourself, look at it, and name the folder that holds data/tweets.js",
    )


def _check_directory(path: Path) -> None:
    """Read the end record by hand: the zip library would load a directory of any size into memory."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise MilesError(f"{path.name} is a damaged zip: it has no end", "download the archive again")
    count, directory = struct.unpack("<H I", tail[at + 10 : at + 16])
    if tail[max(0, at - 20) : at].startswith(_LOCATOR64):
        at64 = tail.rfind(_END64, 0, at)
        if at64 < 0 or len(tail) < at64 + 48:
            raise _refused(path, "its end record lies elsewhere")
        count, directory = struct.unpack("<Q Q", tail[at64 + 32 : at64 + 48])
    if count > MAX_MEMBERS:
        raise _refused(path, f"{count:,} members, more than {MAX_MEMBERS:,}")
    if directory > MAX_DIRECTORY:
        raise _refused(path, f"a table of contents of {directory:,} bytes")


def _check_member(path: Path, info: zipfile.ZipInfo) -> None:
    name = info.filename
    pure = PurePosixPath(name.replace("\\", "/"))
    if "\0" in info.orig_filename or ".." in pure.parts or pure.is_absolute() or name[1:2] == ":" or "\\" in name:
        raise _refused(path, f"a member is called {name[:80]!r}, outside the archive")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, f"{name[:80]!r} is a link or a device")
    if pure.suffix.lower() in {".zip", ".gz", ".7z", ".rar", ".tar", ".xz", ".bz2"}:
        raise _refused(path, f"{name[:80]!r} is an archive within the archive")
    if info.flag_bits & _ENCRYPTED:
        raise _refused(path, f"{name[:80]!r} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(path, f"{name[:80]!r} is packed by method {info.compress_type}")
    if info.file_size > MAX_FILE:
        raise _refused(path, f"{name[:80]!r} is {info.file_size:,} bytes, more than {MAX_FILE:,}")
    if info.file_size > max(FREE, MAX_RATIO * info.compress_size):
        raise _refused(path, f"{name[:80]!r} unpacks to more than {MAX_RATIO} times its packed size")


def _check_together(path: Path, members: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in members)
    if total > MAX_TOTAL:
        raise _refused(path, f"{total:,} bytes in all, more than {MAX_TOTAL:,}")
    if len({info.filename for info in members}) < len(members):
        raise _refused(path, "two members share a name")
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _refused(path, f"{info.filename[:80]!r} overlaps another member")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    if end > path.stat().st_size:
        raise _refused(path, "members reach beyond the end of the file")
