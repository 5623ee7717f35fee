"""A phone that answers at once: what its looks ask of it, and what they do not ask again."""

import hashlib
import re
from collections.abc import Callable

import pytest

from device.client import Device
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.look.acquaintance import Acquaintance
from device.phone.phone import Phone
from device.phone.server.host import serve
from tests.device.scripted import Scripted, tree

FRONT = "mCurrentFocus=Window{1 u0 a.b/a.b.C} cur=100x50"


class Quick(Scripted):
    """Answers each part of a line; its picture is `shown`, and its list says what `said` does."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Callable[[], str] = lambda: "one"
        self.front = FRONT
        self.said = "one"
        self.on(".", self._line)

    def _line(self, found: re.Match[str]) -> str:
        parts = [part.strip() for part in found.string.split(";")]
        return "".join(map(self._part, parts))

    def _part(self, command: str) -> str:
        if command.endswith("md5sum"):
            return hashlib.md5(self.shown().encode()).hexdigest() + "  -\n"
        if command.startswith("uiautomator"):
            return f"{tree(self.said)}UI hierchary dumped to: /dev/tty\n"
        if command.startswith("date"):
            return "phone-time=2023-10-15 15:34:00 +0000\n"
        return f"{self.front}\n" if command.startswith("dumpsys window") else ""

    def asked(self) -> int:
        """Commands since the last time."""
        count = len(self.seen)
        self.seen.clear()
        return count


@pytest.fixture
def phone() -> Quick:
    return Quick()


@pytest.fixture
def device(phone: Quick) -> Device:
    made = Device(phone, known=Acquaintance.with_phone_inside())
    phone.asked()
    return made


def texts(device: Device) -> list[str]:
    still, seen = device.see(screenshot=False)
    assert still
    return [each.text for each in seen.elements]


def test_a_screen_at_rest_takes_one_command(device: Device, phone: Quick) -> None:
    assert texts(device) == ["one"]
    assert phone.asked() == 1
    phone.said = "two"  # under the same picture: nobody touched it
    assert texts(device) == ["one"]
    assert (len(phone.seen), "uiautomator" in phone.seen[0]) == (1, False)


def test_a_touch_has_the_list_read_again(device: Device, phone: Quick) -> None:
    assert texts(device) == ["one"]
    phone.said = "two"
    device.press("back")
    phone.asked()
    assert texts(device) == ["two"]
    assert phone.asked() == 1
    phone.said = "three"
    assert [each.text for each in device.see(anew=True, screenshot=False)[1].elements] == ["three"]


def test_another_picture_has_the_list_read_again(device: Device, phone: Quick) -> None:
    texts(device)
    phone.shown, phone.said = (lambda: "two"), "two"
    assert texts(device) == ["two"]


def test_a_screen_that_moves_is_waited_for(device: Device, phone: Quick) -> None:
    pictures = iter(["a", "b", "c"])
    phone.shown = lambda: next(pictures, "at rest")
    assert texts(device) == ["one"]
    assert next(pictures, "") == ""
    moving = iter(range(1000))
    phone.shown = lambda: str(next(moving))
    assert not device.see(timeout=0.2, screenshot=False)[0]


def test_a_screen_that_hides_is_never_taken_for_the_one_before(device: Device, phone: Quick) -> None:
    phone.front = f"{FRONT}\n  Window #0 Window{{1 u0 a.b/a.b.C}}:\n      fl=SECURE"
    assert texts(device) == ["one"]
    phone.said = "two"  # its picture is black whatever it shows
    assert texts(device) == ["two"]


def test_what_was_seen_before_an_app_became_private_is_not_given_out(device: Device, phone: Quick) -> None:
    assert texts(device) == ["one"]
    device.keep_private(frozenset({"a.b"}))
    assert device.see(screenshot=False)[1].private


def test_it_sees_what_an_ordinary_look_sees() -> None:
    with serve([Phone(seed=1)]) as server:
        known = Acquaintance.with_phone_inside()
        with Device(DirectTransport.dial(server.serials[0]), known=known) as device:
            for app in ("Settings", "Contacts"):
                device.open_app(app)
                for _ in range(2):
                    still, seen = device.see()
                    plain = device.observe()
                    assert still
                    assert (seen.elements, seen.package, seen.size) == (
                        plain.elements,
                        plain.package,
                        plain.size,
                    )
                    assert seen.screenshot is not None
                    assert plain.screenshot is not None
                    assert seen.screenshot.digest == plain.screenshot.digest


def test_a_phone_in_memory_is_asked_for_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    transport = InProcessTransport(Phone(seed=1))
    with Device(transport, known=Acquaintance.with_phone_inside()) as device:
        monkeypatch.setattr(transport, "shell", lambda command, **_given: asked.append(command))
        device.see()
        device.see()
    assert asked == ["sleep 0.05"] * 2


def test_as_much_of_the_phones_time_passes_as_in_memory() -> None:
    inside, served = Phone(seed=1), Phone(seed=1)
    with serve([served]) as server:
        known = Acquaintance.with_phone_inside()
        with (
            Device(InProcessTransport(inside)) as here,
            Device(DirectTransport.dial(server.serials[0]), known=known) as there,
        ):
            began = inside.clock.uptime_ms, server.call(lambda: served.clock.uptime_ms)
            for device in (here, there):
                device.see(screenshot=False)
                device.see(screenshot=False)
                device.home()
                device.see(screenshot=False)
            ended = inside.clock.uptime_ms, server.call(lambda: served.clock.uptime_ms)
    assert ended[0] - began[0] == ended[1] - began[1]
