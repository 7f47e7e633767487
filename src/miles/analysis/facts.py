"""The facts of a text: numbers, tickers, dates and names, in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from miles.analysis.content import STOPWORDS, VAGUE
from miles.post.normal import HANDLE, LINK, words

# Coins by their plain names: "bitcoin" and "$BTC" are one fact.
COINS = {
    "bitcoin": "BTC",
    "bitcoins": "BTC",
    "ethereum": "ETH",
    "ether": "ETH",
    "solana": "SOL",
    "ripple": "XRP",
    "dogecoin": "DOGE",
    "cardano": "ADA",
    "chainlink": "LINK",
    "litecoin": "LTC",
    "avalanche": "AVAX",
    "polkadot": "DOT",
    "hyperliquid": "HYPE",
    "celestia": "TIA",
}
# Written bare in any case; the second set is also English and counts only in capitals or after "$".
_TICKERS = """
BTC ETH SOL XRP DOGE ADA AVAX LTC BNB USDT USDC TON SHIB PEPE WIF BONK ARB TIA INJ FTM AAVE UNI MKR SUI APT SEI
TAO RNDR FET AGIX MATIC POL DYDX GMX LDO JUP PYTH JTO ENA ONDO PENDLE KAS ICP FIL HBAR XLM TRX ATOM DOT WLD STRK
IMX RON AXS FLOKI POPCAT TRUMP BTC.D ETH/BTC SPX NDX DXY NVDA TSLA MSTR COIN IBIT GBTC ETHE"""
TICKERS = frozenset(_TICKERS.split())
_ENGLISH_TICKERS = "LINK NEAR OP APE SAND GAS MASK BLUR ONE HYPE GALA BEAM CORE FLOW GRASS MOVE COIN TRUMP DOT SUI"
ENGLISH_TICKERS = frozenset(_ENGLISH_TICKERS.split())
_ACRONYMS = """
AI APR APY ATH CBDC CEO CEX CPI CFTC DAO DEX DEFI DEPIN ECB ETF ETFS EU EVM FED FDV FOMC FTX GDP GPU IMF IPO JPM
KYC L1 L2 L1S L2S LP LLM LST MEV NFA NFT NFTS OTC PCE PMI PPI QE QT RWA RWAS SEC TVL UAE UK US USA USD VC VCS ZK
ZKP"""
ACRONYMS = frozenset(_ACRONYMS.split())
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = frozenset(_MONTH_NAMES.split())
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_DAYS = frozenset(_DAY_NAMES.split())
_ENUMERATOR = re.compile(r"^[^\S\n]*(?:[•\-–—*>]\s*)?\(?\d{1,2}(?:[.)/:](?!\d)|/\d{1,2}\b\)?)", re.MULTILINE)
_YEAR = re.compile(r"(?<![\w.,$€£%+-])(?:19[89]\d|20[0-4]\d)(?![\w%]|[.,]\d)")
_QUARTER = re.compile(r"\b([QH][1-4])(?=\b|20)", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:(January|February|April|June|July|August|September|October|November|December)|(March|May)"
    r"|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.?(?=\s+\d))\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(" + "|".join(sorted(_DAYS)) + r")s?\b", re.IGNORECASE)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "mil": 1e6}
_SCALE |= {"b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "trillion": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.,/])(?<!\d[-–])[-+~]?[$€£]?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"(?:(?P<tie>[^\S\n]?)(?P<scale>thousand|million|billion|trillion|mil|mn|bn|[kmbt])(?![a-z])|(?P<unit>%|x(?![a-z])))?"
    r"(?:[-–]+[$€£]?(?P<upper>\d[\d,]*(?:\.\d+)?)(?P<upper_scale>[kmbt](?![a-z]))?(?P<upper_unit>%|x(?![a-z]))?)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<!\w)(?:[$#]?[A-Za-z][\w’'./&-]*[\w]|[A-Za-z])")
_SENTENCE_END = re.compile(r"[.!?:;…\n\"“”(•>|]\s*$|^\s*$|[^\w\s,'’$#&/)-]\s*$")
SMALL = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """Canonical facts, each at most once, in order of appearance.

    numbers: "100000" (from 100k, 100,000, $100K), "61.3%", "10x". tickers: "BTC". dates: "jan",
    "2024", "mon", "q1". names: lower case, words joined by one blank.
    """

    numbers: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers) + len(self.tickers) + len(self.dates) + len(self.names)


@lru_cache(maxsize=512)  # a draft is held against every candidate, and a candidate against it several times
def facts(text: str) -> Facts:
    """Facts of `text`; links, handles and list enumerators ("1.", "2)", "3/") are none."""
    text = _ENUMERATOR.sub(" ", HANDLE.sub(" ", LINK.sub(" ", text)))
    return Facts(
        numbers=_unique(_numbers(text)),
        tickers=_unique(_tickers(text)),
        dates=_unique(_dates(text)),
        names=_unique(_names(text)),
    )


def sort_out(draft_text: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The draft's facts in two heaps: those that the text still states, and those it lost."""
    wanted, found = facts(draft_text), facts(text)
    flat = f" {' '.join(words(text))} "
    told = [
        (fact, fact in getattr(found, kind))
        for kind in ("numbers", "tickers", "dates")
        for fact in getattr(wanted, kind)
    ]
    told += [(name, name in found.names or f" {' '.join(words(name))} " in flat) for name in wanted.names]
    return tuple(fact for fact, is_kept in told if is_kept), tuple(fact for fact, is_kept in told if not is_kept)


