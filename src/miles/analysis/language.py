"""Whether a text is surely in another language than the voices write: English."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from miles.analysis.facts import COINS
from miles.post.normal import CASHTAG, HANDLE, LINK, words

FEWEST_WORDS = 4  # below, a text is names and numbers, which are at home everywhere
SURE = 0.5  # of the identifier's probability: 4 of 18,476 drafts made of two English authors' posts are refused
MOSTLY = 0.5  # share of letters of another script
_NEAR = {"en", "pcm"}  # Nigerian Pidgin is what slang is taken for


def foreign(text: str) -> str | None:
    """The code of the language (ISO 639, "und" where only the script tells), None for English and whatever is unsure.

    A refusal stands on it, so it says nothing of short texts in Latin letters (py3langid: Barbaresi 2021, after
    Lui & Baldwin 2012).
    """
    said = " ".join(word for word in _plain(text).split() if word.casefold() not in COINS)
    letters = [char for char in said if char.isalpha()]
    other = sum(not unicodedata.name(char, "LATIN").startswith("LATIN") for char in letters)
    if letters and other / len(letters) > MOSTLY:
        code, _ = _identifier().classify(said)
        return str(code) if code not in _NEAR else "und"
    if len(words(said)) < FEWEST_WORDS:
        return None
    code, chance = _identifier().classify(said)
    return str(code) if code not in _NEAR and chance >= SURE else None


def _plain(text: str) -> str:
    return CASHTAG.sub(" ", HANDLE.sub(" ", LINK.sub(" ", text)))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
