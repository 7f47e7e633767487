"""The list of top-level domains is the one of twitter-text 3.1.0."""

from miles.post.tlds import TLDS, TWINS


def test_the_list_is_complete_and_lower_case():
    assert len(TLDS) == len(set(TLDS)) == 1_574
    assert {"com", "io", "finance", "onion", "рф", "中国"} <= set(TLDS)
    assert "btc" not in TLDS
    assert all(name == name.lower() for name in TLDS)


def test_twins_spell_letters_that_the_list_uses():
    used = {letter for name in TLDS for letter in name}
    assert all(letter in used and letter in twins and len(twins) > 1 for letter, twins in TWINS.items())
