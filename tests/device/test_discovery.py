"""Reading the server's list and choosing from it (the states themselves: test_transport_states.py)."""

import pytest

from device.discovery import choose, read_devices
from device.error import NoDevice

LIST = """\
0123456789ABCDEF       device usb:1-1.2 product:oriole model:Pixel_6 device:oriole transport_id:1
emulator-5554          device product:sdk_gphone64 model:sdk_gphone64_x86_64 device:emu64x transport_id:2
192.168.1.20:37099     offline transport_id:3
adb-R5CT-x.local._adb-tls-connect._tcp. device product:a model:SM_A5 device:a transport_id:5
????????????           no permissions (user in plugdev group); see [http://d/x] usb:3-1
"""


def test_every_line_is_a_phone() -> None:
    phones = read_devices(LIST + "\n")
    assert [phone.state for phone in phones] == ["device", "device", "offline", "device", "no permissions"]
    assert [phone.kind for phone in phones] == ["usb", "emulator", "network", "network", "usb"]
    assert phones[0].model == "Pixel 6"
    assert [phone.usable for phone in phones] == [True, True, False, True, False]


def test_choosing_by_name() -> None:
    assert choose("emulator-5554", read_devices(LIST)).model == "sdk gphone64 x86 64"
    with pytest.raises(NoDevice, match="0123456789ABCDEF"):
        choose("emulator-5556", read_devices(LIST))
