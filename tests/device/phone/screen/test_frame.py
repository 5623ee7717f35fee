"""Windows, hit-testing and what a frame tells of itself, on a stand-in for the phone's services."""

import gc
import weakref

from device.look.hierarchy import parse_hierarchy
from device.phone.screen.frame import NAVIGATION_HEIGHT, STATUS_HEIGHT
from device.phone.toolkit.view import LayoutState, Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    STACKED,
    Box,
    Flow,
    Input,
    Surface,
    Text,
)
from tests.device.phone.frame_case import (
    KEYBOARD_TOP,
    Services,
    button,
    called,
    framed,
    nothing,
    rows,
    tapped,
)


def test_the_content_lies_between_the_bars() -> None:
    frame = framed(Screen(View(resource_id="content", children=(button("A"),))))
    assert [window.kind for window in frame.windows] == ["app", "status", "navigation"]
    root, content, _ = frame.elements()
    assert (root.bounds.top, root.bounds.bottom, root.class_name) == (0, 2400, "android.widget.FrameLayout")
    assert (content.bounds.top, content.bounds.bottom) == (STATUS_HEIGHT, 2400 - NAVIGATION_HEIGHT)
    assert {element.package_name for element in frame.elements()} == {"com.example"}


def test_a_finger_meets_the_window_on_top() -> None:
    frame = framed(Screen(View(children=(button("A"),))))
    kinds = {y: hit.window.kind for y in (0, 127, 128, 2273, 2274, 2399) if (hit := frame.hit(5, y))}
    expected = {0: "status", 127: "status", 128: "app", 2273: "app", 2274: "navigation", 2399: "navigation"}
    assert kinds == expected
    assert frame.hit(5, 2400) is None
    assert frame.hit(-1, 5) is None
    assert tapped(frame, 10, 140) == "A"


def test_xml_gives_the_elements_back() -> None:
    frame = framed(Screen(View(scroll="list", children=rows(60))))
    assert parse_hierarchy(frame.xml()).elements == frame.elements()
    assert frame.xml() is frame.xml()


def test_a_long_list_shows_the_rows_at_its_offset_as_a_short_one_does() -> None:
    for offset in (0, 100, 4000, 10**6):
        services = Services(LayoutState(scroll={"list": offset}))
        frame = framed(Screen(View(box=FULL_SIZE, scroll="list", children=rows(60))), services)
        assert frame.max_scroll("list") == 60 * 189 - 2146
        first = min(offset, frame.max_scroll("list")) // 189
        assert frame.elements()[2].text == f"row {first}"
        assert tapped(frame, 500, 140) == f"row {first}"
    assert frame.scroll_offset("list") == frame.max_scroll("list")
    assert frame.max_scroll("other") == 0


def test_a_view_without_purpose_lets_the_finger_through_and_a_painted_one_does_not() -> None:
    list_view = View(box=FULL_SIZE, scroll="list", children=rows(40))
    floating = View(box=FULL_SIZE, flow=Flow("column", align="end", justify="end"), children=(button("Add"),))
    frame = framed(Screen(View(flow=STACKED, children=(list_view, floating))))
    assert tapped(frame, 100, 500) == "row 1"
    assert tapped(frame, 1070, 2270) == "Add"
    card = View(box=Box(width=FILL, height=100.0), surface=Surface("surface"))
    assert tapped(framed(Screen(View(flow=STACKED, children=(list_view, card)))), 100, 200) == ""


def dialog(*children: View, **more: object) -> Screen:
    overlay = Overlay(View("FrameLayout", surface=Surface("surface"), children=children), **more)  # type: ignore[arg-type]
    return Screen(View(children=(button("below"),)), overlay=overlay)


def test_a_dialog_is_centred_and_dumped_alone() -> None:
    frame = framed(dialog(button("OK"), on_dismiss=nothing))
    assert frame.active.kind == "dialog"
    assert frame.active.on_dismiss is nothing
    assert [element.text for element in frame.elements()] == ["", "OK"]
    box = frame.elements()[0].bounds
    assert (box.left, box.width) == (130, 819)
    assert abs((box.top + box.bottom) - (STATUS_HEIGHT + 2274)) <= 1
    hit = frame.hit(20, 140)
    assert hit is not None
    assert hit.window.kind == "app"
    assert frame.node(called("below")) is None


def test_a_dialog_too_high_ends_at_the_room() -> None:
    frame = framed(dialog(View(scroll="list", children=rows(60))))
    bounds = frame.elements()[0].bounds
    assert bounds.top >= STATUS_HEIGHT
    assert bounds.bottom <= 2274
    assert frame.max_scroll("list") > 0


def test_a_menu_hangs_at_its_anchor_and_stays_on_the_screen() -> None:
    items = [View(text=Text(text), box=Box(height=48.0), on_tap=nothing) for text in ("Share", "Delete")]
    top = framed(dialog(*items, kind="menu", anchor=(1.0, 0.0))).elements()[0].bounds
    assert (top.right, top.top) == (1080 - 21, STATUS_HEIGHT + 21)
    assert top.width >= 294
    low = framed(dialog(*items, kind="menu", anchor=(0.0, 1.0))).elements()[0].bounds
    assert (low.left, low.bottom) == (21, 2274 - 21)
    middle = framed(dialog(*items, kind="menu", anchor=(0.5, 0.25))).elements()[0].bounds
    assert middle.right == 540
    assert middle.top == STATUS_HEIGHT + 2146 // 4


