"""How a busy person jots down what an author would write with care: clauses picked, flattened, reordered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from miles.analysis.content import STOPWORDS, content_words
from miles.analysis.facts import ticker
from miles.corpus.lexicon import COMPRESSIONS, FLAIR, LONGEST_PHRASE, NOUNS, SYNONYMS
from miles.post.normal import HANDLE, LINK

_ENUMERATOR = re.compile(r"^\W*(?:\(?\d{1,2}(?:[.)/:](?!\d)|/\d{1,2}\b\)?)|[•\-–—*>→]+)\s*")
_ASIDE = re.compile(r"\([^()]*\)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”']?\s+(?=[^a-z])|\s*[;:]\s+|\s+[-–—]+\s+|\n+|\.{2,}\s*")
_TOKEN = re.compile(r"<[a-z_]+>|@\w+|[$#@]?[^\W_](?:[\w'&.+/%-]*[\w+%])?%?|,|\?")
_CALL = re.compile(
    r"follow me|\bfollow\b.{0,30}\bfor\b|like\W*(?:and|&|/|\+)?\s*(?:repost|retweet|rt)\b|repost (?:the|this)"
    r"|retweet (?:the|this)|(?:hope|trust) (?:you(?:'ve)?|this).{0,20}(?:found|enjoyed|helpful|thread)"
    r"|if you(?:'ve)? enjoyed|\bsee you tomorrow|let me know|link (?:below|in bio)|\bdm me\b|comment below"
    r"|drop .{0,30}below|let's dive|see below|read below",
    re.IGNORECASE,
)
_PLUG = re.compile(
    r"(?:latest|new|this|my|a|full) (?:yt |youtube )?video|just uploaded|watch (?:now|here|it)|on (?:my )?youtube",
    re.IGNORECASE,
)
_LEADS = (
    r"so,|so(?= what| how| why)|and|but|also|plus|firstly|secondly|thirdly|lastly|finally,|ultimately|honestly"
    r"|personally|basically|remember,|however|meanwhile|overall|interestingly|importantly|ironically|look,|listen,"
    r"|well,|again,|now,|yes,|no doubt|of course|in fact|in short|in all seriousness|in my opinion|imo|tbh"
    r"|keep in mind|here (?:are|is)|here's(?! why)|as always|as expected|as you can see|as i mentioned"
    r"|to be (?:fair|honest|clear)|having said that|that (?:being )?said|needless to say|not to mention|for me"
    r"|hopefully|clearly|obviously"
    r"|the (?:key|point|truth|reality|fact|problem|good news|bad news|best part) (?:here )?is(?: that)?"
    r"|it's (?:important|worth) (?:to note|noting|remembering)(?: that)?|note that|this means(?: that)?"
    r"|which means(?: that)?|this is (?:because|why)|it's (?:clear|obvious) that|what this means is"
)
_LEAD = re.compile(rf"^(?:(?:{_LEADS})(?!\w),?\s*)+", re.IGNORECASE)
_SWAPS = (
    (
        re.compile(
            r"^(if|when|once|unless|until|as long as|given|after|before|since|as) ([^,]{6,}), (?:then )?([^,]{6,})$",
            re.I,
        ),
        r"\3 \1 \2",
    ),
    (re.compile(r"^(?:whilst|while|although|even though|though) ([^,]{6,}), ([^,]{6,})$", re.I), r"\2, but \1"),
    (re.compile(r"^despite ([^,]{6,}), ([^,]{6,})$", re.I), r"\2 even with \1"),
    (re.compile(r"^(.{8,}?),? because (.{8,})$", re.I), r"\2 so \1"),
    (re.compile(r"^([^,]{8,}), but ([^,]{8,})$", re.I), r"\2, but \1"),
    (re.compile(r"^([^,]{8,}), (?:and|which) ([^,]{8,})$", re.I), r"\1. \2"),
)
_ARTICLES = frozenset({"the", "a", "an"})
_FILLERS = frozenset(
    {
        "that",
        "just",
        "own",
        "such",
        "some",
        "your",
        "our",
        "their",
        "its",
        "even",
        "also",
        "very",
    }
)
_ASKING = frozenset({"am", "do", "did", "should", "would", "could", "can", "will", "have", "had", "must", "may"})
_LOOSE_ENDS = frozenset(
    {",", ".", "is", "are", "was", "were", "be", "will", "would", "can", "has", "have", "his", "he", "your"}
)
_COPULAS = frozenset({"is", "are", "was", "were"})
_NEGATIONS = frozenset(
    {"not", "no", "never", "don't", "isn't", "aren't", "won't", "can't", "doesn't", "without", "nor", "none"}
)
_BOUNDARY_WORDS = """
for in on with from of to by as and or than at over across through into that which when while where who if but so
after before until because since like during within amid among between around via"""
_BOUNDARY = frozenset(_BOUNDARY_WORDS.split())
_HALVES = frozenset({",", ".", "but", "so", "because", "which", "while", "after", "before", "until", "since", "and"})
_FINITE_WORDS = """
is are was were has have had will would can could should must may might do does did isn't aren't won't can't don't
doesn't didn't it's they're he's we're there's that's i'm you're keeps gets needs looks seems makes goes feels takes
comes wants"""
_FINITE = frozenset(_FINITE_WORDS.split())
_PAST_WORDS = """
was were had did said went got made took saw came knew thought bought sold told found left felt kept held lost won
wrote read put began became gave ran spent built paid met set led cut let grew fell rose hit could would should will
can may might must"""
_PAST = frozenset(_PAST_WORDS.split())
_BEFORE_NOUN_WORDS = """
this that another every each any his my big bigger huge massive major recent next last large of in on strong final
price initial first sharp small"""
_BEFORE_NOUN = _ARTICLES | frozenset(_BEFORE_NOUN_WORDS.split())
_ADVERBS_WORDS = "also still just always never already often usually only even now then personally really actually ever"
_ADVERBS = frozenset(_ADVERBS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's way of typing, drawn once a draft. Shares are probabilities per chance."""

    voice: str  # "he", "none" or "i"
    synonym: float
    brevity: float
    shorthand: float
    swap: float
    is_lower: bool
    glue: str

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Hand:
        is_neat = rng.random() < 0.35
        return cls(
            voice=str(rng.choice(["he", "none", "i"], p=[0.4, 0.45, 0.15])),
            synonym=float(rng.uniform(0.4, 0.8)),
            brevity=float(rng.uniform(0.1, 0.4) if is_neat else rng.uniform(0.4, 0.95)),
            shorthand=0.05 if is_neat else float(rng.uniform(0.0, 0.5)),
            swap=0.6,
            is_lower=not is_neat,
            glue=str(rng.choice([". ", ", "] if is_neat else [", ", ". ", "; ", " - ", "\n", " + ", ", and "])),
        )


