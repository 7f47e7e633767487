"""Kneser-Ney is a distribution, matches a slow reference, and is fast enough for a whole history."""

import json
import math
import time
from collections import Counter, defaultdict
from email.utils import parsedate_to_datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miles.engine.counts import discounts_of
from miles.engine.ngram import ALPHABET, KneserNey, TokenNgram, tokens
from miles.post.error import MilesError
from miles.post.symbols import canonical, char_count, symbols

POSTS = [
    "gm, the market is up",
    "gm. the market is down today",
    "$BTC is up 5% &amp; alts are up",
    "alts are down\n\nthe market is scared",
    "buy fear, sell greed \U0001f44a",
    "read this https://t.co/abc now",
    "the trend is your friend",
    "up",
    "",
]


class SlowKneserNey:
    """The same formulas (Chen & Goodman 1999, eq. 26) over dicts, one n-gram at a time."""

    def __init__(self, order, cut, base):
        self.order, self.cut, self.base = order, cut, base

    def fit(self, texts):
        raw = [Counter() for _ in range(self.order + 1)]
        for text in texts:
            post = ["<s>", *self.cut(text), "</s>"]
            for k in range(1, self.order + 1):
                raw[k].update(tuple(post[i : i + k]) for i in range(len(post) - k + 1))
        self.counts = [None]
        for k in range(1, self.order + 1):
            left = defaultdict(set)
            for gram in raw[k + 1] if k < self.order else ():
                left[gram[1:]].add(gram[0])
            keep = {g: n if k == self.order or g[0] == "<s>" else len(left[g]) for g, n in raw[k].items()}
            keep.pop(("<s>",), None)
            self.counts.append(keep)
        self.discounts = [None] + [discounts_of(np.array(list(c.values()) or [0.0], float)) for c in self.counts[1:]]
        return self

    def p(self, token, history, k=None):
        k = min(self.order, len(history) + 1) if k is None else k
        if k == 0:
            return self.base(token)
        context = tuple(history[len(history) - k + 1 :])
        below = self.p(token, history, k - 1)
        row = {g[-1]: n for g, n in self.counts[k].items() if g[:-1] == context}
        total = sum(row.values())
        if not total:
            return below
        d = [self.discounts[k][min(n, 3)] for n in row.values()]
        mine = row.get(token, 0)
        return (mine - self.discounts[k][min(mine, 3)] + sum(d) * below) / total

    def bits(self, text):
        post = ["<s>", *self.cut(text), "</s>"]
        return sum(-math.log2(self.p(post[i], post[:i])) for i in range(1, len(post)))


STRANGE = ["gm, the market is scared", "", "\u4f60\u597d", "up up up", "zebra & <url>", "GM\n\n\n5%%"]


@pytest.mark.parametrize("order", [1, 2, 3, 6])
def test_characters_match_the_slow_reference(order):
    slow = SlowKneserNey(order, symbols, lambda token: 1 / ALPHABET).fit(POSTS)
    fast = KneserNey(order).fit(POSTS)
    assert fast.bits([*POSTS, *STRANGE]) == pytest.approx([slow.bits(t) for t in [*POSTS, *STRANGE]], rel=1e-9)


@pytest.mark.parametrize("order", [1, 3, 7])
def test_words_match_the_slow_reference_with_spelled_new_words(order):
    types = [[], *map(symbols, dict.fromkeys(t for post in POSTS for t in tokens(post)))]
    spelling = SlowKneserNey(6, lambda spelled: spelled, lambda token: 1 / ALPHABET).fit(types)

    def base(token):
        return 2 ** -spelling.bits([] if token == "</s>" else symbols(token))

    slow = SlowKneserNey(order, tokens, base).fit(POSTS)
    fast = KneserNey(order, "word").fit(POSTS)
    assert fast.bits([*POSTS, *STRANGE]) == pytest.approx([slow.bits(t) for t in [*POSTS, *STRANGE]], rel=1e-9)


@pytest.mark.parametrize("history", ["", "gm", "the market is ", "never heard \u4f60", "$BT", "\n\n", "xqx"])
@pytest.mark.parametrize("order", [1, 2, 6])
def test_next_characters_sum_to_one_over_every_code_point(order, history):
    model = KneserNey(order).fit(POSTS)
    known = sorted({s for post in POSTS for s in symbols(post)})
    at = len(symbols(history))
    p = [2 ** -model.surprisals(history + symbol)[at] for symbol in known]
    end = 2 ** -model.surprisals(history)[-1]
    unseen = 2 ** -model.surprisals(history + "\u00e9")[at]
    assert sum(p) + end + (ALPHABET - len(known) - 1) * unseen == pytest.approx(1.0, abs=1e-9)
    assert unseen > 0


@pytest.mark.parametrize("history", ["", "gm, ", "the market is ", "wholly new ", "$", "read this <url> "])
def test_next_words_sum_to_one_over_every_string(history):
    model = KneserNey(7, "word").fit(POSTS)
    known = sorted({t for post in POSTS for t in tokens(post)})
    at = len(tokens(history))
    p = [2 ** -model.surprisals(history + token)[at] for token in known]
    end = 2 ** -model.surprisals(history)[-1]
    # what all new words share is what any one of them gets per unit of its spelling's probability
    spelled = 2 ** -model.spelling.bits(["zebra", *known, ""])
    share = 2 ** -model.surprisals(history + "zebra")[at] / spelled[0]
    assert sum(p) + end + share * (1 - spelled[1:].sum()) == pytest.approx(1.0, abs=1e-9)


