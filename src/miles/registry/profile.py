"""A profile sealed like a voice: what is known of an author has a name of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from miles.registry.sealed import Sealed
from miles.registry.shelf import Store


@dataclass(frozen=True, slots=True)
class SealedProfile(Sealed):
    """What `miles.analysis.profile.Profile.save` wrote, with the facts of its making."""

    kind: ClassVar[str] = "profile"
    made_by: ClassVar[str] = "make analyse"


class Profiles(Store[SealedProfile]):
    """Profiles; `best` is the newest."""

    kind = SealedProfile
    log_name = "profiles.jsonl"
    noun = "profile"
    suffix = ".profile"
