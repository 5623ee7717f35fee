"""What a drawing is as pixels and as a file."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.apps.draw.flood import area
from device.phone.apps.draw.sheet import DrawStroke, Fill, Sheet, Wipe, painted
from device.phone.apps.draw.svg import read_svg, svg_of

SIZE = (200, 300)

places = st.floats(-10, 210, width=32).map(lambda value: round(value, 1))
colours = st.sampled_from(("#000000", "#E53935", "#FFFFFF"))
marks = st.one_of(
    st.builds(
        DrawStroke, places, places, places, places, st.sampled_from((1.0, 4.0, 30.0)), colours | st.just("")
    ),
    st.builds(Fill, places, places, colours),
    st.just(Wipe()),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(marks, max_size=6).map(tuple))
def test_mark_by_mark_is_the_same_picture_as_all_at_once(drawn):
    for count in range(len(drawn) + 1):
        grown = painted(Sheet(100.0, drawn[:count]), SIZE).tobytes()
    for other in range(5):  # what was kept is pushed out
        painted(Sheet(50.0 + other), SIZE)
    assert painted(Sheet(100.0, drawn), SIZE).tobytes() == grown


@settings(deadline=None, max_examples=25)
@given(st.lists(marks, max_size=6).map(tuple))
def test_strokes_come_back_from_an_svg(drawn):
    text = svg_of(Sheet(100.0, drawn, "#FFFFFF"), SIZE).decode()
    read = read_svg(text)
    assert read is not None
    wanted = [
        (m.x1, m.y1, m.x2, m.y2, m.width, m.colour or "#FFFFFF") for m in drawn if isinstance(m, DrawStroke)
    ]
    assert [(m.x1, m.y1, m.x2, m.y2, m.width, m.colour) for m in read[1]] == wanted


@settings(deadline=None)
@given(st.integers(0, 2**30 - 1), st.integers(0, 4), st.integers(0, 5))
def test_an_area_is_all_that_can_be_reached_over_its_colour(bits, x, y):
    pixels = np.zeros((6, 5, 3), np.uint8)
    pixels[..., 1] = np.array([bits >> place & 1 for place in range(30)], np.uint8).reshape(6, 5)
    reached, waiting = {(x, y)}, [(x, y)]
    while waiting:
        i, j = waiting.pop()
        for near in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            inside = 0 <= near[0] < 5 and 0 <= near[1] < 6
            if inside and near not in reached and pixels[near[1], near[0], 1] == pixels[y, x, 1]:
                reached.add(near)
                waiting.append(near)
    found = {(i, row) for row, begin, end in area(pixels, x, y) for i in range(begin, end)}
    assert found == reached


def test_what_is_no_drawing_is_not_read():
    assert read_svg("<svg></svg>") is None
    assert read_svg('<rect width="100%" height="100%" fill="#FFFFFF"/> <path d="M 1.2.3 0 L 1 1"') == (
        "#FFFFFF",
        (),
    )
