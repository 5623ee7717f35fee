"""What the kernel tells: dmesg, lsof, vmstat; and uuidgen, watch, cal."""

import calendar
import uuid

from device.phone.file.procfs import CORES, KERNEL, KERNEL_BUILD, MEMORY_KB
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.process import owner, processes
from device.phone.shell.command.when import local
from device.phone.shell.sleep import duration_ms, sleep

_MOST_TURNS = 60
"""Of a `watch` or `vmstat` that would go on for ever."""


def dmesg(call: Call) -> int:
    """The kernel's first words; -c and -C are taken, and clear nothing."""
    options = call.options("CcrtTSs:n:w")
    said = (
        (0.0, "Booting Linux on physical CPU 0x0000000000 [0x412fd050]"),
        (0.0, f"Linux version {KERNEL} (build@tapwright) {KERNEL_BUILD}"),
        (0.0, f"Memory: {MEMORY_KB['MemAvailable']}K/{MEMORY_KB['MemTotal']}K available"),
        (0.02, f"smp: Brought up 1 node, {CORES} CPUs"),
        (1.41, "Run /init as init process"),
        (6.87, "init: Service 'zygote' (pid 480) started"),
    )
    if "C" in options:
        return 0
    for seconds, words in said:
        call.line(words if "t" in options or "r" in options else f"[{seconds:12.6f}] {words}")
    return 0


def lsof(call: Call) -> int:
    """Each process with its program and folder: nothing else is kept open here."""
    options = call.options("lp:t")
    wanted = options.value("p").split(",") if "p" in options else None
    for pid, name in processes(call).items():
        if wanted is not None and str(pid) not in wanted:
            continue
        if "t" in options:
            call.line(str(pid))
            continue
        if pid == min(processes(call)) or wanted is not None:
            call.line(
                "COMMAND     PID       USER   FD      TYPE             DEVICE  SIZE/OFF       NODE NAME"
            )
        user = owner(name)
        for fd, kind, place in (("cwd", "DIR", "/"), ("rtd", "DIR", "/")):
            call.line(
                f"{name[:9]:<9} {pid:>5} {user:>10} {fd:>4} {kind:>9} {'0,1':>18} {4096:>9} {1:>10} {place}"
            )
    return 0


def _turns(call: Call, words: list[str], default: int) -> tuple[int, int]:
    """Milliseconds between and how often."""
    if not words:
        return 0, default
    ms = duration_ms(words[0])
    if ms is None or (len(words) > 1 and not words[1].isdecimal()):
        raise UsageFault(f"bad number '{words[-1]}'")
    return ms, min(_MOST_TURNS, int(words[1])) if len(words) > 1 else _MOST_TURNS


def vmstat(call: Call) -> int:
    """`vmstat [-n] [SECONDS [TIMES]]`"""
    options = call.options("n")
    ms, turns = _turns(call, options.rest, 1)
    call.line("procs -----------memory---------- ---swap-- -----io---- -system-- ----cpu----")
    call.line(" r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa")
    swapped = MEMORY_KB["SwapTotal"] - MEMORY_KB["SwapFree"]
    for turn in range(turns):
        if turn:
            sleep(call.phone, call.devices.budget, ms)
        call.line(f" 1  0 {swapped:>6} {MEMORY_KB['MemFree']:>6} {MEMORY_KB['Buffers']:>6} "
                  f"{MEMORY_KB['Cached']:>6}    0    0     0     0    0    0  2  2 96  0")  # fmt: skip
    return 0


def watch(call: Call) -> int:
    """`watch [-n SECONDS] command`: a minute's worth of turns at most."""
    options = call.options("+n:tex")
    if not options.rest:
        raise UsageFault("Needs 1 argument")
    ms = duration_ms(options.value("n", "2"))
    if ms is None:
        raise UsageFault(f"bad number '{options.value('n')}'")
    status = 0
    for turn in range(_MOST_TURNS):
        if turn:
            sleep(call.phone, call.devices.budget, max(100, ms))
        if "t" not in options:
            call.line(f"Every {ms / 1000:.1f}s: {' '.join(options.rest)}\n")
        status = call.run(["sh", "-c", " ".join(options.rest)])
        if status and "e" in options:
            break
    return status


def uuidgen(call: Call) -> int:
    """A random one; chance is the phone's own."""
    call.line(str(uuid.UUID(bytes=call.phone.rng.randbytes(16), version=4)))
    return 0


def cal(call: Call) -> int:
    """`cal [[MONTH] YEAR]`"""
    today = local(call.phone, call.env, call.phone.clock.now)[0]
    words = [word for word in call.args if not word.startswith("-")]
    if not all(word.isascii() and word.isdigit() and len(word) < 5 for word in words) or len(words) > 2:
        raise UsageFault("bad date")
    numbers = [int(word) for word in words]
    year = numbers[-1] if numbers else today.year
    if not 1 <= year <= 9999 or (len(numbers) == 2 and not 1 <= numbers[0] <= 12):
        raise UsageFault("bad date")
    drawn = calendar.TextCalendar(calendar.SUNDAY)
    if len(numbers) == 1:
        call.out(drawn.formatyear(year, w=2, l=1, c=2, m=3))
    else:
        call.out(drawn.formatmonth(year, numbers[0] if numbers else today.month, w=2))
    return 0


COMMANDS: dict[str, Command] = {
    "dmesg": dmesg, "lsof": lsof, "vmstat": vmstat, "watch": watch, "uuidgen": uuidgen, "cal": cal,
}  # fmt: skip
