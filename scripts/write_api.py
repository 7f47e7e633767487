"""Writes docs/api/openapi.json from the code: what a client is made from, and what a test holds the code against.

python scripts/write_api.py
"""

from __future__ import annotations

import json
from pathlib import Path

from miles.post.whole import write_text
from miles.serving.app import create_app
from miles.serving.settings import Settings

PLACE = Path(__file__).resolve().parents[1] / "docs" / "api" / "openapi.json"


def main() -> None:
    told = create_app(Settings()).openapi()
    write_text(PLACE, json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    print(PLACE)


if __name__ == "__main__":
    main()
