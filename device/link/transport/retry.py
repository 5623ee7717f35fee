"""What happens when a connection breaks: one reconnect, then the error."""

from collections.abc import Callable
from typing import TypeVar

from device.error import ActionRejected, DeviceError, DeviceLost
from device.link.wire.error import ConnectionBroken

T = TypeVar("T")


def with_one_reconnect(
    attempt: Callable[[], T], reconnect: Callable[[], None], serial: str, *, repeat: bool
) -> T:
    """Do it; if the connection breaks, reconnect once and do it again.

    With `repeat` false (a tap, a text) it is not done again once the phone may have seen it: then
    ActionRejected says that nobody knows, so that the screen is looked at first. Raises DeviceLost when
    the reconnect fails or the connection breaks again.
    """
    try:
        return attempt()
    except ConnectionBroken as broken:
        first = broken
    try:
        reconnect()
    except DeviceError as second:
        raise _lost(serial, _reason(first)) from second
    if first.sent and not repeat:
        raise ActionRejected(
            "the connection broke during the action and was made again; look whether it was done"
        ) from first
    try:
        return attempt()
    except ConnectionBroken as second:
        raise _lost(serial, _reason(second)) from second


def _lost(serial: str, what: str) -> DeviceLost:
    return DeviceLost(
        f"the phone {serial} went away ({what})", "Check the cable or the network, then run again"
    )


def _reason(broken: ConnectionBroken) -> str:
    """What happened, without the hint."""
    return str(broken.args[0])
