"""Who, what and where: id, uname, env, ps, df, du, mount, ip, logcat and other small tools."""

import re
from collections.abc import Mapping

from device.phone.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.dump_window import process_of
from device.phone.shell.command.listing import human
from device.phone.shell.command.when import local
from device.phone.shell.stream import Input, Io

_CONTEXT = "u:r:su:s0"
_GROUPS = "0(root),1004(input),1007(log),1011(adb),1015(sdcard_rw),1028(sdcard_r),3003(inet),3009(readproc)"
_ADDRESS = "10.0.2.16"
_DAEMONS = {
    1: "init",
    2: "[kthreadd]",
    211: "servicemanager",
    350: "adbd",
    480: "zygote64",
    812: "system_server",
}
_OUR_PID = 4201


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
        "s": "Linux", "n": "localhost", "r": "5.10.157-android13-4", "v": "#1 SMP PREEMPT",
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


# -- processes ---------------------------------------------------------------------------------------------
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


# -- storage -----------------------------------------------------------------------------------------------
def df(call: Call) -> int:
    """Free space."""
    options = call.options("aHhikPt:", {})
    files = call.files
    rows = [("/dev/root", 2 * 1024**3, 2 * 1024**3, "/")]
    rows.append(("/dev/block/dm-5", files.cap_bytes, files.used, "/data"))
    rows.append(("/dev/fuse", files.cap_bytes, files.used, "/storage/emulated"))
    if options.rest:
        places = {files.resolve(call.path(path)) for path in options.rest}
        rows = [
            row for row in rows
            if any(_mount_of(place) == row[3] for place in places)
        ]  # fmt: skip
    title = "Size  Used Avail Use%" if "h" in options else "1K-blocks     Used Available Use%"
    call.line(f"Filesystem      {title} Mounted on")
    for device, size, used, place in rows:
        free = size - used
        share = f"{round(used * 100 / size)}%"
        if "h" in options:
            sizes = f"{human(size):>4} {human(used):>5} {human(free):>5} {share:>4}"
        else:
            sizes = f"{size // 1024:>9} {used // 1024:>8} {free // 1024:>9} {share:>4}"
        call.line(f"{device:<15} {sizes} {place}")
    return 0


def _mount_of(path: str) -> str:
    if path.startswith("/storage/emulated"):
        return "/storage/emulated"
    return "/data" if path.startswith("/data") else "/"


