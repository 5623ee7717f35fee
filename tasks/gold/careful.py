"""A careful person's hand in any weather: it clears away what came between, and tries again what failed."""

from collections.abc import Callable
from contextlib import suppress
from typing import Unpack

from device.error import ActionRejected, DeviceLost, TextNotTyped
from device.screen import Observation, Point, UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand
from tasks.gold.sought import Sought, Traits

_ROUNDS = 30
_TRIES = 4
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
        if closer.resource_id.endswith(("aerr_wait", "ad_skip")):
            self.device.wait(1.5)
        return True

    def _put(self, point: Point) -> None:
        """A tap; looking again tells whether it was done."""
        with suppress(ActionRejected):
            self.device.tap(point)

    def tap(self, *labels: str, **traits: Unpack[Traits]) -> None:
        """Touch it with the keyboard out of the way, again where nothing came of it."""
        self._insist(Sought.of(labels, traits), self._put)

    def long_press(self, *labels: str, **traits: Unpack[Traits]) -> None:
        """The same, and stay."""
        self._insist(Sought.of(labels, traits), self.device.long_press)

    def tap_on(self, element: UIElement) -> None:
        """The same for an element of the latest look."""
        self._insist_on(element, self._put)

    def long_press_on(self, element: UIElement) -> None:
        """The same, and stay."""
        self._insist_on(element, self.device.long_press)

    def _insist(self, sought: Sought, touch: Callable[[Point], None]) -> None:
        for _ in range(_TRIES):
            self.put_keyboard_away()
            before, element = self._awaited(sought, 6.0)
            touch(sight.spot_on(before, element))
            if self.look().elements != before.elements:
                return

    def _insist_on(self, element: UIElement, touch: Callable[[Point], None]) -> None:
        for _ in range(_TRIES):
            before = self.look()
            touch(sight.spot_on(before, element))
            if self.look().elements != before.elements:
                return

    def type(self, text: str, /, *labels: str, **traits: Unpack[Traits]) -> None:
        """The cursor seen in the field before a word is typed."""
        for left in reversed(range(_TRIES)):
            try:
                super().type(text, *labels, **traits)
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
    """The one of these ids that comes first among them."""
    shown = {e.resource_id.rpartition("/")[2]: e for e in reversed(sight.shown(seen))}
    return next((shown[name] for name in names if name in shown), None)
