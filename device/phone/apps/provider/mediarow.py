"""What the media store tells of a file: its columns, read from the file itself as Android's scanner does."""

import io
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache

from device.phone.apps.provider.film import film_of, is_installed, length_ms
from device.phone.apps.provider.tag import Tags, number_of, tags_of
from device.phone.file.container import made_ms_of
from device.phone.file.database import Value
from device.phone.file.entry import SHARED, FileStat
from device.phone.file.mediatype import media_type
from device.phone.file.movie import first_picture
from device.phone.system.context import Context
from device.phone.system.timetext import to_date_ms
from device.phone.toolkit.imaging import picture_size

UNKNOWN = "<unknown>"
"""What the store calls an artist that no tag names."""
PLAYLIST = "audio/x-mpegurl"
_FIRST = (
    "_id", "_data", "_display_name", "title", "mime_type", "_size", "date_added", "date_modified",
    "bucket_id", "bucket_display_name", "relative_path", "volume_name", "owner_package_name", "is_pending",
    "is_trashed", "is_favorite", "is_download", "is_drm", "datetaken",
)  # fmt: skip
_SEEN = ("width", "height", "resolution", "orientation")
_HEARD = ("duration", "artist", "album", "album_artist", "composer", "genre", "year", "bitrate")
_SOUND = (
    "artist_id", "album_id", "track", "is_music", "is_ringtone", "is_alarm", "is_notification", "is_podcast",
    "is_audiobook", "is_recording",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "images": (*_FIRST, *_SEEN, "description"),
    "video": (*_FIRST, *_SEEN, *_HEARD, "description"),
    "audio": (*_FIRST, *_HEARD, *_SOUND),
    "file": (*_FIRST, "media_type", "parent", "format", *_SEEN, *_HEARD, *_SOUND),
    "downloads": (*_FIRST, "media_type", *_SEEN, *_HEARD, "download_uri", "referer_uri", "description"),
}
"""By the kind of the address. `date_...` are seconds since 1970, `datetaken` and `duration` milliseconds."""
_KINDS = {"": 0, "image": 1, "audio": 2, "video": 3, "playlist": 4, "document": 6}
"""Numbers of media_type."""
_DOCUMENTS = ("text/", "application/pdf", "application/epub", "application/msword", "application/vnd.")
_FOLDER, _UNDEFINED = 12289, 12288
"""Numbers of format, as MTP has them."""
_PLACES = {
    "ringtones": "is_ringtone", "alarms": "is_alarm", "notifications": "is_notification",
    "podcasts": "is_podcast", "audiobooks": "is_audiobook", "recordings": "is_recording",
    "music": "is_music",
}  # fmt: skip
"""Folders whose name, anywhere in a path, says what a sound is for; without one it is music."""
_NO_FLAGS = dict.fromkeys(("is_pending", "is_trashed", "is_favorite", "is_drm"), 0)
_EXIF, _TAKEN, _ORIENTATION = 0x8769, 0x9003, 0x0112
_DEGREES = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
_SECOND_NS = 10**9


def told(context: Context, path: str, stat: FileStat) -> dict[str, Value]:
    """The columns of one file or folder that say something."""
    kind = "" if stat.is_dir else media_type(path)
    values = _as_file(path, stat, kind) | {"parent": context.files.stat(path.rpartition("/")[0]).inode}
    if kind.startswith("image/"):
        return values | _picture(context, context.files.read(path))
    if kind == PLAYLIST or not kind.startswith(("audio/", "video/")):
        return values
    data = context.files.read(path)
    values |= _film(data, path) if kind.startswith("video/") else _sound(data, path)
    return values


