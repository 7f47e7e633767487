from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from miles.engine.tokenizer import train_tokenizer

TEXTS = [
    "Bitcoin holds the level.\n\nAlts are still weak.",
    "Patience pays.\n\nRisk first \U0001f44a",
    "Watch this <url> with <user> at 100k, $BTC & friends",
]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return train_tokenizer(TEXTS * 3, vocab_size=420)
