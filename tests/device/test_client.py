"""The Device on the embedded phone, the same over all three transports and by the server on the phone."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from device.client import Device
from device.error import ActionRejected, FileTransferFailed, TextNotTyped
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import Transport
from device.link.transport.server import ServerAddress
from device.phone.apps import installed_apps
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, Box, Input, Text
from device.resident.jar import Jar
from device.screen import Point, UIElement
from device.state.predicate import FrontIs, SettingIs
from tests.device.resident.faulty import server_jar

PACKAGE = "com.test.fields"
MAIN = f"{PACKAGE}.MainActivity"


@dataclass(frozen=True)
class State:
    """What the test app keeps on its screen."""

    log: tuple[str, ...] = ()
    secure: bool = False


class Fields(App):
    """Fields of every kind, and a pad that says what was done to it."""

    manifest = Manifest(
        PACKAGE, "Field Lab", "edit", main=MAIN, databases={"lab.db": "CREATE TABLE t (a INTEGER)"}
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        return State()

    def screen(self, context: Context) -> Screen:
        state = context.state(State)

        def note(word: str) -> Callable[[], None]:
            return lambda: context.set(replace(state, log=(*state.log, word)))

        def edit(key: str, **more: object) -> View:
            box, field = Box(width=FILL, height=56.0), Input(key, f"hint of {key}", **more)
            return View("EditText", key, box=box, input=field)

        rows = tuple(
            View("TextView", text=Text(f"row {number}"), box=Box(height=48.0)) for number in range(60)
        )
        return Screen(
            View(
                box=FULL_SIZE,
                children=(
                    edit("single"),
                    edit("secret", password=True),
                    edit("several", kind="multiline"),
                    View(
                        "Button",
                        "pad",
                        Text("pad"),
                        box=Box(width=FILL, height=48.0),
                        on_tap=note("tap"),
                        on_long_press=note("long"),
                    ),
                    View(
                        "Button",
                        "hide",
                        Text("hide"),
                        box=Box(height=48.0),
                        on_tap=lambda: context.set(replace(state, secure=not state.secure)),
                    ),
                    View("TextView", "log", Text(f"log: {' '.join(state.log)}"), box=Box(height=40.0)),
                    View("ScrollView", "list", box=Box(width=FILL, weight=1.0), scroll="list", children=rows),
                ),
            ),
            secure=state.secure,
        )


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    monkeypatch.setattr("device.phone.phone.installed_apps", lambda: (*installed_apps(), Fields()))
    return Phone(seed=1)


@pytest.fixture(params=["server", "direct", "inprocess", "served"])
def transport(request: pytest.FixtureRequest, phone: Phone) -> Iterator[Transport]:
    """The same phone, reached in each of the three ways; over a wire also by the server on it."""
    if request.param == "inprocess":
        yield InProcessTransport(phone)
        return
    with serve([phone]) as server:
        (serial,) = server.serials
        if request.param in ("direct", "served"):
            direct = DirectTransport.dial(serial)
            yield direct
            direct.close()
        else:
            adb = request.getfixturevalue("adb_server")
            adb("connect", serial)
            yield AdbServerTransport(serial, ServerAddress(port=adb.port))
            adb("disconnect", serial)


@pytest.fixture
def device(request: pytest.FixtureRequest, transport: Transport, tmp_path: Path) -> Iterator[Device]:
    with Device(transport, state_folder=tmp_path, secrets={"pin": "12 %s'34"}.__getitem__) as opened:
        served = request.node.callspec.params["transport"] == "served"
        if served:
            opened.use_server(Jar(server_jar(), "0.4.1"))
        yield opened
        assert (opened.served, opened.news()) == (served, ())


@pytest.fixture
def lab(device: Device) -> Device:
    device.shell(["am", "start", "-n", f"{PACKAGE}/{MAIN}"])
    return device


def find(device: Device, name: str) -> UIElement:
    elements = device.observe(screenshot=False).elements
    return next(e for e in elements if e.resource_id.endswith(f":id/{name}") or e.text == name)


def focus(device: Device, name: str) -> None:
    device.tap(find(device, name).bounds.center)


def log(device: Device) -> str:
    return find(device, "log").text.removeprefix("log:").strip()


# -- plumbing -------------------------------------------------------------------------------------------
def test_shell(device: Device) -> None:
    output = device.shell("echo out; echo err >&2; false")
    assert (output.stdout, output.stderr, output.exit_code) == (b"out\n", b"err\n", 1)
    assert device.shell(["echo", "$(id) `id` ; ' \" | é"]).text == "$(id) `id` ; ' \" | é\n"
    assert device.shell("cat", stdin=b"a\x00b\xff").stdout == b"a\x00b\xff"
    assert device.shell("nonsense-command").exit_code == 127


def test_files(device: Device, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    device.push(data, "/sdcard/Download/a b'c.bin")
    assert device.pull("/sdcard/Download/a b'c.bin") == data
    (tmp_path / "x").write_bytes(b"from a file")
    device.push(tmp_path / "x", "/sdcard/Download/new folder/x")
    device.pull("/sdcard/Download/new folder/x", tmp_path / "y")
    assert (tmp_path / "y").read_bytes() == b"from a file"
    with pytest.raises(FileTransferFailed, match="No such file"):
        device.pull("/sdcard/none")
    with pytest.raises(FileTransferFailed):
        device.push(b"", "/proc/none/x")


def test_binary_output(device: Device) -> None:
    device.push(b"\x00\r\n\xff", "/sdcard/b")
    assert device.transport.exec_out("cat /sdcard/b") == b"\x00\r\n\xff"


# -- looking --------------------------------------------------------------------------------------------
def test_observe(lab: Device, phone: Phone) -> None:
    seen = lab.observe()
    assert (seen.package, seen.activity) == (PACKAGE, MAIN)
    assert (seen.size, seen.orientation) == ((1080, 2400), 0)
    assert not seen.keyboard_shown
    assert not seen.secure
    assert not seen.tree_error
    assert abs(seen.taken_at - time.time()) < 60
    assert seen.screenshot is not None
    assert seen.screenshot.size == (1080, 2400)
    loss = ImageChops.difference(seen.screenshot.image, phone.camera.image()).getextrema()
    assert max(most for _, most in loss) <= (64 if seen.screenshot.encoding == "jpeg" else 0)
    assert seen.elements == phone.frame().elements()
    assert any(e.text == "pad" and e.is_clickable for e in seen.elements)


def test_observe_parts(lab: Device) -> None:
    assert lab.observe(screenshot=False).screenshot is None
    assert lab.observe(tree=False).elements == ()
    assert lab.observe(tree=False).package == PACKAGE


def test_keyboard_shown(lab: Device) -> None:
    focus(lab, "single")
    seen = lab.observe()
    assert seen.keyboard_shown
    assert next(e for e in seen.elements if e.is_focused).is_editable


def test_secure_screens_are_recognised(lab: Device) -> None:
    focus(lab, "hide")
    seen = lab.observe()
    assert seen.secure
    assert seen.elements
    focus(lab, "hide")
    assert not lab.observe().secure


def test_settle(lab: Device) -> None:
    assert lab.settle()


def test_wait_moves_the_phones_time(lab: Device, phone: Phone) -> None:
    before = phone.clock.uptime_ms
    lab.wait(2.5)
    assert phone.clock.uptime_ms >= before + 2500


# -- touching -------------------------------------------------------------------------------------------
def test_tap_and_long_press(lab: Device) -> None:
    pad = find(lab, "pad").bounds.center
    lab.tap(pad)
    lab.long_press(pad)
    lab.double_tap(pad)
    assert log(lab) == "tap long tap tap"


def test_a_tap_outside_the_screen_is_refused(lab: Device) -> None:
    lab.observe()
    for point in (Point(-1, 5), Point(5, 2400), Point(1080, 5)):
        with pytest.raises(ActionRejected, match="outside the screen"):
            lab.tap(point)


def test_scroll(lab: Device) -> None:
    first = find(lab, "row 0")
    box = find(lab, "list").bounds
    lab.scroll("down", box)
    texts = [e.text for e in lab.observe(screenshot=False).elements]
    assert "row 0" not in texts
    lab.scroll("up", box)
    assert find(lab, "row 0").bounds == first.bounds
    with pytest.raises(ActionRejected):
        lab.scroll("sideways")  # type: ignore[arg-type]


def test_swipe_and_drag(lab: Device) -> None:
    box = find(lab, "list").bounds
    lab.swipe(Point(box.center.x, box.bottom - 50), Point(box.center.x, box.top + 50))
    assert "row 0" not in [e.text for e in lab.observe(screenshot=False).elements]
    lab.drag(Point(500, 900), Point(500, 1000))


def test_keys(lab: Device) -> None:
    lab.home()
    assert lab.observe(screenshot=False).package != PACKAGE
    lab.shell(["am", "start", "-n", f"{PACKAGE}/{MAIN}"])
    lab.back()
    assert lab.observe(screenshot=False).package != PACKAGE
    lab.press("volume_up")
    lab.recents()
    with pytest.raises(ActionRejected):
        lab.press("no_such_key")


# -- apps -----------------------------------------------------------------------------------------------
def test_apps(device: Device) -> None:
    installed = {app.package: app for app in device.apps()}
    assert installed[PACKAGE].activity == MAIN
    assert "com.android.settings" in installed


@pytest.mark.parametrize("name", ["Settings", "设置", "settings app", "com.android.settings", "Setings"])
def test_open_app(device: Device, name: str) -> None:
    assert device.open_app(name) == "com.android.settings"
    assert device.front().package == "com.android.settings"


def test_open_unknown_app(device: Device) -> None:
    with pytest.raises(ActionRejected, match="no app called 'Photoshop'"):
        device.open_app("Photoshop")


def test_open_link_that_nothing_takes(device: Device) -> None:
    with pytest.raises(ActionRejected, match="no app opens"):
        device.open_link("nosuchscheme://x;reboot")
    with pytest.raises(ActionRejected, match="no address"):
        device.open_link("; reboot")


# -- typing ---------------------------------------------------------------------------------------------
TEXTS = [
    "hello",
    "two words  and   blanks ",
    'it\'s "quoted" \\ back',
    "$(reboot) `id` ${HOME} $HOME",
    "100%s sure %%s %d %",
    "a;b&c|d<e>f*g?h[i]j{k}l~m#n!o",
    "-n",
    "--help",
    "émoji 😀 你好 مرحبا עברית",
    "\u200bzero width",
    "tab\there",
]


@pytest.mark.parametrize("text", TEXTS)
def test_typing_arrives_as_written(lab: Device, text: str) -> None:
    focus(lab, "single")
    assert lab.type_text(text)
    assert find(lab, "single").text == text


def test_typing_appends_and_clear_replaces(lab: Device) -> None:
    focus(lab, "single")
    lab.type_text("one")
    lab.type_text(" two")
    assert find(lab, "single").text == "one two"
    lab.type_text("three", clear=True)
    assert find(lab, "single").text == "three"
    lab.clear_text()
    assert find(lab, "single").text == ""
    lab.clear_text()


def test_line_breaks(lab: Device) -> None:
    focus(lab, "several")
    lab.type_text("first\nsecond\r\nthird")
    assert find(lab, "several").text == "first\nsecond\nthird"


def test_a_long_text(lab: Device) -> None:
    text = "".join(chr(33 + number % 90) for number in range(1500))
    focus(lab, "several")
    lab.type_text(text)
    assert find(lab, "several").text == text


def test_control_characters_are_refused(lab: Device) -> None:
    focus(lab, "single")
    with pytest.raises(TextNotTyped, match="control characters"):
        lab.type_text("a\x00b")


def test_typing_without_a_field(lab: Device) -> None:
    with pytest.raises(TextNotTyped, match="tap one first"):
        lab.type_text("x")


def test_passwords_and_secrets(lab: Device) -> None:
    focus(lab, "secret")
    assert lab.type_text("{{secret:pin}}") is False
    focus(lab, "single")
    assert lab.type_text("pin {{ secret:pin }}!")
    assert find(lab, "single").text == "pin 12 %s'34!"
    with pytest.raises(ActionRejected, match=r"no secret named 'other'.*agent chat"):
        lab.type_text("{{secret:other}}")


def test_the_owners_keyboard_comes_back(lab: Device) -> None:
    before = lab.shell("settings get secure default_input_method; ime list -s").text
    focus(lab, "single")
    lab.type_text("你好")
    assert lab.shell("settings get secure default_input_method; ime list -s").text == before


def test_a_keyboard_left_changed_by_a_killed_run_comes_back(
    lab: Device, transport: Transport, tmp_path: Path
) -> None:
    before = lab.shell("settings get secure default_input_method; ime list -s").text
    keyboard = lab._keyboard.available()
    borrowing = lab._keyboard.borrowed(keyboard)
    borrowing.__enter__()
    assert "adbkeyboard" in lab.shell("settings get secure default_input_method").text
    assert list(tmp_path.glob("keyboard/*.json"))
    Device(transport, state_folder=tmp_path)
    assert lab.shell("settings get secure default_input_method; ime list -s").text == before
    assert not list(tmp_path.glob("keyboard/*.json"))


def test_a_phone_without_adbkeyboard_says_so(lab: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab._keyboard, "available", lambda: "")
    monkeypatch.setattr(lab.clipboard, "reachable", lambda: False)
    focus(lab, "single")
    if lab.served:
        assert lab.type_text("é")
        return
    with pytest.raises(TextNotTyped, match="ADBKeyboard is not on the phone"):
        lab.type_text("你好")
    with pytest.raises(TextNotTyped, match="holds one line"):
        lab.type_text("a\nb")
    focus(lab, "several")
    assert lab.type_text("a\nb")
    assert find(lab, "several").text == "a\nb"


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_arrives_or_says_why(lab: Device, text: str) -> None:
    focus(lab, "several")
    try:
        lab.type_text(text, clear=True)
    except TextNotTyped:
        return
    assert find(lab, "several").text == text.replace("\r\n", "\n").replace("\r", "\n")


# -- predicates -----------------------------------------------------------------------------------------
def test_predicates(lab: Device) -> None:
    lab.shell("settings put global wifi_on 0")
    true = [
        SettingIs("global", "wifi_on", "0"),
        SettingIs("global", "wifi_on", ("0", "2")),
        SettingIs("global", "no_such_setting", "null"),
        FrontIs(PACKAGE),
        FrontIs(PACKAGE, MAIN),
    ]
    for predicate in true:
        check = predicate.check(lab)
        assert check.ok, check.evidence
    false = [
        (SettingIs("global", "wifi_on", "1"), "is 0 (wanted 1)"),
        (FrontIs("com.other"), "(wanted com.other)"),
    ]
    for predicate, evidence in false:
        check = predicate.check(lab)
        assert not check.ok
        assert evidence in check.evidence
