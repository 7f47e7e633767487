from __future__ import annotations

from inspect import iscoroutinefunction

from fastapi.dependencies.models import Dependant

from miles.serving.api.deps import problems
from miles.serving.app import ROUTERS
from miles.serving.problem import Problem


def test_what_a_route_may_answer_is_a_problem_each() -> None:
    told = problems(404, 504)
    assert {404, 504, 422, 400, 401, 403, 413, 429, 503} == set(told)
    assert all(each["model"] is Problem and "application/problem+json" in each["content"] for each in told.values())


def test_no_dependency_of_a_route_is_run_in_a_thread() -> None:
    """A plain function would be: two hops between threads cost more than the rest of a cached answer."""

    def plain(dependant: Dependant) -> list[str]:
        calls = [each.call for each in dependant.dependencies]
        own = [
            str(call) for call in calls if not (iscoroutinefunction(call) or iscoroutinefunction(type(call).__call__))
        ]
        return own + [name for each in dependant.dependencies for name in plain(each)]

    routes = [route for router in ROUTERS for route in router.routes]
    assert len(routes) > 3
    assert [(route.path, plain(route.dependant)) for route in routes if plain(route.dependant)] == []
