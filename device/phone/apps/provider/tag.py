"""What an audio file says of itself, read by mutagen: title, artist, album, length, cover."""

import io
import re
import zlib
from collections import OrderedDict
from dataclasses import dataclass

_MOST = 2048
"""Files whose tags are remembered."""
_LARGEST_COVER = 1 << 20
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Tags:
    """Of one file; what it does not say is "" or 0."""

    title: str = ""
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    composer: str = ""
    year: int = 0
    track: int = 0
    duration_ms: int = 0
    bits_per_second: int = 0
    samples_per_second: int = 0
    cover: bytes = b""
    """An encoded picture."""
    genre: str = ""
    channels: int = 0


_known: "OrderedDict[tuple[int, int], Tags]" = OrderedDict()
"""By hash and length of the file's bytes (which keep their hash): the bytes themselves are not held."""


def tags_of(data: bytes, name: str) -> Tags:
    """The tags of a file by its bytes and its name; none at all where mutagen cannot read it."""
    key = (hash(data), len(data))
    found = _known.get(key)
    if found is None:
        found = _known[key] = _read(data, name)
        if len(_known) > _MOST:
            _known.popitem(last=False)
    return found


def number_of(name: str) -> int:
    """A number that stands for the name of an artist or album."""
    return zlib.crc32(name.encode("utf-8", "replace"))


class _Named(io.BytesIO):
    """A stream with a name: mutagen tells some kinds of files by their ending alone."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def _read(data: bytes, name: str) -> Tags:
    import mutagen  # noqa: PLC0415  (heavy)

    try:
        easy = mutagen.File(_Named(data, name), easy=True)
        whole = mutagen.File(_Named(data, name))
    except mutagen.MutagenError:
        return Tags()
    if easy is None or whole is None:
        return Tags()

    def one(key: str) -> str:
        held = easy.tags.get(key) if easy.tags is not None and hasattr(easy.tags, "get") else None
        return str(held[0]).strip() if isinstance(held, list) and held else ""

    return Tags(
        one("title"),
        one("artist"),
        one("album"),
        one("albumartist"),
        one("composer"),
        _first(_YEAR, one("date")),
        _first(_NUMBER, one("tracknumber")),
        round(getattr(easy.info, "length", 0.0) * 1000),
        int(getattr(easy.info, "bitrate", 0) or 0),
        int(getattr(easy.info, "sample_rate", 0) or 0),
        _cover(whole),
        one("genre"),
        int(getattr(easy.info, "channels", 0) or 0),
    )


def _first(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found.group()[:9]) if found else 0


def _cover(file: object) -> bytes:
    """The first picture in it; b"" for none, or one that is too large to be a cover."""
    from mutagen.flac import FLAC  # noqa: PLC0415  (heavy)
    from mutagen.id3 import ID3  # noqa: PLC0415
    from mutagen.mp4 import MP4Tags  # noqa: PLC0415

    tags = getattr(file, "tags", None)
    held = b""
    if isinstance(tags, ID3):
        held = next((bytes(frame.data) for frame in tags.getall("APIC")), b"")  # type: ignore[no-untyped-call]
    elif isinstance(tags, MP4Tags):
        held = next((bytes(picture) for picture in tags.get("covr", ())), b"")  # type: ignore[no-untyped-call]
    elif isinstance(file, FLAC):
        held = next((bytes(picture.data) for picture in file.pictures), b"")
    return held if len(held) <= _LARGEST_COVER else b""
