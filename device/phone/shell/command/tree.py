"""Commands that change the tree of files: cp, mv, rm, mkdir, rmdir, touch, chmod."""

import re

from device.phone.file.filesystem import FileFault, NoSpace
from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.command.when import parsed_date

_SYMBOLIC = re.compile(r"([ugoa]*)([-+=])([rwxXst]*)")


def _base(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _into(call: Call, options: Options, verb: str) -> tuple[list[str], str, bool]:
    """Sources, target, and whether the target is a directory to put them into."""
    rest = list(options.rest)
    if "t" in options:
        return rest, options.value("t"), True
    if len(rest) < 2:
        raise UsageFault(f"Needs {2 - len(rest)} argument{'s' if not rest else ''}")
    target = rest.pop()
    inside = call.files.is_dir(call.path(target)) and "T" not in options
    if len(rest) > 1 and not inside:
        raise UsageFault(f"'{target}' not directory")
    return rest, target, inside


def cp(call: Call) -> int:
    """Copy files and, with -r or -a, directories."""
    options = call.options("DRrfinpaHLPdsltvTt:uF", {"recursive": "r", "archive": "a", "preserve": "p"})
    sources, target, inside = _into(call, options, "cp")
    recursive = any(flag in options for flag in ("r", "R", "a"))
    keep = "a" in options or "p" in options
    status = 0
    for source in sources:
        name = _base(source)
        aim = call.path(target)
        if inside and name not in ("", ".", ".."):
            aim = f"{aim.rstrip('/')}/{name}"
        try:
            status |= _copy(call, source, call.path(source), aim, recursive, keep, "n" in options)
        except FileFault as fault:
            status = call.complain(f"'{source}': {fault.text}" if fault.path else fault.text)
    return status


def _copy(call: Call, shown: str, source: str, aim: str, recursive: bool, keep: bool, careful: bool) -> int:
    files = call.files
    if not files.is_dir(source):
        if files.is_dir(aim):
            raise FileFault(21, aim)
        if files.exists(source) and files.exists(aim) and files.resolve(source) == files.resolve(aim):
            return call.complain(f"'{shown}' is '{aim}'")
        if not (careful and files.exists(aim)):
            try:
                files.copy(source, aim, keep=keep)
            except NoSpace:
                files.write_fitting(aim, files.read(source))  # its beginning stays, and it raises again
        return 0
    if not recursive:
        return call.complain(f"Skipped dir '{shown}'")
    real = files.resolve(source).rstrip("/") + "/"
    if (files.resolve(aim) + "/").startswith(real) and real != files.resolve(aim) + "/":
        return call.complain(f"'{shown}' is in '{aim}'")
    stat = files.stat(source)
    if not files.is_dir(aim):
        files.make_directory(aim, stat.mode if keep else None)
    status = 0
    for name in files.list(source):
        below = f"{source.rstrip('/')}/{name}"
        status |= _copy(call, below, below, f"{aim.rstrip('/')}/{name}", recursive, keep, careful)
    if keep and files.resolve(aim) != "/storage/emulated/0":
        files.touch(aim, mtime_ns=stat.mtime_ns, atime_ns=stat.atime_ns)
    return status


def mv(call: Call) -> int:
    """Move or rename."""
    options = call.options("finvTt:", {"force": "f"})
    sources, target, inside = _into(call, options, "mv")
    status = 0
    for source in sources:
        aim = call.path(target)
        if inside:
            aim = f"{aim.rstrip('/')}/{_base(source)}"
        try:
            if "n" in options and call.files.exists(aim):
                continue
            call.files.rename(call.path(source), aim)
        except FileFault as fault:
            status = call.complain(f"bad '{source}': {fault.text}")
    return status


def rm(call: Call) -> int:
    """Remove."""
    options = call.options("fiRrvd", {"recursive": "r", "force": "f"})
    if not options.rest and "f" not in options:
        raise UsageFault("Needs 1 argument")
    status = 0
    for shown in options.rest:
        path = call.path(shown)
        try:
            stat = call.files.stat(path, follow=False)
            if stat.is_dir and not ("r" in options or "R" in options):
                status = call.complain(f"{shown}: Is a directory")
            elif stat.is_dir:
                call.files.remove_tree(path)
            else:
                call.files.remove(path)
        except FileFault as fault:
            if not ("f" in options and fault.code in (2, 20)):
                status = call.complain(f"{shown}: {fault.text}")
    return status


def mkdir(call: Call) -> int:
    """Make directories."""
    options = call.options("pvm:", {"parents": "p", "mode": "m"})
    if not options.rest:
        raise UsageFault("Needs 1 argument")
    mode = int(options.value("m"), 8) if re.fullmatch(r"[0-7]{1,4}", options.value("m")) else None
    status = 0
    for shown in options.rest:
        try:
            if "p" in options:
                call.files.make_directories(call.path(shown), mode)
            else:
                call.files.make_directory(call.path(shown), mode)
        except FileFault as fault:
            status = call.complain(f"'{shown}': {fault.text}")
    return status


def rmdir(call: Call) -> int:
    """Remove empty directories."""
    options = call.options("p", {"parents": "p", "ignore-fail-on-non-empty": "p"})
    status = 0
    for shown in options.rest:
        path = call.path(shown)
        try:
            if not call.files.stat(path, follow=False).is_dir:
                raise FileFault(20, path)
            call.files.remove(path)
        except FileFault as fault:
            status = call.complain(f"'{shown}': {fault.text}")
    return status


def touch(call: Call) -> int:
    """Make a file, or set its times."""
    options = call.options("acd:hm", {"date": "d", "no-create": "c"})
    moment: int | None = None
    if "d" in options:
        parsed = parsed_date(options.value("d"), call.phone, call.env)
        if parsed is None:
            return call.complain(f"bad '{options.value('d')}'")
        moment = round(parsed.timestamp()) * 10**9
    status = 0
    for shown in options.rest:
        try:
            path = call.path(shown)
            if not call.files.exists(path):
                if "c" in options:
                    continue
                call.files.write(path, b"")
                if moment is None:
                    continue
            call.files.touch(path, mtime_ns=moment, atime_ns=moment)
        except FileFault as fault:
            status = call.complain(f"'{shown}': {fault.text}")
    return status


def _each(call: Call, paths: list[str], recursive: bool) -> tuple[list[str], int]:
    """Existing paths, with everything below when recursive; complaints about the others."""
    found, status = [], 0
    for shown in paths:
        path = call.path(shown)
        try:
            found += (
                [below for below, _ in call.files.walk(path)] if recursive else [call.files.resolve(path)]
            )
            call.files.stat(path)
        except FileFault as fault:
            status = call.complain(f"{shown}: {fault.text}")
    return found, status


def chmod(call: Call) -> int:
    """Set permissions."""
    recursive = False
    rest = []
    for arg in call.args:
        if re.fullmatch(r"-[Rvf]+", arg):
            recursive = recursive or "R" in arg
        elif arg != "--":
            rest.append(arg)
    if len(rest) < 2:
        raise UsageFault("Needs 2 arguments")
    found, status = _each(call, rest[1:], recursive)
    for path in found:
        if not call.files.exists(path):
            continue
        mode = changed_mode(call.files.stat(path).mode & 0o7777, rest[0], call.files.is_dir(path))
        if mode is None:
            return call.complain(f"bad mode '{rest[0]}'")
        call.files.chmod(path, mode)
    return status


def changed_mode(mode: int, text: str, is_folder: bool) -> int | None:
    """A mode after what chmod is told, in octal or in letters; None where that is neither."""
    if re.fullmatch(r"[0-7]{1,4}", text):
        return int(text, 8)
    for clause in text.split(","):
        found = _SYMBOLIC.fullmatch(clause)
        if found is None:
            return None
        who, operator, letters = found.groups()
        bits = 0
        for letter in letters:
            wide = {"r": 0o444, "w": 0o222, "x": 0o111, "X": 0o111 if is_folder or mode & 0o111 else 0}
            bits |= wide.get(letter, 0)
        mask = 0
        for letter in who or "a":
            mask |= {"u": 0o700, "g": 0o070, "o": 0o007, "a": 0o777}[letter]
        if operator == "=":
            mode = mode & ~mask | bits & mask
        else:
            mode = mode | bits & mask if operator == "+" else mode & ~(bits & mask)
    return mode


def label(call: Call) -> int:
    """Chcon and restorecon: SELinux labels are accepted and not kept; a missing file is an error."""
    options = call.options("RDFrnvh", {})
    paths = options.rest[1:] if call.name == "chcon" else options.rest
    if not paths:
        raise UsageFault("Needs 1 argument")
    return _each(call, paths, recursive=False)[1]


COMMANDS: dict[str, Command] = {
    "cp": cp, "mv": mv, "rm": rm, "mkdir": mkdir, "rmdir": rmdir, "touch": touch, "chmod": chmod,
    "chcon": label, "restorecon": label,
}  # fmt: skip
