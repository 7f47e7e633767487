"""One judged run as a single HTML page that needs nothing else: no network, no script, no second file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from miles.report import plot
from miles.report.judged import Figure, Judged

REAL = "real posts"
BESIDE = (REAL, "retrieval", "draft unchanged")  # systems drawn beside the voice where drafts are told by kind
TRAINING = {  # drawing -> columns of metrics.csv and what they are called
    "loss": {"train/loss": "training", "valid/loss": "validation, no draft", "valid/loss_with_draft": "with its draft"},
    "bits per character": {
        "valid/bits_per_char": "validation, no draft",
        "valid/bits_per_char_with_draft": "with its draft",
    },
}


class Meaning(Protocol):
    """What the page needs to know of a metric."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def digits(self) -> int: ...
    @property
    def is_main(self) -> bool: ...
    @property
    def higher_is_better(self) -> bool | None: ...
    def show(self, value: float) -> str: ...


def page(
    judged: Judged,
    metrics: Mapping[str, Meaning],
    questions: Mapping[str, Sequence[str]],
    tallies: Mapping[str, Mapping[str, Any]],
    *,
    data: Mapping[str, Any] | None = None,
    voices: Sequence[str] = ("voice",),
) -> str:
    """The page as text. `questions` groups families of metrics, `tallies` names what dropped rows and why
    (as `Tally.as_dict` tells), `data` is what the posts' manifest says of them."""
    draw = Drawings()
    view = {
        "judged": judged,
        "voice": judged.voice,
        "data": data or {},
        "marks": judged.marks,
        "systems": list(judged.scores),
        "voices": voices,
        "cards": _cards(judged, metrics, voices),
        "questions": [
            _question(title, families, judged, metrics, voices, draw) for title, families in questions.items()
        ],
        "kinds": _kinds(judged, metrics, voices, draw),
        "training": _training(judged, draw),
        "examples": judged.examples,
        "tallies": tallies,
        "lineage": _lineage(judged),
        "everything": _everything(judged, metrics, voices),
        "written": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "day": lambda moment: str(moment)[:10],
    }
    return render("page.html.j2", view)


def render(template: str, view: Mapping[str, Any]) -> str:
    """A template of this room with every value escaped: posts come from strangers."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("miles", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template(template).render(view)


def better(metric: Meaning) -> str:
    """Which way is better, in words."""
    return {True: "higher is better", False: "lower is better", None: "neither way is better"}[metric.higher_is_better]


def is_drawn(metric: Meaning) -> bool:
    """Safety is a table of zeros at best: a plot would show nothing."""
    return metric.is_main and metric.family != "safety"


class Drawings:
    """Hands out SVGs with ids that differ, marked as safe: their labels are escaped by the drawing itself."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, drawn: str, title: str) -> Any:
        from markupsafe import Markup

        self._count += 1
        return Markup(plot.apart(drawn, f"p{self._count}", title))  # noqa: S704


