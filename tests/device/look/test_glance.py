"""A slow phone seen at rest: what is done at once, and what is not done again."""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from device.client import Device
from device.error import PhoneLocked
from device.link.transport.direct import DirectTransport
from device.look.acquaintance import Acquaintance
from device.look.picture import Shutter
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.server.vendor import play
from device.state.restoration import Record
from tests.boot import fresh_phone
from tests.device.scripted import Scripted, tree


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every phone on a wire counts as slow."""
    monkeypatch.setattr("device.look.settle.SLOW", -1.0)


def png(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 8), (colour, 9, 9)).save(out, "PNG")
    return out.getvalue()


class Moving(Scripted):
    """Its picture changes until `rest` of them were taken; each dump says which picture it belongs to."""

    def __init__(self, rest: int = 0) -> None:
        super().__init__()
        self.rest, self.taken = rest, 0
        self.on("sleep|input", "").on("dumpsys", "cur=4x8\nmCurrentFocus=Window{1 u0 a.b/a.b.C}")
        self.on(r"^screencap -p$", lambda _found: self._picture())
        self.on(r"screencap -p \| md5sum", lambda _found: hashlib.md5(self._picture()).hexdigest())
        self.on("uiautomator", lambda _found: tree(str(min(self.taken, self.rest))))

    def _picture(self) -> bytes:
        self.taken += 1
        return png(min(self.taken, self.rest) % 250)

    @property
    def dumps(self) -> int:
        return sum("uiautomator" in line for line in self.seen)


def test_a_screen_at_rest_is_seen_in_one_round() -> None:
    phone = Moving()
    still, seen = Device(phone).see()
    assert still
    assert [element.text for element in seen.elements] == ["0"]
    assert phone.dumps == 1


def test_the_list_is_that_of_the_picture_once_it_rests() -> None:
    phone = Moving(rest=9)
    still, seen = Device(phone).see()
    assert still
    assert [element.text for element in seen.elements] == ["9"]
    assert phone.dumps >= 2


def test_a_screen_that_never_rests_is_told_so() -> None:
    phone = Moving(rest=10_000)
    still, seen = Device(phone).see(timeout=0.05)
    assert not still
    assert seen.screenshot is not None


def test_where_nothing_changed_the_list_is_not_asked_for_again() -> None:
    phone = Moving()
    device = Device(phone)
    device.see()
    _, seen = device.see()
    assert phone.dumps == 1
    assert [element.text for element in seen.elements] == ["0"]
    device.press("tab")
    device.see()
    assert phone.dumps == 2


def test_where_nothing_was_touched_one_picture_tells_that_nothing_changed() -> None:
    phone = Moving()
    device = Device(phone)
    device.see()
    phone.seen.clear()
    still, _ = device.see()
    assert still
    assert [line.split()[0] for line in sorted(phone.seen)] == ["dumpsys", "screencap"]
    device.see(anew=True)
    assert phone.dumps == 1, "somebody else may have touched it"


def test_a_look_that_was_made_ahead_is_given_out_once() -> None:
    phone = Moving()
    device = Device(phone)
    device.look_ahead()
    _, seen = device.see()
    assert [element.text for element in seen.elements] == ["0"]
    phone.rest = phone.taken + 1
    assert [element.text for element in device.see()[1].elements] == [str(phone.rest)]


@pytest.mark.parametrize("outdated", [lambda d: d.press("tab"), lambda d: d.keep_private(frozenset({"a.b"}))])
def test_a_look_that_was_made_ahead_is_gone_with_what_it_showed(outdated: Callable[[Device], None]) -> None:
    phone = Moving()
    device = Device(phone)
    device.look_ahead()
    assert device.see()[1].elements
    device.look_ahead()
    while device.ahead is None:
        time.sleep(0.001)
    phone.rest = phone.taken + 1
    outdated(device)
    _, seen = device.see()
    assert seen.private or [element.text for element in seen.elements] == [str(phone.rest)]


def test_what_typing_read_back_is_the_next_look() -> None:
    phone = Moving()
    phone.on("uiautomator", lambda _found: tree("cats" if "input text cats" in phone.seen else ""))
    device = Device(phone)
    _, before = device.see()
    phone.seen.clear()
    assert device.type_text("cats", field=before.elements[0])
    _, seen = device.see()
    assert [element.text for element in seen.elements] == ["cats"]
    assert phone.dumps == 1
    device.see()
    assert sum(line == "screencap -p" for line in phone.seen) == 2, "it is given out once"


def test_what_was_learned_of_a_phone_holds_as_long_as_its_android(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("device.look.picture._QUICK", 0.0)
    monkeypatch.setattr("device.look.picture._MISFIT", 1e9)
    monkeypatch.setattr(Shutter, "suffice", lambda _shutter: None)  # however long the list took just then
    tried = []
    for build in ("one", "one", "two"):
        phone = Moving()
        known = Acquaintance(Record(tmp_path, "known", "phone"), build)
        with Device(phone, state_folder=tmp_path, known=known) as device:
            for _ in range(4):
                device.see()
        tried.append(any("gzip" in line for line in phone.seen))
    assert tried == [True, False, True]


def test_what_was_learned_on_another_cable_is_learned_anew() -> None:
    phone = Moving()
    device = Device(phone)
    device.see()
    device.see()
    assert not any("gzip" in line for line in phone.seen), "this PNG came at once"
    phone.on(r"^screencap -p$", lambda _found: time.sleep(0.8) or png(0))
    device.see()
    device.see()
    assert any("gzip" in line for line in phone.seen)


def test_a_change_without_a_touch_is_seen() -> None:
    phone = Moving()
    device = Device(phone)
    device.see()
    phone.rest = phone.taken + 1
    _, seen = device.see()
    assert [element.text for element in seen.elements] == [str(phone.rest)]


def test_a_phone_without_pictures_is_still_seen() -> None:
    phone = Moving().on("screencap", "").on("md5sum", "")
    still, seen = Device(phone).see()
    assert still
    assert seen.screenshot is None
    assert [element.text for element in seen.elements] == ["0"]


@pytest.fixture
def embedded() -> Iterator[tuple[Device, Phone]]:
    phone = fresh_phone()
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        yield device, phone


def test_it_sees_what_the_plain_way_sees(embedded: tuple[Device, Phone]) -> None:
    device, _ = embedded
    for app in ("Settings", "Clock"):
        device.open_app(app)
        still, seen = device.see()
        plain = device.observe()
        assert still
        assert seen.elements == plain.elements
        assert (seen.package, seen.size, seen.activity) == (plain.package, plain.size, plain.activity)
        assert seen.screenshot is not None
        assert plain.screenshot is not None
        assert seen.screenshot.image.tobytes() == plain.screenshot.image.tobytes()


def test_a_dark_phone_is_woken_here_too(embedded: tuple[Device, Phone]) -> None:
    device, phone = embedded
    play(phone, "locked")
    assert device.see()[1].elements
    play(phone, "pin")
    with pytest.raises(PhoneLocked):
        device.see()


def test_a_screen_that_still_loads_is_waited_for() -> None:
    with (
        serve([Phone(seed=1, weather="slow:1")]) as server,
        Device(DirectTransport.dial(server.serials[0])) as device,
    ):
        device.see()
        for app in ("Settings", "Calendar"):
            device.open_app(app)
            still, seen = device.see(timeout=60)
            assert still
            assert "Loading…" not in [element.text for element in seen.elements]


class Late(Moving):
    """Its picture changes a while after a touch; a dump takes long and tells what was there at its start."""

    def __init__(self) -> None:
        super().__init__()
        self.touched_at = float("inf")
        self.on("input", lambda _found: self._touch())
        self.on("sleep", lambda _found: time.sleep(0.2) or "")
        self.on(r"^screencap -p$", lambda _found: png(self._shown()))
        self.on("sleep.*md5sum", lambda _found: hashlib.md5(png(self._shown())).hexdigest())
        self.on("uiautomator", lambda _found: self._dump())

    def _touch(self) -> str:
        self.touched_at = time.monotonic()
        return ""

    def _shown(self) -> int:
        return int(time.monotonic() > self.touched_at + 0.05)

    def _dump(self) -> bytes:
        shown = self._shown()
        time.sleep(0.15)
        return tree(str(shown))


@pytest.mark.parametrize("looks", [1, 3])
def test_a_list_that_takes_long_is_not_held_for_one_that_waits(
    looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("device.look.glance.IDLE", 0.1)
    phone = Late()
    device = Device(phone)
    for _ in range(looks):
        device.see(anew=True)
    device.press("tab")
    assert [element.text for element in device.see()[1].elements] == ["1"]
