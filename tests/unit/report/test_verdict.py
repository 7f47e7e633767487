"""A verdict in the terminal, and its drawing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.console import Console

from miles.abtest.verdict import Contrast, Verdict
from miles.evaluation.compare import COMPARED
from miles.report.verdict import drawn, settling, show_verdict

LIKENESS = Contrast(
    metric="likeness", version="1", higher_is_better=True, n=58, posts=58, a=0.184, b=0.181, effect=-0.003, lo=-0.07,
    hi=0.07, p=0.9, p_adjusted=1.0, wins=18, ties=18, losses=22, sd=0.27, detectable=0.12, margin=0.05, decides=True,
)  # fmt: skip
BITS = replace(
    LIKENESS, metric="bits_per_char", higher_is_better=False, n=702, posts=500, a=1.6, b=1.54, effect=-0.06, lo=-0.07,
    hi=-0.05, p=0.0002, p_adjusted=0.0004, sd=0.06, margin=0.01,
)  # fmt: skip
SHOWN = replace(LIKENESS, metric="not_shown", higher_is_better=False, margin=None, decides=False)
TIMED = replace(SHOWN, metric="post_ms", a=450.0, b=90.0, effect=-360.0, lo=-400.0, hi=-300.0)
VERDICT = Verdict(
    rule="better", a="me:aa", b="me:bb", winner="me:bb", reason="B is better in bits_per_char",
    contrasts=(BITS, LIKENESS, SHOWN), cases="c", n=60, seed=0, alpha=0.05,
    measured={"latency": {name: getattr(TIMED, name) for name in TIMED.__dataclass_fields__}},
)  # fmt: skip


@pytest.mark.parametrize("width", [80, 110])
def test_all_that_was_compared_is_on_the_screen(width: int) -> None:
    console = Console(width=width, record=True)
    show_verdict(VERDICT, COMPARED, console, is_synthetic=True)
    told = console.export_text()
    for word in (
        "SYNTHETIC AUTHOR",
        "me:aa",
        "me:bb",
        "<.001",
        "winner: B, B is better in bits_per_char",
        "ms a draft",
    ):
        assert word in told
    if width == 110:
        assert "18/18/22" in told
        assert "* looks real" in told
        assert "-0.30 [-7.00 +7.00]" in told, "shares in percent"
        assert "-360.00 [-400.00 -300.00]" in told


def test_what_is_open_says_how_many_posts_would_settle_it() -> None:
    [line] = settling(VERDICT, COMPARED)
    # (1.96 + 0.84)^2 x (0.27 / 0.05)^2 = 229, and two more for t
    assert line == "looks real: open; to see a difference of 5 points takes 231 posts, and these are 58"
    [line] = settling(replace(VERDICT, contrasts=(replace(LIKENESS, sd=0.01),)), COMPARED)
    assert line == "looks real: no sure difference; one of 5 points would mostly have shown"
    within = replace(LIKENESS, lo=-0.04)
    assert settling(replace(VERDICT, rule="not worse", contrasts=(within, SHOWN)), COMPARED) == []


def test_the_drawing_puts_better_to_the_right() -> None:
    svg = drawn(VERDICT, COMPARED)
    assert svg.startswith("<svg")
    assert "+12.0" in svg, "0.06 fewer bits are better: 0.06 / (0.02 / 4)"
    assert "bits per character" in svg
    assert "standard errors; right: B is better" in svg
    assert "-0.0<" not in svg


def test_a_long_name_stays_on_the_drawing() -> None:
    """In one line it would begin left of the edge."""
    svg = drawn(replace(VERDICT, contrasts=(replace(LIKENESS, metric="train_run_mean"),)), COMPARED)
    assert {"run shared with training", "posts, mean"} <= set(re.findall(r">([^<>]+)<", svg))
