"""A careful person's hand in any weather: it clears away what came between, and tries again what failed."""

from dataclasses import replace

from device.client import Device
from device.error import ActionRejected, DeviceError, DeviceLost, TapwrightError, TextNotTyped
from device.phone.dump import elements_of
from device.phone.phone import Phone
from device.screen import Observation, Point, UIElement
from device.transport.inprocess import InProcessTransport
from tasks.gold import sight
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.gold.sought import Sought
from tests.tasks.gold.case import Case

TRIES = 16
_ROUNDS = 30
_CLOSERS = (
    "aerr_wait",
    "aerr_close",
    "iv_close",
    "ad_skip",
    "store_up",
    "permission_deny_button",
    "permission_deny_and_dont_ask_again_button",
)
"""Ids of what closes something that nobody asked for."""
_UNASKED = ("A new version of", "Do you like", "What's new in", "This is not available")
_ANSWERS = ("Later", "No, thanks", "Skip", "OK")


class SeeingTransport(InProcessTransport):
    """As one who looks at the picture: a screen whose tree is empty is read off what is drawn."""

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """The elements of the frame as if it had a tree."""
        seen = super().observe(screenshot=screenshot, tree=tree)
        frame = self.phone.frame()
        if tree and frame.screen.tree_hidden:
            return replace(seen, elements=elements_of(frame.active.root, frame.active.package))
        return seen


class CarefulHand(Hand):
    """A Hand that trusts nothing."""

    def look(self) -> Observation:
        """What shows once nothing is in the way any more."""
        for _ in range(_ROUNDS):
            seen = super().look()
            if not self._cleared(seen):
                return seen
        return seen

    def _cleared(self, seen: Observation) -> bool:
        """Clear away what is in the way; whether there was anything."""
        if seen.tree_error or seen.orientation or _named(seen, "loading_text", "snackbar_text"):
            self.device.wait(1.0)
            return True
        closer = _named(seen, *_CLOSERS)
        if closer is None and any(text.startswith(_UNASKED) for text in sight.written(sight.shown(seen))):
            closer = sight.find(seen, Sought(_ANSWERS, {"clickable": True}))
        if closer is None:
            return False
        if closer.is_enabled:
            self._put(closer.bounds.center)
        self.device.wait(1.5 if closer.resource_id.endswith(("aerr_wait", "ad_skip")) else 0.0)
        return True

    def _put(self, point: Point) -> None:
        """A tap, on a line that may break; looking again tells whether it was done."""
        try:
            self.device.tap(point)
        except DeviceLost:
            for _ in range(6):
                try:
                    self.device.transport.reconnect()
                    return
                except DeviceError:
                    continue
        except ActionRejected:
            return

    def tap(self, *labels: str, **traits: object) -> None:  # type: ignore[override]
        """Touch it with the keyboard out of the way, again where nothing came of it."""
        for _ in range(4):
            self.put_keyboard_away()
            before, element = self._awaited(Sought.of(labels, traits), 6.0)  # type: ignore[arg-type]
            self._put(sight.spot_on(before, element))
            if self.look().elements != before.elements:
                return

    def tap_on(self, element: UIElement) -> None:
        """The same for an element of the latest look."""
        for _ in range(4):
            before = self.look()
            self._put(sight.spot_on(before, element))
            if self.look().elements != before.elements:
                return

    def type(self, text: str, /, *labels: str, **traits: object) -> None:  # type: ignore[override]
        """The cursor seen in the field before a word is typed."""
        for left in reversed(range(4)):
            try:
                super().type(text, *labels, **traits)  # type: ignore[arg-type]
                return
            except (TextNotTyped, ActionRejected, DeviceLost):
                if not left:
                    raise

    def _put_cursor(self, sought: Sought) -> None:
        for _ in range(4):
            seen, element = self._awaited(sought, 6.0)
            field = next((e for e in (element, *sight.inside_of(seen, element)) if e.is_editable), element)
            if field.is_focused and seen.keyboard_shown:
                return
            if seen.keyboard_shown:  # without it the page lies otherwise
                self.put_keyboard_away()
            else:
                self._put(sight.spot_on(seen, field))


def _named(seen: Observation, *names: str) -> UIElement | None:
    return next((e for e in sight.shown(seen) if e.resource_id.rpartition("/")[2] in names), None)


def persevere(case: Case, phone: Phone) -> None:
    """Perform a case, as often as it takes; assert that it is done in the end."""
    told = ""
    for _ in range(TRIES):
        with Device(SeeingTransport(phone)) as device:
            try:
                solver_for(case.task)(CarefulHand(device), Params(case.values, case.goal))
                told = "nothing was in the way"
            except TapwrightError as error:
                told = str(error)
        if case.done(phone, ""):
            return
        phone.touch.key(3)
    raise AssertionError(f"{case} is not done in {TRIES} tries: {told}")
