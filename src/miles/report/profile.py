"""A Profile as one HTML page: what an author writes of, how, when, and with what effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from miles.report import plot
from miles.report.page import Drawings, render

MAPPED = 1_200  # posts drawn on the map; more would only cover each other
PANELS = 10  # topics drawn over time
STANCES = ("bullish", "bearish", "neutral", "questioning")


def profile_page(facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], made: Mapping[str, Any]) -> str:
    """The page as text. `facts` are those of `Profile`, `rows` the posts behind them, `made` the seal's manifest."""
    draw, texts = Drawings(), {row["id"]: row for row in rows}
    topics = facts["topics"]
    view = {
        "facts": facts,
        "made": made,
        "marks": _marks(made),
        "cards": _cards(facts),
        "map": _map(topics, rows, draw) if topics else None,
        "topics": _topics(topics) if topics else [],
        "overtime": _overtime(topics, draw) if topics else None,
        "next": [each | {"examples": _examples(each["examples"], texts)} for each in facts["next"]],
        "patterns": _patterns(facts["patterns"], texts, draw),
        "clocks": [_clock(name, facts["timing"][name], draw) for name in ("hours", "weekdays")],
        "mood": _mood(facts["mood"], draw),
        "stances": _stances(facts, rows),
        "habits": facts["habits"],
        "written": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "day": lambda moment: str(moment)[:10],
        "percent": plot.percent,
        "share": plot.share,
    }
    return render("profile.html.j2", view)


def _marks(made: Mapping[str, Any]) -> list[str]:
    told = {"SYNTHETIC AUTHOR": made["synthetic"], "NOT COMPARABLE": not made["comparable"]}
    return [mark for mark, is_on in told.items() if is_on]


def _cards(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    topics, (first, newest) = facts["topics"], (facts["first"], facts["newest"])
    weeks = max(1.0, (_moment(newest) - _moment(first)).days / 7)
    cards = [
        {"name": "posts read", "value": f"{facts['posts']:,}", "more": f"{facts['roots']:,} of them open a thread"},
        {"name": "posts a week", "value": f"{facts['roots'] / weeks:.1f}", "more": f"over {weeks:.0f} weeks"},
    ]  # fmt: skip
    if facts["likes"] is not None:
        cards.append(
            {"name": "likes, usually", "value": f"{facts['likes']:,.0f}", "more": f"median of {facts['counted']:,}"}
        )
    if topics:
        fits = 1 - topics["outliers"]
        cards.append(
            {"name": "topics", "value": str(len(topics["rows"])), "more": f"{plot.share(fits)} of posts fit one"}
        )
        steady = topics["stability"]
        cards.append({"name": "steadiness of topics", "value": f"{steady['value']:.2f}",
                      "more": f"{steady['lo']:.2f} to {steady['hi']:.2f}; 1: the same from other posts"})  # fmt: skip
    talk = facts["stances"]
    if talk["market"]:
        side = max(("bullish", "bearish"), key=lambda name: talk[name])
        cards.append({"name": f"of market talk is {side}", "value": plot.share(talk[side] / talk["market"]),
                      "more": f"of {talk['market']:,} posts"})  # fmt: skip
    return cards


def _map(topics: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], draw: Drawings) -> Any:
    placed = [row for row in rows if row["x"] is not None]
    shown = placed[:: max(1, -(-len(placed) // MAPPED))]
    names = {place: row["name"] for place, row in enumerate(topics["rows"])}
    numbers = {name: place for place, name in names.items()}
    groups = [numbers.get(row["topic"], -1) for row in shown]
    drawn = plot.charted([(row["x"], row["y"]) for row in shown], groups, names)
    return draw(drawn, "Map of posts by meaning; topics: " + ", ".join(names.values()))


def _topics(topics: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The table's rows; how a topic did is marked where its interval leaves 1 out."""
    found = []
    for row in topics["rows"]:
        factor = row["factor"]
        is_clear = factor is not None and (factor[1] > 1 or factor[2] < 1)
        recent = [share for share in row["months"][-3:] if share is not None]
        found.append(row | {"is_clear": is_clear, "recent": sum(recent) / len(recent) if recent else None})
    return found


def _overtime(topics: Mapping[str, Any], draw: Drawings) -> Any:
    rows = {row["name"]: [share or 0.0 for share in row["months"]] for row in topics["rows"][:PANELS]}
    drawn = plot.shares(topics["months"], rows)
    return draw(drawn, f"Share of posts by month, {topics['months'][0]} to {topics['months'][-1]}: " + ", ".join(rows))


def _patterns(patterns: Mapping[str, Any], texts: Mapping[str, Any], draw: Drawings) -> dict[str, Any]:
    tested = {row["name"]: row for row in patterns["rows"] if row["effect"]}
    clear = [name for name, row in tested.items() if row["is_clear"]]
    drawn = None
    if tested:
        spoken = "; ".join(f"{name} {plot.percent(row['effect'][0])}" for name, row in tested.items())
        drawn = draw(plot.factors({name: tuple(row["effect"]) for name, row in tested.items()}, clear), spoken)
    rows = [row | {"examples": _examples(row["examples"], texts)} for row in patterns["rows"]]
    return {**patterns, "rows": rows, "svg": drawn, "claims": [_claim(tested[name]) for name in clear]}


def _claim(row: Mapping[str, Any]) -> str:
    value, lo, hi = (plot.percent(point) for point in row["effect"])
    return f"{row['name']}: {value} likes against like posts without it ({lo} to {hi}, {row['posts']:,} posts)"


def _clock(name: str, clock: Mapping[str, Any], draw: Drawings) -> dict[str, Any]:
    known = {cell["name"]: tuple(cell["factor"]) for cell in clock["cells"] if cell["factor"]}
    clear = [cell["name"] for cell in clock["cells"] if cell["is_clear"]]
    drawn = None
    if known:
        spoken = "; ".join(f"{place} {plot.percent(factor[0])}" for place, factor in known.items())
        drawn = draw(plot.clock(known, clear), f"{name}: {spoken}")
    return {
        "name": name,
        "svg": drawn,
        "off": clear,
        "best": clock["best"],
        "sure": clock["sure"],
        "known": len(known),
    }


def _mood(months: Sequence[Mapping[str, Any]], draw: Drawings) -> Any:
    rows = [
        tuple(float("nan") if month[key] is None else month[key] for key in ("mean", "lo", "hi")) for month in months
    ]
    if not any(row[0] == row[0] for row in rows):
        return None
    names = [month["name"] for month in months]
    spoken = "; ".join(f"{name} {row[0]:+.2f}" for name, row in zip(names, rows, strict=True) if row[0] == row[0])
    return draw(plot.bands(names, rows), f"Mean sentiment by month: {spoken}")


def _stances(facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Share of each stance among market talk, with the newest post that takes it."""
    talk = facts["stances"]
    newest = {str(row["stance"]): row["text"] for row in rows if row["stance"]}
    return [
        {"name": name, "share": talk[name] / talk["market"], "posts": talk[name], "example": newest.get(name)}
        for name in STANCES
        if talk["market"] and talk[name]
    ]


def _examples(ids: Sequence[str], texts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [texts[each] for each in ids if each in texts]


def _moment(moment: Any) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.fromisoformat(str(moment))
