from __future__ import annotations

import pytest

from miles.evaluation.answers import Answers
from miles.evaluation.facts import facts
from miles.evaluation.interval import Resampler
from miles.evaluation.system import Case
from miles.post.draft import Draft
from miles.registry.voice import Candidate


def test_facts_kept_and_numbers_invented_are_shares_over_the_drafts_they_concern() -> None:
    drafts = ["btc reclaimed 100k", "btc at 55k", "patience pays", ""]
    posts = ["$BTC is back above 100,000.", "Up 12% today", "Patience: 7x more.", "Nothing asked, 40% said."]
    cases = [Case(Draft(text=text), ("real",), str(k)) for k, text in enumerate(drafts)]
    answers = Answers(cases, [Candidate(texts=(post,)) for post in posts])
    resampler = Resampler([case.id for case in cases], seed=0, resamples=50)
    found = {name: resampler.score(statistic, "1") for name, statistic in facts(answers).items()}
    kept, invented = found["fact_survival"], found["invented_numbers"]
    assert kept
    assert invented
    assert (kept.value, kept.n) == (pytest.approx(0.5), 2)
    assert (invented.value, invented.n) == (pytest.approx(2 / 3), 3)
