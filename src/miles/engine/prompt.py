"""Draft -> the exact text a model reads, and back: the only place that knows the prompt.

    <|bos|> controls <|draft|> draft <|post|> post <|next|> post ... <|end|>

Without a draft and without controls it is `<|bos|><|post|>post<|end|>`. Links and handles of the
draft become numbered slots that are put back verbatim after writing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from miles.post.draft import Draft, Length, Sentiment
from miles.post.error import MilesError
from miles.post.normal import LINK
from miles.post.parts import MAX_SELECTABLE
from miles.post.url import urls

PROMPT_VERSION = "1"

BOS, PAD, DRAFT, POST, NEXT, END = "<|bos|>", "<|pad|>", "<|draft|>", "<|post|>", "<|next|>", "<|end|>"
TOPIC, THREAD, SINGLE, EXAMPLE = "<|topic|>", "<|thread|>", "<|single|>", "<|example|>"
URL, USER = "<url>", "<user>"
PLACEHOLDERS = (URL, USER, "<email>", "<phone>", "<wallet>")
MAX_SLOTS = 9

SLOTS = tuple(f"<|{kind}:{k}|>" for kind in ("link", "user") for k in range(1, MAX_SLOTS + 1))
CONTROLS = (
    *(f"<|parts:{k}|>" for k in range(1, MAX_SELECTABLE + 1)),
    *(f"<|sentiment:{name}|>" for name in Sentiment),
    *(f"<|length:{name}|>" for name in Length),
    TOPIC,
    THREAD,
    SINGLE,
)
SPECIAL_TOKENS = (PAD, BOS, DRAFT, POST, NEXT, END, EXAMPLE, *CONTROLS, *SLOTS, *PLACEHOLDERS)

_TOKEN_OPENING = re.compile(r"<(?=\|)")
_TYPED = re.compile(r"<(?=\||/?[a-z_]+>)", re.IGNORECASE)  # also <s>, </s> and their like, which a base may know
_SPECIAL = re.compile(r"<\|[^|<>\s]{1,24}\|>|" + "|".join(PLACEHOLDERS))
_MENTION = re.compile(rf"(?<![\w@/])[@\uff20]\w{{1,15}}\b(?!@)|{USER}")  # ".@name" too: many begin a post so
_AFTER_LINK = re.compile(r"[^\w/=&#+%~-]+\Z")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model reads, and what each slot token stands for."""

    text: str
    slots: Mapping[str, str] = field(default_factory=dict)


def neutralise(text: str, *, is_masked: bool = False) -> str:
    """Text in which nothing a person typed can be read as a control token or a placeholder.

    `is_masked` keeps placeholders: our own corpus has them in place of handles.
    """
    return (_TOKEN_OPENING if is_masked else _TYPED).sub("\u2039", text)


def controls(draft: Draft) -> str:
    """The control tokens of a draft's wishes, in fixed order."""
    out = []
    if draft.is_thread is not None:
        out.append(THREAD if draft.is_thread else SINGLE)
    if draft.parts is not None:
        out.append(f"<|parts:{draft.parts}|>")
    if draft.length is not None:
        out.append(f"<|length:{draft.length}|>")
    if draft.sentiment is not None:
        out.append(f"<|sentiment:{draft.sentiment}|>")
    if draft.topic:
        out.append(TOPIC + neutralise(draft.topic))
    return "".join(out)


def render(draft: Draft, examples: Sequence[str] = (), *, is_masked: bool = False) -> Prompt:
    """The prompt of a draft, up to and with `<|post|>`.

    `is_masked` says that the text comes from our own corpus, where `<user>` stands for a handle;
    in what a person typed the same letters are only letters.
    """
    text, slots, rest = _slotted(neutralise(draft.text, is_masked=is_masked))
    if rest and not is_masked:
        raise MilesError(f"the draft has more than {MAX_SLOTS} links or handles", f"keep at most {MAX_SLOTS} of each")
    shown = "".join(EXAMPLE + plain(example) for example in examples)
    body = DRAFT + text.strip() if text.strip() else ""
    return Prompt(BOS + shown + controls(draft) + body + POST, slots)


def render_pair(draft: Draft, texts: Sequence[str], examples: Sequence[str] = ()) -> tuple[str, str]:
    """(prompt, target) for training: links the draft carries become its slots, others `<url>`."""
    prompt = render(draft, examples, is_masked=True)
    return prompt.text, NEXT.join(_with_slots(text, prompt.slots) for text in texts) + END


def plain(text: str) -> str:
    """A published text as the model sees it without a draft: every link is `<url>`."""
    return LINK.sub(URL, neutralise(text, is_masked=True))


def fill(text: str, slots: Mapping[str, str]) -> str:
    """Put links and handles back in place of their slots."""
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


def misused(text: str, slots: Mapping[str, str]) -> tuple[str, ...]:
    """Slots left unfilled, and special tokens that do not belong: empty when a text may be shown."""
    missing = [slot for slot in slots if slot not in text]
    foreign = [found for found in _SPECIAL.findall(text) if found not in slots and found not in (NEXT, END)]
    return (*missing, *foreign)


def _slotted(text: str) -> tuple[str, dict[str, str], list[str]]:
    """The text with slots, what they stand for, and references for which no slot was left."""
    slots: dict[str, str] = {}
    rest: list[str] = []
    by_value: dict[str, str] = {}
    counts = {"link": 0, "user": 0}
    shown: list[str] = []
    end = 0
    for start, stop, kind in _references(text):
        value = text[start:stop]
        slot = by_value.get(value, "")
        if not slot and counts[kind] == MAX_SLOTS:
            rest.append(value)
        elif not slot:
            counts[kind] += 1
            slot = f"<|{kind}:{counts[kind]}|>"
            slots[slot] = value
            if value != USER:
                by_value[value] = slot
        shown += [text[end:start], slot or value]
        end = stop
    return "".join([*shown, text[end:]]), slots, rest


def _references(text: str) -> list[tuple[int, int, str]]:
    """Where links and handles stand, in order. Punctuation behind a link is none of it.

    Without a protocol only a link with a path is one: "youtu.be/abc", not "Crypto.com".
    """
    found = [(match.start(), _link_end(match), "link") for match in LINK.finditer(text)]
    bare = [(*span, "link") for span in urls(text) if "/" in text[slice(*span)]]
    named = [(*match.span(), "user") for match in _MENTION.finditer(text)]
    for start, end, kind in (*bare, *named):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in found):
            found.append((start, end, kind))
    return sorted(found)


def _link_end(match: re.Match[str]) -> int:
    bare = _AFTER_LINK.sub("", match[0])
    is_bracket = "(" in bare and match[0][len(bare) :].startswith(")")
    return match.start() + len(bare) + is_bracket


def _with_slots(text: str, slots: Mapping[str, str]) -> str:
    text = neutralise(text, is_masked=True)
    for slot, value in slots.items():
        text = text.replace(value, slot, 1 if value == USER else -1)
    return LINK.sub(URL, text)
