"""an author's exports -> voices judged, promoted, spoilt and brought back in a folder of their own, every stage checked

make loop
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from omegaconf import DictConfig
from rich.console import Console
from rich.table import Table

from miles.abtest.verdict import Verdict
from miles.model.forms import available
from miles.pipelines.run import Run, execute
from miles.post.error import MilesError
from miles.post.whole import file_sha256, whole_folder, write_json
from miles.registry.bundle import Bundle
from miles.registry.promotion import PromotionRefused
from miles.registry.shelf import Shelf

FLIP_S = 1.0  # a rollback takes less


@dataclass
class Loop:
    """One author's way round; all that is read and written lies in `folder`. `stages`: name, what, hash, seconds."""

    cfg: DictConfig
    folder: Path
    stages: list[tuple[str, str, str, float]] = field(default_factory=list)

    def step(self, verb: str, *given: str) -> Any:
        """Run one verb here, with its settings of this loop."""
        places = [f"paths.{name}={self.folder}/{name}" for name in ("data", "runs", "shelf")]
        return execute(verb, [f"author={self.cfg.author.name}", *places, *self.cfg.settings[verb], *given])[verb]

    def stage(self, name: str, what: str, made: str, begun: float) -> None:
        """Note that a stage came to its end."""
        self.stages.append((name, what, made[:16], time.monotonic() - begun))

    def must(self, is_so: bool, what: str) -> None:
        """A stage that did not do what it is for ends the loop."""
        if not is_so:
            raise MilesError(f"the loop broke after {self.stages[-1][0]}: {what}", f"look into {self.folder}")

    @property
    def serving(self) -> str:
        return Shelf(self.folder / "shelf").get("production", self.cfg.author.name).name

    @property
    def hash(self) -> str:
        """16 hex digits over what every stage made: no time, no place, no machine."""
        return sha256("\n".join(f"{name} {made}" for name, _, made, _ in self.stages).encode()).hexdigest()[:16]


def loop(cfg: DictConfig, run: Run) -> str:
    """The hash over all stages; two runs of the same code with the same seed give the same."""
    walk = Loop(cfg, run.folder / "loop")
    taught, small = _learn(walk)
    form, small_form = _shrink(walk, taught), _shrink(walk, small)
    _serve_first(walk, small_form)
    _challenge(walk, small_form, form)
    _break_and_mend(walk, form, taught)
    write_json(run.folder / "loop.json", {name: made for name, _, made, _ in walk.stages} | {"loop": walk.hash})
    run.record(loop=walk.hash, seconds=run.seconds())
    _show(walk)
    return walk.hash


def _learn(walk: Loop) -> tuple[Bundle, Bundle]:
    """Import, split, train a voice, distil a small one from it."""
    begun = time.monotonic()
    walk.step("ingest", f"raw={walk.cfg.author.raw}")
    walk.step("prepare")
    prepared = walk.folder / "data" / "processed" / walk.cfg.author.name
    walk.stage("import", "posts that teach", file_sha256(prepared / "train_posts.parquet"), begun)
    begun = time.monotonic()
    taught = walk.step("finetune")
    walk.stage("train", taught.name, taught.hash, begun)
    begun = time.monotonic()
    small = walk.step("distill", f"teachers=[{taught.name}]")
    walk.stage("distil", small.name, small.hash, begun)
    walk.must(small.manifest["parent"] == taught.name, "the small voice does not name its teacher")
    walk.must(small.manifest["parameters"] < taught.manifest["parameters"], "the small voice is not smaller")
    return taught, small


def _shrink(walk: Loop, bundle: Bundle) -> Bundle:
    begun = time.monotonic()
    [kind, *_] = available(["native-int8", "onnx"])
    [form] = walk.step("quantize", f"bundle={bundle.name}", f"forms=[{kind}]")
    walk.stage("quantise", f"{form.name} {kind}", form.hash, begun)
    walk.must(form.manifest["parent"] == bundle.name, "the form does not name its parent")
    return form


def _serve_first(walk: Loop, bundle: Bundle) -> None:
    """There is nothing to compare the first voice with; the gate alone would refuse one so small."""
    begun = time.monotonic()
    scores = walk.step("evaluate", f"bundle={bundle.name}")
    walk.stage("judge", bundle.name, file_sha256(scores), begun)
    begun = time.monotonic()
    walk.step("promote", *_decision(bundle, "the first voice", override="so that there is one to beat"))
    walk.stage("promote", f"{bundle.name} first", walk.serving.partition(":")[2], begun)
    walk.must(walk.serving == bundle.name, "the first voice does not serve")


