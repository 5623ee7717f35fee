"""What the page is told of a screen's elements."""

from device.screen import Bounds, UIElement
from ui.chat.feed import Scene
from ui.chat.sight import elements_told


def _element(
    index: int, depth: int, text: str = "", *, pressed: bool = False, secret: bool = False
) -> UIElement:
    box = Bounds(0, 100 * index, 500, 100 * index + 100)
    return UIElement(index, text, bounds=box, depth=depth, is_clickable=pressed, is_password=secret)


def test_a_row_that_can_be_pressed_is_called_by_what_is_written_in_it() -> None:
    elements = (
        _element(0, 0),
        _element(1, 1, pressed=True),
        _element(2, 2, "Battery"),
        _element(3, 3, "100%"),
        _element(4, 2, "9", secret=True),
        _element(5, 1, "Storage", pressed=True),
        _element(6, 2, "15% used"),
    )
    told = elements_told(Scene(elements, error=""))["elements"]
    assert isinstance(told, list)
    assert [each["holds"] for each in told] == ["", "Battery, 100%", "", "", "", "", ""]
