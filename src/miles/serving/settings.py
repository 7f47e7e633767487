"""What an operator chooses: environment variables that begin with MILES_, read once, each checked and named."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from miles.post.error import MilesError

PREFIX = "MILES_"
PACKED = {"shelf": "shelf", "encoder": "encoder", "head": "head", "head_encoder": "head-encoder"}
ELSEWHERE = {"MILES_ENGINE_PATH"}  # read by the engine


def _words(given: object) -> object:
    return tuple(word for word in given.replace(",", " ").split() if word) if isinstance(given, str) else given


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
WebUrl = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


class Settings(BaseModel):
    """Every field is MILES_<FIELD> in the environment. The defaults suit one person on one machine, without keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shelf: Path = Field(Path(".shelf"), description="folder of the shelf, or of what was packed from it")
    voice: str = Field("serving", description="the voice that writes: serving (production, else the best) or a hash")
    signing_key: SecretStr | None = Field(None, description="what the shelf's log is signed with; unset: unsigned")
    author: str | None = Field(None, description="whose voice, where the shelf has voices of several")
    encoder: Path = Field(Path("data/encoder"), description="folder of the sentence encoder the forecaster reads with")
    head: Path = Field(Path("data/heads/sentiment"), description="folder of the trained head that hears sentiment")
    head_encoder: Path = Field(Path("data/encoder-sentiment"), description="folder of that head's own encoder")
    threads: int = Field(1, ge=1, le=64, description="threads that write; more help large voices only")

    database_url: SecretStr | None = Field(None, description="postgresql://... in production; unset: a SQLite file")
    store: Path = Field(Path(".store"), description="folder of the SQLite file, where no database is named")
    database_deadline_s: float = Field(0.5, gt=0, le=60, description="how long one question to the database may take")
    redis_url: SecretStr | None = Field(None, description="redis://...: a cache that several processes share")

    auth: Literal["off", "on"] = Field("off", description="on: every call needs a bearer token")
    issuer: str | None = Field(None, description="who issues tokens; unset: this service does, for its own clients")
    jwks_url: WebUrl | None = Field(None, description="where that issuer publishes its keys")
    audience: str = Field("miles", min_length=1, description="what tokens must be meant for")
    tenant_claim: str = Field("tenant", min_length=1, description="the claim that names the tenant")
    token_key: SecretStr | None = Field(None, description="PEM key this service signs tokens with; unset: made once")
    cors_origins: Words = Field((), description="web origins that may call from a browser")
    rate: str | None = Field(None, description="most calls a client, such as 600/minute; unset: no limit")
    docs: bool = Field(True, description="false: no /docs")

    most_body_bytes: int = Field(1_000_000, ge=1_000, le=100_000_000, description="a larger body is refused (413)")
    most_batch_bytes: int = Field(20_000_000, ge=1_000, le=1_000_000_000, description="the same for a batch")
    most_waiting: int = Field(64, ge=1, le=10_000, description="requests that may wait to be written for (then 503)")
    deadline_s: float = Field(10.0, gt=0, le=300, description="an answer that takes longer is given up (504)")
    drain_s: float = Field(20.0, gt=0, le=300, description="at the end, how long running requests may go on")
    logs: Literal["text", "json"] = Field("text", description="json: one object a line")
    otlp_endpoint: WebUrl | None = Field(None, description="where traces go: http://host:4318/v1/traces; unset: none")

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, packed: Path | None = None) -> Settings:
        """From the environment; MilesError names the variable, what is wrong with it, and the nearest known one.

        `packed` is the folder in which a Bento brings shelf, encoder and head (PACKED); they are what is read then, and
        rows lie beside the Bentos, never in one.
        """
        environ = os.environ if environ is None else environ
        brought: dict[str, Path] = {}
        if packed is not None and packed.is_dir():
            home = Path(environ.get("BENTOML_HOME") or Path.home() / "bentoml")
            brought = {name: packed / folder for name, folder in PACKED.items()} | {"store": home / "store"}
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX) and name not in ELSEWHERE and value != ""
        }
        unknown = [name for name in given if name not in cls.model_fields]
        if unknown:
            near = difflib.get_close_matches(unknown[0], cls.model_fields, 1)
            told = f"did you mean {PREFIX}{near[0].upper()}?" if near else "`make serve HELP=1` lists all"
            raise MilesError(f"{PREFIX}{unknown[0].upper()} is no setting of the service", told)
        try:
            settings = cls.model_validate(brought | given)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = str(first["loc"][0])
            raise MilesError(
                f"{PREFIX}{name.upper()}: {first['msg']}", f"it means: {cls.model_fields[name].description}"
            ) from None
        if settings.jwks_url and not settings.issuer:
            raise MilesError(
                "MILES_ISSUER is unset, and keys alone do not say whose tokens are taken",
                "set it to the `iss` that the tokens of MILES_JWKS_URL carry",
            )
        return settings

    def warnings(self) -> list[str]:
        """One line for each default that production should change."""
        found = [
            (self.auth == "off", "MILES_AUTH is off: whoever reaches the port may use it"),
            (self.database_url is None, "MILES_DATABASE_URL is unset: SQLite, for one process on one machine"),
            (self.redis_url is None, "MILES_REDIS_URL is unset: each process keeps a cache of its own"),
            (self.rate is None, "MILES_RATE is unset: no client is held back"),
            (self.logs == "text", "MILES_LOGS is text: machines read json"),
        ]
        return [line for is_default, line in found if is_default]

    @property
    def database(self) -> str:
        """The URL of the database; of SQLite the folder is made."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        self.store.mkdir(mode=0o700, parents=True, exist_ok=True)
        return f"sqlite+aiosqlite:///{self.store}/miles.db"

    @classmethod
    def told(cls) -> str:
        """Every variable with its meaning and default, for people."""
        return "\n".join(
            f"{PREFIX}{name.upper():<18} {field.description} [{'unset' if field.default is None else field.default}]"
            for name, field in cls.model_fields.items()
        )
