"""What a GraphQL document may ask for, told in one walk before any of it is validated or run.

strawberry's own limiters walk a fragment again wherever it is spread, so that thirty fragments, each spread twice in
the one before, take a billion steps to refuse. Here each is measured once, and what it holds counts wherever it stands
(CVE-2026-47707 was a limit on aliases that did not look into fragments).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    validate,
)
from strawberry.extensions import SchemaExtension

from miles.post.error import MilesError
from miles.serving.schemas import MOST_CANDIDATES

MOST_CHARS, MOST_TOKENS = 20_000, 1_000
MOST_DEPTH = 8  # fields in fields
MOST_NESTING = 24  # the same, with fragments and within __schema
MOST_FIELDS = 400  # of the document, those of a fragment wherever it is spread
MOST_ALIASES = 20
MOST_PAIRS = 2_000  # fields under one name, which validation compares with each other
MOST_ERRORS = 10  # that validation finds before it stops
MOST_COST = 10_000  # fields of the answer, when every list is full
WRITING = 1_000  # what one `generate` costs beside its fields: a model writes for it
READING = 100  # of a judge that explains a text
ONCE = MOST_COST // 2  # what one document does but once: a gate that evaluates for a minute, thousands of rows
_WORK: Mapping[str, float] = {
    "generate": WRITING, "receipt": READING, "nextQuestion": WRITING,  # which reads hundreds of texts
    "submitBatch": ONCE, "promoteVoice": ONCE, "rollBackVoice": ONCE,
}  # fmt: skip
LATEST = 10  # events of a candidate
TYPICAL = 10  # rows of a list without a limit of its own
_ROWS: Mapping[str, float] = {
    "candidates": MOST_CANDIDATES, "feedback": LATEST, "cells": 24, "decisions": 20, "diff": 60,
    "types": 60, "directives": 5, "fields": 8, "inputFields": 8, "args": 3, "enumValues": 5, "possibleTypes": 2,
    "interfaces": 2,
}  # fmt: skip
_MEMORY = 0.05  # a field that describes the schema, beside one that is resolved
_UNTOLD = 10**9


class Excess(MilesError):
    """A document that asks for too much; `code` names the limit."""

    status = 400

    def __init__(self, code: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.code = code


@dataclass(frozen=True, slots=True)
class Size:
    """What a selection comes to."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    pairs: int = 0
    cost: float = 0.0

    def beside(self, other: Size) -> Size:
        """Both in one selection."""
        return Size(
            max(self.depth, other.depth), self.fields + other.fields, self.aliases + other.aliases,
            self.pairs + other.pairs, self.cost + other.cost,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Price:
    """Of a field: the type it leads to, how often what it holds is answered, and what it costs beside that."""

    kind: str = ""
    rows: float = 1
    is_limited: bool = False
    work: float = 1


@cache
def prices_of(schema: GraphQLSchema) -> Mapping[tuple[str, str], Price]:
    """By type and name, read once from a schema."""
    found = {
        (kind.name, name): _price(kind, name, told)
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, told in kind.fields.items()
    }
    query = schema.query_type.name if schema.query_type else ""
    return found | {
        (query, "__schema"): Price("__Schema", work=_MEMORY, rows=1),
        (query, "__type"): Price("__Type", work=_MEMORY, rows=1),
    }


def _price(kind: GraphQLObjectType, name: str, told: GraphQLField) -> Price:
    leads = get_named_type(told.type)
    if "limit" in told.args:
        return Price(leads.name, float(told.args["limit"].default_value), True)
    is_list = is_list_type(get_nullable_type(told.type)) and not is_leaf_type(leads)
    if name == "rows" and kind.name.endswith("Page"):
        is_list = False  # the page has been counted by its limit
    work = _MEMORY if kind.name.startswith("__") else _WORK.get(name, 1)
    return Price(leads.name, _ROWS.get(name, TYPICAL) if is_list else 1, False, work)


Names = dict[str, tuple[int, int]]
"""Of a selection, fragments spread: how many fields go by a name, and how many these are with all within them."""


@dataclass(eq=False)
class _Walk:
    fragments: Mapping[str, FragmentDefinitionNode]
    prices: Mapping[tuple[str, str], Price]
    variables: Mapping[str, Any]
    known: dict[str, tuple[Size, Names]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def whole(self, node: SelectionSetNode | None, kind: str, nesting: int) -> Size:
        """Of a selection that stands for itself."""
        size, names = self.selection(node, kind, nesting)
        pairs = sum((count - 1) * fields // 2 for count, fields in names.values())
        return replace(size, pairs=size.pairs + pairs)

    def selection(self, node: SelectionSetNode | None, kind: str, nesting: int) -> tuple[Size, Names]:
        size = Size()
        names: Names = {}
        if nesting > MOST_NESTING:
            raise too_deep()
        for each in node.selections if node else ():
            if isinstance(each, FieldNode):
                found = self.field(each, kind, nesting)
                more = {(each.alias or each.name).value: (1, found.fields)}
            elif isinstance(each, InlineFragmentNode):
                inner = each.type_condition.name.value if each.type_condition else kind
                found, more = self.selection(each.selection_set, inner, nesting + 1)
            elif isinstance(each, FragmentSpreadNode):
                found, more = self.fragment(each.name.value, nesting + 1)
            size = size.beside(found)
            for name, (count, fields) in more.items():
                known = names.get(name, (0, 0))
                names[name] = known[0] + count, known[1] + fields
        return size, names

    def field(self, node: FieldNode, kind: str, nesting: int) -> Size:
        price = self.prices.get((kind, node.name.value), Price())
        inner = self.whole(node.selection_set, price.kind, nesting + 1)
        depth = 1 if price.kind.startswith("__") else 1 + inner.depth  # validation bounds how deep __schema is asked
        rows = self.limit(node, price) if price.is_limited else price.rows
        cost = price.work + rows * inner.cost
        return Size(depth, 1 + inner.fields, bool(node.alias) + inner.aliases, inner.pairs, cost)

    def fragment(self, name: str, nesting: int) -> tuple[Size, Names]:
        if name in self.open:
            raise Excess("cycle", f"the fragment {name[:64]} holds itself", "spread it where it ends")
        if name not in self.known and name in self.fragments:
            node = self.fragments[name]
            self.open.add(name)
            self.known[name] = self.selection(node.selection_set, node.type_condition.name.value, nesting)
            self.open.discard(name)
        return self.known.get(name, (Size(), {}))

    def limit(self, node: FieldNode, price: Price) -> float:
        given: Any = price.rows
        for argument in node.arguments or ():
            if argument.name.value == "limit" and isinstance(argument.value, IntValueNode):
                given = float(argument.value.value)
            elif argument.name.value == "limit" and isinstance(argument.value, VariableNode):
                given = self.variables.get(argument.value.name.value, price.rows)
        return float(min(max(1, given), _UNTOLD)) if isinstance(given, int | float) else price.rows  # NaN counts as 1


def measure(document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any] | None = None) -> Size:
    """All operations and all fragments, also those that nobody asks for, since validation reads them too. Excess where
    a fragment holds itself, or the walk goes too deep."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    walk = _Walk(fragments, prices_of(schema), _defaults(operations) | dict(variables or {}))
    size = Size()
    for each in operations:
        root = schema.get_root_type(each.operation)
        size = size.beside(walk.whole(each.selection_set, root.name if root else "", 0))
    for name in fragments.keys() - walk.known.keys():
        size = size.beside(walk.fragment(name, 1)[0])
    return size


def check(size: Size) -> None:
    """Excess names the first limit that is passed."""
    if size.depth > MOST_DEPTH:
        raise too_deep()
    if size.fields > MOST_FIELDS:
        told = f"the document comes to {_told(size.fields)} fields"
        raise Excess("fields", told, f"ask for at most {MOST_FIELDS} at a time")
    if size.aliases > MOST_ALIASES:
        told = f"the document comes to {_told(size.aliases)} aliases"
        raise Excess("aliases", told, f"use at most {MOST_ALIASES}, or a list field")
    if size.pairs > MOST_PAIRS:
        told = "too many fields go by the same name"
        raise Excess("pairs", told, "ask for each field once")
    if size.cost > MOST_COST:
        told = (
            f"the document comes to {_told(size.cost)}: 1 for each field of its answer, {WRITING:,} for a text to write"
        )
        step = f"ask for at most {MOST_COST:,}: a smaller limit, fewer fields of each row, one batch or voice at a time"
        raise Excess("cost", told, step)


def too_deep() -> Excess:
    """Also what a parser that ran out of stack says."""
    return Excess("depth", f"the document nests deeper than {MOST_DEPTH} fields", "ask in several steps")


class Limits(SchemaExtension):
    """Refuses a document before it is validated, and validates it. Without docs nobody is told what there is."""

    def on_operation(self) -> Iterator[None]:
        self.execution_context.parse_options["max_tokens"] = MOST_TOKENS
        yield

    def on_validate(self) -> Iterator[None]:
        asked = self.execution_context
        assert asked.graphql_document is not None
        schema = asked.schema._schema
        try:
            if asked._provided_operation_name is None:
                _check_one(asked.graphql_document)
            check(measure(asked.graphql_document, schema, asked.variables))
            hidden = () if asked.context.desk.settings.docs else (NoSchemaIntrospectionCustomRule,)
            rules = (*asked.validation_rules, *hidden)
            asked.pre_execution_errors = validate(schema, asked.graphql_document, rules, MOST_ERRORS)
        except Excess as error:
            asked.pre_execution_errors = [GraphQLError(error.what, original_error=error)]
        yield


def _check_one(document: DocumentNode) -> None:
    """strawberry would run the first of several operations."""
    if sum(isinstance(each, OperationDefinitionNode) for each in document.definitions) > 1:
        raise Excess("operation", "the document holds several operations", "name one of them as operationName")


def _told(number: float) -> str:
    return f"{number:,.0f}" if number < _UNTOLD else f"more than {_UNTOLD:,}"


def _defaults(operations: list[OperationDefinitionNode]) -> dict[str, Any]:
    return {
        each.variable.name.value: float(each.default_value.value)
        for operation in operations
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode)
    }
