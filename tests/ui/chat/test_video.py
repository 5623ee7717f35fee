"""The phone's own video, where a stream is set: decoded by the browser, and by pictures where it can't."""

import io
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageChops

from device.client import Device
from device.link.transport.direct import DirectTransport
from tests.device.mirror.standin import server_file
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import serial, shell

pytest.importorskip("av", reason="the phone's stand-in of scrcpy's server needs PyAV")
Tab = Callable[..., Any]
FRAMES = "Number(document.querySelector('tapwright-phone').dataset.frames ?? 0)"


@pytest.fixture(autouse=True)
def _scrcpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of scrcpy only its server's file is asked for; the phone knows a stand-in."""
    for place in ("ui.chat.line.find_server", "agent.connect.find_server"):
        monkeypatch.setattr(place, server_file)


def test_what_moves_comes_as_video_and_ends_as_the_phone_has_it(serve: Serve, tab: Tab) -> None:
    page = tab(serve(stream="scrcpy").url)
    page.wait_for_function(f"{FRAMES} > 0")
    before = page.evaluate(FRAMES)
    for wanted, deed in enumerate(
        ("am start -a android.settings.SETTINGS", "input swipe 540 1800 540 900 600"), before + 1
    ):
        shell(page, deed)
        page.wait_for_function(f"{FRAMES} >= {wanted}")
    page.wait_for_timeout(1500)
    data = page.evaluate("document.querySelector('.tw-screen canvas').toDataURL('image/png')")
    drawn = Image.open(io.BytesIO(b64decode(data.partition(",")[2]))).convert("RGB")
    with Device(DirectTransport.dial(serial(page))) as device:
        shot = device.observe(tree=False).screenshot
    assert shot is not None
    seen = shot.image.convert("RGB").resize(drawn.size, Image.Resampling.BOX)
    differing = sum(ImageChops.difference(drawn, seen).convert("L").histogram()[40:])
    assert differing < 0.001 * drawn.width * drawn.height


@pytest.mark.full
def test_a_browser_without_a_decoder_is_sent_pictures(serve: Serve, tab: Tab, browser: Any) -> None:
    window = browser.new_context(viewport={"width": 1280, "height": 860})
    window.add_init_script("delete window.VideoDecoder")
    page = tab(serve(stream="scrcpy").url, window)
    before = page.evaluate("Number(document.querySelector('tapwright-phone').dataset.pictures)")
    shell(page, "am start -a android.settings.SETTINGS")
    page.wait_for_function(f"Number(document.querySelector('tapwright-phone').dataset.pictures) > {before}")
    assert page.evaluate(FRAMES) == 0
    window.close()
