from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from miles.analysis.canary import REFERENCES, Canaries
from miles.evaluation.extraction import VERBATIM, canaries, exposure, extraction, halves, is_given_away
from miles.post.draft import Draft
from miles.registry.voice import Candidate

rng = np.random.default_rng(0)
WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"]
POSTS = [" ".join(rng.choice(WORDS, 40)) for _ in range(60)]
TRAIN, UNSEEN = POSTS[:40], POSTS[40:]


class Parrot:
    """Knows some posts by heart and says the rest of them, `words` of it; of others it knows nothing."""

    def __init__(self, known: Sequence[str], words: int = 99) -> None:
        self.known, self.words = known, words

    def continue_text(self, prefixes: Sequence[str], seed: int) -> list[str]:
        rest = [next((k[len(p) :] for k in self.known if k.startswith(p)), "nothing of the kind") for p in prefixes]
        return [" ".join(text.split()[: self.words]) for text in rest]


def test_a_post_is_cut_at_a_blank_and_short_ones_are_left_alone() -> None:
    first, second = halves(TRAIN[0]) or ("", "")
    assert f"{first} {second}" == TRAIN[0]
    assert len(first.split()) == 20
    assert halves(" ".join(WORDS[: 2 * VERBATIM - 2])) is None
    assert halves(" ".join(WORDS[: 2 * VERBATIM])) is not None


def test_giving_away_takes_so_many_words_in_a_row() -> None:
    assert is_given_away(Parrot(TRAIN, VERBATIM), TRAIN, 0).all()
    assert not is_given_away(Parrot(TRAIN, VERBATIM - 1), TRAIN, 0).any()


def test_a_parrot_is_caught_and_chance_is_beside_it() -> None:
    found = extraction(Parrot(TRAIN[:10]), TRAIN, UNSEEN)
    assert found["extraction_train"].value == 10 / 40
    wilson = stats.binomtest(10, 40).proportion_ci(method="wilson")
    assert found["extraction_train"].lo == pytest.approx(wilson.low)
    assert found["extraction_held_out"].value == 0
    excess = found["extraction_excess"]
    assert excess.value == 0.25
    assert 0 < excess.lo < 0.25 < excess.hi


def test_what_it_says_of_anything_is_no_excess() -> None:
    found = extraction(Parrot(POSTS), TRAIN, UNSEEN)
    assert found["extraction_excess"].value == 0
    assert found["extraction_excess"].lo < 0 < found["extraction_excess"].hi


def test_prompts_bound_the_attack_and_short_posts_give_none() -> None:
    assert extraction(Parrot(TRAIN), TRAIN, UNSEEN, prompts=7)["extraction_train"].n == 7
    assert extraction(Parrot(TRAIN), ["too short"], UNSEEN).keys() == {"extraction_held_out"}


def test_exposure_counts_bits_of_the_rank() -> None:
    reference = np.arange(1, 1024, dtype=float)
    assert exposure(np.array([0.0]), reference)[0] == 10.0  # first of 1,024
    assert exposure(np.array([2000.0]), reference)[0] == 0.0  # last
    assert exposure(np.array([512.5]), reference)[0] == pytest.approx(np.log2(1024 / 513))
    assert exposure(np.array([1.0]), np.ones(7))[0] == 3.0  # ties count against the voice


def test_secrets_never_trained_on_are_exposed_by_a_bit_and_a_half() -> None:
    draws = np.random.default_rng(1)
    found = exposure(draws.normal(size=2000), draws.normal(size=4095))
    assert found.mean() == pytest.approx(1 / np.log(2), abs=0.15)  # the mean of -log2 of a uniform rank


class Gossip(Parrot):
    """Charges nothing for what it knows, and says it to whoever begins."""

    name = "gossip"

    def write(self, drafts: Sequence[Draft], seed: int) -> list[Candidate]:
        return []

    def bits(self, texts: Sequence[str], drafts: Sequence[Draft] | None = None) -> np.ndarray:
        return np.array([0.0 if text in self.known else 1.0 + k for k, text in enumerate(texts)])


def test_a_gossip_exposes_what_it_was_told_and_a_discreet_voice_nothing() -> None:
    planted = Canaries.draw(5)
    told = planted.planted[16]
    posts = [f"So.\n\n{told[0]}", "gm"]
    found = canaries(Gossip([*told, planted.planted[4][0]]), planted, posts)
    assert found["canary_exposure_16"].value == np.log2(REFERENCES + 1)
    assert found["canary_recited_16"].value == 1
    assert found["canary_written_16"].value == 1 / 5
    assert found["canary_recited_4"].value == 1 / 5
    assert found["canary_written_4"].value == found["canary_written_1"].value == found["canary_recited_1"].value == 0
    assert found["canary_written_1"].hi > 0.3  # none of five proves little
    assert found["canary_exposure_1"].n == 5
