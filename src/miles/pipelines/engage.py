"""posts with counts -> a sealed Forecaster on the shelf, and scores.json of the newest posts

make engage AUTHOR=milesdeutscher
"""

from __future__ import annotations

import json
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.analysis.level import History, as_read, refuse_uncounted
from miles.analysis.outcomes import Outcomes, roots
from miles.collection.parquet import read_posts
from miles.collection.threads import threads
from miles.corpus.split import split
from miles.evaluation.engagement import score_forecasts, show_forecasts
from miles.evaluation.metric import write_scores
from miles.pipelines.run import Run
from miles.post.tally import Tally
from miles.registry.forecaster import SealedForecaster


def engage(cfg: DictConfig, run: Run) -> Path:
    """Learn how the older posts were received, forecast the newest, and say how well beside the baselines."""
    tally = Tally()
    interim = Path(cfg.paths.interim)
    posts = as_read(read_posts(interim / "posts.parquet"))
    refuse_uncounted(roots(threads(posts)))
    parts = split(threads(posts), test_from=cfg.test_from, valid_share=0.0, embargo_h=cfg.embargo_h, tally=tally)
    history = History.of(roots(parts.train + parts.test))
    learnt, later = (Outcomes.of(part, history) for part in (parts.train, parts.test))
    embedder = instantiate(cfg.encoder).embedder(learnt.texts[-200:])
    known = History.of(roots(parts.train)).newest(300)
    forecaster, facts = instantiate(cfg.training).learn(learnt, known, embedder)
    forecaster.save(run.folder / "forecaster")
    ingested = json.loads((interim / "manifest.json").read_text())
    made = {
        "author": cfg.author.name, "handle": cfg.author.handle, "synthetic": cfg.author.synthetic,
        "comparable": ingested["comparable"], "newest_post": max(m.time for m in learnt.moments).isoformat(),
        "encoder": forecaster.encoder, "code": run.lineage["code"], **facts,
    }  # fmt: skip
    sealed = instantiate(cfg.forecasters).put(SealedForecaster.seal(run.folder / "forecaster", made))
    inputs = forecaster.inputs(later.texts, later.moments, forecaster.ear or embedder)
    scores = score_forecasts(forecaster, inputs, later, seed=cfg.seed, resamples=cfg.resamples)
    path = run.folder / "scores.json"
    write_scores(scores, path)
    run.record(forecaster=sealed.name, tally=tally.as_dict(), facts=made, seconds=run.seconds())
    print(tally)
    show_forecasts(scores, Console(width=100), is_synthetic=cfg.author.synthetic)
    print(f"{sealed.name} learnt from {facts['posts']:,} root posts; weights {facts['weights']}; {run.seconds():.0f} s")
    print(path)
    return path
