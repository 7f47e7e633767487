"""a shelf and held-out posts -> results/<author>.json: what mixing and every term of choosing change

PYTHONPATH=src python experiments/2026-11-26-ensemble/ensemble.py milesdeutscher <voice> <ensemble> ...

The first name is the voice; each further one is an ensemble that it is a member of. Every way of choosing sees the
same texts: what an engine wrote is kept in runs/kept-<hash>.jsonl, also for the next run. Torch weights write through
their ONNX export, which equals torch and is quicker.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from miles.analysis.embed import Embedder
from miles.analysis.reception import Reception
from miles.analysis.sentiment import Listener, SentimentLabeller
from miles.analysis.wishes import grants
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.drafts import Degrader
from miles.corpus.given import taught_posts
from miles.engine.ensemble import FILE, EnsembleEngine
from miles.engine.kept import KeptEngine
from miles.engine.writing import LoopEngine
from miles.evaluation.answers import Answers
from miles.evaluation.cases import cases, unseen
from miles.evaluation.control import control
from miles.evaluation.facts import facts
from miles.evaluation.fidelity import two_sample
from miles.evaluation.interval import Resampler, Statistic, mean, ratio
from miles.evaluation.novelty import novelty
from miles.evaluation.safety import safety
from miles.evaluation.system import Case, VoiceSystem
from miles.model.classifier import Shipped
from miles.model.engines import load_engine
from miles.model.export import export
from miles.post.symbols import char_count
from miles.post.tally import Tally
from miles.post.whole import file_sha256, write_json
from miles.registry.forecaster import Expected, Forecasters
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate, Voice

DRAFTS, MOST, TIMED = 240, 8, 4
USUAL = "best of 4"
TERMS = ("facts", "invented", "torn", "wished", "likeness")
NOTHING = dict.fromkeys(TERMS, 0.0)


class Once:
    """Listens to, or forecasts, each text once, however many ways of choosing ask."""

    def __init__(self, listener: Listener, forecast: Reception | None) -> None:
        self.listener, self.version, self.told, self.forecast = listener, listener.version, listener.told, forecast
        self.heard: dict[str, np.ndarray] = {}
        self.expected: dict[str, float] = {}

    def shares(self, texts: Sequence[str]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.heard]
        self.heard |= dict(zip(fresh, self.listener.shares(fresh), strict=True)) if fresh else {}
        return np.stack([self.heard[text] for text in texts])

    def reception(self, texts: Sequence[str]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.expected]
        self.expected |= dict(zip(fresh, self.forecast(fresh).tolist(), strict=True)) if fresh else {}
        return np.array([self.expected[text] for text in texts])


def main(author: str, first: str, *ensembles: str) -> None:
    shelf, prepared = Shelf(".shelf"), Path(f"data/processed/{author}")
    bundles = [shelf.get(name, author) for name in (first, *ensembles)]
    taught_posts(prepared, bundles[0])
    head, vader = Shipped("data/heads/sentiment", "data/encoder-sentiment").sentiment(), SentimentLabeller()
    posts = read_posts(prepared / "test_posts.parquet")
    ear = Once(head, reception(author))
    voices = {}
    for bundle in bundles:
        kept = KeptEngine(quick(bundle.path), Path(f"runs/kept-{bundle.hash}.jsonl"))
        voices[bundle.hash] = Voice.of(bundle, kept, ear, ear.reception if ear.forecast else None)
    voice = voices[bundles[0].hash]
    held_out = unseen(threads(posts), voice.memory, Tally())
    asked = cases(held_out, Degrader(head.label, voice.topics.label).drafts, DRAFTS)
    place = Path(__file__).parent / "results" / f"{author}.json"
    found: dict[str, object] = {"voices": {bundle.name: about(bundle.manifest) for bundle in bundles}}
    found["bits per character"] = fluency(voices, asked)
    rows: dict[str, Answers] = {}
    written: dict[str, dict[str, object]] = {}
    for name, (speaker, tries, weights) in ways(voices, bundles, ear).items():
        chosen = replace(speaker.sampling, oversample=tries, **weights)
        chooser = Voice(
            speaker.engine, chosen, speaker.memory, speaker.topics, speaker.judge, speaker.recall, ear, speaker.forecast
        )
        rows[name] = Answers(asked, VoiceSystem(chooser).write([case.draft for case in asked], 0))
        written[name] = judged(rows[name], rows.get(USUAL), voice, vader, ear)
        print(name, json.dumps({key: round(score["value"], 3) for key, score in written[name].items()}), flush=True)
        write_json(place, found | {"choosing": written})
    real = Answers(asked, [Candidate(texts=case.texts) for case in asked])
    written["his own posts"] = judged(real, rows[USUAL], voice, vader, ear)
    found |= {"choosing": written}
    found["of all that was written"] = {hash: guarded(speaker, asked, 4) for hash, speaker in voices.items()}
    found["milliseconds of one core a draft"] = {
        f"{hash}, best of {tries}": cost(speaker, asked, tries) for hash, speaker in voices.items() for tries in (1, 4)
    }
    write_json(place, found)


def ways(voices: dict[str, Voice], bundles: Sequence, ear: Once) -> dict[str, tuple[Voice, int, dict[str, float]]]:
    """name -> whose texts, how many of them, and which weights are not the usual ones; the usual way comes first."""
    voice = voices[bundles[0].hash]
    found = {USUAL: (voice, 4, {}), "one text": (voice, 1, {}), f"best of {MOST}": (voice, MOST, {})}
    for name in TERMS:
        found[f"best of {MOST}, without {name}"] = (voice, MOST, {name: 0.0})
    for name in TERMS:
        found[f"best of {MOST}, {name} alone"] = (voice, MOST, NOTHING | {name: getattr(voice.sampling, name)})
    more = {"novelty": (1.0, 4.0)} | ({"forecast": (1.0, 4.0)} if ear.forecast else {})
    for name, weights in more.items():
        for weight in weights:
            found[f"best of {MOST}, and {name} {weight:g}"] = (voice, MOST, {name: weight})
    for bundle in bundles[1:]:
        for tries in (1, 4):
            found[f"{bundle.hash}, best of {tries}"] = (voices[bundle.hash], tries, {})
    return found


def judged(
    answers: Answers, usual: Answers | None, voice: Voice, vader: SentimentLabeller, ear: Once
) -> dict[str, dict[str, float]]:
    """Every measure with its interval, and how much fidelity is above the usual way's."""
    statistics: dict[str, Statistic | None] = {"fidelity": two_sample(answers)}
    if usual is not None:
        statistics["fidelity, more than usual"] = apart(statistics["fidelity"], two_sample(usual))
        for name, value in (("facts", kept), ("wishes", lambda each: granted(each, vader))):
            statistics[f"{name}, more than usual"] = mean(value(answers) - value(usual))
    measured = facts(answers) | novelty(answers, voice.memory) | safety(answers) | control(answers, voice.topics)
    wanted = ("fact_survival", "invented_numbers", "train_run_p99", "train_nearest", "not_shown", "control_length")
    statistics |= {name: measured[name] for name in wanted}
    statistics["wishes"] = mean(granted(answers, vader))
    if ear.forecast:
        statistics["forecast"] = mean(answers.over(lambda _, post: float(ear.reception([post.texts[0]])[0])))
    resampler = Resampler([case.id for case in answers.cases])
    scores = {name: resampler.score(statistic, "1") for name, statistic in statistics.items() if statistic}
    return {
        name: {key: asdict(score)[key] for key in ("value", "lo", "hi", "n")} for name, score in scores.items() if score
    }


