"""What counts as one emoji."""

import pytest

from miles.post.emoji import EMOJI


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f600",
        "\u2764\ufe0f",
        "\U0001f44d\U0001f3ff",  # a thumb with a skin tone
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        "\U0001f1fa\U0001f1f8",
        "#\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
    ],
)
def test_a_sequence_is_one_emoji(emoji):
    assert EMOJI.fullmatch(emoji)


@pytest.mark.parametrize("text", ["a", "1", "#", "\u00a9", "\u4f60", "\u2764\ufe0e", "\u20bf"])
def test_letters_and_text_symbols_are_none(text):
    assert not EMOJI.match(text)


def test_two_flags_are_two_emoji():
    assert len(EMOJI.findall("\U0001f1fa\U0001f1f8\U0001f1e9\U0001f1ea")) == 2
