"""What a person should know before a post goes out; above all which claims on markets need a disclaimer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from miles.analysis.facts import ticker
from miles.analysis.language import foreign
from miles.analysis.novelty import OVERLAP
from miles.analysis.safety import Mask, check
from miles.post.limits import LIMIT
from miles.post.normal import LINK
from miles.post.parts import join, sentences

LONGEST = 500  # characters of a sentence that are read: what is longer is no sentence, and rules would take its square


class ClaimKind(StrEnum):
    """Where a price will go, what a reader would earn, or what a reader should buy, sell or hold."""

    PREDICTION = "prediction"
    PROMISE = "promise"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, as it stands in the post, that makes such a claim in the author's own voice."""

    kind: ClaimKind
    text: str


# Rules read sentences in which every asset is written ASSET and every amount of money SUM_.
_NAMES = """
eth sol alt alts altcoin altcoins altseason meme memes memecoin memecoins gold silver oil stock stocks equity equities
nasdaq crypto dollar euro yields bonds majors miners s&p spy qqq spx price prices"""
_ASSETS = frozenset(_NAMES.split())
_TOKEN = re.compile(r"[$#]?[A-Za-z][\w&]*(?:/[A-Z]+)?(?!-)\b")
_MONEY = re.compile(
    r"[$\u20ac\u00a3]\s?\d[\d,.]*(?:\s?(?:k|m|bn?|thousand|million|billion)\b)?|\b\d[\d,.]*\s?k\b"
    r"|\b\d{1,3}(?:,\d{3})+\b",
    re.IGNORECASE,
)
_ASSET = r"(?:\bASSET|\b(?:the|this|these|that)\ (?:market|chart|coin|token|sector|index|rally|dip)s?|\bsmall\ caps?)\b"
_PRICE = r"(?:SUM_|\b\d{2,6}\b(?!\s?[%x]|[.,]\d))"
_TIMES = r"(?:\d+\s?x|\d{2,}\s?%)"
_WILL = r"""(?:\b(?:will|gonna|shall|won't|should|could|can|may|might|ought\ to)|'ll|(?:\bis|\bare|'re|'s)
 \ (?:going\ to|gonna|about\ to
 |set\ to|ready\ to|bound\ to|headed|heading|due)|\b(?:looks?|seems?)\ (?:ready|set|poised|likely|destined)\ to)\b"""
_MOVE = r"""(?:hit|reach|touch|break|pump|dump|moon|rally|crash|collapse|soar|bleed|rip|double|triple|explode|fly
 |melt|fall|drop|drift
 |rise|climb|trade|retest|bounce|outperform|underperform|flip|bottom|top|run|surge|plunge|tank|recover|see|test|grind
 |correct
 |squeeze|nuke|send|clear|reclaim|lose|make\ (?:a\ )?new|get\ (?:wiped|crushed|destroyed|hit)
 |go(?:es)?\ (?:to|up|down|higher|lower|nowhere|parabolic|vertical|above|below|back))\b"""
_GOES = r"""(?:runs?|goes|reaches|hits|flips|tops|bottoms|breaks|doubles|triples|outperforms|rallies|crashes|falls
 |drops|starts)\b"""
_HIGHS = r"""(?:all[- ]time\ highs?|aths?|new\ (?:highs?|lows?)|(?:six|seven)\ figures|(?:higher|lower)\ (?:prices
 |highs?|lows?))\b"""
_TURN = r"""(?:correction|pullback|rally|crash|bounce|dip|sell-?off|dump|pump|bull\ run|(?:bear|bull)\ market
 |breakout|squeeze|recession
 |melt-?up)\b"""
_SOON = r"""\b(?:(?:in|over|within)\ (?:the\ )?(?:coming|next)|this\ (?:cycle|year|month|week|summer|winter)|next
 \ (?:year|month|week|cycle)
 |by\ (?!\d)\w+|in\ 20\d\d|soon|from\ here|within\ \w+\ \w+|eoy|until)\b"""
_MONTH = r"(?:20\d\d|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4])"
_DEAL = r"""(?:buy|sell|short|long|ape|accumulate|hold(?!\ (?:on|up)\b)|hodl|dump|stack|bid|dca|dollar-cost\ average
 |scale|trim|rotate
 |exit|swap|add|load\ up|back\ up\ the\ truck|go\ (?:long|short|all\ in)|cash\ out|cut|take\ (?:some\ )?profits?
 |pile\ in|fade
 |stay\ (?:out\ of|away\ from)|get\ (?:out\ of|into))\b"""