def kept(answers: Answers) -> np.ndarray:
    from miles.analysis.facts import survival

    return answers.over(lambda case, post: survival(case.draft.text, post.text))


def granted(answers: Answers, vader: SentimentLabeller) -> np.ndarray:
    """Share of each draft's wishes that its post grants; sentiment is heard by VADER, which never chose; no topics."""

    def share(case: Case, post: Candidate) -> float | None:
        [found] = grants(case.draft, [post.texts], None, None)
        told = [grant.is_granted for grant in found.values()]
        if case.draft.sentiment:
            told.append(vader.label(post.text) == case.draft.sentiment)
        return float(np.mean(told)) if told else None

    return answers.over(share)


def apart(ours: Statistic | None, usual: Statistic | None) -> Statistic | None:
    if ours is None or usual is None:
        return None
    both = ours.applies & usual.applies
    return Statistic(lambda weights: ours.of(weights) - usual.of(weights), both, bounds="percentile")


def guarded(voice: Voice, asked: Sequence[Case], tries: int) -> dict[str, object]:
    """Of all texts written, before any choice: the share that copies a training post, and is not shown at all."""
    once = replace(voice.sampling, oversample=1)
    writer = Voice(voice.engine, once, voice.memory, voice.topics)
    some = [one for texts in writer.write_many([case.draft for case in asked], tries) for one in texts]
    out: dict[str, object] = {}
    for name, is_so in (
        ("copies", [float("copies a training post" in one.faults) for one in some]),
        ("not shown", [float(not one.is_shown) for one in some]),
    ):
        score = Resampler([str(k) for k in range(len(some))]).score(mean(is_so), "1")
        out[name] = {key: asdict(score)[key] for key in ("value", "lo", "hi", "n")}
    runs = [max(map(voice.memory.longest_run, one.texts)) for one in some]
    return out | {"longest verbatim run, 99th percentile": float(np.quantile(runs, 0.99)), "longest": max(runs)}