def clauses(text: str) -> list[str]:
    """The sentences and half sentences of a post, without links, emoji, list marks and asides."""
    found = []
    for line in LINK.sub(" ", text.replace("\u2019", "'").replace("<url>", " ").replace("vs.", "vs")).splitlines():
        bare = _ASIDE.sub(" ", _ENUMERATOR.sub("", line))
        for piece in _SENTENCE.split(bare):
            clean = " ".join(_TOKEN.findall(piece)).replace(" ,", ",").replace(" ?", "?").strip(" ,")
            if any(c.isalnum() for c in clean):
                found.append(clean)
    return found


def call_to_action(clause: str, rng: np.random.Generator) -> str | None:
    """What the person types instead of the author's stock phrase for it; None for a clause that says something."""
    if _PLUG.search(clause):
        return str(rng.choice(["plug the video", "link the new video", "mention the video", "video plug"]))
    if _CALL.search(clause):
        return str(rng.choice(["ask for a follow", "cta follow + rt", "end with cta", "ask to share it", "usual cta"]))
    return None


def weight(clause: str) -> float:
    """How much a clause says: its content words and facts, long ones slightly discounted."""
    tokens = clause.split()
    facts = sum(1 for token in tokens if any(c.isdigit() for c in token) or ticker(token.strip(",?")))
    return (len(content_words(clause)) + 1.5 * facts) / max(len(tokens), 4) ** 0.5


