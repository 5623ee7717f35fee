"""What `find -printf` tells of an entry."""

import re
from dataclasses import dataclass

from device.phone.file.filesystem import FileStat
from device.phone.shell.call import Call
from device.phone.shell.command.listing import kind_letter, long_time, mode_text, uid_of
from device.phone.shell.output import ESCAPES

_FIELD = re.compile(r"%([-+ 0#]*)(\d{0,4})(T.|A.|C.|[a-zA-Z%])")


@dataclass(slots=True)
class Entry:
    """A file, folder or link that a walk came to."""

    root: str
    """Where the walk began."""
    path: str
    depth: int
    stat: FileStat

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rstrip("/").rpartition("/")[2] or self.path


def formatted(call: Call, pattern: str, entry: Entry) -> str:
    """The pattern with its fields filled in."""
    values = _values(call, entry)

    def told(found: re.Match[str]) -> str:
        flags, width, name = found.groups()
        value = values.get(name)
        if value is None:
            return found[0]
        return value.ljust(int(width or 0)) if "-" in flags else value.rjust(int(width or 0))

    return _FIELD.sub(told, ESCAPES.decoded(pattern)[0])


def _values(call: Call, entry: Entry) -> dict[str, str]:
    stat = entry.stat
    seconds, rest = divmod(stat.mtime_ns, 10**9)
    return {
        "p": entry.path, "f": entry.name, "h": entry.path.rpartition("/")[0] or ".", "H": entry.root,
        "P": entry.path[len(entry.root) :].lstrip("/"), "d": str(entry.depth), "s": str(stat.size),
        "m": f"{stat.mode & 0o7777:o}", "M": mode_text(stat.mode), "y": kind_letter(stat),
        "u": stat.owner, "g": stat.group, "U": str(uid_of(stat.owner)), "G": str(uid_of(stat.group)),
        "i": str(stat.inode), "n": str(stat.links), "l": stat.target, "k": str(-(-stat.size // 1024)),
        "b": str(-(-stat.size // 512)), "t": long_time(call, stat.mtime_ns), "T@": f"{seconds}.{rest:09d}",
        "%": "%",
    }  # fmt: skip
