from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from tokenizers import Tokenizer

from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.sentiment import SentimentLabeller
from miles.analysis.topic import TopicLabeller
from miles.engine.engine import Job
from miles.engine.prompt import END, NEXT
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, train_tokenizer
from miles.post.draft import Draft, DraftKind, Length, Sentiment
from miles.registry.voice import Ask, Candidate, Piece, Recall, Voice

SEEN = "patience is the only edge that a small account has over a fund with a thousand screens and no sleep"
POSTS = [SEEN, "bitcoin fees fell again", "ether staking yield is low", "bitcoin miners sell", "ether gas is cheap"]


class Scripted:
    """An engine that writes the given texts in turn and remembers what it was asked."""

    positions = 512

    def __init__(self, *texts: str) -> None:
        self.tokenizer: Tokenizer = train_tokenizer([*POSTS, *texts], 400)
        self.texts = texts
        self.jobs: list[Job] = []

    def generate(self, jobs: Sequence[Job], sampling: Sampling) -> list[list[int]]:
        self.jobs += jobs
        return [encode(self.tokenizer, self.texts[k % len(self.texts)]) for k in range(len(jobs))]

    def stream(self, jobs: Sequence[Job], sampling: Sampling) -> Iterator[tuple[int, int]]:
        yield from ((k, token) for k, ids in enumerate(self.generate(jobs, sampling)) for token in ids)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[np.ndarray]:
        return [np.full(len(target), -np.log(4)) for _, target in pairs]


def voice(*texts: str, oversample: int = 1, **weights: float) -> tuple[Voice, Scripted]:
    engine = Scripted(*texts)
    topics = TopicLabeller.fit(POSTS, k=2)
    sampling = Sampling(oversample=oversample, **weights)
    return Voice(engine, sampling, Memory.build(POSTS), topics, listener=SentimentLabeller()), engine


def test_links_and_handles_return_verbatim() -> None:
    speaker, engine = voice("Read <|link:1|> by <|user:1|>" + END)
    (found,) = speaker.write(Draft(text="read https://t.co/abc by @Bob_1"))
    assert found.text == "Read https://t.co/abc by @Bob_1"
    assert found.is_shown
    assert engine.jobs[0].slots == ("<|link:1|>", "<|user:1|>")


def test_a_torn_point_comes_last_unless_a_thread_is_asked_for() -> None:
    texts = ("5. bitcoin fees are up" + END, "bitcoin fees are up" + END)
    first, last = voice(*texts, oversample=1)[0].write(Draft(text="bitcoin"), n=2)
    assert (first.text, last.text) == ("bitcoin fees are up", "5. bitcoin fees are up")
    thread, _ = voice(*texts)[0].write(Draft(text="bitcoin", is_thread=True), n=2)
    assert thread.text == "5. bitcoin fees are up"


def test_a_draft_without_room_for_a_post_is_told_and_spoils_no_other() -> None:
    speaker, engine = voice("bitcoin is up" + END)
    (long,), (short,) = speaker.write_many([Draft(text="moon? " * 600), Draft(text="bitcoin")])
    assert [fault.partition(":")[0] for fault in long.faults] == ["the draft is too long"]
    assert "this voice reads 512 in all" in long.faults[0]
    assert short.is_shown
    assert len(engine.jobs) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("no link here" + END, "slot <|link:1|>"),
        ("two <|link:1|> <|link:2|>" + END, "slot <|link:2|>"),
        ("left <|link:1|> <url>" + END, "slot <url>"),
        ("never ends <|link:1|>", "unfinished"),
        (SEEN + " <|link:1|>" + END, "copies a training post"),
        (END, "broken text"),
    ],
)
def test_what_must_not_be_shown_is_not(text: str, fault: str) -> None:
    speaker, _ = voice(text)
    (found,) = speaker.write(Draft(text="see https://t.co/abc"))
    assert fault in found.faults
    assert not found.is_shown


def test_candidates_that_keep_the_facts_come_first_and_inventions_are_marked() -> None:
    speaker, _ = voice("Up to 55k" + END, "Up to 100k" + END, "Up" + END)
    found = speaker.write(Draft(text="btc reclaimed 100k"), n=3)
    assert found[0].text == "Up to 100k"
    assert found[0].invented == ()
    assert {candidate.text: candidate.invented for candidate in found}["Up to 55k"] == ("55000",)


