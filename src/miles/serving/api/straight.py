"""A route that reads an ordinary request without FastAPI's way round, which costs more than a cached answer does."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from miles.serving.schemas import Door

KNOWN = {"asked", "request", "desk", "idempotency_key"}  # what an endpoint of this class may ask for


class Straight(APIRoute):
    """For `endpoint(asked: <a Door>, request, desk, idempotency_key=None)` that returns a Response.

    A JSON body that fits and no Idempotency-Key: the endpoint is called at once, after the route's own guards, each a
    callable of the request. Everything else, errors first of all, goes FastAPI's way; so does the description.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        usual = super().get_route_handler()
        parameters = inspect.signature(self.endpoint, eval_str=True).parameters
        assert set(parameters) <= KNOWN, f"{self.path} asks for more than {KNOWN}: make it an ordinary route"
        model: type[Door] = parameters["asked"].annotation
        endpoint, guards = self.endpoint, [each.dependency for each in self.dependencies if each.dependency]

        async def straight(request: Request) -> Response:
            headers = request.headers
            if headers.get("content-type") != "application/json" or "idempotency-key" in headers:
                return await usual(request)
            try:
                asked = model.model_validate_json(await request.body())
            except ValidationError:
                return await usual(request)
            for guard in guards:
                await guard(request)
            told: Response = await endpoint(asked=asked, request=request, desk=request.app.state.desk)
            return told

        return straight
