"""Several judged runs beside each other, from local files only: a table in the terminal and one HTML page."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from miles.post.error import MilesError
from miles.report import plot
from miles.report.judged import Figure, Judged, judged_runs, read_judged
from miles.report.page import TRAINING, Drawings, Meaning, better, is_drawn, render

VOICE = "voice"
FRONTS = ("bits_per_char", "fidelity")  # the qualities that are drawn against time and size


def chosen(runs: str, folder: Path, author: str | None = None) -> list[Judged]:
    """The runs named in `runs` (folders or their names, by blanks), or all judged ones in `folder`."""
    if not runs.split():
        return judged_runs(folder, author)
    found = []
    for name in runs.split():
        path = next((place for place in (Path(name), folder / name) if place.is_dir()), None)
        if path is None:
            known = sorted(place.parent.name for place in folder.glob("*/scores.json"))
            close = difflib.get_close_matches(Path(name).name, known, n=3) or known[-3:]
            raise MilesError(
                f"no run folder {name!r}", f"judged runs: {', '.join(close) or 'none, run `make evaluate`'}"
            )
        found.append(read_judged(path))
    return found


def labels(runs: Sequence[Judged]) -> list[str]:
    """A short name per run: the voice, with its author where they differ and its time where it was judged twice."""
    is_one_author = len({run.author for run in runs}) == 1
    voices = [
        f"{run.bundle.partition(':')[2][:6]}" if is_one_author else f"{run.author}:{run.bundle.partition(':')[2][:6]}"
        for run in runs
    ]
    times = [run.name.partition("-")[0] for run in runs]  # 20261123T043632
    return [
        voice if voices.count(voice) == 1 else f"{voice} {time[4:6]}-{time[6:8]} {time[9:11]}:{time[11:13]}"
        for voice, time in zip(voices, times, strict=True)
    ]


def differences(runs: Sequence[Judged]) -> dict[str, list[str]]:
    """Settings and facts that are not the same in all runs: name -> one value per run."""
    facts = [_facts(run) for run in runs]
    names = dict.fromkeys(name for each in facts for name in each)
    rows = {name: [each.get(name, "–") for each in facts] for name in names}
    return {name: values for name, values in rows.items() if len(set(values)) > 1}


def _facts(run: Judged) -> dict[str, str]:
    said = run.training.get("command", run.voice.get("command", ""))
    settings = dict(word.split("=", 1) for word in said.split() if "=" in word)
    known = {
        "weights": f"{run.voice['parameters']:,}" if "parameters" in run.voice else "",
        "training, s": f"{run.training['seconds']:.0f}" if "seconds" in run.training else "",
        "newest post": str(run.voice.get("newest_post", ""))[:10],
        "form": str(run.voice.get("form") or ""),
        "megabytes": f"{run.facts['megabytes']:.1f}" if "megabytes" in run.facts else "",
        "processor ms a draft": f"{run.facts['draft_ms']:.0f}" if "draft_ms" in run.facts else "",
        "judged on": str(run.facts.get("cases", ""))[:12],
        "code": str(run.lineage.get("code", "")),
        "marks": ", ".join(run.marks),
    }
    versions = {
        f"version of {name}": cell.version for name, cell in run.scores.get(VOICE, {}).items() if "/" not in name
    }
    return settings | {name: value for name, value in known.items() if value} | versions


def is_same_test(runs: Sequence[Judged]) -> bool:
    """Whether all runs were judged on the same posts: only then do their numbers compare."""
    return len({run.facts.get("cases") for run in runs}) == 1


def show_comparison(runs: Sequence[Judged], metrics: Mapping[str, Meaning], console: Console) -> None:
    """Metrics down, runs across; where runs are many, one block after another. The best of a row is bold."""
    names, rows = labels(runs), _rows(runs, metrics)
    across = max(1, (console.width - 24) // 20)
    for start in range(0, len(runs), across):
        part = slice(start, start + across)
        table = Grid(box=None, pad_edge=False, header_style="bold")
        table.add_column("")
        for name in names[part]:
            table.add_column(name, justify="right", overflow="fold")
        for metric, cells in rows:
            best = _best(metric, cells)
            shown = [_cell(metric, cell, is_best=cell is not None and cell is best) for cell in cells[part]]
            table.add_row(Text(f"{metric.label} {_arrow(metric)}"), *shown)
        for name, values in differences(runs).items():
            table.add_row(Text(name, style="dim"), *(Text(value, style="dim") for value in values[part]))
        console.print(table)
    for mark in dict.fromkeys(f"{run.author}: {mark}" for run in runs for mark in run.marks):
        console.print(Text(mark, style="bold yellow"))
    if not is_same_test(runs):
        console.print(Text("Judged on different posts: the numbers of different runs do not compare.", style="yellow"))
    console.print(Text("[ ] 95 % interval   ↑ more is better   ↓ less is better   bold: best of the row", style="dim"))


def cells(runs: Sequence[Judged], metrics: Mapping[str, Meaning]) -> list[dict[str, Any]]:
    """The score table as rows of plain values, one for each run and metric."""
    return [
        {"run": name, "voice": run.bundle, "metric": metric.name, "value": cell.value, "lo": cell.lo, "hi": cell.hi}
        | {"n": cell.n, "version": cell.version}
        for metric, row in _rows(runs, metrics)
        for name, run, cell in zip(labels(runs), runs, row, strict=True)
        if cell is not None
    ]


def comparison(runs: Sequence[Judged], metrics: Mapping[str, Meaning]) -> str:
    """The same as a page, with a forest plot per metric and the training curves of all runs in one drawing."""
    draw = Drawings()
    names, rows = labels(runs), _rows(runs, metrics)
    plots = []
    for metric, cells in filter(lambda row: is_drawn(row[0]), rows):
        known = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        spoken = "; ".join(f"{name} {metric.show(cell.value)}" for name, cell in known.items())
        drawn = plot.forest(known, (), metric.show, is_share=metric.unit == "%" or metric.name == "fidelity")
        plots.append({"metric": metric, "better": better(metric), "svg": draw(drawn, f"{metric.label}: {spoken}")})
    view = {
        "names": names,
        "marks": list(dict.fromkeys(f"{run.author}: {mark}" for run in runs for mark in run.marks)),
        "runs": runs,
        "is_same_test": is_same_test(runs),
        "rows": [(metric, better(metric), [_plain(metric, cell) for cell in cells]) for metric, cells in rows],
        "differences": differences(runs),
        "plots": plots,
        "fronts": _fronts(rows, names, runs, draw),
        "curves": _curves(runs, names, draw),
        "written": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    }
    return render("compare.html.j2", view)


def _rows(runs: Sequence[Judged], metrics: Mapping[str, Meaning]) -> list[tuple[Meaning, list[Figure | None]]]:
    found = []
    for name, metric in metrics.items():
        cells = [run.scores.get(VOICE, {}).get(name) for run in runs]
        if metric.is_main and any(cells):
            found.append((metric, cells))
    return found


def _fronts(
    rows: Sequence[tuple[Meaning, list[Figure | None]]], names: Sequence[str], runs: Sequence[Judged], draw: Drawings
) -> list[dict[str, Any]]:
    """Quality against time and size, one drawing for each of FRONTS; only runs that were timed, and two at least."""
    drawings = []
    for metric, cells in rows:
        points = {
            name: (float(run.facts["draft_ms"]), cell.value, float(run.facts["megabytes"]))
            for name, run, cell in zip(names, runs, cells, strict=True)
            if cell is not None and "draft_ms" in run.facts
        }
        if metric.name in FRONTS and len(points) > 1:
            said = f"{metric.label} against processor time a draft; the size of a dot is that of the voice"
            drawn = plot.pareto(
                points,
                metric.label,
                is_higher_better=bool(metric.higher_is_better),
                time="processor ms a draft",
            )
            drawings.append({"title": said, "svg": draw(drawn, said)})
    return drawings


def _curves(runs: Sequence[Judged], names: Sequence[str], draw: Drawings) -> list[dict[str, Any]]:
    """One drawing per logged quantity, one line per run, at most as many as there are colours."""
    drawings = []
    for title, columns in TRAINING.items():
        for column, label in columns.items():
            lines = {name: run.curves[column] for name, run in zip(names, runs, strict=True) if column in run.curves}
            if lines:
                newest = dict(list(lines.items())[-len(plot.SERIES) :])
                said = f"{title}, {label}" + (f" (newest {len(newest)} of {len(lines)})" if newest != lines else "")
                drawings.append({"title": said, "svg": draw(plot.curves(newest), f"{said} against steps")})
    return drawings


def _plain(metric: Meaning, cell: Figure | None) -> dict[str, str] | None:
    if cell is None:
        return None
    return {
        "value": metric.show(cell.value),
        "lo": metric.show(cell.lo),
        "hi": metric.show(cell.hi),
        "n": f"{cell.n:,}",
    }


def _best(metric: Meaning, cells: Sequence[Figure | None]) -> Figure | None:
    known = [cell for cell in cells if cell is not None]
    if len(known) < 2 or metric.higher_is_better is None or len({cell.version for cell in known}) > 1:
        return None
    return (max if metric.higher_is_better else min)(known, key=lambda cell: cell.value)


def _arrow(metric: Meaning) -> str:
    return {True: "↑", False: "↓", None: ""}[metric.higher_is_better]


def _cell(metric: Meaning, cell: Figure | None, *, is_best: bool) -> Text:
    if cell is None:
        return Text("–", style="dim")
    bounds = f"[{metric.show(cell.lo)} {metric.show(cell.hi)}]".replace(" %", "")
    return Text.assemble((metric.show(cell.value), "bold" if is_best else ""), " ", (bounds, "dim"))
