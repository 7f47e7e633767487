"""A voice promoted from the service by the same gate as `make promote`, which reads YAML and so runs beside it."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from miles.post.error import MilesError
from miles.registry.stage import Stage
from miles.serving.problem import TooLate
from miles.store.refusal import Conflict

CHECKOUT = Path(__file__).resolve().parents[3]
DEADLINE_S = 120.0  # it loads what evaluates
REFUSED = 2  # exit code of a verb that says why not
_PLAIN = re.compile(r"[^'\\$\x00-\x1f\x7f]{1,256}")  # stands between Hydra's quotes as it is


async def promote(
    shelf: Path, who: str, bundle: str, to: Stage, why: str, deadline_s: float = DEADLINE_S, checkout: Path = CHECKOUT
) -> None:
    """`miles promote` with these values; Conflict holds the gate's reasons. Nothing of them is read as Hydra's syntax:
    bundle and why are taken by the verb as they stand, the others are quoted, and refused where they end a quote."""
    if not (checkout / "configs" / "promote.yaml").is_file():
        raise Conflict(
            "this service runs without its checkout, where the gate's thresholds lie",
            f'run `make promote BUNDLE={bundle} TO={to} WHY="..."` there, then pack and roll out',
        )
    order = [
        sys.executable, "-m", "miles.cli", "promote", f"bundle={bundle}", f"to={to}", f"why={why}",
        f"shelf.who={_quoted('your name', who)}", f"shelf.folder={_quoted('the shelf', str(shelf.resolve()))}",
    ]  # fmt: skip
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *order, cwd=checkout, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe
    )
    try:
        async with asyncio.timeout(deadline_s):
            _, said = await process.communicate()
    except TimeoutError:
        raise TooLate(f"the gate said nothing within {deadline_s:g} s", "GET /shelf tells whether it did") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    told = said.decode(errors="replace")
    if process.returncode == REFUSED:
        raise refusal(told)
    if process.returncode:
        raise RuntimeError(f"miles promote ended with {process.returncode}: {told[-2_000:]}")


def refusal(told: str) -> Conflict:
    """What the verb printed before it ended: what is wrong, with every reason, and the next step."""
    what, _, step = told.strip().removeprefix("miles promote: ").rpartition("\n  next: ")
    return Conflict(what or told.strip(), step if what else "`make shelf` tells where the voices stand")


def _quoted(noun: str, value: str) -> str:
    if not _PLAIN.fullmatch(value):
        raise MilesError(
            f"{noun} holds a quote, a backslash, a dollar or no letter at all, or is longer than 256 characters",
            "run `make promote` in the checkout",
        )
    return f"'{value}'"
