"""The written lexicon can be read: as many forms on the right as on the left, or one for all."""

from miles.corpus.phrase import PHRASES


def test_every_entry_has_matching_forms():
    lines = PHRASES.strip().splitlines()
    assert len(lines) > 250
    for line in lines:
        left, right = line.split(" > ")
        for alternative in right.split(" ; "):
            assert alternative.count("|") in (0, left.count("|")), line


def test_no_entry_stands_twice():
    lines = PHRASES.strip().splitlines()
    assert len(set(lines)) == len(lines)
