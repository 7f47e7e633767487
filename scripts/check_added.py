"""Refuse files that must not enter the repository: other people's exports, and anything large.

    .venv/bin/python scripts/check_added.py FILE ...        (pre-commit calls it with the files of a commit)

Refused: paths under shared/ or into the ignored data folders, byte-for-byte copies of a file in ../shared/data
under any name, and files over 2 MB outside data/base.
"""

from __future__ import annotations

import sys
from filecmp import cmp
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
LIMIT = 2 * 1024 * 1024
PRIVATE = ("shared", "data/raw", "data/interim", "data/processed")


def faults(paths: list[str], shared: Path = SHARED) -> list[str]:
    """One line for every file that may not be added."""
    lent = [path for path in sorted(shared.rglob("*")) if path.is_file()]
    found = []
    for name in paths:
        path = Path(name)
        if not path.is_file():
            continue
        size = path.stat().st_size
        if any(path.is_relative_to(place) for place in PRIVATE):
            found.append(f"{name}: this folder holds people's exports and stays out of the repository")
        elif twin := next((own.name for own in lent if own.stat().st_size == size and cmp(own, path, False)), None):
            found.append(f"{name}: a copy of shared/data/{twin}, which is lent, not ours to add")
        elif size > LIMIT and not path.is_relative_to("data/base"):
            found.append(f"{name}: {size / 1024**2:.1f} MB, more than {LIMIT // 1024**2}; weights belong in data/base")
    return found


if __name__ == "__main__":
    wrong = faults(sys.argv[1:])
    sys.exit("\n".join(wrong) or 0)
