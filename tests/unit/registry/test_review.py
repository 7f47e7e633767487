"""What is said of candidates: forecast, novelty, facts, warnings; and the receipt behind it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from miles.analysis.diff import Op
from miles.analysis.embed import Embedder
from miles.analysis.engagement import Forecaster
from miles.analysis.judge import RankJudge
from miles.analysis.level import SETTLED, History
from miles.analysis.novelty import Memory
from miles.analysis.outcomes import Outcomes, roots
from miles.analysis.own import Own
from miles.analysis.traits import Moment
from miles.post.draft import Draft, Length
from miles.post.post import Post, Thread
from miles.registry.forecaster import Expected, Forecasters, SealedForecaster
from miles.registry.review import Confidence, Novelty, Reviewer
from miles.registry.voice import Candidate
from miles.training.engage import Team
from tiny import make_encoder

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
POSTS = (
    "Bitcoin fees are up and miners are happy about it",
    "Alts bleed while everybody waits for the Fed to speak",
    "Gold does nothing, which is what gold is for",
)


class Counting:
    """An encoder that counts how often it was asked."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder, self.version, self.asked = embedder, embedder.version, []

    def embed(self, texts: list[str]) -> object:
        self.asked.append(list(texts))
        return self.embedder.embed(texts)


@pytest.fixture(scope="module")
def judge() -> RankJudge:
    return RankJudge.fit(POSTS * 3, [post.upper() + "!" for post in POSTS] * 3)


@pytest.fixture(scope="module")
def own() -> Own:
    return Own(Post(id=f"p{k}", text=text) for k, text in enumerate(POSTS))


@pytest.fixture(scope="module")
def expected(received: list[Thread], tmp_path_factory: pytest.TempPathFactory) -> tuple[Expected, Counting]:
    """Of an author whose posts of bitcoin get twice the likes, and who never told impressions."""
    folder = tmp_path_factory.mktemp("review")
    ear = Counting(Embedder(make_encoder(folder / "encoder")))
    history = History.of(roots(received))
    team = Team(networks=1, epochs=15, rounds=30, folds=2)
    forecaster, _ = team.learn(Outcomes.of(received, history), history, ear.embedder)
    forecaster.save(folder / "made")
    Forecasters(folder / "shelf").put(SealedForecaster.seal(folder / "made", {"author": "ann"}))
    return Expected(folder / "shelf", "ann", lambda: ear), ear  # type: ignore[arg-type, return-value]


def reviewer(judge: RankJudge, own: Own | None = None, expected: Expected | None = None, **more: object) -> Reviewer:
    return Reviewer(Memory.build(POSTS), judge, own, expected, **more)  # type: ignore[arg-type]


def written(*texts: str, **more: object) -> Candidate:
    return Candidate(texts=texts, **more)  # type: ignore[arg-type]


def test_counts_are_forecast_for_all_candidates_in_one_go_and_of_a_thread_for_its_first_post(
    judge: RankJudge, own: Own, expected: tuple[Expected, Counting], received: list[Thread]
) -> None:
    at = received[-1].posts[0].time + timedelta(days=3)  # type: ignore[operator]
    shelf, ear = expected
    _ = shelf.reception
    ear.asked.clear()
    some = [written("bitcoin up hold"), written("alts up hold", "and more of it"), written("")]
    good, thread, empty = reviewer(judge, own, shelf).review(Draft(), some, at)
    assert ear.asked == [["bitcoin up hold", "alts up hold"]]
    forecaster: Forecaster = shelf.reception.forecaster
    known = forecaster.history
    moment = Moment(at, known.hours_since_last(at), known.posts_last_day(at))
    inputs = forecaster.inputs(["bitcoin up hold"], [moment], ear.embedder)
    alone = forecaster.forecast(inputs, known.level(at)[None])
    assert good.forecast is not None
    assert thread.forecast is not None
    assert set(good.forecast) == {"likes", "reposts", "replies", "quotes", "bookmarks"}, "impressions are not known"
    likes = good.forecast["likes"]
    wanted = [alone.count(q)[0, 0] for q in (0.1, 0.5, 0.9)] + [alone.above_level()[0, 0]]
    assert [likes.low, likes.median, likes.high, likes.above_usual] == pytest.approx(wanted, rel=1e-4)
    assert likes.low < likes.median < likes.high
    assert likes.median > 1.2 * thread.forecast["likes"].median  # the truth: twice
    assert good.is_familiar is bool(alone.is_familiar[0])
    assert (empty.forecast, empty.is_familiar) == (None, None)


def test_the_moment_is_the_askers(judge: RankJudge, expected: tuple[Expected, Counting]) -> None:
    shelf, _ = expected
    one = reviewer(judge, None, shelf)
    later = shelf.reception.moment.time + SETTLED
    hours = [one.review(Draft(), [written("bitcoin up")], later + timedelta(hours=h))[0].forecast for h in (0, 9)]
    assert hours[0] != hours[1]


def test_without_a_forecaster_nothing_is_forecast(judge: RankJudge, own: Own) -> None:
    (found,) = reviewer(judge, own).review(Draft(), [written("bitcoin")], NOON)
    assert (found.forecast, found.is_familiar) == (None, None)
    assert reviewer(judge, own).review(Draft(), [], NOON) == []


def said(one: Reviewer, draft: Draft, candidate: Candidate) -> dict:
    (found,) = one.review(draft, [candidate], NOON)
    return found.as_dict()


