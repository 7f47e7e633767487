"""A hand-made lexicon of how people jot down what an author would phrase with care.

SYNONYMS (written in verb.py and phrase.py), NOUNS and COMPRESSIONS hold one entry a line,
`form|form > form|form ; form|form`: the n-th form on the left becomes the n-th form of one
alternative on the right. A phrase may have several lines.
FLAIR: what colours a text and is missing from a note. All lower case.
"""

from __future__ import annotations

from miles.corpus.phrase import PHRASES
from miles.corpus.verb import VERBS

_NOUNS = """
pump|pumps|rally|rallies|surge|run > move up|moves up|run|runs|jump|run ; push up|pushes up|push up|runs up|spike|move
dump|dumps|crash|crashes > drop|drops|collapse|collapses ; sell-off|sell-offs|fall|falls
dip|dips|drop|drops|pullback|retrace|retracement|correction > drop|drops|fall|falls|dip|pullback|pullback|pullback
increase|increases|growth > rise|rises|rise
decline|declines|decrease > fall|falls|fall
bounce|rebound|recovery > recovery|recovery|bounce
breakout|breakdown > move higher|move lower
trade|trades > bet|bets ; position|positions
hold|break|change|changes|shift > hold|move|shift|shifts|change
start|help|win|wins|love|hate|catch|chase|research > beginning|support|success|successes|love|hate|prize|chase|homework
watch|share|show|find|need|buy|sell > watch|share|show|find|need|buy|sell
"""

_COMPRESSIONS = """
and > &
with > w/
without > w/o
because|because of > bc|bc of ; cos|cos of
people > ppl
right now > rn
market cap > mcap
probably > prob ; prolly
about > abt
between > btwn
weeks|week > wks|wk
years|year > yrs|yr
though|although > tho|altho
through > thru
tomorrow > tmrw
opportunity|opportunities > opp|opps
information > info
government > govt
especially > esp
strategy > strat
performance > perf
dominance > dom
technical analysis > ta
long term|long-term > LT
short term|short-term > ST
price action > PA
bitcoin > btc
ethereum > eth
solana > sol
million|billion > m|b
versus > vs
please > pls
positions > pos
volatility > vol
management > mgmt
something > smth
going to > gonna
want to > wanna
macro economic > macro
fundamentals > fundies
liquidity > liq
percent > %
"""

_FLAIR = """
absolutely absurdly actually again ago altogether amazingly arguably awesome basically certainly clearly completely
constantly crazily damn definitely deeply drastically easily effectively entirely especially essentially evidently
exactly exceptionally explosive extraordinarily extremely fairly finally firmly folks frankly freaking fully
fundamentally fucking generally genuinely gloriously greatly heavily highly hilariously honestly hugely incredible
incredibly insanely interestingly ironically just largely legendary legit literally lol lmao mainly massively mega
merely mostly naturally notably obviously officially only overall parabolic particularly perfectly personally pretty
purely quite rather really relatively remarkably seriously severely significantly simply slightly somehow somewhat
specifically strictly strongly super surely surprisingly totally tremendously truly typically ultimate ultimately
ultra undeniably unbelievable unbelievably undoubtedly utterly vastly very wildly
"""

FLAIR = frozenset(_FLAIR.split())


def _table(text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Phrase (as words) -> what may stand for it."""
    table: dict[tuple[str, ...], list[str]] = {}
    for line in text.strip().splitlines():
        left, right = line.split(" > ")
        forms = left.split("|")
        for alternative in right.split(" ; "):
            choices = alternative.split("|")
            for column, form in enumerate(forms):
                table.setdefault(tuple(form.split()), []).append(choices[column] if len(choices) > 1 else choices[0])
    return {phrase: tuple(dict.fromkeys(choices)) for phrase, choices in table.items()}


SYNONYMS = _table(PHRASES.strip() + VERBS)
NOUNS = _table(_NOUNS)  # the same, for a word that an article or adjective stands before
COMPRESSIONS = _table(_COMPRESSIONS)
LONGEST_PHRASE = max(len(phrase) for table in (SYNONYMS, COMPRESSIONS) for phrase in table)
