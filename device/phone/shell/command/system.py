"""Who and what: id, uname, env, and small tools that have little to do here."""

import re

from device.phone.file.procfs import CORES, KERNEL, KERNEL_BUILD
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.sleep import TimeOver, duration_ms, limited
from device.phone.shell.variable import Variables

_CONTEXT = "u:r:su:s0"
_GROUPS = "0(root),1004(input),1007(log),1011(adb),1015(sdcard_rw),1028(sdcard_r),3003(inet),3009(readproc)"


def identity(call: Call) -> int:
    """Root, always."""
    options = call.options("GgnruZ")
    if "u" in options or "g" in options:
        call.line("root" if "n" in options else "0")
    else:
        call.line(f"uid=0(root) gid=0(root) groups={_GROUPS} context={_CONTEXT}")
    return 0


def whoami(call: Call) -> int:
    """Root, always."""
    call.line("root")
    return 0


def groups(call: Call) -> int:
    """Those of root."""
    call.line(" ".join(re.findall(r"\((\w+)\)", _GROUPS)))
    return 0


def usleep(call: Call) -> int:
    """Sleep, in millionths of a second."""
    if len(call.args) != 1 or not call.args[0].isdigit():
        raise UsageFault("Needs 1 argument")
    return call.run(["sleep", f"{int(call.args[0]) / 1_000_000:f}"])


def mountpoint(call: Call) -> int:
    """Whether something is mounted there."""
    options = call.options("qdx")
    place = call.files.resolve(call.path((options.rest or ["/"])[-1]))
    found = place in ("/", "/data", "/storage/emulated", "/proc", "/sys", "/dev")
    if "q" not in options:
        call.line(f"{(options.rest or ['/'])[-1]} is {'' if found else 'not '}a mountpoint")
    return int(not found)


def uname(call: Call) -> int:
    """The kernel."""
    options = call.options("amnoprsv")
    values = {
        "s": "Linux", "n": "localhost", "r": KERNEL, "v": KERNEL_BUILD,
        "m": "aarch64", "o": "Android",
    }  # fmt: skip
    wanted = [flag for flag in values if flag in options or "a" in options] or ["s"]
    call.line(" ".join(values[flag] for flag in wanted))
    return 0


def env(call: Call) -> int:
    """The environment, or a command in a changed one."""
    args = list(call.args)
    variables = Variables(call.env)
    while args and args[0].startswith("-"):
        option = args.pop(0)
        if option in ("-i", "-"):
            variables = Variables()
        elif option == "-u" and args:
            variables.pop(args.pop(0), None)
    while args and "=" in args[0]:
        name, _, value = args.pop(0).partition("=")
        variables[name] = value
    if not args:
        call.out("".join(f"{name}={value}\n" for name, value in variables.items()))
        return 0
    state = call.shell
    before, exported = state.variables, state.exported
    state.variables, state.exported = variables, set(variables)
    try:
        return call.run(args)
    finally:
        state.variables, state.exported = before, exported


def printenv(call: Call) -> int:
    """Variables."""
    if not call.args:
        return env(call)
    missing = 0
    for name in call.args:
        if name in call.env:
            call.line(call.env[name])
        else:
            missing = 1
    return missing


def su(call: Call) -> int:
    """Already root: `su -c command`, `su root command`, or the script that comes by stdin."""
    args = list(call.args)
    if args[:1] in (["0"], ["root"], ["shell"], ["2000"], ["-"]):
        args.pop(0)
    if args[:1] == ["-c"]:
        return call.run(["sh", "-c", " ".join(args[1:])])
    return call.run(args or ["sh"])


def timeout(call: Call) -> int:
    """`timeout SECONDS command`, on the phone's time; 124 when it was over before the command was."""
    options = call.options("+k:s:vf", {"foreground": "f", "kill-after": "k", "signal": "s"})
    if len(options.rest) < 2:
        raise UsageFault("Needs 2 arguments")
    ms = duration_ms(options.rest[0])
    if ms is None:
        raise UsageFault(f"bad number '{options.rest[0]}'")
    if not ms:
        return call.run(options.rest[1:])
    with limited(call.devices.budget, ms) as ours:
        try:
            return call.run(options.rest[1:])
        except TimeOver:
            if not ours:
                raise
            return 137 if options.value("s").upper().removeprefix("SIG") in ("9", "KILL") else 124


def nice(call: Call) -> int:
    """`nice [-n PRIORITY] command`"""
    options = call.options("+n:")
    return call.run(options.rest) if options.rest else call.complain("Needs 1 argument")


def run_as(call: Call) -> int:
    """`run-as PACKAGE [command]`: in the app's folder; without a command the script that comes by stdin."""
    args = list(call.args)
    while args[1:2] and args[1].startswith("--"):  # --user 0
        del args[1 : 3 if args[1] == "--user" else 2]
    package = args[0] if args else ""
    if not package:
        call.err("run-as: usage: run-as <package-name> [--user <uid>] <command> [<args>]")
        return 1
    held = call.phone.packages.get(package)
    if held is None:
        return call.complain(f"unknown package: {package}")
    if held.system:
        return call.complain(f"package not debuggable: {package}")
    state = call.shell
    before, home = state.cwd, f"/data/user/0/{package}"
    call.files.make_directories(home)
    state.cwd = home
    try:
        return call.run(args[1:] or ["sh"])
    finally:
        state.cwd = before


def reboot(call: Call) -> int:
    """Asks for it as init is asked; whoever runs the phone sees `sys.powerctl`."""
    call.phone.properties["sys.powerctl"] = ",".join(["reboot", *call.args[:1]])
    return 0


def silent(call: Call) -> int:
    """Accepted, nothing to do."""
    return 0


def app_process(call: Call) -> int:
    """Java code pushed to the phone cannot run here."""
    name = next((arg for arg in call.args if "." in arg and not arg.startswith(("-", "/"))), "")
    call.err(f"Error: could not find or load main class {name}\nAborted ")
    return 134


def getenforce(call: Call) -> int:
    """SELinux."""
    call.line("Permissive")
    return 0


def nproc(call: Call) -> int:
    """Cores."""
    call.line(str(CORES))
    return 0


def hostname(call: Call) -> int:
    """The phone's name."""
    call.line("localhost")
    return 0


def tty(call: Call) -> int:
    """No terminal."""
    call.line("not a tty")
    return 1


def clear(call: Call) -> int:
    """Clear a terminal."""
    call.out("\x1b[2J\x1b[H")
    return 0


COMMANDS: dict[str, Command] = {
    "id": identity, "whoami": whoami, "logname": whoami, "groups": groups, "usleep": usleep,
    "mountpoint": mountpoint, "uname": uname, "env": env, "printenv": printenv, "umount": silent,
    "su": su, "timeout": timeout, "run-as": run_as, "nice": nice, "reboot": reboot, "sync": silent,
    "stop": silent, "start": silent, "setenforce": silent, "getenforce": getenforce, "nproc": nproc,
    "hostname": hostname, "tty": tty, "clear": clear,
    "app_process": app_process, "app_process64": app_process, "dalvikvm": app_process,
}  # fmt: skip
