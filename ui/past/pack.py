"""A run as one zip file, to be taken along: manifest, record and pictures, and nothing else of its folder."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from device.error import ConfigError

_FILES = ("manifest.json", "trajectory.jsonl")
_PICTURES = "shots/*.png"


def pack(folder: Path, out: "IO[bytes] | Path") -> None:
    """Write the zip of the run in a folder. Raises ConfigError where there is no run, or it can't be."""
    if not (folder / _FILES[0]).is_file():
        raise ConfigError(f"{folder} holds no run")
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _parts(folder):
                # Pictures are packed already.
                how = zipfile.ZIP_STORED if path.suffix == ".png" else zipfile.ZIP_DEFLATED
                archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}", how)
    except OSError as error:
        raise ConfigError(f"cannot pack the run {folder.name}: {error.strerror}") from error


def packed(folder: Path) -> bytes:
    """The same, in memory."""
    out = io.BytesIO()
    pack(folder, out)
    return out.getvalue()


def _parts(folder: Path) -> Iterator[Path]:
    """Plain files only: what a link in the folder leads to is none of the run's."""
    for path in (*(folder / name for name in _FILES), *sorted(folder.glob(_PICTURES))):
        if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
            yield path
