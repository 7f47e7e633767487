"""`miles <verb> [setting=value ...]`: the same verbs as make; help is instant."""

from __future__ import annotations

import sys
from collections.abc import Sequence

VERBS = {
    "train": "data, finetune, evaluate, report and analyse in one go",
    "collect": "ask the X API for an author's newer posts",
    "data": "ingest and prepare",
    "ingest": "read an author's exports, prove, clean and account for every row",
    "prepare": "split by time and build (draft, post) pairs",
    "vocabulary": "learn a tokenizer for base weights from general texts",
    "finetune": "train a voice and put its Bundle on the shelf; experiment=pretrain: base weights",
    "evaluate": "score a bundle beside its baselines on posts it never saw",
    "classify": "train a head that tells labels apart, such as sentiment",
    "engage": "learn how posts are received and put a Forecaster on the shelf",
    "forecast": "score a forecaster on later posts, beside its baselines",
    "advise": "how a draft would be received, and what would change it",
    "analyse": "what an author writes of, how, when and with what effect, as a page",
    "report": "one HTML page about the newest run",
    "distill": "train a smaller voice that learns from one on the shelf",
    "quantize": "smaller forms of a voice, measured beside it",
    "loop": "import, train, distil, quantise, compare, promote, spoil, roll back: all of it, checked, in minutes",
    "bench-engine": "how fast voices write, timed in turn beside a copy of memory",
    "ensemble": "mix voices, and an author's n-grams, into one voice",
    "calibrate": "learn how likely what a voice writes is accepted, checked on other drafts",
    "generate": "write posts from a draft or an idea",
    "serve": "answer requests on this machine with the serving voice",
    "bento": "pack the voice in production with the code that serves it",
    "judge": "ask people blindly which voice writes better, and whether the metrics agree",
    "compare-runs": "tables and curves of several runs",
    "compare": "voices on the same drafts, draft by draft: who is better, and how sure that is",
    "promote": "move a voice a stage on, or say every reason why not",
    "rollback": "bring the voice back that served before",
    "shelf": "list the voices that can write, their stages and what was decided",
}
HELP = """usage: miles <verb> [setting=value ...] [-m]

verbs
{verbs}

settings
  Any value of configs/<verb>.yaml: `miles finetune model.dropout=0.2 training.lr=1e-3`.
  `miles <verb> --cfg` prints all of them with what they resolve to.
  -m sweeps comma-separated values: `miles finetune -m model=decoder model.layers=2,4`.

examples
  miles train author=milesdeutscher raw=../shared/data
  miles generate draft="BTC reclaimed 100k, but alts are still weak" parts=3 n=5
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 2 with one screen that says what is wrong and what to do next."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help", "help"):
        print(HELP.format(verbs="\n".join(f"  {verb:<13} {line}" for verb, line in VERBS.items())))
        return 0
    verb, rest = given[0], given[1:]
    if verb not in VERBS:
        import difflib

        close = difflib.get_close_matches(verb, VERBS, n=1)
        print(
            f"miles: no verb {verb!r}" + (f"; did you mean {close[0]!r}?" if close else "; see miles --help"),
            file=sys.stderr,
        )
        return 2
    if rest and rest[0] in ("-h", "--help"):
        print(f"miles {verb}: {VERBS[verb]}\n\nsettings: `miles {verb} --cfg`; see also miles --help")
        return 0

    from miles.pipelines.run import execute, show, sweep
    from miles.post.error import MilesError

    try:
        if "--cfg" in rest:
            print(show(verb.replace("-", "_"), [item for item in rest if item != "--cfg"]))
        elif "-m" in rest or "--multirun" in rest:
            sweep(verb.replace("-", "_"), [item for item in rest if item not in ("-m", "--multirun")])
        else:
            execute(verb.replace("-", "_"), rest)
    except (MilesError, OSError) as error:
        print(f"miles {verb}: {error if isinstance(error, MilesError) else _of_the_system(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"miles {verb}: stopped", file=sys.stderr)
        return 130
    return 0


def _of_the_system(error: OSError) -> str:
    """No such place, no right to it, no room: in the same form as our own errors."""
    place = f"{error.filename}: " if error.filename else ""
    return (
        f"{place}{error.strerror or error}\n"
        "  next: check that the place exists, that you may use it, and that its disk has room (df -h)"
    )


if __name__ == "__main__":
    sys.exit(main())
