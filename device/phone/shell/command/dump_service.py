"""dumpsys of the smaller services: memory, alarms, storage, looks, place."""

import json

from device.phone.file.procfs import MEMORY_KB
from device.phone.file.usage import app_use, shared_size, storage_use
from device.phone.shell.call import Call
from device.phone.shell.command.process import SYSTEM_SERVER

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
        call.line(f"\n App Summary\n{'TOTAL PSS:':>21} {kb:>8}            TOTAL RSS: {kb * 2:>8}")
        return
    call.line("Applications Memory Usage (in Kilobytes):")
    call.line(f"Uptime: {call.phone.clock.uptime_ms} Realtime: {call.phone.clock.uptime_ms}\n")
    call.line("Total PSS by process:")
    for name, kb in sorted(found.items(), key=lambda entry: -entry[1]):
        call.line(f"{kb:>11,}K: {name} (pid {_process(call, name)})")
    used, total = sum(found.values()), MEMORY_KB["MemTotal"]
    call.line(f"\nTotal RAM: {total:,}K (status normal)\n Free RAM: {total - used:,}K\n Used RAM: {used:,}K")


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