def test_the_candidate_that_does_as_wished_comes_first_and_says_what_it_misses() -> None:
    texts = ["Fees are here" + END, "Awful, terrible fees" + END, "Awful, horrible, terrible fees, I hate it" + END]
    gloomy = Draft(text="fees", sentiment=Sentiment.NEGATIVE, length=Length.SHORT, is_thread=False)
    speaker, _ = voice(*texts, oversample=3)
    found = speaker.write(gloomy, n=3)
    assert [post.text.split(",")[0] for post in found] == ["Awful", "Awful", "Fees are here"]
    assert "hate" in found[0].text, "the clearest first"
    assert found[0].granted == ("length", "thread", "sentiment")
    assert found[-1].missed == ("sentiment",)
    speaker, _ = voice(*texts, oversample=3, wished=0.0)
    assert speaker.write(gloomy)[0].text == "Fees are here", "nothing is preferred where wishes weigh nothing"
    speaker.listener = None
    assert "sentiment" not in (*speaker.write(gloomy)[0].granted, *speaker.write(gloomy)[0].missed)


def test_what_is_not_shown_does_not_come_first_for_doing_as_wished() -> None:
    speaker, _ = voice("A wonderful, great day", "Flat" + END)
    best, worst = speaker.write(Draft(sentiment=Sentiment.POSITIVE), n=2)
    assert (best.text, worst.faults) == ("Flat", ("unfinished",))


def test_numbers_are_marked_where_nothing_was_typed_but_cost_no_rank() -> None:
    speaker, _ = voice("Up to 55k" + END, "Up" + END)
    found = {candidate.text: candidate for candidate in speaker.write(Draft(), n=2)}
    assert found["Up to 55k"].invented == ("55000",)
    assert found["Up to 55k"].score == found["Up"].score


def test_a_held_out_drafts_masked_handle_is_a_slot_as_a_typed_handle_is() -> None:
    speaker, engine = voice("Read <|user:1|>" + END)
    for draft in (Draft(text="read @bob"), Draft(text="read <user>", kind=DraftKind.NOTE)):
        (found,) = speaker.write(draft)
        assert found.text == draft.text.replace("read", "Read")
        assert found.is_shown
    typed, masked = (job.prompt for job in engine.jobs)
    assert typed == masked
    speaker.write(Draft(text="read <user>"))
    assert engine.jobs[-1].slots == ()  # a person's <user> is only letters


def test_threads_come_as_posts() -> None:
    speaker, engine = voice(NEXT.join(["One.", "Two.", "Three."]) + END)
    (found,) = speaker.write(Draft(parts=3, is_thread=True))
    assert found.texts == ("One.", "Two.", "Three.")
    assert engine.jobs[0].is_thread
    assert engine.jobs[0].parts == 3


def test_oversampling_writes_more_than_it_returns_and_never_the_same_twice() -> None:
    speaker, engine = voice("A" + END, "B" + END, oversample=4)
    found = speaker.write(Draft(text="x"), n=2)
    assert len(engine.jobs) == 8
    assert {candidate.text for candidate in found} == {"A", "B"}
    assert len({job.seed for job in engine.jobs}) == 8


def test_a_typed_topic_becomes_one_the_voice_knows() -> None:
    speaker, engine = voice("A" + END)
    speaker.write(Draft(topic="miners"))
    prompt = engine.tokenizer.decode(list(engine.jobs[0].prompt), skip_special_tokens=False)
    assert prompt.partition("<|topic|>")[2].removesuffix("<|post|>") in speaker.topics.names
    speaker.write(Draft(topic="gardening", text="roses"))
    prompt = engine.tokenizer.decode(list(engine.jobs[-1].prompt), skip_special_tokens=False)
    assert prompt == "<|bos|><|draft|>gardening: roses<|post|>"


def test_bits_count_every_token_and_the_end() -> None:
    speaker, engine = voice("A" + END)
    tokens = len(encode(engine.tokenizer, "look <url>" + END))
    assert speaker.bits(["look https://t.co/abc"])[0] == pytest.approx(2 * tokens)
    assert speaker.bits(["look"], [Draft(text="x")])[0] == pytest.approx(
        2 * len(encode(engine.tokenizer, "look" + END))
    )


def test_near_posts_stand_in_the_prompt_of_a_voice_that_learnt_with_them() -> None:
    speaker, engine = voice("A" + END)
    speaker.recall = Recall(1, POSTS)
    speaker.write(Draft(text="fees of bitcoin"))
    prompt = engine.tokenizer.decode(list(engine.jobs[0].prompt), skip_special_tokens=False)
    assert prompt == "<|bos|><|example|>bitcoin fees fell again<|draft|>fees of bitcoin<|post|>"


