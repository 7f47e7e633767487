"""A Bundle: a voice packed to serve, named by the hash of everything in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from miles.engine.prompt import PROMPT_VERSION
from miles.post.error import MilesError
from miles.post.whole import write_json

MANIFEST = "bundle.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A sealed folder: weights (safetensors), tokenizer.json, prompt version, sampling, facts of its making.

    `manifest["files"]` maps each file to its sha256; `hash` is the first 16 hex digits of the
    sha256 over the manifest without its name and time, so it changes when any byte changes.
    """

    path: Path
    manifest: Mapping[str, Any]

    @property
    def hash(self) -> str:
        return str(self.manifest["hash"])

    @property
    def author(self) -> str:
        return str(self.manifest["author"])

    @property
    def name(self) -> str:
        return f"{self.author}:{self.hash}"


def seal(folder: Path, facts: Mapping[str, Any]) -> Bundle:
    """Hash every file of `folder`, write the manifest last, and return the Bundle.

    `facts` must name `author`; anything that says how the weights came to be belongs in it
    (newest post seen, command, parent, is_synthetic, comparable). Versions of labellers in `labels`
    become part of the prompt version: they decide which wishes the prompts of training held.
    """
    if "author" not in facts:
        raise MilesError("a bundle needs an author", "pass facts={'author': ...}")
    files = {
        str(path.relative_to(folder)): file_sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    if not any(name.endswith(".safetensors") for name in files):
        raise MilesError(f"{folder} holds no safetensors weights", "save the network there before sealing")
    prompt_version = "+".join([PROMPT_VERSION, *(facts.get("labels") or {}).values()])
    manifest = {**facts, "prompt_version": prompt_version, "files": files}
    manifest["hash"] = _name(manifest)
    write_json(folder / MANIFEST, manifest)
    return Bundle(folder, manifest)


def open_bundle(folder: Path) -> Bundle:
    """Read a Bundle and check every byte of it; a changed, missing or foreign file is refused."""
    if not (folder / MANIFEST).is_file():
        raise MilesError(f"{folder} is not a bundle: {MANIFEST} is missing", "run `make train`, or see `make shelf`")
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        files, named = manifest["files"], manifest["hash"]
    except (ValueError, KeyError, TypeError) as error:
        raise MilesError(f"{folder / MANIFEST} is broken ({error})", "restore it or train again") from error
    present = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST}
    present -= {"model.yaml"}  # the shelf's own note about the folder
    wrong = sorted(present ^ set(files)) + sorted(
        n for n in present & set(files) if file_sha256(folder / n) != files[n]
    )
    if wrong or _name(manifest) != named:
        what = ", ".join(wrong) or MANIFEST
        raise MilesError(f"bundle {folder.name} was changed after sealing: {what}", "train again or restore the files")
    if str(manifest["prompt_version"]).partition("+")[0] != PROMPT_VERSION:
        raise MilesError(
            f"bundle {named} reads prompt version {manifest['prompt_version']}, this code writes {PROMPT_VERSION}",
            "train a new bundle",
        )
    return Bundle(folder, manifest)


def _name(manifest: Mapping[str, Any]) -> str:
    core = {key: value for key, value in manifest.items() if key not in ("hash", "sealed_at")}
    return hashlib.sha256(json.dumps(core, sort_keys=True).encode()).hexdigest()[:16]


def file_sha256(path: Path) -> str:
    """Hexadecimal sha256 of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
