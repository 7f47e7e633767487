"""voices + posts they never saw -> a Verdict of each two beside the bundles, a table

make compare A=production B=newest
make compare VOICES="3d5efc22 32aadd90 98c4c2a1"
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.abtest.rating import rank
from miles.abtest.verdict import Verdict, write_verdict
from miles.analysis.sentiment import Listener, apart, told
from miles.collection.threads import threads
from miles.evaluation.cases import cases, fingerprint, unseen
from miles.evaluation.compare import COMPARED, duels, games, rule_for, sheets, timing
from miles.evaluation.system import VoiceSystem
from miles.evaluation.table import answer
from miles.feedback.pair import SUFFIX, Duel, write_duels
from miles.model.engines import load_engine
from miles.pipelines.evaluate import held_out_posts
from miles.pipelines.run import Run
from miles.post.draft import whole_number
from miles.post.error import MilesError
from miles.post.post import Thread
from miles.post.tally import Tally
from miles.post.whole import write_text
from miles.registry.bundle import Bundle
from miles.registry.forecaster import Expected
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice
from miles.report.plot import alone
from miles.report.verdict import drawn, show_verdict
from miles.report.votes import show_ranking


def compare(cfg: DictConfig, run: Run) -> list[Verdict]:
    """All voices write for the same held-out drafts, as they are served; each two are told apart or not."""
    comparison, tracker = instantiate(cfg.comparison), instantiate(cfg.tracker)
    timed = whole_number("timed", cfg.timed, 0, 10_000)
    shelf: Shelf = instantiate(cfg.shelf)
    bundles = _chosen(shelf, cfg)
    first, tally = bundles[0], Tally()
    given = held_out_posts(cfg, first, tally)
    listeners = instantiate(cfg.sentiment).listeners([post.text for post in given[-200:]])
    taught, listener = apart(listeners, first.manifest["labels"]["sentiment"])
    tally.note(told(taught, listener))
    expected = Expected(cfg.paths.shelf, first.author, lambda: instantiate(cfg.encoder).embedder([given[-1].text]))
    if not expected.is_there:
        tally.note(f"expected likes are not compared: no forecaster of {first.author} is on the shelf (make engage)")
    voices = {bundle.name: _voice(bundle, listeners, expected) for bundle in bundles}
    held_out = _unseen(threads(given), bundles, voices, tally)
    posts = [(thread.id, text) for thread in held_out for text in thread.texts]
    topics = voices[first.name].topics
    degrader = instantiate(cfg.degrader, sentiment=taught.label, topic=topics.label)
    asked = cases(held_out, degrader.drafts, cfg.cases, cfg.seed, cfg.drafts_a_post)
    answers = answer([VoiceSystem(voice, name) for name, voice in voices.items()], asked, cfg.seed)
    found = sheets(
        voices,
        answers,
        [text for _, text in posts],
        listener=listener,
        topics=topics,
        reception=expected if expected.is_there else None,
        seed=cfg.seed,
    )
    verdicts = comparison.verdicts(
        found,
        asked,
        posts,
        rules={(a.name, b.name): cfg.rule or rule_for(a, b) for a in bundles for b in bundles},
        fingerprint=fingerprint(given),
        spans=timing(voices, [case.draft for case in asked[:timed]], cfg.seed),
        measured={"run": run.folder.name, "machine": platform.machine(), "code": run.lineage["code"]},
    )
    console = Console() if sys.stdout.isatty() else Console(width=110)  # a log has no width of its own
    print(tally)
    by_name = {bundle.name: (bundle, sheet) for bundle, sheet in zip(bundles, found, strict=True)}
    kept = {}
    for verdict in verdicts:
        (_, a), (challenger, b) = by_name[verdict.a], by_name[verdict.b]
        kept[verdict.hash] = _kept(shelf, challenger, verdict, duels(a, b, answers), run, console)
    deciding = ", ".join(COMPARED[name].label for name in comparison.margins)
    console.print(f"\nA draft is won by who is better in more of: {deciding}", markup=False)
    played = games(found, comparison.margins, [case.id for case in asked])
    show_ranking(rank(played, np.random.default_rng(cfg.seed)), console, "comparison")
    rows = {verdict.hash: [asdict(one) for one in verdict.contrasts] for verdict in verdicts}
    tracker.log(run.folder, "verdict", tables=rows, files=kept, facts={"voices": list(voices)})
    run.record(verdicts=[verdict.hash for verdict in verdicts], tally=tally.as_dict(), seconds=run.seconds())
    return verdicts


def _chosen(shelf: Shelf, cfg: DictConfig) -> list[Bundle]:
    """Voices of one author, each once, A first."""
    names = str(cfg.voices).split() if cfg.voices else [cfg.a, cfg.b]
    found = {bundle.name: bundle for bundle in (shelf.get(str(name), cfg.author.name) for name in names)}
    if len(found) < 2:
        raise MilesError(
            f"{', '.join(map(str, names))} is one voice, {next(iter(found))}: there is nothing to compare it with",
            "name another as B=, from the list of `make shelf`",
        )
    authors = sorted({bundle.author for bundle in found.values()})
    if len(authors) > 1:
        raise MilesError(f"these are voices of {' and '.join(authors)}", "compare voices of one author")
    return list(found.values())


def _voice(bundle: Bundle, listeners: Sequence[Listener], expected: Expected) -> Voice:
    """As it is served: whoever labelled what it was taught chooses among its candidates."""
    taught, _ = apart(listeners, bundle.manifest["labels"]["sentiment"])
    return Voice.of(bundle, load_engine(bundle.path), taught, expected)


def _unseen(found: list[Thread], bundles: Sequence[Bundle], voices: Mapping[str, Voice], tally: Tally) -> list[Thread]:
    """Threads that no voice has seen; voices taught the same are asked once."""
    for name in {bundle.manifest["data"]: bundle.name for bundle in bundles}.values():
        found = unseen(found, voices[name].memory, tally)
    return found


def _kept(
    shelf: Shelf, challenger: Bundle, verdict: Verdict, pairs: Sequence[Duel], run: Run, console: Console
) -> Path:
    """Beside the bundles with the pairs for people to judge, in the shelf's log, and on the screen."""
    path = write_verdict(verdict, shelf.folder / "verdicts")
    write_duels(pairs, path.with_suffix(SUFFIX))
    file = str(path.relative_to(shelf.folder))
    facts = {"against": verdict.a, "winner": verdict.winner, "verdict": verdict.hash, "seal": verdict.seal}
    shelf.compared(challenger, facts | {"file": file})
    place = run.folder / f"{verdict.hash}.svg"
    title = f"{verdict.b} against {verdict.a}: differences in standard errors, right is better"
    write_text(place, alone(drawn(verdict, COMPARED), title))
    show_verdict(verdict, COMPARED, console, is_synthetic=bool(challenger.manifest["synthetic"]))
    print(f"{path}\n{place}")
    return path
