from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from fastapi.routing import APIRoute

from miles.serving.app import ROUTERS, create_app
from miles.serving.settings import Settings
from served import client_of, settings_of

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("torch", "transformers", "pytorch_lightning", "peft", "hydra", "omegaconf", "wandb", "datasets", "evaluate")


def test_every_route_lies_under_the_version_and_is_described() -> None:
    schema = create_app(Settings()).openapi()
    assert len(ROUTERS) > 1
    for path, methods in schema["paths"].items():
        assert path.startswith("/api/v1/"), path
        for told in methods.values():
            assert told["description"], path
            assert told["tags"], path


def test_the_committed_schema_is_the_codes() -> None:
    committed = json.loads((ROOT / "docs" / "api" / "openapi.json").read_text())
    made = json.loads(json.dumps(create_app(Settings()).openapi()))
    assert committed["paths"].keys() == made["paths"].keys(), "run python scripts/write_api.py"
    assert committed == made, "run python scripts/write_api.py"


def test_every_route_is_in_the_schema_and_every_path_of_it_is_a_route() -> None:
    app = create_app(Settings())
    routed = {
        (method.lower(), f"/api/v1{route.path}")
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    told = {(method, path) for path, every in app.openapi()["paths"].items() for method in every}
    assert told == routed


def test_docs_can_be_left_out(tmp_path: Path, shelf: Path) -> None:
    async def main() -> None:
        for docs, status in ((True, 200), (False, 404)):
            async with client_of(settings_of(tmp_path, shelf, docs=docs)) as client:
                assert (await client.get("http://miles/docs")).status_code == status

    asyncio.run(main())


def test_a_process_that_serves_loads_nothing_that_trains(tmp_path: Path, shelf: Path) -> None:
    code = f"""
import asyncio, sys
sys.path.insert(0, "tests")
from miles.serving.app import create_app
from miles.serving.desk import Desk
from miles.serving.schemas import GenerateRequest
from miles.serving.security.identity import LOCAL
from miles.serving.settings import Settings

async def main():
    desk = Desk.of(Settings(shelf={str(shelf)!r}, database_url="sqlite:///{tmp_path}/miles.db"))
    await desk.open()
    await desk.composer.compose(LOCAL, GenerateRequest(draft="bitcoin", seed=1))
    await desk.close()

create_app(Settings())
asyncio.run(main())
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr[-2000:]
