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