def test_drafts_do_not_share_their_luck() -> None:
    """One stream for all drafts of a call would begin all posts alike."""
    speaker, engine = voice("A" + END)
    speaker.write_many([Draft(text="btc"), Draft(text="eth")], seed=1)
    first, second = (job.seed for job in engine.jobs)
    assert first != second
    speaker.write_many([Draft(text="eth")], seed=1)
    assert engine.jobs[-1].seed == second


def test_each_term_of_choosing_weighs_what_the_sampling_says() -> None:
    """By hand: one of two facts kept, two of three invented numbers counted, a torn point, an unjudged look."""
    text = "5. btc at 100k, not 7k or 8k or 9k" + END
    draft = Draft(text="btc 100k eth 20k")
    (usual,) = voice(text)[0].write(draft)
    assert usual.score == pytest.approx(0.5 - 2 * 0.5 - 1.0)
    for weights, expected in (
        ({"facts": 3.0}, 1.5 - 1.0 - 1.0),
        ({"invented": 0.1}, 0.5 - 0.2 - 1.0),
        ({"torn": 0.0}, 0.5 - 1.0),
    ):
        (found,) = voice(text, **weights)[0].write(draft)
        assert found.score == pytest.approx(expected), weights


def test_weights_of_an_older_bundle_are_the_usual_ones() -> None:
    """Such a sampling.json names no term of choosing but the wishes, or none at all."""
    older = {"temperature": 0.8, "top_p": 0.95, "repeat_ngram": 5, "max_new_tokens": 256, "oversample": 4}
    assert Sampling(**older) == Sampling(**older, wished=2.0) == Sampling()
    usual = Sampling()
    assert (usual.facts, usual.invented, usual.torn, usual.wished, usual.likeness) == (1.0, 0.5, 1.0, 2.0, 1.0)
    assert usual.novelty == usual.forecast == 0.0


def test_the_judge_that_ranks_weighs_what_the_sampling_says() -> None:
    texts = ("ether gas is cheap today" + END, "BUY NOW!!! to the moon" + END)
    judge = RankJudge.fit([*POSTS, "ether gas is low"], ["BUY NOW!!!", "to the moon", "BUY to the moon!!!"])
    for likeness in (0.0, 1.0, -1.0):
        speaker, _ = voice(*texts, likeness=likeness)
        plain = {one.text: one.score for one in speaker.write(Draft(), n=2)}
        speaker.judge = judge
        for one in speaker.write(Draft(), n=2):
            assert one.score - plain[one.text] == pytest.approx(likeness * judge.rate([one.text])[0])


def test_the_farther_from_what_taught_the_voice_the_better_where_novelty_weighs() -> None:
    near, far = "bitcoin fees fell again today", "snow falls on the quiet harbour"
    speaker, _ = voice(near + END, far + END, novelty=1.0)
    first, last = speaker.write(Draft(), n=2)
    assert (first.text, last.text) == (far, near)
    assert first.score - last.score == pytest.approx(speaker.memory.nearest(near))
    assert speaker.memory.nearest(near) > 0
    a, b = voice(near + END, far + END)[0].write(Draft(), n=2)
    assert a.score == b.score


def test_what_would_be_better_received_comes_first_where_a_forecast_is_at_hand_and_weighs() -> None:
    heard: list[str] = []

    def longer_is_better(texts: Sequence[str], goal: Mapping[str, float] | None = None) -> np.ndarray:
        heard.extend(texts)
        return np.array([len(text) / 100 for text in texts])

    texts = ("Short" + END, "A little longer" + END, "never ends, so it is not shown and needs no forecast")
    speaker, _ = voice(*texts, forecast=2.0)
    assert [one.score for one in speaker.write(Draft(), n=3)] == [1.0, 1.0, 1.0], "nobody forecasts"
    speaker.forecast = longer_is_better
    found = speaker.write(Draft(), n=3)
    assert [one.text for one in found[:2]] == ["A little longer", "Short"]
    assert [one.score for one in found] == pytest.approx([1 + 2 * 0.15, 1 + 2 * 0.05, 1.0])
    assert sorted(heard) == ["A little longer", "Short"]
    speaker.sampling = Sampling(oversample=1)
    heard.clear()
    speaker.write(Draft(), n=3)
    assert heard == [], "what weighs nothing is not asked"


