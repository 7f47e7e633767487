from __future__ import annotations

from pathlib import Path

import pytest

from miles.post.error import MilesError
from miles.serving.settings import PREFIX, Settings


def test_what_is_not_set_suits_one_machine_and_each_such_default_is_told_in_one_line() -> None:
    settings = Settings.read({})
    assert (settings.auth, settings.database_url, settings.redis_url) == ("off", None, None)
    lines = settings.warnings()
    assert all("\n" not in line and line.startswith(PREFIX) for line in lines)
    assert {line.split()[0] for line in lines} == {
        "MILES_AUTH", "MILES_DATABASE_URL", "MILES_REDIS_URL", "MILES_RATE", "MILES_LOGS"
    }  # fmt: skip
    production = Settings.read(
        {
            "MILES_AUTH": "on", "MILES_DATABASE_URL": "postgresql://miles@db/miles", "MILES_REDIS_URL": "redis://r",
            "MILES_RATE": "600/minute", "MILES_LOGS": "json",
        }
    )  # fmt: skip
    assert production.warnings() == []


def test_variables_are_read_by_their_names_and_words_are_split() -> None:
    settings = Settings.read(
        {"MILES_SHELF": "/s", "MILES_CORS_ORIGINS": "https://a.b, https://c.d", "MILES_REDIS_URL": "", "OTHER": "x"}
    )
    assert (settings.shelf, settings.cors_origins, settings.redis_url) == (
        Path("/s"),
        ("https://a.b", "https://c.d"),
        None,
    )


def test_variables_of_other_rooms_are_none_of_its_business() -> None:
    Settings.read({"MILES_ENGINE_PATH": "plain", "MILES_SIGNING_KEY": "k" * 16})


def test_a_misspelt_variable_is_told_with_its_neighbour() -> None:
    with pytest.raises(MilesError, match=r"MILES_DATABASE_ULR is no setting[\s\S]*MILES_DATABASE_URL"):
        Settings.read({"MILES_DATABASE_ULR": "x"})


def test_a_wrong_value_is_told_by_variable_and_never_repeated() -> None:
    with pytest.raises(MilesError, match="MILES_MOST_WAITING") as told:
        Settings.read({"MILES_MOST_WAITING": "hunter2"})
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize("name", ["MILES_OTLP_ENDPOINT", "MILES_JWKS_URL"])
def test_what_is_no_address_is_refused_at_the_start(name: str) -> None:
    for given in ("nonsense", "localhost:4318", "https://", "ftp://host/keys"):
        with pytest.raises(MilesError, match=name):
            Settings.read({name: given, "MILES_ISSUER": "https://issuer"})
    Settings.read({name: "http://127.0.0.1:4318/v1/traces", "MILES_ISSUER": "https://issuer"})


def test_secrets_are_not_printed() -> None:
    settings = Settings.read({"MILES_DATABASE_URL": "postgresql://u:hunter2@h/d"})
    assert "hunter2" not in repr(settings)
    assert settings.database == "postgresql://u:hunter2@h/d"


def test_every_variable_is_explained() -> None:
    for name in Settings.model_fields:
        assert f"MILES_{name.upper()}" in Settings.told()
        assert Settings.model_fields[name].description


def test_the_default_database_lies_in_a_folder_of_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().database.endswith(".store/miles.db")
    assert (tmp_path / ".store").stat().st_mode & 0o077 == 0
