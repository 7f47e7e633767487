"""The written lexicon can be read: as many forms on the right as on the left, or one for all."""

from miles.corpus.verb import VERBS


def test_every_entry_has_matching_forms():
    lines = VERBS.strip().splitlines()
    assert len(lines) > 90
    for line in lines:
        left, right = line.split(" > ")
        for alternative in right.split(" ; "):
            assert alternative.count("|") in (0, left.count("|")), line


def test_no_entry_stands_twice():
    lines = VERBS.strip().splitlines()
    assert len(set(lines)) == len(lines)
