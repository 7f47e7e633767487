"""Tables and files in Weights & Biases, for results that are no training curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from miles.post.error import MilesError

Mode = Literal["offline", "online", "disabled"]
Rows = Sequence[Mapping[str, Any]]  # all with the same keys


@dataclass(frozen=True, slots=True)
class Tracker:
    """Offline under the run's folder unless told otherwise; no host name, user, git remote or output is collected."""

    mode: Mode = "offline"
    project: str = "miles"

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode):
            raise MilesError(f"mode={self.mode} is none of W&B's", f"choose one of: {', '.join(get_args(Mode))}")

    def log(
        self,
        folder: Path,
        kind: str,
        *,
        tables: Mapping[str, Rows],
        files: Mapping[str, Path] | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """One run under `folder`, named as it: a table for each name, and an artefact `<kind>-<name>` for each file."""
        if self.mode == "disabled":
            return
        import wandb

        wandb.setup(wandb.Settings(silent=True))
        run = wandb.init(
            project=self.project,
            dir=str(folder),
            name=folder.name,
            job_type=kind,
            config=dict(facts or {}),
            mode=self.mode,
            settings=wandb.Settings(silent=True, console="off", x_disable_meta=True, x_disable_stats=True),
        )
        for name, rows in tables.items():
            columns: list[str | int] = list(rows[0]) if rows else []
            run.log({name: wandb.Table(columns=columns, data=[list(row.values()) for row in rows])})
        for name, path in (files or {}).items():
            artefact = wandb.Artifact(f"{kind}-{name}", type=kind, metadata=dict(facts or {}))
            artefact.add_file(str(path))
            run.log_artifact(artefact)
        run.finish()
