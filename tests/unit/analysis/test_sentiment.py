"""Sentiment in three bins."""

import gzip

import pytest

from miles.analysis.sentiment import SentimentLabeller, apart, told
from miles.post.draft import Sentiment


@pytest.fixture(scope="module")
def labeller():
    return SentimentLabeller()


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Great news, I love this rally!", Sentiment.POSITIVE),
        ("The chart is extremely bullish.", Sentiment.POSITIVE),
        ("Everyone got liquidated. Terrible day.", Sentiment.NEGATIVE),
        ("Alts keep bleeding and dumping.", Sentiment.NEGATIVE),
        ("The meeting is on Monday.", Sentiment.NEUTRAL),
        ("", Sentiment.NEUTRAL),
    ],
)
def test_plain_cases(labeller, text, sentiment):
    assert labeller.label(text) is sentiment


def test_links_and_handles_have_no_sentiment(labeller):
    assert labeller.score("@love_happy https://t.co/great www.best.com/love") == 0.0


def test_the_version_names_the_rule(labeller):
    assert SentimentLabeller().version == labeller.version
    assert SentimentLabeller(threshold=0.4).version != labeller.version


def test_people_agree_more_often_than_chance(shared, labeller):
    """TweetEval validation: three classes; VADER with our threshold had accuracy .587 and mean recall .591."""
    folder = shared / "tweeteval" / "sentiment"
    with gzip.open(folder / "val_text.txt.gz", "rt", encoding="utf-8") as file:
        texts = file.read().split("\n")[:1_000]
    with gzip.open(folder / "val_labels.txt.gz", "rt", encoding="utf-8") as file:
        labels = [(Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)[int(x)] for x in file.read().split()]
    hits = [labeller.label(text) is label for text, label in zip(texts, labels, strict=False)]
    assert sum(hits) / len(hits) > 0.52
    for wanted in Sentiment:
        mine = [hit for hit, label in zip(hits, labels, strict=False) if label is wanted]
        assert sum(mine) / len(mine) > 0.4


def test_who_labelled_the_training_posts_does_not_judge() -> None:
    one, other = SentimentLabeller(), SentimentLabeller(threshold=0.4)
    assert apart([one, other], one.version) == (one, other)
    assert apart([one, other], other.version) == (other, one)
    assert apart([one], one.version) == (one, one), "nobody else is there"
    assert apart([one, other], "gone") == (one, other), "who labelled them is not here any more"


def test_scores_are_those_of_single_texts(labeller: SentimentLabeller) -> None:
    texts = ["great news", "awful", ""]
    assert labeller.scores(texts).tolist() == [labeller.score(text) for text in texts]


def test_the_largest_share_is_the_label(labeller: SentimentLabeller) -> None:
    """Also at the threshold itself, where no text would be found easily."""

    class Scored(SentimentLabeller):
        def score(self, text: str) -> float:
            return float(text)

    shy, texts = Scored(), [str(score / 20) for score in range(-20, 21)]
    shares = shy.shares(texts)
    assert [tuple(Sentiment)[row] for row in shares.argmax(axis=1)] == [shy.label(text) for text in texts]
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares.min() >= 0
    assert (shares[:, 2][1:] >= shares[:, 2][:-1]).all(), "the gladder, the more positive"
    assert labeller.shares(["great news", "great news, I love this wonderful rally"])[:, 2].argmax() == 1


def test_a_judge_that_also_chose_is_told() -> None:
    one, other = SentimentLabeller(), SentimentLabeller(threshold=0.4)
    assert told(one, other).endswith(f"of what is written: {other.told}")
    assert "flatters" in told(one, one)
