"""tar: archives made, listed and unpacked; gzip where they are asked to be or are."""

import fnmatch
import gzip
import io
import posixpath
import tarfile
from datetime import UTC, datetime

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options, UsageFault, read_options
from device.phone.shell.command.listing import mode_text
from device.phone.shell.command.unpacking import (
    MOST_BYTES,
    MOST_MEMBERS,
    ArchiveFault,
    gunzipped,
    target,
    text_of,
)

_LONG = {
    "create": "c", "extract": "x", "list": "t", "file": "f", "directory": "C", "gzip": "z", "verbose": "v",
    "to-stdout": "O", "exclude": "X", "keep-old": "k", "overwrite": "k", "gunzip": "z",
}  # fmt: skip


def tar(call: Call) -> int:
    """The first word may be letters without a dash, as in `tar czf FILE FOLDER`."""
    args = list(call.args)
    if args and not args[0].startswith("-"):
        args[0] = "-" + args[0]
    options = read_options(args, "cxtf:C:zvOkpmahoX:", _LONG)
    chosen = [letter for letter in "cxt" if letter in options]
    if len(chosen) != 1:
        raise UsageFault("Needs -txc" if not chosen else "-x -t -c exclude each other")
    try:
        return {"c": _create, "x": _extract, "t": _list}[chosen[0]](call, options)
    except tarfile.TarError as error:
        return call.complain(f"bad header: {error}")
    except (ArchiveFault, FileFault) as fault:
        return call.complain(str(fault))


def _folder(call: Call, options: Options) -> str:
    return call.path(options.value("C", ".")).removesuffix("/.") or "/"


# -- making ------------------------------------------------------------------------------------------------
def _create(call: Call, options: Options) -> int:
    if not options.rest:
        return call.complain("empty archive")
    made = io.BytesIO()
    status, size = 0, 0
    base = _folder(call, options)
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in options.rest:
            top = name if name.startswith("/") else posixpath.join(base, name)
            if not call.files.exists(top) and not call.files.is_link(top):
                status = call.complain(f"{name}: No such file or directory")
                continue
            for path, _ in call.files.walk(top):
                member = (name.rstrip("/") + path[len(top.rstrip("/")) :]).lstrip("/")
                if _excluded(member, options):
                    continue
                size += _add(call, archive, path, member)
                if size > MOST_BYTES:
                    raise ArchiveFault("too large")
                if "v" in options:
                    call.err(member)
    data = made.getvalue()
    file = options.value("f", "-")
    if "z" in options or ("a" in options and file.endswith((".gz", ".tgz"))):
        data = gzip.compress(data, mtime=0)
    if file == "-":
        call.out(data)
    else:
        call.files.write(call.path(file), data)
    return status


def _add(call: Call, archive: tarfile.TarFile, path: str, member: str) -> int:
    """Add a file, folder or link; its size."""
    found = call.files.stat(path, follow=False)
    info = tarfile.TarInfo(member)
    info.mode, info.mtime = found.mode & 0o7777, found.mtime_ns // 10**9
    info.uname, info.gname = found.owner, found.group
    data = b""
    if found.is_dir:
        info.type = tarfile.DIRTYPE
    elif found.target:
        info.type, info.linkname = tarfile.SYMTYPE, found.target
    else:
        data = call.files.read(path)
        info.size = len(data)
    archive.addfile(info, io.BytesIO(data))
    return len(data)


def _excluded(name: str, options: Options) -> bool:
    patterns = options.values.get("X", [])
    return any(
        fnmatch.fnmatchcase(part, pattern) for pattern in patterns for part in (name, *name.split("/"))
    )


# -- reading -----------------------------------------------------------------------------------------------
def _archive(call: Call, options: Options) -> tarfile.TarFile:
    data = call.read(options.value("f", "-"))
    if data.startswith(b"\x1f\x8b"):
        data = gunzipped(data)
    elif "z" in options:
        raise ArchiveFault("not gzip")
    return tarfile.open(fileobj=io.BytesIO(data), mode="r:")


def _members(archive: tarfile.TarFile, options: Options) -> list[tarfile.TarInfo]:
    found: list[tarfile.TarInfo] = []
    for member in archive:
        if len(found) >= MOST_MEMBERS:
            raise ArchiveFault("too many files")
        name = member.name.strip("/")
        asked = [rest.strip("/") for rest in options.rest]
        wanted = not asked or any(name == one or name.startswith(one + "/") for one in asked)
        if wanted and not _excluded(name, options):
            found.append(member)
    return found


def _shown(member: tarfile.TarInfo) -> str:
    return member.name + "/" * (member.isdir() and not member.name.endswith("/"))


def _list(call: Call, options: Options) -> int:
    with _archive(call, options) as archive:
        for member in _members(archive, options):
            if "v" not in options:
                call.line(_shown(member))
                continue
            kind = 0o040000 if member.isdir() else 0o120000 if member.issym() else 0o100000
            when = datetime.fromtimestamp(min(max(0, member.mtime), 2**33), UTC)
            owner = f"{member.uname or member.uid}/{member.gname or member.gid}"
            link = f" -> {member.linkname}" if member.issym() else ""
            call.line(f"{mode_text(kind | member.mode)} {owner} {member.size:>8} {when:%Y-%m-%d %H:%M} "
                      f"{_shown(member)}{link}")  # fmt: skip
    return 0


def _extract(call: Call, options: Options) -> int:
    folder = _folder(call, options)
    if not call.files.is_dir(folder):
        return call.complain(f"chdir '{options.value('C')}': No such file or directory")
    status, left = 0, MOST_BYTES
    with _archive(call, options) as archive:
        for member in _members(archive, options):
            source = archive.extractfile(member) if member.isreg() else None
            data = source.read(left + 1) if source is not None else b""
            left -= len(data)
            if left < 0:
                raise ArchiveFault("too large")
            try:
                if "O" in options:
                    call.out(data)
                else:
                    _place(call, options, folder, member, data)
            except (ArchiveFault, FileFault) as fault:
                status = call.complain(f"{member.name}: {text_of(fault)}")
            if "v" in options:
                call.err(_shown(member))
    return status


def _place(call: Call, options: Options, folder: str, member: tarfile.TarInfo, data: bytes) -> None:
    path = target(call, folder, member.name)
    if member.isdir():
        call.files.make_directories(path)
    elif member.issym():
        if call.files.exists(path):
            call.files.remove(path)
        call.files.link(member.linkname, path)
    elif member.isreg() and not ("k" in options and call.files.exists(path)):
        call.files.write(path, data, mode=member.mode & 0o777, mtime_ns=min(int(member.mtime), 2**33) * 10**9)


COMMANDS: dict[str, Command] = {"tar": tar}