def du(call: Call) -> int:
    """Space that files take."""
    options = call.options("aBbcd:HhKklmsxL", {})
    deepest = 0 if "s" in options else options.number("d", 1000)
    status = 0
    for shown in options.rest or ["."]:
        base = call.path(shown)
        try:
            sizes, folders = _sizes(call, base)
        except FileFault as fault:
            status = call.complain(f"{shown}: {fault.text}")
            continue
        for path in sorted(sizes, key=lambda path: [*path.split("/"), "\U0010ffff"]):
            below = path[len(base.rstrip("/")) :].strip("/")
            depth = below.count("/") + 1 if below else 0
            if depth > deepest or (path not in folders and "a" not in options and below):
                continue
            size = sizes[path]
            text = human(size) if "h" in options else str(size if "b" in options else (size + 1023) // 1024)
            call.line(f"{text}\t{shown.rstrip('/')}/{below}" if below else f"{text}\t{shown}")
    return status


def _sizes(call: Call, base: str) -> tuple[dict[str, int], set[str]]:
    """Bytes of everything below a path, a directory with its content, and which are directories."""
    sizes: dict[str, int] = {}
    folders: set[str] = set()
    for path, is_folder in reversed(list(call.files.walk(base))):
        own = 4096 if is_folder else (call.files.stat(path, follow=False).size + 4095) // 4096 * 4096
        sizes[path] = sizes.get(path, 0) + own
        if is_folder:
            folders.add(path)
        if path != base:
            above = path.rpartition("/")[0] or "/"
            sizes[above] = sizes.get(above, 0) + sizes[path]
    return sizes, folders


def mount(call: Call) -> int:
    """What is mounted; nothing more can be."""
    if call.args:
        return call.complain("Operation not permitted")
    call.line("/dev/root on / type ext4 (ro,seclabel,relatime)")
    call.line("/dev/block/dm-5 on /data type f2fs (rw,seclabel,nosuid,nodev,noatime)")
    call.line("/dev/fuse on /storage/emulated type fuse (rw,nosuid,nodev,noexec,noatime)")
    return 0


def free(call: Call) -> int:
    """Memory."""
    call.line("\t\ttotal        used        free      shared     buffers")
    call.line("Mem:\t   8053063680  4026531840  4026531840           0    12582912")
    return 0


# -- network -----------------------------------------------------------------------------------------------
def ip(call: Call) -> int:
    """Addresses and routes: Wi-Fi has one while it is on."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    wifi = call.phone.settings.on("global", "wifi_on")
    if args[:1] and "route".startswith(args[0]):
        if wifi:
            call.line(f"10.0.2.0/24 dev wlan0 proto kernel scope link src {_ADDRESS} ")
        return 0
    if args[:1] and ("address".startswith(args[0]) or args[0] == "addr" or "link".startswith(args[0])):
        return _interfaces(call, args[1:], wifi)
    raise UsageFault("usage: ip [ OPTIONS ] OBJECT { COMMAND | help }")


def _interfaces(call: Call, args: list[str], wifi: bool) -> int:
    wanted = [arg for arg in args if arg not in ("show", "dev", "list")]
    if wanted and wanted[0] not in ("lo", "wlan0"):
        call.err(f'Device "{wanted[0]}" does not exist.')
        return 1
    if not wanted or wanted[0] == "lo":
        call.line(
            "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000"
        )
        call.line(
            "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo"
        )
    if not wanted or wanted[0] == "wlan0":
        state = "<BROADCAST,MULTICAST,UP,LOWER_UP>" if wifi else "<BROADCAST,MULTICAST>"
        call.line(
            f"2: wlan0: {state} mtu 1500 qdisc mq state {'UP' if wifi else 'DOWN'} group default qlen 3000"
        )
        call.line("    link/ether 02:15:b2:00:00:00 brd ff:ff:ff:ff:ff:ff")
        if wifi:
            call.line(f"    inet {_ADDRESS}/24 brd 10.0.2.255 scope global wlan0")
            call.line("       valid_lft forever preferred_lft forever")
    return 0


def ifconfig(call: Call) -> int:
    """Addresses in the old form."""
    if call.phone.settings.on("global", "wifi_on"):
        call.line(f"wlan0     Link encap:Ethernet\n          inet addr:{_ADDRESS}  Mask:255.255.255.0")
    call.line("lo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0")
    return 0


def unreachable(call: Call) -> int:
    """ping, nc, curl, wget: there is nothing to reach."""
    host = next((arg for arg in reversed(call.args) if not arg.startswith("-")), "")
    if call.name in ("ping", "ping6"):
        call.err("connect: Network is unreachable")
        return 2
    if call.name == "curl":
        call.err(f"curl: (7) Failed to connect to {host}: Network is unreachable")
        return 7
    return call.complain(f"{host}: Network is unreachable")


def netstat(call: Call) -> int:
    """Open sockets: none."""
    call.line("Active Internet connections (w/o servers)")
    call.line("Proto Recv-Q Send-Q Local Address           Foreign Address         State")
    return 0


# -- log ---------------------------------------------------------------------------------------------------
_ENTRY = re.compile(r"([VDIWEF])/([^:]*): (.*)", re.DOTALL)
_ORDER = "VDIWEFS"


def log(call: Call) -> int:
    """Write into the phone's log."""
    options = call.options("p:t:", {})
    level = options.value("p", "i")[:1].upper()
    call.phone.log.append(
        f"{level if level in _ORDER else 'I'}/{options.value('t', 'log')}: {' '.join(options.rest)}"[:500]
    )
    return 0


def logcat(call: Call) -> int:
    """Show the phone's log; it never waits for more."""
    options = call.options(
        "b:cdDef:gG:LPr:n:s::St:T:v:", {"clear": "c", "format": "v", "dump": "d", "pid": "P", "tail": "t"}
    )
    phone = call.phone
    if "c" in options:
        phone.log.clear()
        return 0
    if "g" in options:
        call.line("main: ring buffer is 256 KiB (1 KiB consumed), max entry is 5120 B, max payload is 4068 B")
        return 0
    filters = _filters([*options.values.get("s", []), *options.rest], silent="s" in options)
    entries = [_parsed(entry) for entry in phone.log]
    entries = [entry for entry in entries if _wanted(entry, filters)]
    limit = options.value("t") or options.value("T")
    if limit.isascii() and limit.isdigit():
        entries = entries[-int(limit) :] if int(limit) else []
    call.line("--------- beginning of main")
    when = f"{local(phone, call.env, phone.clock.now)[0]:%m-%d %H:%M:%S}.000"
    for level, tag, message in entries:
        if options.value("v", "threadtime") == "brief":
            call.line(f"{level}/{tag:<8}( 4201): {message}")
        elif options.value("v") == "raw":
            call.line(message)
        elif options.value("v") == "tag":
            call.line(f"{level}/{tag:<8}: {message}")
        else:
            call.line(f"{when}  4201  4201 {level} {tag:<8}: {message}")
    return 0


def _parsed(entry: str) -> tuple[str, str, str]:
    found = _ENTRY.fullmatch(entry)
    return (found[1], found[2], found[3]) if found else ("I", "phone", entry)


def _filters(words: list[str], *, silent: bool) -> Mapping[str, str]:
    """Tag -> lowest level shown; "*" for all others."""
    found = {"*": "S"} if silent else {}
    for word in words:
        tag, _, level = word.partition(":")
        found[tag] = (level or "V")[:1].upper()
    return found


def _wanted(entry: tuple[str, str, str], filters: Mapping[str, str]) -> bool:
    least = filters.get(entry[1], filters.get("*", "V"))
    return _ORDER.find(entry[0]) >= _ORDER.find(least)


# -- prefixes and leftovers --------------------------------------------------------------------------------
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
    call.line("8")
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
    "id": identity, "whoami": whoami, "uname": uname, "env": env, "printenv": printenv, "ps": ps,
    "pidof": pidof, "pgrep": pgrep, "kill": kill, "killall": kill, "pkill": kill, "df": df, "du": du,
    "mount": mount, "umount": silent, "free": free, "ip": ip, "ifconfig": ifconfig, "ping": unreachable,
    "ping6": unreachable, "curl": unreachable, "wget": unreachable, "nc": unreachable, "netstat": netstat,
    "netcat": unreachable, "log": log, "logcat": logcat, "su": su, "timeout": timeout, "run-as": run_as,
    "nice": timeout, "reboot": reboot, "sync": silent, "stop": silent, "start": silent, "setenforce": silent,
    "getenforce": getenforce, "nproc": nproc, "hostname": hostname, "tty": tty, "clear": clear,
    "bugreport": refused, "bugreportz": refused, "tar": refused, "gzip": refused, "unzip": refused,
    "app_process": app_process, "app_process64": app_process, "dalvikvm": app_process,
}  # fmt: skip
