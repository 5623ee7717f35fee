"""With large letters no word is cut in height, and a time stays on one line."""

from collections.abc import Iterator

import pytest

from device.phone.intent import Intent
from device.phone.node import Node
from device.phone.phone import Phone
from device.phone.sample import fill

CLOCK, DIALER, EXPENSE = "com.google.android.deskclock", "com.google.android.dialer", "com.arduia.expense"
BANK, CALENDAR = "com.oakwaybank.mobile", "com.simplemobiletools.calendar.pro"
SCREENS = {
    "timer": (CLOCK, ("tab_menu_timer",)),
    "stopwatch": (CLOCK, ("tab_menu_stopwatch",)),
    "dialer": (DIALER, ("dialpad_fab",)),
    "expense logs": (EXPENSE, ("btn_more_logs",)),
    "bank": (BANK, ("pin", "274913", "login_button")),
    "month": (CALENDAR, ()),
}
TIMES = ("timer_setup_time", "stopwatch_time_text")


def cut(node: Node, *, scrolls: bool = False) -> Iterator[str]:
    """Words that their own box, or one around it that does not scroll, cuts in height."""
    if node.text is not None and node.view.text:
        high = node.text.line_height * len(node.text.lines)
        seen = node.height if scrolls else min(node.height, node.clip[3] - node.clip[1])
        if seen + 1 < high:  # a pixel is lost to rounding
            yield f"{node.view.resource_id} {node.view.text!r}: {seen} of {high}"
    for child in node.children:
        yield from cut(child, scrolls=scrolls or bool(node.view.scroll))


def opened(name: str, scale: float, locale: str, *, turned: bool = False) -> Phone:
    package, way = SCREENS[name]
    phone = Phone(seed=1, locale=locale)
    fill(phone)
    phone.start(Intent(package=package))
    for step in way:
        if step.isdigit():
            phone.shell(f"input text {step}")
            continue
        held = next(node for node in phone.frame().active.root.walk_all() if node.view.resource_id == step)
        assert held.view.on_tap or held.view.field
        if held.view.on_tap:
            held.view.on_tap()
        else:
            phone.touch.tap((held.left + held.right) // 2, (held.top + held.bottom) // 2)
    phone.settings.put("system", "font_scale", str(scale))
    if turned:
        phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    return phone


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("scale", [1.0, 1.3, 1.6, 2.0])
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_is_cut(name: str, scale: float, locale: str) -> None:
    phone = opened(name, scale, locale)
    root = phone.frame().windows[0].root
    assert list(cut(root)) == []
    times = [node for node in root.walk() if node.view.resource_id in TIMES]
    assert all(node.text is not None and len(node.text.lines) == 1 for node in times)


@pytest.mark.parametrize("scale", [1.3, 2.0])
@pytest.mark.parametrize("name", ["timer", "stopwatch"])
def test_a_time_stays_on_its_line_in_landscape_too(name: str, scale: float) -> None:
    phone = opened(name, scale, "zh-CN", turned=True)
    times = [node for node in phone.frame().windows[0].root.walk() if node.view.resource_id in TIMES]
    assert [len(node.text.lines) for node in times if node.text is not None] == [1]