def flatten(clause: str, hand: Hand, fixed: frozenset[str], rng: np.random.Generator) -> list[str]:
    """The words of a flat note that says roughly what `clause` says. `fixed` words (facts) stay."""
    text = _LEAD.sub("", clause) or clause
    if rng.random() < hand.swap:
        for pattern, shape in _SWAPS:
            if pattern.match(text):
                text = pattern.sub(shape, text)
                break
    tokens = _speak(_tokens(text, fixed), hand.voice)
    tokens = reword(tokens, hand.synonym, fixed, rng)
    tokens = [t for t in tokens if not (t in FLAIR and rng.random() < 0.9)]
    tokens = _shorten(tokens, hand.brevity, rng)
    return agree(_trim_edges(reword(tokens, hand.shorthand, fixed, rng, table=COMPRESSIONS)))


def reword(
    tokens: Sequence[str],
    chance: float,
    fixed: frozenset[str],
    rng: np.random.Generator,
    table: dict[tuple[str, ...], tuple[str, ...]] | None = None,
) -> list[str]:
    """The tokens with phrases of the lexicon replaced, each with that chance; longest phrase first."""
    table = SYNONYMS if table is None else table
    out: list[str] = []
    i = 0
    while i < len(tokens):
        for size in range(min(LONGEST_PHRASE, len(tokens) - i), 0, -1):
            phrase = tuple(tokens[i : i + size])
            is_noun = size == 1 and i > 0 and tokens[i - 1] in _BEFORE_NOUN and phrase in NOUNS
            choices = NOUNS[phrase] if is_noun and table is SYNONYMS else table.get(phrase)
            if choices and not (
                size == 1 and tokens[i] in fixed and tokens[i] not in ("bitcoin", "ethereum", "solana")
            ):
                chosen = str(rng.choice(choices)).split() if rng.random() < chance else list(tokens[i : i + size])
                out += chosen
                i += size
                break
        else:
            out.append(tokens[i])
            i += 1
    return out


def trim(tokens: Sequence[str], facts: frozenset[str], least: int = 2) -> list[str]:
    """The tokens without a phrase: one at the end that states no fact, else the last half sentence, else one within.

    Unchanged where there is no phrase to take.
    """
    starts = [0, *(i for i in range(least, len(tokens)) if tokens[i] in _BOUNDARY or tokens[i] in (",", "."))]
    phrases = [*pairwise([*starts, len(tokens)])][1:]
    free = [(start, end) for start, end in phrases if not any(is_fact(token, facts) for token in tokens[start:end])]
    halves = [(start, len(tokens)) for start, _ in phrases if tokens[start] in _HALVES]
    for start, end in [*free[-1:], *halves[-1:]]:
        if end == len(tokens):
            return _trim_edges(tokens[:start])
    for start, end in free[-1:]:
        return _trim_edges([*tokens[:start], *tokens[end:]])
    return list(tokens)


def drop_word(tokens: Sequence[str], facts: frozenset[str]) -> list[str]:
    """The tokens without their last content word that is no fact."""
    plain = [i for i, token in enumerate(tokens) if not is_fact(token, facts) and token not in STOPWORDS]
    drop = plain[-1] if plain else len(tokens) - 1
    return _trim_edges([*tokens[:drop], *tokens[drop + 1 :]])


def burden(token: str, facts: frozenset[str]) -> int:
    """How much is lost with a token: 0 for an article, 5 for a fact or a "not"."""
    if is_fact(token, facts) or token in _NEGATIONS:
        return 5
    if token in _ARTICLES:
        return 0
    if token in _FILLERS or token in _ADVERBS or token in FLAIR:
        return 1
    if token in _COPULAS:
        return 2
    return 3 if token not in STOPWORDS else 4


def is_fact(token: str, facts: frozenset[str]) -> bool:
    """Whether a token states one of the post's facts, or is a handle."""
    return token[:1] in "$@<" or token.lower() in facts or any(c.isdigit() for c in token)


def shrink(tokens: Sequence[str], words: int, facts: frozenset[str]) -> list[str]:
    """The tokens cut at phrase borders until at most that many are left."""
    kept = list(tokens)
    while len(kept) > words:
        shorter = trim(kept, facts)
        kept = shorter if len(shorter) < len(kept) else drop_word(kept, facts)
    return kept


