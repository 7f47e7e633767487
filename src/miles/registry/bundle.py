"""A Bundle: a voice packed to serve, named by the hash of everything in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from miles.engine.prompt import PROMPT_VERSION
from miles.post.error import MilesError
from miles.post.whole import write_text
from miles.registry.card import CARD, card
from miles.registry.sealed import Sealed

WEIGHTS = (".safetensors", ".onnx", ".gguf", ".data")


@dataclass(frozen=True, slots=True)
class Bundle(Sealed):
    """Weights (safetensors), tokenizer.json, prompt version, sampling, facts of its making."""

    kind: ClassVar[str] = "bundle"
    made_by: ClassVar[str] = "make train"

    @classmethod
    def seal(cls, folder: Path, facts: Mapping[str, Any]) -> Self:
        """Name the voice in `folder`.

        Anything that says how the weights came to be belongs in `facts` (newest post seen, command,
        parent, is_synthetic, comparable). Versions of labellers in `labels` become part of the
        prompt version: they decide which wishes the prompts of training held. Its card is written here.
        """
        version = "+".join([PROMPT_VERSION, *(facts.get("labels") or {}).values()])
        told = {**facts, "prompt_version": version}
        if "author" in facts:  # without one it is refused
            files = [path for path in folder.rglob("*") if path.suffix in WEIGHTS and path.name != "memory.safetensors"]
            weights = {str(path.relative_to(folder)): path.stat().st_size for path in files}
            sampling = folder / "sampling.json"
            shown = json.loads(sampling.read_text()) if sampling.is_file() else {}
            write_text(folder / CARD, card(told, shown, weights))
        return super(Bundle, cls).seal(folder, told)

    @property
    def megabytes(self) -> float:
        """All its files together."""
        return sum((self.path / name).stat().st_size for name in self.manifest["files"]) / 1e6

    @property
    def origin(self) -> str | None:
        """The voice that this one is a form of; None for one that is no form. A mixture is larger than its members."""
        return origin(self.manifest)

    def need_not_be_better(self, serving: str, origin: str | None) -> bool:
        """Whether it was made to be smaller: of the voice `serving`, or as another form of what that is a form of."""
        if self.manifest.get("form") == "ensemble":
            return False
        return self.manifest.get("parent") == serving or (origin is not None and self.origin == origin)

    @classmethod
    def _check(cls, folder: Path) -> None:
        if not any(folder.rglob("*.safetensors")):
            raise MilesError(f"{folder} holds no safetensors weights", "save the network there before sealing")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The Bundle in `folder`, refused when changed or when its prompts are not the ones this code writes."""
        found = super(Bundle, cls).open(folder)
        if str(found.manifest["prompt_version"]).partition("+")[0] != PROMPT_VERSION:
            raise MilesError(
                f"bundle {found.hash} reads prompt version {found.manifest['prompt_version']}, "
                f"this code writes {PROMPT_VERSION}",
                "train a new bundle",
            )
        return found


def origin(facts: Mapping[str, Any]) -> str | None:
    """Of which voice one with these facts is a form, as `Bundle.origin`: a log has them without the voice."""
    form, parent = (facts.get(name) for name in ("form", "parent"))
    return str(parent) if form and form != "ensemble" and parent else None
