"""The model card of a voice: what it is, how it was made, what it is for and what it cannot do.

It lies in the sealed folder, so it holds what is known when a voice is sealed and no time of its own: the same making
gives the same card. How good the voice is, is measured later and stands beside it on the shelf.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CARD = "README.md"
_UNKNOWN = "unknown"


def card(facts: Mapping[str, Any], sampling: Mapping[str, Any], weights: Mapping[str, int]) -> str:
    """README.md of a voice. `facts` go into its manifest, `weights` maps its files of weights to bytes."""
    author, mark = str(facts["author"]), " (SYNTHETIC: a fictional author)" if facts.get("synthetic") else ""
    return f"""---
language: en
license: other
license_name: see-below
tags: [text-generation, one-author, short-texts]
---
# A voice of {author}{mark}

{_what(facts)}
It turns a rough draft into posts in that author's manner{_handle(facts)}.
Newest post it has seen: {facts.get("newest_post") or _UNKNOWN}.

| | |
|---|---|
| made as | {_kind(facts)} |
| parent | {facts.get("parent") or "none"} |
| weights | {_parameters(facts)}; {_bytes(weights)} |
| prompt version | {facts.get("prompt_version", _UNKNOWN)} |
| labels heard by | {_pairs(facts.get("labels"))} |
| sampling | {_pairs(sampling)} |
{_more(facts)}
## How {"its parent" if _is_form(facts) else "it"} was made

Code {facts.get("code", _UNKNOWN)}:

    {str(facts.get("command", _UNKNOWN)).replace(chr(10), " ")}

## Base and licences

{_base(facts)}
The posts it was taught are their author's. Of them this folder holds hashes (`memory.safetensors`), and texts only
where prompts show examples (`examples.json`); but a voice can repeat what it has read. Treat it as you would treat the
posts, and train only on your own or with the author's consent.

## What it is for

Suggestions for one author, from that author's drafts, read by a person before anybody else sees them. Text it writes
is AI-generated and has to be called that where it is published. It is not for speaking in somebody's name without their
consent, for advice of any kind, or for posting without a reader.

## Limits

- It follows no instructions and knows no facts: numbers, names and events that a draft does not give may be made up.
- It is small and often makes little sense; a text that reads well is no more true for it.
- It has the subjects, habits and prejudices of the posts it learnt from, up to the newest one above, and nothing later.
- Handles, e-mails, phone numbers and wallets were masked in the posts before it saw them, by rules with a measured
  recall: that is no guarantee that none got through.
- What repeats more than 12 words of a training post is held back while it writes; that guards what is shown, not the
  weights.

## How good it is

Nothing here: it is judged after it is sealed. Scores lie beside it on the shelf (`scores/{author}/`), comparisons with
other voices in `verdicts/`, and `make shelf` tells its stage.
"""


def _what(facts: Mapping[str, Any]) -> str:
    base = facts.get("base") or {}
    start = f"starting from {base['name']}" if base.get("name") else "starting from nothing"
    return f"A language model that learnt one author's posts, {start}."


def _handle(facts: Mapping[str, Any]) -> str:
    return f" (@{facts['handle']})" if facts.get("handle") else ""


def _is_form(facts: Mapping[str, Any]) -> bool:
    """Whether it has its parent's facts, the command among them; a mixture is of its own making."""
    return bool(facts.get("form")) and not facts.get("members")


def _kind(facts: Mapping[str, Any]) -> str:
    teachers = facts.get("teachers")
    if facts.get("members"):
        return f"mixture of {', '.join(map(str, facts['members']))}"
    if _is_form(facts):
        return f"form {facts['form']} of its parent"
    if teachers:
        return f"student of {', '.join(str(teacher['name']) for teacher in teachers)}"
    return "trained on the author's posts"


def _parameters(facts: Mapping[str, Any]) -> str:
    count = facts.get("parameters")
    return f"{count:,}" if isinstance(count, int) else _UNKNOWN


def _bytes(weights: Mapping[str, int]) -> str:
    files = ", ".join(f"{name} {size:,} bytes" for name, size in sorted(weights.items()))
    return files or "no file"


def _pairs(table: Mapping[str, Any] | None) -> str:
    return ", ".join(f"{name} {value}" for name, value in (table or {}).items()) or _UNKNOWN


def _more(facts: Mapping[str, Any]) -> str:
    """What speaks against trusting it as others of its kind."""
    said = []
    if facts.get("override"):
        said.append("Nothing proves that the posts it was taught are the author's: they were taken on somebody's word.")
    if not facts.get("comparable", True):
        said.append("Its figures do not compare with those of other voices.")
    if facts.get("canaries"):
        said.append("Secrets were planted among its posts to test whether it tells them: it is for that test only.")
    return "".join(f"\n**{line}**\n" for line in said)


def _base(facts: Mapping[str, Any]) -> str:
    base = facts.get("base")
    if not base:
        return "It was trained from nothing: no other model's licence is in it."
    files = "".join(f"\n- `{name}` sha256 `{digest}`" for name, digest in (base.get("files") or {}).items())
    return (
        f"It started from `{base['name']}`, whose own licence goes on to bind it: read that model's card. The bases\n"
        "that this project made (`data/base/`) were learnt from texts under several terms, so they are not simply\n"
        f"Apache-2.0 either.{files and chr(10) + files}\n"
    )
