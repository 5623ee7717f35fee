"""Processes: ps, pidof, pgrep, kill."""

from device.phone.screen import recording
from device.phone.shell.call import Call, Command
from device.phone.shell.command.regex import posix
from device.phone.system.automation import holder
from device.phone.system.identity import user_of
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.trouble import recover

SYSTEM_SERVER = 812
_ADBD, _ZYGOTE = 350, 480
_DAEMONS = {
    1: "init", 2: "[kthreadd]", 211: "servicemanager", _ADBD: "adbd", _ZYGOTE: "zygote64",
    SYSTEM_SERVER: "system_server",
}  # fmt: skip
_OUR_PID, _AUTOMATION_PID = 4201, 4321
_FILMING = "screenrecord"


def processes(call: Call) -> dict[int, str]:
    """Number -> name."""
    phone = call.phone
    names = [SYSTEM_UI, *phone.stack.running(), *([_FILMING] if recording.running(phone) else ())]
    reading = holder(phone)
    own = {_AUTOMATION_PID: reading.name} if reading is not None else {}
    apps = {phone.packages.pid_of(name): name for name in names}
    return dict(sorted({**_DAEMONS, **own, **apps}.items()))


def owner(name: str) -> str:
    """The user a process runs as."""
    if name.startswith("app_process "):
        return "shell"
    if "." in name:
        return user_of(name)
    return "system" if name in ("system_server", "servicemanager") else "root"


def _parent(pid: int, name: str) -> int:
    if pid <= 2:
        return 0
    if pid == _OUR_PID:
        return _ADBD
    return _ZYGOTE if pid == SYSTEM_SERVER or "." in name else 1


_FULL = "UID,PID,PPID,C,STIME,TTY,TIME,CMD"
_PLAIN = "USER,PID,PPID,VSZ,RSS,WCHAN,ADDR,S,NAME"
_LEFT = {"USER": 12, "UID": 12, "WCHAN": 12, "TTY": 8, "LABEL": 30, "NAME": 27, "CMD": 27, "ARGS": 27}
_RIGHT = {
    "PID": 5, "PPID": 5, "TID": 5, "VSZ": 7, "RSS": 6, "ADDR": 8, "TIME": 8, "STIME": 5, "PRI": 3, "NI": 3,
    "%CPU": 4, "%MEM": 4, "ELAPSED": 11,
}  # fmt: skip
"""Columns and their widths."""


def _told(pid: int, name: str) -> dict[str, str]:
    """What is known of a process, by column; memory and times are not measured."""
    return {
        **dict.fromkeys(("PID", "TID"), str(pid)),
        **dict.fromkeys(("USER", "UID"), owner(name)),
        **dict.fromkeys(("NAME", "CMD", "ARGS", "CMDLINE"), name),
        **dict.fromkeys(("WCHAN", "ADDR", "C", "NI"), "0"),
        **dict.fromkeys(("S", "STAT"), "S"),
        "PPID": str(_parent(pid, name)), "VSZ": "10000000", "RSS": "90000", "STIME": "00:00", "TTY": "?",
        "TIME": "00:00:00", "PRI": "19", "%CPU": "0.0", "%MEM": "1.1",
    }  # fmt: skip


def ps(call: Call) -> int:
    """Processes."""
    options = call.options("AadeflnTwZo:p:u:", {})
    found = {**processes(call), _OUR_PID: "sh"}
    if "p" in options:
        found = {pid: name for pid, name in found.items() if str(pid) in options.value("p").split(",")}
    if "u" in options:
        users = options.value("u").split(",")
        found = {pid: name for pid, name in found.items() if owner(name) in users}
    columns = ",".join(options.values.get("o", [])) or (_FULL if "f" in options else _PLAIN)
    names, heads = [], []
    for column in columns.split(","):
        name, equals, head = column.partition("=")
        names.append(name.upper())
        heads.append(head if equals else name.upper())
    rows = [heads] if any(heads) else []
    for pid, process in found.items():
        told = _told(pid, process)
        rows.append([told.get(name, "-") for name in names])
    for row in rows:
        call.line(" ".join(map(_cell, row, names)).rstrip())
    return 0


def _cell(text: str, name: str) -> str:
    if name in _RIGHT:
        return text.rjust(_RIGHT[name])
    return text.ljust(_LEFT.get(name, 0))


def pidof(call: Call) -> int:
    """The number of a process."""
    found = [str(pid) for pid, name in processes(call).items() if name in call.args]
    if found:
        call.line(" ".join(found))
    return int(not found)


def _matching(call: Call, pattern: str, *, whole: bool) -> list[tuple[int, str]]:
    """Processes whose name a pattern is found in, or all of."""
    wanted = posix(f"^({pattern})$" if whole else pattern, extended=True)
    return [(pid, name) for pid, name in processes(call).items() if wanted.search(name)]


def pgrep(call: Call) -> int:
    """Numbers of processes by a pattern in the name."""
    options = call.options("fanolxvcd:u:P:", {})
    found = _matching(call, (options.rest or [""])[0], whole="x" in options)
    if "v" in options:
        found = [each for each in processes(call).items() if each not in found]
    found = found[-1:] if "n" in options else found[:1] if "o" in options else found
    if "c" in options:
        call.line(str(len(found)))
        return int(not found)
    for pid, name in found:
        call.line(f"{pid} {name}" if "l" in options or "a" in options else str(pid))
    return int(not found)


def _signal(call: Call) -> str:
    """The signal that the options name, without SIG; TERM when they name none."""
    args = [arg for arg in call.args if arg.startswith("-") and arg not in ("-s", "-f", "-x")]
    name = args[0][1:] if args else call.args[1] if call.args[:1] == ["-s"] and len(call.args) > 1 else "TERM"
    return _NUMBERED.get(name, name.upper().removeprefix("SIG"))


_NUMBERED = {"9": "KILL", "15": "TERM", "18": "CONT", "19": "STOP", "0": "0", "3": "QUIT"}


def _send(call: Call, name: str, signal: str) -> None:
    """STOP freezes an app and CONT wakes it, as they do on a phone."""
    if signal == "STOP":
        call.phone.hang(name)
    elif signal == "CONT":
        recover(call.phone, name)
    elif signal not in ("0", "QUIT"):
        call.phone.end(name)


def kill(call: Call) -> int:
    """Ends, freezes or wakes an app by number or name; daemons live on."""
    status = 0
    there = processes(call)
    signal = _signal(call)
    targets = [arg for arg in call.args if not arg.startswith("-")]
    targets = targets[1:] if call.args[:1] == ["-s"] else targets
    for target in targets:
        names = [name for pid, name in there.items() if target in (str(pid), name)]
        if call.name == "pkill":  # no process is no reason to complain, but an exit code
            names = [name for _, name in _matching(call, target, whole="-x" in call.args)]
            status = status or int(not names)
        elif not names:
            what = "Unknown process" if call.name == "killall" else "No such process"
            status = call.complain(f"{target}: {what}")
        for name in names:
            if name in call.phone.apps:
                _send(call, name, signal)
            elif name == _FILMING and signal not in ("0", "STOP", "CONT"):
                for film in recording.running(call.phone):
                    film.finish()
            elif (reading := holder(call.phone)) and name == reading.name and signal in ("KILL", "TERM"):
                reading.end()
    return status or int(not targets)


COMMANDS: dict[str, Command] = {
    "ps": ps, "pidof": pidof, "pgrep": pgrep, "kill": kill, "killall": kill, "pkill": kill,
}  # fmt: skip
