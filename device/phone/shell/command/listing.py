"""ls and stat, in toybox's words."""

import re
import stat as flags
from datetime import UTC, datetime, timedelta

from device.phone.file.filesystem import FileFault, FileStat
from device.phone.shell.call import Call, Command, Options
from device.phone.shell.command.when import local

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _long_time(call: Call, nanoseconds: int) -> str:
    """A file time in local time, with its fraction and zone."""
    moment, offset, _ = local(call.phone, call.env, _EPOCH + timedelta(microseconds=nanoseconds // 1000))
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    return f"{moment:%Y-%m-%d %H:%M:%S}.{nanoseconds % 10**9:09d} {zone}"


_NAMES_ALONE = frozenset("1AaCq")
"""Options with which nothing but the names is shown."""


class _Listing:
    """One run of ls."""

    def __init__(self, call: Call, options: Options) -> None:
        self.call = call
        self.options = options
        self.status = 0

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
        if "F" in self.options or ("p" in self.options and stat.is_dir):
            shown += "/" if stat.is_dir else "@" if stat.target else "*" if stat.mode & 0o111 else ""
        if "l" in self.options and stat.target:
            shown += f" -> {stat.target}"
        return f"{_blocks(stat) // 2} {shown}" if "s" in self.options else shown

    def show(self, entries: list[tuple[str, FileStat]]) -> None:
        entries = self.order(entries)
        if "l" not in self.options:
            self.call.out("".join(f"{self.name(name, stat)}\n" for name, stat in entries))
            return
        rows = [self.row(name, stat) for name, stat in entries]
        widths = [max(len(row[place]) for row in rows) for place in range(5)] if rows else []
        for mode, links, owner, group, size, when, name in rows:
            left, right = (
                f"{mode} {links:>{widths[1]}} {owner:{widths[2]}}",
                f"{size:>{widths[4]}} {when} {name}",
            )
            self.call.line(f"{left} {group:{widths[3]}} {right}")

    def row(self, name: str, stat: FileStat) -> tuple[str, ...]:
        when = _long_time(self.call, self.time(stat))
        when = when if self.options.flags.get("l", 0) > 1 else when[: len("YYYY-mm-dd HH:MM")]
        owner, group = stat.owner, stat.group
        if "n" in self.options:
            owner, group = str(_number(owner)), str(_number(group))
        size = human(stat.size) if "h" in self.options else str(stat.size)
        return flags.filemode(stat.mode), str(stat.links), owner, group, size, when, self.name(name, stat)

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
        base = path.rstrip("/")
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


def _number(user: str) -> int:
    """The number behind a user or group name."""
    known = {"root": 0, "system": 1000, "media_rw": 1023, "shell": 2000, "everybody": 9997}
    if user.startswith("u0_a"):
        return 10_000 + int(user[4:])
    return known.get(user, int(user) if user.isascii() and user.isdigit() else 0)


def ls(call: Call) -> int:
    """List directories."""
    options = call.options(
        "1aAcCdfFhklLnNpqrRsStux", {"color": "N", "all": "a", "almost-all": "A", "recursive": "R"}
    )
    listing = _Listing(call, options)
    if "n" in options:
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


_DESCRIBED = """  File: %N
  Size: %s\t Blocks: %b\t IO Blocks: %B\t %F
Device: fd00h/64768d\t Inode: %i\t Links: %h
Access: (%a/%A)\tUid: (%u/%U)\tGid: (%g/%G)
Access: %x
Modify: %y
Change: %z"""


def stat(call: Call) -> int:
    """Show what is known of a file."""
    options = call.options("c:fLt", {"format": "c"})
    if not options.rest:
        return call.complain('Needs 1 argument (see "stat --help")')
    status = 0
    for shown in options.rest:
        try:
            found = call.files.stat(call.path(shown), follow="L" in options)
        except FileFault as fault:
            status = call.complain(f"'{shown}': {fault.text}")
            continue
        values = _told(call, shown, found)
        fields = re.split("%(.)", options.value("c", _DESCRIBED), flags=re.DOTALL)
        fields[1::2] = (values.get(letter, f"%{letter}") for letter in fields[1::2])
        call.line("".join(fields))
    return status


def _told(call: Call, shown: str, stat: FileStat) -> dict[str, str]:
    """What is known of a file, by the letter that asks for it."""
    kind = "directory" if stat.is_dir else "symbolic link" if stat.target else "regular file"
    accessed, changed = _long_time(call, stat.atime_ns), _long_time(call, stat.mtime_ns)
    return {
        "n": shown, "N": f"'{shown}' -> '{stat.target}'" if stat.target else shown, "s": str(stat.size),
        "a": f"{stat.mode & 0o7777:o}", "A": flags.filemode(stat.mode), "f": f"{stat.mode:x}",
        "U": stat.owner, "G": stat.group, "u": str(_number(stat.owner)), "g": str(_number(stat.group)),
        "h": str(stat.links), "i": str(stat.inode), "F": kind, "b": str(_blocks(stat)), "B": "512",
        "X": str(stat.atime_ns // 10**9), "Y": str(stat.mtime_ns // 10**9), "Z": str(stat.mtime_ns // 10**9),
        "x": accessed, "y": changed, "z": changed, "%": "%",
    }  # fmt: skip


COMMANDS: dict[str, Command] = {"ls": ls, "stat": stat}
