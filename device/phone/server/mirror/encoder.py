"""Pictures as an H.264 stream in scrcpy's packets, by PyAV (extra `media`)."""

import struct
import time
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext
    from PIL.Image import Image

_CONFIG, _KEY = 1 << 63, 1 << 62
_MICROSECONDS = 1_000_000
_GLOBAL_HEADER = 1 << 22


@cache
def can_encode() -> bool:
    """Whether PyAV is here."""
    return find_spec("av") is not None


class Encoder:
    """One stream of pictures of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._codec = _opened(size)
        self._began = time.monotonic()
        self._first = True

    def packets(self, image: "Image") -> bytes:
        """A picture as packets; before the first one the stream's configuration, as a packet of its own."""
        from av import VideoFrame  # noqa: PLC0415  (heavy)

        shown = image if image.size == self.size else image.resize(self.size)
        frame: VideoFrame = VideoFrame.from_image(shown)  # type: ignore[no-untyped-call]
        frame.pts = int((time.monotonic() - self._began) * _MICROSECONDS)
        out = [] if not self._first else [packet(_CONFIG, self._codec.extradata or b"")]
        self._first = False
        for made in self._codec.encode(frame):
            flags = _KEY if made.is_keyframe else 0
            out.append(packet(flags | (made.pts or 0), bytes(made)))
        return b"".join(out)


def packet(head: int, payload: bytes) -> bytes:
    """With its header: flags and time in microseconds, and its length."""
    return struct.pack(">QI", head, len(payload)) + payload


def _opened(size: tuple[int, int]) -> "VideoCodecContext":
    from av import CodecContext  # noqa: PLC0415  (heavy)

    codec: VideoCodecContext = CodecContext.create("libx264", "w")
    codec.width, codec.height = size
    codec.pix_fmt = "yuv420p"
    codec.time_base = Fraction(1, _MICROSECONDS)
    codec.flags |= _GLOBAL_HEADER
    codec.options = {"preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "crf": "16"}
    codec.open()
    return codec
