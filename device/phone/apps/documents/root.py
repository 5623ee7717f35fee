"""Where documents can be: folders of the phone, and collections of one kind of file from all of them."""

from dataclasses import dataclass
from typing import Literal

from device.phone.file.entry import SHARED

Task = Literal["browse", "open", "create", "tree", "copy", "move", "compress", "extract"]
"""What somebody is here for; the last four look for a folder that files shall go to."""
CHOOSING = ("tree", "copy", "move", "compress", "extract")
"""Tasks that end with a folder, not with a file."""
DEVICE = "sdk_gphone_x86_64"
"""What this phone calls its storage."""


@dataclass(frozen=True, slots=True)
class Root:
    """One entry of the drawer."""

    key: str
    label: str
    icon: str
    path: str = ""
    """A folder; "" for a collection."""
    kinds: tuple[str, ...] = ()
    """Media types that a collection holds."""


RECENT = Root("recent", "Recent", "schedule", kinds=("*/*",))
IMAGES = Root("images", "Images", "image", kinds=("image/*",))
VIDEOS = Root("videos", "Videos", "movie", kinds=("video/*",))
AUDIO = Root("audio", "Audio", "audio_file", kinds=("audio/*",))
DOCUMENTS = Root("documents", "Documents", "description", kinds=("text/*", "application/*"))
DOWNLOADS = Root("downloads", "Downloads", "download", path=f"{SHARED}/Download")
STORAGE = Root("storage", DEVICE, "smartphone", path=SHARED)
_ALL = (RECENT, IMAGES, VIDEOS, AUDIO, DOCUMENTS, DOWNLOADS, STORAGE)
GROUPS = (IMAGES, AUDIO, VIDEOS, DOCUMENTS)
"""Collections of one kind of file."""
_BY_KEY = {root.key: root for root in _ALL}


def root_of(key: str) -> Root:
    """A root by its key. Raises KeyError."""
    return _BY_KEY[key]


def roots_for(task: Task) -> tuple[Root, ...]:
    """Those that make sense for what is to be done: nothing can be saved into a collection."""
    return (DOWNLOADS, STORAGE) if task == "create" or task in CHOOSING else _ALL


def root_at(path: str) -> Root:
    """The root through which a folder is reached."""
    return DOWNLOADS if path == DOWNLOADS.path or path.startswith(DOWNLOADS.path + "/") else STORAGE
