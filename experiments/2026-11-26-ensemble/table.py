"""results/<author>.json -> the README's tables in Markdown, on the screen

PYTHONPATH=src python experiments/2026-11-26-ensemble/table.py milesdeutscher
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

COLUMNS = {  # measure -> head, factor, digits
    "fidelity": ("fidelity, %", 100, 0),
    "fidelity, more than usual": ("more than best of 4", 100, 0),
    "fact_survival": ("facts kept, %", 100, 0),
    "facts, more than usual": ("more than best of 4", 100, 0),
    "invented_numbers": ("invents a number, % \u2193", 100, 0),
    "wishes": ("wishes granted, %", 100, 0),
    "wishes, more than usual": ("more than best of 4", 100, 0),
    "train_nearest": ("nearest post \u2193", 1, 3),
    "train_run_p99": ("longest run, p99 \u2193", 1, 0),
    "not_shown": ("not shown, % \u2193", 100, 1),
    "forecast": ("forecast", 1, 3),
}


def cell(score: Mapping[str, float] | None, factor: float, digits: int) -> str:
    if not score:
        return "-"
    value, lo, hi = (f"{factor * score[key]:.{digits}f}" for key in ("value", "lo", "hi"))
    return f"{value} [{lo} {hi}]"


def main(author: str) -> None:
    found = json.loads((Path(__file__).parent / "results" / f"{author}.json").read_text())
    used = {key: how for key, how in COLUMNS.items() if any(key in row for row in found["choosing"].values())}
    sizes = {key: sorted({row[key]["n"] for row in found["choosing"].values() if key in row}) for key in used}
    heads = [
        f"{head}, n={'-'.join(map(str, sizes[key][:: max(1, len(sizes[key]) - 1)]))}"
        for key, (head, *_) in used.items()
    ]
    print("| | " + " | ".join(heads) + " |\n" + "|---" * (len(heads) + 1) + "|")
    for name, row in found["choosing"].items():
        print(f"| {name} | " + " | ".join(cell(row.get(key), *how) for key, (_, *how) in used.items()) + " |")
    for name in ("bits per character", "of all that was written", "milliseconds of one core a draft"):
        print(f"\n{name}: {json.dumps(found.get(name), indent=1)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
