"""Rough texts as a person types them: a topic, keywords, a note, bullets. Each obeys the rule of `Original`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from miles.analysis.content import STOPWORDS
from miles.analysis.copying import Original
from miles.analysis.facts import ticker
from miles.corpus.keyword import Keyword, draw
from miles.corpus.lexicon import SYNONYMS
from miles.corpus.note import (
    Hand,
    agree,
    burden,
    call_to_action,
    clauses,
    drop_word,
    flatten,
    handles,
    is_fact,
    is_statement,
    reword,
    shrink,
    text_of,
    trim,
    weight,
)
from miles.post.normal import LINK

_LINKS = re.compile(LINK.pattern + r"|<url>", re.IGNORECASE)
_NOTE_WORDS = (8, 40)
_BULLET_WORDS = (3, 9)
_FRAMES = {
    "he": (
        "he thinks",
        "he says",
        "thinks",
        "says",
        "wants to say that",
        "wants to say",
        "his view is that",
        "post about how",
    ),
    "none": (
        "basically",
        "point is",
        "post about how",
        "main idea:",
        "wants to say",
        "idea:",
        "say that",
        "quick one:",
    ),
    "i": ("i think", "want to say", "my take:", "i'd say", "post about how"),
}


def carried(text: str) -> list[str]:
    """What a draft must bring verbatim for the voice to place: handles, then links, with repeats."""
    return handles(LINK.sub(" ", text)) + [found[0].rstrip(".,;:!?)") for found in _LINKS.finditer(text)]


def type_topic(pool: Sequence[Keyword], original: Original, rng: np.random.Generator) -> str:
    """A topic phrase of 1-4 words; "" where the post has no word to spare."""
    pool = [keyword for keyword in pool if keyword.is_topical]
    if not pool:
        return ""
    for count in (int(rng.integers(1, 3)), 1):
        for _ in range(4):
            chosen = draw(pool, count, rng)
            link = str(rng.choice([" ", " ", " and ", " vs "])) if len(chosen) == 2 else " "
            text = link.join(_spell(keyword, rng) for keyword in chosen)
            if rng.random() < 0.25 and len(text.split()) <= 3:
                text = str(rng.choice(["{} thoughts", "{} take", "{} update", "why {}", "{} outlook", "on {}"])).format(
                    text
                )
            if 0 < len(text.split()) <= 4 and original.allows(text):
                return text
    return ""


def type_keywords(pool: Sequence[Keyword], original: Original, brought: Sequence[str], rng: np.random.Generator) -> str:
    """3-7 keywords, facts first to be kept, then what the draft brings; "" where fewer than two are left."""
    chosen = draw(pool, int(rng.integers(3, 8)), rng)
    if rng.random() < 0.3:
        chosen = [chosen[i] for i in rng.permutation(len(chosen))]
    mark = str(rng.choice([", ", ", ", " ", " / ", "\n"]))
    typed = {keyword: _reworded(_spell(keyword, rng), keyword.is_fact, 0.25, rng) for keyword in chosen}
    reworded: set[Keyword] = set()
    while typed and not original.allows(mark.join(typed.values())):
        words = [keyword for keyword in typed if not keyword.is_fact] or list(typed)
        weakest = min(words, key=lambda keyword: keyword.weight)
        fresh = _reworded(typed[weakest], weakest.is_fact, 1.0, rng)
        if weakest not in reworded and fresh != typed[weakest] and original.share(fresh) == 0:
            typed[weakest] = fresh
            reworded.add(weakest)
        else:
            del typed[weakest]
    if sum(len(text.split()) for text in typed.values()) < 2:
        return ""
    return " ".join([mark.join(typed.values()), *brought])


def type_note(texts: Sequence[str], original: Original, rng: np.random.Generator) -> str:
    """A flat note about the post; "" where nothing can be said in other words."""
    whole = "\n\n".join(texts)
    hand = Hand.draw(rng)
    said: list[str] = []
    calls: list[str] = []
    for clause in clauses(whole):
        call = call_to_action(clause, rng)
        (calls if call else said).append(call or clause)
    flat = [flatten(clause, hand, original.facts, rng) for clause in _pick(said, rng)]
    flat = obey([tokens for tokens in flat if tokens], original, rng)
    if sum(is_fact(token, original.facts) or token not in STOPWORDS for tokens in flat for token in tokens) < 2:
        flat = []
    if calls and (not flat or rng.random() < 0.5):
        flat.append(calls[0].split())
    if not flat:
        return ""
    if len(flat) > 1 and rng.random() < 0.25:
        flat = [*flat[1:], flat[0]]
    if rng.random() < 0.35 and is_statement(flat[0]):
        flat[0] = [*str(rng.choice(_FRAMES[hand.voice])).split(), *flat[0]]
    elif flat[0][-1] == "?" and rng.random() < 0.6:
        flat[0] = ["ask", *flat[0]]
    return _finish(hand, flat, carried(whole), rng)


def type_bullets(texts: Sequence[str], original: Original, rng: np.random.Generator) -> str:
    """One short bullet for each post of a thread, its links and handles at its end."""
    hand = Hand.draw(rng)
    flat: list[list[str]] = []
    for text in texts:
        found = clauses(text)
        said = [clause for clause in found[:4] if not call_to_action(clause, rng)]
        if said:
            best = said[0] if len(said) == 1 or rng.random() < 0.5 else max(said, key=weight)
            tokens = flatten(best, hand, original.facts, rng)
            flat.append(shrink(tokens, int(rng.integers(*_BULLET_WORDS)), original.facts))
        else:
            flat.append((call_to_action(found[0], rng) or "more").split() if found else ["pic"])
    flat = obey(flat, original, rng, is_each_kept=True)
    mark = str(rng.choice(["- ", "- ", "• ", "* ", "", "1"]))
    lines = []
    for number, (tokens, text) in enumerate(zip(flat, texts, strict=True), 1):
        lead = f"{number}. " if mark == "1" else mark
        body = _cased(hand, text_of(_dressed(hand, tokens, rng)))
        missing = Counter(carried(text)) - Counter(handles(body))
        lines.append(" ".join([f"{lead}{body or '...'}", *missing.elements()]))
    return "\n".join(lines)


def obey(
    flat: list[list[str]], original: Original, rng: np.random.Generator, is_each_kept: bool = False
) -> list[list[str]]:
    """The clauses reworded, then cut, until the draft of them is allowed."""
    flat = [list(tokens) for tokens in flat]
    fresh = set(range(len(flat)))  # clauses whose synonyms are not used up
    while flat and not original.allows(" . ".join(map(text_of, flat))):
        guilt = [(bool(original.runs(text_of(t))), original.share(text_of(t)), len(t)) for t in flat]
        at = max(range(len(flat)), key=guilt.__getitem__)
        if at in fresh:
            fresh.discard(at)
            flat[at] = agree(reword(flat[at], 1.0, original.facts, rng))
        elif guilt[at][0]:
            flat[at] = _break_run(flat[at], original)
        elif len(shorter := trim(flat[at], original.facts)) < len(flat[at]):
            flat[at] = shorter
        elif not is_each_kept and len(flat) > 1:
            flat[at] = []
        else:
            flat[at] = drop_word(flat[at], original.facts)
        if not is_each_kept and not all(flat):
            fresh = {i - sum(not tokens for tokens in flat[:i]) for i in fresh if flat[i]}
            flat = [tokens for tokens in flat if tokens]
        if not any(flat):
            return flat
    return flat


def _break_run(tokens: list[str], original: Original) -> list[str]:
    """The tokens without one inside a copied run: the one that says least, near the middle."""
    for size in range(len(tokens) + 1):
        if original.runs(text_of(tokens[:size])):
            inside = range(max(0, size - original.run), size)
            drop = min(inside, key=lambda i: (burden(tokens[i], original.facts), abs(i - inside.start - 3)))
            return tokens[:drop] + tokens[drop + 1 :]
    return tokens[:-1]


def _pick(said: Sequence[str], rng: np.random.Generator) -> list[str]:
    """The clauses a person would bother to type: the weightiest, within a budget of words."""
    said = [clause for clause in said if weight(clause) > 0]
    if not said:
        return []
    budget = int(rng.integers(*_NOTE_WORDS))
    scores = [weight(clause) * rng.uniform(0.7, 1.3) * (1.3 if i == 0 else 1.0) for i, clause in enumerate(said)]
    chosen: list[int] = []
    for i in np.argsort(scores)[::-1]:
        if not chosen or budget >= len(said[i].split()):
            chosen.append(int(i))
            budget -= len(said[i].split())
    return [said[i] for i in sorted(chosen)]


def _finish(hand: Hand, flat: list[list[str]], brought: Sequence[str], rng: np.random.Generator) -> str:
    pieces = []
    for i, tokens in enumerate(flat):
        kept = tokens[1:] if i and tokens[0] in ("he", "i") and len(tokens) > 2 and rng.random() < 0.6 else tokens
        pieces.append(text_of(_dressed(hand, kept, rng)))
    if hand.glue == ". ":
        pieces = [_cased(hand, piece) for piece in pieces]
        body = re.sub(r"\?\.", "?", ". ".join(pieces))
    else:
        body = _cased(hand, re.sub(r"\?,", "?", hand.glue.join(pieces)))
    missing = Counter(brought) - Counter(handles(body))
    return " ".join([body, *missing.elements()])


def _dressed(hand: Hand, tokens: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Tokens as this hand types them: tickers, round numbers, apostrophes, a rare slip."""
    is_bare = rng.random() < 0.6
    is_plain = hand.is_lower and rng.random() < 0.5
    out = []
    for token in tokens:
        typed = token
        if token.startswith("$") and is_bare and ticker(token[1:]):
            typed = token[1:]
        if re.fullmatch(r"\$?\d{1,3},000", token) and rng.random() < 0.4:
            typed = token[:-4] + "k"
        is_word = typed.isalpha() and typed.islower()
        if hand.is_lower and typed[:1] not in "@<" and (is_plain or not ticker(typed)):
            typed = typed.lower()
        if hand.is_lower and is_plain and not typed.startswith(("@", "<")):
            typed = typed.replace("'", "")
        if is_word and hand.is_lower and len(typed) > 4 and rng.random() < 0.015:
            typed = _slip(typed, rng)
        out.append(typed)
    return out


def _slip(word: str, rng: np.random.Generator) -> str:
    """Two letters swapped, or one lost."""
    at = int(rng.integers(1, len(word) - 1))
    if rng.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def _cased(hand: Hand, text: str) -> str:
    if hand.is_lower or not text or text.startswith(("<", "@")):
        return text
    text = re.sub(r"\b(i|i'm|i've|i'll|i'd)\b(?!')", lambda found: found[0].capitalize(), text)
    return text[0].upper() + text[1:]


def _spell(keyword: Keyword, rng: np.random.Generator) -> str:
    """A keyword in a hurry: mostly lower case, tickers with or without their sign."""
    text = keyword.text
    if text.startswith("$") and ticker(text[1:]) and rng.random() < 0.6:
        text = text[1:]
    is_safe = text.islower() or ticker(text.lower()) or not ticker(text)
    return text.lower() if is_safe and rng.random() < 0.6 else text


def _reworded(text: str, is_fact: bool, chance: float, rng: np.random.Generator) -> str:
    if is_fact or not any((word,) in SYNONYMS for word in text.split()):
        return text
    return " ".join(reword(text.split(), chance, frozenset(), rng))