def _shown(metric: Meaning, cell: Figure | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    lo, hi = (metric.show(bound).replace(" %", "") for bound in (cell.lo, cell.hi))
    return {"value": metric.show(cell.value), "lo": lo, "hi": hi, "n": cell.n, "version": cell.version}


def _cards(judged: Judged, metrics: Mapping[str, Meaning], voices: Sequence[str]) -> list[dict[str, Any]]:
    """The main numbers of the voice: likeness beside the best baseline, the rest beside the real posts."""
    cards = []
    for metric in metrics.values():
        mine = next((judged.scores[v][metric.name] for v in voices if metric.name in judged.scores.get(v, {})), None)
        if not is_drawn(metric) or mine is None:
            continue
        others = {s: rows[metric.name] for s, rows in judged.scores.items() if s not in voices and metric.name in rows}
        beside = _best(others, metric) if metric.family in ("fluency", "fidelity") else REAL
        cards.append(
            {"metric": metric, "better": better(metric), **(_shown(metric, mine) or {}),
             "beside": f"{beside} {metric.show(others[beside].value)}" if beside in others else ""}
        )  # fmt: skip
    return cards


def _best(others: Mapping[str, Figure], metric: Meaning) -> str | None:
    """The best that is neither a voice nor the author."""
    names = [system for system in others if system != REAL]
    pick = max if metric.higher_is_better else min
    return pick(names, key=lambda system: others[system].value) if names else None


def _question(
    title: str,
    families: Sequence[str],
    judged: Judged,
    metrics: Mapping[str, Meaning],
    voices: Sequence[str],
    draw: Drawings,
) -> dict[str, Any]:
    """A table and its plots: the main metrics of some families."""
    family = [metric for metric in metrics.values() if metric.family in families]
    columns = [metric for metric in family if metric.is_main]
    measured = {metric.name for metric in columns if any(metric.name in rows for rows in judged.scores.values())}
    rows = {
        system: [_shown(metric, cells.get(metric.name)) for metric in columns if metric.name in measured]
        for system, cells in judged.scores.items()
        if measured & set(cells)
    }
    plots = []
    for metric in columns:
        if metric.name in measured and is_drawn(metric):
            cells = {system: cells[metric.name] for system, cells in judged.scores.items() if metric.name in cells}
            drawn = plot.forest(cells, voices, metric.show, is_share=metric.unit == "%" or metric.name == "fidelity")
            spoken = "; ".join(f"{system} {metric.show(cell.value)}" for system, cell in cells.items())
            plots.append({"metric": metric, "better": better(metric), "svg": draw(drawn, f"{metric.label}: {spoken}")})
    return {
        "title": title,
        "columns": [(metric, better(metric)) for metric in columns if metric.name in measured],
        "missing": [metric for metric in columns if metric.name not in measured],
        "rows": rows,
        "plots": plots,
    }


def _kinds(
    judged: Judged, metrics: Mapping[str, Meaning], voices: Sequence[str], draw: Drawings
) -> list[dict[str, Any]]:
    """Main metrics for each kind of draft, the voice beside a few others."""
    drawn = []
    for metric in metrics.values():
        if not is_drawn(metric):
            continue
        table = {}
        for system in (*voices, *BESIDE):
            cells = {
                key.partition("/")[2]: cell
                for key, cell in judged.scores.get(system, {}).items()
                if key.startswith(f"{metric.name}/")
            }
            if cells:
                table[system] = cells
        if table and any(voice in table for voice in voices):
            is_share = metric.unit == "%" or metric.name == "fidelity"
            spoken = "; ".join(
                f"{system}: " + ", ".join(f"{kind} {metric.show(cell.value)}" for kind, cell in cells.items())
                for system, cells in table.items()
            )
            svg = draw(plot.kinds(table, metric.show, is_share=is_share), f"{metric.label} by kind of draft. {spoken}")
            drawn.append({"metric": metric, "better": better(metric), "svg": svg})
    return drawn


def _training(judged: Judged, draw: Drawings) -> list[dict[str, Any]]:
    drawings = []
    for title, columns in TRAINING.items():
        lines = {label: judged.curves[column] for column, label in columns.items() if column in judged.curves}
        if lines:
            ends = "; ".join(f"{label} ends at {values[-1]:.3f}" for label, (_, values) in lines.items())
            drawings.append(
                {"title": title, "ends": ends, "svg": draw(plot.curves(lines), f"{title} against steps: {ends}")}
            )
    return drawings


def _lineage(judged: Judged) -> dict[str, str]:
    """Where the numbers come from: enough to make them again."""
    trained, facts = judged.training, judged.lineage.get("facts", {})
    rows = {
        "voice": judged.bundle,
        "weights": f"{judged.voice['parameters']:,}" if "parameters" in judged.voice else "",
        "trained by": trained.get("command", judged.voice.get("command", "")),
        "training took": f"{trained['seconds']:.0f} s" if "seconds" in trained else "",
        "newest post seen": str(judged.voice.get("newest_post", "")),
        "prompt version": str(judged.voice.get("prompt_version", "")),
        "training posts, sha256": str(judged.voice.get("data", "")),
        "judged by": judged.lineage.get("command", ""),
        "judged on": f"{facts.get('posts', '')}, sha256 {facts.get('cases', '')}" if facts else "",
        "code": str(judged.lineage.get("code", "")),
        "packages": ", ".join(f"{name} {number}" for name, number in judged.lineage.get("packages", {}).items()),
        "scores": str(judged.folder / "scores.json"),
    }
    return {name: value for name, value in rows.items() if value}


def _everything(
    judged: Judged, metrics: Mapping[str, Meaning], voices: Sequence[str]
) -> list[tuple[Meaning, dict[str, Any]]]:
    """Every metric of the voice, with what it means."""
    mine = next((judged.scores[voice] for voice in voices if voice in judged.scores), {})
    return [(metric, shown) for name, metric in metrics.items() if (shown := _shown(metric, mine.get(name)))]


def name_of(judged: Judged) -> Path:
    """`<author>-<hash>.html`"""
    return Path(f"{judged.bundle.replace(':', '-')}.html")
