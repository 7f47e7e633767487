"""The endpoint that BentoML's own clients call: the same composer, the same problems."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from miles.post.error import MilesError
from miles.serving.desk import Desk
from miles.serving.problem import REQUEST_ID, Forbidden, of_error
from miles.serving.schemas import GenerateRequest
from miles.serving.security.identity import Scope, identity_of


class NativeRequest(GenerateRequest):
    """The same body. BentoML's own description of an API has no word for examples."""

    model_config = ConfigDict(json_schema_extra={})


async def composed(app: FastAPI, context: Any, asked: GenerateRequest) -> Any:
    """The reply as a Response, which BentoML sends as it is; what it would build from a model costs it a JSON schema
    each time. Its routes know no FastAPI dependency, so the scope of the token is looked at here."""
    request: Request = context.request
    desk: Desk = app.state.desk
    try:
        who = identity_of(request.scope)
        if Scope.GENERATE not in who.scopes:
            raise Forbidden("the token is not for writing", f"ask for one with the scope {Scope.GENERATE}")
        return Response(await desk.composer.compose(who, asked), media_type="application/json")
    except MilesError as error:
        told = of_error(error, request.scope.get(REQUEST_ID))
        context.response.status_code = told.status_code  # BentoML writes its own over that of a Response
        return told