_DEALING = r"""(?:buying|selling|shorting|longing|accumulating|holding|stacking|bidding|trimming|rotating|exiting
 |adding|owning|scaling
 |cutting|taking\ profits?|swapping)\b"""
_NO_DEAL = r"""(?!\s*-|\s(?:pressure|side|walls?|orders?|signals?|volume|squeeze|terms?|interest|sellers
 |liquidations?|story|answers?|version
 |time|weekends?|weeks?|days?|runs?|lists?|threads?|posts?|positions?|ago|as|enough|tail|that\ thought|offs?)\b)"""
_SOFT = r"""(?:(?:please|just|seriously|now|so|and|then|go|always|never|also|but|or|do\ not|don't|stop|start|keep
 |slowly|quickly|simply
 |maybe|perhaps|consider|instead|again|friends|guys|everyone)\b[,:]?\ )*"""


def _rule(*patterns: str) -> re.Pattern[str]:
    begins = r"(?:(?<!\w)|(?=[',:;\u2014-]))"  # no rule begins within a word: half as long
    return re.compile(begins + f"(?:{'|'.join(patterns)})", re.IGNORECASE | re.VERBOSE)


_PREDICTS = _rule(
    rf"{_ASSET}(?:\ [\w'-]+){{0,4}}?\ ?{_WILL}\ (?:[\w'-]+\ ){{0,2}}?(?:to\ )?(?:{_MOVE}|for\ |to\ {_PRICE})",
    rf"""\b(?:it|this|that|they|these|we)\ ?{_WILL}\ (?:\w+\ ){{0,2}}?(?:to\ |for\ )?(?:(?:pump|dump|moon|crash)\b
     |{_HIGHS})""",
    rf"""\b(?:it|this|that|they|these|we)\ ?{_WILL}\ (?:\w+\ ){{0,2}}?(?:to\ )?(?:see|hit|reach|touch|test|retest
     |break|(?:drop|fall|go)\ to)
     \ (?:{_PRICE}|{_HIGHS}|{_TIMES})""",
    rf"""{_WILL}\ (?:\w+\ ){{0,2}}?(?:outperform|underperform|pump|dump|moon|bleed|nuke|melt\ up|go\ parabolic|rally
     |skyrocket|flip|accelerate
     |bounce|break\ (?:out|down)(?!\ (?:the|some|more|what|how|why|all|a|my|each|every)\b))\b""",
    r"""\b(?:will|'ll|going\ to)\ (?:likely\ |probably\ |definitely\ )?(?:continue|keep)\ (?:to\ )?(?:lead|outperform
     |rally|climb|pump|bleed|drop
     |grow|run|rise|fall)""",
    rf"""(?:{_ASSET}|\b(?:markets?|{_MONTH}))\ (?:will|(?:is|are)\ going\ to)\ (?:likely\ |probably\ |definitely
     \ )?be\ (?:[\w-]+\ )?(?:better
     |higher|lower|worse|up|down|bullish|bearish|huge|massive|explosive|parabolic|insane|wild|worth)\b""",
    rf"""{_ASSET}\ (?:(?:to|at|->|\u2192|towards?|=>)\ )?{_PRICE}(?!\ in\ 20[012]\d:|\ (?:today|yesterday
     |now))(?=.*{_SOON})""",
    rf"^\W*ASSET\ (?:to|->|\u2192|=>)\ {_PRICE}",
    rf"{_ASSET}\ (?:{_GOES}.*{_SOON}|(?:reaches|hits)\ {_PRICE}\ before)",
    rf"{_ASSET}\ (?:goes|heads)\ (?:nowhere|only|much|way)?\ ?(?:but\ )?(?:up|down|higher|lower)\ from\ here",
    rf"\bmy\ (?:ASSET\ )?(?:target|base\ case|prediction|forecast|call)\b.*\b(?:is|at|:)\ .*(?:{_PRICE}|{_ASSET})",
    rf"\btarget:?\ (?:is\ |of\ )?{_PRICE}|\b(?:next|first)\ (?:stop|level)\ (?:is\ )?{_PRICE}",
    rf"""\b(?:i|we)(?:'m|'re|\ am|\ are)?\ (?:now\ |still\ |fully\ )?(?:expect|expecting|predict|predicting|foresee
     |calling\ for|looking\ for
     |see(?=.*(?:{_PRICE}|{_TURN}|{_SOON}|\b(?:falling|rising|going|running|hitting))))\ (?:[\w'%.-]+
     \ ){{0,4}}?(?:{_TURN}|{_HIGHS}|{_ASSET}
     |{_PRICE})""",
    rf"^\W*expect\ (?:[\w'%.-]+\ ){{0,3}}?(?:{_TURN}|{_HIGHS}|{_ASSET}|{_PRICE})",
    rf"""(?:{_HIGHS}|{_ASSET}|{_TURN}|\bseason)\ (?:(?:is|are)\ )?(?:coming|incoming|next|soon|ahead|inevitable
     |imminent|loading|programmed
     |here\ soon)\b""",
    r"\bthe\ (?:bottom|top|lows?|high)\ (?:is|are)\ in\b|\bwe(?:'ve|\ have)\ (?:topped|bottomed)\b",
    rf"\bthere(?:'s|\ is|\ will\ be|'ll\ be)\ (?:going\ to\ be\ )?an?\ (?:[\w-]+\ ){{0,2}}{_TURN}",
    rf"\b(?:nothing|little|not\ much)\ stands?\ between\b.*{_PRICE}|\bcalling\ it\b.*(?:{_PRICE}|{_TURN})",
    rf"""\bmatter\ of\ time\b.*(?:{_HIGHS}|{_PRICE}|{_MOVE}|breaks)|(?:{_PRICE}|{_HIGHS})\ is\ (?:only|just)\ a
     \ matter\ of\ time""",
    rf"(?:\bis|\bare|'re|'s)\ (?:headed|heading|going)\ (?:straight\ )?(?:for|to|towards?|back\ to)\ {_PRICE}",
    r"""\b(?:huge|massive|enormous|more|most|highest|significant|further|a\ lot\ of|plenty\ of|insane|asymmetric)
     \ (?:\w+/)?(?:\w+\ )?(?:up|down)side\b|\bto\ the\ (?:up|down)side\b""",
    rf"""\b(?:would|will|could|should)\ (?:take|bring|send|push|drive|lift)\ (?:it|us|{_ASSET}|prices)\ (?:back\ )?
     (?:to|above|below|higher|lower|up|down)\b""",
    rf"""(?:{_ASSET}|{_WILL}.*)\ (?:pushing|going|running|heading|trending)\ (?:even\ |much\ )?(?:higher|lower)\b
     |\b(?:higher|lower)\ from\ here\b""",
)
_PROMISES = _rule(
    r"""\bguaranteed?\ (?:to|an?|\d+\S*|your|high)?\ ?(?:\w+\ )?(?:returns?|profits?|gains?|income|yields?|pump|win
     |rise|make|go|apy|money
     |\d)""",
    r"""\brisk[- ]free\b|\bwithout\ (?:any\ )?risk\b|\b(?:no|zero|minimal|little)\ (?:risk|downside)\b|\b100%\ safe\b
     |\bsafest\ \d+%""",
    r"\b(?:can't|cannot|can\ not|impossible\ to|no\ way\ to|never)\ (?:\w+\ )?los(?:e|ing)\b",
    r"\b(?:free|easy)\ money\b|\bprints?\ money\b|\bsure\ thing\b|\bcertain\ (?:profit|gain|return)s?\b",
    r"""(?:\b(?:will|can|could|going\ to|gonna|and)|'ll)\ (?:\w+\ )?(?:make|get|become|be)\ (?:you\ )?(?:all
     \ )?(?:rich|wealthy|millionaires
     |a\ (?:multi)?millionaire|financially\ free)\b""",
    r"\bturns?\ (?:your\ )?(?:SUM_|\$0)\ into\b|\bput\ in\ SUM_|\bbecome\ a\ millionaire\b",
    rf"""\b(?:makes?|earns?|earning|making|pays?|paying)\ (?:you\ |up\ to\ |over\ )*(?:{_TIMES}|\d+(?:\.\d+)?%
     |SUM_)\ ?(?:a|per|every|each|apy
     |apr|returns?|daily|weekly|monthly)\b""",
    r"\bearns?\ \d+(?:\.\d+)?%|\bmake\ (?:(?:five|six|seven)\ figures|SUM_)\ (?:this|a|per|every|each)\b",
    r"""\b(?:easy|certain|sure|guaranteed|next|potential|obvious|safe|free)\ \d+\s?x\b|\b\d+\s?x\ (?:potential|gem
     |from\ here|incoming)\b""",
    r"\b(?:this|it|that)\ (?:\w+\ )?is\ (?:an?|the\ next)\ (?:\w+\ )?\d+\s?x\b",
    r"(?:\byou(?:'ll|\ will|\ can)|\band)\ (?:never\ (?:have\ to\ )?work|retire|double\ your|triple\ your|thank\ me)\b",
    r"\byour\ (?:money|capital|bag|coins)\ (?:will\ )?(?:doubles?|triples?|is\ (?:\S+\ )?safe)\b",
    r"\bdouble\ your\ (?:money|ASSET|coins|bag|stack)\b|(?:^|\band\ |\bto\ )get\ rich\b(?!\ quick)",
    r"\b(?:generational|life-?changing)\ (?:wealth|gains|money|returns)\b|\bwhile\ you\ sleep\b|\bon\ autopilot\b",
    r"\bpassive\ income\b.*\b(?:never|forever|every|guarantee)|\bwins?\ (?:on\ )?\d+%\ of\b|\b\d+%\ win\s?rate\b",
    r"\b(?:returns?|profits?|gains?|yields?)\ (?:are|is)\ (?:locked\ in|certain|assured|secured?)\b",
)
_ADVISES = _rule(
    rf"^\W*{_SOFT}{_DEAL}{_NO_DEAL}",
    rf"""^\W*{_SOFT}(?:avoid|own|invest\ in|get\ some|stay\ in)\ (?:[\w'%-]+\ ){{0,3}}?(?:{_ASSET}|(?:coins|tokens
     |quality|leverage|cash|stables)\b)""",
    rf"""[,:;\u2014-]\ {_SOFT}{_DEAL}{_NO_DEAL}(?:\ (?:(?:the|your|my|some|half|it|this|in|every|everything|more
     |slowly|below|above|under)\b
     |{_ASSET})|\W*$)""",
    rf"^\W*{_SOFT}(?:stop|keep|start|consider|no\ more|try)\ {_DEALING}",
    rf"""\byou(?:'d|\ all)?\ (?:really\ |probably\ |still\ )?(?:should|need\ to|must|have\ to|want\ to|gotta|had
     \ better|better|ought\ to)
     \ (?:\w+\ ){{0,2}}?(?:be\ )?(?:{_DEAL}{_NO_DEAL}|{_DEALING})""",
    rf"\byou\ (?:may|might|could|can)\ (?:want|look|try|choose|consider|still)\ (?:to\ )?(?:{_DEAL}|{_DEALING})",
    rf"""\b(?:you|everyone|everybody|we\ all)\ (?:(?:needs?|should)\ (?:to\ )?(?:have|own|hold)|needs?)\ (?:(?:a|at
     |some|more|least|little|bit
     |of|an|your|the)\ ){{0,6}}(?:exposure\b|{_ASSET})""",
    rf"""\b(?:good|great|best|perfect|ideal|right|last|the|a|your|is)\ (?:time|chance|opportunity|moment|place|level
     |levels|price)\ (?:is\ )?to
     \ (?:\w+\ )?(?:{_DEAL}|be\ greedy\b)""",
    rf"""^\W*(?:it's\ |it\ is\ )?time\ to\ {_DEAL}|\bmake\ a\ habit\ (?:out\ )?of\ {_DEALING}
     |\bbuying\ opportunit(?:y|ies)\b""",
    r"""\b(?:is|are|be|provides?|offers?|has|have)\ (?:\w+\ ){0,2}?(?:top|best|better|strong(?:er)?|good|great
     |favou?rite|safest)\ (?:play|long|short|bet|hold|r/r)s?\b""",
    r"""\bis\ (?:still\ )?an?\ (?:strong\ |screaming\ |clear\ |easy\ |no-brainer\ )?(?:buy|sell|short|long
     |hold)\b(?!-|\ (?:side|signal|story|way
     |time|run|list|term|version|squeeze|order|wall))""",
    rf"\bi(?:'d|\ would)\ (?:not\ |rather\ |definitely\ |still\ |also\ )?(?:be\ )?(?:{_DEAL}|{_DEALING})",
    rf"\b(?:recommend|suggest|advise)\ (?:\w+\ )?{_DEALING}|\bgo\ wrong\ {_DEALING}",
    r"""\b(?:set|place|put|leave|move)\ (?:your|some|the)\ (?:bids?|stops?|orders?|money|cash|coins|savings|bags?
     |stack)\b""",
    rf"\b(?:put|move)\ (?:it|them|that|half|everything|all\ of\ it)\ (?:all\ )?in(?:to)?\ {_ASSET}",
    r"""\b(?:fill|pack)\ your\ bags\b|\bback\ up\ the\ truck\b|\bape\ in\b|\bbuy\ the\ dip\b|\bdon't\ miss\ (?:this
     |the)\ (?:dip|chance|trade|run)\b""",
)
_TOLD = {
    ClaimKind.PREDICTION: "says where a price will go",
    ClaimKind.PROMISE: "promises a return",
    ClaimKind.ADVICE: "advises to buy, sell or hold",
}
_RULES = {ClaimKind.PROMISE: _PROMISES, ClaimKind.ADVICE: _ADVISES, ClaimKind.PREDICTION: _PREDICTS}

