"""What Camera keeps: its choices, and the files that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from device.phone.apps.provider.reading import read_once
from device.phone.file.database import Database
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path as free
from device.phone.system.context import Context
from device.phone.system.timetext import local_now

CHOICES = "camera.db"
SCHEMAS = {CHOICES: "CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL);"}
PICTURES, MOVIES = "/storage/emulated/0/Pictures", "/storage/emulated/0/Movies"
_NAMES = ("IMG_", "PANO_", "VID_")
SIZES = {"large": (1200, 1600), "medium": (960, 1280), "small": (480, 640)}
"""Of photos in pixels, upright."""
FILM_SIZES = {"large": (720, 1280), "medium": (480, 854), "small": (288, 352)}


@dataclass(frozen=True, slots=True)
class CameraChoices:
    """Everything that was chosen."""

    flash: str = "off"
    """off, auto, on."""
    timer: str = "0"
    """Seconds before a photo is taken: 0, 3, 10."""
    grid: bool = False
    hdr: bool = False
    front: bool = False
    torch: bool = False
    location: bool = True
    photo_size: str = "large"
    film_size: str = "medium"
    set_up: bool = False
    """The first start is over."""


def choices(context: Context) -> CameraChoices:
    """What is chosen now."""
    return read_once(context.database(CHOICES), _read)


def _read(database: Database) -> CameraChoices:
    kept: Mapping[str, str] = {
        str(key): str(value) for key, value in database.rows("SELECT key, value FROM preferences")
    }

    def one(key: str, allowed: tuple[str, ...]) -> str:
        found = kept.get(key, allowed[0])
        return found if found in allowed else allowed[0]

    return CameraChoices(
        one("flash", ("off", "auto", "on")),
        one("timer", ("0", "3", "10")),
        kept.get("grid") == "1",
        kept.get("hdr") == "1",
        kept.get("front") == "1",
        kept.get("torch") == "1",
        kept.get("location", "1") == "1",
        one("photo_size", tuple(SIZES)),
        one("film_size", ("medium", "large", "small")),
        kept.get("set_up") == "1",
    )


def choose(context: Context, key: str, value: str | bool) -> None:
    """Keep a choice, named as the field of Choices."""
    text = str(int(value)) if isinstance(value, bool) else value
    context.database(CHOICES).run("INSERT OR REPLACE INTO preferences VALUES (?, ?)", key, text)


# -- files -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Shot:
    """A photo or video that was taken."""

    path: str
    modified_ns: int

    @property
    def name(self) -> str:
        """Without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def is_film(self) -> bool:
        """Whether it is a video."""
        return self.path.endswith(".mp4")


def shots(context: Context) -> list[Shot]:
    """What Camera took and is still there, newest first."""
    files = context.files
    found = []
    for folder in (PICTURES, MOVIES):
        for name in files.list(folder) if files.is_dir(folder) else ():
            path = f"{folder}/{name}"
            if name.startswith(_NAMES) and files.is_file(path):
                found.append(Shot(path, files.stat(path).mtime_ns))
    return sorted(found, key=lambda shot: (shot.modified_ns, shot.path), reverse=True)


def free_path(context: Context, folder: str, prefix: str, end: str) -> str:
    """Where the next one goes: named by the moment, with a count where that is taken."""
    stem = f"{folder}/{prefix}{stamp(local_now(context))}"
    return free(context.files, f"{stem}.{end}", "_{}")


def stamp(moment: datetime) -> str:
    """As 20231015_153400."""
    return (
        f"{moment.year:04d}{moment.month:02d}{moment.day:02d}_"
        f"{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"
    )


def keep(context: Context, path: str, data: bytes) -> bool:
    """Write a file; False when there is no room for it."""
    try:
        context.files.make_directories(path.rpartition("/")[0])
        context.files.write(path, data)
    except FileFault:
        return False
    return True
