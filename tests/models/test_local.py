"""Sizes that Qwen's processors give a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.local import smart_resize

LOW, HIGH = 3136, 4096 * 2160


@pytest.mark.parametrize(
    ("size", "factor", "resized"),
    [
        ((3840, 2160), 32, (3840, 2176)),  # 67.5 is rounded to the even 68
        ((1920, 1080), 32, (1920, 1088)),
        ((5120, 2880), 32, (3936, 2208)),
        ((6016, 3384), 32, (3936, 2208)),
        ((2576, 1456), 28, (2576, 1456)),
        ((2576, 1456), 32, (2560, 1472)),  # 80.5 is rounded to the even 80
        ((1080, 2400), 28, (1092, 2408)),
        ((20, 10), 28, (84, 56)),
        ((3, 3), 32, (64, 64)),
        ((200, 1), 28, (196, 28)),
    ],
)
def test_known_sizes(size: tuple[int, int], factor: int, resized: tuple[int, int]) -> None:
    assert smart_resize(size[1], size[0], factor, LOW, HIGH) == (resized[1], resized[0])


def test_visual_tokens_of_the_reference() -> None:
    for size, tokens in (((3840, 2160), 8160), ((5120, 2880), 8487)):
        height, width = smart_resize(size[1], size[0], 32, LOW, HIGH)
        assert (height // 32) * (width // 32) == tokens


@pytest.mark.parametrize(("height", "width"), [(1, 201), (4001, 20), (0, 10), (10, -1)])
def test_what_cannot_be_resized_is_said(height: int, width: int) -> None:
    with pytest.raises(ValueError, match="pixels"):
        smart_resize(height, width, 28, LOW, HIGH)


@given(st.integers(1, 8000), st.integers(1, 8000), st.sampled_from([28, 32]))
def test_sides_are_whole_patches_and_the_area_is_within_limits(height: int, width: int, factor: int) -> None:
    if max(height, width) > 200 * min(height, width):
        return
    high, wide = smart_resize(height, width, factor, LOW, HIGH)
    assert high % factor == wide % factor == 0
    assert min(high, wide) >= factor
    assert high * wide <= HIGH
    assert high * wide >= LOW
