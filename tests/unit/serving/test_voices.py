from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from miles.post.draft import Draft
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.forecaster import Forecasters, SealedForecaster
from miles.registry.shelf import Shelf
from miles.serving.problem import NoVoice
from miles.serving.settings import Settings
from miles.serving.voices import Voices
from served import make_shelf


def test_the_voice_is_found_when_it_comes_and_changes_with_the_shelf(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        voices = Voices(Settings(shelf=tmp_path / "shelf"))
        assert not await voices.refresh()
        with pytest.raises(NoVoice, match="make train"):
            voices.current()
        shutil.copytree(shelf, tmp_path / "shelf")
        assert await voices.refresh()
        first = voices.current()
        assert first.voice.write(Draft(text="bitcoin"), seed=1)
        assert not await voices.refresh(), "nothing has happened since"
        (tmp_path / "other").mkdir()
        other = make_shelf(tmp_path / "other", temperature=0.2)
        [entry] = [each for each in other.entries() if each.event == "shelved"]
        place = other.folder / "models" / "ann" / entry.hash
        Shelf(tmp_path / "shelf", "tests").put(Bundle.open(place))
        assert await voices.refresh()
        assert voices.current().bundle.hash == entry.hash
        assert voices.current() is not first

    asyncio.run(main())


def test_a_voice_is_named_by_hash_and_an_unknown_one_refused(shelf: Path) -> None:
    async def main() -> None:
        voices = Voices(Settings(shelf=shelf))
        await voices.refresh()
        current = voices.current()
        assert await voices.named(None) is current
        assert await voices.named(current.bundle.hash) is current
        assert (await voices.named(current.bundle.hash[:8])).bundle.name == current.bundle.name
        with pytest.raises(MilesError, match=r"^voice: no bundle 'nobody' on the shelf\n"):
            await voices.named("nobody")

    asyncio.run(main())


def test_a_damaged_voice_does_not_take_the_place_of_one_that_writes(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        shutil.copytree(shelf, tmp_path / "shelf")
        voices = Voices(Settings(shelf=tmp_path / "shelf"))
        await voices.refresh()
        first = voices.current()
        (tmp_path / "other").mkdir()
        other = make_shelf(tmp_path / "other", temperature=0.2)
        [entry] = [each for each in other.entries() if each.event == "shelved"]
        Shelf(tmp_path / "shelf", "tests").put(Bundle.open(other.folder / "models" / "ann" / entry.hash))
        with (tmp_path / "shelf" / "models" / "ann" / entry.hash / "tokenizer.json").open("a") as file:
            file.write(" ")
        with pytest.raises(MilesError):
            await voices.refresh()
        assert voices.current() is first
        anew = Voices(Settings(shelf=tmp_path / "shelf"))
        with pytest.raises(MilesError, match="tokenizer"):
            await anew.refresh()
        with pytest.raises(NoVoice, match="tokenizer"):
            anew.current()

    asyncio.run(main())


def test_what_was_packed_is_opened_without_a_log(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        [entry] = [each for each in Shelf(shelf).entries() if each.event == "shelved"]
        shutil.copytree(shelf / "models" / "ann" / entry.hash, tmp_path / "models" / "ann" / entry.hash)
        (tmp_path / "packed.json").write_text(json.dumps({"voice": entry.name}))
        voices = Voices(Settings(shelf=tmp_path))
        assert await voices.refresh()
        assert voices.current().bundle.name == entry.name

    asyncio.run(main())


def test_what_is_missing_is_noted(shelf: Path) -> None:
    async def main() -> None:
        voices = Voices(Settings(shelf=shelf, head=Path("nowhere")))
        await voices.refresh()
        speaker = voices.current()
        assert {note.split(" ")[0] for note in speaker.notes} == {"no", "sentiment", "the"}
        with pytest.raises(MilesError, match="make analyse AUTHOR=ann"):
            _ = speaker.facts

    asyncio.run(main())


def test_a_forecaster_that_cannot_be_opened_costs_the_forecast_and_not_the_voice(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        shutil.copytree(shelf, tmp_path / "shelf")
        place = tmp_path / "made"
        place.mkdir()
        (place / "card.json").write_text(json.dumps({"traits": [], "traits_version": "of yesterday"}))
        old = SealedForecaster.seal(place, {"author": "ann", "synthetic": True})
        Forecasters(tmp_path / "shelf", "tests").put(old)
        voices = Voices(Settings(shelf=tmp_path / "shelf"))
        assert await voices.refresh()
        speaker = voices.current()
        assert speaker.expected is None
        assert any("of yesterday" in note for note in speaker.notes)

    asyncio.run(main())
