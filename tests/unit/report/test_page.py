from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from miles.evaluation.metric import METRICS
from miles.evaluation.table import QUESTIONS
from miles.report.judged import read_judged
from miles.report.page import name_of, page

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Checks nesting and gathers what a browser and a screen reader would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def written(folder, **more) -> str:
    run = read_judged(folder)
    tally = {"The posts it was judged on": run.lineage["tally"]}
    return page(run, METRICS, QUESTIONS, tally, data={"posts": {"train": 460}}, **more)


def test_the_page_says_what_was_trained_on_what_and_how_it_did(judge) -> None:
    html = written(judge("20260102T030405", is_synthetic=True, is_comparable=False))
    reader = read(html)
    text = re.sub(r"\s+", " ", " ".join(reader.text))
    for said in (
        "sample:abcdef0123456789", "460 posts of @tess, a fictional author", "SYNTHETIC AUTHOR", "NOT COMPARABLE",
        "2.10", "2.05 to 2.15", "word 7-gram 2.30", "near a post", "made up", "a real post", "Not in the draft: 42",
        "Held back: unfinished", "miles finetune training.lr=2.1", "1,234,567",
        "judged to be the author: not available",
        "By kind of draft", "How it was trained", "validation, no draft ends at 2.100",
    ):  # fmt: skip
        assert said in text or said in html, said


def test_unmarked_runs_carry_no_marks_and_no_empty_sections(judge) -> None:
    html = written(judge("20260102T030405", curves=False))
    assert "SYNTHETIC" not in html
    assert "fictional" not in html
    assert "NOT COMPARABLE" not in html
    assert "How it was trained" not in html


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "$x_1$ <b>"]
)
def test_posts_are_only_ever_text(judge, attack: str) -> None:
    reader = read(written(judge("20260102T030405", post=attack)))
    assert attack in "".join(reader.text)
    assert not reader.all("script")
    assert not reader.all("img")
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)


def test_the_file_stands_alone(judge) -> None:
    html = written(judge("20260102T030405"))
    reader = read(html)
    assert not [attrs for tag in ("link", "script", "iframe", "img") for attrs in reader.all(tag)]
    links = [
        value for _, attrs in reader.tags for name, value in attrs.items() if name.endswith("href") or name == "src"
    ]
    assert links
    assert all((value or "").startswith("#") for value in links)
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html


def test_every_drawing_table_and_id_can_be_told_apart(judge) -> None:
    html = written(judge("20260102T030405"))
    reader = read(html)
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {value.lstrip("#") for _, attrs in reader.tags for name, value in attrs.items() if name.endswith("href")}
    targets |= set(re.findall(r"url\(#([^)]+)\)", html)) | {a["aria-labelledby"] for a in reader.all("section")}
    assert targets <= set(ids)
    drawings = reader.all("svg")
    assert len(drawings) == 3 + 1 + 2  # three main metrics, one of them by kind, two curves
    assert all(attrs["role"] == "img" and len(attrs["aria-label"] or "") > 20 for attrs in drawings)
    assert all(attrs.get("scope") in ("col", "row") for attrs in reader.all("th"))
    assert reader.all("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours."""

    def light(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_are_readable_in_both_themes(judge) -> None:
    html = written(judge("20260102T030405"))
    themes = re.findall(r":root \{([^}]*)\}", html)
    assert len(themes) == 2
    for theme in themes:
        colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))
        assert contrast(colour["page"], "#ffffff") in (pytest.approx(1.0), pytest.approx(18.3, abs=1.0))
        for name in ("ink", "dim", "accent"):
            assert contrast(colour[name], colour["page"]) >= 4.5, name
            assert contrast(colour[name], colour["soft"]) >= 4.5, name
        assert contrast(colour["warn"], colour["warn-page"]) >= 4.5
        for k in range(1, 5):
            assert contrast(colour[f"series-{k}"], colour["page"]) >= 3.0


def test_the_name_of_the_file_is_author_and_hash(judge) -> None:
    assert str(name_of(read_judged(judge("20260102T030405")))) == "sample-abcdef0123456789.html"