def _as_file(path: str, stat: FileStat, kind: str) -> dict[str, Value]:
    folder, _, name = path.rpartition("/")
    second = stat.mtime_ns // _SECOND_NS
    below = folder.removeprefix(SHARED).strip("/")
    return {
        **_NO_FLAGS,
        "_id": stat.inode,
        "_data": path,
        "_display_name": name,
        "title": name.rpartition(".")[0] or name,
        "mime_type": kind or None,
        "_size": stat.size,
        "date_added": second,
        "date_modified": second,
        "bucket_id": str(_java_hash(folder.lower())),
        "bucket_display_name": folder.rpartition("/")[2],
        "relative_path": f"{below}/",
        "volume_name": "external_primary",
        "is_download": int(below.split("/")[0] == "Download"),
        "media_type": _KINDS[_media(kind)],
        "format": _FOLDER if stat.is_dir else _UNDEFINED,
    }


def _media(kind: str) -> str:
    if kind == PLAYLIST:
        return "playlist"
    head = kind.partition("/")[0]
    return head if head in ("image", "audio", "video") else "document" if kind.startswith(_DOCUMENTS) else ""


def _java_hash(text: str) -> int:
    """String.hashCode of Java, which the store numbers folders by."""
    number = 0
    for char in text:
        number = (number * 31 + ord(char)) & 0xFFFFFFFF
    return number - (1 << 32) if number >= 1 << 31 else number


# -- by kind -----------------------------------------------------------------------------------------------
def _shape(size: tuple[int, int] | None) -> dict[str, Value]:
    if not size or not size[0]:
        return {}
    return {"width": size[0], "height": size[1], "resolution": f"{size[0]}×{size[1]}"}


def _picture(context: Context, data: bytes) -> dict[str, Value]:
    size, turned, taken = _exif(data)
    values = _shape(size) | {"orientation": turned}
    if taken:
        with suppress(ValueError):  # a camera without a clock writes blanks or zeros
            values["datetaken"] = to_date_ms(context, datetime.strptime(taken, "%Y:%m:%d %H:%M:%S"))
    return values


@lru_cache(maxsize=256)
def _exif(data: bytes) -> tuple[tuple[int, int] | None, int, str]:
    """Of a picture file: width and height as they are stored, degrees it is turned by, when it was taken."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    try:
        with Image.open(io.BytesIO(data)) as opened:
            tags = opened.getexif()
            taken = tags.get_ifd(_EXIF).get(_TAKEN, "")
            return opened.size, _DEGREES.get(tags.get(_ORIENTATION, 1), 0), str(taken)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None, 0, ""


def _film(data: bytes, path: str) -> dict[str, Value]:
    found = film_of(data) if is_installed() else None
    size = found.size if found is not None else picture_size(first_picture(data))
    length = (found.length_ms if found is not None else 0) or length_ms(data, path)
    made = made_ms_of(data)
    values = _shape(size) | _heard(Tags(), path)
    return values | {"duration": length or None, "datetaken": made or None, "orientation": 0}


def _sound(data: bytes, path: str) -> dict[str, Value]:
    tags, folder = tags_of(data, path), path.rpartition("/")[0]
    values = _heard(tags, path)
    if tags.title:
        values["title"] = tags.title
    places = [flag for name, flag in _PLACES.items() if f"/{name}/" in path.lower()]
    values |= {flag: int(flag in places) for flag in _PLACES.values()}
    values["is_music"] = int("is_music" in places or not places)
    return values | {
        "duration": tags.duration_ms or None,
        "track": tags.track or None,
        "bitrate": tags.bits_per_second or None,
        "artist_id": number_of(str(values["artist"])),
        "album_id": number_of("\n".join((str(values["album"]), tags.album_artist or folder))),
    }


def _heard(tags: Tags, path: str) -> dict[str, Value]:
    """Without tags, the album is the folder."""
    return {
        "artist": tags.artist or UNKNOWN,
        "album": tags.album or path.rpartition("/")[0].rpartition("/")[2],
        "album_artist": tags.album_artist or None,
        "composer": tags.composer or None,
        "genre": tags.genre or None,
        "year": tags.year or None,
    }
