"""A run's numbers as one CSV that a resumed run continues."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pytorch_lightning.loggers import WandbLogger
from pytorch_lightning.loggers.logger import Logger, rank_zero_experiment
from pytorch_lightning.utilities.rank_zero import rank_zero_only

from miles.post.whole import whole


class MetricsFile(Logger):
    """`save_dir`/metrics.csv: a row for each logged step, a column for each metric, empty where not logged.

    Lightning's own CSV logger deletes the file of a run that goes on. Here the rows that a killed
    run wrote after its last checkpoint are replaced, the others kept.
    """

    def __init__(self, save_dir: str, version: str = "") -> None:
        super().__init__()
        self.path = Path(save_dir) / "metrics.csv"
        self._version = version
        self._rows: list[dict[str, Any]] | None = None

    @property
    def name(self) -> str:
        return ""

    @property
    def version(self) -> str:
        return self._version

    @property
    @rank_zero_experiment
    def experiment(self) -> Path:
        return self.path

    @property
    def save_dir(self) -> str:
        return str(self.path.parent)

    @rank_zero_only
    def log_hyperparams(self, params: dict[str, Any] | Namespace, *args: Any, **kwargs: Any) -> None:
        """The run folder's config.yaml has them already."""

    @rank_zero_only
    def log_metrics(self, metrics: Mapping[str, float], step: int | None = None) -> None:
        at = int(step or 0)
        if self._rows is None:
            self._rows = [row for row in read_metrics(self.path) if int(row["step"]) < at]
        if not self._rows or int(self._rows[-1]["step"]) != at:
            self._rows.append({"step": at})
        self._rows[-1] |= {name: float(value) for name, value in metrics.items()}

    @rank_zero_only
    def save(self) -> None:
        if not self._rows:
            return
        columns = ["step", *sorted({name for row in self._rows for name in row} - {"step"})]
        with whole(self.path) as temporary, temporary.open("w", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(self._rows)

    @rank_zero_only
    def finalize(self, status: str) -> None:
        self.save()


def read_metrics(path: Path) -> list[dict[str, str]]:
    """The rows of a metrics.csv without their empty cells; none where there is no file."""
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        return [{name: value for name, value in row.items() if value} for row in csv.DictReader(file)]


class Wandb(WandbLogger):
    """Weights & Biases under `save_dir`, offline unless told otherwise; a resumed run keeps its id.

    No host name, user, git remote or console output is collected.
    """

    def __init__(self, save_dir: str, version: str, project: str = "miles", is_offline: bool = True) -> None:
        import wandb

        wandb.setup(wandb.Settings(silent=True))
        super().__init__(
            save_dir=save_dir,
            id=version,
            name=version,
            project=project,
            mode="offline" if is_offline else "online",  # beats WANDB_MODE, and leaves the environment alone
            settings=wandb.Settings(silent=True, console="off", x_disable_meta=True, x_disable_stats=True),
        )
