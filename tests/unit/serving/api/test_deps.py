from __future__ import annotations

from miles.serving.api.deps import problems
from miles.serving.problem import Problem


def test_what_a_route_may_answer_is_a_problem_each() -> None:
    told = problems(404, 504)
    assert {404, 504, 422, 400, 401, 403, 413, 429, 503} == set(told)
    assert all(each["model"] is Problem and "application/problem+json" in each["content"] for each in told.values())
