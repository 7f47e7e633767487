from __future__ import annotations

import subprocess
import sys

import pytest

from miles.registry.log import Entry
from miles.report.shelf import show_decision, show_shelf


def test_the_shelf_lists_voices_with_their_scores(capsys: pytest.CaptureFixture[str]) -> None:
    shelved = Entry("2026-01-01T00:00:00", "shelved", "ann", "0" * 16, {"newest_post": "2024-12-31T10:00"})
    judged = Entry(
        "2026-01-01T01:00:00", "judged", "ann", "0" * 16, {"bits_per_char": 1.9, "fidelity": 0.5, "posts": "x"}
    )
    show_shelf([shelved, judged])
    told = capsys.readouterr().out
    assert f"ann:{'0' * 16}" in told
    assert "1.900" in told
    show_shelf([])
    assert "The shelf is empty" in capsys.readouterr().out


def test_the_shelf_shows_stages_production_first_and_the_newest_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    author = "milesdeutscher"
    names = [f"{author}:{str(k) * 16}" for k in range(4)]
    log = [Entry.now("shelved", name, {"newest_post": "2024-12-31T10:00"}) for name in names]
    log[3] = Entry.now("shelved", names[3], {"form": None, "parent": None})
    log[1] = Entry.now("shelved", names[1], {"form": "native-int8", "parent": names[0]})
    log.append(Entry.now("judged", names[0], {"bits_per_char": 1.9, "fidelity": 0.5, "posts": "p" * 60}))
    moved = {"from": "candidate", "retired": None}
    log.append(Entry.now("promoted", names[1], {**moved, "to": "production"}, "tess", "first [bold]one[/]"))
    facts = {**moved, "to": "production", "retired": names[1], "override": {"reason": "x", "reasons": ["y"]}}
    log.append(Entry.now("promoted", names[2], facts, "tess", "better"))
    log.append(Entry.now("promoted", names[3], {**moved, "to": "staging"}, "bob", "to try"))
    log.append(Entry.now("rolled back", names[1], {"retired": names[2]}, "eve", "worse"))
    show_shelf(log, "9 lines, head abc")
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert max(map(len, lines)) <= 100
    assert [tuple(line.split()[:2]) for line in lines[1:5]] == [
        (names[1], "production"), (names[3], "staging"), (names[0], "candidate"), (names[2], "retired"),
    ]  # fmt: skip
    assert lines[1].split()[-3:] == ["native-int8", "of", "00000000"]
    assert lines[2].split()[-1] == "trained"
    assert lines[3].split()[-1] == "-", "an older log did not tell"
    decided = told.partition("decided, newest first")[2]
    assert "back in production, retires 2222222222222222 by eve" in decided
    assert decided.index("worse") < decided.index("to try") < decided.index("better") < decided.index("first")
    assert "by tess OVERRIDE" in decided
    assert "first [bold]one[/]" in decided, "a reason is no markup"
    assert "log: 9 lines, head abc" in decided


def test_a_decision_is_shown_with_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    facts = {
        "from": "candidate", "to": "production", "retired": "ann:2", "marks": ["synthetic author"],
        "verdict": {"hash": "v" * 16, "seal": "s" * 16},
        "override": {"reason": "nobody reads it", "reasons": ["size 9 MB > 5; make it smaller"]},
    }  # fmt: skip
    show_decision(Entry("2026-01-01T00:00:00", "promoted", "ann", "1", facts, "tess", "better", "c" * 64, "m"))
    told = capsys.readouterr().out
    for words in (
        "ann:1 candidate -> production, retires 2 by tess OVERRIDE", "why: better", "synthetic author",
        "overridden: size 9 MB > 5; make it smaller", "because: nobody reads it", f"verdict {'v' * 16}",
        f"log's head: {'c' * 64}, signed",
    ):  # fmt: skip
        assert words in told


@pytest.mark.parametrize("verb", ["rollback", "shelf"])
def test_a_verb_that_is_wanted_at_once_starts_without_what_measures(verb: str) -> None:
    order = f"import sys, miles.pipelines.{verb}; print({{'numpy', 'bentoml'}} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", order], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