def test_a_sheet_stands_at_the_bottom() -> None:
    bounds = framed(dialog(button("Share"), kind="sheet")).elements()[0].bounds
    assert (bounds.left, bounds.right, bounds.bottom) == (0, 1080, 2274)
    assert bounds.height == 126


def test_a_snackbar_belongs_to_the_app_and_lies_over_its_content() -> None:
    snackbar = View(flow=Flow("row"), surface=Surface("inverse_surface"), children=(button("Undo"),))
    frame = framed(Screen(View(scroll="list", children=rows(60)), snackbar=snackbar))
    undo = frame.node(called("Undo"))
    assert undo is not None
    assert undo.bottom == 2274 - 21
    assert tapped(frame, undo.left + 5, undo.top + 5) == "Undo"
    assert frame.elements()[-1].text == "Undo"


def form() -> View:
    fields = tuple(View(box=Box(width=FILL, height=100.0), input=Input(f"f{number}")) for number in range(8))
    return View(box=FULL_SIZE, scroll="form", children=fields)


def test_the_keyboard_shortens_the_content_and_shows_the_focused_field() -> None:
    services = Services(LayoutState(focus="f6"), keyboard=True)
    frame = framed(Screen(form()), services)
    assert [window.kind for window in frame.windows][1] == "keyboard"
    listing = frame.elements()[1].bounds
    assert listing.bottom == KEYBOARD_TOP
    node = frame.focused_field()
    assert node is not None
    assert node.view.input.key == "f6"
    assert listing.top <= node.top
    assert node.bottom <= listing.bottom
    assert frame.scroll_offset("form") > 0
    assert tapped(frame, 30, KEYBOARD_TOP + 180) == "q"
    assert all("inputmethod" not in element.package_name for element in frame.elements())


def test_a_form_scrolled_by_hand_stays_where_it_was_put() -> None:
    services = Services(LayoutState(focus="f6", scrolled_by_hand=True), keyboard=True)
    frame = framed(Screen(form()), services)
    assert frame.scroll_offset("form") == 0
    node = frame.focused_field()
    assert node is not None
    assert node.view.input.key == "f6"


def test_a_dialog_moves_above_the_keyboard_and_takes_the_focus_from_the_content() -> None:
    services = Services(LayoutState(focus="name"), keyboard=True)
    screen = dialog(View(box=Box(width=FILL, height=56.0), input=Input("name")))
    frame = framed(Screen(View(children=(View(input=Input("name")),)), overlay=screen.overlay), services)
    assert frame.elements()[0].bounds.bottom <= KEYBOARD_TOP
    assert frame.elements()[1].is_focused
    assert not any(node.focused for node in frame.windows[0].root.walk_all())


def test_a_number_field_brings_the_number_pad() -> None:
    state = LayoutState(focus="age")
    frame = framed(
        Screen(View(children=(View(input=Input("age", kind="number")),))), Services(state, keyboard=True)
    )
    keyboard = next(window for window in frame.windows if window.kind == "keyboard")
    assert not any(node.view.text.content == "q" for node in keyboard.root.walk())
    assert any(node.view.text.content == "7" for node in keyboard.root.walk())


def test_a_toast_shows_and_lets_fingers_through() -> None:
    frame = framed(Screen(View(box=FULL_WIDTH, scroll="list", children=rows(60))), Services(toast="Saved"))
    toast = frame.windows[-1]
    assert toast.kind == "toast"
    left, top, right, bottom = toast.root.box
    assert tapped(frame, (left + right) // 2, (top + bottom) // 2).startswith("row")
    assert "Saved" not in [element.text for element in frame.elements()]


def test_a_hidden_tree_is_one_empty_node_that_can_still_be_touched() -> None:
    frame = framed(Screen(View(children=(button("A"),)), tree_hidden=True))
    assert len(frame.elements()) == 1
    assert frame.elements()[0].text == ""
    assert tapped(frame, 10, 140) == "A"


def test_keys_reach_the_phone_and_what_is_kept_between_frames_does_not_hold_it() -> None:
    services = Services(LayoutState(), keyboard=True)
    frame = framed(Screen(View(children=(View(text=Text("A")),))), services)
    hit = frame.hit(30, KEYBOARD_TOP + 180)
    assert hit is not None
    handler = next(node.view.on_tap for node in reversed(hit.path) if node.view.on_tap)
    handler()
    assert services.pressed == ["q"]
    again = framed(Screen(View(children=(View(text=Text("B")),))), services)
    assert again.hit(30, KEYBOARD_TOP + 180).path[-1] is hit.path[-1]  # type: ignore[union-attr]
    held = weakref.ref(services)
    del services, frame, again, hit
    gc.collect()
    assert held() is None


def test_a_larger_font_leaves_the_keyboard_as_it_is() -> None:
    services = Services(keyboard=True, font_scale=2.0)
    frame = framed(Screen(View(children=(View(text=Text("A")),))), services)
    keyboard = next(window for window in frame.windows if window.kind == "keyboard")
    assert all(node.text is None or node.text.size < 80 for node in keyboard.root.walk())
