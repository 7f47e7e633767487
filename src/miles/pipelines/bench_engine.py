"""voices of the shelf -> how fast each writes and what it holds in memory: a table, speed.json, spans.json

make bench-engine VOICES="<hash> <hash>"
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from omegaconf import DictConfig

from miles.corpus.given import held_out_prompts, taught_posts
from miles.engine.engine import Job
from miles.engine.gguf import missing
from miles.engine.tokenizer import encode, load_tokenizer
from miles.evaluation.machine import machine
from miles.evaluation.speed import RIVAL, Entrant, Plan, facts, lines, measure, ratios, show
from miles.pipelines.run import Run
from miles.post.draft import whole_number
from miles.post.error import MilesError
from miles.post.whole import write_json
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf


def bench_engine(cfg: DictConfig, run: Run) -> Path:
    """Nothing else should run meanwhile; what does disturbs all voices alike."""
    plan, shelf = _plan(cfg), Shelf(cfg.paths.shelf)
    voices = _chosen(shelf, str(cfg.voices), cfg.author.name)
    prepared = Path(cfg.paths.data) / "processed" / voices[0].author
    for voice in voices:
        taught_posts(prepared, voice)  # else it may be asked for posts that taught it
    texts = held_out_prompts(prepared, whole_number("prompts", cfg.prompts, 1, 1000))
    entrants = [_entrant(voice, texts, plan) for voice in voices]
    timings = measure(entrants, plan)
    table, beside, on = lines(timings, plan.tokens), ratios(timings), f"{machine()}, OpenMP waits: {cfg.waits}"
    told = facts(table, beside)
    found = {"machine": on, "command": run.lineage["command"], "plan": asdict(plan), "facts": told}
    path = run.folder / "speed.json"
    write_json(path, found | {"lines": [asdict(line) for line in table], "ratios": [asdict(each) for each in beside]})
    write_json(run.folder / "spans.json", [timing.raw() for timing in timings])
    run.record(voices=[voice.name for voice in voices], machine=on, seconds=run.seconds())
    show(table, beside, plan, on, is_synthetic=bool(voices[0].manifest["synthetic"]))
    print(*told, path, sep="\n")
    return path


def _plan(cfg: DictConfig) -> Plan:
    threads = tuple(whole_number("threads", n, 1, 256) for n in _several("threads", cfg.threads))
    batches = tuple(whole_number("batches", n, 1, 64) for n in _several("batches", cfg.batches))
    return Plan(
        threads,
        batches,
        posts=whole_number("posts", cfg.posts, 1, 1_000_000),
        rounds=whole_number("rounds", cfg.rounds, 1, 100_000),
        loads=whole_number("loads", cfg.loads, 1, 1000),
        tokens=whole_number("tokens", cfg.tokens, 2, 10_000),
        seed=whole_number("seed", cfg.seed, 0, 2**31),
    )


def _several(field: str, values: object) -> list[object]:
    """One number or a list of them, each once."""
    given = [values] if isinstance(values, int | str) else list(values or [])  # type: ignore[call-overload]
    if not given:
        raise MilesError(f"{field} names no number", f'give {field}="[1,2]"')
    return list(dict.fromkeys(given))


def _chosen(shelf: Shelf, names: str, author: str | None) -> list[Bundle]:
    """The voices named, each once, of one author; their libraries are there."""
    voices = [shelf.get(name, author) for name in names.replace(",", " ").split()]
    if not voices:
        raise MilesError("no voice is named", 'give VOICES="<hash> <hash>"; `make shelf` lists them')
    for place, voice in enumerate(voices):
        if voice.author != voices[0].author:
            raise MilesError(f"{voices[0].name} and {voice.name} are of two authors", "time voices of one author")
        if voice.name in [other.name for other in voices[:place]]:
            raise MilesError(f"{voice.name} is named twice", "name each voice once")
    if any(str(voice.manifest.get("form")).startswith(RIVAL) for voice in voices):
        missing()
    return voices


def _entrant(voice: Bundle, texts: Sequence[str], plan: Plan) -> Entrant:
    """The voice with the prompts that leave room for a post of so many tokens."""
    form, tokenizer = str(voice.manifest.get("form", "torch")), load_tokenizer(voice.path)
    member = next(iter(sorted(voice.path.rglob("config.json"))))  # an ensemble has one for each voice
    positions = int(json.loads(member.read_text())["max_position_embeddings"])
    prompts = [tuple(encode(tokenizer, text)) for text in texts]
    jobs = tuple(Job(prompt, plan.seed) for prompt in prompts if len(prompt) + plan.tokens <= positions)
    if not jobs:
        raise MilesError(
            f"no draft and {plan.tokens} tokens fit into the {positions} that {voice.name} reads", "give fewer: tokens="
        )
    made_from = str(voice.manifest["parent"]) if "form" in voice.manifest else voice.name
    return Entrant(voice.name, form, made_from, voice.path, jobs)