_OTHERS = _rule(  # what somebody else is reported to say
    r"\baccording\ to\b|\banalysts?\b|\b(?:he|she)\ |\bpromis(?:es|ed|ing)\b|\bscam\w*",
    r"""\b(?!i\b|we\b|you\b|and\b|then\b|but\b|so\b|it\b|who\b)[\w.-]+\ (?:says?|said|claims?|claimed|predicts?
     |predicted|expects?|forecasts?|told
     |tells|warns?|warned|thinks?|believes?|sees\ |called\ |calls\ |raised|surveyed|asks?|asked|offers?|wants)\b""",
)
_DENIED = _rule(  # what was, what nobody knows, what the author will not say
    r"""\b(?:nobody|no\ one|who|neither|never)\ (?:\w+\ )?knows?\b|\bno\ (?:idea|guarantees?)\b|\bwhether\b|\b(?:was
     |were|lost|called)\b""",
    r"""\b(?:nothing|not|never|isn't|aren't)\ (?:\w+\ ){0,4}guaranteed?\b|\bi\ (?:don't|do\ not|can't|cannot|never
     |won't|stopped)\b""",
)
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d")
_DISCLAIMER = re.compile(
    r"\bnfa\b|\b(?:not|no|isn't|nor|never)\s+(?:\w+\s+){0,2}(?:financial|investment|trading)\s+advice\b", re.IGNORECASE
)


