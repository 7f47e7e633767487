"""A Tally of what went where and why: every row that is read is accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of rows by step and reason. A step's `rows in` = `rows out` + everything dropped.

    `changed` counts rows that stayed but were altered (unescaped, masked, ...); `notes` are
    lines about whole files ("not a format we know", "another person's posts").
    """

    steps: dict[str, Counter[str]] = field(default_factory=dict)
    rows_in: dict[str, int] = field(default_factory=dict)
    changed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def enter(self, step: str, rows: int) -> None:
        self.rows_in[step] = self.rows_in.get(step, 0) + rows
        self.steps.setdefault(step, Counter())

    def drop(self, step: str, reason: str, rows: int = 1) -> None:
        self.steps.setdefault(step, Counter())[reason] += rows

    def change(self, what: str, rows: int = 1) -> None:
        self.changed[what] += rows

    def note(self, line: str) -> None:
        self.notes.append(line)

    def rows_out(self, step: str) -> int:
        return self.rows_in[step] - sum(self.steps[step].values())

    def as_dict(self) -> dict[str, object]:
        """Plain types for the manifest."""
        return {
            "steps": {
                step: {"in": self.rows_in[step], "out": self.rows_out(step), "dropped": dict(reasons)}
                for step, reasons in self.steps.items()
            },
            "changed": dict(self.changed),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        out = []
        for step, reasons in self.steps.items():
            out.append(f"{step}: {self.rows_in[step]:,} in, {self.rows_out(step):,} out")
            out += [f"  - {rows:>7,}  {reason}" for reason, rows in reasons.most_common()]
        if self.changed:
            out.append("changed, kept:")
            out += [f"  ~ {rows:>7,}  {what}" for what, rows in self.changed.most_common()]
        return "\n".join(out + [f"note: {line}" for line in self.notes])
