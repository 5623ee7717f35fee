"""The phone by keys alone: a focus goes over what can be touched, is seen and told, and acts."""

import pytest

from device.look.hierarchy.parse import parse_hierarchy
from device.phone.phone import Phone
from device.screen import UIElement
from tests.boot import fresh_phone
from tests.device.phone.probe import install

SETTINGS = "am start -a android.settings."


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def focused(phone: Phone) -> list[UIElement]:
    return [element for element in phone.frame().elements() if element.is_focused]


def words(phone: Phone) -> list[str]:
    """What is written on what has the focus."""
    elements = phone.frame().elements()
    return [
        text
        for held in focused(phone)
        for one in elements
        if held.bounds.contains(one.bounds.center) and (text := one.text or one.content_description)
    ]


def test_arrows_go_down_the_page_and_the_middle_key_opens(phone: Phone) -> None:
    phone.shell(f"{SETTINGS}SETTINGS")
    before = phone.camera.image().copy()
    assert not focused(phone)
    phone.shell("input keyevent DPAD_DOWN DPAD_DOWN")
    assert words(phone)[0] == "Network & internet"
    assert phone.frame().xml().count(b'focused="true"') == 1
    assert phone.camera.image().tobytes() != before.tobytes()
    phone.shell("input keyevent DPAD_DOWN DPAD_UP DPAD_UP")
    assert words(phone) == ["Search settings"]
    phone.shell("input keyevent DPAD_DOWN DPAD_CENTER")
    assert phone.front.state.page == "network"  # type: ignore[attr-defined]
    assert not focused(phone)


def test_arrows_reach_what_is_out_of_sight(phone: Phone) -> None:
    phone.shell(f"{SETTINGS}SETTINGS; input keyevent {'20 ' * 30}")
    assert words(phone)[0] == "About phone"
    phone.shell(f"input keyevent {'TAB ' * 3}")
    assert words(phone)[0] == "About phone"
    phone.shell(f"input keyevent {'19 ' * 30}")
    assert words(phone) == ["Search settings"]
    assert not phone.front.layout.scroll["settings_list"]


def test_a_switch_is_turned_again_and_again(phone: Phone) -> None:
    phone.shell(f"{SETTINGS}DISPLAY_SETTINGS; input keyevent TAB TAB")
    assert words(phone)[0] == "Adaptive brightness"
    for on in (True, False):
        phone.shell("input keyevent ENTER")
        assert phone.settings.on("system", "screen_brightness_mode") == on
    phone.shell("input keycombination SHIFT_LEFT TAB")
    assert words(phone)[0] != "Adaptive brightness"


def test_a_permission_is_allowed_by_keys(phone: Phone) -> None:
    context = install(phone)
    context.request("READ_CONTACTS")
    phone.shell("input keyevent TAB TAB")
    assert words(phone) == ["Don’t allow"]
    phone.shell("input keyevent DPAD_UP")
    assert words(phone) == ["Allow"]
    phone.shell("input keyevent 66")
    held = phone.packages.get("test.probe")
    assert held is not None
    assert "android.permission.READ_CONTACTS" in held.granted


def test_arrows_go_across(phone: Phone) -> None:
    phone.shell("input keyevent DPAD_DOWN DPAD_DOWN DPAD_RIGHT DPAD_RIGHT")
    third = words(phone)
    phone.shell("input keyevent DPAD_LEFT DPAD_RIGHT")
    assert words(phone) == third
    left = focused(phone)[0].bounds.left
    phone.shell("input keyevent DPAD_LEFT")
    assert focused(phone)[0].bounds.left < left


@pytest.mark.parametrize("end", ["tap 540 40", "swipe 540 1500 540 1200", "keyevent HOME"])
def test_a_finger_ends_it(phone: Phone, end: str) -> None:
    phone.shell(f"{SETTINGS}SETTINGS; input keyevent 20 20")
    assert focused(phone)
    phone.shell(f"input {end}")
    assert not focused(phone)
    page = phone.front
    phone.shell("input keyevent ENTER")
    assert phone.front == page


def test_a_field_is_entered_and_then_typed_in(phone: Phone) -> None:
    install(phone)
    phone.shell("input keyevent TAB ENTER A B DPAD_LEFT ENTER")
    held = phone.front.layout.fields["field"]
    assert (held.text, held.start) == ("ab", 1)
    assert [element.resource_id for element in focused(phone)] == ["test.probe:id/field"]


def test_it_is_part_of_the_phone_and_of_the_tree(phone: Phone) -> None:
    phone.shell("cmd statusbar expand-notifications; input keyevent TAB")
    held = focused(phone)
    assert held
    assert parse_hierarchy(phone.frame().xml()).elements == phone.frame().elements()
    before = phone.snapshot()
    phone.shell("input keyevent TAB")
    assert focused(phone) != held
    phone.restore(before)
    assert focused(phone) == held
