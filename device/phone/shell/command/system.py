"""Who and what: id, uname, env, su, and what has little to do here."""

from device.phone.file.procfs import KERNEL, KERNEL_BUILD
from device.phone.shell.call import Call, Command
from device.phone.shell.output import echoed

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
    """The environment, or one variable of it."""
    shown = [f"{name}={value}" for name, value in call.env.items()]
    if call.args:
        shown = [call.env[name] for name in call.args if name in call.env]
    call.out("".join(f"{line}\n" for line in shown))
    return int(not shown)


def su(call: Call) -> int:
    """Already root: `su -c command`, `su root command`, or the script that comes by stdin."""
    args = list(call.args)
    if args[:1] in (["0"], ["root"], ["shell"], ["2000"], ["-"]):
        args.pop(0)
    if args[:1] == ["-c"]:
        return call.run(["sh", "-c", " ".join(args[1:])])
    return call.run(args or ["sh"])


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


def echo(call: Call) -> int:
    """Print the operands as toybox does, for whoever runs it without the shell: backslashes stay."""
    call.out(echoed(call.args, escapes=False))
    return 0


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


COMMANDS: dict[str, Command] = {
    "echo": echo, "id": identity, "whoami": whoami, "uname": uname, "env": env, "printenv": env, "su": su,
    "run-as": run_as, "reboot": reboot, "sync": silent, "getenforce": getenforce, "app_process": app_process,
    "app_process64": app_process,
}  # fmt: skip