def test_of_a_thread_the_first_post_is_forecast() -> None:
    heard: list[str] = []
    speaker, _ = voice(NEXT.join(["One.", "Two."]) + END, forecast=1.0)
    speaker.forecast = lambda texts, goal=None: np.zeros(len([heard.append(text) for text in texts]))
    speaker.write(Draft(is_thread=True))
    assert heard == ["One."]


def test_every_ask_has_its_own_number_way_and_goal() -> None:
    goals: list[Mapping[str, float] | None] = []

    def forecast(texts: Sequence[str], goal: Mapping[str, float] | None = None) -> np.ndarray:
        goals.append(goal)
        return np.ones(len(texts))

    speaker, engine = voice("One" + END, "Two" + END, "Three" + END, oversample=1)
    speaker.forecast = forecast
    calm, keen = Sampling(temperature=0.0, oversample=1), Sampling(oversample=2, forecast=3.0)
    first, second = speaker.answer(
        [Ask(draft=Draft(), sampling=calm), Ask(draft=Draft(), sampling=keen, goal={"replies": 1.0}, banned=("moon",))]
    )
    assert [job.sampling for job in engine.jobs] == [calm, keen, keen]
    assert [job.banned for job in engine.jobs] == [(), ("moon",), ("moon",)]
    assert (len(first), len(second), goals) == (1, 2, [{"replies": 1.0}])
    assert (first[0].score, second[0].score) == (1.0, 4.0)


def test_an_ask_that_nobody_waits_for_any_more_comes_to_nothing() -> None:
    speaker, _ = voice("One" + END, "Two" + END)
    gone, there = Ask(draft=Draft(text="btc"), is_wanted=lambda: False), Ask(draft=Draft(text="eth"))
    assert [[one.text for one in found] for found in speaker.answer([gone, there])] == [[], ["Two"]]
    speaker.judge = RankJudge.fit(POSTS, ["lol", "wen", "moon soon"])
    assert speaker.answer([gone]) == [[]]


def test_pieces_make_up_what_is_written_and_the_answer_comes_last() -> None:
    speaker, _ = voice("Read <|link:1|> 🚀 now" + END, NEXT.join(["One.", "Two."]) + END)
    draft = Draft(text="read https://t.co/abc")
    *pieces, found = speaker.stream(Ask(draft=draft, n=2))
    assert all(isinstance(piece, Piece) for piece in pieces)
    assert len(pieces) > 4, "a piece for every token but halves of signs"
    said = ["".join(piece.text for piece in pieces if piece.candidate == k) for k in (0, 1)]
    assert said == ["Read https://t.co/abc 🚀 now", "One.\n\nTwo."]
    assert not any("\ufffd" in piece.text for piece in pieces)
    assert (
        found
        == voice("Read <|link:1|> 🚀 now" + END, NEXT.join(["One.", "Two."]) + END)[0].answer([Ask(draft=draft, n=2)])[
            0
        ]
    )
    assert isinstance(found[0], Candidate)


def test_a_draft_too_long_to_be_read_has_no_pieces() -> None:
    speaker, _ = voice("One" + END)
    [found] = speaker.stream(Ask(draft=Draft(text="price " * 600)))
    assert "too long" in found[0].faults[0]


def test_what_a_candidate_keeps_and_how_it_looks_is_told() -> None:
    speaker, _ = voice("BTC at 100k" + END)
    speaker.judge = RankJudge.fit(POSTS, ["nothing alike", "at all here"])
    [found] = speaker.write(Draft(text="BTC 100k by friday"))
    assert found.kept == pytest.approx(2 / 3)
    assert found.likeness == pytest.approx(float(speaker.judge.rate(["BTC at 100k"])[0]))
    assert speaker.write(Draft())[0].kept is None


def test_banned_phrases_reach_every_try() -> None:
    speaker, engine = voice("one" + END, "two" + END, oversample=2)
    speaker.write(Draft(), banned=["moon", "gem"])
    assert [job.banned for job in engine.jobs] == [("moon", "gem")] * 2


def test_a_banned_phrase_in_letters_of_other_case_is_not_shown() -> None:
    speaker, _ = voice("Der Oktober ist \u00dcBER" + END, "gut" + END)
    assert speaker.write(Draft(), banned=["\u00fcber"])[0].faults == ("banned phrase",)
    speaker, _ = voice("Read <|link:1|>" + END)
    assert speaker.write(Draft(text="read https://t.co/gem"), banned=["gem"])[0].is_shown, (
        "a draft's own link is its own"
    )
