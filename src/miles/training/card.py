"""The cards of base weights and of heads: what they were made of, what they may be used for, how good they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from miles.engine.prompt import PROMPT_VERSION
from miles.evaluation.metric import Score

HEAD_COLUMNS = {
    "macro_recall": "mean recall",
    "macro_f1": "mean F1",
    "f1_last": "F1 of the last label",
    "accuracy": "right",
}
LIMITS = """
- It continues short English texts in the form of this project's prompts. It does not follow instructions, answer
  questions or know facts; what it says of persons, prices or events is made up.
- It has read public posts and comments, and can repeat their tone, prejudice and insults.
- Text that reads well is no advice. A person has to read what a voice built on it writes before anybody else does.
- A small network of this kind can repeat pieces of its training texts word by word.
"""


def card(facts: Mapping[str, Any], hashes: Mapping[str, str]) -> str:
    """README.md of a base folder. `facts` are those that Foundation gathers, `hashes` map files to sha256."""
    data, network = facts["data"], facts["network"]
    seen = facts["steps"] * facts["tokens_a_step"]
    passes = seen / max(1, data["tokens"])
    return f"""---
language: en
license: other
license_name: see-below
tags: [text-generation, base, short-texts]
---
# Base weights of Miles

A {network["model_type"]} with {facts["parameters"]:,} weights in bfloat16: {network["num_hidden_layers"]} layers
of width {network["hidden_size"]}, {network["vocab_size"]:,} rows of vocabulary,
rows of {network["max_position_embeddings"]} tokens in training. Prompt version {PROMPT_VERSION}.
`make train` starts a voice from it (`model=decoder-pretrained`).

## How good it is

Measured by the run that made it, on the weights as they lie here,
on the {data["texts"]["valid"]:,} texts held out from training:

| measure | value |
|---|---|
{_rows(facts["metrics"])}

## How it was made

{facts["steps"]:,} steps of {facts["tokens_a_step"]:,} tokens, {seen:,} in all or {passes:.2f} times
the {data["tokens"]:,} tokens of {data["texts"]["train"]:,} texts.
{data["drafts"]:,} drafts were made of short texts by this project's rules, and the loss fell on the texts alone.
Code {facts["code"]}, begun {facts["started_at"]}:

    {facts["command"]}

## What it was made of, and licences

The code that made these weights is Apache-2.0. **The weights are not simply Apache-2.0**: they were learnt from the
texts below, each under its own terms, some of them share-alike, some of third parties and meant for research. Whoever
passes the weights on or earns money with them has to look at these terms.

{_sources(data["sources"])}

Files that were read:

| file | sha256 |
|---|---|
{_lines(data["inputs"])}

## Limits
{LIMITS}
## Hashes

| file | sha256 |
|---|---|
{_lines(hashes)}
"""


def _sources(sources: Sequence[Mapping[str, Any]]) -> str:
    if not sources:
        return "The texts came without a manifest.json: nothing is known here about their sources and licences."
    rows = ["| source | kind | texts | bytes | licence |", "|---|---|---|---|---|"]
    for source in sources:
        told = [f"{source[name]:,}" if isinstance(source.get(name), int) else "?" for name in ("docs", "utf8_bytes")]
        words = [str(source.get(name, "unknown")).replace("|", "/") for name in ("source", "style", "licence")]
        rows.append(f"| {words[0]} | {words[1]} | {told[0]} | {told[1]} | {words[2]} |")
    return "\n".join(rows)


def _rows(metrics: Mapping[str, float]) -> str:
    return "\n".join(f"| {name} | {value:.4f} |" for name, value in metrics.items())


def _lines(hashes: Mapping[str, str]) -> str:
    return "\n".join(f"| {name} | `{sha256}` |" for name, sha256 in hashes.items())


def head_card(facts: Mapping[str, Any], scores: Mapping[str, Mapping[str, Score]]) -> str:
    """README.md of a trained head. `facts` are those of its card.json, `scores` its test beside simpler readers."""
    texts, labels = facts["texts"], ", ".join(facts["labels"])
    train = "a reconstruction of the training texts" if facts["reconstructed"] else "the training texts"
    rows = [
        f"| {name} | " + " | ".join(_figure(row.get(key)) for key in HEAD_COLUMNS) + " |"
        for name, row in scores.items()
    ]
    return f"""# Head: {facts["task"]}

Tells {labels}: low-rank adapters and one linear layer on a sentence encoder whose own weights are not in here.
`card.json` names encoder, files and hashes; the encoder is exported with the adapters when first used.

## How good it is

On the {texts["test"]:,} test texts, which it never saw; learnt from {train}, {texts["train"]:,} of them.
Percent, with a 95 % interval over resampled texts; measured through ONNX Runtime, as it is served.

| reader | {" | ".join(HEAD_COLUMNS.values())} |
|---|{"---|" * len(HEAD_COLUMNS)}
{chr(10).join(rows)}

## How it was made

Code {facts["code"]}:

    {facts["command"]}

## Data and terms

TweetEval (Barbieri et al. 2020), of SemEval-2017 task 4 (Rosenthal et al.), SemEval-2018 task 1 (Mohammad et al.) and
task 3 (Van Hee et al.): released without restrictions of its own, but other people's
tweets, so take it as research use. None of their texts lies here.

## Limits

- It was taught on short English tweets of 2013 to 2017; irony, later slang and talk of a trade are heard less well.
- Of a long post it hears the beginning.
- It says how a text sounds, not what its author feels, and is no advice to buy or sell.
"""


def _figure(score: Score | None) -> str:
    return f"{100 * score.value:.1f} [{100 * score.lo:.1f} {100 * score.hi:.1f}]" if score else "-"
