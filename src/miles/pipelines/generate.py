"""a draft or an idea -> posts in the author's voice, on the screen

make generate DRAFT="BTC reclaimed 100k, but alts are still weak" PARTS=3 N=5
"""

from __future__ import annotations

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.analysis.sentiment import apart
from miles.model.engines import load_engine
from miles.pipelines.run import Run
from miles.post.draft import Draft, whole_number, wishes
from miles.registry.forecaster import Expected
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate, Voice
from miles.report.screen import show_candidates

MOST = 100  # candidates: more is no choice any more, and minutes of waiting


def generate(cfg: DictConfig, run: Run) -> list[Candidate]:
    """Write `n` candidates with the best voice on the shelf; each is labelled AI-generated."""
    draft = Draft(
        text=cfg.draft or "",
        topic=cfg.topic,
        **wishes(parts=cfg.parts, sentiment=cfg.sentiment, length=cfg.length, is_thread=cfg.is_thread),
    )
    n, seed = whole_number("n", cfg.n, 1, MOST), whole_number("seed", cfg.seed, 0, 2**63 - 1)
    bundle = Shelf(cfg.paths.shelf).get(cfg.bundle, cfg.author.name)
    labels = bundle.manifest["labels"]["sentiment"]
    listener = apart(instantiate(cfg.listener).listeners(), labels)[0] if draft.sentiment else None
    expected = Expected(cfg.paths.shelf, bundle.author, lambda: instantiate(cfg.encoder).embedder([draft.text]))
    voice = Voice.of(bundle, load_engine(bundle.path), listener, expected)
    candidates = voice.write(draft, n=n, seed=seed)
    show_candidates(candidates, draft, bundle.name, is_synthetic=bundle.manifest["synthetic"], seconds=run.seconds())
    return candidates
