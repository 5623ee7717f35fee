"""Selecting text with a finger, the toolbar over it, the clipboard and its popup."""

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.look.hierarchy import parse_hierarchy
from device.phone.phone import Phone
from device.phone.screen.edit import word_at
from device.phone.screen.frame import Frame
from device.phone.system import keycode
from device.phone.system.context import Context
from device.phone.system.intent import CHOOSER
from device.phone.toolkit.layout import Node
from device.phone.toolkit.view import FieldText
from device.screen import Point
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, install, tap

WORDS = "Meet Anna at the station"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone(seed=3)


@pytest.fixture
def probe(phone: Phone) -> Context:
    context = install(phone)
    context.set_text("field", WORDS)
    return context


def place(phone: Phone, part: str, field: str = "field") -> tuple[int, int]:
    """A pixel in the middle of a part of a field's text."""
    node = node_of(phone.frame(), field)
    assert node.editor is not None
    text, block = node.editor.text, node.editor.block
    at = text.index(part) + len(part) // 2
    line = max(number for number, start in enumerate(block.starts) if start <= at)
    share = (at - block.starts[line]) / max(1, len(block.lines[line]))
    x = node.left + int(block.widths[line] * share)
    return x, node.top + line * block.line_height + block.line_height // 2


def node_of(frame: Frame, field: str) -> Node:
    found = frame.node(lambda node: node.view.input.key == field)
    assert found is not None
    return found


def selected(phone: Phone) -> str:
    layout = phone.front.layout
    held = layout.fields[layout.marked or layout.focus]
    return held.text[held.start : held.end]


def offered(phone: Phone) -> list[str]:
    return [
        element.text
        for element in phone.frame().elements()
        if element.resource_id == "android:id/floating_toolbar_menu_item_text"
    ]


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("one two", 5, "two"),
        ("don’t stop", 2, "don’t"),
        ("Hello, you", 2, "Hello"),
        ("write a.b+c@d.example now", 9, "a.b+c@d.example"),
        ("see https://x.org/a?b=1 there", 12, "https://x.org/a?b=1"),
        ("call +1 555-123-4567 today", 10, "+1 555-123-4567"),
        ("明天去 Paris 吧", 1, "明天去"),
        ("", 0, ""),
        ("a  b", 2, ""),
    ],
)
def test_words_as_a_phone_finds_them(text: str, at: int, word: str) -> None:
    start, end = word_at(text, at)
    assert text[start:end] == word


