"""Fingers and keys: how input on the embedded phone becomes taps, slides, scrolls, text and navigation.

Each input event moves the phone's uptime by a fixed amount (see clock.py) before it takes effect.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone import keycode, navigation
from device.phone.clock import EVENT_MS
from device.phone.database import well_formed
from device.phone.edit import edited
from device.phone.frame import Frame, Hit
from device.phone.intent import Activity
from device.phone.layout import Node, index_at
from device.phone.view import FieldText

if TYPE_CHECKING:
    from device.phone.phone import Phone

SLOP = 21
"""Pixels (8 dp) a finger may wander and still tap."""
LONG_PRESS_MS = 500
KEYBOARD_PAGES = {"symbols": "symbols", "letters": "letters", "more": "more"}


class Touch:
    """Input of one phone."""

    def __init__(self, phone: "Phone") -> None:
        self._phone = phone

    def _event(self) -> Frame:
        """The frame the finger meets: what was on the screen before time moved on."""
        frame = self._phone.frame()
        self._phone.clock.advance(EVENT_MS)
        return frame

    # -- fingers -----------------------------------------------------------------------------------
    def tap(self, x: int, y: int) -> None:
        """A short touch at a pixel."""
        frame = self._event()
        hit = frame.hit(x, y)
        if hit is None:
            return
        if self._dismissed(frame, hit):
            return
        for node in reversed(hit.path):
            view = node.view
            if not view.enabled:
                return
            if view.field:
                self._focus(node, x, y)
                return
            if view.on_slide is not None:
                view.on_slide(_fraction(x, node.left, node.right))
                return
            if view.on_tap is not None:
                view.on_tap()
                return

    def double_tap(self, x: int, y: int) -> None:
        """Two short touches."""
        self.tap(x, y)
        self.tap(x, y)

    def long_press(self, x: int, y: int) -> None:
        """A touch that stays: the deepest view that knows long presses has it, else it is a tap's miss."""
        frame = self._event()
        hit = frame.hit(x, y)
        if hit is None or self._dismissed(frame, hit):
            return
        for node in reversed(hit.path):
            if node.view.field:
                self._focus(node, x, y)
                self._select_word()
                return
            if node.view.on_long_press is not None and node.view.enabled:
                node.view.on_long_press()
                return

    def swipe(self, x1: int, y1: int, x2: int, y2: int, ms: int = 300) -> None:
        """A finger put down, moved and lifted. Without movement it is a tap, or a long press by its time."""
        if max(abs(x2 - x1), abs(y2 - y1)) < SLOP:
            if ms >= LONG_PRESS_MS:
                self.long_press(x1, y1)
            else:
                self.tap(x1, y1)
            return
        frame = self._event()
        hit = frame.hit(x1, y1)
        if hit is None:
            return
        horizontal = abs(x2 - x1) >= abs(y2 - y1)
        for node in reversed(hit.path):
            if self._moved(frame, node, (x1, y1), (x2, y2), horizontal):
                return

    def drag(self, x1: int, y1: int, x2: int, y2: int, ms: int = 1000) -> None:
        """Press, hold, move, lift: moves sliders and drawings as a swipe does, and picks things up."""
        self.swipe(x1, y1, x2, y2, ms)

    def _moved(
        self, frame: Frame, node: Node, start: tuple[int, int], end: tuple[int, int], horizontal: bool
    ) -> bool:
        """Offer a swipe to one view; whether it took it."""
        view = node.view
        (x1, y1), (x2, y2) = start, end
        if view.on_slide is not None and view.enabled and horizontal:
            view.on_slide(_fraction(x2, node.left, node.right))
            return True
        if view.on_drag is not None:
            width, height = node.right - node.left, node.bottom - node.top
            view.on_drag(
                (x1 - node.left) / max(1, width),
                (y1 - node.top) / max(1, height),
                (x2 - node.left) / max(1, width),
                (y2 - node.top) / max(1, height),
            )
            return True
        if view.on_page is not None and horizontal:
            view.on_page(1 if x2 < x1 else -1)
            return True
        if view.scroll and not horizontal:
            return self._scroll(frame, view.scroll, y1 - y2)
        if view.on_fling is not None and not horizontal:
            view.on_fling("up" if y2 < y1 else "down")
            return True
        return False

    def _scroll(self, frame: Frame, key: str, pixels: int) -> bool:
        """Move a container; False at its end, so that what holds it may take the swipe."""
        front = self._phone.front
        limit = frame.max_scroll(key)
        now = frame.scroll_offset(key)
        then = min(limit, max(0, now + pixels))
        if then == now:
            return False
        scroll = {**front.layout.scroll, key: then}
        layout = replace(front.layout, scroll=scroll, scrolled_by_hand=True)
        self._phone.update(front, replace(front, layout=layout))
        return True

    def _dismissed(self, frame: Frame, hit: Hit) -> bool:
        """A touch beside an overlay closes it, or goes nowhere when it can't be closed."""
        active = frame.active
        if active.kind not in ("dialog", "menu", "sheet") or hit.window is active:
            return False
        if hit.window.kind in ("keyboard", "navigation", "status"):
            return False
        if active.on_dismiss is not None:
            active.on_dismiss()
        return True

    # -- text ----------------------------------------------------------------------------------------
    def _focus(self, node: Node, x: int, y: int) -> None:
        front = self._phone.front
        key = node.view.field
        held = front.layout.fields.get(key, FieldText())
        at = index_at(node, x, y)
        fields = {**front.layout.fields, key: replace(held, start=at, end=at)}
        layout = replace(front.layout, focus=key, fields=fields, scrolled_by_hand=False)
        self._phone.update(front, replace(front, layout=layout))
        self._phone.show_keyboard(True)

    def _focused(self) -> tuple[Activity, Node] | None:
        node = self._phone.frame().focused_field()
        return (self._phone.front, node) if node is not None else None

    def _edit(self, node: Node, new: FieldText) -> None:
        """Put a field's new text, and tell the app when the words changed."""
        front = self._phone.front
        key = node.view.field
        old = front.layout.fields.get(key, FieldText())
        fields = {**front.layout.fields, key: new}
        layout = replace(front.layout, fields=fields, scrolled_by_hand=False)
        self._phone.update(front, replace(front, layout=layout))
        if new.text != old.text and node.view.on_text is not None:
            node.view.on_text(new.text)

    def _select_word(self) -> None:
        found = self._focused()
        if found is None:
            return
        front, node = found
        held = front.layout.fields.get(node.view.field, FieldText())
        start = end = min(held.start, len(held.text))
        while start > 0 and not held.text[start - 1].isspace():
            start -= 1
        while end < len(held.text) and not held.text[end].isspace():
            end += 1
        self._edit(node, replace(held, start=start, end=end))

    def commit(self, text: str) -> bool:
        """Put text into the focused field as a keyboard does; False when nothing has the focus."""
        found = self._focused()
        if found is None:
            return False
        front, node = found
        text = well_formed(text)
        if node.view.input_type != "multiline":
            text = text.replace("\n", " ")
        if node.view.input_type == "number":
            text = "".join(char for char in text if char.isdigit() or char in "+-.,")
        self._edit(node, front.layout.fields.get(node.view.field, FieldText()).replaced(text))
        return True

    def text(self, text: str) -> bool:
        """`input text`: characters typed one after the other."""
        self._event()
        return self.commit(text)

    def clear_field(self) -> bool:
        """Empty the focused field; False when nothing has the focus."""
        found = self._focused()
        if found is None:
            return False
        self._edit(found[1], FieldText())
        return True

    # -- keys ------------------------------------------------------------------------------------------
    def key(self, code: int, meta: int = 0) -> None:
        """One key pressed and released; `meta` as Android's META_* bits."""
        self._event()
        if code == keycode.BACK:
            navigation.back(self._phone)
        elif code == keycode.HOME:
            navigation.home(self._phone)
        elif code == keycode.APP_SWITCH:
            navigation.overview(self._phone)
        elif code in keycode.VOLUME:
            navigation.volume(self._phone, keycode.VOLUME[code])
        else:
            self._field_key(code, meta)

    def key_combination(self, codes: Sequence[int]) -> None:
        """Keys held together: the last one pressed with the others as modifiers."""
        meta = 0
        for code in codes[:-1]:
            meta |= keycode.META.get(code, 0)
        if codes:
            self.key(codes[-1], meta)

    def _field_key(self, code: int, meta: int) -> None:
        found = self._focused()
        if found is None:
            return
        front, node = found
        held = front.layout.fields.get(node.view.field, FieldText())
        if code in keycode.ENTER:
            self._enter(node)
            return
        typed = keycode.character(code, meta)
        if typed and not meta & keycode.CTRL:
            self.commit(typed)
            return
        copied = held.text[min(held.start, held.end) : max(held.start, held.end)]
        if copied and (code in (keycode.COPY, keycode.CUT) or (meta & keycode.CTRL and code in (31, 52))):
            self._phone.set_clipboard(copied)
        if code == keycode.PASTE or (meta & keycode.CTRL and code == 50):
            self.commit(self._phone.window.clipboard)
            return
        self._edit(node, edited(held, code, meta))

    def _enter(self, node: Node) -> None:
        if node.view.input_type == "multiline":
            self.commit("\n")
        elif node.view.on_submit is not None:
            node.view.on_submit()
        else:
            self._phone.show_keyboard(False)

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


def _fraction(x: int, left: int, right: int) -> float:
    """Where x lies between two edges, 0-1; the last pixel counts as the end."""
    return min(1.0, max(0.0, (x - left) / max(1, right - 1 - left)))
