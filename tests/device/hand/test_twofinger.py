"""Two fingers by the touch screen's driver: what lies between them grows as they part."""

from typing import Any

import pytest

from device.client import Device
from device.error import ActionRejected
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import ShellOutput
from device.phone.apps.gallery.store import PACKAGE
from device.screen import Point
from tests.boot import fresh_phone
from tests.device.phone.apps.gallery_case import DCIM, picture


@pytest.mark.parametrize("turned", [False, True])
def test_a_picture_grows_between_two_fingers_and_shrinks_again(turned: bool) -> None:
    phone = fresh_phone()
    phone.files.write(f"{DCIM}/red.png", picture())
    with Device(InProcessTransport(phone)) as device:
        device.shell(
            f"am start -a android.intent.action.VIEW -t image/png -d file://{DCIM}/red.png {PACKAGE}"
        )
        if turned:
            device.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
        assert "gallery" in device.front().package
        wide, high = device.observe(tree=False).size
        whole = phone.camera.image().tobytes()
        x, y = wide // 2, high // 2
        near, far = min(wide, high) // 10, min(wide, high) // 4
        before = phone.front.state.zoom
        device.fingers("down", Point(x - near, y), Point(x + near, y))
        device.fingers("move", Point(x - far, y), Point(x + far, y))
        assert phone.front.state.zoom == pytest.approx(before * far / near, rel=0.02)
        assert phone.front.state.at == pytest.approx((0.5, 0.5), abs=0.06)
        assert phone.camera.image().tobytes() != whole
        device.fingers("move", Point(x - near // 2, y), Point(x + near // 2, y))
        device.fingers("up", Point(x - near // 2, y), Point(x + near // 2, y))
        assert phone.camera.image().tobytes() == whole
        assert not phone.hardware.finger_on
        device.finger("down", Point(x, y))
        device.finger("cancel", Point(x, y))
        assert phone.camera.image().tobytes() == whole, "one that is cancelled is no tap"


class Closed(InProcessTransport):
    """A phone whose driver is not open to adb's shell."""

    def shell(self, command: str, **how: Any) -> ShellOutput:
        if command.startswith("sendevent"):
            return ShellOutput(b"", b"sendevent: /dev/input/event1: Permission denied", 1)
        return super().shell(command, **how)


def test_a_phone_whose_driver_is_closed_to_adb_says_so() -> None:
    with Device(Closed(fresh_phone())) as device:
        device.observe(tree=False)
        with pytest.raises(ActionRejected, match=r"no two fingers from adb .*Permission denied"):
            device.fingers("down", Point(10, 10), Point(90, 90))
