"""top: the processes, and how little they do."""

from device.phone.file.procfs import CORES, MEMORY_KB
from device.phone.shell.call import Call, Command
from device.phone.shell.command.process import owner, processes

_MOST = 100
"""Times that the list is printed in one call."""
_REST = "20   0 9.5G  88M  60M S  0.0   1.1   0:00.00"
"""What is said of every process; nothing here is measured."""


def top(call: Call) -> int:
    """The list -n times (once where it would go on for ever), -d seconds apart."""
    options = call.options("bqHm:n:d:p:u:o:O:k:s:", {})
    turns = max(1, min(_MOST, options.number("n", 1)))
    for turn in range(turns):
        if turn:
            call.run(["sleep", options.value("d", "3")])
            call.line()
        found = dict(processes(call))
        if "p" in options:
            wanted = options.value("p").split(",")
            found = {pid: name for pid, name in found.items() if str(pid) in wanted}
        if "q" not in options:
            _head(call, len(found))
        for pid, name in list(found.items())[: options.number("m", len(found))]:
            user = owner(name)
            call.line(f"{pid:5d} {user:<12} {_REST} {name}")
    return 0


def _head(call: Call, count: int) -> None:
    kinds = MEMORY_KB
    call.line(f"Tasks: {count} total,   1 running, {count - 1:>3} sleeping,   0 stopped,   0 zombie")
    for name, kind, rest in (("Mem", "Mem", "Buffers"), ("Swap", "Swap", "Cached")):
        total, free = kinds[f"{kind}Total"], kinds[f"{kind}Free"]
        call.line(
            f"{name:>5}: {total:>8}K total, {total - free:>8}K used, {free:>8}K free, "
            f"{kinds[rest]:>8}K {rest.lower()}"
        )
    whole = CORES * 100
    call.line(
        f"{whole}%cpu   0%user   0%nice   0%sys {whole}%idle   0%iow   0%irq   0%sirq   0%host\n"
        "  PID USER         PR  NI VIRT  RES  SHR S[%CPU] %MEM     TIME+ ARGS"
    )


COMMANDS: dict[str, Command] = {"top": top}
