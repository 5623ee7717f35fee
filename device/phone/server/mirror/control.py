"""What comes by the control socket: touches, keys, texts, the clipboard, and a wish for a new stream."""

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from device.link.wire.packet import ProtocolError
from device.phone.console import finger

if TYPE_CHECKING:
    from device.phone.phone import Phone

_LENGTHS: dict[int, int | None] = {
    0: 13, 1: None, 2: 31, 3: 20, 4: 1, 5: 0, 6: 0, 7: 0, 8: 1, 9: None, 10: 1, 11: 0, 17: 0,
}  # fmt: skip
"""Bytes after the kind; None where a length within tells."""
_KEY, _TEXT, _TOUCH, _BACK, _NOTIFICATIONS, _SETTINGS, _COLLAPSE = 0, 1, 2, 4, 5, 6, 7
_GET_CLIPBOARD, _SET_CLIPBOARD, RESET_VIDEO = 8, 9, 17
_DOWN, _UP, _MOVE = 0, 1, 2
_BACK_KEY, _PASTE_KEY = 4, 279
_MOST = 1 << 18
_SHADE = {_NOTIFICATIONS: "expand-notifications", _SETTINGS: "expand-settings", _COLLAPSE: "collapse"}


class Controls:
    """The messages of one client, carried out on the phone."""

    def __init__(
        self, phone: "Phone", video: Callable[[], tuple[int, int]], reset: Callable[[], None]
    ) -> None:
        """`video` is the size of the pictures that the client sees: its touches are counted in that."""
        self._phone, self._video, self._reset = phone, video, reset
        self._waiting = bytearray()

    def feed(self, data: bytes) -> bytes:
        """Carry out what came whole; what is answered. Raises ProtocolError for what is no message."""
        self._waiting += data
        said = b""
        while self._waiting and (size := self._size()) is not None:
            if len(self._waiting) < size:
                break
            message = bytes(self._waiting[:size])
            del self._waiting[:size]
            said += self._do(message[0], message[1:])
        return said

    def _size(self) -> int | None:
        """Of the message that comes next; None while its length has not come."""
        kind = self._waiting[0]
        if kind not in _LENGTHS:
            raise ProtocolError(f"no control message {kind}")
        length = _LENGTHS[kind]
        if length is not None:
            return 1 + length
        head = 5 if kind == _TEXT else 14
        if len(self._waiting) < head:
            return None
        told = int.from_bytes(self._waiting[head - 4 : head], "big")
        if told > _MOST:
            raise ProtocolError("a text that has no end")
        return head + told

    def _do(self, kind: int, body: bytes) -> bytes:
        phone = self._phone
        if kind == _TOUCH:
            self._touch(body)
        elif kind == _KEY and body[0] == _DOWN:
            code, _, meta = struct.unpack(">III", body[1:])
            phone.touch.key(code, meta)
        elif kind == _TEXT:
            phone.touch.commit(body[4:].decode("utf-8", "replace"))
        elif kind == _BACK and body[0] == _DOWN:
            phone.touch.key(_BACK_KEY)
        elif kind in _SHADE:
            phone.shell(f"cmd statusbar {_SHADE[kind]}")
        elif kind == RESET_VIDEO:
            self._reset()
        return self._clipboard(kind, body)

    def _clipboard(self, kind: int, body: bytes) -> bytes:
        """The device's message that answers, if one does."""
        phone = self._phone
        if kind == _GET_CLIPBOARD:
            text = (phone.window.clipboard or "").encode()
            return struct.pack(">BI", 0, len(text)) + text
        if kind != _SET_CLIPBOARD:
            return b""
        sequence, pastes = struct.unpack(">QB", body[:9])
        phone.set_clipboard(body[13:].decode("utf-8", "replace"))
        if pastes:
            phone.touch.key(_PASTE_KEY)
        return struct.pack(">BQ", 1, sequence) if sequence else b""

    def _touch(self, body: bytes) -> None:
        """One that counts in the size of a video that is no more is dropped, as there."""
        action, x, y, wide, high = struct.unpack(">B8xiiHH10x", body)
        if (wide, high) != self._video():
            return
        spot = x * self._phone.size[0] // wide, y * self._phone.size[1] // high
        does = {_DOWN: finger.press, _UP: finger.lift, _MOVE: finger.move}.get(action)
        if does is not None:
            does(self._phone, spot)
