"""A shelf with what serves one author and nothing else: it goes into a Bento."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from miles.post.whole import write_json
from miles.registry.bundle import Bundle
from miles.registry.confidence import Confidences
from miles.registry.forecaster import Forecasters
from miles.registry.profile import Profiles
from miles.registry.shelf import Shelf, Store

PACKED = "packed.json"  # {"voice": name, "forecaster": name, "profile": name}: what a packed shelf was packed with
BESIDE: Sequence[type[Store[Any]]] = (Forecasters, Profiles)  # of these kinds the author's best goes along


def pack_shelf(shelf: Shelf, voice: Bundle, folder: Path) -> dict[str, str]:
    """Puts the voice, its calibration, and the author's best of each other kind on a new shelf; what is there by kind.

    Its logs have one line each, so everything that reads a shelf reads this one.
    """
    made = Shelf(folder, shelf.who)
    told = {"voice": made.put(voice).name}
    for kind in BESIDE:
        store = kind(shelf.folder)
        if any(entry.author == voice.author for entry in store.entries()):
            found = store.get("best", voice.author)
            told[found.kind] = kind(folder, shelf.who).put(found).name
    calibration = Confidences(shelf.folder).sealed_of(voice.name)
    if calibration is not None:
        told[calibration.kind] = Confidences(folder, shelf.who).put(calibration).name
    write_json(folder / PACKED, told)
    return told
