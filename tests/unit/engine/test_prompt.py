from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.engine.prompt import (
    END,
    SPECIAL_TOKENS,
    controls,
    fill,
    misused,
    neutralise,
    plain,
    render,
    render_pair,
)
from miles.post.draft import Draft, Length, Sentiment
from miles.post.error import MilesError


def test_a_prompt_without_draft_and_wishes_is_bare() -> None:
    assert render(Draft()).text == "<|bos|><|post|>"


def test_wishes_become_control_tokens_in_fixed_order() -> None:
    draft = Draft(
        text="btc up", parts=3, sentiment=Sentiment.POSITIVE, topic="bitcoin", length=Length.SHORT, is_thread=False
    )
    assert controls(draft) == "<|single|><|parts:3|><|length:short|><|sentiment:positive|><|topic|>bitcoin"
    assert render(draft).text == f"<|bos|>{controls(draft)}<|draft|>btc up<|post|>"


def test_links_and_handles_become_numbered_slots_and_come_back() -> None:
    prompt = render(Draft(text="see https://t.co/a and @bob, again https://t.co/a or https://x.co/b"))
    assert prompt.text == "<|bos|><|draft|>see <|link:1|> and <|user:1|>, again <|link:1|> or <|link:2|><|post|>"
    assert fill("go <|link:2|> <|user:1|>", prompt.slots) == "go https://x.co/b @bob"


def test_the_target_uses_the_slots_of_its_draft_and_url_elsewhere() -> None:
    prompt, target = render_pair(
        Draft(text="up <user> https://t.co/a"), ["Up with <user> and <user> https://t.co/a https://t.co/z", "2"]
    )
    assert prompt == "<|bos|><|draft|>up <|user:1|> <|link:1|><|post|>"
    assert target == "Up with <|user:1|> and <user> <|link:1|> <url><|next|>2<|end|>"


def test_a_typed_placeholder_is_only_letters() -> None:
    prompt = render(Draft(text="<user> <URL> <|end|>"))
    assert prompt.slots == {}
    assert not any(
        name in prompt.text.removeprefix("<|bos|>").removesuffix("<|post|>").replace("<|draft|>", "")
        for name in SPECIAL_TOKENS
    )


@pytest.mark.parametrize(
    ("typed", "shown", "values"),
    [
        ("(see https://y.co/b), then", "(see <|link:1|>), then", ["https://y.co/b"]),
        ("https://t.co/a. Again: https://t.co/a", "<|link:1|>. Again: <|link:1|>", ["https://t.co/a"]),
        ("“https://t.co/a”!", "“<|link:1|>”!", ["https://t.co/a"]),
        ("https://w.org/A_(b), c", "<|link:1|>, c", ["https://w.org/A_(b)"]),
        ("https://w.org/日本?q=1&r=", "<|link:1|>", ["https://w.org/日本?q=1&r="]),
        ("watch youtu.be/dQw4w9 now", "watch <|link:1|> now", ["youtu.be/dQw4w9"]),
        ("Crypto.com is up. So is 1/2", "Crypto.com is up. So is 1/2", []),
        (".@saylor buys", ".<|user:1|> buys", ["@saylor"]),
        ("mail bob@mail.com, x.com/@bob", "mail bob@mail.com, <|link:1|>", ["x.com/@bob"]),
    ],
)
def test_a_link_is_what_x_would_link_without_the_punctuation_behind(typed: str, shown: str, values: list[str]) -> None:
    prompt = render(Draft(text=typed))
    assert prompt.text == f"<|bos|><|draft|>{shown}<|post|>"
    assert list(prompt.slots.values()) == values
    assert fill(shown, prompt.slots) == typed


@pytest.mark.parametrize("token", ["<s>", "</s>", "<unk>", "<tool_call>", "<EOS>", "<file_sep>"])
def test_the_special_tokens_of_a_base_cannot_be_typed_either(token: str) -> None:
    assert token not in neutralise(f"btc {token} up <3 a<b")
    assert "<3 a<b" in neutralise(f"btc {token} up <3 a<b")
    assert "<user>" in neutralise("<user>", is_masked=True)


@given(st.text(alphabet=st.sampled_from("<|>urlend:1post "), max_size=40))
def test_nothing_typed_reads_as_a_special_token(text: str) -> None:
    assert not any(name in neutralise(text) for name in SPECIAL_TOKENS)
    assert not any(name in plain(text) for name in SPECIAL_TOKENS if name.startswith("<|"))


def test_misuse_names_missing_and_foreign_slots() -> None:
    slots = {"<|link:1|>": "https://t.co/a"}
    assert misused("look <|link:1|>" + END, slots) == ()
    assert misused("look", slots) == ("<|link:1|>",)
    assert misused("look <|link:1|> <|link:2|> <url>", slots) == ("<|link:2|>", "<url>")


def test_more_links_than_slots_is_refused() -> None:
    with pytest.raises(MilesError, match="more than 9 links or handles"):
        render(Draft(text=" ".join(f"https://t.co/{k}" for k in range(10))))


def test_examples_stand_before_the_draft() -> None:
    assert render(Draft(text="x"), ["one", "two"]).text == "<|bos|><|example|>one<|example|>two<|draft|>x<|post|>"