def survival(draft_text: str, text: str) -> float | None:
    """Share of the draft's facts that the text still states; None when the draft states none."""
    kept, lost = sort_out(draft_text, text)
    return len(kept) / (len(kept) + len(lost)) if kept or lost else None


def invented_numbers(draft_text: str, text: str) -> tuple[str, ...]:
    """Numbers and years that the text states and the draft does not.

    Bare whole numbers up to 10 ("3 reasons", "10 alts") count what the text itself lists and are
    no invention; with a unit or currency ("5%", "$4", "10x", "3k") they are.
    """
    given, said = facts(draft_text), facts(text)
    known = {*given.numbers, *given.dates, *(number.rstrip("%x") for number in given.numbers)}
    bare = {_canonical(m["digits"], None, None) for m in _NUMBER.finditer(text) if _is_small_count(m)}
    invented = [n for n in said.numbers if n not in known and n not in bare]
    return (*invented, *(date for date in said.dates if date.isdigit() and date not in known))


def _is_small_count(match: re.Match[str]) -> bool:
    return match[0].isdigit() and int(match[0]) <= SMALL


def _unique(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _canonical(digits: str, scale: str | None, unit: str | None) -> str:
    value = float(digits.replace(",", "")) * _SCALE.get((scale or "").lower(), 1)
    return f"{value:.6f}".rstrip("0").rstrip(".") + (unit or "").lower()


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(_YEAR.sub(" ", text)):
        scale, unit = match["scale"], match["unit"]
        if match["upper"]:
            scale, unit = scale or match["upper_scale"], unit or match["upper_unit"]
        yield _canonical(match["digits"], scale, unit)
        if match["upper"]:
            yield _canonical(match["upper"], match["upper_scale"], match["upper_unit"])


def _dates(text: str) -> Iterator[str]:
    for match in _MONTH.finditer(text):
        if match[2] and not match[0][0].isupper():
            continue  # "may" and "march" are also verbs
        yield (match[1] or match[2] or match[3]).lower()[:3]
    for match in _DAY.finditer(text):
        yield match[1].lower()[:3]
    for match in _QUARTER.finditer(text):
        yield match[1].lower()
    for match in _YEAR.finditer(text):
        yield match[0]


def ticker(token: str) -> str | None:
    """The coin or share that a token names, or None."""
    bare = token.lstrip("$#")
    upper = bare.upper()
    if token.startswith("$"):
        return upper
    if bare.lower() in COINS:
        return COINS[bare.lower()]
    if upper in ENGLISH_TICKERS:
        return upper if bare.isupper() and len(bare) > 1 else None
    return upper if upper in TICKERS else None


def _tickers(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        token = match[0]
        for piece in [token] if token.upper() in TICKERS else re.split(r"[/.’'-]", token):
            found = ticker(piece)
            if found:
                yield found


def _names(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _line_names(line)


def _line_names(line: str) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(line))
    capital = sum(match[0][:1].isupper() for match in tokens)
    is_heading = capital > 0.6 * len(tokens) and len(tokens) > 3  # Title Case or shouting: capitals say nothing
    group: list[str] = []
    is_start = False
    end = 0
    for match in [*tokens, None]:
        word = match[0].rstrip("'’.-") if match else ""
        word = re.sub(r"['’]s$", "", word)
        between = line[end : match.start()] if match else ""
        joins = bool(group) and between == " " and match is not None
        if group and not (joins and _is_name_word(word, is_heading)):
            if len(group) > 1 or not is_start:
                yield " ".join(group).lower()
            group = []
        if match and _is_name_word(word, is_heading):
            if is_start and len(group) == 1 and group[0].lower() in VAGUE:
                group = []  # "Today Michael Saylor": only the first word is capitalised by its place
            if not group:
                before = line[max(0, match.start() - 8) : match.start()]
                is_plain = word.upper() not in ACRONYMS and not _has_inner_capital(word)
                is_start = is_plain and bool(_SENTENCE_END.search(before))
            group.append(word)
        if match:
            end = match.end()


def _has_inner_capital(word: str) -> bool:
    return any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)


def _is_name_word(word: str, is_heading: bool) -> bool:
    if not word[:1].isupper() or word.lower() in STOPWORDS - {"us"} or ticker(word):
        return False
    if word.lower() in _MONTHS or word.lower() in _DAYS or re.fullmatch(r"[QH][1-4]", word):
        return False
    if word.isupper():
        return word in ACRONYMS
    return _has_inner_capital(word) or not is_heading
