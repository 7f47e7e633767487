"""Writes docs/api/openapi.json and schema.graphql from the code: what clients are made from, and tests hold it against.

python scripts/write_api.py
"""

from __future__ import annotations

import json
from pathlib import Path

from miles.post.whole import write_text
from miles.serving.app import create_app
from miles.serving.graphql.schema import SCHEMA
from miles.serving.settings import Settings

PLACE = Path(__file__).resolve().parents[1] / "docs" / "api" / "openapi.json"


def main() -> None:
    told = create_app(Settings()).openapi()
    write_text(PLACE, json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    print(PLACE)
    write_text(PLACE.with_name("schema.graphql"), SCHEMA.as_str() + "\n")
    print(PLACE.with_name("schema.graphql"))


if __name__ == "__main__":
    main()
