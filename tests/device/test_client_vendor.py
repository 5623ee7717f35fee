"""What real phones do that the embedded one does not, played by a transport that answers from a script."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from device.client import Device
from device.error import ActionRejected, DeviceError, TextNotTyped
from device.look.observe import Eye
from device.screen import Point
from tests.device.scripted import Scripted, tree

KEYBOARD = "com.maker.ime/.Keys"
ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"


@pytest.fixture
def phone() -> Scripted:
    return Scripted().on("sleep", "").on("dumpsys", "mCurrentFocus=Window{1 u0 a.b/a.b.C}\nmInputShown=true")


# -- touching -------------------------------------------------------------------------------------------
def test_a_phone_that_forbids_touches_names_the_switch(phone: Scripted) -> None:
    phone.on("input", "java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS")
    with pytest.raises(DeviceError, match=r"USB debugging \(Security settings\)"):
        Device(phone).tap(Point(1, 1))


def test_a_key_the_phone_refuses(phone: Scripted) -> None:
    phone.on("input keyevent", "Error: Invalid keycode")
    with pytest.raises(ActionRejected, match="Invalid keycode"):
        Device(phone).press(399)


# -- looking --------------------------------------------------------------------------------------------
def test_a_tree_only_through_a_file_is_found_and_the_way_remembered(phone: Scripted) -> None:
    phone.on("uiautomator dump /dev/tty", "").on(
        "uiautomator dump /data", f"UI hierchary dumped to\n{tree('x')}"
    )
    device = Device(phone)
    for _ in range(2):
        assert [e.text for e in device.observe(screenshot=False).elements] == ["x"]
    assert sum("/dev/tty" in command for command in phone.seen) == 1


def test_no_idle_state_is_said_once_and_the_rest_is_seen(phone: Scripted) -> None:
    phone.on("uiautomator", "ERROR: could not get idle state.")
    seen = Device(phone).observe(screenshot=False)
    assert seen.tree_error == "ERROR: could not get idle state."
    assert (seen.package, seen.elements) == ("a.b", ())
    assert sum("uiautomator" in command for command in phone.seen) == 1


def test_a_refused_picture_of_a_secure_window(phone: Scripted) -> None:
    secure = "Window #1 Window{1 u0 a.b/a.b.C}:\n fl=SECURE\nmCurrentFocus=Window{1 u0 a.b/a.b.C}"
    phone.on("dumpsys", secure).on("uiautomator", tree())
    seen = Device(phone).observe()
    assert seen.secure
    assert seen.screenshot is None
    phone.on("dumpsys", secure.replace("SECURE", "DIM_BEHIND"))
    seen = Device(phone).observe()
    assert not seen.secure
    assert seen.notes == ("no picture: the phone gave no picture",)


@pytest.mark.parametrize(("seconds", "way"), [(0.25, "screencap -p | md5sum"), (0.7, "screencap | md5sum")])
def test_a_phone_that_is_slow_by_chance_is_looked_at_the_quicker_way(
    monkeypatch: pytest.MonkeyPatch, phone: Scripted, seconds: float, way: str
) -> None:
    clock = [0.0]

    def raw(_found: re.Match[str]) -> str:
        clock[0] += seconds
        return "0" * 32

    monkeypatch.setattr("device.look.settle.time.perf_counter", lambda: clock[0])
    phone.on("sleep", f"{1:032x}\n{1:032x}").on(r"^screencap -p \| md5sum$", "1" * 32)
    phone.on(r"^screencap \| md5sum$", raw)
    assert Device(phone).settle()
    assert phone.seen[-1] == f"{way}; sleep 0.05; {way}"


def test_settle_gives_up_on_a_screen_that_never_rests(phone: Scripted) -> None:
    pictures = count()
    phone.on("md5sum", lambda _found: f"{next(pictures):032x}  -\n{next(pictures):032x}  -\n")
    assert Device(phone).settle(timeout=2) is False


def test_a_screen_at_rest_costs_one_command_and_what_is_known_of_a_phone_none(phone: Scripted) -> None:
    phone.on("md5sum", f"{1:032x}\n{1:032x}")
    device = Device(phone)
    assert device.settle()
    for one in (device, Device(phone, known=device.known)):
        phone.seen.clear()
        assert one.settle()
        assert len(phone.seen) == 1


def test_settle_without_pictures_looks_at_the_tree(phone: Scripted) -> None:
    phone.on("md5sum", "d41d8cd98f00b204e9800998ecf8427e  -").on("uiautomator", tree("still"))
    assert Device(phone).settle()


def test_size_from_the_window_manager_or_else_from_a_picture(phone: Scripted) -> None:
    with ThreadPoolExecutor(1) as pool:
        phone.on("dumpsys", "cur=2400x1080")
        assert Eye(phone, pool).size() == (2400, 1080)


# -- apps -----------------------------------------------------------------------------------------------
def test_an_old_phone_is_asked_for_packages_and_monkey_opens(phone: Scripted) -> None:
    phone.on("pm list packages", "package:a.b\r\npackage:com.android.settings\n").on(
        "monkey", "Events injected: 1"
    )
    assert Device(phone).open_app("a.b") == "a.b"


def launchable(phone: Scripted, package: str) -> Scripted:
    return phone.on(
        "query-activities", f"1 activities found:\n  Activity #0:\n    priority=0\n    {package}/.Main\n"
    )


def test_a_launch_that_is_forbidden_goes_through_monkey(phone: Scripted) -> None:
    launchable(phone, "a.b").on("am start", "java.lang.SecurityException: Permission Denial").on(
        "monkey", "Events injected: 1"
    )
    assert Device(phone).open_app("a.b") == "a.b"


def test_an_app_that_does_not_come_up(phone: Scripted) -> None:
    launchable(phone, "com.other").on("am start", "Starting: Intent")
    with pytest.raises(ActionRejected, match=r"com\.other was started, but a\.b is in front"):
        Device(phone).open_app("com.other")


def test_a_permission_question_over_the_app_is_as_good(phone: Scripted) -> None:
    launchable(phone, "com.other").on("am start", "Starting: Intent")
    phone.on("dumpsys", "mCurrentFocus=Window{1 u0 com.android.permissioncontroller/.GrantActivity}")
    assert Device(phone).open_app("com.other") == "com.other"


# -- typing ---------------------------------------------------------------------------------------------
class TypingPhone(Scripted):
    """Keeps a field, and an ADBKeyboard that misses the first `deaf` broadcasts."""

    def __init__(self, *, deaf: int = 0, hint: str = "", combination: bool = True) -> None:
        super().__init__()
        self.text, self.hint, self.deaf = "", hint, deaf
        self.ime = KEYBOARD
        self.enabled = {KEYBOARD}
        self.on("sleep", "").on("dumpsys", "mInputShown=true")
        self.on("uiautomator", lambda _found: tree(self.text or self.hint))
        self.on("ime list -s -a", f"{KEYBOARD}\n{ADB_KEYBOARD}\n")
        self.on("settings get", lambda _found: "\n".join([self.ime, *sorted(self.enabled)]))
        self.on(r"^ime (enable|set|disable)", self._switch)
        self.on(r"ADB_INPUT_B64 --es msg (\S+)", self._commit)
        self.on(r"^input text (\w+)$", lambda found: self._add(found[1]))
        if combination:
            self.on("keycombination", lambda _found: self._empty())
        self.on(r"input keyevent 123 (.*)", lambda found: self._delete(found[1].split().count("67")))

    def _switch(self, _found: re.Match[str]) -> str:
        line = self.seen[-1]
        self.ime = (re.findall(r"ime set ([^\s;]+)", line) or [self.ime])[-1]
        self.enabled |= set(re.findall(r"ime enable ([^\s;]+)", line))
        self.enabled -= set(re.findall(r"ime disable ([^\s;]+)", line))
        return f"Input method {self.ime} selected for user #0"

    def _commit(self, found: re.Match[str]) -> str:
        if self.deaf:
            self.deaf -= 1
            return "Broadcast completed: result=0"
        return self._add(base64.b64decode(found[1]).decode())

    def _add(self, text: str) -> str:
        self.text += text
        return ""

    def _empty(self) -> str:
        self.text = ""
        return ""

    def _delete(self, count: int) -> str:
        self.text = self.text[: len(self.text) - count] if count < len(self.text) else ""
        return ""


def test_a_keyboard_that_was_not_listening_yet_is_told_again(tmp_path: Path) -> None:
    phone = TypingPhone(deaf=1)
    with Device(phone, state_folder=tmp_path) as device:
        assert device.type_text("你好")
    assert phone.text == "你好"
    assert (phone.ime, phone.enabled) == (KEYBOARD, {KEYBOARD})


def test_a_text_that_never_arrives_says_what_is_there_and_restores() -> None:
    phone = TypingPhone(deaf=9)
    phone.text = "before"
    with Device(phone) as device, pytest.raises(TextNotTyped, match="the field shows 'before'"):
        device.type_text("你好")
    assert (phone.ime, phone.enabled) == (KEYBOARD, {KEYBOARD})


def test_a_switch_of_keyboards_that_is_refused_restores() -> None:
    phone = TypingPhone()
    phone.on("ime enable", "Error: Unknown input method")
    with Device(phone) as device, pytest.raises(TextNotTyped, match="did not switch"):
        device.type_text("你好")
    assert phone.ime == KEYBOARD


def test_clearing_without_key_combinations() -> None:
    phone = TypingPhone(combination=False)
    phone.text = "old"
    Device(phone).clear_text()
    assert phone.text == ""


def test_a_hint_printed_as_text_is_no_content() -> None:
    phone = TypingPhone(hint="Search here")
    device = Device(phone)
    device.clear_text()
    assert device.type_text("cats", clear=True)
    assert phone.text == "cats"


def test_a_secret_is_in_no_error() -> None:
    phone = TypingPhone().on(r"^input text", "")
    with pytest.raises(TextNotTyped) as raised:
        Device(phone, secrets=lambda _name: "hunter2").type_text("{{secret:x}}")
    assert "hunter2" not in str(raised.value)


def test_a_number_field_that_formats_is_content() -> None:
    phone = TypingPhone()
    phone.on(
        r"^input text (\d+)$", lambda found: phone._add(f"({found[1][:3]}) {found[1][3:6]}-{found[1][6:]}")
    )
    assert Device(phone).type_text("5551234567")


def test_typing_where_nothing_can_be_read(phone: Scripted) -> None:
    phone.on("uiautomator", "ERROR: could not get idle state.").on("input text", "")
    assert Device(phone).type_text("x") is False
