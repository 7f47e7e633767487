"""voices of one author and the n-grams of the posts that taught them -> one voice that mixes them, a table of its gain

make ensemble VOICES="best 3d5efc22" NGRAM=5
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.collection.parquet import read_posts
from miles.corpus.drafts import Pair, read_pairs
from miles.corpus.given import taught_posts
from miles.engine.ensemble import FILE, NGRAM, EnsembleEngine, member_folder
from miles.engine.ngram import TokenNgram
from miles.engine.prompt import END, plain, render, render_pair
from miles.engine.tokenizer import encode
from miles.engine.writing import LoopEngine
from miles.evaluation.mixture import MIXED, Asked, rows, show, told, ways
from miles.model.engines import load_engine
from miles.pipelines.run import Run
from miles.post.draft import Draft, whole_number
from miles.post.error import MilesError
from miles.post.post import Post
from miles.post.symbols import char_count
from miles.post.whole import whole_folder, write_json
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import PARTS

FORM = "ensemble"
SHARED = {"memory.safetensors", *(f"{name}.json" for name in PARTS)}  # of the first member; the rest is a voice's own


def ensemble(cfg: DictConfig, run: Run) -> Bundle:
    """Weights are fitted on the validation posts; a mixture that gains nothing for certain there is refused."""
    order, shared = whole_number("ngram", cfg.ngram, 0, 9), whole_number("shared", cfg.shared, 1, 100)
    shelf: Shelf = instantiate(cfg.shelf)
    voices = _chosen(shelf, str(cfg.voices), cfg.author.name)
    prepared = Path(cfg.paths.data) / "processed" / voices[0].author
    for voice in voices:
        taught_posts(prepared, voice)  # else what is held out here may have taught one of them
    engines = [load_engine(voice.path) for voice in voices]
    ngram = _counted(engines[0], read_pairs(prepared / "train.parquet"), order, shared) if order else None
    names = [*(voice.name for voice in voices), *([f"{order}-grams of tokens"] if order else [])]
    EnsembleEngine(engines, [1 / len(names)] * len(names), ngram)  # refuses what cannot be mixed, before reading it
    valid = read_pairs(prepared / "valid.parquet")
    posts = {
        "validation, no draft": _asked(pair for pair in valid if pair.draft == Draft(kind=pair.draft.kind)),
        "validation, drafts": _asked(pair for pair in valid if pair.draft.text),
        "test, no draft": [_alone(post) for post in read_posts(prepared / "test_posts.parquet")],
    }
    empty = [name for name, some in posts.items() if not some]
    if empty:
        raise MilesError(f"{prepared} holds no posts of: {'; '.join(empty)}", "prepare more posts: make data")
    found = {name: told(engines, ngram, some) for name, some in posts.items()}
    fitted = found["validation, no draft"] + found["validation, drafts"]
    mixed, best = ways(names, fitted), fitted.best(len(voices))
    made = rows(found, mixed, best)
    write_json(run.folder / "ensemble.json", [asdict(row) for row in made])
    show(made, is_synthetic=bool(voices[0].manifest["synthetic"]))
    gain = fitted.per_char(mixed[MIXED], mixed[names[best]])
    if not (gain.hi < 0 or cfg.anyway):
        raise MilesError(
            f"mixing gains nothing for certain over {names[best]}: {gain.value:+.4f} bits per character on the "
            f"validation posts [{gain.lo:+.4f} {gain.hi:+.4f}]",
            'use that voice alone, or make it all the same: SET="anyway=true"',
        )
    facts = {"weights": mixed[MIXED].tolist(), "ngram": order, "shared": shared, "gain": asdict(gain)}
    facts |= {"command": run.lineage["command"], "code": run.lineage["code"]}
    bundle = shelf.put(_sealed(voices, ngram, run.folder / "bundle", facts))
    run.record(bundle=bundle.name, members=names, facts=facts, seconds=run.seconds())
    print(f"{bundle.name} is on the shelf: {gain.value:+.4f} bits per character [{gain.lo:+.4f} {gain.hi:+.4f}]")
    return bundle


def _chosen(shelf: Shelf, names: str, author: str | None) -> list[Bundle]:
    """The voices named, which must be of one author, taught by the same posts, and each there once."""
    voices = [shelf.get(name, author) for name in names.replace(",", " ").split()]
    if not voices:
        raise MilesError("no voice is named", 'give VOICES="best <hash>"; `make shelf` lists them')
    first = voices[0]
    for place, voice in enumerate(voices):
        if voice.manifest.get("form") == FORM:
            members = " ".join(name.rpartition(":")[2] for name in voice.manifest["members"])
            raise MilesError(f"{voice.name} is an ensemble itself", f'name its members: VOICES="{members}"')
        if voice.name in [other.name for other in voices[:place]]:
            raise MilesError(f"{voice.name} is named twice", "name each voice once")
        if voice.author != first.author:
            raise MilesError(f"{first.name} and {voice.name} are of two authors", "mix voices of one author")
        if voice.manifest["prompt_version"] != first.manifest["prompt_version"]:
            raise MilesError(f"{first.name} and {voice.name} read different prompts", "train both with the same labels")
    return voices


def _counted(engine: LoopEngine, pairs: Sequence[Pair], order: int, shared: int) -> TokenNgram:
    """The n-grams of every post and thread that taught the voices, each once, as they are written without a draft."""
    targets = {render_pair(Draft(), pair.texts)[1]: pair.thread_id for pair in pairs}
    posts = [encode(engine.tokenizer, target) for target in targets]
    return TokenNgram.fit(posts, order, engine.vocabulary.size, shared, list(targets.values()))


def _asked(pairs: Iterable[Pair]) -> list[Asked]:
    return [
        Asked(*render_pair(pair.draft, pair.texts, pair.examples), sum(map(char_count, pair.texts)), pair.thread_id)
        for pair in pairs
    ]


def _alone(post: Post) -> Asked:
    """A post without a draft, as `make evaluate` reads it."""
    return Asked(render(Draft()).text, plain(post.text) + END, char_count(post.text), post.thread or post.id)


def _sealed(voices: Sequence[Bundle], ngram: TokenNgram | None, folder: Path, facts: dict[str, Any]) -> Bundle:
    """Each voice's weights in a folder of their own, beside what the first voice chooses and remembers by."""
    first = voices[0]
    with whole_folder(folder) as place:
        for k, voice in enumerate(voices):
            member_folder(place, k).mkdir(parents=True)
            for name in voice.manifest["files"]:
                if name not in SHARED:
                    (member_folder(place, k) / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(voice.path / name, member_folder(place, k) / name)
        for name in {*SHARED, "tokenizer.json"} & set(first.manifest["files"]):
            shutil.copyfile(first.path / name, place / name)
        if ngram:
            ngram.save(place / NGRAM)
        members = [voice.name for voice in voices]
        write_json(place / FILE, {"members": members, "weights": facts["weights"]})
    kept = {name: value for name, value in first.manifest.items() if name not in ("files", "hash", "prompt_version")}
    parameters = sum(voice.manifest["parameters"] for voice in voices)
    made = {"parent": first.name, "form": FORM, "members": members, "parameters": parameters}
    return Bundle.seal(folder, kept | made | facts)