def test_a_long_press_selects_the_word_and_offers_what_can_be_done(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    assert selected(phone) == "Anna"
    assert offered(phone) == ["Cut", "Copy", "Share", "Select all"]
    assert phone.window.keyboard_shown


def test_the_toolbar_is_in_the_dump_as_a_window_of_its_own(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    parsed = parse_hierarchy(phone.frame().xml())
    assert parsed.elements == phone.frame().elements()
    cut = elements(phone, "Cut")[0]
    assert cut.is_clickable
    assert cut.package_name == "test.probe"
    assert phone.frame().active.kind == "app"  # it takes no focus


def test_copy_and_paste(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    tap(phone, "Copy")
    assert phone.window.clipboard == "Anna"
    assert not offered(phone)
    phone.touch.long_press(*place(phone, "station"))
    tap(phone, "Paste")
    assert probe.text("field") == "Meet Anna at the Anna"
    assert not offered(phone)


def test_cut(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "station"))
    tap(phone, "Cut")
    assert probe.text("field") == "Meet Anna at the "
    assert phone.window.clipboard == "station"


def test_select_all_and_share(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    tap(phone, "Select all")
    assert selected(phone) == WORDS
    assert offered(phone) == ["Cut", "Copy", "Share"]
    tap(phone, "Share")
    assert phone.front.component == CHOOSER
    assert elements(phone, WORDS)


def test_an_empty_field_offers_to_paste_once_there_is_something(phone: Phone, probe: Context) -> None:
    body = elements(phone, "body")[0].bounds.center
    phone.touch.tap(body.x, body.y)
    phone.touch.tap(body.x, body.y)
    assert not offered(phone)
    phone.set_clipboard("from elsewhere")
    phone.touch.tap(body.x, body.y)
    assert offered(phone) == ["Paste"]
    tap(phone, "Paste")
    assert probe.text("body") == "from elsewhere"
    phone.touch.long_press(body.x, body.y)  # beside the text
    assert offered(phone) == ["Paste", "Select all"]


def test_a_double_tap_selects_the_word_over_adb_too(phone: Phone, probe: Context) -> None:
    x, y = place(phone, "Anna")
    with Device(InProcessTransport(phone)) as device:
        device.observe()
        device.double_tap(Point(x, y))
        assert selected(phone) == "Anna"
        device.tap(Point(x, y))  # a touch of its own is no third one
        device.tap(Point(x, y))
    assert selected(phone) == ""


def test_handles_change_the_selection(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    node = node_of(phone.frame(), "field")
    assert node.editor is not None
    right = node.left + node.editor.selection[0][2]
    below = node.top + node.editor.selection[0][3] + 20
    phone.touch.swipe(right + 20, below, node.left + node.editor.block.width + 40, below, 600)
    assert selected(phone) == "Anna at the station"
    left = node.left + node.editor.selection[0][0]
    phone.touch.swipe(left - 20, below, place(phone, "at ")[0] - 20, below, 600)
    assert selected(phone).endswith("t the station")
    assert offered(phone)[0] == "Cut"


def test_ends_never_cross(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    node = node_of(phone.frame(), "field")
    assert node.editor is not None
    right, below = node.left + node.editor.selection[0][2], node.top + node.editor.selection[0][3] + 20
    phone.touch.swipe(right + 20, below, 0, below, 600)
    assert selected(phone) == "A"


def test_typing_and_back_take_the_toolbar_away(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    phone.touch.text("Bob")
    assert probe.text("field") == "Meet Bob at the station"
    assert not offered(phone)
    phone.touch.long_press(*place(phone, "Bob"))
    phone.touch.key(keycode.BACK)
    assert not offered(phone)
    assert selected(phone) == ""
    assert phone.window.keyboard_shown
    phone.touch.key(keycode.BACK)
    assert not phone.window.keyboard_shown


def test_several_lines(phone: Phone, probe: Context) -> None:
    probe.set_text("body", "First line here\nSecond line there\n" + "long " * 30)
    phone.touch.long_press(*place(phone, "Second", "body"))
    assert selected(phone) == "Second"
    node = node_of(phone.frame(), "body")
    assert node.editor is not None
    box = node.editor.selection[-1]
    x, y = node.left + box[2] + 20, node.top + box[3] + 20
    phone.touch.swipe(x, y, x, y + node.editor.block.line_height, 600)
    assert selected(phone).startswith("Second line there\nlong")


def test_text_that_cannot_be_edited_is_selected_and_copied(phone: Phone, probe: Context) -> None:
    label = elements(phone, "label")[0].bounds
    phone.touch.long_press(label.left + 20, label.center.y)
    assert selected(phone) == "Probe"
    assert offered(phone) == ["Copy", "Share", "Select all"]
    assert not phone.window.keyboard_shown
    assert elements(phone, "label")[0].text == "Probe Main"
    assert not phone.touch.text("typed")  # there is no cursor in it
    tap(phone, "Select all")
    assert selected(phone) == "Probe Main"
    phone.touch.key_combination([113, 31])
    assert phone.window.clipboard == "Probe Main"
    tap(phone, "field")
    assert not offered(phone)
    assert phone.front.layout.focus == "field"
    phone.touch.long_press(label.left + 20, label.center.y)
    tap(phone, "Copy")
    assert phone.window.clipboard == "Probe"
    assert not phone.front.layout.marked


def test_keys_do_the_same(phone: Phone, probe: Context) -> None:
    phone.touch.tap(*place(phone, "Anna"))
    phone.touch.key_combination([113, 29])
    assert not offered(phone)  # a keyboard shows no toolbar
    phone.touch.key_combination([113, 31])
    assert phone.window.clipboard == WORDS
    phone.touch.key(keycode.CUT)
    assert probe.text("field") == ""
    phone.touch.key_combination([113, 50])
    phone.touch.key(keycode.PASTE)
    assert probe.text("field") == WORDS * 2


def test_what_was_copied_comes_up_and_goes_at_the_next_touch(phone: Phone, probe: Context) -> None:
    phone.set_clipboard("secret")
    clips = [window for window in phone.frame().windows if window.kind == "clip"]
    assert len(clips) == 1
    left, _, right, bottom = clips[0].root.box
    assert left < 100
    assert bottom < 2400 - 126
    assert all(element.text != "secret" for element in phone.frame().elements())
    phone.touch.tap(right - 40, (clips[0].root.top + bottom) // 2)  # the cross
    assert not any(window.kind == "clip" for window in phone.frame().windows)
    phone.set_clipboard("secret")
    phone.touch.tap(900, 1500)
    assert not any(window.kind == "clip" for window in phone.frame().windows)
    phone.set_clipboard("secret")
    phone.shell("sleep 7")
    assert not any(window.kind == "clip" for window in phone.frame().windows)
    assert phone.window.clipboard == "secret"


def test_a_snapshot_holds_the_selection(phone: Phone, probe: Context) -> None:
    phone.touch.long_press(*place(phone, "Anna"))
    saved, seen = phone.snapshot(), phone.frame().elements()
    phone.touch.key(keycode.BACK)
    phone.restore(saved)
    assert phone.frame().elements() == seen
    tap(phone, "Cut")
    assert probe.text("field") == "Meet  at the station"


def test_the_toolbar_in_chinese_and_in_large_letters() -> None:
    phone = fresh_phone(seed=3, locale="zh-CN")
    phone.settings.put("system", "font_scale", "2.0")
    context = install(phone)
    context.set_text("field", WORDS)
    phone.set_clipboard("x")
    phone.touch.long_press(*place(phone, "Anna"))
    shown = offered(phone)
    assert shown[:3] == ["剪切", "复制", "粘贴"]
    assert all(element.bounds.right <= 1080 for element in phone.frame().elements())
    assert FieldText(WORDS, 5, 9) == phone.front.layout.fields["field"]


def test_what_does_not_fit_is_behind_the_dots() -> None:
    phone = fresh_phone(seed=3)
    phone.settings.put("system", "font_scale", "2.0")
    context = install(phone)
    context.set_text("field", WORDS)
    phone.set_clipboard("x")
    phone.touch.long_press(*place(phone, "Anna"))
    assert "Select all" not in offered(phone)
    tap(phone, "More options")
    assert offered(phone)[-1] == "Select all"
    tap(phone, "Select all")
    assert selected(phone) == WORDS
