"""Programs that only run another one: in a session of its own, on some cores; all the same here."""

from device.phone.shell.call import Call, Command, UsageFault


def _running(spec: str, before: int = 0) -> Command:
    """A command that runs what stands behind its own options and so many words of its own."""

    def command(call: Call) -> int:
        rest = call.options(spec).rest
        if len(rest) <= before:
            raise UsageFault(f"Needs {before + 1} argument{'s' if before else ''}")
        return call.run(rest[before:])

    return command


def taskset(call: Call) -> int:
    """`taskset [-a] MASK COMMAND`, or `taskset -p [MASK] PID`."""
    options = call.options("+ap")
    if "p" in options:
        if not options.rest:
            raise UsageFault("Needs 1 argument")
        call.line(f"pid {options.rest[-1]}'s current affinity mask: ff")
        return 0
    if len(options.rest) < 2:
        raise UsageFault("Needs 2 arguments")
    return call.run(options.rest[1:])


def ionice(call: Call) -> int:
    """`ionice [-c CLASS] [-n LEVEL] COMMAND`, or `-p PID`."""
    options = call.options("+tc:n:p:")
    if "p" in options or not options.rest:
        call.line("best-effort: prio 4")
        return 0
    return call.run(options.rest)


COMMANDS: dict[str, Command] = {
    "setsid": _running("+cdw"), "flock": _running("+nsuxc", 1), "taskset": taskset, "ionice": ionice,
    "chrt": _running("+bfiorRmp", 1), "runcon": _running("+", 1),
}  # fmt: skip
