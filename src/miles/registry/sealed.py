"""A sealed folder: named by the hash of everything in it, and opened only when every byte is what it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from miles.post.error import MilesError
from miles.post.whole import file_sha256, write_json


@dataclass(frozen=True, slots=True)
class Sealed:
    """A folder and its manifest, which lies in it as `<kind>.json`.

    `manifest["files"]` maps each file to its sha256; `hash` is the first 16 hex digits of the
    sha256 over the manifest without its name and time, so it changes when any byte changes.
    """

    path: Path
    manifest: Mapping[str, Any]
    kind: ClassVar[str] = ""
    made_by: ClassVar[str] = ""  # the command that makes one

    @property
    def hash(self) -> str:
        return str(self.manifest["hash"])

    @property
    def author(self) -> str:
        return str(self.manifest["author"])

    @property
    def name(self) -> str:
        return f"{self.author}:{self.hash}"

    @classmethod
    def seal(cls, folder: Path, facts: Mapping[str, Any]) -> Self:
        """Hash every file of `folder`, write the manifest last; `facts` must name `author`."""
        if "author" not in facts:
            raise MilesError(f"a {cls.kind} needs an author", "pass facts={'author': ...}")
        cls._check(folder)
        manifest = {**facts, "files": {name: file_sha256(folder / name) for name in _files(folder, cls._manifest())}}
        manifest["hash"] = _hash(manifest)
        write_json(folder / cls._manifest(), manifest)
        return cls(folder, manifest)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Check every byte; a changed, missing or foreign file is refused."""
        place = folder / cls._manifest()
        if not place.is_file():
            raise MilesError(
                f"{folder} is not a {cls.kind}: {place.name} is missing", f"run `{cls.made_by}`, or see `make shelf`"
            )
        try:
            manifest = json.loads(place.read_text())
            files, named = manifest["files"], manifest["hash"]
        except (ValueError, KeyError, TypeError) as error:
            raise MilesError(f"{place} is broken ({error})", f"restore it or run `{cls.made_by}` again") from error
        present = set(_files(folder, place.name)) - {"model.yaml"}  # the shelf's own note about the folder
        wrong = sorted(present ^ set(files)) + sorted(
            name for name in present & set(files) if file_sha256(folder / name) != files[name]
        )
        if wrong or _hash(manifest) != named:
            raise MilesError(
                f"{cls.kind} {folder.name} was changed after sealing: {', '.join(wrong) or place.name}",
                f"run `{cls.made_by}` again or restore the files",
            )
        return cls(folder, manifest)

    @classmethod
    def _check(cls, folder: Path) -> None:
        """Refuse a folder that is not what this kind needs."""

    @classmethod
    def _manifest(cls) -> str:
        return f"{cls.kind}.json"


def _files(folder: Path, manifest: str) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.name != manifest)


def _hash(manifest: Mapping[str, Any]) -> str:
    core = {key: value for key, value in manifest.items() if key not in ("hash", "sealed_at")}
    return hashlib.sha256(json.dumps(core, sort_keys=True).encode()).hexdigest()[:16]
