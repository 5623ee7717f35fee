"""Pictures of a phone's screen over a wire: PNG, raw or packed raw, whichever this phone gives sooner."""

import hashlib
import re
import struct
import time
import zlib
from collections.abc import Callable
from typing import Literal

from device.budget import PICTURE_BYTES, PIXELS, unpacked
from device.error import TooMuchSent
from device.link.transport.protocol import Transport
from device.link.wire.picture import reordered
from device.screen import Screenshot
from device.state.trait import DISPLAYS, lit_display

Way = Literal["png", "rgba", "packed"]
TIMEOUT = 30.0
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_QUICK = 0.3
"""Seconds in which a raw picture comes over a good cable."""
_TAIL = 64
"""Bytes at the end among which it stands, whatever a phone prints after it."""
_SEVERAL = re.compile(rb"display", re.IGNORECASE)
_RGBA, _RGBX, _BGRA = 1, 2, 5


class NoPicture(Exception):
    """The phone gave no picture; the message is what it said instead."""


class Shutter:
    """Takes pictures of one phone; the first call tries each way and remembers the quickest."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._display: str | None = None
        """Of several, the one in use; None while only one is known."""
        self.way: Way | None = None
        """The way chosen; None before the first picture."""
        self.stamp = ""
        """MD5 of the latest picture as it came, packed ones unpacked."""

    @property
    def option(self) -> str:
        """What `screencap` is told so that it shows the display in use."""
        return f" -d {self._display}" if self._display else ""

    def once(self) -> Screenshot:
        """One picture by the way every phone has, for who wants no more. Raises NoPicture."""
        return self._png()

    def take(self) -> Screenshot:
        """One picture. Raises NoPicture when the phone refuses."""
        picture = self._taken()
        if self._display is not None and hidden(picture) and self._find_display():
            return self._taken()  # it was folded meanwhile
        return picture

    def _taken(self) -> Screenshot:
        return self._choose() if self.way is None else self._ways()[self.way]()

    def _choose(self) -> Screenshot:
        """Time each way until the pixels can be used; one that this phone does not have falls out.

        A first picture is not timed: it pays for what is loaded once, here and on the phone.
        """
        best = self._png()
        best.image.load()
        took: dict[Way, float] = {}
        quickest: Way
        for way, take in self._ways().items():
            if way == "packed" and took.get("rgba", _QUICK) < _QUICK:
                continue  # nothing to be won
            started = time.perf_counter()
            try:
                picture = take()
                picture.image.load()
            except NoPicture:
                continue
            took[way] = time.perf_counter() - started
            if took[way] == min(took.values()):
                best = picture
        quickest, _ = min(took.items(), key=lambda pair: pair[1], default=("png", 0.0))
        self.way = quickest
        return best

    def _ways(self) -> dict["Way", Callable[[], Screenshot]]:
        """Raw is quickest over a good cable, PNG and packed raw where bytes are dear."""
        return {"rgba": self._raw, "packed": self._packed, "png": self._png}

    def _png(self) -> Screenshot:
        data = self._whole_png(self._shot("screencap -p"))
        start = data.find(_PNG, 0, 4096)
        if start > 0 and self._display is None and _SEVERAL.search(data[:start]) and self._find_display():
            data = self._whole_png(self._shot("screencap -p"))
            start = data.find(_PNG, 0, 4096)
        # Some phones print a warning before the picture.
        width, height = struct.unpack_from(">II", data, start + 16)
        _check_size(width, height)
        picture = Screenshot((width, height), data[start:] if start else data)
        try:
            picture.image.load()
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise NoPicture(f"the picture is damaged ({error})") from error
        return picture

    def _whole_png(self, data: bytes) -> bytes:
        """The picture with its end; taken again once where that is missing. Raises NoPicture."""
        for again in (True, False):
            start = data.find(_PNG, 0, 4096)
            if start < 0 or len(data) < start + 24:
                raise NoPicture(_said(data))
            if _PNG_END in data[-_TAIL:]:
                return data
            if again:
                data = self._shot("screencap -p")
        raise NoPicture("the picture came without its end, twice")

    def _shot(self, command: str, then: str = "") -> bytes:
        try:
            data = self._transport.exec_out(f"{command}{self.option}{then}", timeout=TIMEOUT)
            data = unpacked(data, PICTURE_BYTES, "the picture") if then else data
        except TooMuchSent as error:
            raise NoPicture(str(error)) from error
        except (EOFError, zlib.error) as error:
            raise NoPicture("the phone does not pack") from error
        self.stamp = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return data

    def _find_display(self) -> bool:
        """Which of several displays is in use; whether that is news."""
        before = self._display
        lit = lit_display(self._transport.shell(DISPLAYS).text)
        self._display = lit if lit.isdecimal() else ""
        return self._display not in ("", before)

    def _raw(self) -> Screenshot:
        return _unwrapped(self._shot("screencap"))

    def _packed(self) -> Screenshot:
        """Raw, packed on the phone: where the connection is slow and the phone is not."""
        return _unwrapped(self._shot("screencap", " | gzip -1"))


def _unwrapped(data: bytes) -> Screenshot:
    """Pixels behind the header of a raw picture. Raises NoPicture for anything else."""
    if len(data) < 16:
        raise NoPicture(_said(data))
    width, height, form = struct.unpack_from("<III", data)
    _check_size(width, height)
    header = len(data) - width * height * 4
    if header not in {12, 16} or form not in {_RGBA, _RGBX, _BGRA}:
        raise NoPicture(f"raw picture of {len(data)} bytes, format {form}")
    pixels = data[header:]
    if form == _BGRA:
        pixels = reordered(pixels, (2, 1, 0, 3))
    return Screenshot((width, height), pixels, "rgba")


def _check_size(width: int, height: int) -> None:
    if not 0 < width * height <= PIXELS:
        raise NoPicture(f"a picture of {width} x {height} pixels")


def hidden(picture: Screenshot) -> bool:
    """Whether the middle of the picture is plain black, as the system draws a window it must not show.

    The bars above and below may still be drawn, so only the middle counts.
    """
    width, height = picture.size
    box = (width // 10, height // 5, width - width // 10, height - height // 5)
    extrema = picture.image.crop(box).getextrema()
    return all(isinstance(band, tuple) and band[1] == 0 for band in extrema)


def _said(data: bytes) -> str:
    text = data[:200].decode("utf-8", "replace").strip()
    return text if text.isprintable() and text else "the phone gave no picture"
