"""Undo the damage of text that was decoded with the wrong table and saved again."""

from __future__ import annotations

import re
import unicodedata

_DAMAGED = re.compile(r"_?[^\x00-\x7f]+(?:_+[^\x00-\x7f]+)*_?")
_UNDEFINED = {"Å": 0x81, "ç": 0x8D, "è": 0x8F, "ê": 0x90, "ù": 0x9D}  # Mac Roman's names for what cp1252 leaves open
_ELLIPSIS_TAIL = 0xA6  # "¦" is not in Mac Roman: "…" became "â€_"
_EMOJI_LEAD = 0xF0  # neither is "ð", with which all emoji begin
_NO_LEADS = (0xE7, 0xE8, 0xEA)  # "ç", "è", "ê": rests of lost characters; they would make up Chinese ones
_EMOJI_STYLE = "\ufe0f"


def repaired(text: str) -> tuple[str, int]:
    """(text, number of places where something could not be saved) of a row that was read as Mac Roman.

    The 538 files were UTF-8, read as cp1252, saved as Mac Roman (Trump), and so once more (Obama). Each run of
    non-ASCII characters goes back the way it came, once or twice, whichever saves more. What no table holds
    was saved as "_": before "Ÿ" it was the first byte of an emoji and after "â€" the last of an ellipsis; other
    losses are not guessed but removed.
    """
    lost = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal lost
        run = match.group()
        tries = [_decoded(_as_bytes(layer)) for layer in (run, _outer_layer(run))]
        best, missing = min(tries, key=_oddness)
        lost += missing
        return best

    return _DAMAGED.sub(mend, text), lost


def _oddness(attempt: tuple[str, int]) -> tuple[int, int]:
    """Fewest losses first; a stray combining accent betrays bytes that were read one round too early."""
    text, lost = attempt
    return lost, sum(char != _EMOJI_STYLE and unicodedata.category(char) == "Mn" for char in text)


def _outer_layer(run: str) -> str:
    """One round of "read as cp1252, saved as Mac Roman" taken off."""
    return "".join(
        chr(byte) if byte is not None and byte < 0x80 else char if char in _UNDEFINED else _as_mac(byte)
        for char, byte in zip(run, _as_bytes(run), strict=True)
    )


def _as_mac(byte: int | None) -> str:
    return "\ufffd" if byte is None else bytes([byte]).decode("mac_roman")


def _as_bytes(run: str) -> list[int | None]:
    """The byte each character stands for; None for one that cp1252 does not know."""
    out: list[int | None] = []
    for char in run:
        encoded = char.encode("cp1252", "ignore")
        out.append(encoded[0] if encoded else None)
    return out


def _decoded(run: list[int | None]) -> tuple[str, int]:
    """Read bytes as UTF-8, sequence by sequence; (text, sequences that could not be read)."""
    out, lost, at = [], 0, 0
    is_torn = False
    while at < len(run):
        byte = run[at]
        if byte == ord("_") and at + 1 < len(run) and run[at + 1] == 0x9F:
            byte = _EMOJI_LEAD
        if byte is not None and byte < 0x80:
            is_torn = is_torn and byte == ord("_")
            if not is_torn:
                out.append(chr(byte))
            at += 1
            continue
        size = _size(byte)
        char = _sequence(byte, run[at + 1 : at + size]) if size else None
        if char is None:
            if not is_torn:
                lost += 1
                out = out[:-1] if out and out[-1] == "_" else out
            is_torn = True
            at += 1
            continue
        at += size
        if is_torn and char == _EMOJI_STYLE:
            continue  # nothing is left of the emoji it belonged to
        out.append(char)
        is_torn = False
    return "".join(out), lost


def _size(lead: int | None) -> int:
    """Length of the UTF-8 sequence that starts with this byte; 0 for a byte that starts none."""
    if lead is None or not 0xC2 <= lead <= _EMOJI_LEAD or lead in _NO_LEADS:
        return 0
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


_TAILS = {char.encode("cp1252")[0]: byte for char, byte in _UNDEFINED.items()}


def _sequence(lead: int | None, tail: list[int | None]) -> str | None:
    """One character of UTF-8, or None when these bytes are none."""
    if lead is None:
        return None
    whole = [lead]
    for place, given in enumerate(tail):
        is_ellipsis = given == ord("_") and whole == [0xE2, 0x80] and place == 1
        byte = _ELLIPSIS_TAIL if is_ellipsis else given
        if byte is None:
            return None
        whole.append(_TAILS.get(byte, byte))
    try:
        return bytes(whole).decode("utf-8")
    except UnicodeDecodeError:
        return None
