"""Ten drafts with what was written and what was really published, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from miles.evaluation.answers import Answers
from miles.post.draft import Draft
from miles.post.harmless import harmless


@dataclass(frozen=True, slots=True)
class Example:
    """One draft, the post generated for it and the real one; plain texts, not yet safe for any markup."""

    draft: str
    kind: str
    wishes: str
    generated: str
    real: str
    invented: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def examples(answers: Answers, n: int = 10, seed: int = 0) -> list[Example]:
    """`n` cases drawn blindly, the kinds of draft in turn: nobody picked them."""
    order = np.random.default_rng(seed).permutation(len(answers.cases))
    by_kind: dict[str, list[int]] = {}
    for place in order:
        by_kind.setdefault(answers.cases[place].draft.kind.value, []).append(int(place))
    turns = max(map(len, by_kind.values()), default=0)
    chosen = [by_kind[kind][turn] for turn in range(turns) for kind in sorted(by_kind) if turn < len(by_kind[kind])]
    return [_example(answers, place) for place in chosen[:n]]


def _example(answers: Answers, place: int) -> Example:
    case, written = answers.cases[place], answers.candidates[place]
    return Example(
        draft=case.draft.text,
        kind=case.draft.kind.value,
        wishes=wishes(case.draft),
        generated=written.text,
        real=case.text,
        invented=written.invented,
        faults=written.faults,
    )


def wishes(draft: Draft) -> str:
    """What was asked for besides the text, in a few words."""
    asked = [
        f"{draft.parts} {'posts' if draft.is_thread else 'parts'}" if draft.parts else "",
        "thread" if draft.is_thread else "",
        draft.length.value if draft.length else "",
        draft.sentiment.value if draft.sentiment else "",
        draft.topic or "",
    ]
    return ", ".join(word for word in asked if word)


def side_by_side(found: Sequence[Example], console: Console) -> None:
    """Draft, generated and real in three columns; one below the other where the terminal is narrow."""
    for number, example in enumerate(found, start=1):
        head = f"{number}. draft: {example.kind}" + (f" · {example.wishes}" if example.wishes else "")
        console.print(Rule(Text(harmless(head)), align="left", style="dim"))
        marks = [f"invented: {', '.join(example.invented)}"] if example.invented else []
        marks += [f"held back: {', '.join(example.faults)}"] if example.faults else []
        texts = {"draft": example.draft or "(nothing)", "generated": example.generated, "real": example.real}
        cells = [Text(harmless(text).strip()) for text in texts.values()]
        if marks:
            cells[1].append(f"\n\n({harmless('; '.join(marks))})", style="yellow")
        if console.width >= 96:
            table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim")
            for title, ratio in zip(texts, (2, 3, 3), strict=True):
                table.add_column(title, ratio=ratio, overflow="fold")
            table.add_row(*cells)
            console.print(table)
        else:
            for title, cell in zip(texts, cells, strict=True):
                console.print(Text(title.upper(), style="bold dim"))
                console.print(cell, end="\n\n", soft_wrap=False)
