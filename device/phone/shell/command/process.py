"""Processes: ps, pidof, pgrep, kill."""

from device.phone import recording
from device.phone.identity import pid_of, running, user_of
from device.phone.shade.state import SYSTEM_UI
from device.phone.shell.call import Call, Command
from device.phone.trouble import recover

SYSTEM_SERVER = 812
_DAEMONS = {
    1: "init",
    2: "[kthreadd]",
    211: "servicemanager",
    350: "adbd",
    480: "zygote64",
    SYSTEM_SERVER: "system_server",
}
_OUR_PID = 4201
_FILMING = "screenrecord"


def processes(call: Call) -> dict[int, str]:
    """Number -> name."""
    phone = call.phone
    names = [SYSTEM_UI, *running(phone), *([_FILMING] if recording.running(phone) else ())]
    return dict(sorted({**_DAEMONS, **{pid_of(phone, name): name for name in names}}.items()))


def owner(name: str) -> str:
    """The user a process runs as."""
    return user_of(name) if "." in name else "root"


def ps(call: Call) -> int:
    """Processes."""
    options = call.options("AadeflnTwZo:p:u:t:k:M", {})
    found = {**processes(call), _OUR_PID: "sh"}
    if "p" in options:
        found = {pid: name for pid, name in found.items() if str(pid) in options.value("p").split(",")}
    columns = options.value("o")
    if columns:
        names = [name.partition("=")[0].upper() for name in columns.split(",")]
        call.line(" ".join(names))
        for pid, name in found.items():
            values = {
                "PID": str(pid),
                "NAME": name,
                "ARGS": name,
                "CMD": name,
                "USER": owner(name),
                "PPID": "1",
            }
            call.line(" ".join(values.get(column, "-") for column in names))
        return 0
    call.line("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
    for pid, name in found.items():
        user = owner(name)
        call.line(f"{user:<12} {pid:>5} {1:>5} {10_000_000:>7} {90_000:>6} {'0':<12} {0:>8} S {name}")
    return 0


def pidof(call: Call) -> int:
    """The number of a process."""
    found = [str(pid) for pid, name in processes(call).items() if name in call.args]
    if found:
        call.line(" ".join(found))
    return int(not found)


def pgrep(call: Call) -> int:
    """Numbers of processes by a part of the name."""
    options = call.options("flnxv", {})
    words = options.rest or [""]
    found = [(pid, name) for pid, name in processes(call).items() if words[0] in name]
    for pid, name in found:
        call.line(f"{pid} {name}" if "l" in options else str(pid))
    return int(not found)


def _signal(call: Call) -> str:
    """The signal that the options name, without SIG; TERM when they name none."""
    args = [arg for arg in call.args if arg.startswith("-") and arg != "-s"]
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
        if not names:
            what = "Unknown process" if call.name == "killall" else "No such process"
            status = call.complain(f"{target}: {what}")
        for name in names:
            if name in call.phone.apps:
                _send(call, name, signal)
            elif name == _FILMING and signal not in ("0", "STOP", "CONT"):
                for film in recording.running(call.phone):
                    film.finish()
    return status or int(not targets)


COMMANDS: dict[str, Command] = {
    "ps": ps, "pidof": pidof, "pgrep": pgrep, "kill": kill, "killall": kill, "pkill": kill,
}  # fmt: skip
