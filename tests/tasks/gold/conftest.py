"""A gold hand on a fresh phone in this very process."""

from collections.abc import Iterator
from functools import cache

import pytest
from PIL import Image

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.ocrread import Line
from tasks.gold import gallery
from tasks.gold.hand import Hand
from tests.boot import fresh_phone


@pytest.fixture(scope="session")
def pages() -> dict[bytes, tuple[Line, ...]]:
    """What was read in this run, by the pixels it was read from."""
    return {}


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch, pages: dict[bytes, tuple[Line, ...]]) -> None:
    """A picture that several walks read, in whatever looks, is read by the first: it takes seconds."""
    read = gallery.read_text

    def remembered(picture: Image.Image) -> tuple[Line, ...]:
        pixels = picture.tobytes()
        if pixels not in pages:
            pages[pixels] = read(picture)
        return pages[pixels]

    monkeypatch.setattr(gallery, "read_text", remembered)


@pytest.fixture
def phone() -> Phone:
    return _begun().fork()


@cache
def _begun() -> Phone:
    return fresh_phone()


@pytest.fixture
def hand(phone: Phone) -> Iterator[Hand]:
    with Device(InProcessTransport(phone)) as device:
        yield Hand(device)
