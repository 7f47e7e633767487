"""a Forecaster + later posts with counts -> runs/<run>/scores.json

make forecast POSTS=<any readable file>
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hydra.utils import instantiate
from omegaconf import DictConfig
from rich.console import Console

from miles.analysis.engagement import Forecaster
from miles.analysis.level import History, as_read, refuse_uncounted
from miles.analysis.outcomes import Outcomes, roots
from miles.cleaning.clean import day
from miles.collection.threads import threads
from miles.corpus.given import given_posts
from miles.evaluation.engagement import score_forecasts, show_forecasts
from miles.evaluation.metric import write_scores
from miles.pipelines.run import Run
from miles.post.tally import Tally
from miles.registry.forecaster import Forecasters


def forecast(cfg: DictConfig, run: Run) -> Path:
    """Forecast each root post from what was known before it, and compare with what was counted."""
    sealed = Forecasters(cfg.paths.shelf).get(cfg.forecaster, cfg.author.name)
    forecaster, facts, tally = Forecaster.load(sealed.path), sealed.manifest, Tally()
    gate = instantiate(cfg.gate, handle=facts["handle"], exports={}, override=True)
    cleaner = instantiate(cfg.cleaner, handle=facts["handle"], until=cfg.until)
    posts = as_read(given_posts(Path(cfg.posts), gate, cleaner, tally, columns=cfg.columns))
    refuse_uncounted(roots(threads(posts)))
    history = forecaster.history + History.of(roots(threads(posts)))
    begin = day(cfg.since, "since") or datetime.fromisoformat(facts["newest_post"])
    later = Outcomes.of(threads(posts), history, after=begin)
    embedder = forecaster.ear or instantiate(cfg.encoder).embedder(later.texts[:200])
    inputs = forecaster.inputs(later.texts, later.moments, embedder)
    scores = score_forecasts(forecaster, inputs, later, seed=cfg.seed, resamples=cfg.resamples)
    path = run.folder / "scores.json"
    write_scores(scores, path)
    run.record(forecaster=sealed.name, tally=tally.as_dict(), seconds=run.seconds())
    print(tally)
    show_forecasts(scores, Console(width=100), is_synthetic=facts["synthetic"])
    print(f"{sealed.name} learnt from posts up to {facts['newest_post'][:10]}; {len(later):,} later ones\n{path}")
    return path
