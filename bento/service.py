"""What ships: our app, one native endpoint beside it, and BentoML's own /metrics. Wiring only.

make serve
"""

from __future__ import annotations

import sys
from pathlib import Path

import bentoml

PACKED = Path(__file__).resolve().parent / "packed"
if PACKED.is_dir():  # `bentoml serve miles:<hash>` tries a module of that name first: one installed here must not serve
    sys.path.insert(0, str(PACKED.parents[1]))
    sys.modules.pop("miles", None)

from miles.post.error import MilesError
from miles.serving.app import create_app
from miles.serving.front import Fronted
from miles.serving.native import NativeRequest, composed
from miles.serving.schemas import GenerateReply
from miles.serving.settings import Settings

try:
    SETTINGS = Settings.read(packed=PACKED)
    APP = create_app(SETTINGS)
except MilesError as error:
    print(f"miles: {error}", file=sys.stderr)  # what to change, not where in the code it was noticed
    sys.exit(2)


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
    async def generate(self, request: NativeRequest, /, context: bentoml.Context) -> GenerateReply:
        """Write posts for a draft or an idea, as POST /api/v1/generate does."""
        return await composed(APP, context, request)
