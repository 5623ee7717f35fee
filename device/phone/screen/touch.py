"""Fingers and keys: how input on the embedded phone becomes taps, slides, scrolls, text and navigation.

Each input event moves the phone's uptime by a fixed amount (see clock.py) before it takes effect.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.screen import button, keyfocus, navigation
from device.phone.screen.editor import Editor
from device.phone.screen.frame import Frame, Hit
from device.phone.screen.pressing import SLOP, still_pressed
from device.phone.screen.selection import held_at
from device.phone.screen.window import OVERLAYS
from device.phone.system import audiofocus as focus
from device.phone.system import keycode
from device.phone.system.clock import EVENT_MS
from device.phone.system.fault import guarded
from device.phone.system.shade import toggle
from device.phone.system.trouble import ignored
from device.phone.system.window import put_clip_away
from device.phone.toolkit.layout import Node

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

Point = tuple[int, int]
LONG_PRESS_MS = 500
DOUBLE_TAP_MS = 300
APPS = frozenset({"app", "dialog", "menu", "sheet", "toolbar"})
"""Kinds of windows that are an app's own: one that hangs lets touches on them go unanswered."""
KEYBOARD_PAGES = {"symbols": "symbols", "letters": "letters", "more": "more"}


class Touch:
    """Input of one phone."""

    def __init__(self, phone: "Handset") -> None:
        self._phone = phone
        self.editor = Editor(phone)

    def _event(self, *what: str | int) -> Frame | None:
        """The frame the finger meets: what was on the screen before time moved on.

        None when the display was off (then it goes on, and that is all) or the weather keeps it away.
        """
        phone = self._phone
        phone.events.note("input", *what)
        arrives = phone.weather.meets(str(what[0]))
        frame = phone.frame()
        phone.clock.advance(EVENT_MS)
        if what[0] in ("tap", "swipe", "long press"):
            keyfocus.let_go(phone)
        if phone.hardware.asleep:
            button.wake(phone)
            return None
        return frame if arrives else None

    # -- fingers -----------------------------------------------------------------------------------
    def tap(self, x: int, y: int) -> None:
        """A short touch at a pixel."""
        frame = self._event("tap", x, y)
        hit = self._met(frame, x, y) if frame is not None else None
        if hit is not None:
            guarded(self._phone, hit.window.package, lambda: self._tapped(hit, x, y), None)

    def _tapped(self, hit: Hit, x: int, y: int) -> None:
        if hit.window.kind not in ("toolbar", "keyboard") and not hit.path[-1].view.input.key:
            self.editor.dismiss()
        for node in reversed(hit.path):
            view = node.view
            if not view.enabled:
                return
            if view.input.key:
                self.editor.tap(node, x, y)
                return
            if view.gestures.on_slide is not None:
                view.gestures.on_slide(_fraction(x, node.left, node.right))
                return
            if view.gestures.on_tap_at is not None:
                view.gestures.on_tap_at(
                    _fraction(x, node.left, node.right), _fraction(y, node.top, node.bottom)
                )
                return
            if view.on_tap is not None:
                view.on_tap()
                return

    def double_tap(self, x: int, y: int) -> None:
        """Two short touches."""
        self.tap(x, y)
        self.tap_again(x, y)

    def tap_again(self, x: int, y: int) -> None:
        """The second of two short touches: in a text it selects a word, a picture grows."""
        hit = self._phone.frame().hit(x, y)
        node = next((one for one in reversed(hit.path) if _reacts(one)), None) if hit is not None else None
        if node is not None and node.view.gestures.on_double_tap is not None:
            frame = self._event("tap", x, y)
            met = self._met(frame, x, y) if frame is not None else None
            if met is not None:
                place = _fraction(x, node.left, node.right), _fraction(y, node.top, node.bottom)
                act = partial(node.view.gestures.on_double_tap, *place)
                guarded(self._phone, met.window.package, act, None)
            return
        self.tap(x, y)
        if hit is not None and hit.path[-1].view.input.key:
            self.editor.hold(hit.path[-1], x, y)

    def pinch(self, before: tuple[Point, Point], now: tuple[Point, Point]) -> None:
        """Two fingers go on: what lies under their middle grows as they part, and shrinks as they meet."""
        (x1, y1), (x2, y2) = now
        x, y = (x1 + x2) // 2, (y1 + y2) // 2
        frame = self._event("pinch", x, y)
        hit = self._met(frame, x, y) if frame is not None else None
        nodes = reversed(hit.path) if hit is not None else iter(())
        node = next((one for one in nodes if one.view.gestures.on_pinch is not None), None)
        if hit is None or node is None or node.view.gestures.on_pinch is None:
            return
        factor = max(1.0, math.dist(*now)) / max(1.0, math.dist(*before))
        place = _fraction(x, node.left, node.right), _fraction(y, node.top, node.bottom)
        guarded(self._phone, hit.window.package, partial(node.view.gestures.on_pinch, factor, *place), None)

    def long_press(self, x: int, y: int) -> None:
        """A touch that stays: the deepest view that knows long presses has it, else it is a tap's miss."""
        frame = self._event("long press", x, y)
        hit = self._met(frame, x, y) if frame is not None else None
        if hit is not None:
            guarded(self._phone, hit.window.package, lambda: self._held(hit, x, y), None)

    def _held(self, hit: Hit, x: int, y: int) -> None:
        for node in reversed(hit.path):
            if node.view.input.key and node.view.enabled:
                self.editor.hold(node, x, y)
                return
            if node.view.text.selectable and self.editor.hold_text(node, x, y):
                return
            view = node.view
            if view.gestures.on_hold_at is not None and view.enabled:
                view.gestures.on_hold_at(
                    _fraction(x, node.left, node.right), _fraction(y, node.top, node.bottom)
                )
                return
            if view.on_long_press is not None and view.enabled:
                view.on_long_press()
                return

    def swipe(self, x1: int, y1: int, x2: int, y2: int, ms: int = 300) -> None:
        """A finger put down, moved and lifted. Without movement it is a tap, or a long press by its time."""
        self.trace(((x1, y1), (x2, y2)), ms)

    def trace(self, way: Sequence[Point], ms: int = 300) -> None:
        """A finger put down at the first point, moved to each of the others, and lifted: see swipe."""
        (x1, y1), (x2, y2) = way[0], way[-1]
        if _near(way):
            if ms >= LONG_PRESS_MS:
                self.long_press(x1, y1)
            else:
                self.tap(x1, y1)
            return
        frame = self._event("swipe", x1, y1, x2, y2)
        hit = frame.hit(x1, y1) if frame is not None else None
        if (
            frame is None
            or hit is None
            or (hit.window.kind in APPS and ignored(self._phone, hit.window.package))
        ):
            return
        swiped = partial(self._swiped, frame, hit, way, ms)
        guarded(self._phone, hit.window.package, swiped, None)

    def _swiped(self, frame: Frame, hit: Hit, way: Sequence[Point], ms: int) -> None:
        (x1, y1), (x2, y2) = way[0], way[-1]
        grip = self._handle(frame, hit, x1, y1)
        if grip is not None:
            node, which, x, y = grip
            self.editor.drag(node, which, x + x2 - x1, y + y2 - y1)
            return
        first = next(point for point in way if not _near((way[0], point)))
        horizontal = abs(first[0] - x1) >= abs(first[1] - y1)
        for node in reversed(hit.path):
            if self._moved(frame, node, way, horizontal):
                return
        pressed = still_pressed(frame, hit, way, horizontal)
        if pressed is not None and hit.window.kind in APPS:
            if ms >= LONG_PRESS_MS and pressed.view.long_clickable:
                self._held(hit, x1, y1)
            else:
                self._tapped(hit, x1, y1)

    def follow(self, way: Sequence[Point]) -> None:
        """Take along what scrolls under a finger that is still down; the rest happens once it is lifted."""
        phone = self._phone
        held = phone.hardware.finger_scrolls or self._scrolls_under(way)
        if held is None:
            return
        phone.hardware = replace(phone.hardware, finger_scrolls=held)
        frame, (key, before) = phone.frame(), held
        self._scroll(frame, key, before + way[0][1] - way[-1][1] - frame.scroll_offset(key))

    def _scrolls_under(self, way: Sequence[Point]) -> tuple[str, int] | None:
        """The container that a finger takes hold of, and how far it is scrolled; None until it moves one."""
        phone, (x, y) = self._phone, way[0]
        frame = phone.frame()
        hit = frame.hit(x, y)
        if phone.hardware.asleep or _near(way) or hit is None or self._handle(frame, hit, x, y) is not None:
            return None
        first = next(point for point in way if not _near((way[0], point)))
        if abs(first[0] - x) >= abs(first[1] - y):
            return None
        for node in reversed(hit.path):
            if node.view.gestures.on_drag is not None or node.view.gestures.on_trace is not None:
                return None
            if node.view.scroll and frame.max_scroll(node.view.scroll) > 0:
                package = hit.window.package
                if hit.window.kind in APPS and ignored(phone, package):
                    return None
                met = self._event("swipe", x, y, *way[-1])
                return (node.view.scroll, frame.scroll_offset(node.view.scroll)) if met is not None else None
        return None

    def drag(self, x1: int, y1: int, x2: int, y2: int, ms: int = 1000) -> None:
        """Press, hold, move, lift: moves sliders and drawings as a swipe does, and picks things up."""
        self.swipe(x1, y1, x2, y2, ms)

    def _moved(self, frame: Frame, node: Node, way: Sequence[Point], horizontal: bool) -> bool:
        """Offer a swipe to one view; whether it took it."""
        view = node.view
        (x1, y1), (x2, y2) = way[0], way[-1]
        if view.gestures.on_slide is not None and view.enabled and horizontal:
            view.gestures.on_slide(_fraction(x2, node.left, node.right))
            return True
        if view.gestures.on_drag is not None or view.gestures.on_trace is not None:
            width, height = max(1, node.right - node.left), max(1, node.bottom - node.top)
            places = [((x - node.left) / width, (y - node.top) / height) for x, y in way]
            if view.gestures.on_trace is not None:
                view.gestures.on_trace(places)
            elif view.gestures.on_drag is not None:
                view.gestures.on_drag(*places[0], *places[-1])
            return True
        if _near((way[0], way[-1])):
            return True  # to and fro: all is as it was
        if view.pager.on_page is not None and horizontal:
            view.pager.on_page(1 if x2 < x1 else -1)
            return True
        if view.scroll and not horizontal:
            return self._scroll(frame, view.scroll, y1 - y2)
        if view.gestures.on_fling is not None and not horizontal:
            view.gestures.on_fling("up" if y2 < y1 else "down")
            return True
        return False

    def _scroll(self, frame: Frame, key: str, pixels: int) -> bool:
        """Move a container; False at its end, so that what holds it may take the swipe."""
        front = self._phone.surface
        limit = frame.max_scroll(key)
        now = frame.scroll_offset(key)
        then = min(limit, max(0, now + pixels))
        if then == now:
            return False
        scroll = {**front.layout.scroll, key: then}
        layout = replace(front.layout, scroll=scroll, scrolled_by_hand=True)
        self._phone.update(front, replace(front, layout=layout))
        return True

    def _met(self, frame: Frame, x: int, y: int) -> Hit | None:
        """What a finger that goes down and up again acts on; None when the touch is used up or lost."""
        hit = frame.hit(x, y)
        if hit is None or hit.window.kind != "clip":
            put_clip_away(self._phone)
        if hit is None or self._dismissed(frame, hit):
            return None
        return None if hit.window.kind in APPS and ignored(self._phone, hit.window.package) else hit

    def _handle(self, frame: Frame, hit: Hit, x: int, y: int) -> tuple[Node, str, int, int] | None:
        """A text and its handle under the finger, with the pixel of the text that the handle stands for."""
        if not self._phone.surface.layout.toolbar or hit.window.kind == "toolbar":
            return None
        node = frame.edited_node()
        held = held_at(node, frame.density, x, y) if node is not None else None
        return (node, *held) if node is not None and held is not None else None

    def _dismissed(self, frame: Frame, hit: Hit) -> bool:
        """A touch beside an overlay closes it, or goes nowhere when it can't be closed."""
        active = frame.active
        if active.kind not in OVERLAYS or hit.window is active:
            return False
        if hit.window.kind in ("keyboard", "navigation", "status", "heads_up", "toolbar", "clip"):
            return False
        if active.on_dismiss is not None and not active.modal:
            guarded(self._phone, active.package, active.on_dismiss, None)
        return True

    # -- text ----------------------------------------------------------------------------------------
    def commit(self, text: str) -> bool:
        """Put text into the focused field as a keyboard does; False when nothing has the focus."""
        phone, package = self._phone, self._phone.surface.package
        if ignored(phone, package):
            return False
        return guarded(phone, package, lambda: self.editor.commit(text), True)

    def text(self, text: str) -> bool:
        """`input text`: characters typed one after the other."""
        node = self._phone.frame().focused_field()
        hidden = node is not None and node.view.input.password
        if self._event("text", "\u2022" * len(text) if hidden else text) is None:
            return False
        return self.commit(text)

    def clear_field(self) -> bool:
        """Empty the focused field; False when nothing has the focus."""
        return guarded(self._phone, self._phone.surface.package, self.editor.clear, True)

    # -- keys ------------------------------------------------------------------------------------------
    def key(self, code: int, meta: int = 0, *, long: bool = False) -> None:
        """One key pressed and released, at once or after a while; `meta` as Android's META_* bits."""
        if code in keycode.MEDIA:
            self._media_key(code)
            return
        frame = self._event("key", code)
        if frame is None:
            if code == keycode.SLEEP:
                button.sleep(self._phone)
        elif code in button.KEYS:
            button.press(self._phone, code, long=long)
        elif code == keycode.BACK:
            navigation.back(self._phone, frame.active)
        elif code == keycode.HOME:
            navigation.home(self._phone)
        elif code == keycode.APP_SWITCH:
            navigation.overview(self._phone)
        elif code == keycode.NOTIFICATION:
            toggle(self._phone)
        elif code in keycode.VOLUME:
            navigation.volume(self._phone, keycode.VOLUME[code])
        elif not navigation.shortcut(self._phone, code, meta):
            self._field_key(code, meta)

    def _media_key(self, code: int) -> None:
        """For who plays, not for what is on the screen: a dark display stays dark."""
        phone = self._phone
        phone.events.note("input", "key", code)
        arrives = phone.weather.meets("key")
        phone.frame()
        phone.clock.advance(EVENT_MS)
        if arrives:
            focus.press(phone, keycode.MEDIA[code])

    def key_combination(self, codes: Sequence[int]) -> None:
        """Keys held together: the last one pressed with the others as modifiers."""
        codes = [keycode.CHORDS[frozenset(codes)]] if frozenset(codes) in keycode.CHORDS else codes
        meta = 0
        for code in codes[:-1]:
            meta |= keycode.META.get(code, 0)
        if codes:
            self.key(codes[-1], meta)

    def _field_key(self, code: int, meta: int) -> None:
        phone, package = self._phone, self._phone.surface.package
        if ignored(phone, package):
            return
        if not guarded(phone, package, lambda: keyfocus.press(phone, code, meta), True):
            guarded(phone, package, lambda: self.editor.key(code, meta), None)

    def pressed(self, key: str) -> None:
        """A key of the soft keyboard was tapped (see keyboard.py for the names)."""
        phone = self._phone
        page = phone.window.keyboard_page
        if key == "hide":
            phone.show_keyboard(False)
        elif key == "shift":
            phone.window = replace(phone.window, keyboard_page="letters" if page == "shift" else "shift")
        elif key in KEYBOARD_PAGES:
            phone.window = replace(phone.window, keyboard_page=KEYBOARD_PAGES[key])
        elif key in ("backspace", "enter"):
            self._field_key(keycode.DEL if key == "backspace" else keycode.ENTER[0], 0)
        else:
            self.commit(" " if key == "space" else key)
            if page == "shift":
                phone.window = replace(phone.window, keyboard_page="letters")


def _near(way: Sequence[Point]) -> bool:
    """Whether a finger stayed so close to where it was put down that it did not move at all."""
    x1, y1 = way[0]
    return all(abs(x - x1) <= SLOP and abs(y - y1) <= SLOP for x, y in way)


def _fraction(x: int, left: int, right: int) -> float:
    """Where x lies between two edges, 0-1; the last pixel counts as the end."""
    return min(1.0, max(0.0, (x - left) / max(1, right - 1 - left)))


def _reacts(node: Node) -> bool:
    """Whether a tap ends at this node."""
    return node.view.enabled and (node.view.clickable or node.view.gestures.on_double_tap is not None)
