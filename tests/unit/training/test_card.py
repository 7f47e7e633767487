from __future__ import annotations

import re

from miles.training.card import card

FACTS = {
    "network": {
        "model_type": "qwen3", "num_hidden_layers": 4, "hidden_size": 256, "vocab_size": 8192,
        "max_position_embeddings": 256,
    },
    "parameters": 5_500_000,
    "metrics": {"valid/bits_per_char": 1.5},
    "steps": 1000,
    "tokens_a_step": 4096,
    "data": {
        "texts": {"train": 90, "valid": 10}, "tokens": 2_048_000, "drafts": 40, "inputs": {"a.jsonl": "f" * 64},
        "sources": [
            {"source": "blog", "style": "essay", "docs": 12, "utf8_bytes": 3456, "licence": "CC BY-SA 4.0"},
            {"source": "odd", "licence": "MIT | Apache"},
        ],
    },
    "command": "miles finetune experiment=pretrain",
    "code": "abc123",
    "started_at": "20261124T000000",
}  # fmt: skip


def test_a_card_tells_data_licences_hashes_measures_and_limits() -> None:
    told = card(FACTS, {"model.safetensors": "a" * 64})
    assert "not simply Apache-2.0" in told
    assert "| blog | essay | 12 | 3,456 | CC BY-SA 4.0 |" in told
    assert "| odd | unknown | ? | ? | MIT / Apache |" in told
    assert "| valid/bits_per_char | 1.5000 |" in told
    assert f"| model.safetensors | `{'a' * 64}` |" in told
    assert f"| a.jsonl | `{'f' * 64}` |" in told
    assert "4,096,000 in all or 2.00 times" in told
    assert "miles finetune experiment=pretrain" in told
    assert re.findall(r"^## (.+)$", told, re.MULTILINE)[-2:] == ["Limits", "Hashes"]
    assert told.startswith("---\nlanguage: en\nlicense: other\n")


def test_unknown_sources_are_said_to_be_unknown() -> None:
    told = card({**FACTS, "data": {**FACTS["data"], "sources": []}}, {})
    assert "nothing is known here" in told
