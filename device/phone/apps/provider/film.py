"""What a film is and shows: its length by its own boxes, its frames by PyAV (extra `media`).

Files come from anywhere. A demuxer is only chosen from a short list by the first bytes of the file, because
others (playlists of streams) would open files and addresses of the computer that the phone runs on.
"""

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from device.phone.apps.provider.tag import tags_of
from device.phone.file.container import length_ms_of
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context

if TYPE_CHECKING:
    from av.container import InputContainer
    from PIL.Image import Image


INSTALL = "pip install 'tapwright[media]'"
_MOST_PIXELS = 4096 * 2304
"""Of one frame; a file that says more is not played."""
_MOST_DECODED = 900
"""Frames decoded from a key frame on, for the one that is wanted."""
_SIGNS = (
    (4, b"ftyp", "mov"), (4, b"moov", "mov"), (4, b"mdat", "mov"), (4, b"free", "mov"),
    (0, b"\x1a\x45\xdf\xa3", "matroska"), (8, b"AVI ", "avi"), (8, b"WAVE", "wav"),
    (0, b"OggS", "ogg"), (0, b"fLaC", "flac"), (0, b"ID3", "mp3"), (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"), (0, b"\xff\xe3", "mp3"), (0, b"\xff\xf1", "aac"),
)  # fmt: skip
"""Where in a file which bytes tell which demuxer reads it."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is known of a file that can be played."""

    length_ms: int
    """0 = the file does not say."""
    size: tuple[int, int] = (0, 0)
    """Of the picture in pixels; (0, 0) = there is none, or nobody to decode it."""
    rate: float = 0.0
    """Frames in a second."""


@dataclass(frozen=True, slots=True)
class Still:
    """One frame of a film, decoded when it is first painted."""

    data: bytes
    number: int
    """Counted from 0 at the film's rate."""
    rate: float
    ratio: float = 0.0
    """Width by height to stretch it to; 0 = as it is."""

    def paint(self, width: int, height: int) -> "Image":
        """The frame, in the film's own size; black where there is none."""
        from PIL import Image  # noqa: PLC0415  (heavy)

        found = frame_at(self.data, self.number / self.rate) or Image.new("RGB", (16, 9))
        if self.ratio:
            return found.resize((max(1, round(found.height * self.ratio)), found.height))
        return found


@dataclass(frozen=True, slots=True)
class FilmSign:
    """What stands for a film of which no frame can be decoded."""

    def paint(self, width: int, height: int) -> "Image":
        """A film's sign in the middle of a dark ground."""
        from PIL import Image  # noqa: PLC0415  (heavy)

        from device.phone.toolkit.icon import icon_mask  # noqa: PLC0415  (heavy)

        picture = Image.new("RGB", (width, height), "#303134")
        side = max(1, min(width, height) * 2 // 5)
        place = ((width - side) // 2, (height - side) // 2)
        picture.paste("#BDC1C6", place, icon_mask("movie", side, True))
        return picture


@cache
def is_installed() -> bool:
    """Whether films can be decoded here."""
    return find_spec("av") is not None


def first_frame(data: bytes, rate: float) -> Still | FilmSign:
    """What stands for a film in a list."""
    return Still(data, 0, rate) if is_installed() and demuxer_of(data) else FilmSign()


def tell_missing(context: Context) -> None:
    """Whoever runs the phone reads in its log and events what to install; its screen is not the place."""
    told = f"films show no pictures on this phone, as PyAV is missing where it runs: {INSTALL}"
    line = f"W/MediaCodec: {told}"
    if not is_installed() and line not in context.log:
        context.log.append(line)
        context.system.events.note("phone", told)


def demuxer_of(data: bytes) -> str:
    """Which demuxer reads a file, by its first bytes; "" for none."""
    return next((name for at, sign, name in _SIGNS if data[at : at + len(sign)] == sign), "")


def length_ms(data: bytes, name: str) -> int:
    """How long a file plays, as far as that is known without decoding its pictures; 0 = unknown."""
    if media_type(name).startswith("audio/"):
        return tags_of(data, name).duration_ms
    if demuxer_of(data) == "mov":
        return length_ms_of(data)
    found = film_of(data) if is_installed() else None
    return found.length_ms if found is not None else 0


@lru_cache(maxsize=16)
def film_of(data: bytes) -> Film | None:
    """What a file is; None when it cannot be played, or there is nobody to decode it."""
    if not is_installed():
        return None
    import av  # noqa: PLC0415 - an extra

    try:
        with _opened(data) as container:
            length = int((container.duration or 0) / 1000)
            if not container.streams.video:
                return None
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1
            if not 0 < stream.width * stream.height <= _MOST_PIXELS:
                return None
            first = next(container.decode(stream))
            rate = float(stream.average_rate or 25)
            return Film(length, (first.width, first.height), min(60.0, max(0.1, rate)))
    except (av.FFmpegError, StopIteration, ValueError, EOFError):
        return None


def frame_at(data: bytes, second: float) -> "Image | None":
    """The frame that shows at a moment: the last one that began by then. None when it cannot be decoded."""
    if not is_installed():
        return None
    import av  # noqa: PLC0415 - an extra
    from PIL import Image  # noqa: PLC0415  (heavy)

    found = None
    try:
        with _opened(data) as container:
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1
            if stream.time_base:
                container.seek(int(second / stream.time_base) + (stream.start_time or 0), stream=stream)
            begin = float((stream.start_time or 0) * (stream.time_base or 0))
            for count, frame in enumerate(container.decode(stream)):
                if frame.width * frame.height > _MOST_PIXELS or count > _MOST_DECODED:
                    break
                if found is not None and frame.time is not None and frame.time - begin > second + 0.001:
                    break
                found = frame
    except (av.FFmpegError, IndexError, ValueError, EOFError):
        pass  # what was decoded before the damage is shown
    try:
        return Image.fromarray(found.to_ndarray(format="rgb24")) if found is not None else None
    except (av.FFmpegError, ValueError):
        return None


def _opened(data: bytes) -> "InputContainer":
    """Raises ValueError for a file that no demuxer of the list reads."""
    import av  # noqa: PLC0415 - an extra

    name = demuxer_of(data)
    if not name:
        raise ValueError("no film")
    return av.open(io.BytesIO(data), "r", format=name, options={"enable_drefs": "0"})
