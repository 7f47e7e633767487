"""Plots as SVG that takes its colours from the page: one drawing for light and dark, wide and narrow."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from math import log
from pathlib import Path
from textwrap import fill
from typing import Any

from miles.report.judged import Figure

# matplotlib wants colours, the page wants variables: these stand for them until the drawing is text
INK, ACCENT, DIM, LINE = "#010101", "#020202", "#030303", "#040404"
SERIES = ("#020202", "#050505", "#060606", "#070707", "#080808")
_VARIABLES = {
    INK: "currentColor",
    ACCENT: "var(--accent)",
    DIM: "var(--dim)",
    LINE: "var(--line)",
    **{colour: f"var(--series-{place})" for place, colour in enumerate(SERIES[1:], 1)},
}
MARKERS = ("o", "s", "^", "D", "v")
WIDTH = 4.4  # inches; narrow enough that the letters stay readable on a phone
LONGEST_NAME = 28  # letters in a line beside a forest, which leaves it half of the width
LEAST_HEIGHT = 0.02  # of a front's axis, in bits or fidelity: what is less apart looks alike, as it is


def forest(
    rows: Mapping[str, Figure],
    voices: Sequence[str],
    show: Callable[[float], str],
    *,
    is_share: bool = False,
    unit: str = "",
) -> str:
    """One line per system: its value and its 95 % interval, ours in the accent colour; `unit` stands below the axis."""
    below = 0.5 if unit else 0.34  # inches
    figure, axes = _canvas(0.28 + below + 0.25 * len(rows))
    names = {system: fill(system, LONGEST_NAME) for system in rows}
    for place, (system, cell) in enumerate(rows.items()):
        colour = ACCENT if system in voices else DIM
        weight = "bold" if system in voices else "normal"
        axes.plot([cell.lo, cell.hi], [place, place], color=colour, linewidth=1.6, clip_on=False)
        axes.plot([cell.value], [place], "o", color=colour, markersize=5, clip_on=False)
        axes.text(-0.05, place, names[system], transform=axes.get_yaxis_transform(), ha="right", va="center",
                  color=colour if system in voices else INK, weight=weight, parse_math=False)  # fmt: skip
        axes.text(1.05, place, show(cell.value), transform=axes.get_yaxis_transform(), ha="left", va="center",
                  color=INK, weight=weight, parse_math=False)  # fmt: skip
    axes.set_yticks([])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _scale(axes, [bound for cell in rows.values() for bound in (cell.lo, cell.hi)], show, is_share=is_share)
    axes.set_xlabel(unit, color=DIM)
    left = 0.06 + 0.0165 * max(len(line) for name in names.values() for line in name.splitlines() or [""])
    figure.subplots_adjust(left=left, right=0.85, top=0.97, bottom=below / figure.get_figheight())
    return _svg(figure)


def kinds(table: Mapping[str, Mapping[str, Figure]], show: Callable[[float], str], *, is_share: bool = False) -> str:
    """Kinds of draft down, one marker and interval per system: system -> kind -> Figure."""
    names = list(dict.fromkeys(kind for cells in table.values() for kind in cells))
    figure, axes = _canvas(0.85 + 0.42 * len(names))
    for turn, (system, cells) in enumerate(table.items()):
        shift = (turn - (len(table) - 1) / 2) * 0.2
        for kind, cell in cells.items():
            place = names.index(kind) + shift
            axes.plot([cell.lo, cell.hi], [place, place], color=SERIES[turn], linewidth=1.4, clip_on=False)
            axes.plot([cell.value], [place], MARKERS[turn], color=SERIES[turn], markersize=4.5, clip_on=False,
                      label=system if kind == next(iter(cells)) else None)  # fmt: skip
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", pad=7)
    axes.set_ylim(len(names) - 0.5, -0.5)
    _scale(axes, [b for cells in table.values() for c in cells.values() for b in (c.lo, c.hi)], show, is_share=is_share)
    height = figure.get_figheight()
    _legend(figure, 4)
    figure.subplots_adjust(left=0.2, right=0.97, top=1 - 0.3 / height, bottom=0.34 / height)
    return _svg(figure)


def curves(lines: Mapping[str, tuple[Sequence[float], Sequence[float]]], x: str = "step") -> str:
    """Values against optimiser steps; the axis is logarithmic nowhere, so that slopes are honest."""
    figure, axes = _canvas(2.5)
    for turn, (name, (steps, values)) in enumerate(lines.items()):
        colour, marker = SERIES[turn % len(SERIES)], MARKERS[turn % len(MARKERS)] if len(steps) < 30 else None
        axes.plot(steps, values, color=colour, linewidth=1.6, marker=marker, markersize=3.5, label=name)
    axes.set_xlabel(x, color=DIM)
    axes.grid(axis="y", color=LINE, linewidth=0.7)
    _legend(figure, 3)
    figure.subplots_adjust(left=0.12, right=0.98, top=0.89, bottom=0.18)
    return _svg(figure)


def pareto(
    forms: Mapping[str, tuple[float, float, float]],
    quality: str = "bits per character",
    *,
    is_higher_better: bool = False,
    time: str = "ms a post",
) -> str:
    """Voices or their forms: (milliseconds, quality, megabytes); those that no other beats in both are joined."""
    figure, axes = _canvas(3.0)
    points = {name: (speed, value) for name, (speed, value, _) in forms.items()}
    sign = -1 if is_higher_better else 1
    front = sorted(
        a
        for a in points.values()
        if not any(b != a and b[0] <= a[0] and sign * b[1] <= sign * a[1] for b in points.values())
    )
    axes.step(*zip(*front, strict=True), where="post", color=LINE, linewidth=1.2)
    for speed, value, size in forms.values():
        axes.plot([speed], [value], "o", color=ACCENT if (speed, value) in front else DIM, markersize=4 + size**0.5)
    axes.set_xlim(0, 1.6 * max(speed for speed, _ in points.values()))
    axes.margins(y=0.35)
    low, high = axes.get_ylim()
    missing = max(0.0, LEAST_HEIGHT - (high - low)) / 2
    axes.set_ylim(low - missing, high + missing)
    axes.locator_params(axis="y", nbins=5)
    axes.ticklabel_format(useOffset=False)
    axes.set_xlabel(time, color=INK)
    axes.set_ylabel(quality, color=INK)
    figure.subplots_adjust(left=0.17, right=0.97, top=0.95, bottom=0.16)
    _named(figure, axes, {f"{name}, {size:.0f} MB": points[name] for name, (_, _, size) in forms.items()})
    return _svg(figure)


def _named(figure: Any, axes: Any, labels: Mapping[str, tuple[float, float]]) -> None:
    """Each point's label beside it, higher or lower where another label lies there already."""
    taken: list[Any] = []
    for label, point in sorted(labels.items(), key=lambda item: item[1]):
        text = axes.annotate(label, point, xytext=(8, 8), textcoords="offset points", color=INK, parse_math=False)
        for above in (8, -16, 22, -30, 36):
            text.set_position((8, above))
            figure.draw_without_rendering()
            place = text.get_window_extent()
            if not any(place.overlaps(other) for other in taken):
                break
        taken.append(place)


