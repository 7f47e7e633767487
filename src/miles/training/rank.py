"""The lesson of choosing: tell a voice's own writing from the author's, so that its best candidate comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from miles.analysis.judge import RankJudge
from miles.corpus.drafts import Pair
from miles.registry.voice import Voice


def learn_to_rank(voice: Voice, pairs: Sequence[Pair], n: int = 300, seed: int = 0) -> RankJudge:
    """Let the voice write once for up to `n` training drafts and learn what gives its texts away.

    Only training posts are used: the judges that evaluate see other posts and other features.
    """
    singles = list({pair.post_id: pair for pair in pairs if not pair.is_thread and pair.draft.text}.values())
    chosen = np.random.default_rng(seed).permutation(len(singles))[:n]
    asked = [singles[i] for i in chosen]
    drafts = [replace(pair.draft, is_thread=False) for pair in asked]
    written = [candidates[0].text for candidates in voice.write_many(drafts, n=1, seed=seed)]
    return RankJudge.fit([pair.texts[0] for pair in asked], [text for text in written if text.strip()])
