"""The directories and links a fresh phone has."""

from collections.abc import Callable

from device.phone.file.entry import SHARED, Directory, File, Link, Meta, Node
from device.phone.file.procfs import PROC, SELF
from device.phone.file.sysfs import SYS

_SHARED_FOLDERS = (
    "Alarms", "Android/data", "Android/media", "Android/obb", "Audiobooks", "DCIM", "Documents/Markor",
    "Download", "Movies", "Music", "Notifications", "Pictures", "Podcasts", "Recordings", "Ringtones",
    "VLCVideos", "Android/data/net.osmand/files/favorites", "Android/data/net.osmand/files/tracks",
    "Android/data/com.dimowner.audiorecorder/files/Music/records",
)  # fmt: skip

_FOLDERS = (
    *(f"{SHARED}/{name}" for name in _SHARED_FOLDERS),
    "/storage/self", "/mnt/user/0", "/data/data", "/data/app", "/data/local/tmp", "/data/media",
    "/data/misc", "/data/system", "/data/user", "/data/user_de", "/dev", "/proc", "/product/bin", "/sys",
    "/system/app", "/system/bin", "/system/etc", "/system/framework", "/vendor/bin", "/apex", "/acct",
)  # fmt: skip

_LINKS = {
    "/sdcard": "/storage/emulated/0",
    "/storage/self/primary": "/storage/emulated/0",
    "/mnt/sdcard": "/storage/emulated/0",
    "/mnt/user/0/primary": "/storage/emulated/0",
    "/data/media/0": "/storage/emulated/0",
    "/data/user/0": "/data/data",
    "/data/user_de/0": "/data/data",
    "/bin": "/system/bin",
    "/etc": "/system/etc",
    "/proc/self": str(SELF),
    f"/proc/{SELF}/exe": "/system/bin/sh",
}

FIXED = frozenset(
    {"/", *_LINKS}
    | {"/storage", "/storage/emulated", SHARED, "/storage/self", "/mnt", "/mnt/user", "/mnt/user/0"}
    | {"/data", "/data/data", "/data/media", "/data/user", "/data/user_de", "/data/local", "/data/local/tmp"}
)
"""What cannot be removed or moved."""

_PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(57)
"""The head of a program: what it does is the shell's, see shell/registry.py."""
_PROGRAMS = (
    "sh", "toybox", "toolbox", "app_process", "app_process64", "am", "pm", "cmd", "settings", "input",
    "screencap", "uiautomator", "dumpsys", "logcat", "getprop", "setprop", "sqlite3",
)  # fmt: skip

_FILES = {
    **{f"/system/bin/{name}": _PROGRAM for name in _PROGRAMS},
    **dict.fromkeys((*PROC, *SYS), b""),
    **dict.fromkeys(("/dev/input/event0", "/dev/input/event2"), b""),
    "/system/etc/hosts": b"127.0.0.1       localhost\n::1             ip6-localhost\n",
    "/system/build.prop": b"# begin build properties\nro.build.version.sdk=33\n",
    "/dev/null": b"",
    "/dev/zero": b"",
    "/dev/random": b"",
    "/dev/urandom": b"",
    "/dev/tty": b"",
}


def writable(path: str) -> bool:
    """Whether anything may be written at a real path."""
    return path.startswith(("/data/", SHARED)) or path == "/data"


def first_tree(meta: Callable[..., Meta]) -> Directory:
    """The root of a fresh phone; `meta(path, directory=...)` gives each node its own."""
    tree: dict[str, object] = {}
    for path in _FOLDERS:
        _place(tree, path, {})
    for path, target in _LINKS.items():
        _place(tree, path, target)
    for path, data in _FILES.items():
        _place(tree, path, data)
    root = _node("/", tree, meta)
    if not isinstance(root, Directory):
        raise TypeError("the root is a directory")
    return root


def _place(tree: dict[str, object], path: str, content: object) -> None:
    *above, name = path.strip("/").split("/")
    for part in above:
        below = tree.setdefault(part, {})
        if isinstance(below, dict):
            tree = below
    tree.setdefault(name, content)


def _node(path: str, content: object, meta: Callable[..., Meta]) -> Node:
    if isinstance(content, dict):
        entries = {name: _node(f"{path.rstrip('/')}/{name}", below, meta) for name, below in content.items()}
        return Directory(meta(path, directory=True), entries)
    if isinstance(content, bytes):
        return File(meta(path), content)
    return Link(meta(path, mode=0o777), str(content))
