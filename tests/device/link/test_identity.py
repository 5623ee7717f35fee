"""One phone by several names: leased once, and put back whichever way it is reached by then."""

from pathlib import Path

import pytest

from device.error import DeviceBusy
from device.link.discovery import lease_name, open_device
from device.link.identity import identify
from device.link.transport.inprocess import InProcessTransport
from device.phone.server.host import serve
from device.phone.server.vendor import play
from tests.boot import fresh_phone
from tests.device.relay import relay


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("R5CT1234ABC", "R5CT1234ABC"),
        ("0A1B2C3D", "0A1B2C3D"),
        ("EMULATOR35X4X9X0", ""),
        ("CUTTLEFISHCVD011", ""),
        ("0123456789ABCDEF", ""),
        ("1234567890", ""),
        ("00000000", ""),
        ("unknown", ""),
        ("", ""),
        ("error: closed", ""),
    ],
)
def test_a_number_that_many_phones_have_names_none(told: str, own: str) -> None:
    phone = fresh_phone(seed=0)
    phone.renumber(told)
    assert identify(InProcessTransport(phone)) == own


def test_phones_that_are_served_have_numbers_of_their_own_and_a_fork_takes_none_along() -> None:
    phone = fresh_phone(seed=0)
    with serve([phone, phone.fork()]) as server:
        numbers = {
            server.call(lambda one=one: one.shell("getprop ro.serialno").text) for one in server.phones
        }
        assert len(numbers) == 2
        assert str(server.call(lambda: phone.diff(server.phones[1]))) == str(phone.diff(phone))


@pytest.mark.parametrize(
    ("serial", "name"),
    [
        ("127.0.0.1:6701@127.0.0.1:5038", "127.0.0.1:6701"),
        ("emulator-5554@localhost:5038", "127.0.0.1:5555"),
        ("R5CT1234ABC@10.0.0.7:5037", "R5CT1234ABC"),
        ("emulator-5554@10.0.0.7:5037", "emulator-5554@10.0.0.7:5037"),
        ("192.168.1.5:5555@10.0.0.7:5037", "192.168.1.5:5555@10.0.0.7:5037"),
    ],
)
def test_what_another_adb_server_of_this_computer_lists_is_the_same_phone(serial: str, name: str) -> None:
    assert lease_name(serial) == name


def test_a_phone_is_leased_once_by_whatever_address(tmp_path: Path) -> None:
    with serve([fresh_phone(seed=0)]) as server, relay(server.ports[0]) as other:
        with open_device(server.serials[0], state_folder=tmp_path), pytest.raises(DeviceBusy, match=other):
            open_device(other, state_folder=tmp_path)
        open_device(other, state_folder=tmp_path).close()


def test_what_a_killed_run_left_is_put_back_though_the_port_is_another_one(tmp_path: Path) -> None:
    phone = fresh_phone(seed=0)
    play(phone, "animated")
    with serve([phone]) as server, relay(server.ports[0]) as other:
        before = server.call(phone.snapshot)
        killed = open_device(server.serials[0], state_folder=tmp_path)
        assert killed.observe().elements
        assert server.call(lambda: phone.diff(before).settings), "its animations are off"
        assert killed._lease is not None
        killed._lease.release()  # as the system does for one that is killed
        open_device(other, state_folder=tmp_path).close()
        assert server.call(lambda: phone.diff(before).settings) == ()
        killed.transport.close()
