"""What people's votes say, on the screen: who won, which metrics agree, and how far the votes can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table

from miles.abtest.rating import Game, Ranking, rank
from miles.feedback.agree import FEWEST, FEWEST_TWICE, Findings, Share, findings
from miles.feedback.pair import Duel
from miles.feedback.vote import Imported, Vote
from miles.report.page import Meaning

_WON = {"a": 1.0, "b": 0.0, "tie": 0.5}


def games(duels: Sequence[Duel], votes: Sequence[Vote]) -> list[Game]:
    """First answers on these pairs as games; cannot say is none."""
    by_id = {duel.id: duel for duel in duels}
    return [
        Game(duel.voice_a, duel.voice_b, _WON[vote.choice], duel.cluster)
        for vote in votes
        if vote.turn == 1 and vote.choice in _WON and (duel := by_id.get(vote.pair))
    ]


def show_votes(
    duels: Sequence[Duel], votes: Sequence[Vote], console: Console, metrics: Mapping[str, Meaning], seed: int
) -> None:
    """Win rates, strengths where there are more than two voices, agreement of metrics, and of judges.

    A metric that `metrics` does not know, as of a comparison made elsewhere, is told by its own name.
    """
    known = {duel.id for duel in duels}
    of, played = [vote for vote in votes if vote.pair in known], games(duels, votes)
    rng = np.random.default_rng(seed)
    console.print(f"\n[bold]What people said[/]  {_counts(duels, of)}", highlight=False)
    if len(played) < FEWEST:
        _say(console, f"Who is better: too few votes to say ({len(played)}, {FEWEST} are needed).")
    else:
        show_ranking(rank(played, rng), console)
    _show_findings(findings(duels, of, rng), console, metrics)


def show_imported(found: Imported, console: Console) -> None:
    """How many votes came in, and what became of the others."""
    console.print(
        f"{found.new} new votes; {found.replaced} replaced an older one by the same judge about the same pair; "
        f"{found.older} were older than one that is kept; {found.same} are known already.",
        highlight=False,
    )


def _counts(duels: Sequence[Duel], votes: Sequence[Vote]) -> str:
    first = [vote for vote in votes if vote.turn == 1]
    each = [f"{sum(v.choice in chosen for v in first)} {name}" for chosen, name in (
        (("a", "b"), "decided"), (("tie",), "no difference"), (("skip",), "cannot say"))]  # fmt: skip
    same = sum(duel.is_same for duel in duels)
    judges, pairs = len({vote.judge for vote in first}), len({vote.pair for vote in first})
    told = f"{_many(len(first), 'vote')} of {_many(judges, 'judge')} about {pairs} of {_many(len(duels), 'pair')}"
    return f"{told}: {', '.join(each)}" + (
        f"; {_many(same, 'pair')} with the same text twice, not asked" if same else ""
    )


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def show_ranking(ranking: Ranking, console: Console, noun: str = "vote") -> None:
    """Win rates, of more than two voices strengths too, and who cannot be told apart; `noun` is one comparison."""
    table, has_strength = Table(box=None), len(ranking.ratings) > 2
    table.add_column("voice", no_wrap=True)
    heads = ["won", "no difference", "lost", "win rate, a tie is half", "95 %"]
    for head in [*heads, *(["strength", "95 %"] if has_strength else [])]:
        table.add_column(head, justify="right")
    for each in ranking.ratings:
        row = [each.voice, str(each.wins), str(each.ties), str(each.losses)]
        row += [_percent(each.win_rate), f"{_percent(each.win_lo)} to {_percent(each.win_hi)}"]
        row += [f"{each.strength:+.2f}", f"{each.lo:+.2f} to {each.hi:+.2f}"] if has_strength else []
        table.add_row(*row)
    console.print(table)
    _say(console, f"n = {_many(ranking.games, noun)} about {_many(ranking.drafts, 'draft')}; those about one draft "
                  "count as one piece of evidence.")  # fmt: skip
    if has_strength:
        _say(console, "Strength: Bradley-Terry, in log-odds against the voices' mean.")
    alike = [group for group in ranking.groups if len(group) > 1]
    for group in alike:
        _say(console, f"Cannot be told apart: {', '.join(group)}.")
    if not alike:
        _say(console, "The order is certain at 95 %, all pairings together.")


def _show_findings(found: Findings, console: Console, metrics: Mapping[str, Meaning]) -> None:
    console.print("\n[bold]Do the metrics agree?[/]  share of decided votes with the side that the metric prefers")
    if not found.metrics:
        _say(console, "No vote about a pair with metrics yet.")
    table = Table(box=None)
    for head in ("metric", "agrees", "95 %", "votes", ""):
        table.add_column(head, justify="left" if head in ("metric", "") else "right", no_wrap=head != "metric")
    for name, share in found.metrics.items():
        label = metrics[name].label if name in metrics else name
        if share.n < FEWEST:
            table.add_row(label, "-", "-", str(share.n), f"too few votes to say ({FEWEST} are needed)")
        else:
            table.add_row(label, _percent(share.value), _bounds(share), str(share.n), _beside_a_coin(share))
    if found.metrics:
        console.print(table)
    console.print("\n[bold]Can the votes be trusted?[/]")
    for line in (_leaning(found), _steadiness(found), _concord(found)):
        _say(console, line)


def _beside_a_coin(share: Share) -> str:
    if share.lo > 0.5:
        return "more often than a coin"
    return "less often than a coin" if share.hi < 0.5 else "cannot be told from a coin"


def _leaning(found: Findings) -> str:
    n = found.leaning.left.n if found.leaning else 0
    if found.leaning is None or n < FEWEST:
        return f"Left or right: too few votes to say ({n}, {FEWEST} are needed)."
    said = f"The left one won {_percent(found.leaning.left.value)} [{_bounds(found.leaning.left)}] of {n} decided votes"
    leans = found.leaning.p < 0.05
    return f"{said}: {'a leaning to one side' if leans else 'no leaning can be told'} (p = {found.leaning.p:.2g})."


def _steadiness(found: Findings) -> str:
    n = found.steadiness.n if found.steadiness else 0
    if found.steadiness is None or n < FEWEST_TWICE:
        return f"The same answer when asked again: too few votes to say ({n}, {FEWEST_TWICE} are needed)."
    same = f"{_percent(found.steadiness.value)} [{_bounds(found.steadiness)}]"
    return f"Asked again with the sides swapped, judges gave the same answer in {same} of {n}."


def _concord(found: Findings) -> str:
    n = found.concord.pairs if found.concord else 0
    if found.concord is None or n < FEWEST_TWICE:
        return f"Do judges agree: too few pairs that several answered to say ({n}, {FEWEST_TWICE} are needed)."
    alpha, lo, hi = found.concord.alpha, found.concord.lo, found.concord.hi
    told = f"{alpha:.2f} [{lo:.2f} to {hi:.2f}]; 1 is always, 0 as by chance"
    told = "not defined, as only one answer was ever given" if math.isnan(alpha) else told
    same = f"{found.concord.judges} judges gave the same answer to {_percent(found.concord.same)} of {n} shared pairs"
    return f"{same} (Krippendorff's alpha {told})."


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _bounds(share: Share) -> str:
    return f"{_percent(share.lo)} to {_percent(share.hi)}"


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, markup=False)
