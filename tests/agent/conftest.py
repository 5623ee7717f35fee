from collections.abc import Iterator

import pytest
from PIL import Image

from agent.guard import picture
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    """A fresh embedded phone."""
    return fresh_phone()


@pytest.fixture
def device(phone: Phone) -> Iterator[Device]:
    """The embedded phone in hand, with no socket between."""
    with Device(InProcessTransport(phone)) as held:
        yield held


@pytest.fixture
def read_off_the_tree(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard reads a picture without the network, which takes seconds: it holds what the elements say.

    For tests of what follows from a reading; reading itself is in guard/test_picture.py.
    """
    observe = device.observe

    def read(_picture: Image.Image) -> tuple[Line, ...]:
        elements = observe(screenshot=False).elements
        return tuple(Line(element.text, element.bounds, 1.0) for element in elements if element.text)

    reader = OcrGrounder(read)
    monkeypatch.setattr(picture, "_reader", lambda: reader)
