"""Blind pairs on the screen: two posts for one draft, and which a person would rather publish."""

from __future__ import annotations

import time

from rich.box import ROUNDED
from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from miles.feedback.sitting import Question, Sitting
from miles.post.harmless import harmless
from miles.report.keys import Keys

BESIDE = 96  # columns from which two texts stand side by side
HELP = (
    "1 or left arrow: the left (upper) one \u00b7 2 or right arrow: the right (lower) one\n"
    "0 or space: no difference \u00b7 "
    "s: cannot say \u00b7 u: take the last answer back \u00b7 q: stop, every answer is kept \u00b7 ?: this help"
)


def sit(sitting: Sitting, keys: Keys, console: Console) -> None:
    """Ask until nothing is open or the judge stops."""
    author = sitting.asked[0].duel.author if sitting.asked else ""
    console.print(
        f"\nTwo posts for the same draft, both AI-generated; nothing is published. "
        f"Which would you rather publish as [bold]{author}[/]'s?\n[dim]{HELP}[/]",
        highlight=False,
    )
    while question := sitting.open:
        keys.discard()
        show_question(question, len(sitting.votes) + 1, len(sitting.asked), console)
        began = time.monotonic()
        word = _answer(keys, console, is_narrow=console.width < BESIDE)
        if word == "quit":
            break
        if word == "undo":
            console.print("taken back" if sitting.undo() else "nothing to take back", style="yellow")
        else:
            sitting.answer(question, word, time.monotonic() - began)
    console.print(f"\n{len(sitting.votes)} of {len(sitting.asked)} answered, all kept.", highlight=False)


def show_question(question: Question, number: int, of: int, console: Console) -> None:
    """The draft with its wishes and both texts, side by side where there is room; never whose they are."""
    duel, is_narrow = question.duel, console.width < BESIDE
    console.print()
    console.print(Rule(Text(f"{number} of {of}"), align="left", style="dim"))
    head = Text("draft  ", style="bold")
    head.append(harmless(duel.draft).strip() or "(nothing)", style="not bold")
    head.append(f"   {harmless(duel.wishes)}", style="dim not bold")
    console.print(head)
    titles = ("upper", "lower") if is_narrow else ("left", "right")
    panels = [
        Panel(_body(texts), title=f"{key} \u00b7 {title}", title_align="left", box=ROUNDED)
        for key, title, texts in zip((1, 2), titles, question.sides, strict=True)
    ]
    console.print(Group(*panels) if is_narrow else _beside(panels))


def _answer(keys: Keys, console: Console, *, is_narrow: bool) -> str:
    console.print("1, 2, 0, s, u, q, ? ", end="", style="dim", highlight=False)
    while (word := keys.next()) in (None, "help"):
        console.print(
            f"\n{HELP}" if word else "\nnot a key of these: 1, 2, 0, s, u, q, ?", style="dim", highlight=False
        )
    told = {"left": "upper", "right": "lower"} if is_narrow else {}
    shown = {"tie": "no difference", "skip": "cannot say", "quit": "stop"} | told
    console.print(shown.get(str(word), str(word)), style="dim", highlight=False)
    return str(word)


def _body(texts: tuple[str, ...]) -> Text:
    """The posts of a thread with a line between."""
    return Text("\n\n\u2500\u2500\u2500\n\n").join([Text(harmless(text).strip() or "(nothing)") for text in texts])


def _beside(panels: list[Panel]) -> Table:
    table = Table.grid(expand=True)
    for _ in panels:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*panels)
    return table
