"""Is a share above its limit? Exact at any number of units and at every look, also at the third."""

from __future__ import annotations

import numpy as np
from scipy.special import betaincc, betaln, xlog1py, xlogy

from miles.abtest.totals import Number, Rows
from miles.post.error import MilesError


def evidence(yes: Number, n: Number, limit: float) -> Rows:
    """Against "each unit says yes with a chance of at most `limit`": `yes` of `n` units did, one after another.

    The likelihood ratio of a share against the limit, averaged evenly over all shares above it. It shrinks on average
    for any share up to the limit, so it ever reaches 1 / alpha with a chance of at most alpha (Ville 1939; Ramdas,
    Gruenwald, Vovk & Shafer 2023, "Game-theoretic statistics and safe anytime-valid inference", section 3). A unit
    that comes back says little new: count it once.
    """
    if not 0 < limit < 1:
        raise MilesError(f"a share is limited to {limit}", "choose a limit above 0 and below 1")
    said, asked = np.asarray(yes, float), np.asarray(n, float)
    if not np.all((said >= 0) & (said <= asked)):
        raise MilesError("more units said yes than were asked", "count each unit once, in both numbers")
    no = asked - said
    with np.errstate(divide="ignore"):  # a share above the limit may be beyond a double's reach: no evidence
        above = betaln(said + 1, no + 1) + np.log(betaincc(said + 1, no + 1, limit)) - np.log1p(-limit)
    return np.exp(np.minimum(above - xlogy(said, limit) - xlog1py(no, -limit), 700.0))[()]
