"""A zip file of strangers, read without being unpacked: only what it should hold, and no more than that."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Self

from device.error import ConfigError

_MOST_FILES = 200_000
_MOST_BYTES = 16 << 30
_MOST_FILE = 256 << 20
_BOMB = 300
"""So many times larger than it is packed is nothing of ours: our text packs to a fiftieth at best."""
_CHUNK = 1 << 20


class Archive:
    """An open bundle. No reading goes beyond what the file says of itself, which is looked over first."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self._path = path
        self._file = file
        self.sizes = {info.filename: info.file_size for info in file.infolist()}

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Raises ConfigError for what is no zip file, is a bomb, or leaves the folder it is unpacked to."""
        try:
            with zipfile.ZipFile(path) as file:
                _look_over(path, file.infolist())
                yield cls(path, file)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise ConfigError(f"{path} is no bundle: {error}") from error
        except OSError as error:
            raise ConfigError(f"cannot read {path}: {error.strerror or error}") from error

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file in pieces. Raises ConfigError where it is not there, damaged, or longer than it says."""
        left = self.sizes.get(name)
        if left is None:
            raise ConfigError(f"{self._path} has no {name}")
        try:
            with self._file.open(name) as member:
                while chunk := member.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise ConfigError(f"{self._path}: {name} is longer than it says")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise ConfigError(f"{self._path}: {name} is damaged: {error}") from error

    def read(self, name: str) -> bytes:
        """A file whole."""
        return b"".join(self.chunks(name))


def _look_over(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > _MOST_FILES:
        raise ConfigError(f"{path} is refused: it holds {len(infos)} files")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise ConfigError(f"{path} is refused: two of its files have the same name")
    for info in infos:
        if reason := _refusal(info):
            raise ConfigError(f"{path} is refused: {info.filename!r} {reason}")
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        raise ConfigError(f"{path} is refused: it would take more than {_MOST_BYTES >> 30} GiB")


def _refusal(info: zipfile.ZipInfo) -> str:
    """Why a file is not to be touched; "" for nothing."""
    name, mode = info.filename, info.external_attr >> 16
    if name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
        return "leads out of its folder"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is no plain file"
    if info.file_size > _MOST_FILE:
        return f"would take {info.file_size >> 20} MiB"
    if info.file_size > _CHUNK and info.file_size > _BOMB * max(1, info.compress_size):
        return "is packed as nothing but a bomb is"
    return ""
