"""Pictures of a phone's screen over a wire: PNG, raw or packed raw, whichever this phone gives sooner."""

import hashlib
import io
import math
import re
import struct
import time
import zlib
from collections.abc import Callable

from device.budget import PICTURE_BYTES, PIXELS, unpacked
from device.error import TooMuchSent
from device.link.transport.protocol import Transport
from device.link.wire.picture import reordered
from device.look.acquaintance import Acquaintance, Way
from device.mirror.mirror import Mirror
from device.resident.resident import Resident
from device.screen import Screenshot
from device.state.trait import DISPLAYS, lit_display

TIMEOUT = 30.0
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_QUICK = 0.1
"""Seconds of a picture that nothing is to be won of."""
_MISFIT, _SPARE = 3.0, 0.5
"""Times as long as when its way was chosen, and seconds more: the phone hangs on another cable now."""
_QUALITY = 90
"""Of a JPEG made of a frame of the stream."""
_SAMPLE = 256 * 1024
"""Bytes by which the cable is known."""
_RAW = 1080 * 2400 * 4
"""Bytes of a raw picture, about."""
_TAIL = 64
"""Bytes at the end among which it stands, whatever a phone prints after it."""
_SEVERAL = re.compile(rb"display", re.IGNORECASE)
_RGBA, _RGBX, _BGRA = 1, 2, 5


class NoPicture(Exception):
    """The phone gave no picture; the message is what it said instead."""


class Shutter:
    """Takes pictures of one phone; the first ones each by another way, until the quickest is known."""

    def __init__(
        self,
        transport: Transport,
        resident: Resident | None = None,
        mirror: Mirror | None = None,
        known: Acquaintance | None = None,
    ) -> None:
        self._transport = transport
        self.known = known or Acquaintance()
        """The ways tried, and the one chosen."""
        self._resident = resident
        self._mirror = mirror
        self._display: str | None = None
        """Of several, the one in use; None while only one is known."""
        self.stamp = ""
        """MD5 of the latest picture as it came, packed ones unpacked."""
        self.is_raw = False
        """Whether that one came as raw pixels."""
        self.by_resident = False
        """Whether it came by the server on the phone."""
        self._first = True
        self._seconds = 0.0
        """What the latest picture by a way that was tried took."""

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

    def stamped(self) -> str:
        """MD5 of what the server on the phone shows now; "" where it takes no picture (any more)."""
        data = self._resident.picture() if self._resident is not None else None
        return _md5(data) if data else ""

    def _served(self) -> Screenshot | None:
        """One picture by the server on the phone; None where it gives none, as of a window that hides."""
        data = self._resident.picture() if self._resident is not None else None
        self.by_resident = bool(data)
        if not data:
            return None
        self.stamp = _md5(data)
        self.is_raw = False
        try:
            from PIL import Image  # noqa: PLC0415  (heavy)

            with Image.open(io.BytesIO(data)) as picture:
                size = picture.size
        except OSError:
            return None
        _check_size(*size)
        return Screenshot(size, data, "jpeg")

    def _streamed(self) -> Screenshot | None:
        """One picture of the stream, of now; None where it gives none."""
        image = self._mirror.fresh() if self._mirror is not None else None
        if image is None:
            return None
        out = io.BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
        data = out.getvalue()
        self.stamp = _md5(data)
        self.is_raw = self.by_resident = False
        return Screenshot(image.size, data, "jpeg")

    def _taken(self) -> Screenshot:
        streamed = self._streamed()
        if streamed is not None:
            return streamed
        served = self._served()
        if served is not None:
            return served
        if self.known.way is None:
            return self._learning()
        way = self.known.way
        started = time.perf_counter()
        try:
            picture = self._ways()[way]()
        except NoPicture:
            if way == "png":
                raise
            self.known.way, self.known.took = None, {}
            return self._learning()
        if time.perf_counter() - started > _MISFIT * self.known.took.get(way, math.inf) + _SPARE:
            self.known.way, self.known.took = None, {}
        return picture

    def _learning(self) -> Screenshot:
        """Take a picture by a way that was not tried yet; a phone that lacks it gives one as PNG.

        The very first is not timed, unless it came at once: it pays for what is loaded once, here and on the
        phone.
        """
        way = self._next_way()
        started = time.perf_counter()
        try:
            picture = self._ways()[way]()
            picture.image.load()
        except NoPicture:
            if way == "png":
                raise
            self.known.took[way] = math.inf
            return self._png()
        self._seconds = time.perf_counter() - started
        if not self._first or self._seconds < _QUICK:
            self.known.took[way] = self._seconds
        self._first = False
        if self.known.took.get("png", _QUICK) < _QUICK:
            self.known.way = "png"  # nothing to be won
        elif len(self.known.took) == len(self._ways()):
            quickest: Way = min(self.known.took, key=lambda way: self.known.took[way])
            self.known.way = quickest
        return picture

    def suffice(self) -> None:
        """Go on with PNG, where that is all that was tried: what comes beside it takes longer anyway."""
        if self.known.way is None and not self.known.took and not self.by_resident:
            self.known.way, self.known.took = "png", {"png": self._seconds}

    def _next_way(self) -> Way:
        """PNG first, as every phone has it; raw last, and only where the cable carries it soon enough."""
        if self._first:
            return "png"
        if "packed" not in self.known.took:
            return "packed"
        if "rgba" not in self.known.took:
            if self._raw_seconds() < self.known.took["packed"]:
                return "rgba"
            self.known.took["rgba"] = math.inf
        return "png"

    def _raw_seconds(self) -> float:
        """What the pixels alone take to come, by a small part of as many bytes."""
        idle = self._timed("echo")
        sample = self._timed(f"head -c {_SAMPLE} /dev/zero")
        return max(0.0, sample - idle) * _RAW / _SAMPLE

    def _timed(self, command: str) -> float:
        started = time.perf_counter()
        self._transport.exec_out(command, timeout=TIMEOUT)
        return time.perf_counter() - started

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
        self.stamp = _md5(data)
        self.is_raw = "-p" not in command
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


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


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
