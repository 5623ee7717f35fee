"""Answers of the field's models, read."""

import gzip
import json
import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounding.parse import CONVENTIONS, QWEN3_VL, SPELLINGS, parse_point
from tests.table import each_row

LOG = Path(__file__).parents[2].parent / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"
SEEN = (2000, 1000)


@each_row(
    ("family", "text", "point"),
    [
        ("gta1", "(500, 250)", (0.25, 0.25)),
        ("gta1", "The button is at (500,250).", (0.25, 0.25)),
        ("gta1", "(100, 100, 300, 300)", (0.1, 0.2)),
        ("gta1", "[500, 250]", None),
        ("ui-venus-1.5", "[500,250]", (0.5, 0.25)),
        ("ui-venus-1.5", "[400, 200, 600, 300]", (0.5, 0.25)),
        ("ui-venus-1.5", "[400, 200], [600, 300]", (0.5, 0.25)),
        ("ui-venus-1.5", "[-1,-1]", None),
        ("ui-venus", "[900,240,1100,260]", (0.5, 0.25)),
        ("qwen3-vl", "(-1, -1)", None),
        ("qwen3-vl", "(137, 117)", (0.137, 0.117)),
        ("qwen3-vl", "[137, 117]", (0.137, 0.117)),
        ("qwen3-vl", "137, 117", (0.137, 0.117)),
        ("qwen3-vl", "x is 137,117", (0.137, 0.117)),
        ("qwen3-vl", "(0.5, 0.25)", (0.5, 0.25)),
        ("qwen3-vl", "(5, 7)", (1.0, 1.0)),
        ("qwen3-vl", "(-20, 500)", (0.0, 0.5)),
        ("qwen3-vl", "(1001, 5)", None),
        ("qwen3-vl", "(1e3, 5)", (1.0, 0.005)),
        ("qwen3-vl", "(2.5e-1, 5E-1)", (0.25, 0.5)),
        ("qwen3-vl", "(1e99, 5)", None),
        ("box-tag", "<box>(1e2,200),(3e2,400)</box>", (0.2, 0.3)),
        ("qwen3-vl", '```json\n[{"bbox_2d": [100, 200, 300, 400], "label": "OK"}]\n```', (0.2, 0.3)),
        ("qwen3-vl", '{"point_2d": [321, 654], "label": "OK"}', (0.321, 0.654)),
        (
            "qwen3-vl",
            '<tool_call>\n{"name": "computer_use", "arguments": {"action": "left_click", '
            '"coordinate": [512, 64]}}\n</tool_call>',
            (0.512, 0.064),
        ),
        ("qwen2.5-vl", '{"action":"left_click","coordinate":[500, 250]}', (0.25, 0.25)),
        ("qwen2.5-vl", '{"action":"left_click","coordinate":[400, 200, 600, 300]}', (0.25, 0.25)),
        ("qwen2.5-vl", '{\\"coordinate\\": [500, 250]}', (0.25, 0.25)),
        ("qwen2.5-vl", "500, 250]}}\n</tool_call>", (0.25, 0.25)),
        ("qwen2.5-vl", "400, 200, 600, 300]", (0.25, 0.25)),
        ("qwen2.5-vl", "Of rows 500, 250] is none", None),
        ("qwen2.5-vl", '{"coordinate": [500]}', None),
        ("qwen2-vl", "<|box_start|>(100,200),(300,400)<|box_end|>", (0.2, 0.3)),
        ("ui-tars-1.5", "Thought: 3, 4 ...\nAction: click(start_box='(500,250)')", (0.25, 0.25)),
        ("ui-tars-1.5", "click(start_box='<|box_start|>(500,250)<|box_end|>')", (0.25, 0.25)),
        ("ui-tars", "click(start_box='[100, 200, 300, 400]')", (0.2, 0.3)),
        ("ui-tars", "Action: click(point='<point>510 150</point>')", (0.51, 0.15)),
        ("point-tag", "<point>510 150</point>", (0.51, 0.15)),
        ("box-tag", "<box>(100,200),(300,400)</box>", (0.2, 0.3)),
        ("box-tag", "<box>[[100, 200, 300, 400]]</box>", (0.2, 0.3)),
        ("box-tag", "<box>100 200</box>", (0.1, 0.2)),
        ("autoglm", 'do(action="Tap", element=[499,999])', (0.499, 0.999)),
        ("pyautogui", "pyautogui.click(x=0.5, y=0.3)", (0.5, 0.3)),
        ("pyautogui", "pyautogui.moveTo(0.25, 0.75)", (0.25, 0.75)),
        ("pyautogui", "pyautogui.click(x=500, y=300)", None),
        ("relative", "[0.5, .3]", (0.5, 0.3)),
    ],
)
def test_each_format(family: str, text: str, point: tuple[float, float] | None) -> None:
    found = parse_point(text, CONVENTIONS[family], SEEN)
    assert found == (None if point is None else pytest.approx(point))


@pytest.mark.parametrize(
    "text", ["", "(500 250)", "(nan, nan)", "(inf, 3)", "none", "(, )", "(12,", "((((", "5"]
)
@pytest.mark.parametrize("family", sorted(CONVENTIONS))
def test_what_holds_no_point(family: str, text: str) -> None:
    assert parse_point(text, CONVENTIONS[family], SEEN) is None


def test_thinking_aloud_is_not_read() -> None:
    text = "<think>maybe (10, 20)? no.</think> (500, 250)"
    assert parse_point(text, CONVENTIONS["gta1"], SEEN) == (0.25, 0.25)


def test_the_size_that_the_model_saw_is_needed() -> None:
    with pytest.raises(ValueError, match="width and height"):
        parse_point("(1, 2)", CONVENTIONS["gta1"])


@pytest.mark.skipif(not LOG.exists(), reason="needs ../shared/data/grounding, beside the checkout")
def test_every_answer_of_the_published_log() -> None:
    count = 0
    for row in json.loads(gzip.decompress(LOG.read_bytes())):
        for view in row["views"]:
            made = parse_point(view["output"], QWEN3_VL)
            assert made is not None
            left, top, right, bottom = view["region"]
            if view["stage"] == "full_image":
                point = tuple(share * side for share, side in zip(made, row["image_size"], strict=True))
            else:  # the published code drops the part pixel of a crop
                point = tuple(
                    math.floor(share * 2 * side / 2) + start
                    for share, side, start in zip(
                        made, (right - left, bottom - top), (left, top), strict=True
                    )
                )
            assert list(point or ()) == pytest.approx(view["point"])
            count += 1
    assert count == 4713


_scraps = st.sampled_from(
    ["(", ")", "[", "]", ",", " ", "1", "-", ".", "999", "<point>", "</point>", "<|box_start|>", "<box>",
     "</box>", "coordinate", '"', ":", "start_box=", "element=", ".click(", "x=", "bbox_2d", "\n", "nan", "٣"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(_scraps, max_size=40).map("".join)), st.sampled_from(sorted(CONVENTIONS))
)
def test_no_text_raises_and_every_point_is_inside(text: str, family: str) -> None:
    point = parse_point(text, CONVENTIONS[family], SEEN)
    assert point is None or (0 <= point[0] <= 1 and 0 <= point[1] <= 1)


@pytest.mark.parametrize(
    "piece",
    ["9", "(9", "1,", "9, ", "<point>", "( ", "[1,2,", "<think>", "</think", ".click(", '"coordinate": ['],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * 100_000
    started = time.perf_counter()
    for pattern in SPELLINGS.values():
        pattern.search(text)
    parse_point(text, QWEN3_VL)
    assert time.perf_counter() - started < 20
