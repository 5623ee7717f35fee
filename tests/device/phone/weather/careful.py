"""A careful hand on a phone in any weather, which begins again until the goal is reached."""

from contextlib import suppress
from dataclasses import replace

from device.client import Device
from device.error import DeviceError, DeviceLost, TapwrightError
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.screen.dump import elements_of
from device.screen import Observation, Point
from tasks.gold.careful import CarefulHand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tests.tasks.gold.case import Case

TRIES = 16


class SeeingTransport(InProcessTransport):
    """As one who looks at the picture: a screen whose tree is empty is read off what is drawn."""

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """The elements of the frame as if it had a tree."""
        seen = super().observe(screenshot=screenshot, tree=tree)
        frame = self.phone.frame()
        if tree and frame.screen.tree_hidden:
            return replace(seen, elements=elements_of(frame.active.root, frame.active.package))
        return seen


class DialingHand(CarefulHand):
    """A careful hand on a line that may break: it dials again."""

    def _put(self, point: Point) -> None:
        try:
            super()._put(point)
        except DeviceLost:
            for _ in range(6):
                with suppress(DeviceError):
                    self.device.transport.reconnect()
                    return


def persevere(case: Case, phone: Phone) -> None:
    """Perform a case, as often as it takes; assert that it is done in the end."""
    told = ""
    for _ in range(TRIES):
        with Device(SeeingTransport(phone)) as device:
            try:
                solver_for(case.task)(DialingHand(device), Params(case.values, case.goal))
                told = "nothing was in the way"
            except TapwrightError as error:
                told = str(error)
        if case.done(phone, ""):
            return
        phone.touch.key(3)
    raise AssertionError(f"{case} is not done in {TRIES} tries: {told}")
