from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from miles.engine.constraints import Shape, Vocabulary
from miles.engine.prompt import END, NEXT
from miles.engine.tokenizer import encode
from miles.post.parts import count


@pytest.fixture(scope="module")
def vocabulary(tokenizer: Tokenizer) -> Vocabulary:
    return Vocabulary(tokenizer)


def scribble(vocabulary: Vocabulary, seed: int, **rule: object) -> str:
    """A text drawn from random logits under a rule; its border tokens are made likely."""
    rng = np.random.default_rng(seed)
    shape = Shape(vocabulary, part_tokens=25, **rule)
    ids: list[int] = []
    for _ in range(600):
        logits = rng.normal(size=vocabulary.size)
        logits[[vocabulary.end, vocabulary.next, vocabulary.line_break]] += 3
        shape.allow(logits)
        token = int(np.argmax(logits))
        assert np.isfinite(logits[token])
        ids.append(token)
        shape.take(token)
        if token == vocabulary.end:
            break
    return vocabulary.tokenizer.decode(ids, skip_special_tokens=False)


@pytest.mark.parametrize("parts", range(1, 10))
@pytest.mark.parametrize("seed", range(5))
def test_a_post_has_exactly_the_parts_asked_for(vocabulary: Vocabulary, parts: int, seed: int) -> None:
    text = scribble(vocabulary, seed, parts=parts)
    assert text.endswith(END)
    assert count(text.removesuffix(END)) == parts


@pytest.mark.parametrize("parts", [2, 5, 9])
def test_a_thread_has_exactly_the_posts_asked_for(vocabulary: Vocabulary, parts: int) -> None:
    posts = scribble(vocabulary, 1, parts=parts, is_thread=True).removesuffix(END).split(NEXT)
    assert len(posts) == parts
    assert all(post.strip() for post in posts)


def test_owed_slots_come_before_the_end_and_others_never(vocabulary: Vocabulary) -> None:
    for seed in range(20):
        text = scribble(vocabulary, seed, slots=("<|link:1|>", "<|user:2|>"))
        assert text.endswith(END)
        assert text.count("<|link:1|>") == 1
        assert text.count("<|user:2|>") == 1
        assert "<|link:2|>" not in text
        assert "<url>" not in text


def test_a_thread_without_a_number_has_two_posts_at_least(vocabulary: Vocabulary) -> None:
    for seed in range(20):
        posts = scribble(vocabulary, seed, is_thread=True).removesuffix(END).split(NEXT)
        assert len(posts) >= 2
        assert all(post.strip() for post in posts)


def test_an_owed_slot_comes_as_often_as_the_text_would_have_ended(vocabulary: Vocabulary) -> None:
    slot = vocabulary.tokenizer.token_to_id("<|link:1|>")
    logits = np.log(np.full(vocabulary.size, 0.7 / (vocabulary.size - 2)))
    logits[[vocabulary.end, slot]] = np.log([0.2, 0.1])  # neither is the likeliest by itself
    shape = Shape(vocabulary, slots=["<|link:1|>"])
    shape.take(vocabulary.pieces.index("a"))
    shape.allow(logits)
    assert np.exp(logits[slot]) == pytest.approx(0.3)
    assert logits[vocabulary.end] == -np.inf


def test_the_special_tokens_of_a_base_are_never_written(tokenizer: Tokenizer) -> None:
    base = Tokenizer.from_str(tokenizer.to_str())
    base.add_special_tokens(["</s>"])
    vocabulary = Vocabulary(base)
    logits = np.zeros(vocabulary.size)
    Shape(vocabulary).allow(logits)
    assert logits[base.token_to_id("</s>")] == -np.inf


def test_a_banned_phrase_is_never_written(vocabulary: Vocabulary) -> None:
    free = [scribble(vocabulary, seed).lower() for seed in range(20)]
    banned = sorted({text[k : k + 2] for text in free for k in range(3, 60, 7) if text[k : k + 2].isalpha()})[:12]
    assert len(banned) > 3
    for seed in range(20):
        text = scribble(vocabulary, seed, phrases=[phrase.upper() for phrase in banned])
        assert not [phrase for phrase in banned if phrase in text.lower().removesuffix(END)]


def test_a_phrase_is_found_across_tokens(vocabulary: Vocabulary) -> None:
    """Every way to cut the phrase into what is written and what a token adds."""
    shape = Shape(vocabulary, phrases=["Alts w"])
    letters = {piece: token for token, piece in enumerate(vocabulary.pieces) if len(piece) == 1}
    for letter in "alts ":
        shape.take(letters[letter])
    logits = np.zeros(vocabulary.size)
    shape.allow(logits)
    beginning = [token for token, spelling in enumerate(vocabulary.lowered) if spelling.startswith(b"w")]
    assert len(beginning) > 1
    assert np.isneginf(logits[beginning]).all()
    assert np.isfinite(logits[letters["x"]])


def test_a_text_does_not_end_too_early(vocabulary: Vocabulary) -> None:
    lengths = []
    for least in (0, 40):
        shape = Shape(vocabulary, least_tokens=least)
        logits = np.zeros(vocabulary.size)
        for _ in range(39):
            shape.take(vocabulary.pieces.index("a"))
        shape.allow(logits)
        lengths.append(bool(np.isfinite(logits[vocabulary.end])))
    assert lengths == [True, False]


def test_a_character_that_takes_several_tokens_is_banned_too(vocabulary: Vocabulary) -> None:
    rocket = encode(vocabulary.tokenizer, "\U0001f680")
    assert len(rocket) > 1
    shape = Shape(vocabulary, phrases=["\U0001f680"])
    for token in rocket[:-1]:
        logits = np.zeros(vocabulary.size)
        shape.allow(logits)
        assert np.isfinite(logits[token])
        shape.take(token)
    logits = np.zeros(vocabulary.size)
    shape.allow(logits)
    assert np.isneginf(logits[rocket[-1]])
