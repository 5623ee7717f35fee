"""Files that `agent ground` writes: what cannot be written is said before the work, not after it."""

import io
import os
from pathlib import Path

from PIL import Image

from device.atomicfile import write_whole
from device.error import ConfigError

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""What a picture's name may end in."""


def check_place(path: Path) -> None:
    """Raises ConfigError where no file of that name can be written."""
    folder = path.parent
    if not folder.is_dir():
        raise ConfigError(f"cannot write {path}: there is no folder {folder}", "Make it first")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise ConfigError(f"cannot write {path}: it may not be written to")


def check_picture(path: Path) -> None:
    """The same, and for a name that says no kind of picture."""
    if path.suffix.lower() not in FORMATS:
        raise ConfigError(f"cannot write {path}: no such kind of picture", f"End it in {', '.join(FORMATS)}")
    check_place(path)


def save_picture(picture: Image.Image, path: Path) -> None:
    """Write it as what its name says. Raises ConfigError where that cannot be."""
    made = io.BytesIO()
    picture.save(made, FORMATS[path.suffix.lower()])
    try:
        write_whole(path, made.getvalue())
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from None
