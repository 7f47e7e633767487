"""Who asks: a person of a tenant, through a program that may do so much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEY = "miles.identity"  # in the ASGI scope


class Scope(StrEnum):
    """What a token may be for."""

    GENERATE = "generate"
    READ = "read"
    FEEDBACK = "feedback"
    DRAFTS = "drafts"
    TRIALS = "trials"
    LABELS = "labels"
    SHELF = "shelf"
    EXPORT = "export"
    ADMIN = "admin"


ALL_SCOPES = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Identity:
    """`tenant` owns the rows, `person` is the subject of the token."""

    tenant: str
    person: str
    client_id: str
    scopes: frozenset[str]


LOCAL = Identity("local", "local", "local", ALL_SCOPES)


def identity_of(scope: Mapping[str, Any]) -> Identity:
    """Whom the door let in; without a door nobody is."""
    found = scope[KEY]
    assert isinstance(found, Identity)
    return found
