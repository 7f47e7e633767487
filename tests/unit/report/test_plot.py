from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from miles.report import plot
from miles.report.judged import Figure

ROWS = {"voice": Figure(0.3, 0.2, 0.4, 40), "real $x_1$ <posts> & co": Figure(0.9, 0.8, 1.0, 40)}


def texts(drawn: str) -> list[str]:
    tree = ElementTree.fromstring(drawn.replace("xlink:href", "href"))
    return ["".join(node.itertext()).strip() for node in tree.iter() if node.tag.endswith("text")]


def drawings() -> dict[str, str]:
    return {
        "forest": plot.forest(ROWS, ["voice"], "{:.2f}".format, is_share=True),
        "kinds": plot.kinds({"voice": {"note": ROWS["voice"], "topic": ROWS["voice"]}}, "{:.0f}".format),
        "curves": plot.curves({"training": ([1, 2, 3], [3.0, 2.0, 1.5])}),
        "charted": plot.charted([(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)], [0, 1, -1], {0: "$btc$ <a>", 1: "alts"}),
        "shares": plot.shares(["2024-01", "2024-02"], {"btc": [0.2, 0.4], "alts": [0.1, 0.0], "ai": [0.3, 0.3]}),
        "factors": plot.factors({"3 parts": (1.24, 1.1, 1.4), "thread": (0.9, 0.2, 5.0)}, ["3 parts"]),
        "clock": plot.clock({f"{hour:02}": (1.1, 0.9, 1.3) for hour in range(24)}, ["09"]),
        "bands": plot.bands(["2024-01", "2024-02"], [(0.1, 0.0, 0.2), (float("nan"),) * 3]),
        "reliability": plot.reliability([(0.1, 0.2, 0.0, 0.4), (0.9, 0.8, 0.7, 1.0)], 0.6),
    }


@pytest.mark.parametrize("name", list(drawings()))
def test_colours_and_letters_come_from_the_page(name: str) -> None:
    drawn = drawings()[name]
    assert "currentColor" in drawn
    assert "var(--accent)" in drawn
    assert not set(re.findall(r"#[0-9a-f]{6}\b", drawn)) - {"#000000", "#ffffff"}
    assert "var(--font)" in drawn
    assert "DejaVu" not in drawn
    assert "width=" not in drawn.partition(">")[0]  # the page decides how wide


def test_forests_name_every_system_as_plain_text_with_its_value() -> None:
    assert {"voice", "real $x_1$ <posts> & co", "0.30", "0.90"} <= set(texts(drawings()["forest"]))


def test_the_same_numbers_draw_the_same_picture() -> None:
    assert drawings() == drawings()


def test_intervals_are_as_long_as_they_say() -> None:
    """The line from 0.2 to 0.4 on an axis from 0 to 1 takes a fifth of it; that from 0.8 to 1.0 as much."""
    drawn = plot.forest({"a": Figure(0.3, 0.2, 0.4, 9), "b": Figure(0.9, 0.5, 1.0, 9)}, ["a"], str, is_share=True)
    lines = re.findall(r'd="M ([\d.]+) ([\d.]+) \nL ([\d.]+) ([\d.]+) \n"', drawn)
    flat = [float(x2) - float(x1) for x1, y1, x2, y2 in lines if y1 == y2 and x1 != x2]
    assert flat[1] == pytest.approx(2.5 * flat[0], rel=1e-3)


def test_two_drawings_share_no_id_and_speak() -> None:
    one, two = (plot.apart(drawings()["forest"], prefix, 'a "title" & more') for prefix in ("p1", "p2"))
    ids = [set(re.findall(r'\bid="([^"]+)"', drawn)) for drawn in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(re.findall(r'href="#([^"]+)"', one)) <= ids[0]
    assert ElementTree.fromstring(one.replace("xlink:href", "href")).get("aria-label") == 'a "title" & more'


def test_whole_numbers_get_whole_ticks() -> None:
    drawn = plot.forest({"a": Figure(3, 3, 3, 9), "b": Figure(3, 3, 4, 9)}, [], "{:.0f}".format)
    ticks = [text for text in texts(drawn) if text.isdigit()]
    assert ticks.count("3") <= 3  # two values and one tick
    alone = texts(plot.forest({"a": Figure(4, 4, 4, 9)}, [], "{:.0f}".format))
    assert alone.count("4") == 2, alone  # one value and one tick


def test_factors_lie_on_a_scale_of_ratios() -> None:
    """A half and a double are as far from 1, and a bound beyond four times does not stretch the scale."""
    assert {"+24 %", "-10 %", "3 parts", "thread"} <= set(texts(drawings()["factors"]))
    assert plot.percent(2.0) == "+100 %"
    assert plot.percent(0.5) == "-50 %"


def test_names_on_a_chart_are_plain_text() -> None:
    assert {"$btc$ <a>", "alts"} <= set(texts(drawings()["charted"]))


def test_shares_are_drawn_on_one_scale() -> None:
    assert texts(drawings()["shares"]).count("40 %") == 3


FORMS = {"torch": (90.0, 1.75, 20.0), "onnx": (40.0, 1.75, 20.0), "onnx-int8": (30.0, 1.76, 5.0)}


def test_forms_that_none_beats_are_marked() -> None:
    drawn = plot.pareto(FORMS)
    assert [name in drawn for name in ("torch, 20 MB", "onnx, 20 MB", "onnx-int8, 5 MB")] == [True, True, True]
    assert drawn.count("fill: var(--accent)") == 2, "torch is as good as onnx and slower"
    assert drawn.count("fill: var(--dim)") == 1


def test_where_more_is_better_the_front_is_above() -> None:
    drawn = plot.pareto(FORMS, "fidelity", is_higher_better=True)
    assert "fidelity" in drawn
    assert drawn.count("fill: var(--accent)") == 1, "the quickest has the most, too"


def test_nearly_the_same_quality_is_not_blown_up() -> None:
    """matplotlib would write +1.671 above the axis, and five digits of the rest beside it."""
    told = texts(plot.pareto({"torch": (1772.0, 1.67172, 51.4), "native-int8": (122.0, 1.67187, 14.4)}))
    assert not [text for text in told if text.startswith("+")]
    ticks = [text for text in told if re.fullmatch(r"[\d.]+", text) and 1 < float(text) < 2]
    assert ticks
    assert max(map(len, ticks)) <= len("1.665")


def test_labels_of_near_points_do_not_lie_on_each_other() -> None:
    near = {"gguf-q8_0": (176.0, 1.529, 14.4), "onnx": (396.0, 1.529, 51.4), "gguf-q4_0": (141.0, 1.535, 9.7)}
    drawn = plot.pareto(near | {"torch": (717.0, 1.529, 51.1)})
    heights = [float(re.findall(rf'y="([\d.]+)"[^>]*>{name},', drawn)[0]) for name in ("gguf-q8_0", "onnx")]
    assert abs(heights[0] - heights[1]) > 9


def test_a_drawing_on_its_own_brings_every_colour_it_uses() -> None:
    drawn = plot.alone(plot.pareto(FORMS), 'forms of "ann"')
    used, told = set(re.findall(r"var\((--[\w-]+)\)", drawn)), set(re.findall(r"(--[\w-]+):", drawn))
    assert used <= told
    assert drawn.count("prefers-color-scheme: dark") == 1
    ElementTree.fromstring(drawn)