@given(st.text(max_size=60))
def test_every_string_has_finite_bits_and_words_lose_nothing(text):
    assert "".join(tokens(text)) == canonical(text)
    for model in MODELS:
        assert 0 < model.bits([text])[0] < math.inf


MODELS = [KneserNey(6).fit(POSTS), KneserNey(7, "word").fit(POSTS)]


@pytest.mark.parametrize("model", MODELS, ids=["char", "word"])
def test_a_long_run_of_unseen_characters_does_not_underflow(model):
    assert model.bits(["\u4f60" * 500])[0] > 500 * 10


@pytest.mark.parametrize("model", MODELS, ids=["char", "word"])
def test_bits_are_the_sum_of_surprisals_and_independent_of_the_batch(model):
    alone = [model.surprisals(t).sum() for t in STRANGE]
    assert model.bits(STRANGE) == pytest.approx(alone)
    assert model.bits([]).shape == (0,)


@pytest.mark.parametrize("model", MODELS, ids=["char", "word"])
def test_posts_it_read_are_cheaper_than_the_same_letters_shuffled(model):
    read = "gm. the market is down today"
    assert model.bits([read])[0] < 0.5 * model.bits(["".join(reversed(read))])[0]


@pytest.mark.parametrize("model", MODELS, ids=["char", "word"])
def test_sampling_is_seeded_continues_the_prefix_and_stops(model):
    one = model.sample(np.random.default_rng(3), prefix="the market")
    assert one.startswith("the market")
    assert one == model.sample(np.random.default_rng(3), prefix="the market")
    assert model.sample(np.random.default_rng(0), max_tokens=0, prefix="gm") == "gm"
    assert len({model.sample(np.random.default_rng(seed)) for seed in range(20)}) > 10


def test_samples_follow_the_probabilities():
    """First characters of 4,000 samples against the model's own probabilities: within 4 standard errors,
    plus 0.01 for what belongs to characters never seen."""
    model = KneserNey(3).fit(POSTS * 20)
    rng = np.random.default_rng(0)
    drawn = Counter(model.sample(rng, max_tokens=1) for _ in range(4_000))
    assert sum(drawn[first] for first in "gt$abru") / 4_000 > 0.8
    for first in "gt$abru":
        p = 2 ** -model.surprisals(first)[0]
        assert drawn[first] / 4_000 == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / 4_000) + 0.01)


def test_bad_orders_units_and_empty_training_are_refused():
    with pytest.raises(MilesError, match="order=0"):
        KneserNey(0)
    with pytest.raises(MilesError, match="unit"):
        KneserNey(3, "byte")
    with pytest.raises(MilesError, match="no post"):
        KneserNey(3).fit([])


def test_real_posts_cost_what_the_reference_says(shared):
    """Reference, other months: 2.00 and 1.91 bits per character; here Nov-Dec 2024 from all posts before."""
    rows = json.loads((shared / "x_scrape_2024-01_2025-02.json").read_text("utf-8"))
    posts = [(parsedate_to_datetime(r["createdAt"]).date().isoformat(), r["text"]) for r in rows]
    own = [(day, text) for day, text in posts if not text.startswith("@")]
    train = [text for day, text in own if day < "2024-11-01"]
    test = [text for day, text in own if "2024-11-01" <= day < "2025-01-01"]
    n = sum(map(char_count, test))
    start = time.process_time()
    chars = KneserNey(6).fit(train).bits(test).sum() / n
    words = KneserNey(7, "word").fit(train).bits(test).sum() / n
    assert time.process_time() - start < 15
    assert chars == pytest.approx(2.01, abs=0.03)
    assert words == pytest.approx(1.92, abs=0.03)


def test_next_tokens_by_hand():
    """One post "0 2": each token follows once, so half a count is discounted (too few to fit the discounts)."""
    model = TokenNgram.fit([[0, 2]], order=2, size=3)
    alone = model.distribution(model.contexts(is_begun=True))
    assert alone == pytest.approx([0.5 / 2 + 0.5 / 3, 0.5 / 3, 0.5 / 2 + 0.5 / 3])
    after = model.distribution(model.follow(model.contexts()[None], np.array([0]))[0])
    assert after == pytest.approx([0.5 * alone[0], 0.5 * alone[1], 0.5 + 0.5 * alone[2]])
    strange = model.distribution(model.follow(model.contexts()[None], np.array([1]))[0])
    assert strange == pytest.approx(alone), "nothing is known after a token never seen"


def token_posts(n=300, size=40):
    rng = np.random.default_rng(4)
    return [[*(rng.zipf(1.6, size=rng.integers(1, 30)) % (size - 2)).tolist(), size - 1] for _ in range(n)]


