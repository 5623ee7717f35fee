"""The text field with the cursor: what fingers, keys, keyboards and the clipboard do to its text.

Also text that can be selected without being changed (`View.selectable`): it has no cursor, only a selection.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.file.database import well_formed
from device.phone.screen import selection
from device.phone.screen.edit import edited, word_at
from device.phone.system import keycode
from device.phone.system.intent import Activity
from device.phone.toolkit.layout import Node, index_at
from device.phone.toolkit.view import FieldText, View

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_EMPTY = FieldText()


class Editor:
    """Editing on one phone."""

    def __init__(self, phone: "Handset") -> None:
        self._phone = phone

    # -- what is ---------------------------------------------------------------------------------------
    def focused(self) -> tuple[Activity, Node] | None:
        """The activity and the field with the cursor."""
        node = self._phone.frame().focused_field()
        return (self._phone.surface, node) if node is not None else None

    def _layout(self, **changes: object) -> None:
        front = self._phone.surface
        layout = replace(front.layout, **changes)  # type: ignore[arg-type]
        if layout != front.layout:
            self._phone.update(front, replace(front, layout=layout))

    def _held(self, key: str) -> FieldText:
        return self._phone.surface.layout.fields.get(key, _EMPTY)

    # -- fingers ---------------------------------------------------------------------------------------
    def tap(self, node: Node, x: int, y: int) -> None:
        """A finger on a field: the cursor goes there; on the cursor itself it asks for the toolbar."""
        layout = self._phone.surface.layout
        key = node.view.input.key
        held = self._held(key)
        at = index_at(node, x, y)
        again = layout.focus == key and held.start == held.end == at
        self._focus(node.view, replace(held, start=at, end=at))
        shown = layout.toolbar in selection.SHOWN
        offered = bool(held.text) or bool(self._phone.window.clipboard)
        wanted = "main" if again and offered and not shown else "handle" if held.text else ""
        self._layout(toolbar=wanted)

    def hold(self, node: Node, x: int, y: int) -> None:
        """A long press: selects the word under the finger; beside the text it offers to paste."""
        key = node.view.input.key
        held = self._held(key)
        at = index_at(node, x, y)
        word = word_at(held.text, at) if selection.on_text(node, x) else (at, at)
        if node.view.input.password and held.text:
            word = (0, len(held.text))
        self._focus(node.view, replace(held, start=word[0], end=word[1]))
        offered = bool(held.text) or bool(self._phone.window.clipboard)
        self._layout(toolbar="main" if offered else "")

    def hold_text(self, node: Node, x: int, y: int) -> bool:
        """A long press on selectable text: selects the word; False where there is none."""
        text = node.view.text.content
        start, end = word_at(text, selection.place_in(node, x, y))
        if start == end:
            return False
        fields = {**self._phone.surface.layout.fields, node.view.text.selectable: FieldText(text, start, end)}
        self._layout(fields=fields, marked=node.view.text.selectable, toolbar="main", focus="")
        self._phone.show_keyboard(False)
        return True

    def dismiss(self) -> None:
        """A finger elsewhere: the toolbar goes, and what was selected in text that cannot be edited."""
        layout = self._phone.surface.layout
        if layout.toolbar or layout.marked:
            self._layout(toolbar="", marked="")

    def close_toolbar(self) -> bool:
        """Back: the toolbar goes, and the selection with it. False when there was none."""
        layout = self._phone.surface.layout
        if layout.toolbar not in selection.SHOWN:
            return False
        key = layout.marked or layout.focus
        held = self._held(key)
        fields = {**layout.fields, key: replace(held, start=held.end)} if key else layout.fields
        self._layout(fields=fields, toolbar="", marked="")
        return True

    def drag(self, node: Node, grip: str, x: int, y: int) -> None:
        """A handle was pulled to a place in the text; the two ends never meet or cross."""
        key = node.view.input.key or node.view.text.selectable
        held = self._held(key)
        at = index_at(node, x, y)
        low, high = sorted((held.start, held.end))
        if grip == "start":
            low = min(at, high - 1)
        elif grip == "end":
            high = max(at, low + 1)
        else:
            low = high = at
        fields = {**self._phone.surface.layout.fields, key: replace(held, start=low, end=high)}
        self._layout(fields=fields, toolbar="main" if low != high else "handle")

    def _focus(self, view: View, held: FieldText) -> None:
        front = self._phone.surface
        fields = {**front.layout.fields, view.input.key: held}
        layout = replace(front.layout, focus=view.input.key, fields=fields, scrolled_by_hand=False, marked="")
        self._phone.update(front, replace(front, layout=layout))
        self._phone.show_keyboard(view.input.keyboard)

    # -- text ------------------------------------------------------------------------------------------
    def edit(self, node: Node, new: FieldText) -> None:
        """Put a field's new text, and tell the app when the words changed."""
        key = node.view.input.key
        old = self._held(key)
        fields = {**self._phone.surface.layout.fields, key: new}
        self._layout(fields=fields, scrolled_by_hand=False, toolbar="")
        if new.text != old.text and node.view.input.on_text is not None:
            node.view.input.on_text(new.text)

    def commit(self, text: str) -> bool:
        """Put text into the focused field as a keyboard does; False when nothing has the focus."""
        found = self.focused()
        if found is None:
            return False
        front, node = found
        text = well_formed(text)
        if node.view.input.kind != "multiline":
            text = text.replace("\n", " ")
        if node.view.input.kind == "number":
            text = "".join(char for char in text if char.isdigit() or char in "+-.,")
        self.edit(node, front.layout.fields.get(node.view.input.key, _EMPTY).replaced(text))
        return True

    def clear(self) -> bool:
        """Empty the focused field; False when nothing has the focus."""
        found = self.focused()
        if found is None:
            return False
        self.edit(found[1], _EMPTY)
        return True

    # -- clipboard -------------------------------------------------------------------------------------
    def selected(self) -> str:
        """The selected text; "" when there is none or it is a password."""
        layout = self._phone.surface.layout
        found = self.focused()
        if not layout.marked and (found is None or found[1].view.input.password):
            return ""
        held = self._held(layout.marked or layout.focus)
        return held.text[min(held.start, held.end) : max(held.start, held.end)]

    def act(self, action: str) -> None:
        """One of the toolbar: cut, copy, paste, all, share, more, less."""
        layout = self._phone.surface.layout
        if action in ("more", "less"):
            self._layout(toolbar="more" if action == "more" else "main")
        elif action == "paste":
            self.commit(self._phone.window.clipboard)
        elif action == "all":
            key = layout.marked or layout.focus
            held = self._held(key)
            fields = {**layout.fields, key: replace(held, start=0, end=len(held.text))}
            self._layout(fields=fields, toolbar="main")
        else:
            self._take(action, self.selected())

    def _take(self, action: str, text: str) -> None:
        """Cut, copy or share what is selected."""
        found = self.focused()
        if action != "share":
            self._phone.set_clipboard(text)
        if action == "cut" and found is not None:
            self.edit(found[1], self._held(found[1].view.input.key).replaced(""))
            return
        self.close_toolbar()
        if action == "share":
            self._phone.context().share(text)

    # -- keys ------------------------------------------------------------------------------------------
    def key(self, code: int, meta: int) -> None:
        """A key that no window of the system wants."""
        layout = self._phone.surface.layout
        if _shortcut(code, meta) == "copy" and layout.marked and self.selected():
            self._phone.set_clipboard(self.selected())
            return
        found = self.focused()
        if found is None:
            return
        front, node = found
        held = front.layout.fields.get(node.view.input.key, _EMPTY)
        if code in keycode.ENTER:
            self._enter(node)
            return
        if code == keycode.TAB and node.view.input.kind != "multiline":
            self._next_field(node, -1 if meta & keycode.SHIFT else 1)
            return
        typed = keycode.character(code, meta)
        if typed and not meta & keycode.CTRL:
            self.commit(typed)
            return
        shortcut = _shortcut(code, meta)
        if shortcut == "paste":
            self.commit(self._phone.window.clipboard)
            return
        if shortcut in ("copy", "cut"):
            if node.view.input.password:
                return
            if self.selected():
                self._phone.set_clipboard(self.selected())
        changed = edited(held, code, meta)
        if changed != held:
            self.edit(node, changed)

    def _next_field(self, node: Node, step: int) -> None:
        """Tab in a field of one line: the cursor goes to the end of the next field, Shift+Tab to the last."""
        fields = self._phone.frame().fields()
        place = fields.index(node) + step
        if 0 <= place < len(fields):
            other = fields[place]
            held = self._held(other.view.input.key)
            self._focus(other.view, replace(held, start=len(held.text), end=len(held.text)))

    def _enter(self, node: Node) -> None:
        if node.view.input.kind == "multiline":
            self.commit("\n")
        elif node.view.input.on_submit is not None:
            self._layout(toolbar="")
            node.view.input.on_submit()
        else:
            self._phone.show_keyboard(False)


def _shortcut(code: int, meta: int) -> str:
    """The clipboard's keys, alone or with Ctrl."""
    if meta & keycode.CTRL:
        return {keycode.A + 2: "copy", keycode.A + 21: "paste", keycode.A + 23: "cut"}.get(code, "")
    return {keycode.COPY: "copy", keycode.PASTE: "paste", keycode.CUT: "cut"}.get(code, "")
