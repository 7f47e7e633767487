"""Personal data out of a text: handles of others, e-mails, phone numbers and wallets become placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from miles.cleaning.phone import mask_phones
from miles.cleaning.wallet import is_base58, is_bech32

_AT = "[@\uff20]"
_GAP = r"[^\S\n]{0,3}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"  # of a host name

_FEDIVERSE = re.compile(rf"(?<![A-Za-z0-9_]){_AT}[A-Za-z0-9_][A-Za-z0-9_.-]*@{_LABEL}(?:\.{_LABEL})+")
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9_.+%-])[A-Za-z0-9_][A-Za-z0-9_.+%-]*@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}(?![A-Za-z0-9_@])"
)
_SPELLED_EMAIL = re.compile(
    rf"\b[A-Za-z0-9][A-Za-z0-9_.+-]{{0,63}}{_GAP}[\[({{]{_GAP}at{_GAP}[\])}}]{_GAP}[A-Za-z0-9-]+"
    rf"(?:{_GAP}[\[({{]{_GAP}dot{_GAP}[\])}}]{_GAP}[A-Za-z]{{2,}}|\.[A-Za-z]{{2,}})+",
    re.IGNORECASE,
)
_BRACKETED_AT = re.compile(r"[\[({]\s{0,3}at\s{0,3}[\])}]", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?<![A-Za-z0-9_.-])(?P<site>(?:https?://)?(?:(?:www|mobile|m)\.)?(?:(?:x|twitter|instagram|threads|facebook)\.(?:com|net)"
    r"|t\.me|telegram\.me|tiktok\.com|youtube\.com|medium\.com)/)"
    r"(?P<at>@?)(?P<name>[A-Za-z0-9_.]{2,30})(?P<rest>[/?][^\s<>\"]*)?(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_AT_ONLY = ("tiktok", "youtube", "medium")  # a person's page there begins with @
_NO_PERSON = frozenset(
    [
        "i",
        "home",
        "search",
        "hashtag",
        "intent",
        "explore",
        "settings",
        "share",
        "joinchat",
        "p",
        "reel",
        "tos",
        "privacy",
    ]
)
_HANDLE = re.compile(rf"(?<![A-Za-z0-9_@\uff20]){_AT}(?P<name>[A-Za-z0-9_]{{1,30}})(?![A-Za-z0-9_@])")
_AMOUNT = re.compile(r"\d+(?:[kmbtx]|bps|usd[tc]?|sats?|eth|btc)?", re.IGNORECASE)  # "bought @42k" names nobody

_HEX_WALLET = re.compile(r"(?<![A-Za-z0-9])0x(?:[0-9a-f]{64}|[0-9a-f]{40})(?![A-Za-z0-9])", re.IGNORECASE)
_BECH32_WALLET = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,12}1[A-Za-z0-9]{20,100}(?![A-Za-z0-9])")
_BASE58_WALLET = re.compile(r"(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{26,44}(?![A-Za-z0-9])")
_NAMED_WALLET = re.compile(
    r"(?<![A-Za-z0-9_.@/$#-])(?P<name>[a-z0-9][a-z0-9-]{2,}(?:\.[a-z0-9-]{3,})?)\.(?:eth|sol)(?![A-Za-z0-9_-]|\.[A-Za-z])"
)


def mask(text: str, own: str = "") -> tuple[str, Counter[str]]:
    """The text with `<user> <email> <phone> <wallet>` in place of personal data, and how many of each.

    `own` is the author's handle: it, its profile links and its .eth name stay; the author's e-mail, phone and wallet
    go like anybody's. Links stay, except that a link to somebody's profile or post keeps only its site (the id of
    a post leads to its author). Wallets are 0x with 40 or 64 digits, bech32, base58 and lower-case .eth and .sol
    names. Masking twice changes nothing.
    """
    found: Counter[str] = Counter()
    own = own.lstrip("@").casefold()

    def put(kind: str, is_meant: Callable[[re.Match[str]], bool] = lambda _: True) -> Callable[[re.Match[str]], str]:
        def write(match: re.Match[str]) -> str:
            if not is_meant(match):
                return match[0]
            found[kind] += 1
            return f"<{kind}>"

        return write

    def put_profile(match: re.Match[str]) -> str:
        name = match["name"].rstrip(".").casefold()
        is_page = match["at"] or not any(site in match["site"].lower() for site in _AT_ONLY)
        if not is_page or name == own or name in _NO_PERSON:
            return match[0]
        found["user"] += 1
        return f"{match['site']}<user>" + "." * (len(match["name"]) - len(name) if not match["rest"] else 0)

    if "@" in text or "\uff20" in text:
        text = _FEDIVERSE.sub(put("user"), text)
        text = _EMAIL.sub(put("email"), text)
    if "/" in text:
        text = _PROFILE.sub(put_profile, text)
    if "@" in text or "\uff20" in text:
        text = _HANDLE.sub(put("user", lambda match: _is_other(match["name"], own)), text)
    if _BRACKETED_AT.search(text):
        text = _SPELLED_EMAIL.sub(put("email"), text)
    text = _HEX_WALLET.sub(put("wallet"), text)
    text = _BECH32_WALLET.sub(put("wallet", lambda match: is_bech32(match[0])), text)
    text = _BASE58_WALLET.sub(put("wallet", lambda match: is_base58(match[0])), text)
    if ".eth" in text or ".sol" in text:
        text = _NAMED_WALLET.sub(put("wallet", lambda match: match["name"] != own), text)
    text, phones = mask_phones(text)
    found["phone"] += phones
    return text, +found


def _is_other(name: str, own: str) -> bool:
    return name.casefold() != own and not _AMOUNT.fullmatch(name)
