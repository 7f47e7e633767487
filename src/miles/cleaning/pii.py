"""Personal data out of a text: handles of others, e-mails, phone numbers and wallets become placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from miles.cleaning.wallet import is_base58, is_bech32

_SPACE = r"[^\S\n]"
_AT = "[@\uff20]"

_FEDIVERSE = re.compile(rf"(?<![A-Za-z0-9_]){_AT}[A-Za-z0-9_][\w.-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+%-])(?:mailto:)?[A-Za-z0-9][A-Za-z0-9_.+%-]*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z]{2,24}(?![A-Za-z0-9@])"
)
_SPELLED_EMAIL = re.compile(
    rf"\b[a-z0-9][\w.+-]*{_SPACE}*[\[({{]{_SPACE}*at{_SPACE}*[\])}}]{_SPACE}*[a-z0-9-]+"
    rf"(?:{_SPACE}*[\[({{]{_SPACE}*dot{_SPACE}*[\])}}]{_SPACE}*[a-z]{{2,}}|\.[a-z]{{2,}})+",
    re.IGNORECASE | re.ASCII,
)
_PROFILE = re.compile(
    r"(?P<site>(?:https?://)?(?:[a-z]{2,6}\.)?(?:x|twitter|instagram|threads|tiktok|facebook|t|telegram)"
    r"\.(?:com|net|me)/)@?(?P<name>[A-Za-z0-9_.]{2,30})(?P<rest>[/?][^\s<>\"]*)?(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_PROFILE_HEAD = re.compile(r"(?<![A-Za-z0-9_.-])$")
_NO_PROFILE = frozenset(
    "i home search hashtag intent explore settings share joinchat watch reel p tos privacy s".split()
)
_HANDLE = re.compile(rf"(?<![A-Za-z0-9_@\uff20]){_AT}(?P<name>[A-Za-z0-9_]{{1,30}})(?![A-Za-z0-9_@])")
_PRICE = re.compile(r"\d+[kmbtx]?", re.IGNORECASE)  # "bought @42k": a price, though X would link it

_HEX_WALLET = re.compile(r"(?<![A-Za-z0-9])0x(?:[0-9a-f]{64}|[0-9a-f]{40})(?![A-Za-z0-9])", re.IGNORECASE)
_BECH32_WALLET = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,12}1[A-Za-z0-9]{20,100}(?![A-Za-z0-9])")
_BASE58_WALLET = re.compile(r"(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{26,44}(?![A-Za-z0-9])")
_NAME_WALLET = re.compile(
    r"(?<![A-Za-z0-9_.@/$#-])(?P<name>[a-z0-9][a-z0-9-]{2,}(?:\.[a-z0-9-]{3,})?)\.(?:eth|sol)(?![A-Za-z0-9_-]|\.[A-Za-z])"
)


def mask(text: str, own: str = "") -> tuple[str, Counter[str]]:
    """The text with `<user> <email> <phone> <wallet>` in place of personal data, and how many of each.

    `own` is the author's handle: it, its profile links and its .eth name stay. Links stay, except that a profile or
    status link of somebody else keeps only its site (a status id leads to its author). Masking twice changes nothing.
    """
    found: Counter[str] = Counter()
    own = own.lstrip("@").casefold()

    def become(kind: str, is_it: Callable[[re.Match[str]], bool] = lambda _: True) -> Callable[[re.Match[str]], str]:
        def write(match: re.Match[str]) -> str:
            if not is_it(match):
                return match[0]
            found[kind] += 1
            return f"<{kind}>"

        return write

    def is_other(match: re.Match[str]) -> bool:
        return match["name"].casefold() != own and not _PRICE.fullmatch(match["name"])

    if "@" in text or "\uff20" in text:
        text = _FEDIVERSE.sub(become("user"), text)
        text = _EMAIL.sub(become("email"), text)
    text = _HANDLE.sub(become("user", is_other), text)
    text = _HEX_WALLET.sub(become("wallet"), text)
    text = _BECH32_WALLET.sub(become("wallet", lambda match: is_bech32(match[0])), text)
    text = _BASE58_WALLET.sub(become("wallet", lambda match: is_base58(match[0])), text)
    text = _NAME_WALLET.sub(become("wallet", lambda match: match["name"] != own), text)
    return text, found
