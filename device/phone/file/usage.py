"""What takes how much of the storage: folders, and the apps one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from device.phone.file.entry import SHARED
from device.phone.file.reading import FileView

IMAGES, VIDEOS, AUDIO = ("DCIM", "Pictures"), ("Movies", "VLCVideos"), ("Music", "Recordings", "Podcasts")
"""Shared folders by what lies in them."""


@dataclass(frozen=True, slots=True)
class AppUse:
    """Bytes that one app takes. The code of those that came with the phone is not in the storage."""

    code: int
    data: int
    """Files and databases, the cache left out."""
    cache: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.code + self.data + self.cache


def tree_size(files: FileView, path: str) -> int:
    """Bytes of all files at and below a path; 0 when nothing is there."""
    if not files.exists(path):
        return 0
    return sum(files.stat(below, follow=False).size for below, folder in files.walk(path) if not folder)


def shared_size(files: FileView, folders: tuple[str, ...]) -> int:
    """Bytes of all files in folders of the shared storage."""
    return sum(tree_size(files, f"{SHARED}/{folder}") for folder in folders)


def app_use(files: FileView, package: str, apk: str) -> AppUse:
    """What an app takes; `apk` is where its code would lie."""
    own, shared = f"/data/data/{package}", f"{SHARED}/Android/data/{package}"
    cache = tree_size(files, f"{own}/cache") + tree_size(files, f"{shared}/cache")
    return AppUse(tree_size(files, apk), tree_size(files, own) + tree_size(files, shared) - cache, cache)


@dataclass(frozen=True, slots=True)
class StorageUse:
    """What takes the storage, by kind, in bytes. Together they are all that is used."""

    images: int
    videos: int
    audio: int
    other: int
    """Documents, downloads and all else in the shared storage but what apps keep there."""
    apps: int
    system: int
    """The rest."""


def storage_use(files: FileView, apps: Iterable[AppUse]) -> StorageUse:
    """What takes the storage; `apps`: all there are."""
    images, videos, audio = (shared_size(files, folders) for folders in (IMAGES, VIDEOS, AUDIO))
    known = images + videos + audio
    own = sum(app.total for app in apps)
    other = tree_size(files, SHARED) - known - tree_size(files, f"{SHARED}/Android/data")
    return StorageUse(images, videos, audio, other, own, max(0, files.used - known - other - own))
