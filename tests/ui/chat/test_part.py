"""A tab is sent what differs from what it shows, and draws it in its place."""

import io
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops

from device.client import Device
from device.link.transport.direct import DirectTransport
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import serial, shell
from ui.chat.part import changed_part

Tab = Callable[..., Any]


def test_the_part_is_the_smallest_box_around_what_differs() -> None:
    shown = Image.new("RGB", (100, 200), "white")
    now = shown.copy()
    now.paste("red", (20, 30, 40, 60))
    assert changed_part(shown, shown).jpeg == b""
    part = changed_part(now, shown)
    assert (part.at, part.whole) == ((20, 30), (100, 200))
    assert Image.open(io.BytesIO(part.jpeg)).size == (20, 30)
    for before in (None, Image.new("RGB", (200, 100))):
        whole = changed_part(now, before)
        assert (whole.at, Image.open(io.BytesIO(whole.jpeg)).size) == ((0, 0), (100, 200))


def test_parts_make_the_screen_that_the_phone_has(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    for command in (
        "am start -a android.settings.SETTINGS",
        "input swipe 540 1800 540 900",
        "input keyevent HOME",
        "am start -a android.settings.SETTINGS",
    ):
        shell(page, command)
        page.wait_for_timeout(500)
    data = page.evaluate("document.querySelector('.tw-screen canvas').toDataURL('image/png')")
    drawn = Image.open(io.BytesIO(b64decode(data.partition(",")[2]))).convert("RGB")
    with Device(DirectTransport.dial(serial(page))) as device:
        shot = device.observe(tree=False).screenshot
    assert shot is not None
    seen = shot.image.convert("RGB").resize(drawn.size, Image.Resampling.BOX)
    differing = sum(ImageChops.difference(drawn, seen).convert("L").histogram()[40:])
    assert differing < 0.001 * drawn.width * drawn.height
