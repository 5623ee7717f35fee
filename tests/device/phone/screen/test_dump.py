"""Elements and the XML of a dump."""

from xml.etree import ElementTree

from device.look.hierarchy import parse_hierarchy
from device.phone.screen.dump import compressed, elements_of, xml_of
from device.phone.toolkit.layout import Metrics, lay_out
from device.phone.toolkit.view import FieldText, LayoutState, View
from device.phone.toolkit.viewpart import FILL, Box, Icon, Input, Text
from device.screen import Bounds, UIElement

PIXEL = Metrics()


def nothing() -> None:
    return None


def dumped(view: View, state: LayoutState | None = None) -> tuple[UIElement, ...]:
    root = lay_out(view, 0, 128, 1080, 2146, PIXEL, state or LayoutState())
    return elements_of(root, "com.example")


def test_a_row_with_a_switch_reads_as_on_a_phone() -> None:
    view = View(
        "LinearLayout",
        on_tap=nothing,
        children=(
            View("TextView", "title", Text("Wi-Fi")),
            View("Switch", "android:id/switch_widget", box=Box(width=52, height=32), checked=True),
        ),
    )
    row, title, switch = dumped(view)
    assert (row.class_name, row.is_clickable, row.depth) == ("android.widget.LinearLayout", True, 0)
    assert (title.text, title.resource_id, title.depth) == ("Wi-Fi", "com.example:id/title", 1)
    assert (switch.class_name, switch.resource_id) == ("android.widget.Switch", "android:id/switch_widget")
    assert (switch.is_checkable, switch.is_checked, switch.is_clickable) == (True, True, False)
    assert switch.bounds == Bounds(0, title.bounds.bottom, 137, title.bounds.bottom + 84)
    assert [element.index for element in (row, title, switch)] == [0, 1, 2]


def test_a_view_without_a_class_gets_that_of_its_content() -> None:
    view = View(
        children=(
            View(text=Text("a")),
            View(icon=Icon("check")),
            View(input=Input("f", "h")),
            View(box=Box(width=50, height=50), scroll="s"),
        )
    )
    names = [element.class_name.rsplit(".", 1)[1] for element in dumped(view)]
    assert names == ["ViewGroup", "TextView", "ImageView", "EditText", "ScrollView"]


def test_unimportant_views_are_left_out_and_their_children_lifted() -> None:
    inner = View(important=False, children=(View(text=Text("kept")),))
    elements = dumped(View(children=(inner, View(text=Text("divider"), important=False))))
    assert [(element.text, element.depth) for element in elements] == [("", 0), ("kept", 1)]


def test_bounds_are_cut_at_the_viewport_and_what_is_outside_is_missing() -> None:
    rows = tuple(View(text=Text(str(number)), box=Box(width=FILL, height=400)) for number in range(5))
    state = LayoutState(scroll={"list": 100})
    listing, first, *_, last = dumped(View(scroll="list", children=rows), state)
    assert listing.is_scrollable
    assert (first.text, first.bounds) == ("0", Bounds(0, 128, 1080, 128 + 950))
    assert (last.text, last.bounds) == ("2", Bounds(0, 128 + 2000, 1080, 2274))


def test_a_list_that_fits_does_not_scroll() -> None:
    assert not dumped(View(scroll="list", children=(View(text=Text("a")),)))[0].is_scrollable


def test_an_empty_field_has_a_hint_and_no_text_and_a_password_is_hidden() -> None:
    view = View(
        children=(
            View(input=Input("name", "Name")),
            View(input=Input("word", "Password", password=True)),
            View(input=Input("city", "City")),
        )
    )
    state = LayoutState(fields={"word": FieldText("secret"), "city": FieldText("Bern", 4, 4)}, focus="city")
    _, name, word, city = dumped(view, state)
    assert (name.text, name.hint, name.is_editable, name.is_focused) == ("", "Name", True, False)
    assert (word.text, word.is_password) == ("••••••", True)
    assert (city.text, city.is_focused, city.is_clickable, city.is_long_clickable) == (
        "Bern",
        True,
        True,
        True,
    )
    assert b"secret" not in xml_of((name, word, city))


def test_in_the_xml_an_empty_field_shows_its_hint_and_parsing_tells_it_from_text() -> None:
    view = View(children=(View(input=Input("name", "Name")), View(input=Input("title", "Name"))))
    elements = dumped(view, LayoutState(fields={"title": FieldText("Name")}))
    xml = xml_of(elements)
    assert xml.count(b' text="Name"') == 2
    assert xml.count(b' hint="Name"') == 1
    assert [element.text for element in parse_hierarchy(xml).elements[1:]] == ["", "Name"]
    assert parse_hierarchy(xml).elements == elements


def test_the_xml_is_what_android_prints_and_gives_the_elements_back() -> None:
    text = "a < b & \"c\" 'd'\n\t\r emoji \U0001f600 nul\x00 half\ud83d end\ufffe 中文 \u202e"
    elements = dumped(
        View("LinearLayout", children=(View(text=Text(text)), View(children=(View(text=Text("x")),))))
    )
    data = xml_of(elements)
    assert data.startswith(
        b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"
    )
    assert elements[1].text == "a < b & \"c\" 'd'\n\t\r emoji \U0001f600 nul half end 中文 \u202e"
    assert parse_hierarchy(data).elements == elements
    outer = ElementTree.fromstring(data).find("node")
    assert outer is not None
    assert [node.get("index") for node in outer] == ["0", "1"]
    assert list(outer.attrib) == [
        "index", "text", "resource-id", "class", "package", "content-desc", "checkable", "checked",
        "clickable", "enabled", "focusable", "focused", "scrollable", "long-clickable", "password",
        "selected", "bounds",
    ]  # fmt: skip


def test_no_elements_is_an_empty_hierarchy() -> None:
    assert parse_hierarchy(xml_of(())).elements == ()


def test_equal_elements_are_one_object() -> None:
    view = View(text=Text("same"))
    assert dumped(view)[0] is dumped(View(text=Text("same")))[0]


def test_a_compressed_dump_leaves_out_what_says_nothing() -> None:
    page = View(
        "android.webkit.WebView",
        children=(View("android.view.View", "box", children=(View(text=Text("p")),)),),
    )
    row = View(
        "LinearLayout",
        "row",
        children=(
            View("FrameLayout", children=(View(icon=Icon("star")),)),
            View(text=Text("title")),
            View("ImageView", content_description="star", box=Box(width=20.0, height=20.0)),
        ),
    )
    tapped = View(
        "LinearLayout", "tapped", on_tap=lambda: None, children=(View("FrameLayout", children=(page,)),)
    )
    elements = dumped(View("FrameLayout", "root", children=(row, tapped)))
    kept = compressed(elements)
    names = [(each.depth, each.class_name.rsplit(".", 1)[1], each.text) for each in kept]
    assert names == [
        (0, "FrameLayout", ""),
        (1, "TextView", "title"),
        (1, "ImageView", ""),
        (1, "LinearLayout", ""),
        (2, "WebView", ""),
        (3, "View", ""),
        (4, "TextView", "p"),
    ]
    assert [each.index for each in kept] == list(range(7))
    assert compressed(kept) == kept