def agree(tokens: Sequence[str]) -> list[str]:
    """The tokens with "a" and "an" as the next word wants it."""
    out = list(tokens)
    for i, token in enumerate(out[:-1]):
        if token in ("a", "an"):
            out[i] = "an" if re.match(r"[aeio]|u[pnm]", out[i + 1]) else "a"
    return out


def is_statement(tokens: Sequence[str]) -> bool:
    """Whether a frame such as "he thinks" can stand before these words."""
    return any(token in _FINITE for token in tokens[1:6]) and tokens[0] not in (
        "what",
        "why",
        "how",
        "when",
        "who",
        "which",
        "he",
        "i",
    )


def text_of(tokens: Sequence[str]) -> str:
    """Tokens to a line: marks lean on the word before them."""
    return re.sub(r"\s+([,.?])", r"\1", " ".join(tokens)).strip(" ,.")


def _tokens(text: str, fixed: frozenset[str]) -> list[str]:
    """Lower-case words and marks; facts, handles and placeholders keep their case."""
    tokens = []
    for token in re.findall(r"[,.?](?=\s|$)|[^\s,?]+(?:,\d+)*", text):
        bare = token.rstrip(".")
        is_kept = bare.startswith(("$", "@", "<")) or any(c.isdigit() for c in bare) or bare.lower() in fixed
        is_kept |= bare.isupper() and 2 <= len(bare) <= 5 and not text.isupper()
        is_kept &= bare.lower() not in STOPWORDS
        tokens += [bare.lstrip("#") if is_kept else bare.lower().lstrip("#")] if bare else [token]
        if bare and bare != token:
            tokens.append(".")
    return tokens[:-1] if tokens and tokens[-1] in (".", ",") else tokens


def _speak(tokens: list[str], voice: str) -> list[str]:
    """The author's "I" as somebody else would report it."""
    if voice == "i":
        return tokens
    subject = ["he"] if voice == "he" else []
    forms = {
        "i'm": [*subject, "is"] if subject else [],
        "i've": [*subject, "has"],
        "i'll": [*subject, "will"],
        "i'd": [*subject, "would"],
    }
    forms |= {
        "my": ["his"] if subject else [],
        "me": ["him"] if subject else [],
        "mine": ["his"],
        "myself": ["himself"],
        "im": subject,
    }
    out: list[str] = []
    is_due = False  # an "I" waits for its verb
    for before, word in zip(["", *tokens], tokens, strict=False):
        if word == "am":
            out.append("is")
        elif word == "i":
            out += subject
            is_due = before not in _ASKING
        elif word in forms:
            out += forms[word]
        elif is_due and word not in _ADVERBS:
            out.append(_third(word))
            is_due = False
        else:
            out.append(word)
    return out


def _third(verb: str) -> str:
    irregular = {"am": "is", "have": "has", "do": "does", "go": "goes", "don't": "doesn't", "haven't": "hasn't"}
    if verb in irregular:
        return irregular[verb]
    if verb in _PAST or not verb.isalpha() or verb.endswith(("ed", "ly")):
        return verb
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _shorten(tokens: list[str], brevity: float, rng: np.random.Generator) -> list[str]:
    """The tokens with grammar left out as one does in a hurry."""
    out: list[str] = []
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        chance = 0.0
        if token in _ARTICLES:
            chance = brevity
        elif token in _FILLERS:
            chance = 0.7 * brevity
        elif token in _COPULAS and after not in _NEGATIONS and out:
            chance = 0.4 * brevity
        if rng.random() >= chance:
            out.append(token)
    return out


def _trim_edges(tokens: Sequence[str]) -> list[str]:
    kept = list(tokens)
    while kept and (kept[-1] in _BOUNDARY or kept[-1] in _ARTICLES or kept[-1] in _LOOSE_ENDS):
        kept.pop()
    while kept and kept[0] in (",", ".", "?", "and", "but", "so", "which"):
        kept.pop(0)
    return kept


def handles(text: str) -> list[str]:
    """Handles and placeholders of people, in order, with repeats."""
    return re.findall(r"<(?:user|email|phone|wallet)>|" + HANDLE.pattern.replace("(\\w", "(?:\\w"), text)
