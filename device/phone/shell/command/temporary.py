"""mktemp: a file or folder with a name of its own."""

import errno
import re
import string

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command

_LETTERS = string.ascii_letters + string.digits
_TRIES = 100
_NO_FOLDER = "/tmp"  # noqa: S108  (of the phone, where there is none)


def mktemp(call: Call) -> int:
    """Make it and tell its name: each X at the end of a template stands for a letter by chance."""
    options = call.options("dp:;qtu", {"directory": "d", "tmpdir": "p", "quiet": "q", "dry-run": "u"})
    template = options.rest[0] if options.rest else "tmp.XXXXXXXXXX"
    home = call.env.get("TMPDIR", "")
    given = options.value("p") or (options.rest.pop(0) if "p" in options and len(options.rest) > 1 else "")
    if "p" in options and not given and options.rest:
        given, template = options.rest[0], options.rest[1] if options.rest[1:] else "tmp.XXXXXXXXXX"
    elif options.rest and given:
        template = options.rest[-1]
    folder = (home or given or _NO_FOLDER) if "t" in options else (given or home or _NO_FOLDER)
    if "t" in options or "p" in options or not options.rest:
        template = f"{folder}/{template}"
    what = "directory" if "d" in options else "file"
    found = re.search(r"X{2,}$", template)
    try:
        if found is None:
            raise FileFault(errno.EINVAL, template)
        call.line(_made(call, template[: found.start()], len(found[0]), "d" in options, "u" in options))
    except FileFault as fault:
        return 1 if "q" in options else call.complain(f"Failed to create {what} {template}: {fault.text}")
    return 0


def _made(call: Call, start: str, count: int, folder: bool, only_named: bool) -> str:
    """The name of what was made. Raises FileFault."""
    files = call.files
    for _ in range(_TRIES):
        shown = start + "".join(call.phone.rng.choice(_LETTERS) for _ in range(count))
        path = call.path(shown)
        if files.exists(path):
            continue
        if folder and not only_named:
            files.make_directory(path, 0o700)
        elif not only_named:
            files.write(path, b"", mode=0o600)
        return shown
    raise FileFault(errno.EEXIST, start)


COMMANDS: dict[str, Command] = {"mktemp": mktemp}