def _challenge(walk: Loop, serving: Bundle, challenger: Bundle) -> None:
    """A better voice takes over on the word of a Verdict and with no override."""
    verdict = _compare(walk, serving, challenger)
    walk.must(verdict.winner == challenger.name, f"{challenger.name} should have won: {verdict.reason}")
    begun = time.monotonic()
    walk.step("promote", *_decision(challenger, verdict.reason))
    walk.stage("promote", challenger.name, walk.serving.partition(":")[2], begun)
    walk.must(walk.serving == challenger.name, "the winner does not serve")


def _break_and_mend(walk: Loop, serving: Bundle, taught: Bundle) -> None:
    """A spoilt voice loses, is refused, is forced into production all the same, and is taken back."""
    begun = time.monotonic()
    spoilt = _spoilt(taught, walk.folder / "spoilt", walk.cfg.seed)
    Shelf(walk.folder / "shelf").put(spoilt)
    walk.stage("spoil", spoilt.name, spoilt.hash, begun)
    verdict = _compare(walk, serving, spoilt)
    walk.must(verdict.winner == serving.name, f"the spoilt voice should have lost: {verdict.reason}")
    begun = time.monotonic()
    try:
        walk.step("promote", *_decision(spoilt, "a mistake"))
    except PromotionRefused as refused:
        told = "; ".join(reason.what for reason in refused.reasons)
        walk.stage("refuse", told, sha256(told.encode()).hexdigest(), begun)
    walk.must(walk.serving == serving.name, "the gate let a spoilt voice through")
    begun = time.monotonic()
    walk.step("promote", *_decision(spoilt, "a mistake", override="injected by the loop"))
    walk.stage("inject", spoilt.name, walk.serving.partition(":")[2], begun)
    walk.must(walk.serving == spoilt.name, "the override did not serve")
    begun = time.monotonic()
    walk.step("rollback", "why=it writes nonsense")
    walk.stage("roll back", serving.name, walk.serving.partition(":")[2], begun)
    walk.must(walk.serving == serving.name, "the former voice does not serve again")
    walk.must(walk.stages[-1][3] < FLIP_S, f"the way back took {walk.stages[-1][3]:.1f} s")


def _compare(walk: Loop, serving: Bundle, challenger: Bundle) -> Verdict:
    begun = time.monotonic()
    scores = walk.step("evaluate", f"bundle={challenger.name}")
    walk.stage("judge", challenger.name, file_sha256(scores), begun)
    begun = time.monotonic()
    [verdict] = walk.step("compare", f"a={serving.name}", f"b={challenger.name}", "rule=better")
    walk.stage("compare", verdict.reason, verdict.hash, begun)
    return verdict


def _decision(bundle: Bundle, why: str, override: str | None = None) -> list[str]:
    given = [f"bundle={bundle.name}", "to=production", f"why={why}"]
    return [*given, f"override={override}"] if override else given


def _spoilt(bundle: Bundle, folder: Path, seed: int) -> Bundle:
    """The voice with noise in every weight of its layers, as a training that went wrong leaves it."""
    import torch
    from safetensors.torch import load_file, save_file

    generator = torch.Generator().manual_seed(seed)
    with whole_folder(folder) as place:
        for path in bundle.path.iterdir():
            if path.suffix == ".safetensors" and path.name.startswith("model"):
                weights = load_file(path)
                for name, weight in weights.items():
                    if weight.ndim > 1 and "layers" in name:
                        noise = torch.randn(weight.shape, generator=generator).to(weight.dtype)
                        weights[name] = weight + 0.5 * weight.std() * noise
                save_file(weights, place / path.name, metadata={"format": "pt"})
            elif path.name not in ("bundle.json", "model.yaml"):
                shutil.copy(path, place / path.name)
    facts = {name: value for name, value in bundle.manifest.items() if name not in ("files", "hash", "prompt_version")}
    return Bundle.seal(folder, facts | {"parent": None, "spoilt": True})


def _show(walk: Loop) -> None:
    table = Table(box=None, title="\nthe loop", title_justify="left", title_style="bold", header_style="dim")
    for head in ("stage", "made", "hash", "s"):
        table.add_column(head, justify="right" if head == "s" else "left", overflow="fold")
    for name, what, made, seconds in walk.stages:
        table.add_row(name, what, made, f"{seconds:.1f}")
    console = Console(width=110)
    console.print(table)
    console.print(f"two runs of the same code give the same: {walk.hash}")