def _canvas(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(WIDTH, height))
    axes = figure.add_subplot()
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(colors=INK, length=0, labelcolor=INK)
    return figure, axes


def _scale(axes: Any, bounds: Sequence[float], show: Callable[[float], str], *, is_share: bool) -> None:
    """Shares from 0 to 1; everything else as wide as the intervals."""
    from matplotlib.ticker import MaxNLocator

    lo, hi = (0.0, 1.0) if is_share else (min(bounds), max(bounds))
    is_whole = not is_share and "." not in show(1.0)
    room = (hi - lo) * 0.05 or (1.0 if is_whole else 0.05)  # ticks apart by less would all be told alike
    axes.set_xlim(lo - room * (not is_share), hi + room * (not is_share))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, min_n_ticks=2, integer=is_whole))
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %" if show(1.0).endswith("%") else show(value))
    axes.grid(axis="x", color=LINE, linewidth=0.7)


def _legend(figure: Any, columns: int) -> None:
    figure.legend(
        loc="upper left", ncols=columns, frameon=False, fontsize=8, labelcolor=INK,
        handletextpad=0.1, handlelength=1.6, columnspacing=0.8, borderpad=0, borderaxespad=0.2,
    )  # fmt: skip


def _svg(figure: Any) -> str:
    import matplotlib as mpl

    figure.patch.set_alpha(0)
    for axes in figure.axes:
        axes.patch.set_alpha(0)
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "miles", "font.size": 9.0}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = out.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(
        r'width="[\d.]+pt" height="[\d.]+pt" ', "", re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.S)
    )
    drawn = re.sub(r"font-family: [^;\"]*", "font-family: var(--font)", drawn)
    drawn = re.sub(r"font: ([^;\"]*?px)[^;\"]*", r"font: \1 var(--font)", drawn)  # the same, as matplotlib 3.10 says it
    for colour, variable in _VARIABLES.items():
        drawn = drawn.replace(colour, variable)
    return drawn


def apart(drawn: str, prefix: str, title: str) -> str:
    """The drawing with ids of its own, so that many fit one page, and a spoken title."""
    from markupsafe import escape

    drawn = re.sub(r'\bid="', f'id="{prefix}-', drawn)
    drawn = re.sub(r'href="#', f'href="#{prefix}-', drawn).replace("url(#", f"url(#{prefix}-")
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)


