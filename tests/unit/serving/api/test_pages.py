"""The page of a list: what it takes and what it tells."""

from __future__ import annotations

from miles.serving.api.pages import Listed
from miles.store.rows import Page


def test_a_page_of_the_store_is_a_page_of_the_api() -> None:
    told = Listed[int].model_validate(Page((3, 2), "cursor")).model_dump()
    assert told == {"rows": [3, 2], "next": "cursor"}
