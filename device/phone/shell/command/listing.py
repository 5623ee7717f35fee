"""ls and stat, in toybox's words."""

import stat as flags
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from device.phone.file.filesystem import FileFault, FileStat
from device.phone.shell.call import Call, Command, Options
from device.phone.shell.command.when import local

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mode_text(mode: int) -> str:
    """-rw-rw----"""
    return flags.filemode(mode)


def _moment(call: Call, nanoseconds: int) -> tuple[datetime, str]:
    """Local time and zone offset of a file time."""
    moment, offset, _ = local(call.phone, call.env, _EPOCH + timedelta(microseconds=nanoseconds // 1000))
    sign = "-" if offset < 0 else "+"
    return moment, f"{sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"


_NAMES_ALONE = frozenset("1AaCq")
"""Options with which nothing but the names is shown."""


_LABELS = (
    ("/sdcard/", "u:object_r:fuse:s0"),
    ("/storage/", "u:object_r:fuse:s0"),
    ("/data/media/", "u:object_r:media_rw_data_file:s0"),
    ("/data/data/", "u:object_r:app_data_file:s0"),
    ("/data/user/", "u:object_r:app_data_file:s0"),
    ("/data/app/", "u:object_r:apk_data_file:s0"),
    ("/data/local/", "u:object_r:shell_data_file:s0"),
    ("/data/", "u:object_r:system_data_file:s0"),
    ("/system/", "u:object_r:system_file:s0"),
    ("/vendor/", "u:object_r:vendor_file:s0"),
    ("/proc/", "u:object_r:proc:s0"),
    ("/dev/", "u:object_r:device:s0"),
    ("/", "u:object_r:rootfs:s0"),
)
"""Beginning of a path -> the SELinux label of what lies there. No other is kept."""


class _Listing:
    """One run of ls."""

    def __init__(self, call: Call, options: Options) -> None:
        self.call = call
        self.options = options
        self.status = 0
        self.base = ""
        """The folder that is shown; "" for what was asked for by its own path."""

    def stat(self, path: str) -> FileStat:
        return self.call.files.stat(path, follow="L" in self.options)

    def order(self, entries: list[tuple[str, FileStat]]) -> list[tuple[str, FileStat]]:
        options = self.options
        entries.sort(key=lambda entry: entry[0])
        if "t" in options or ("u" in options and "l" not in options):
            entries.sort(key=lambda entry: self.time(entry[1]), reverse=True)
        if "S" in options:
            entries.sort(key=lambda entry: entry[1].size, reverse=True)
        if "r" in options:
            entries.reverse()
        return entries

    def time(self, stat: FileStat) -> int:
        return stat.atime_ns if "u" in self.options else stat.mtime_ns

    def name(self, name: str, stat: FileStat) -> str:
        shown = name
        if "Q" in self.options:
            shown = f'"{name}"'
        if "F" in self.options or ("p" in self.options and stat.is_dir):
            shown += "/" if stat.is_dir else "@" if stat.target else "*" if stat.mode & 0o111 else ""
        if "l" in self.options and stat.target:
            shown += f" -> {stat.target}"
        prefix = f"{stat.inode} " if "i" in self.options else ""
        if "s" in self.options:
            prefix += f"{_blocks(stat) // 2} "
        return prefix + shown

    def label(self, name: str) -> str:
        """What SELinux calls a file of the folder that is shown, where that is asked for."""
        if "Z" not in self.options:
            return ""
        path = self.call.path(f"{self.base}/{name}" if self.base else name) + "/"
        return next(label for start, label in _LABELS if path.startswith(start)) + " "

    def size(self, stat: FileStat) -> str:
        return human(stat.size) if "h" in self.options else str(stat.size)

    def show(self, entries: list[tuple[str, FileStat]]) -> None:
        entries = self.order(entries)
        if "l" not in self.options:
            separator = ", " if "m" in self.options else "\n"
            text = separator.join(self.label(name) + self.name(name, stat) for name, stat in entries)
            self.call.out(text + "\n" if entries else "")
            return
        rows = [self.row(name, stat) for name, stat in entries]
        widths = [max(len(row[place]) for row in rows) for place in range(5)] if rows else []
        for row, (name, _) in zip(rows, entries, strict=True):
            ids = "" if "g" in self.options else " " + row[2].ljust(widths[2])
            ids += "" if "o" in self.options else " " + row[3].ljust(widths[3])
            links, size = row[1].rjust(widths[1]), row[4].rjust(widths[4])
            self.call.line(f"{row[0]} {links}{ids} {self.label(name)}{size} {row[5]} {row[6]}")

    def row(self, name: str, stat: FileStat) -> tuple[str, ...]:
        moment, zone = _moment(self.call, self.time(stat))
        if self.options.flags.get("l", 0) > 1:
            when = f"{moment:%Y-%m-%d %H:%M:%S}.{self.time(stat) % 10**9:09d} {zone}"
        else:
            when = f"{moment:%Y-%m-%d %H:%M}"
        owner, group = stat.owner, stat.group
        if "n" in self.options:
            owner, group = str(uid_of(owner)), str(uid_of(group))
        return (
            mode_text(stat.mode), str(stat.links), owner, group, self.size(stat), when, self.name(name, stat)
        )  # fmt: skip

    def folder(self, path: str, shown: str, *, titled: bool) -> None:
        call, options = self.call, self.options
        try:
            names = call.files.list(path)
        except FileFault as fault:
            self.status = call.complain(f"{shown}: {fault.text}")
            return
        if "a" not in options and "A" not in options:
            names = [name for name in names if not name.startswith(".")]
        if titled:
            call.line(f"{shown}:")
        if self.options.flags.keys() <= _NAMES_ALONE:
            call.out("".join(f"{name}\n" for name in [".", ".."] * ("a" in options) + names))
            return
        self.base = base = path.rstrip("/")
        entries = [(name, self.stat(f"{base}/{name}")) for name in names]
        if "a" in options:
            entries += [(".", call.files.stat(path)), ("..", call.files.stat(base + "/.."))]
        if "l" in options or "s" in options:
            call.line(f"total {sum(_blocks(stat) for _, stat in entries) // 2}")
        self.show(entries)
        if "R" in options:
            for name, stat in self.order([entry for entry in entries if entry[0] not in (".", "..")]):
                if stat.is_dir:
                    call.line()
                    self.folder(f"{base}/{name}", f"{shown.rstrip('/')}/{name}", titled=True)


def _blocks(stat: FileStat) -> int:
    """Of 512 bytes."""
    return 8 if stat.is_dir else (stat.size + 4095) // 4096 * 8


def human(size: int) -> str:
    """1.5K, 12M"""
    amount = float(size)
    for unit in ("", "K", "M", "G"):
        if amount < 1000 or unit == "G":
            break
        amount /= 1024
    return f"{amount:.1f}{unit}" if unit and amount < 10 else f"{round(amount)}{unit}"


def uid_of(user: str) -> int:
    """The number behind a user or group name."""
    known = {"root": 0, "system": 1000, "media_rw": 1023, "shell": 2000, "everybody": 9997}
    if user.startswith("u0_a"):
        return 10_000 + int(user[4:])
    return known.get(user, int(user) if user.isascii() and user.isdigit() else 0)


def ls(call: Call) -> int:
    """List directories."""
    options = call.options(
        "1aAcCdfFghiklLmnNopqQrRsStuxXZ", {"color": "N", "all": "a", "almost-all": "A", "recursive": "R"}
    )
    listing = _Listing(call, options)
    if "g" in options or "o" in options or "n" in options:
        options.flags.setdefault("l", 1)
    lone: list[tuple[str, FileStat]] = []
    folders: list[tuple[str, str]] = []
    for shown in options.rest or ["."]:
        path = call.path(shown)
        try:
            stat = call.files.stat(path, follow="l" not in options or shown.endswith("/"))
        except FileFault as fault:
            listing.status = call.complain(f"{shown}: {fault.text}")
            continue
        if stat.is_dir and "d" not in options:
            folders.append((path, shown))
        else:
            lone.append((shown, stat))
    if lone:
        listing.show(lone)
    titled = len(folders) + len(lone) > 1 or "R" in options
    for place, (path, shown) in enumerate(folders):
        if place or lone:
            call.line()
        listing.folder(path, shown, titled=titled)
    return listing.status


def stat(call: Call) -> int:
    """Show what is known of a file."""
    options = call.options("c:fLt", {"format": "c"})
    status = 0
    for shown in options.rest:
        try:
            found = call.files.stat(call.path(shown), follow="L" in options)
        except FileFault as fault:
            status = call.complain(f"'{shown}': {fault.text}")
            continue
        if "c" in options:
            call.line(_formatted(call, options.value("c"), shown, found))
        else:
            call.out("".join(f"{line}\n" for line in _described(call, shown, found)))
    if not options.rest:
        return call.complain('Needs 1 argument (see "stat --help")')
    return status


def _kind(stat: FileStat) -> str:
    if stat.is_dir:
        return "directory"
    if stat.target:
        return "symbolic link"
    return "regular file" if stat.size else "regular empty file"


def kind_letter(stat: FileStat) -> str:
    """As `find -type` names it."""
    return "d" if stat.is_dir else "l" if stat.target else "f"


def long_time(call: Call, nanoseconds: int) -> str:
    """A moment as `stat` shows it."""
    moment, zone = _moment(call, nanoseconds)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{nanoseconds % 10**9:09d} {zone}"


def _formatted(call: Call, pattern: str, shown: str, stat: FileStat) -> str:
    values = {
        "n": shown, "N": f"'{shown}'" + (f" -> '{stat.target}'" if stat.target else ""),
        "s": str(stat.size), "a": f"{stat.mode & 0o7777:o}", "A": mode_text(stat.mode), "f": f"{stat.mode:x}",
        "U": stat.owner, "G": stat.group, "u": str(uid_of(stat.owner)), "g": str(uid_of(stat.group)),
        "h": str(stat.links), "i": str(stat.inode), "F": _kind(stat), "b": str(_blocks(stat)), "B": "512",
        "X": str(stat.atime_ns // 10**9), "Y": str(stat.mtime_ns // 10**9), "Z": str(stat.mtime_ns // 10**9),
        "x": long_time(call, stat.atime_ns), "y": long_time(call, stat.mtime_ns),
        "z": long_time(call, stat.mtime_ns), "o": "4096", "%": "%",
    }  # fmt: skip
    out, at = [], 0
    while at < len(pattern):
        if pattern[at] == "%" and pattern[at + 1 : at + 2] in values:
            out.append(values[pattern[at + 1]])
            at += 2
        else:
            out.append(pattern[at])
            at += 1
    return "".join(out)


def _described(call: Call, shown: str, stat: FileStat) -> Iterable[str]:
    name = f"'{shown}' -> '{stat.target}'" if stat.target else shown
    yield f"  File: {name}"
    yield (f"  Size: {stat.size}\t Blocks: {_blocks(stat)}\t IO Blocks: 512\t {_kind(stat)}")
    yield f"Device: fd00h/64768d\t Inode: {stat.inode}\t Links: {stat.links}"
    yield (
        f"Access: ({stat.mode & 0o7777:04o}/{mode_text(stat.mode)})\t"
        f"Uid: ({uid_of(stat.owner):5d}/{stat.owner:>8})\tGid: ({uid_of(stat.group):5d}/{stat.group:>8})"
    )
    yield f"Access: {long_time(call, stat.atime_ns)}"
    yield f"Modify: {long_time(call, stat.mtime_ns)}"
    yield f"Change: {long_time(call, stat.mtime_ns)}"


COMMANDS: dict[str, Command] = {"ls": ls, "stat": stat}
