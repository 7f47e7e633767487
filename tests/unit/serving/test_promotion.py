"""A promotion beside the service: the real gate decides, and no value of a request is read as anything but itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import judge, sealed
from miles.pipelines.run import compose_all
from miles.post.error import MilesError
from miles.registry.shelf import Shelf
from miles.registry.stage import Stage
from miles.serving.problem import TooLate
from miles.serving.promotion import _quoted, promote, refusal
from miles.store.refusal import Conflict

WHY = 'better, he\'s "sure" = ${oc.env:HOME} [x]\n{y} # $(id) `id`'


def test_the_gate_decides_and_the_log_says_who_and_why(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a b, shelf", who="tests")
    good, bad = (shelf.put(sealed(tmp_path, number)) for number in (1, 2))
    judge(shelf, good)
    asyncio.run(promote(shelf.folder, "auth0|ada, bob=c", good.name, Stage.STAGING, WHY))
    last = shelf.entries()[-1]
    assert (last.name, last.who, last.why, shelf.stage(good)) == (good.name, "auth0|ada, bob=c", WHY, Stage.STAGING)
    with pytest.raises(Conflict, match=f"{bad.name} is not promoted to staging:\n  - ") as refused:
        asyncio.run(promote(shelf.folder, "ada", bad.hash, Stage.STAGING, "why"))
    assert "make evaluate" in refused.value.what
    assert shelf.stage(bad) is Stage.CANDIDATE


@given(who=st.text(min_size=1, max_size=40).filter(lambda text: not any(char in text for char in "'\\$")))
def test_a_name_is_read_as_itself_or_refused(who: str) -> None:
    try:
        quoted = _quoted("your name", who)
    except MilesError:
        assert any(ord(char) < 32 or ord(char) == 127 for char in who)
        return
    assert quoted == f"'{who}'"


@pytest.mark.parametrize(
    "who", ["ada,bob", "a=b", "[x]", "{a: b}", "null", "1", "~x", '"q"', " lead ", "%{x}", "# x", "ü"]
)
def test_hydra_reads_a_name_as_itself(who: str) -> None:
    cfg = compose_all("promote", ["bundle=abcd", "why=x", f"shelf.who={_quoted('your name', who)}"])["promote"]
    assert cfg.shelf.who == who


@pytest.mark.parametrize("who", ["a'b", "a\\", "${oc.env:MILES_SIGNING_KEY}", "a\nb", "a\0b", "", "x" * 257])
def test_a_name_that_would_end_its_quote_is_refused(who: str) -> None:
    with pytest.raises(MilesError, match="your name holds"):
        _quoted("your name", who)


def test_without_a_checkout_the_next_step_is_told(tmp_path: Path) -> None:
    with pytest.raises(Conflict) as refused:
        asyncio.run(promote(tmp_path, "ada", "abcd", Stage.PRODUCTION, "why", checkout=tmp_path))
    assert "make promote BUNDLE=abcd TO=production" in refused.value.next_step


def test_who_waits_too_long_is_told_and_nothing_goes_on(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", who="tests")
    made = shelf.put(sealed(tmp_path, 1))
    judge(shelf, made)
    with pytest.raises(TooLate):
        asyncio.run(promote(shelf.folder, "ada", made.hash, Stage.STAGING, "why", deadline_s=0.2))
    assert shelf.stage(made) is Stage.CANDIDATE


def test_what_the_verb_printed_is_the_problem() -> None:
    told = refusal("miles promote: ann:1 is not promoted to staging:\n  - one\n  - two\n  next: mend these\n")
    assert (told.what, told.next_step) == ("ann:1 is not promoted to staging:\n  - one\n  - two", "mend these")
    assert refusal("miles promote: odd\n").what == "miles promote: odd"