def test_novelty_names_the_nearest_own_post_and_the_longest_run(judge: RankJudge, own: Own) -> None:
    thread = written("Good morning.", "Gold does nothing, which is what I like about gold")
    told = said(reviewer(judge, own), Draft(), thread)["novelty"]
    assert told == {"similarity": round(own.nearest(thread.texts[1])[0][1], 3), "nearest": "p2", "longest_run": 6}
    assert said(reviewer(judge, own), Draft(), written("zzz"))["novelty"] == {
        "similarity": 0.0, "nearest": None, "longest_run": 0,
    }  # fmt: skip


def test_without_own_posts_likeness_is_what_the_voice_knows(judge: RankJudge) -> None:
    told = said(reviewer(judge), Draft(), written("Gold does nothing today"))["novelty"]
    # 2 shingles, 7 in the post, 1 in both: 1 / 8
    assert told == {"similarity": pytest.approx(1 / 8), "nearest": None, "longest_run": 3}


def test_facts_posts_and_wishes_are_told_as_they_are(judge: RankJudge, own: Own) -> None:
    one = written(
        "BTC is back",
        "See https://example.org/a/long/address 5%",
        invented=("5%",),
        granted=("parts",),
        missed=("topic",),
    )
    told = said(reviewer(judge, own), Draft(text="BTC above 100k"), one)
    assert told["facts"] == {"kept": ["BTC"], "lost": ["100000"], "invented": ["5%"]}
    assert told["posts"] == [
        {"text": "BTC is back", "weighted_length": 11},
        {"text": "See https://example.org/a/long/address 5%", "weighted_length": 4 + 23 + 3},
    ]
    assert (told["parts"], told["granted"], told["missed"]) == (2, ["parts"], ["topic"])
    assert told["warnings"] == ["the draft does not give 5%"]


def test_warnings_know_the_wish_for_a_long_post_the_own_handle_and_copies(judge: RankJudge, own: Own) -> None:
    long = written("We talked about the rates. " * 11 + "End")
    assert said(reviewer(judge, own), Draft(), long)["warnings"] == ["too long: 300 > 280"]
    assert said(reviewer(judge, own), Draft(length=Length.ESSAY), long)["warnings"] == []
    named = written("Ask @ann_demo")
    assert said(reviewer(judge, own), Draft(), named)["warnings"] == ["personal data: user x1"]
    assert said(reviewer(judge, own, handle="ann_demo"), Draft(), named)["warnings"] == []
    assert said(reviewer(judge, own), Draft(), written(POSTS[1]))["warnings"] == [
        "10 words in a row stand in one of the author's posts"
    ]


def test_confidence_is_the_likeness_until_somebody_knows_better(judge: RankJudge) -> None:
    told = said(reviewer(judge), Draft(), written("x", likeness=0.25))
    assert (told["confidence"], told["basis"]) == (0.25, "uncalibrated")
    sure: Confidence = lambda candidate, draft: (len(candidate.text) / 10 + len(draft.text) / 100, "people")  # noqa: E731
    told = said(reviewer(judge, confidence=sure), Draft(text="abc"), written("xy"))
    assert (told["confidence"], told["basis"]) == (pytest.approx(0.23), "people")


def test_it_is_plain_json(judge: RankJudge, own: Own, expected: tuple[Expected, Counting]) -> None:
    told = said(reviewer(judge, own, expected[0]), Draft(text="BTC 5k"), written("bitcoin up 3%", likeness=0.5))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    receipt = reviewer(judge, own).receipt("bitcoin", "bitcoin fees").as_dict()
    assert json.loads(json.dumps(receipt, allow_nan=False)) == receipt


def test_a_receipt_shows_reasons_posts_and_changes(judge: RankJudge, own: Own) -> None:
    receipt = reviewer(judge, own).receipt("bitcoin fees", "bitcoin fees are up while gold waits")
    assert list(receipt.phrases) == judge.explain("bitcoin fees are up while gold waits")
    assert [post.id for post, _ in receipt.nearest] == ["p0", "p1", "p2"]
    assert receipt.diff == ((Op.SAME, "bitcoin fees"), (Op.ADDED, " are up while gold waits"))
    assert receipt.notes == ()
    assert receipt.as_dict()["nearest"][0] == {
        "id": "p0", "text": POSTS[0], "similarity": round(receipt.nearest[0][1], 3), "time": None,
    }  # fmt: skip


def test_a_receipt_says_what_is_not_at_hand() -> None:
    receipt = Reviewer(Memory.build(POSTS), None).receipt("", "new")
    assert (receipt.phrases, receipt.nearest) == ((), ())
    assert receipt.diff == ((Op.ADDED, "new"),)
    assert ["judge" in receipt.notes[0], "make analyse" in receipt.notes[1]] == [True, True]


def test_novelty_of_nothing() -> None:
    assert Reviewer(Memory.build([]), None)._novelty(("",)) == Novelty(0.0, None, 0)


def test_no_scikit_learn_is_needed() -> None:
    code = (
        "import sys; from datetime import datetime, UTC; from miles.registry.review import Reviewer\n"
        "from miles.analysis.novelty import Memory; from miles.analysis.own import Own\n"
        "from miles.post.post import Post; from miles.post.draft import Draft\n"
        "from miles.registry.voice import Candidate\n"
        "one = Reviewer(Memory.build(['a b c']), None, Own([Post(id='1', text='a b c')]))\n"
        "one.review(Draft(), [Candidate(texts=('a b',))], datetime.now(UTC)); one.receipt('a', 'b')\n"
        "print([m for m in ('sklearn', 'torch', 'fastapi', 'sqlalchemy') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_reviewer_reads_what_a_profile_keeps(own: Own, judge: RankJudge, tmp_path: Path) -> None:
    own.save(tmp_path / "own.json")
    again = reviewer(judge, Own.load(tmp_path / "own.json"))
    assert again.receipt("", POSTS[0]) == reviewer(judge, own).receipt("", POSTS[0])
