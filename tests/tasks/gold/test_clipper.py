"""The solver for the clipboard."""

from collections.abc import Iterator

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tests.boot import fresh_phone


@pytest.fixture(params=["en-US", "zh-CN"])
def phone(request: pytest.FixtureRequest) -> Phone:
    return fresh_phone(locale=request.param)


@pytest.fixture
def hand(phone: Phone) -> Iterator[Hand]:
    with Device(InProcessTransport(phone)) as device:
        yield Hand(device)


@pytest.mark.parametrize("text", ["1234 Elm St, Springfield, IL", "Mike's Grocery Store", "会议 3 点"])
def test_copy(hand: Hand, phone: Phone, text: str) -> None:
    phone.set_clipboard("~~~RESET~~~")
    solver_for("SystemCopyToClipboard")(hand, Params({"clipboard_content": text}))
    assert phone.window.clipboard == text
