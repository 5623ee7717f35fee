"""pm install and its relatives: APK files that come whole, by a stream, or in sessions."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from device.phone.file.filesystem import FileFault, NoSpace
from device.phone.shell.call import Call
from device.phone.shell.command.intent import died
from device.phone.system import installing
from device.phone.system.apk.apk import Apk, ApkFault, read_apk

_ARGUMENT = "java.lang.IllegalArgumentException"
_NO_ROOM = "INSTALL_FAILED_INSUFFICIENT_STORAGE"
_FLAGS = frozenset({
    "-r", "-R", "-t", "-f", "-d", "-g", "-s", "--dont-kill", "--ephemeral", "--instant", "--full",
    "--preload", "--apex", "--staged", "--skip-verification", "--force-non-staged", "--multi-package",
    "--force-queryable", "--restrict-permissions", "--enable-rollback", "--skip-enable",
})  # fmt: skip
_VALUED = frozenset({
    "-i", "-p", "-S", "--user", "--abi", "--originating-uri", "--referrer", "--install-location",
    "--install-reason", "--force-uuid", "--force-sdk", "--staged-ready-timeout", "--rollback-impact-level",
    "--wait",
})  # fmt: skip
_LAST_SESSION = "tapwright.install.last"
_SESSION = "tapwright.install."
"""Properties that keep the number of the last session, and the options of those that are open."""
_FIRST_SESSION = 1_042_000_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments of an install."""

    flags: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)
    operands: tuple[str, ...] = ()

    @property
    def size(self) -> int | None:
        """Bytes that are streamed, as -S says; None without it."""
        text = self.values.get("-S", "")
        return int(text) if text.isascii() and text.isdigit() else None


class _Bad(Exception):
    """An option nobody knows."""


def _asked(args: list[str]) -> _Asked:
    flags: set[str] = set()
    values: dict[str, str] = {}
    operands: list[str] = []
    queue = [arg for arg in args if arg][::-1]
    while queue:
        arg = queue.pop()
        name, equals, value = arg.partition("=")
        if arg in _VALUED:
            values[arg] = queue.pop() if queue else ""
        elif equals and name in _VALUED:
            values[name] = value
        elif arg in _FLAGS:
            flags.add(arg)
        elif arg.startswith("-") and arg != "-":
            raise _Bad(f"Unknown option {arg}")
        else:
            operands.append(arg)
    return _Asked(frozenset(flags), values, tuple(operands))


def _failed(call: Call, code: str, message: str) -> int:
    call.line(f"Failure [{code}: {message}]" if message else f"Failure [{code}]")
    return 1


def _put(call: Call, data: bytes, asked: _Asked, name: str) -> int:
    try:
        wrong = _unfit({name: read_apk(data, name)})
        if wrong:
            return _failed(call, "INSTALL_FAILED_INVALID_APK", wrong)
        installing.install(
            call.phone,
            data,
            name,
            again="-R" not in asked.flags,
            older="-d" in asked.flags,
            test="-t" in asked.flags,
            grant_all="-g" in asked.flags,
            installer=asked.values.get("-i", ""),
        )
    except ApkFault as fault:
        return _failed(call, fault.code, fault.message)
    except NoSpace:
        return _failed(call, _NO_ROOM, f"Failed to allocate {len(data)} because of no space")
    call.line("Success")
    return 0


def install(call: Call, args: list[str]) -> int:
    """`pm install PATH`, or `-S SIZE` with the APK on standard input."""
    asked = _asked(args)
    path = next((each for each in asked.operands if each != "-"), "")
    if not path:
        if asked.size is None:
            call.err("Error: must either specify a package size or an APK file")
            return 1
        return _streamed(call, asked, asked.size)
    try:
        data = call.read(path)
    except FileFault:
        return _unopened(call, path)
    try:
        read_apk(data, path)
    except ApkFault as fault:
        if fault.code.startswith("INSTALL_PARSE_FAILED_NO_"):
            return _failed(call, fault.code, fault.message)
        if fault.code.startswith("INSTALL_PARSE"):
            return died(
                call, "install", _ARGUMENT, f"Error: Failed to parse APK file: {path}: {fault.message}"
            )
    return _put(call, data, asked, path)


def _unopened(call: Call, path: str) -> int:
    call.err(f"Error: Unable to open file: {path}\nConsider using a file under /data/local/tmp/")
    call.err(f"Error: Can't open file: {path}")
    return died(call, call.args[0], _ARGUMENT, f"Error: Can't open file: {path}")


def _streamed(call: Call, asked: _Asked, size: int) -> int:
    number = _next_session(call)
    free = call.files.free
    if size > free:
        call.stdin()
        return died(
            call, "install", "android.os.ParcelableException",
            f"java.io.IOException: Requested internal only, but not enough space ({free} bytes free)",
        )  # fmt: skip
    data = call.stdin()
    if len(data) < size:
        call.err(
            f"Error: failed to write; java.io.IOException: Unexpected EOF, {size - len(data)} bytes short"
        )
        return 1
    return _put(call, data[:size], asked, f"/data/app/vmdl{number}.tmp/base.apk")


