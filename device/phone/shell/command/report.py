"""bugreportz: all that the system's commands tell, in one text."""

import io
import zipfile

from device.phone.shell.call import Call, Command
from device.phone.shell.command.when import local
from device.phone.shell.stream import Buffer, Io, ShellInput

_VERSION = "1.2"
"""Of bugreportz; adb asks for it first. From 1.1 on it tells how far it is."""
_FOLDER = "/data/user_de/0/com.android.shell/files/bugreports"
_SECTIONS = (
    ("UPTIME", "uptime"),
    ("MEMORY INFO", "cat /proc/meminfo"),
    ("PROCESSES", "ps -A"),
    ("FILESYSTEMS & FREE SPACE", "df"),
    ("SYSTEM PROPERTIES", "getprop"),
    ("NETWORK INTERFACES", "ip addr"),
    ("SYSTEM LOG", "logcat -b all -d -v threadtime"),
    ("DUMPSYS", "dumpsys"),
    ("PACKAGES", "pm list packages -f"),
)


def bugreportz(call: Call) -> int:
    """Write the report into an archive, and say where; -p tells how far it is, -s writes it to stdout."""
    options = call.options("hpsv")
    if "h" in options:
        call.err("usage: bugreportz [-hpsv]\n  -h: to display this help message\n  -p: display progress\n"
                 "  -s: stream content to standard output\n  -v: to display the version")  # fmt: skip
        return 0
    if "v" in options:
        call.err(_VERSION)
        return 0
    name = _name(call)
    packed = _packed(call, name)
    if "s" in options:
        call.out(packed)
        return 0
    path = f"{_FOLDER}/{name}.zip"
    if "p" in options:
        call.line(f"BEGIN:{path}\nPROGRESS:{len(_SECTIONS)}/{len(_SECTIONS)}")
    call.files.make_directories(_FOLDER)
    call.files.write(path, packed)
    call.line(f"OK:{path}")
    return 0


def _name(call: Call) -> str:
    get = call.phone.properties.get
    when = local(call.phone, call.env, call.phone.clock.now)[0]
    return f"bugreport-{get('ro.product.device')}-{get('ro.build.id')}-{when:%Y-%m-%d-%H-%M-%S}"


def _packed(call: Call, name: str) -> bytes:
    when = local(call.phone, call.env, call.phone.clock.now)[0]
    stamp = (when.year, when.month, when.day, when.hour, when.minute, when.second)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        for entry, content in (
            (f"{name}.txt", _report(call)),
            ("main_entry.txt", f"{name}.txt".encode()),
            ("version.txt", b"2.0"),
        ):
            into.writestr(zipfile.ZipInfo(entry, stamp), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _report(call: Call) -> bytes:
    get = call.phone.properties.get
    when = local(call.phone, call.env, call.phone.clock.now)[0]
    bar = "=" * 56
    head = (
        f"{bar}\n== dumpstate: {when:%Y-%m-%d %H:%M:%S}\n{bar}\n\n"
        f"Build: {get('ro.build.display.id')}\nBuild fingerprint: '{get('ro.build.fingerprint')}'\n"
        f"Bugreport format version: 2.0\n"
    )
    said = Buffer(call.budget)
    said.write(head.encode())
    for title, command in _SECTIONS:
        said.write(f"\n------ {title} ({command}) ------\n".encode())
        call.run(command.split(), Io(ShellInput(), said, said))
    return said.value()


COMMANDS: dict[str, Command] = {"bugreportz": bugreportz}
