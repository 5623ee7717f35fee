"""dumpsys of the smaller services: memory, processor, alarms, storage, looks, place."""

import json

from device.phone.file.procfs import MEMORY_KB
from device.phone.file.usage import app_use, shared_size, storage_use
from device.phone.shell.call import Call
from device.phone.shell.command.dump_window import object_hash
from device.phone.shell.command.process import SYSTEM_SERVER
from device.phone.system.identity import short_user_of

_APP_KB, _SYSTEM_KB = 92_160, 412_672
"""Memory that a process is said to take; nothing here is measured."""
_NIGHT = {"0": "MODE_NIGHT_AUTO", "1": "MODE_NIGHT_NO", "2": "MODE_NIGHT_YES", "3": "MODE_NIGHT_CUSTOM"}


def _running(call: Call) -> dict[str, int]:
    """Memory of the processes there are, in KB."""
    apps = dict.fromkeys(call.phone.stack.running(), _APP_KB)
    return {"system": _SYSTEM_KB, "com.android.systemui": 2 * _APP_KB, **apps}


def _process(call: Call, name: str) -> int:
    return SYSTEM_SERVER if name == "system" else call.phone.packages.pid_of(name)


def meminfo(call: Call, args: list[str]) -> None:
    """Of all, or of one package that runs."""
    names = [arg for arg in args if not arg.startswith("-")]
    found = _running(call)
    if names:
        if names[0] not in found:
            call.line(f"No process found for: {names[0]}")
            return
        kb = found[names[0]]
        call.line(f"Applications Memory Usage (in Kilobytes):\nUptime: {call.phone.clock.uptime_ms} "
                  f"Realtime: {call.phone.clock.uptime_ms}\n")  # fmt: skip
        call.line(f"** MEMINFO in pid {_process(call, names[0])} [{names[0]}] **")
        _memory(call, kb)
        return
    call.line("Applications Memory Usage (in Kilobytes):")
    call.line(f"Uptime: {call.phone.clock.uptime_ms} Realtime: {call.phone.clock.uptime_ms}\n")
    call.line("Total PSS by process:")
    for name, kb in sorted(found.items(), key=lambda entry: -entry[1]):
        call.line(f"{kb:>11,}K: {name} (pid {_process(call, name)})")
    used, total = sum(found.values()), MEMORY_KB["MemTotal"]
    call.line(f"\nTotal RAM: {total:,}K (status normal)\n Free RAM: {total - used:,}K\n Used RAM: {used:,}K")


_PARTS = (("Native Heap", "Native Heap", 4), ("Dalvik Heap", "Java Heap", 5), ("Stack", "Stack", 80),
          (".so mmap", "Code", 6), ("EGL mtrack", "Graphics", 5))  # fmt: skip
"""A part of an app's memory, what the summary calls it, and which fraction of all it is said to be."""


