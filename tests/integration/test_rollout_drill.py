"""A drill with real voices: one loses what it writes, one is five times slower, one recites; each is caught."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Protocol

import pytest
import torch
from transformers import AutoModelForCausalLM

from audience import begun
from miles.analysis.judge import RankJudge
from miles.analysis.novelty import Memory
from miles.analysis.topic import TopicLabeller
from miles.engine.sampling import Sampling
from miles.engine.tokenizer import encode, load_tokenizer
from miles.model.engines import load_engine
from miles.post.draft import Draft
from miles.registry.bundle import Bundle
from miles.registry.rollout import ARMS, CHALLENGER, PRODUCTION, Exposure, Phase, Rollout
from miles.registry.voice import LONGEST_COPY, Candidate, Recall, Voice, pack
from tiny import make_voice

SAID = ["up", "hold", "gold"]
RECITED = "patience is the only edge that a small account has over a fund with a thousand screens and no sleep"


class Writer(Protocol):
    """What serves a request."""

    def write(self, draft: Draft, n: int = 1, seed: int = 0) -> list[Candidate]: ...


class Mute:
    """Writes what the voice writes, and loses the texts."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def write(self, draft: Draft, n: int = 1, seed: int = 0) -> list[Candidate]:
        return [Candidate(texts=("",)) for _ in self.voice.write(draft, n, seed)]


class Slow(Mute):
    """Writes everything five times and hands out the last: five times slower on any machine, however busy."""

    def write(self, draft: Draft, n: int = 1, seed: int = 0) -> list[Candidate]:
        return [self.voice.write(draft, n, seed) for _ in range(5)][-1]


class Reciting(Mute):
    """Hands out a training post word for word."""

    def write(self, draft: Draft, n: int = 1, seed: int = 0) -> list[Candidate]:
        return [Candidate(texts=(RECITED,)) for _ in self.voice.write(draft, n, seed)]


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    """A tiny voice, taught a few steps until it ends its posts, sealed as a bundle and read from it."""
    folder = make_voice(tmp_path_factory.mktemp("drill") / "voice")
    network = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32)
    optimiser, tokenizer = torch.optim.Adam(network.parameters(), lr=1e-2), load_tokenizer(folder)
    for text in SAID * 10:
        ids = torch.tensor([encode(tokenizer, f"<|bos|><|post|>{text}<|end|>")])
        network(input_ids=ids, labels=ids).loss.backward()
        optimiser.step()
        optimiser.zero_grad()
    network.save_pretrained(folder, safe_serialization=True)
    posts = [RECITED, "ether gas is cheap again today"]
    judge = RankJudge.fit(posts, ["buy now", "to the moon"])
    sampling = Sampling(oversample=1, max_new_tokens=8)
    pack(folder, sampling, Memory.build(posts), TopicLabeller.fit(posts, k=2), judge, Recall())
    bundle = Bundle.seal(folder, {"author": "sample"})
    return Voice.of(bundle, load_engine(bundle.path))


def answered(state: Rollout, arm: str, unit: str, writer: Writer, memory: Memory, seed: int) -> Exposure:
    """One request, timed, and judged by the memory of the voice in production: a challenger's own is not asked."""
    start = perf_counter()
    shown = [one for one in writer.write(Draft(), seed=seed) if one.is_shown and one.text]
    return Exposure(
        rung=state.rung,
        arm=arm,
        unit=unit,
        latency_ms=1000 * (perf_counter() - start),
        is_failed=not shown,
        is_copied=any(memory.is_seen(one.text) or memory.longest_run(one.text) > LONGEST_COPY for one in shown),
    )


def drilled(rung: int, production: Voice, challenger: Writer, most: int) -> Rollout:
    """Up to `most` requests, of a user each, at the rung; every observation is handed in as it comes."""
    state = begun(rung, shadow_share=1.0, canary_shares=[0.5])
    for k in range(most):
        unit = f"user {k}"
        arms: Sequence[str] = ARMS if state.is_shadowed(unit) else (state.arm(unit),)
        for arm in arms:
            writer = challenger if arm == CHALLENGER else production
            state = state.observed([answered(state, arm, unit, writer, production.memory, k)])
        if state.is_rolled_back:
            break
    return state


@pytest.mark.parametrize("rung", [0, 1])
@pytest.mark.parametrize(
    ("injected", "reason", "within"), [(Mute, "failed", 5), (Slow, "latency", 90), (Reciting, "copied", 3)]
)
def test_an_injected_fault_is_rolled_back(
    voice: Voice, rung: int, injected: Callable[[Voice], Writer], reason: str, within: int
) -> None:
    """`within` so many answers of the challenger: in the shadow, and where it serves half of the users."""
    ended = drilled(rung, voice, injected(voice), 3 * within)
    assert ended.phase is Phase.ROLLED_BACK
    assert ended.history[-1].reason.startswith(reason)
    assert ended.tallies[rung].requests[1] <= within
    assert {ended.arm(f"user {k}") for k in range(200)} == {PRODUCTION}


@pytest.mark.parametrize("rung", [0, 1])
def test_the_same_voice_without_a_fault_stays(voice: Voice, rung: int) -> None:
    state = drilled(rung, voice, voice, 70)
    assert not state.is_rolled_back
    assert state.tallies[rung].requests[1] >= 20