@pytest.mark.parametrize("order", [1, 2, 5])
def test_token_distributions_are_those_of_the_slow_reference_and_of_the_surprisals(order):
    posts, size = token_posts(), 40
    model = TokenNgram.fit(posts, order, size)
    slow = SlowKneserNey(order, lambda post: post, lambda token: 1 / size)
    slow.fit([post[:-1] for post in posts])
    for post in [*posts[:5], [size - 2, 3, 3, size - 2, size - 1], [size - 1]]:
        contexts, history = model.contexts()[None], ["<s>"]
        for token, bits in zip(post, model.surprisals(post), strict=True):
            p = model.distribution(contexts[0])
            assert p.sum() == pytest.approx(1, abs=1e-9)
            assert p[token] == pytest.approx(2.0**-bits, rel=1e-9)
            assert p[token] == pytest.approx(slow.p("</s>" if token == size - 1 else token, history), rel=1e-9)
            contexts, history = model.follow(contexts, np.array([token])), [*history, token]


def test_a_post_whose_beginning_is_missing_has_no_begin_symbol():
    posts = [[1, 2, 3, 4], [2, 3, 1, 4], [3, 3, 4]] * 9
    model = TokenNgram.fit(posts, order=3, size=5)
    contexts = model.contexts(is_begun=True)[None]
    for token, bits in zip([2, 3, 4], model.surprisals([2, 3, 4], is_begun=True), strict=True):
        assert model.distribution(contexts[0])[token] == pytest.approx(2.0**-bits, rel=1e-9)
        contexts = model.follow(contexts, np.array([token]))
    assert model.surprisals([2, 3, 4], is_begun=True)[0] != pytest.approx(model.surprisals([2, 3, 4])[0])
    assert len(model.surprisals([])) == 0


def test_token_counts_survive_a_file_and_a_damaged_file_is_told(tmp_path):
    model = TokenNgram.fit(token_posts(), order=4, size=40)
    model.save(tmp_path / "ngram.safetensors")
    again = TokenNgram.load(tmp_path / "ngram.safetensors")
    post = token_posts()[7]
    assert (again.order, again.size) == (4, 40)
    assert (again.surprisals(post) == model.surprisals(post)).all()
    (tmp_path / "ngram.safetensors").write_bytes(b"no counts")
    with pytest.raises(MilesError, match="holds no n-grams"):
        TokenNgram.load(tmp_path / "ngram.safetensors")


def test_what_one_post_alone_says_is_not_kept(tmp_path):
    """Three posts begin alike and end each their own way; a fourth is a secret."""
    alike = [[1, 2, 3, end, 0] for end in (4, 5, 6)]
    secret = [7, 8, 9, 10, 0]
    told, kept = (TokenNgram.fit([*alike, secret], order=3, size=12, least_posts=least) for least in (1, 2))
    kept.save(tmp_path / "ngram.safetensors")
    kept = TokenNgram.load(tmp_path / "ngram.safetensors")
    assert told.surprisals(secret)[1:4].max() < 1.1 < 2.5 < kept.surprisals(secret)[1:4].min()
    unknown = [9, 8, 10, 7, 0]  # the same tokens in another order: nothing tells the two apart
    assert sorted(kept.surprisals(secret)[:4]) == pytest.approx(sorted(kept.surprisals(unknown)[:4]))
    assert kept.surprisals([1, 2, 3])[1:].max() < 1, "what several posts say is known"
    begun = kept.contexts()[None]
    for token in (1, 2, 3):
        begun = kept.follow(begun, np.array([token]))
        assert kept.distribution(begun[0]).sum() == pytest.approx(1, abs=1e-9)
    ends = kept.distribution(begun[0])
    assert ends[[4, 5, 6]] == pytest.approx(ends[[7, 7, 7]]), "three endings of one post each weigh like any other"
    thread = TokenNgram.fit([secret, [11, *secret]], order=3, size=12, least_posts=2, threads=["a", "a"])
    assert thread.surprisals(secret)[1:4].min() > 2.5, "a post and the thread it stands in are one"
    one = TokenNgram.fit([*alike, secret], order=3, size=12)
    assert (one.surprisals(secret) == told.surprisals(secret)).all()


def test_no_tokens_and_no_order_are_refused():
    with pytest.raises(MilesError, match="no post"):
        TokenNgram.fit([], order=5, size=40)
    with pytest.raises(MilesError, match="order=0"):
        TokenNgram.fit(token_posts(), order=0, size=40)


def test_a_distribution_over_a_large_vocabulary_is_quick():
    """Well under a millisecond at 8,192 tokens: a hundredth of what a small network takes for one."""
    rng = np.random.default_rng(0)
    posts = [[*(rng.zipf(1.3, size=50) % 8_000).tolist(), 8_191] for _ in range(2_000)]
    model = TokenNgram.fit(posts, order=5, size=8_192)
    contexts = [model.contexts()[None]]
    for token in posts[0][:-1]:
        contexts.append(model.follow(contexts[-1], np.array([token])))
    start = time.process_time()
    for each in contexts * 10:
        model.distribution(each[0])
    assert (time.process_time() - start) / len(contexts) / 10 < 1e-3