def _memory(call: Call, kb: int) -> None:
    """The table of one app and its summary, whose parts make up the whole."""
    parts = [(name, summed, kb // share) for name, summed, share in _PARTS]
    rest = kb - sum(size for _, _, size in parts)
    row = "{:>13} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}".format
    call.line(row("", "Pss", "Private", "Private", "SwapPss", "Rss", "Heap", "Heap", "Heap"))
    call.line(row("", "Total", "Dirty", "Clean", "Dirty", "Total", "Size", "Alloc", "Free"))
    call.line(row("", *["------"] * 8))
    for name, size in [*((name, size) for name, _, size in parts), ("Unknown", rest)]:
        heap = (size * 2, size, size) if name.endswith("Heap") else ("",) * 3
        call.line(row(name, size, size, 0, 0, size * 2, *heap).rstrip())
    call.line(row("TOTAL", kb, kb, 0, 0, kb * 2, *("",) * 3).rstrip())
    call.line("\n App Summary\n                       Pss(KB)                        Rss(KB)")
    call.line("                        ------                         ------")
    for summed, size in sorted([*((summed, size) for _, summed, size in parts), ("Private Other", rest)]):
        call.line(f"{summed + ':':>21} {size:>8}                       {size * 2:>8}")
    call.line(
        f"\n{'TOTAL PSS:':>21} {kb:>8}            TOTAL RSS: {kb * 2:>8}       TOTAL SWAP PSS:        0"
    )


def cpuinfo(call: Call, args: list[str]) -> None:
    """Nothing here is busy."""
    call.line("Load: 0.0 / 0.0 / 0.0\nCPU usage from 10000ms to 0ms ago:")
    for name in _running(call):
        call.line(f"  0% {_process(call, name)}/{name}: 0% user + 0% kernel")
    call.line("0% TOTAL: 0% user + 0% kernel")


def alarm(call: Call, args: list[str]) -> None:
    """The date, and the next alarm of the clock."""
    clock = call.phone.clock
    call.line("Current Alarm Manager state:")
    call.line(f"  nowRTC={clock.date_ms}={clock.now:%Y-%m-%d %H:%M:%S}.000 nowELAPSED={clock.uptime_ms}")
    following = call.phone.settings.text("system", "next_alarm_formatted")
    call.line(f"\n  Next alarm clock information: \n    user:0 {following}" if following else "")


def diskstats(call: Call, args: list[str]) -> None:
    """Space, as `df` has it, and what takes it."""
    files = call.files
    free, size = files.free // 1024, files.cap_bytes // 1024
    call.line("Latency: 0ms [512B Data Write]")
    for name in ("Data", "Cache"):
        call.line(f"{name}-Free: {free}K / {size}K total = {free * 100 // size}% free")
    apps = {app.package: app_use(files, app.package, app.path) for app in call.phone.packages.all()}
    use = storage_use(files, apps.values())
    sizes = {
        "App Size": sum(app.code for app in apps.values()),
        "App Data Size": sum(app.data for app in apps.values()),
        "App Cache Size": sum(app.cache for app in apps.values()),
        "Photos Size": use.images, "Videos Size": use.videos, "Audio Size": use.audio,
        "Downloads Size": shared_size(files, ("Download",)), "System Size": use.system,
        "Other Size": use.other - shared_size(files, ("Download",)),
    }  # fmt: skip
    call.out("".join(f"{name}: {size}\n" for name, size in sizes.items()))
    call.line(f"Package Names: {json.dumps(list(apps), separators=(',', ':'))}")
    for name, column in (("App Sizes", "code"), ("App Data Sizes", "data"), ("Cache Sizes", "cache")):
        call.line(f"{name}: [{','.join(str(getattr(app, column)) for app in apps.values())}]")


def uimode(call: Call, args: list[str]) -> None:
    """Light or dark."""
    mode = call.phone.settings.text("secure", "ui_night_mode", "1")
    call.line("Current UI Mode Service state:")
    call.line(f"  mDockState=0 mNightMode={mode} ({_NIGHT.get(mode, mode)}) mComputedNightMode="
              f"{str(call.phone.dark).lower()}")  # fmt: skip


def location(call: Call, args: list[str]) -> None:
    """Whether it is on, and the last place."""
    on = call.phone.settings.on("secure", "location_mode")
    place = call.phone.hardware.place
    call.line(f"Location Manager State:\n  User Info:\n    current users: u[0]\n  Location Settings:\n"
              f"    Location Setting: {str(on).lower()}")  # fmt: skip
    if on:
        call.line("  gps provider:")
        call.line(f"    last location=Location[gps {place.latitude:.6f},{place.longitude:.6f} "
                  f"hAcc=5.0 alt={place.altitude:g} vel={place.speed:g}]")  # fmt: skip


def usagestats(call: Call, args: list[str]) -> None:
    """The apps that are open."""
    when = call.phone.clock.now
    call.line("user=0\n  In-memory daily stats\n    packages")
    for task in call.phone.stack.tasks:
        call.line(f'      package={task.top.package} lastTimeUsed="{when:%Y-%m-%d %H:%M:%S}"')


def gfxinfo(call: Call, args: list[str]) -> None:
    """Apps that run have drawn, and never late; nothing here is measured."""
    names = [arg for arg in args if not arg.startswith("-") and arg not in ("framestats", "reset")]
    found = [name for name in _running(call) if name != "system" and name in (names or [name])]
    if names and not found:
        call.line(f"No process found for: {names[0]}")
        return
    call.line(f"Applications Graphics Acceleration Info:\nUptime: {call.phone.clock.uptime_ms} "
              f"Realtime: {call.phone.clock.uptime_ms}")  # fmt: skip
    for name in found:
        call.line(f"\n** Graphics info for pid {_process(call, name)} [{name}] **\n")
        call.line(f"Total frames rendered: {call.phone.clock.uptime_ms // 1000}\nJanky frames: 0 (0.00%)")
        call.line("50th percentile: 5ms\n90th percentile: 6ms\n95th percentile: 7ms\n99th percentile: 8ms")
        call.line("Number Missed Vsync: 0\nNumber High input latency: 0\nNumber Slow UI thread: 0\n"
                  "Number Slow bitmap uploads: 0\nNumber Slow issue draw commands: 0")  # fmt: skip


def procstats(call: Call, args: list[str]) -> None:
    """The processes."""
    call.line("CURRENT STATS:")
    for package in call.phone.stack.running():
        call.line(f"  * {package} / {short_user_of(package)} / v1:\n           TOTAL: 100%")


def dropbox(call: Call, args: list[str]) -> None:
    """Crashes and hangs."""
    crashes = call.phone.window.troubles.crashes
    call.line(f"Drop box contents: {len(crashes)} entries\nMax entries: 1000")
    for crash in crashes:
        call.line(f"\n{'=' * 40}\ndata_app_crash (text)\nProcess: {crash.package}"
                  f"\nPID: {crash.pid}\nFlags: 0x{object_hash(crash.package)}")  # fmt: skip
