"""The toolbar over a text belongs to the window in front, however that window's tree is asked for."""

import pytest

from device.client import Device
from device.link.transport.direct import DirectTransport
from device.look.treereader import TreeReader
from device.phone.server.host import serve
from tests.device.conftest import fresh_phone


@pytest.mark.parametrize("every", [False, True])
def test_a_text_held_for_long_offers_to_paste(every: bool) -> None:
    with serve([fresh_phone()]) as server:
        transport = DirectTransport.dial(server.serials[0])
        with Device(transport) as device:
            device.clipboard.fill("a text on the clipboard")
            device.open_app("Contacts")
            search = next(one for one in device.observe().elements if "Search" in one.label)
            device.tap(search.bounds.center)
            device.settle()
            field = next(one for one in device.observe().elements if one.is_editable)
            device.long_press(field.bounds.center)
            device.settle()
            told = TreeReader(transport, None, None).tree(every=every)
            assert "Paste" in {node.attributes.get("text") for node in told.nodes}