def fluency(voices: dict[str, Voice], asked: Sequence[Case]) -> dict[str, object]:
    """Bits per character of the posts behind the drafts, read without these, and how many more than the first voice."""
    told = [(case.id, text) for case in asked for text in case.texts]
    texts = [text for _, text in told]
    chars, resampler = [char_count(text) for text in texts], Resampler([group for group, _ in told])
    bits = {name: voice.bits(texts) for name, voice in voices.items()}
    first = next(iter(bits.values()))
    scores = {
        name: (resampler.score(ratio(some, chars), "1"), resampler.score(ratio(some - first, chars), "1"))
        for name, some in bits.items()
    }
    return {name: {"bits": asdict(own), "more": asdict(more)} for name, (own, more) in scores.items() if own and more}


def cost(voice: Voice, asked: Sequence[Case], tries: int) -> float:
    """Processor time a draft, each asked for alone and written anew."""
    sampling = replace(voice.sampling, oversample=tries)
    engine = voice.engine.engine  # not what was kept
    fresh = Voice(engine, sampling, voice.memory, voice.topics, voice.judge, voice.recall)
    started = time.process_time()
    for case in asked[:TIMED]:
        fresh.write(case.draft, seed=1)
    return 1e3 * (time.process_time() - started) / TIMED


def quick(folder: Path) -> LoopEngine:
    """The engine of a sealed folder, torch weights read as ONNX."""
    if (folder / FILE).is_file():
        return EnsembleEngine.load(folder, quick)
    if not (folder / "model.safetensors").is_file():
        return load_engine(folder, threads=2)
    place = Path("runs") / f"onnx-{file_sha256(folder / 'model.safetensors')[:16]}"
    if not place.is_dir():
        export(folder, place)
    return load_engine(place, threads=2)


def reception(author: str) -> Reception | None:
    """Likes as the shelf's forecaster of the author expects them just after the posts it knows, if there is one."""
    if author not in {entry.author for entry in Forecasters(".shelf").entries()}:
        return None
    return Expected(".shelf", author, lambda: Embedder(Path("data/encoder"))).reception


def about(manifest: dict[str, object]) -> dict[str, object]:
    return {key: manifest.get(key) for key in ("form", "members", "weights", "ngram", "parameters", "data", "code")}


if __name__ == "__main__":
    main(*sys.argv[1:])
