"""Hostile documents: each is refused by the limit it passes, soon, and none of them reaches a resolver."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from graphql import FieldNode, FragmentSpreadNode, get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

from miles.serving.graphql.limits import (
    LATEST,
    MOST_ALIASES,
    MOST_CHARS,
    MOST_COST,
    MOST_DEPTH,
    MOST_FIELDS,
    MOST_TOKENS,
    ONCE,
    READING,
    WRITING,
    Excess,
    Size,
    check,
    measure,
    prices_of,
)
from miles.serving.graphql.schema import SCHEMA
from miles.serving.schemas import MOST_CANDIDATES

SOON_S = 0.020 * 5  # the promise is 20 ms; of this thread's own time, since machines that test are busy
ME = "me{tenant}"
LISTS = ("history", "feedback", "drafts", "outcomes", "trials", "batches", "batchResults")
SUBMIT = 'submitBatch(requests:[{topic:"x"}]){id}'
PROMOTE = 'promoteVoice(bundle:"abcd",to:staging,why:"x"){writes}'
TEN_TEXTS = " ".join(f'a{k}:generate(input:{{topic:"x"}}){{seed}}' for k in range(10))


def spread(times: int, levels: int, leaf: str = ME) -> str:
    """Each fragment holds the next one that often: times ** levels leaves from a few lines."""
    chain = " ".join(f"fragment f{k} on Query{{{f'...f{k + 1} ' * times}}}" for k in range(levels))
    return f"{{...f0}} {chain} fragment f{levels} on Query{{{leaf}}}"


HOSTILE = {
    "deep": ("depth", "{candidate(id:1){" + "generation{candidates{" * 4 + "id" + "}}" * 4 + "}}"),
    "far too deep": ("depth", "{candidate(id:1){" + "generation{candidates{" * 80 + "id" + "}}" * 80 + "}}"),
    "deep in fragments": (
        "depth",
        "{candidate(id:1){...a}} fragment a on Candidate{generation{candidates{generation{...b}}}} "
        "fragment b on Generation{candidates{...c}} fragment c on Candidate{generation{candidates{id lastWord}}} "
        "fragment d on Candidate{generation{candidates{...a}}}",
    ),
    "nested without fields": ("depth", "{" + "...{" * 40 + ME + "}" * 41),
    "a chain of fragments": ("depth", spread(1, 120)),
    "no end of brackets": ("syntax", "{me(a:" + "[" * 900),
    "no end of braces": ("syntax", "{a" * 400),
    "aliases": ("aliases", "{" + " ".join(f"a{k}:{ME}" for k in range(MOST_ALIASES + 1)) + "}"),
    "aliases of __typename": ("aliases", "{" + " ".join(f"a{k}:__typename" for k in range(300)) + "}"),
    "aliases in a fragment that is spread thrice": (
        "aliases", "{...f ...f ...f} fragment f on Query{" + " ".join(f"a{k}:{ME}" for k in range(7)) + "}",
    ),
    "aliases in fragments of fragments": ("aliases", spread(2, 5, f"a:{ME}")),
    "amplification": ("fields", spread(2, 20)),
    "amplification, widely": ("fields", spread(30, 8)),
    "amplification that nobody asks for": ("fields", spread(2, 20).replace("{...f0}", "{" + ME + "}", 1)),
    "a cycle": ("cycle", "{...f} fragment f on Query{...g} fragment g on Query{...f}"),
    "a cycle through fields": (
        "cycle", "{candidate(id:1){...c}} fragment c on Candidate{generation{candidates{...c}}}",
    ),
    "a cycle that nobody asks for": ("cycle", "{" + ME + "} fragment f on Query{...f}"),
    "one field again and again": ("pairs", "{" + f"{ME} " * 199 + "}"),
    "one leaf again and again": ("pairs", "{me{" + "tenant " * 399 + "}}"),
    "tokens": ("tokens", "{" + f"{ME} " * MOST_TOKENS + "}"),
    "comments": ("tokens", "#\n" * 9_900 + "{" + ME + "}"),
    "full pages of full lists": ("cost", "{history(limit:200){rows{candidates{feedback{word}}}}}"),
    "a page without end": ("cost", "{history(limit:" + "9" * 15_000 + "){rows{id}}}"),
    "a page without end, by default": ("cost", "query($n:Int!=" + "9" * 500 + "){history(limit:$n){rows{id}}}"),
    "many texts": ("cost", f"mutation{{{TEN_TEXTS}}}"),
    "ten questions": ("cost", "{" + " ".join(f"a{k}:nextQuestion(task:topic){{text}}" for k in range(10)) + "}"),
    "two batches": ("cost", f"mutation{{a:{SUBMIT} b:{SUBMIT}}}"),
    "two promotions": ("cost", f"mutation{{a:{PROMOTE} b:{PROMOTE}}}"),
    "a batch and a promotion": ("cost", f"mutation{{{SUBMIT} {PROMOTE}}}"),
    "full results of a batch": ("cost", "{batchResults(id:1,limit:200){reply{candidates{id posts{text}}}}}"),
    "types of types": ("cost", "{__schema{types{fields{args{type{fields{args{type{fields{name}}}}}}}}}}"),
    "operations": ("operation", f"query a{{{ME}}} query b{{{ME}}}"),
}  # fmt: skip


def context(docs: bool = True) -> Any:
    """Of somebody who may do nothing, at a desk without drawers: a resolver that ran would break."""
    desk = SimpleNamespace(settings=SimpleNamespace(docs=docs))
    return SimpleNamespace(request_id=None, desk=desk, who=SimpleNamespace(scopes=frozenset(), tenant="t"))


def answer(query: str, docs: bool = True, **variables: Any) -> Any:
    return asyncio.run(SCHEMA.execute(query, variables, context(docs)))


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    answer("{__typename}")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_asks_for_too_much_is_refused_at_once(name: str) -> None:
    code, query = HOSTILE[name]
    assert len(query) <= MOST_CHARS
    seconds = []
    for _ in range(3):
        start = time.thread_time()
        found = answer(query)
        seconds.append(time.thread_time() - start)
    [error] = found.errors
    assert found.data is None
    assert (error.extensions["code"], error.extensions["status"]) == (code, 400), error.message
    assert error.extensions["next"]
    assert min(seconds) < SOON_S, seconds


def test_validation_stops_after_a_few_errors() -> None:
    start = time.thread_time()
    found = answer("{" + " ".join(f"x{k}" for k in range(MOST_FIELDS - 1)) + "}")
    assert len(found.errors) == 11
    assert all(len(error.message) <= 300 for error in found.errors)
    assert time.thread_time() - start < SOON_S


def test_limits_are_reached_before_they_are_passed() -> None:
    check(Size(MOST_DEPTH, MOST_FIELDS, MOST_ALIASES, 0, MOST_COST))
    for more in (Size(depth=MOST_DEPTH + 1), Size(fields=MOST_FIELDS + 1), Size(cost=MOST_COST + 0.5)):
        with pytest.raises(Excess):
            check(more)


def size(query: str, **variables: Any) -> Size:
    return measure(parse(query), SCHEMA._schema, variables)


def test_what_a_query_costs_is_what_its_answer_may_hold() -> None:
    assert size("{me{tenant person}}").cost == 1 + 2
    assert size("{history(limit:5){rows{id voice} next}}").cost == 1 + 5 * (1 + 2 + 1)
    rows = "rows{candidates{id feedback{word}}}"
    per_row = 1 + 1 + MOST_CANDIDATES * (1 + 1 + LATEST)
    assert size(f"{{history(limit:3){{{rows}}}}}").cost == 1 + 3 * per_row
    assert size(f"{{history{{{rows}}}}}").cost == 1 + 50 * per_row, "the schema's default"
    assert size(f"query($n:Int!){{history(limit:$n){{{rows}}}}}", n=2).cost == 1 + 2 * per_row
    assert size(f"query($n:Int!=4){{history(limit:$n){{{rows}}}}}").cost == 1 + 4 * per_row
    assert size('mutation{generate(input:{topic:"x"}){seed candidates{id}}}').cost == WRITING + 1 + 1 + MOST_CANDIDATES
    assert size(f"mutation{{{SUBMIT}}}").cost == size(f"mutation{{{PROMOTE}}}").cost == ONCE + 1
    assert size("{receipt(candidateId:1){voice}}").cost == READING + 1
    assert size("{batchResults(id:1,limit:7){reply{candidates{id}}}}").cost == 1 + 7 * (1 + 1 + MOST_CANDIDATES)
    for odd in ("2", None, [1], float("nan"), -5):
        assert size("query($n:Int!){history(limit:$n){rows{id}}}", n=odd).cost > 0


def test_a_fragment_counts_wherever_it_is_spread() -> None:
    told = size("{a:me{...m} b:me{...m ...on Me{c:person}}} fragment m on Me{t:tenant}")
    assert told == Size(depth=2, fields=5, aliases=5, pairs=0, cost=5)
    assert size("{...q ...q} fragment q on Query{me{tenant}}").pairs == 2  # of `me`, and of what it holds


def test_tools_can_ask_what_there_is_and_nobody_can_where_docs_are_off() -> None:
    told = answer(get_introspection_query(input_value_deprecation=True, specified_by_url=True))
    assert told.errors is None
    assert {"GenerateInput", "Progress"} <= {each["name"] for each in told.data["__schema"]["types"]}
    for query in (get_introspection_query(), '{__type(name:"Me"){name}}'):
        assert answer(query, docs=False).errors[0].extensions["status"] == 400
    assert answer("{__typename}", docs=False).data == {"__typename": "Query"}
    near = [answer("{histor{next}}", docs).errors[0].message for docs in (True, False)]
    assert "history" in near[0]
    assert "history" not in near[1]


def test_every_field_with_a_limit_is_priced_by_it() -> None:
    limited = {name for name, price in prices_of(SCHEMA._schema).items() if price.is_limited}
    assert limited == {("Query", name) for name in LISTS}


LEAVES = ["tenant", "a:tenant", "b:person", "__typename"]


def selections(later: list[str]) -> st.SearchStrategy[str]:
    """Leaves, fragments that come later, and the like in braces."""
    one = st.sampled_from([*LEAVES, *(f"...{name}" for name in later)])
    some = st.lists(one, min_size=1, max_size=4).map(" ".join)
    return st.lists(st.one_of(some, some.map("...{{{}}}".format)), min_size=1, max_size=2).map(" ".join)


@given(st.tuples(*(selections([f"f{k}" for k in range(first, 5)]) for first in range(6))))
def test_a_walk_once_a_fragment_counts_what_writing_them_out_counts(told: tuple[str, ...]) -> None:
    query = f"{{me{{{told[0]} {' '.join(f'...f{k}' for k in range(5))}}}}}"
    document = parse(" ".join([query, *(f"fragment f{k} on Me{{{told[k + 1]}}}" for k in range(5))]))
    named = {each.name.value: each for each in document.definitions[1:]}  # type: ignore[union-attr]

    def written_out(node: Any) -> Iterator[FieldNode]:
        for each in node.selection_set.selections:
            if isinstance(each, FieldNode):
                yield each
            else:
                yield from written_out(named[each.name.value] if isinstance(each, FragmentSpreadNode) else each)

    [me] = document.definitions[0].selection_set.selections  # type: ignore[union-attr]
    fields = list(written_out(me))
    found = measure(document, SCHEMA._schema)
    times = Counter((each.alias or each.name).value for each in fields)
    assert found.fields == 1 + len(fields)
    assert found.aliases == sum(bool(each.alias) for each in fields)
    assert found.pairs == sum(count * (count - 1) // 2 for count in times.values())
