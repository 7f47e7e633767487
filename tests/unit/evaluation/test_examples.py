from __future__ import annotations

import pytest
from rich.console import Console

from miles.evaluation.examples import examples, side_by_side, wishes
from miles.post.draft import Draft, DraftKind, Length, Sentiment


def test_kinds_take_turns_and_the_seed_decides(answered) -> None:
    kinds = [DraftKind.NOTE] * 20 + [DraftKind.TOPIC] * 3
    rows = [(Draft(text=f"d{k}", kind=kind), f"made {k}", f"real {k}") for k, kind in enumerate(kinds)]
    found = examples(answered(*rows), n=10, seed=1)
    assert [example.kind for example in found] == ["note", "topic"] * 3 + ["note"] * 4
    assert len({example.draft for example in found}) == 10
    assert all(example.generated[5:] == example.real[5:] for example in found)
    assert found == examples(answered(*rows), n=10, seed=1) != examples(answered(*rows), n=10, seed=2)
    assert len(examples(answered(*rows[:2]), n=10)) == 2


def test_wishes_in_a_few_words() -> None:
    assert wishes(Draft()) == ""
    draft = Draft(parts=3, is_thread=True, length=Length.LONG, sentiment=Sentiment.POSITIVE, topic="btc")
    assert wishes(draft) == "3 posts, thread, long, positive, btc"


@pytest.mark.parametrize("width", [60, 100])
def test_draft_generated_and_real_stand_beside_each_other(answered, width: int) -> None:
    rows = [("the draft", "what [bold]was[/] written", "what was real"), (Draft(), "held", "true")]
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    side_by_side(examples(answered(*rows, hidden=[1]), n=2), console)
    shown = console.export_text()
    assert "what [bold]was[/] written" in shown  # posts are never read as markup
    assert "(held back: unfinished)" in shown
    assert "(nothing)" in shown
    line = next(line for line in shown.splitlines() if "the draft" in line)
    assert ("what was real" in line) is (width == 100)
    assert max(map(len, shown.splitlines())) <= width