# -- sessions ----------------------------------------------------------------------------------------------
def _next_session(call: Call) -> int:
    properties = call.phone.properties
    number = int(properties.get(_LAST_SESSION, str(_FIRST_SESSION))) + 1
    properties[_LAST_SESSION] = str(number)
    return number


def _folder(number: str) -> str:
    return f"/data/app/vmdl{number}.tmp"


def _open(call: Call, number: str) -> bool:
    return f"{_SESSION}{number}" in call.phone.properties and number != "last"


def _not_yours(call: Call, number: str) -> int:
    return died(
        call, call.args[0], "java.lang.SecurityException", f"Caller has no access to session {number}"
    )


def create(call: Call, args: list[str]) -> int:
    """`pm install-create`: a session that files are written into."""
    _asked(args)
    number = _next_session(call)
    call.phone.properties[f"{_SESSION}{number}"] = "\n".join(args)
    call.files.make_directories(_folder(str(number)))
    call.line(f"Success: created install session [{number}]")
    return 0


def write(call: Call, args: list[str]) -> int:
    """`pm install-write [-S SIZE] SESSION NAME [PATH|-]`"""
    asked = _asked(args)
    number, name, path = (*asked.operands, "", "", "")[:3]
    if not (number.isascii() and number.isdigit()):
        return died(call, "install-write", "java.lang.NumberFormatException", f'For input string: "{number}"')
    if not _open(call, number):
        return _not_yours(call, number)
    try:
        data = call.stdin() if path in ("", "-") else call.read(path)
    except FileFault:
        return _unopened(call, path)
    if asked.size is not None and len(data) < asked.size:
        call.err("Error: failed to write; java.io.IOException: Unexpected EOF")
        return 1
    data = data if asked.size is None else data[: asked.size]
    try:
        call.files.write(f"{_folder(number)}/{name.replace('/', '_') or 'base.apk'}", data)
    except NoSpace:
        call.err(
            "Error: failed to write; java.io.IOException: write failed: ENOSPC (No space left on device)"
        )
        return 1
    call.line(f"Success: streamed {len(data)} bytes")
    return 0


def commit(call: Call, args: list[str]) -> int:
    """`pm install-commit SESSION`: its base package is installed; splits add nothing to see."""
    number = (*_asked(args).operands, "")[0]
    if not _open(call, number):
        return _not_yours(call, number)
    asked = _asked(call.phone.properties[f"{_SESSION}{number}"].split("\n"))
    folder = _folder(number)
    found = {name: call.files.read(f"{folder}/{name}") for name in call.files.list(folder)}
    _close(call, number)
    if not found:
        return _failed(call, "INSTALL_FAILED_INVALID_APK", "No packages staged")
    try:
        parts = {name: read_apk(data, f"{folder}/{name}") for name, data in found.items()}
    except ApkFault as fault:
        return _failed(call, fault.code, fault.message)
    wrong = _unfit(parts)
    if wrong:
        return _failed(call, "INSTALL_FAILED_INVALID_APK", wrong)
    base = next(name for name, part in parts.items() if not part.split)
    return _put(call, found[base], asked, f"{folder}/{base}")


def _unfit(parts: Mapping[str, Apk]) -> str:
    """Why these are not the parts of one package; "" where they are."""
    first, *others = parts.values()
    for name, part in parts.items():
        if part.manifest.package != first.manifest.package:
            return f"{name} package {part.manifest.package} inconsistent with {first.manifest.package}"
        if part.version_code != first.version_code:
            return f"{name} version code {part.version_code} inconsistent with {first.version_code}"
    kinds = Counter(part.split for part in (first, *others))
    twice = next((split for split, count in kinds.items() if count > 1), None)
    if twice is not None:
        return f"Split {twice or 'null'} was defined multiple times"
    return "" if "" in kinds else "Full install must include a base package"


def abandon(call: Call, args: list[str]) -> int:
    """`pm install-abandon SESSION`"""
    number = (*_asked(args).operands, "")[0]
    if not _open(call, number):
        return _not_yours(call, number)
    _close(call, number)
    call.line("Success")
    return 0


def _close(call: Call, number: str) -> None:
    del call.phone.properties[f"{_SESSION}{number}"]
    call.files.remove_tree(_folder(number))


def _safe(action: Callable[[Call, list[str]], int]) -> Callable[[Call, list[str]], int]:
    def run(call: Call, args: list[str]) -> int:
        try:
            return action(call, args)
        except _Bad as bad:
            return died(call, call.args[0], _ARGUMENT, str(bad))

    return run


VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "install": _safe(install), "install-create": _safe(create), "install-write": _safe(write),
    "install-commit": _safe(commit), "install-abandon": _safe(abandon),
}  # fmt: skip
