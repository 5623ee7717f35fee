"""The header of the `framebuffer:` service, both ways, and the order of the bytes of a pixel."""

import struct
from collections.abc import Sequence

from device.budget import PICTURE_BYTES
from device.error import DeviceError
from device.link.wire.stream import WireStream
from device.screen import Screenshot

_V1 = struct.Struct("<13I")


def framebuffer_header(width: int, height: int) -> bytes:
    """Version 1: 32 bits a pixel, bytes in the order red, green, blue, alpha."""
    size = width * height * 4
    red, blue, green, alpha = (0, 8), (16, 8), (8, 8), (24, 8)
    return _V1.pack(1, 32, size, width, height, *red, *blue, *green, *alpha)


def read_framebuffer(stream: WireStream) -> Screenshot:
    """What the service sends. Raises DeviceError for a format of pixels we do not know."""
    (version,) = struct.unpack("<I", stream.read_exactly(4))
    if version not in (1, 2):
        raise DeviceError(f"the phone's framebuffer has version {version}", "Use its screencap")
    fields = struct.unpack("<12I", stream.read_exactly(48)) if version == 1 else _skip_color_space(stream)
    depth, size, width, height, red, _, blue, _, green, _, _, _ = fields
    if depth != 32 or not width * height * 4 <= size <= PICTURE_BYTES:
        raise DeviceError(f"the phone's framebuffer has {depth} bits a pixel", "Use its screencap")
    pixels = stream.read_exactly(size)[: width * height * 4]
    order = [red // 8, green // 8, blue // 8]
    if order != [0, 1, 2]:
        order.append(({0, 1, 2, 3} - set(order)).pop())
        pixels = reordered(pixels, order)
    return Screenshot((width, height), pixels, "rgba")


def reordered(pixels: bytes, order: Sequence[int]) -> bytes:
    """Pixels of four bytes, each with its bytes taken from these places."""
    out = bytearray(len(pixels))
    for place, source in enumerate(order):
        out[place::4] = pixels[source::4]
    return bytes(out)


def _skip_color_space(stream: WireStream) -> tuple[int, ...]:
    depth, _, *rest = struct.unpack("<13I", stream.read_exactly(52))
    return (depth, *rest)
