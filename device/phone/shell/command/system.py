"""Who and what: id, uname, env, and small tools that have little to do here."""

from device.phone.fileproc import CORES, KERNEL, KERNEL_BUILD
from device.phone.shell.call import Call, Command
from device.phone.shell.stream import Input, Io

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
    variables = dict(call.env)
    while args and args[0].startswith("-"):
        option = args.pop(0)
        if option in ("-i", "-"):
            variables = {}
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
    """Already root: `su -c command`, `su root command`."""
    args = list(call.args)
    if args[:1] in (["0"], ["root"], ["shell"], ["2000"], ["-"]):
        args.pop(0)
    if args[:1] == ["-c"]:
        return call.run(["sh", "-c", " ".join(args[1:])])
    return call.run(args) if args else 0


def timeout(call: Call) -> int:
    """`timeout SECONDS command`: commands here take no time."""
    args = list(call.args)
    while args and args[0].startswith("-"):
        del args[: 2 if args[0] in ("-k", "-s") else 1]
    return call.run(args[1:]) if len(args) > 1 else 1


def run_as(call: Call) -> int:
    """`run-as PACKAGE command`"""
    if not call.args or call.phone.packages.get(call.args[0]) is None:
        return call.complain(f"unknown package: {call.args[0] if call.args else ''}")
    return call.run(call.args[1:], Io(Input(call.stdin()), call.io.out, call.io.err)) if call.args[1:] else 0


def reboot(call: Call) -> int:
    """Asks for it as init is asked; whoever runs the phone sees `sys.powerctl`."""
    call.phone.properties["sys.powerctl"] = ",".join(["reboot", *call.args[:1]])
    return 0


def silent(call: Call) -> int:
    """Accepted, nothing to do."""
    return 0


def refused(call: Call) -> int:
    """Programs that would need more than this phone has."""
    return call.complain("not supported on this phone")


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
    "id": identity, "whoami": whoami, "uname": uname, "env": env, "printenv": printenv, "umount": silent,
    "su": su, "timeout": timeout, "run-as": run_as, "nice": timeout, "reboot": reboot, "sync": silent,
    "stop": silent, "start": silent, "setenforce": silent, "getenforce": getenforce, "nproc": nproc,
    "hostname": hostname, "tty": tty, "clear": clear, "bugreport": refused, "bugreportz": refused,
    "tar": refused, "gzip": refused, "unzip": refused, "app_process": app_process,
    "app_process64": app_process, "dalvikvm": app_process,
}  # fmt: skip
