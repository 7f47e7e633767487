"""What a person reads in the terminal of the shelf: its voices, and what was decided about them.

Nothing heavy is imported here: a rollback is wanted at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from miles.registry.log import Entry
from miles.registry.stage import PROMOTED, ROLLED_BACK, Stage, Stages

SHOWN = (Stage.PRODUCTION, Stage.STAGING, Stage.CANDIDATE, Stage.RETIRED)
NEWEST_DECISIONS = 8


def show_shelf(entries: Sequence[Entry], log: str = "") -> None:
    """One line a bundle, those in production first: its stage, the newest post it saw, how it was judged.

    Below them the newest decisions, and what `log` tells of the log itself.
    """
    console, stages = Console(width=100), Stages.after(entries).of
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("voice", "stage", "saw up to", "bits/char", "fidelity", "made as"):
        table.add_column(head, no_wrap=True)
    judged: dict[str, Any] = {entry.hash: entry.facts for entry in entries if entry.event == "judged"}
    shelved = {entry.name: entry for entry in entries if entry.event == "shelved"}
    for entry in sorted(shelved.values(), key=lambda entry: SHOWN.index(stages[entry.name])):
        facts = judged.get(entry.hash, {})
        table.add_row(
            entry.name,
            stages[entry.name],
            str(entry.facts.get("newest_post") or "?")[:10],
            _figure(facts.get("bits_per_char")),
            _figure(facts.get("fidelity")),
            _making(entry.facts),
        )
    console.print(table if table.row_count else "The shelf is empty. Next: make train")
    decided = [entry for entry in entries if entry.event in (PROMOTED, ROLLED_BACK)][-NEWEST_DECISIONS:]
    if decided:
        console.print("\n[bold]decided[/], newest first")
    for entry in reversed(decided):
        console.print(f"{_decision(entry)}\n    [dim]{escape(entry.why)}[/]", highlight=False)
    if entries and log:
        console.print(f"\n[dim]log: {escape(log)}[/]", highlight=False)


def show_decision(entry: Entry) -> None:
    """What was decided, what a promotion rests on, what it overrode, and the log's head to be noted elsewhere."""
    console, facts = Console(width=100), entry.facts
    console.print(_decision(entry), highlight=False)
    console.print(f"  why: {escape(entry.why)}", highlight=False)
    for mark in facts.get("marks", ()):
        console.print(f"  [yellow]{escape(mark)}[/]")
    override = facts.get("override") or {}
    for reason in override.get("reasons", ()):
        console.print(f"  [bold yellow]overridden:[/] {escape(reason)}", highlight=False)
    if override:
        console.print(f"  because: {escape(override['reason'])}", highlight=False)
    if verdict := facts.get("verdict"):
        console.print(f"  verdict {verdict['hash']} (seal {verdict['seal']})", highlight=False)
    console.print(f"  log's head: {entry.chain}{', signed' if entry.mac else ''}", highlight=False, soft_wrap=True)


def _decision(entry: Entry) -> str:
    """One line: when, what, which voice it retired, by whom."""
    facts = entry.facts
    moved = f"{facts['from']} -> {facts['to']}" if entry.event == PROMOTED else "back in production"
    retired = f", retires {str(facts['retired']).rpartition(':')[2]}" if facts.get("retired") else ""
    mark = " [bold yellow]OVERRIDE[/]" if facts.get("override") else ""
    return f"{entry.time[:16]} [bold]{entry.name}[/] {moved}{retired} by {escape(entry.who)}{mark}"


def _making(facts: Mapping[str, Any]) -> str:
    """How a voice came to be: `native-int8 of 32aadd90`, `student of 32aadd90`, `trained`."""
    if "parent" not in facts:
        return "-"  # shelved before the log told
    parent = str(facts.get("parent") or "").rpartition(":")[2][:8]
    return f"{facts.get('form') or 'student'} of {parent}" if parent else "trained"


def _figure(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "-"
