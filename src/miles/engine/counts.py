"""Counting n-grams and discounting the counts: what the models of characters, words and tokens have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BEGIN, END = 0, 1  # ids; END is spelled "" and predicted, BEGIN never is


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the model. Row j is the j-th known n-gram, sorted by (parent, last token).

    `weight` is the discounted count; `total`, `freed` and `start` belong to the contexts of the
    order below: sum of counts, mass given to the shorter context, first child row.
    """

    keys: Ints
    weight: Floats
    total: Floats
    freed: Floats
    start: Ints


@dataclass(frozen=True, slots=True)
class Counts:
    """One order: sorted `keys` and their `counts`; `rest` belongs to the contexts of the order below, as in Order:
    what else followed them, and is not told.
    """

    keys: Ints
    counts: Ints
    rest: Ints


def find(keys: Ints, wanted: Ints) -> Ints:
    """Row of each wanted key among the sorted keys, -1 where absent."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)  # no order is empty: every post has an end
    return np.where(keys[at] == wanted, at, -1)


def interpolate(orders: Sequence[Order], vocab: int, ids: Ints, depth: Ints, p: Floats) -> Floats:
    """Probability of every symbol of a row after those before it; `p` is what each has before anything is counted."""
    node = np.zeros(len(p), np.int64)  # the empty context
    for k, order in enumerate(orders, start=1):
        context = node if k == 1 else np.concatenate([[-1], node[:-1]])
        is_known = (context >= 0) & (depth >= k - 1)
        at = np.where(is_known, context, 0)
        node = find(order.keys, np.where(is_known & (ids >= 0), at * vocab + ids, -1))
        weight = np.where(node >= 0, order.weight[np.maximum(node, 0)], 0.0)
        total = order.total[at]
        mixed = (weight + order.freed[at] * p) / np.where(total > 0, total, 1.0)
        p = np.where(is_known & (total > 0), mixed, p)
    return p


def lay(ids: Ints, depth: Ints, vocab: int, order: int) -> tuple[list[Ints], list[Ints]]:
    """The sorted keys of every order, and for order 0 and up the row of the n-gram that ends at each symbol, or -1."""
    keys: list[Ints] = []
    nodes: list[Ints] = [np.zeros(len(ids), np.int64)]
    for k in range(1, min(order, int(depth.max()) + 1) + 1):  # higher orders stay empty: no post is that long
        context = nodes[0] if k == 1 else np.concatenate([[-1], nodes[-1][:-1]])
        fits = depth >= k - 1
        packed = np.where(fits, context * vocab + ids, -1)
        keys.append(np.unique(packed[fits]))
        nodes.append(find(keys[-1], packed))
    return keys, nodes


def count(keys: Sequence[Ints], nodes: Sequence[Ints], ids: Ints, depth: Ints) -> list[Counts]:
    """Counts of every order, the lower ones by distinct left neighbours."""
    found: list[Counts] = []
    contexts = 1
    for k in range(1, len(keys) + 1):
        counted = (nodes[k] >= 0) & (ids != BEGIN)
        if k < len(keys):  # a gram with a left neighbour counts once per distinct neighbour
            is_first = np.zeros(len(ids), bool)
            is_first[np.unique(nodes[k + 1], return_index=True)[1]] = True
            counted &= (depth == k - 1) | (is_first & (depth >= k))
        counts = np.bincount(nodes[k][counted], minlength=len(keys[k - 1]))
        found.append(Counts(keys[k - 1], counts, np.zeros(contexts, np.int64)))
        contexts = len(keys[k - 1])
    return found


def keep_shared(counted: Sequence[Counts], nodes: Sequence[Ints], post: Ints, least: int, vocab: int) -> list[Counts]:
    """Without n-grams of two tokens and more that fewer than `least` posts have; `post` (N,) names each symbol's."""
    found = [counted[0]]
    row = np.arange(len(counted[0].keys))  # where each n-gram of the order below went, -1: nowhere
    for k, (keys, counts) in enumerate(((each.keys, each.counts) for each in counted[1:]), start=2):
        is_there = nodes[k] >= 0
        pairs = np.unique(np.stack([nodes[k][is_there], post[is_there]]), axis=1)
        parent = row[keys // vocab]
        is_kept = (np.bincount(pairs[0], minlength=len(keys)) >= least) & (parent >= 0)
        if not is_kept.any():  # nor is any longer one
            break
        lost = ~is_kept & (parent >= 0)
        rest = np.bincount(parent[lost], weights=counts[lost], minlength=len(found[-1].keys)).astype(np.int64)
        found.append(Counts(parent[is_kept] * vocab + keys[is_kept] % vocab, counts[is_kept], rest))
        row = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    return found


def weigh(counted: Sequence[Counts], vocab: int) -> list[Order]:
    """The counts of every order, discounted."""
    orders: list[Order] = []
    for each in counted:
        counts, rest = each.counts.astype(np.float64), each.rest.astype(np.float64)
        parents, contexts = each.keys // vocab, len(rest)
        discount = discounts_of(counts)[np.minimum(counts, 3).astype(int)]
        orders.append(
            Order(
                keys=each.keys,
                weight=counts - discount,
                total=rest + np.bincount(parents, weights=counts, minlength=contexts),
                freed=rest + np.bincount(parents, weights=discount, minlength=contexts),
                start=np.searchsorted(parents, np.arange(contexts + 1)),
            )
        )
    return orders


def discounts_of(counts: Floats) -> Floats:
    """Discounts of counts 0, 1, 2 and 3 or more; where counts of counts are too thin, 0.5, 1 and 1.5. (4,)"""
    n1, n2, n3, n4 = (float(np.sum(counts == c)) for c in (1, 2, 3, 4))
    if not min(n1, n2, n3, n4):
        return np.asarray([0.0, 0.5, 1.0, 1.5])
    y = n1 / (n1 + 2 * n2)
    raw = [0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]
    return np.asarray([min(max(d, 0.05 * c), 0.95 * c) for c, d in enumerate(raw)])
