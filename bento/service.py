"""What ships: our app, one native endpoint beside it, and BentoML's own /metrics. Wiring only.

make serve
"""

from __future__ import annotations

from pathlib import Path

import bentoml

from miles.serving.app import create_app
from miles.serving.front import Fronted
from miles.serving.native import composed
from miles.serving.schemas import GenerateReply, GenerateRequest
from miles.serving.settings import Settings

SETTINGS = Settings.read(packed=Path(__file__).resolve().parent / "packed")
APP = create_app(SETTINGS)


@bentoml.service(
    name="miles",
    service_class=Fronted,
    workers=1,
    traffic={"timeout": SETTINGS.deadline_s + 5},
    logging={"access": {"enabled": False}},
    tracing={"excluded_urls": ".*"},
)
@bentoml.asgi_app(APP, path="/")
class Miles:
    """Posts in one author's voice."""

    def __init__(self) -> None:
        print(*(f"warning: {line}" for line in SETTINGS.warnings()), sep="\n", flush=True)

    @bentoml.api(route="/generate")
    async def generate(self, request: GenerateRequest, /, context: bentoml.Context) -> GenerateReply:
        """Write posts for a draft or an idea, as POST /api/v1/generate does."""
        return await composed(APP, context, request)
