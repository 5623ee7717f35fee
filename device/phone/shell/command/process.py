"""Processes: ps, pidof, pgrep, kill."""

from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump_window import process_of

_DAEMONS = {
    1: "init",
    2: "[kthreadd]",
    211: "servicemanager",
    350: "adbd",
    480: "zygote64",
    812: "system_server",
}
_OUR_PID = 4201


def _processes(call: Call) -> dict[int, str]:
    """Number -> name; an app runs while it has a task."""
    found = {**_DAEMONS, process_of("com.android.systemui"): "com.android.systemui"}
    for task in call.phone.stack.tasks:
        for activity in task.activities:
            found[process_of(activity.package)] = activity.package
    return dict(sorted(found.items()))


def ps(call: Call) -> int:
    """Processes."""
    options = call.options("AadeflnTwZo:p:u:t:k:M", {})
    processes = {**_processes(call), _OUR_PID: "sh"}
    if "p" in options:
        processes = {
            pid: name for pid, name in processes.items() if str(pid) in options.value("p").split(",")
        }
    columns = options.value("o")
    if columns:
        names = [name.partition("=")[0].upper() for name in columns.split(",")]
        call.line(" ".join(names))
        for pid, name in processes.items():
            values = {"PID": str(pid), "NAME": name, "ARGS": name, "CMD": name, "USER": "root", "PPID": "1"}
            call.line(" ".join(values.get(column, "-") for column in names))
        return 0
    call.line("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
    for pid, name in processes.items():
        user = "u0_a123" if "." in name else "root"
        call.line(f"{user:<12} {pid:>5} {1:>5} {10_000_000:>7} {90_000:>6} {'0':<12} {0:>8} S {name}")
    return 0


def pidof(call: Call) -> int:
    """The number of a process."""
    found = [str(pid) for pid, name in _processes(call).items() if name in call.args]
    if found:
        call.line(" ".join(found))
    return int(not found)


def pgrep(call: Call) -> int:
    """Numbers of processes by a part of the name."""
    options = call.options("flnxv", {})
    words = options.rest or [""]
    found = [(pid, name) for pid, name in _processes(call).items() if words[0] in name]
    for pid, name in found:
        call.line(f"{pid} {name}" if "l" in options else str(pid))
    return int(not found)


def kill(call: Call) -> int:
    """Ends an app by number or name; daemons live on."""
    status = 0
    processes = _processes(call)
    targets = [arg for arg in call.args if not arg.startswith("-")]
    for target in targets:
        names = [name for pid, name in processes.items() if target in (str(pid), name)]
        if not names:
            what = "Unknown process" if call.name == "killall" else "No such process"
            status = call.complain(f"{target}: {what}")
        for name in names:
            if name in call.phone.apps:
                call.phone.force_stop(name)
    return status or int(not targets)


COMMANDS: dict[str, Command] = {
    "ps": ps, "pidof": pidof, "pgrep": pgrep, "kill": kill, "killall": kill, "pkill": kill,
}  # fmt: skip