def claims(text: str) -> tuple[Claim, ...]:
    """What a post claims of markets in its author's own voice, in order, a kind at most once a sentence.

    Hedged predictions ("could hit 100k") count. Questions, what others are reported to say, own trades and past
    prices do not. Rules for English, and no complete ones: measured in experiments/2026-11-26-claims.
    """
    found: list[Claim] = []
    for sentence in sentences(text):
        said = _QUOTED.sub(" ", LINK.sub(" ", sentence[:LONGEST])).replace("\u2019", "'")
        if sentence.rstrip("\"')\u201d ").endswith("?") or _OTHERS.search(said) or _DENIED.search(said):
            continue
        said = _TOKEN.sub(_asset, _MONEY.sub("SUM_", said))
        found += [Claim(kind, sentence) for kind, rule in _RULES.items() if rule.search(said)]
    return tuple(found)


def disclaims(text: str) -> bool:
    """Whether a post says itself that it is no financial advice."""
    return bool(_DISCLAIMER.search(text))


def warnings(
    texts: Sequence[str],
    draft: str,
    mask: Mask,
    *,
    invented: Sequence[str] = (),
    run: int = 0,
    limit: int | None = LIMIT,
) -> tuple[str, ...]:
    """What a person should know before a post, or the posts of a thread, written for `draft` go out; in words.

    `invented` are numbers that the draft did not give, `run` the words in a row that also stand in one of the author's
    posts. Personal data that the draft itself holds is the person's own wish. `limit` as in safety.check.
    """
    body = join(list(texts))
    found: list[str] = []
    if not disclaims(body):
        kinds = dict.fromkeys(claim.kind for text in texts for claim in claims(text))
        found += [f'{_TOLD[kind]}: it needs a disclaimer such as "not financial advice"' for kind in kinds]
    if invented:
        found.append(f"the draft does not give {', '.join(invented)}")
    for place, text in enumerate(texts, 1):
        where = f"post {place} of {len(texts)}: " if len(texts) > 1 else ""
        found += [where + wrong for wrong in check(text, lambda each: _new(each, draft, mask), limit)]
    if run >= OVERLAP:
        found.append(f"{run} words in a row stand in one of the author's posts")
    written = foreign(body)
    if written and written != foreign(draft):
        found.append(f"written in another language: {written}")
    return tuple(found)


def _new(text: str, draft: str, mask: Mask) -> tuple[str, Counter[str]]:
    """Mask what the draft does not hold."""
    said = draft.split() if mask(draft)[1] else ()
    for word in sorted({word.strip(".,;:!?()") for word in said if mask(word)[1]}, key=len, reverse=True):
        text = text.replace(word, " ")
    return mask(text)


def _asset(word: re.Match[str]) -> str:
    name = word[0].lstrip("#")
    return "ASSET" if name != "SUM_" and (name.lower() in _ASSETS or ticker(name)) else word[0]
