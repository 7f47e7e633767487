from __future__ import annotations

import numpy as np
import pytest

from miles.corpus.tokens import IGNORED, Blocks, Encoded, unpack
from miles.engine.prompt import END, SLOTS, THREAD, render
from miles.engine.tokenizer import encode
from miles.model.decoder import Pretrained
from miles.post.draft import Draft
from miles.training.rehearsal import Rehearsal
from tiny import make_voice

WIDTH = 96


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Pretrained:
    return Pretrained(str(make_voice(tmp_path_factory.mktemp("student") / "voice")), max_positions=WIDTH)


def given(student: Pretrained, *drafts: Draft) -> list[Encoded]:
    found = []
    for draft in drafts:
        prompt, post = (encode(student.tokenizer, text) for text in (render(draft).text, "Bitcoin holds." + END))
        ids = np.array(prompt + post)
        found.append(Encoded(ids, np.where(np.arange(len(ids)) < len(prompt), IGNORED, ids), 0))
    return found


def written(blocks: Blocks) -> dict[tuple[int, ...], list[int]]:
    """prompt -> what was learnt."""
    found = {}
    for sequence in unpack(blocks.input_ids, blocks.position_ids, blocks.labels):
        learnt = sequence.labels != IGNORED
        found[tuple(sequence.ids[~learnt].tolist())] = sequence.ids[learnt].tolist()
    return found


def test_the_same_prompts_get_other_posts_and_the_seed_decides_which(student: Pretrained) -> None:
    asked = given(student, Draft(), Draft(text="alts weak"), Draft(text="patience"))
    one, same, other = (Rehearsal(student.train()).write(asked, WIDTH, seed) for seed in (3, 3, 4))
    assert all(module.training for module in student.modules())
    prompts = {tuple(sequence.ids[sequence.labels == IGNORED].tolist()) for sequence in asked}
    assert written(one).keys() == prompts
    assert np.array_equal(one.input_ids, same.input_ids)
    assert np.array_equal(one.labels, same.labels)
    assert written(one) != written(other)
    assert one.input_ids.shape[1] == WIDTH


def test_links_and_threads_are_written_as_a_prompt_asks(student: Pretrained) -> None:
    asked = given(student, Draft(text="see https://t.co/abc", is_thread=True), Draft(text="alts weak"))
    slot, thread = (student.tokenizer.token_to_id(name) for name in (SLOTS[0], THREAD))
    ended = student.tokenizer.token_to_id(END)
    rehearsal = Rehearsal(student)
    for seed in range(4):
        for prompt, post in written(rehearsal.write(asked, WIDTH, seed)).items():
            assert (slot in prompt) == (thread in prompt)
            assert slot not in post or slot in prompt
            assert slot in post or slot not in prompt or post[-1] != ended


def test_a_prompt_that_nearly_fills_a_row_gets_what_room_is_left(student: Pretrained) -> None:
    ids = np.full(WIDTH, student.tokenizer.token_to_id("a"))
    labels = np.where(np.arange(WIDTH) < WIDTH - 2, IGNORED, ids)
    [post] = written(Rehearsal(student).write([Encoded(ids, labels, 0)], WIDTH, 0)).values()
    assert 1 <= len(post) <= 2
