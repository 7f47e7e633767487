"""pairs of a comparison -> votes of people, asked blindly in the terminal; what they say of voices and metrics

make judge JUDGE=eve
"""

from __future__ import annotations

from pathlib import Path

from omegaconf import DictConfig
from rich.console import Console

from miles.evaluation.compare import COMPARED
from miles.feedback.pair import pairs_of
from miles.feedback.sitting import Sitting, questions
from miles.feedback.vote import Ballot, Vote, export_votes, import_votes
from miles.pipelines.run import Run
from miles.post.draft import whole_number
from miles.post.error import MilesError
from miles.report.duel import sit
from miles.report.keys import Keys
from miles.report.votes import show_imported, show_votes

MOST = 100_000  # pairs


def judge(cfg: DictConfig, run: Run) -> list[Vote]:  # noqa: ARG001
    """Ask one judge, or take in or hand out votes; what all of them say is told at the end, not on the way."""
    shelf, console = Path(cfg.paths.shelf), Console()
    n, seed = whole_number("n", cfg.n, 1, MOST), whole_number("seed", cfg.seed, 0, 2**31)
    duels = pairs_of(shelf / "verdicts", str(cfg.verdict), cfg.author.name)
    ballot, known = Ballot(shelf / "votes", duels[0].author), {duel.id for duel in duels}
    is_at_end = bool(cfg.is_report)
    if cfg.import_from:
        show_imported(import_votes(Path(cfg.import_from), ballot, known), console)
    if not (cfg.import_from or cfg.export_to or cfg.is_report):
        if not cfg.judge:
            raise MilesError(
                "nobody is named as the judge", "give JUDGE=<your name>; REPORT=1 only tells what was said"
            )
        sitting = Sitting(questions(duels, str(cfg.judge), n=n, again=cfg.again, seed=seed), str(cfg.judge), ballot)
        with Keys() as keys:
            sit(sitting, keys, console)
        is_at_end = sitting.open is None
        if not is_at_end:
            console.print("To go on: the same call again. To see what was said so far: make judge REPORT=1")
    votes = [vote for vote in ballot.votes() if vote.pair in known]
    if cfg.export_to:
        console.print(f"{export_votes(votes, Path(cfg.export_to))} votes: {cfg.export_to}", markup=False)
    if is_at_end:
        show_votes(duels, votes, console, COMPARED, seed)
    return votes
