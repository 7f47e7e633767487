from __future__ import annotations

from pathlib import Path

from miles.training.metrics import MetricsFile, Wandb, read_metrics


def test_one_row_a_step_and_one_column_a_metric(tmp_path: Path) -> None:
    log = MetricsFile(str(tmp_path))
    log.log_metrics({"loss": 2.5, "epoch": 0}, step=9)
    log.log_metrics({"valid": 1.25}, step=9)
    log.log_metrics({"loss": 2.0}, step=19)
    log.finalize("success")
    assert (tmp_path / "metrics.csv").read_text().splitlines() == [
        "step,epoch,loss,valid", "9,0.0,2.5,1.25", "19,,2.0,",
    ]  # fmt: skip
    assert (log.name, log.version, log.save_dir, log.experiment) == ("", "", str(tmp_path), tmp_path / "metrics.csv")


def test_a_resumed_run_replaces_what_came_after_its_checkpoint(tmp_path: Path) -> None:
    first = MetricsFile(str(tmp_path))
    for step in (9, 19, 29):
        first.log_metrics({"loss": float(step)}, step)
        first.save()
    second = MetricsFile(str(tmp_path))
    second.log_hyperparams({"lr": 1})
    second.log_metrics({"loss": -1.0}, 19)
    second.save()
    assert [(row["step"], row["loss"]) for row in read_metrics(tmp_path / "metrics.csv")] == [
        ("9", "9.0"),
        ("19", "-1.0"),
    ]


def test_nothing_logged_leaves_no_file(tmp_path: Path) -> None:
    MetricsFile(str(tmp_path)).finalize("success")
    assert read_metrics(tmp_path / "metrics.csv") == []


def test_wandb_writes_offline_under_the_run_folder(tmp_path: Path) -> None:
    log = Wandb(str(tmp_path), "a-run")
    log.log_metrics({"loss": 1.0}, 0)
    log.experiment.finish()
    [folder] = (tmp_path / "wandb").glob("offline-run-*-a-run")
    assert list(folder.glob("*.wandb"))
