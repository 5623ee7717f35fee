"""unzip."""

import fnmatch
import io
import zipfile
import zlib

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options
from device.phone.shell.command.unpacking import MOST_BYTES, MOST_MEMBERS, ArchiveFault, target, text_of


def unzip(call: Call) -> int:
    """List (-l), print (-p) or unpack (-d FOLDER) an archive, or those of its members that are named."""
    options = call.options("d:lnopqjv")
    if not options.rest:
        call.err("unzip: missing zipfile name")
        return 1
    name, *patterns = options.rest
    try:
        data = call.read(name)
    except FileFault:
        return call.complain(f"couldn't open {name}: No such file or directory")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise ArchiveFault("too many files")
            found = [member for member in archive.infolist() if _wanted(member.filename, patterns)]
            if "l" in options or "v" in options:
                return _list(call, name, found, quiet="q" in options)
            return _unpack(call, options, archive, name, found)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        return call.complain(f"couldn't open {name}: {error}")
    except (ArchiveFault, FileFault) as fault:
        return call.complain(f"{name}: {text_of(fault)}")


def _wanted(name: str, patterns: list[str]) -> bool:
    return not patterns or any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _list(call: Call, name: str, members: list[zipfile.ZipInfo], *, quiet: bool) -> int:
    if not quiet:
        call.line(f"Archive:  {name}")
    call.line("  Length      Date    Time    Name\n---------  ---------- -----   ----")
    for member in members:
        year, month, day, hour, minute, _ = member.date_time
        when = f"{year}-{month:02}-{day:02} {hour:02}:{minute:02}"
        call.line(f"{member.file_size:9}  {when}   {member.filename}")
    total = sum(member.file_size for member in members)
    call.line(f"---------                     -------\n{total:9}                     {len(members)} files")
    return 0


def _unpack(
    call: Call, options: Options, archive: zipfile.ZipFile, name: str, members: list[zipfile.ZipInfo]
) -> int:
    folder = call.path(options.value("d", "."))
    if "p" not in options:
        if "q" not in options:
            call.line(f"Archive:  {name}")
        call.files.make_directories(folder)
    left = MOST_BYTES
    status = 0
    for member in members:
        with archive.open(member) as source:
            data = source.read(left + 1)
        left -= len(data)
        if left < 0:
            raise ArchiveFault("too large")
        if "p" in options:
            call.out(data)
            continue
        try:
            _place(call, options, folder, member, data)
        except (ArchiveFault, FileFault) as fault:
            status = call.complain(f"{member.filename}: {text_of(fault)}")
    return status


def _place(call: Call, options: Options, folder: str, member: zipfile.ZipInfo, data: bytes) -> None:
    path = target(call, folder, member.filename)
    if member.is_dir():
        call.files.make_directories(path)
        return
    if call.files.exists(path) and "o" not in options:
        if "n" in options:
            return
        raise ArchiveFault("exists already (-o overwrites)")
    call.files.write(path, data)
    if "q" not in options:
        call.line(f"  inflating: {options.value('d', '').rstrip('/') or '.'}/{member.filename}")


COMMANDS: dict[str, Command] = {"unzip": unzip}
