"""The content words of a text: what is left of it without grammar, links and facts."""

from __future__ import annotations

import re

from miles.post.normal import HANDLE, words

_PLACEHOLDER = re.compile(r"<[a-z_]+>")
_NUMERIC = re.compile(r"\d")

_STOP = """
a about above after again against ain't all almost already also although always am among an and another any
    anybody anyone anything are aren't around as at away back be became because been before being below between both
    but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each
    either else enough even ever every everybody everyone everything few for from further gave get gets getting
    give given go goes going gone gonna got gotta had hadn't has hasn't have haven't having he he'd he'll he's her
    here here's hers herself him himself his how how's however i i'd i'll i'm i've if im in instead into is isn't it
    it'd it'll it's its itself just keep kind know last least less let let's like ll lot lots made make makes making
    many may maybe me mean might mine more most much must mustn't my myself near need neither never next no nobody
    none nor not nothing now of off often ok okay on once one ones only onto or other others our ours ourselves out
    over own per perhaps put quite rather re really same say said see seem seems shall she she's should shouldn't
    since so some somebody someone something sometimes soon still such take than that that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things think this those though
    through thus till to together too toward towards two under until up upon us use used very via want wants was
    wasn't way we we'd we'll we're we've well went were weren't what what's when where whether which while who who's
    whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your
    yours yourself yourselves s t p re ve d m first second third firstly secondly lastly
"""
STOPWORDS = frozenset(_STOP.split())

# Words with content that still name no subject: never a keyword or a topic by themselves.
_VAGUE = """
ability able across actually add also always answer ask based behind best better big bigger biggest bit capitalise
case certain check close come coming compiled course day days despite different due early enjoyed ever exactly
expect expecting explain far feel feels find follow following form found full good got great guys happen happens
hard help helpful highest hope huge imagine important interested interesting just key later left less lets like
likely list live lock long look looking looks lot lowest main meaning miss missed missing month months need new
number ones part past people place point post pretty question quote read real reason reasons remember repost retweet
right run sake see sense set show single start started stay step sure talk tell term terms thought thread time times
today tomorrow treat tweet tweets understand uploaded video wait watch week weeks whilst work works world worth year
years yesterday
"""
VAGUE = frozenset(_VAGUE.split())


def content_words(text: str) -> frozenset[str]:
    """Word types of the normal form without stop words, links, handles, placeholders and numbers."""
    bare = HANDLE.sub(" ", _PLACEHOLDER.sub(" ", text))
    return frozenset(
        word for word in words(bare) if word not in STOPWORDS and len(word) > 1 and not _NUMERIC.search(word)
    )


def grams(text: str) -> list[str]:
    """Content words and pairs of neighbouring content words, in order, with repeats."""
    bare = HANDLE.sub(" ", _PLACEHOLDER.sub(" ", text))
    terms: list[str] = []
    before = ""
    for word in words(bare):
        is_content = word not in STOPWORDS and len(word) > 1 and not _NUMERIC.search(word)
        if is_content:
            terms.append(word)
            if before:
                terms.append(f"{before} {word}")
        before = word if is_content else ""
    return terms
