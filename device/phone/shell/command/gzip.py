"""gzip, gunzip, zcat."""

import gzip as gz

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options
from device.phone.shell.command.unpacking import ArchiveFault, gunzipped, text_of

_END = ".gz"


def gzip(call: Call) -> int:
    """Pack files, or with -d unpack them; each takes the place of the other."""
    options = call.options("cdfkqtn123456789")
    unpack = call.name != "gzip" or "d" in options
    shown = call.name == "zcat" or "c" in options or not options.rest
    status = 0
    for name in options.rest or ["-"]:
        try:
            data = call.read(name)
            made = gunzipped(data) if unpack or "t" in options else _packed(data, options)
            if "t" in options:
                continue
            if shown or name == "-":
                call.out(made)
            else:
                status |= _beside(call, options, name, made, unpack=unpack)
        except (ArchiveFault, FileFault) as fault:
            status = call.complain(f"{name}: {text_of(fault)}")
    return status


def _packed(data: bytes, options: Options) -> bytes:
    level = next((int(flag) for flag in options.flags if flag.isdigit()), 6)
    return gz.compress(data, level, mtime=0)


def _beside(call: Call, options: Options, name: str, made: bytes, *, unpack: bool) -> int:
    if unpack and not name.endswith((_END, ".tgz")):
        return call.complain(f"{name}: no .gz")
    other = name + _END if not unpack else name[:-3] if name.endswith(_END) else name[:-4] + ".tar"
    place = call.path(other)
    if call.files.exists(place) and "f" not in options:
        return call.complain(f"{other}: File exists")
    call.files.write(place, made)
    if "k" not in options:
        call.files.remove(call.path(name))
    return 0


COMMANDS: dict[str, Command] = {"gzip": gzip, "gunzip": gzip, "zcat": gzip}
