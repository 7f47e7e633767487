from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models

from miles.engine.prompt import SPECIAL_TOKENS
from miles.engine.tokenizer import (
    add_prompt_tokens,
    encode,
    load_tokenizer,
    spelled,
    tokenizer_for,
    train_tokenizer,
    vocabulary_sha256,
)
from miles.post.error import MilesError

TOKENIZER = train_tokenizer(["hello world\n\nagain"], 400)


@given(st.text())
def test_every_text_survives(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert TOKENIZER.decode(encode(TOKENIZER, text), skip_special_tokens=False) == text


def test_line_breaks_are_tokens_of_their_own(tokenizer: Tokenizer) -> None:
    assert all(piece.strip(b"\n") in (b"", piece) for piece in spelled(tokenizer))


def test_special_tokens_are_single_and_first(tokenizer: Tokenizer) -> None:
    assert [encode(tokenizer, name) for name in SPECIAL_TOKENS] == [[i] for i in range(len(SPECIAL_TOKENS))]


def test_a_vocabulary_s_hash_tells_tokens_and_their_numbers(tmp_path: Path, tokenizer: Tokenizer) -> None:
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert vocabulary_sha256(load_tokenizer(tmp_path)) == vocabulary_sha256(tokenizer)
    assert vocabulary_sha256(train_tokenizer(["other words entirely"], 400)) != vocabulary_sha256(tokenizer)


def test_digits_stand_alone(tokenizer: Tokenizer) -> None:
    assert len(encode(tokenizer, "100000")) == 6


def test_prompt_tokens_can_be_taught_once() -> None:
    foreign = Tokenizer(models.BPE())
    assert add_prompt_tokens(foreign) == len(SPECIAL_TOKENS)
    assert add_prompt_tokens(foreign) == 0


def test_load_reads_a_file_or_its_folder(tmp_path: Path, tokenizer: Tokenizer) -> None:
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert load_tokenizer(tmp_path).get_vocab() == load_tokenizer(tmp_path / "tokenizer.json").get_vocab()
    with pytest.raises(MilesError, match="no tokenizer at"):
        load_tokenizer(tmp_path / "none.json")


def test_a_vocabulary_is_kept_where_asked_and_learnt_otherwise(tmp_path: Path, tokenizer: Tokenizer) -> None:
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert tokenizer_for(["other words"], 400, keep=tmp_path).to_str() == tokenizer.to_str()
    assert tokenizer_for(["hello world\n\nagain"], 400).to_str() == TOKENIZER.to_str()
    Tokenizer(models.BPE()).save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(MilesError, match="does not know"):
        tokenizer_for([], 400, keep=tmp_path)
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(MilesError, match="is no tokenizer"):
        tokenizer_for([], 400, keep=tmp_path)


def test_a_vocabulary_too_small_for_bytes_and_special_tokens_is_refused() -> None:
    with pytest.raises(MilesError, match=f"at least {256 + len(SPECIAL_TOKENS)}"):
        train_tokenizer(["a"], 255 + len(SPECIAL_TOKENS))


def test_tokens_are_spelled_in_the_bytes_of_their_text() -> None:
    tokenizer = train_tokenizer(["Bitcoin holds. Alts weak."] * 3, 400)
    text = "Alts \U0001f680 \u00fcber 日本 <|url|> \u2019s\n\n<|end|>"
    spelling = spelled(tokenizer)
    assert b"".join(spelling[i] for i in encode(tokenizer, text)) == text.encode()


@pytest.mark.parametrize("is_byte_level", [True, False])
def test_the_spelling_of_a_token_is_what_the_tokenizer_shows(is_byte_level: bool) -> None:
    tokenizer = train_tokenizer(["Bitcoin holds. \u00fcber 日本 \U0001f680"] * 3, 420)
    if not is_byte_level:
        tokenizer.decoder = decoders.Fuse()  # as another project's might be: letters stand for themselves
    shown = [tokenizer.decode([i], skip_special_tokens=False) for i in range(tokenizer.get_vocab_size())]
    assert [spelling.decode(errors="replace") for spelling in spelled(tokenizer)] == shown
    assert any("\ufffd" in text for text in shown) == is_byte_level
