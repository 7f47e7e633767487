"""Who asks: a person of a tenant, through a program that may do so much."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
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


MEANING: Mapping[Scope, str] = {
    Scope.GENERATE: "write posts",
    Scope.READ: "read what was written and counted",
    Scope.FEEDBACK: "tell what became of candidates",
    Scope.DRAFTS: "keep, change and schedule drafts",
    Scope.TRIALS: "plan trials and read their verdicts",
    Scope.LABELS: "say what texts are",
    Scope.SHELF: "see voices and move traffic between them",
    Scope.EXPORT: "take a copy of a person's rows",
    Scope.ADMIN: "erase rows, read the audit log",
}
ALL_SCOPES = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Identity:
    """`tenant` owns the rows, `person` is the subject of the token, which ends at the Unix time `until`."""

    tenant: str
    person: str
    client_id: str
    scopes: frozenset[str]
    until: float = field(default=math.inf, compare=False)


LOCAL = Identity("local", "local", "local", ALL_SCOPES)
NOBODY = Identity("", "", "", frozenset())  # through an open path, where tokens are asked for elsewhere


def identity_of(scope: Mapping[str, Any]) -> Identity:
    """Whom the door let in; without a door nobody is."""
    found = scope[KEY]
    assert isinstance(found, Identity)
    return found


def granted(asked: str, allowed: str | None = None) -> frozenset[str]:
    """The words of `asked` that are scopes, cut to those of `allowed`."""
    words = set(asked.split()) if allowed is None else set(asked.split()) & set(allowed.split())
    return frozenset(scope for scope in Scope if scope in words)