def alone(drawn: str, title: str) -> str:
    """The drawing as a file of its own: it brings the page's colours for light and dark, and the page itself."""
    style = Path(__file__).with_name("style.css.j2").read_text(encoding="utf-8")
    palette = "".join(re.findall(r"(?:@media [^{]+\{ )?:root \{[^}]+\}(?: \})?", style))
    page = f"<style>{palette} svg {{ background: var(--page); color: var(--ink); }}</style>"
    return re.sub(r"(<svg [^>]*>)", lambda found: found[0] + page, apart(drawn, "own", title), count=1)


def charted(points: Sequence[tuple[float, float]], groups: Sequence[int], names: Mapping[int, str]) -> str:
    """Points in a plane by group, each group's name at its middle; groups without a name stay dim."""
    figure, axes = _canvas(3.7)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for turn, group in enumerate(sorted(set(groups), key=lambda group: (group not in names, group))):
        inside = [point for point, its in zip(points, groups, strict=True) if its == group]
        colour = SERIES[turn % len(SERIES)] if group in names else LINE
        axes.scatter(
            *zip(*inside, strict=True), s=5, color=colour, linewidths=0, alpha=0.75, zorder=2 if group in names else 1
        )
    for group, name in names.items():
        inside = [point for point, its in zip(points, groups, strict=True) if its == group]
        if inside:
            x, y = (sorted(column)[len(inside) // 2] for column in zip(*inside, strict=True))
            axes.text(x, y, name, ha="center", va="center", fontsize=8, weight="bold", color=INK, parse_math=False)
    figure.subplots_adjust(left=0.01, right=0.99, top=0.99, bottom=0.01)
    return _svg(figure)


def shares(columns: Sequence[str], rows: Mapping[str, Sequence[float]]) -> str:
    """Shares of a whole over time, one small panel a row, all on one scale: bars, because they are counted in bins."""
    figure, panels = _panels(len(rows), 2, 0.72)
    top = max((value for values in rows.values() for value in values), default=1.0) or 1.0
    for turn, (axes, (name, values)) in enumerate(zip(panels, rows.items(), strict=False)):
        axes.bar(range(len(values)), values, width=0.85, color=SERIES[turn % len(SERIES)])
        axes.set_ylim(0, top * 1.05)
        axes.set_yticks([top], [share(top)], fontsize=7)
        axes.set_title(name, loc="left", fontsize=8, color=INK, pad=2, parse_math=False)
        ends = [0, len(columns) - 1] if len(columns) > 1 else [0]
        axes.set_xticks(ends, [columns[end] for end in ends], fontsize=7)
    height = figure.get_figheight()
    figure.subplots_adjust(left=0.08, right=0.97, top=1 - 0.18 / height, bottom=0.2 / height, hspace=0.75, wspace=0.25)
    return _svg(figure)


def factors(rows: Mapping[str, tuple[float, float, float]], clear: Sequence[str] = ()) -> str:
    """A line for each factor with its interval (value, lo, hi) around 1, on a scale of ratios."""
    figure, axes = _canvas(0.62 + 0.22 * len(rows))
    for place, (name, (value, lo, hi)) in enumerate(rows.items()):
        colour = ACCENT if name in clear else DIM
        axes.plot([lo, hi], [place, place], color=colour, linewidth=1.6)
        axes.plot([value], [place], "o", color=colour, markersize=5)
        weight = "bold" if name in clear else "normal"
        axes.text(-0.04, place, name, transform=axes.get_yaxis_transform(), ha="right", va="center", color=INK,
                  weight=weight, parse_math=False)  # fmt: skip
        axes.text(1.04, place, percent(value), transform=axes.get_yaxis_transform(), ha="left", va="center", color=INK,
                  weight=weight)  # fmt: skip
    axes.axvline(1.0, color=INK, linewidth=0.8)
    axes.set_yticks([])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _ratios(axes.xaxis, axes.set_xscale, axes.set_xlim, [bound for row in rows.values() for bound in row[1:]])
    axes.grid(axis="x", color=LINE, linewidth=0.7)
    left = min(0.5, 0.06 + 0.0165 * max(map(len, rows)))
    figure.subplots_adjust(left=left, right=0.86, top=0.97, bottom=0.34 / figure.get_figheight())
    return _svg(figure)


def clock(rows: Mapping[str, tuple[float, float, float]], clear: Sequence[str] = ()) -> str:
    """Factors with their intervals beside each other, as hours or weekdays go."""
    figure, axes = _canvas(2.3)
    for place, (name, (value, lo, hi)) in enumerate(rows.items()):
        colour = ACCENT if name in clear else DIM
        axes.plot([place, place], [lo, hi], color=colour, linewidth=1.6)
        axes.plot([place], [value], "o", color=colour, markersize=4)
    axes.axhline(1.0, color=INK, linewidth=0.8)
    step = 1 if len(rows) <= 8 else 3
    axes.set_xticks(range(0, len(rows), step), list(rows)[::step])
    _ratios(axes.yaxis, axes.set_yscale, axes.set_ylim, [bound for row in rows.values() for bound in row[1:]])
    axes.grid(axis="y", color=LINE, linewidth=0.7)
    figure.subplots_adjust(left=0.13, right=0.98, top=0.97, bottom=0.12)
    return _svg(figure)


def bands(columns: Sequence[str], rows: Sequence[Sequence[float]]) -> str:
    """A value with its interval (value, lo, hi) in each bin of time, around 0; NaN where a bin is empty."""
    figure, axes = _canvas(2.2)
    at = [place for place, row in enumerate(rows) if row[0] == row[0]]
    value, lo, hi = ([rows[place][k] for place in at] for k in range(3))
    axes.fill_between(at, lo, hi, color=LINE, linewidth=0)
    axes.plot(at, value, color=ACCENT, linewidth=1.6, marker="o", markersize=3.5)
    axes.axhline(0.0, color=INK, linewidth=0.8)
    step = max(1, -(-len(columns) // 5))
    axes.set_xticks(range(0, len(columns), step), columns[::step])
    axes.grid(axis="y", color=LINE, linewidth=0.7)
    figure.subplots_adjust(left=0.12, right=0.98, top=0.97, bottom=0.12)
    return _svg(figure)


def reliability(rows: Sequence[tuple[float, float, float, float]], usual: float) -> str:
    """What was said against what came true, both 0-1, with its interval (said, came true, lo, hi); `usual` came true.

    On the diagonal a chance is what it says; the dim line is a forecaster who always says the usual.
    """
    figure, axes = _canvas(3.8)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8)
    axes.axhline(usual, color=DIM, linewidth=0.8, linestyle=(0, (4, 3)))
    for said, value, lo, hi in rows:
        axes.plot([said, said], [lo, hi], color=ACCENT, linewidth=1.6, clip_on=False)
        axes.plot([said], [value], "o", color=ACCENT, markersize=4.5, clip_on=False)
    for limit, axis in ((axes.set_xlim, axes.xaxis), (axes.set_ylim, axes.yaxis)):
        limit(0, 1)
        axis.set_major_formatter(lambda value, _: share(value))
    axes.grid(color=LINE, linewidth=0.7)
    axes.set_xlabel("confidence said", color=INK)
    axes.set_ylabel("accepted", color=INK)
    axes.tick_params(pad=6)
    figure.subplots_adjust(left=0.17, right=0.93, top=0.96, bottom=0.15)
    return _svg(figure)


def share(value: float) -> str:
    """0.24 as 24 %."""
    return f"{round(100 * value)} %"


def percent(factor: float) -> str:
    """1.24 as +24 %."""
    return f"{round(100 * (factor - 1)):+d} %"


def _ratios(axis: Any, scale: Any, limit: Any, bounds: Sequence[float]) -> None:
    """A scale on which a half and a double are as far from 1; bounds beyond a fourth and four times are cut."""
    from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator

    lo, hi = max(0.25, min([*bounds, 0.9])), min(4.0, max([*bounds, 1.1]))
    scale("log")
    limit(lo * 0.97, hi * 1.03)
    ticks, apart = [1.0], (hi / lo) ** 0.18  # labels need a sixth of the scale for themselves
    for tick in sorted(
        (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0), key=lambda tick: abs(log(tick))
    ):
        if lo * 0.97 <= tick <= hi * 1.03 and all(max(tick / other, other / tick) >= apart for other in ticks):
            ticks.append(tick)
    axis.set_major_locator(FixedLocator(ticks))
    axis.set_minor_locator(NullLocator())
    axis.set_minor_formatter(NullFormatter())
    axis.set_major_formatter(lambda value, _: percent(value))


def _panels(n: int, across: int, height: float) -> tuple[Any, list[Any]]:
    """`n` small plots, `across` beside each other."""
    from matplotlib.figure import Figure as Canvas

    down = max(1, -(-n // across))
    figure = Canvas(figsize=(WIDTH, 0.3 + height * down))
    panels = []
    for place in range(n):
        axes = figure.add_subplot(down, across, place + 1)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(LINE)
        axes.tick_params(colors=INK, length=0, labelcolor=DIM, pad=2)
        panels.append(axes)
    return figure, panels
