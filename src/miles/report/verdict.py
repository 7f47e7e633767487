"""A Verdict as a person reads it: a table in the terminal, and a drawing of every difference."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from miles.abtest.power import drafts_needed
from miles.abtest.verdict import Contrast, Verdict
from miles.report import plot
from miles.report.judged import Figure
from miles.report.page import Meaning

HEADS = ("", "A", "B", "B - A [95 %]", "p", "B won/tied/lost", "n", "sees")
ROOMY = ("B won/tied/lost", "sees")  # columns of wide terminals
WIDE = 104


def show_verdict(
    verdict: Verdict, metrics: Mapping[str, Meaning], console: Console, *, is_synthetic: bool = False
) -> None:
    """Both voices by every metric, how sure the difference is, who wins, and how many drafts would settle the rest."""
    if is_synthetic:
        console.print(Text("SYNTHETIC AUTHOR", style="bold yellow"))
    table = Table(box=None, pad_edge=False, header_style="dim", title_justify="left", title_style="bold",
                  title=f"\nA {verdict.a}\nB {verdict.b}   rule: B has to be {verdict.rule}")  # fmt: skip
    heads = [head for head in HEADS if console.width >= WIDE or head not in ROOMY]
    for head in heads:
        table.add_column(head, justify="right" if head else "left", no_wrap=bool(head), min_width=None if head else 20)
    for one in verdict.contrasts:
        cells = _row(one, metrics[one.metric], verdict.alpha)
        table.add_row(*(cells[head] for head in heads))
    timed = verdict.measured.get("latency")
    if timed:
        cells = _row(Contrast(**timed), metrics[timed["metric"]], verdict.alpha)
        table.add_row(*(cells[head] for head in heads))
    console.print(table)
    console.print(Text(_note(verdict), style="dim"))
    name = {verdict.a: "A", verdict.b: "B", None: "neither"}[verdict.winner]
    console.print(Text.assemble("winner: ", (name, "bold green" if verdict.winner else "bold"), f", {verdict.reason}"))
    for line in settling(verdict, metrics):
        console.print(Text(line, style="yellow"))


def settling(verdict: Verdict, metrics: Mapping[str, Meaning]) -> list[str]:
    """For each deciding metric that is open: how many drafts would show a difference as large as its margin."""
    lines = []
    for one in verdict.contrasts:
        is_open = not one.is_not_worse if verdict.rule == "not worse" else not one.favours(verdict.alpha)
        if one.decides and one.margin and one.sd and is_open:
            needed = drafts_needed(one.margin, one.sd, verdict.alpha)
            metric = metrics[one.metric]
            size = f"{100 * one.margin:g} points" if metric.unit == "%" else f"{one.margin:g}"
            open_ = f"open; to see a difference of {size} takes {needed:,} posts, and these are {one.posts:,}"
            found = open_ if needed > one.posts else f"no sure difference; one of {size} would mostly have shown"
            lines.append(f"{metric.label}: {found}")
    return lines


def drawn(verdict: Verdict, metrics: Mapping[str, Meaning]) -> str:
    """Differences with their intervals, right of the line where B is better; each in units of its standard error."""
    rows = {}
    for one in verdict.contrasts:
        value, lo, hi = one.gain
        unit = (hi - lo) / 4 or 1.0  # an interval of 95 % is about four standard errors wide
        rows[metrics[one.metric].label] = Figure(value / unit, lo / unit, hi / unit, one.n)
    sure = [metrics[one.metric].label for one in verdict.contrasts if one.favours(verdict.alpha)]
    return plot.forest(
        rows, sure, lambda value: f"{round(value, 1) + 0.0:+.1f}", unit="standard errors; right: B is better"
    )


def _row(one: Contrast, metric: Meaning, alpha: float) -> dict[str, Text | str]:
    share = 100 if metric.unit == "%" else 1
    digits = metric.digits + 1
    effect = f"{share * one.effect:+.{digits}f} [{share * one.lo:+.{digits}f} {share * one.hi:+.{digits}f}]"
    side = one.favours(alpha)
    cells: list[Text | str] = [
        Text(("* " if one.decides else "  ") + metric.label, style="" if one.decides else "dim"),
        metric.show(one.a).removesuffix(" %"),
        metric.show(one.b).removesuffix(" %"),
        Text(effect, style={1: "green", -1: "red", 0: ""}[side]),
        f"{one.p_adjusted:.3f}" if one.p_adjusted >= 0.001 else "<.001",
        f"{one.wins}/{one.ties}/{one.losses}",
        f"{one.n:,}",
        f"{share * one.detectable:.{digits}f}",
    ]
    return dict(zip(HEADS, cells, strict=True))


def _note(verdict: Verdict) -> str:
    return (
        f"* decides: p corrected by Holm for all of them, alpha {verdict.alpha:g}; the others only inform. "
        f"Shares in percent.\np: permutation, posts as units; sees: the smallest true difference that so many show "
        f"4 times in 5. {verdict.n} drafts, seed {verdict.seed}."
    )
