"""The pictures and videos among the phone's files, by folder and in order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from device.phone.apps.draw.sheet import Sheet
from device.phone.apps.draw.svg import read_svg
from device.phone.apps.provider.collation import sort_key
from device.phone.apps.provider.film import first_frame
from device.phone.apps.provider.finding import found_once
from device.phone.apps.provider.media import content, scanned
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import media_type
from device.phone.file.movie import first_picture
from device.phone.system.context import Context
from device.phone.toolkit.paint import Drawing
from device.phone.web.figure import Figure
from device.phone.web.vector import figure_of

if TYPE_CHECKING:
    from PIL.Image import Image


KINDS = ("image", "video", "gif", "svg")
ORDERS = ("name", "path", "size", "modified")
_FIRST_FRAME_RATE = 25.0


@dataclass(frozen=True, slots=True)
class Medium:
    """One picture or video."""

    path: str
    size: int
    mtime_ns: int

    @property
    def name(self) -> str:
        """Without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Where it is."""
        return self.path.rpartition("/")[0]

    @property
    def kind(self) -> str:
        """One of KINDS."""
        whole = media_type(self.path)
        if whole.startswith("video/"):
            return "video"
        return {"image/gif": "gif", "image/svg+xml": "svg"}.get(whole, "image")


@dataclass(frozen=True, slots=True)
class GalleryFolder:
    """A folder with what is directly in it."""

    path: str
    media: tuple[Medium, ...]
    """The newest first."""

    @property
    def name(self) -> str:
        """As it is shown; the storage itself is "Internal"."""
        return self.path.rpartition("/")[2] if self.path != SHARED else "Internal"


Folders = Mapping[str, GalleryFolder]


def folders(context: Context, *, hidden: bool = False) -> Folders:
    """Every folder that has any, by its path."""
    return found_once(context.files, ("gallery", hidden), lambda: _read(context, hidden))


def _read(context: Context, hidden: bool) -> Folders:
    groups: dict[str, list[Medium]] = {}
    for path, stat in scanned(context, hidden=hidden):
        if media_type(path).startswith(("image/", "video/")):
            one = Medium(path, stat.size, stat.mtime_ns)
            groups.setdefault(one.folder, []).append(one)
    return {
        path: GalleryFolder(path, tuple(ordered(media, "modified", down=True)))
        for path, media in groups.items()
    }


def ordered(media: Iterable[Medium], by: str, *, down: bool) -> list[Medium]:
    """In an order of ORDERS; equals by name."""
    found = sorted(media, key=lambda one: sort_key(one.name), reverse=down)
    if by == "path":
        found.sort(key=lambda one: sort_key(one.path), reverse=down)
    elif by in ("size", "modified"):
        field = "size" if by == "size" else "mtime_ns"
        found.sort(key=lambda one: int(getattr(one, field)), reverse=down)
    return found


def medium_at(context: Context, path: str) -> Medium | None:
    """One by its path; None when it is gone."""
    try:
        stat = context.files.stat(path)
    except FileFault:
        return None
    return None if stat.is_dir else Medium(path, stat.size, stat.mtime_ns)


@dataclass(frozen=True, slots=True)
class Vector:
    """A drawing of lines, as Draw saves it, in its own proportions."""

    sheet: Sheet
    high: float
    """dp; how wide it is, the sheet says."""

    def paint(self, width: int, height: int) -> "Image":
        """All of it, as large as goes into that size."""
        scale = min(width / self.sheet.wide, height / self.high)
        return self.sheet.paint(max(1, round(self.sheet.wide * scale)), max(1, round(self.high * scale)))


_VIEW_BOX = re.compile(r'viewBox="0 0 (\d{1,5}(?:\.\d+)?) (\d{1,5}(?:\.\d+)?)"')


@lru_cache(maxsize=32)
def _vector(data: bytes) -> Vector | None:
    """What an SVG file draws; None where it is no such file as is known here."""
    text = data.decode("utf-8", "replace")
    box, found = _VIEW_BOX.search(text), read_svg(text)
    if box is None or found is None or float(box[1]) < 1 or float(box[2]) < 1:
        return None
    return Vector(Sheet(float(box[1]), found[1], found[0]), float(box[2]))


@dataclass(frozen=True, slots=True)
class _GalleryPlan:
    """Any other drawing, in its own proportions."""

    figure: Figure

    def paint(self, width: int, height: int) -> "Image":
        """All of it, as large as goes into that size."""
        wide, high = (max(1.0, side) for side in self.figure.size)
        scale = min(width / wide, height / high)
        return self.figure.paint(max(1, round(wide * scale)), max(1, round(high * scale)))


def _figure(data: bytes) -> _GalleryPlan | None:
    """What an SVG file of another hand draws; None where it is none, or holds too much."""
    found = figure_of(data)
    return _GalleryPlan(found) if found is not None else None


def thumbnail(context: Context, medium: Medium) -> bytes | Drawing:
    """What stands for it in a grid: the picture, or a video's first frame."""
    return found_once(context.files, ("gallery", medium), lambda: _thumbnail(context, medium))


def _thumbnail(context: Context, medium: Medium) -> bytes | Drawing:
    data = content(context, medium.path)
    if medium.kind == "svg":
        return _vector(data) or _figure(data) or data
    if medium.kind != "video":
        return data
    return first_picture(data) or first_frame(data, _FIRST_FRAME_RATE)
