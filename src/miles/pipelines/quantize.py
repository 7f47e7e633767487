"""a voice -> smaller forms of it on the shelf, a table of what each costs and gains, a plot

make quantize BUNDLE=best FORMS=native-int8,onnx
"""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.collection.parquet import read_posts
from miles.corpus.given import held_out_prompts, taught_posts
from miles.engine.engine import Job
from miles.engine.prompt import END, plain, render
from miles.engine.tokenizer import encode
from miles.engine.writing import LoopEngine
from miles.evaluation.compress import Reading, Row, reading, row, running, show
from miles.model.engines import load_engine
from miles.model.forms import FORMS, available
from miles.pipelines.run import Run
from miles.post.draft import Draft, whole_number
from miles.post.error import MilesError
from miles.post.whole import whole_folder, write_json, write_text
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.report.plot import alone, pareto


def quantize(cfg: DictConfig, run: Run) -> list[Bundle]:
    """Each form is a Bundle of its own whose parent is the voice; the voice itself stays as it is."""
    forms = available(cfg.forms)
    whole_number("prompts", cfg.prompts, 2, 1000)
    shelf: Shelf = instantiate(cfg.shelf)
    parent = shelf.get(cfg.bundle, cfg.author.name)
    if parent.manifest.get("form"):
        raise MilesError(f"{parent.name} is a smaller form itself", f"give BUNDLE={parent.manifest['parent']}")
    prepared = Path(cfg.paths.data) / "processed" / parent.author
    taught_posts(prepared, parent)  # else its test posts may be among those that taught the voice
    posts = read_posts(prepared / "test_posts.parquet")
    texts, groups = [plain(post.text) for post in posts], [post.thread or post.id for post in posts]
    first = load_engine(parent.path)
    prompts = _prompts(first, prepared, cfg.prompts, cfg.seed)
    rows: list[Row] = []
    known: Reading | None = None
    made = []
    for bundle in [parent, *(shelf.put(sealed_form(parent, form, run.folder / form)) for form in forms)]:
        engine = first if bundle is parent else load_engine(bundle.path)
        own = reading(engine, _pairs(engine, texts), prompts)
        known = known or own
        at_work = running(load_engine, bundle.path, prompts)
        form = str(bundle.manifest.get("form", "torch"))
        rows.append(row(form, bundle.path, at_work, own, known, [len(text) + 1 for text in texts], groups))
        made.append(bundle)
    write_json(run.folder / "forms.json", [asdict(each) for each in rows])
    drawn = pareto({each.form: (each.running.post_ms, each.bits.value, each.megabytes) for each in rows})
    write_text(run.folder / "forms.svg", alone(drawn, f"forms of {parent.name}: bits per character against ms a post"))
    run.record(parent=parent.name, bundles=[bundle.name for bundle in made[1:]], seconds=run.seconds())
    show(rows, [bundle.name for bundle in made], is_synthetic=bool(parent.manifest["synthetic"]))
    print(run.folder / "forms.svg")
    return made[1:]


def sealed_form(parent: Bundle, form: str, folder: Path) -> Bundle:
    """The parent's folder with other weights, sealed."""
    with whole_folder(folder) as place:
        FORMS[form](parent.path, place / "weights")
        for path in parent.path.iterdir():
            if not path.name.startswith(("model", "bundle.json")):  # weights, the shelf's model.yaml, the manifest
                shutil.copy(path, place / path.name)
        for path in (place / "weights").iterdir():
            path.replace(place / path.name)
        (place / "weights").rmdir()
    kept = {name: value for name, value in parent.manifest.items() if name not in ("files", "hash", "prompt_version")}
    return Bundle.seal(folder, kept | {"parent": parent.name, "form": form})


def _prompts(engine: LoopEngine, prepared: Path, n: int, seed: int) -> list[Job]:
    """The prompts of `n` drafts that were held out while training."""
    found = [tuple(encode(engine.tokenizer, text)) for text in held_out_prompts(prepared, n)]
    return [Job(prompt, seed + k) for k, prompt in enumerate(found) if len(prompt) < engine.positions // 2]


def _pairs(engine: LoopEngine, texts: list[str]) -> list[tuple[list[int], list[int]]]:
    prompt = encode(engine.tokenizer, render(Draft()).text)
    return [(prompt, encode(engine.tokenizer, text + END)) for text in texts]
