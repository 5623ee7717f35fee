"""Pictures of a phone's screen over a wire: PNG or raw, whichever this phone gives sooner."""

import struct
import time
from typing import Literal

import numpy as np

from device.screen import Screenshot
from device.transport.protocol import Transport

Encoding = Literal["png", "rgba"]
TIMEOUT = 30.0
_PNG = b"\x89PNG\r\n\x1a\n"
_RGBA, _RGBX, _BGRA = 1, 2, 5


class NoPicture(Exception):
    """The phone gave no picture; the message is what it said instead."""


class Shutter:
    """Takes pictures of one phone; the first call tries both ways and remembers the quicker."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.encoding: Encoding | None = None
        """The way chosen; None before the first picture."""

    def take(self) -> Screenshot:
        """One picture. Raises NoPicture when the phone refuses."""
        if self.encoding is None:
            return self._choose()
        return self._png() if self.encoding == "png" else self._raw()

    def _choose(self) -> Screenshot:
        """Time both ways until the pixels can be used; a phone whose raw format is unknown gives PNG.

        A first picture is not timed: it pays for what is loaded once, here and on the phone.
        """
        png = self._png()
        png.image.load()
        started = time.perf_counter()
        try:
            raw = self._raw()
            raw.image.load()
        except NoPicture:
            self.encoding = "png"
            return png
        halfway = time.perf_counter()
        png = self._png()
        png.image.load()
        quicker_raw = halfway - started < time.perf_counter() - halfway
        self.encoding = "rgba" if quicker_raw else "png"
        return raw if quicker_raw else png

    def _png(self) -> Screenshot:
        data = self._transport.exec_out("screencap -p", timeout=TIMEOUT)
        start = data.find(_PNG, 0, 4096)
        if start < 0 or len(data) < start + 24:
            raise NoPicture(_said(data))
        # Some phones print a warning about their several displays before the picture.
        width, height = struct.unpack_from(">II", data, start + 16)
        return Screenshot((width, height), data[start:] if start else data)

    def _raw(self) -> Screenshot:
        data = self._transport.exec_out("screencap", timeout=TIMEOUT)
        if len(data) < 16:
            raise NoPicture(_said(data))
        width, height, form = struct.unpack_from("<III", data)
        header = len(data) - width * height * 4
        if header not in {12, 16} or form not in {_RGBA, _RGBX, _BGRA}:
            raise NoPicture(f"raw picture of {len(data)} bytes, format {form}")
        pixels = data[header:]
        if form == _BGRA:
            pixels = np.frombuffer(pixels, np.uint8).reshape(-1, 4)[:, [2, 1, 0, 3]].tobytes()
        return Screenshot((width, height), pixels, "rgba")


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
