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
from miles.post.error import MilesError
from miles.registry.forecaster import Expected
from miles.registry.shelf import Shelf
from miles.registry.voice import Candidate, Voice
from miles.report.screen import show_candidates

MOST = 100  # candidates: more is no choice any more, and minutes of waiting
MOST_BANNED, LONGEST = 100, 80  # phrases, and letters of one


def generate(cfg: DictConfig, run: Run) -> list[Candidate]:
    """Write `n` candidates with the best voice on the shelf; each is labelled AI-generated."""
    draft = Draft(
        text=cfg.draft or "",
        topic=cfg.topic,
        **wishes(parts=cfg.parts, sentiment=cfg.sentiment, length=cfg.length, is_thread=cfg.is_thread),
    )
    n, seed = whole_number("n", cfg.n, 1, MOST), whole_number("seed", cfg.seed, 0, 2**63 - 1)
    banned = phrases(cfg.ban)
    bundle = Shelf(cfg.paths.shelf).get(cfg.bundle, cfg.author.name)
    labels = bundle.manifest["labels"]["sentiment"]
    listener = apart(instantiate(cfg.listener).listeners(), labels)[0] if draft.sentiment else None
    expected = Expected(cfg.paths.shelf, bundle.author, lambda: instantiate(cfg.encoder).embedder([draft.text]))
    voice = Voice.of(bundle, load_engine(bundle.path), listener, expected)
    candidates = voice.write(draft, n=n, seed=seed, banned=banned)
    show_candidates(candidates, draft, bundle.name, is_synthetic=bundle.manifest["synthetic"], seconds=run.seconds())
    return candidates


def phrases(typed: str | None) -> list[str]:
    """Phrases between commas or in lines of their own. One letter would leave hardly a word."""
    found = [phrase.strip() for line in (typed or "").splitlines() for phrase in line.split(",")]
    found = [phrase for phrase in found if phrase]
    wrong = [phrase for phrase in found if not 2 <= len(phrase) <= LONGEST]
    if wrong or len(found) > MOST_BANNED:
        raise MilesError(
            f"ban holds {wrong[0][:20]!r}" if wrong else f"ban holds {len(found)} phrases",
            f"give at most {MOST_BANNED} phrases of 2 to {LONGEST} characters, with commas between",
        )
    return found
