"""Pages of rows, newest first, that stay as they are while rows are added."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from miles.store.rows import MOST_ROWS

T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="rows on a page")]
After = Annotated[str | None, Query(max_length=64, description="`next` of the page before")]


class Listed(BaseModel, Generic[T]):
    """Some rows, newest first."""

    model_config = ConfigDict(from_attributes=True)

    rows: list[T]
    next: str | None = Field(description="give it as `after` for older rows; null where there are none")
