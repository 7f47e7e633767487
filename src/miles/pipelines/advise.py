"""a draft -> how it would be received, how sure that is, and what would change it, on the screen

make advise DRAFT="BTC reclaimed 100k, but alts are still weak"
"""

from __future__ import annotations

from datetime import UTC, datetime

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.analysis.engagement import Forecaster, goal_of
from miles.analysis.levers import Advice, Adviser
from miles.pipelines.run import Run
from miles.post.error import MilesError
from miles.registry.forecaster import Forecasters
from miles.report.screen import show_advice


def moment(at: str | None) -> datetime:
    """A moment in UTC; None is now."""
    try:
        return datetime.fromisoformat(at).replace(tzinfo=UTC) if at else datetime.now(UTC)
    except ValueError:
        raise MilesError(f"at={at!r} is no moment", "write at=2025-03-01T16:00 (UTC)") from None


def advise(cfg: DictConfig, run: Run) -> Advice:  # noqa: ARG001
    """Forecast the draft as it stands, then with each change a person could make."""
    sealed = Forecasters(cfg.paths.shelf).get(cfg.forecaster, cfg.author.name)
    forecaster = Forecaster.load(sealed.path)
    embedder = forecaster.ear or instantiate(cfg.encoder).embedder([cfg.draft])
    at = moment(cfg.at)
    advice = Adviser(forecaster, embedder, goal_of(cfg.goal)).advise(cfg.draft, at)
    facts = sealed.manifest
    show_advice(advice, cfg.goal, sealed.name, facts["newest_post"], is_synthetic=facts["synthetic"])
    return advice
