"""iconv, dos2unix, unix2dos, expand: text in another form."""

from collections.abc import Callable

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command
from device.phone.shell.command.reading import inputs

_CODECS = {
    "US-ASCII": "ascii", "UTF-8": "utf-8", "UTF-16": "utf-16", "UTF-16BE": "utf-16-be",
    "UTF-16LE": "utf-16-le", "UTF-32": "utf-32", "UTF-32BE": "utf-32-be", "UTF-32LE": "utf-32-le",
}  # fmt: skip
"""Those that Android's C library converts between; it has no others."""
_TAB = 8


def iconv(call: Call) -> int:
    """`iconv [-f FROM] [-t TO] [FILE...]`; -c leaves out what can't be converted."""
    options = call.options("cst:f:l", {"from-code": "f", "to-code": "t", "list": "l"})
    if "l" in options:
        call.out("".join(f"{name}\n" for name in _CODECS))
        return 0
    names = [options.value("f", "utf8"), options.value("t", "utf8")]
    source, target = (_codec(name) for name in names)
    if source is None or target is None:
        return call.complain(f"{names[0]} -> {names[1]}: Invalid argument")
    status = 0
    left_out = "ignore" if "c" in options else "strict"
    for shown, data in inputs(call, options.rest):
        try:
            call.out(data.decode(source, left_out).encode(target, left_out))
        except UnicodeError:
            status = call.complain(f"{shown}: bad characters" if shown != "-" else "bad characters")
    return status


def _codec(name: str) -> str | None:
    plain = name.upper().partition("//")[0].replace("-", "").replace("_", "")
    plain = {"ASCII": "USASCII"}.get(plain, plain)
    return next((codec for known, codec in _CODECS.items() if known.replace("-", "") == plain), None)


def _rewritten(change: Callable[[bytes], bytes]) -> Command:
    """A command that changes the files it is given, or what comes by stdin."""

    def command(call: Call) -> int:
        status = 0
        for shown in call.options("").rest or ["-"]:
            try:
                data = change(call.read(shown))
                if shown == "-":
                    call.out(data)
                else:
                    call.files.write(call.path(shown), data)
            except FileFault as fault:
                status = call.complain(f"{shown}: {fault.text}")
        return status

    return command


def expand(call: Call) -> int:
    """Tabs become blanks."""
    options = call.options("t:", {"tabs": "t"})
    size = max(1, options.number("t", _TAB))
    for _, data in inputs(call, options.rest):
        call.out(data.expandtabs(min(size, 1000)))
    return 0


COMMANDS: dict[str, Command] = {
    "iconv": iconv, "expand": expand,
    "dos2unix": _rewritten(lambda data: data.replace(b"\r\n", b"\n")),
    "unix2dos": _rewritten(lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")),
}  # fmt: skip
