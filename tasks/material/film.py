"""Films that show texts one after the other, as MP4 files. They are encoded by PyAV (extra `media`)."""

import io
from functools import lru_cache
from typing import cast

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIZE = (320, 240)
"""Pixels."""
_SPOT = (50, 90)
_LETTERS = 34


@lru_cache(maxsize=8)
def film(texts: tuple[str, ...], seconds: int = 8, rate: int = 1, codec: str = "mpeg4") -> bytes:
    """A film in which each text shows for some seconds, yellow on noise.

    `rate` is frames in a second, `codec` as FFmpeg calls it. Raises ImportError without PyAV.
    """
    import av  # noqa: PLC0415 - an extra, and heavy
    from av.video.stream import VideoStream  # noqa: PLC0415

    out = io.BytesIO()
    noise = np.random.default_rng(1)
    with av.open(out, "w", format="mp4") as container:
        stream = cast(VideoStream, container.add_stream(codec, rate=rate))
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for text in texts:
            picture = Image.fromarray(noise.integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8))
            ImageDraw.Draw(picture).text(_SPOT, text, "#FFFF00", ImageFont.load_default(_LETTERS))
            for _ in range(seconds * rate):
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()
