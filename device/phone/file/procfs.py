"""What the kernel tells in /proc: made when it is read. Only the uptime moves; nothing here is busy."""

from collections.abc import Callable, Mapping

KERNEL = "5.10.157-android13-4"
KERNEL_BUILD = "#1 SMP PREEMPT"
CORES = 8
LOAD = (0.0, 0.0, 0.0)
"""Processes that ran on average in the last 1, 5 and 15 minutes."""
MEMORY_KB: Mapping[str, int] = {
    "MemTotal": 7_864_320, "MemFree": 1_243_776, "MemAvailable": 4_198_400, "Buffers": 12_288,
    "Cached": 2_867_200, "SwapCached": 8_192, "Active": 2_457_600, "Inactive": 1_843_200,
    "SwapTotal": 3_145_728, "SwapFree": 2_621_440, "Dirty": 256, "Writeback": 0, "AnonPages": 1_433_600,
    "Mapped": 819_200, "Shmem": 16_384, "Slab": 409_600, "PageTables": 65_536,
}  # fmt: skip
_IDLE = 0.96
"""Part of its time that a core has nothing to do."""


def _uptime(uptime_ms: int) -> str:
    return f"{uptime_ms / 1000:.2f} {uptime_ms / 1000 * CORES * _IDLE:.2f}\n"


def _loadavg(uptime_ms: int) -> str:
    return f"{' '.join(f'{load:.2f}' for load in LOAD)} 1/1874 4201\n"


def _meminfo(uptime_ms: int) -> str:
    return "".join(f"{name + ':':<15} {size:>8} kB\n" for name, size in MEMORY_KB.items())


def _version(uptime_ms: int) -> str:
    return f"Linux version {KERNEL} (build@tapwright) {KERNEL_BUILD}\n"


def _cpuinfo(uptime_ms: int) -> str:
    parts = ("0xd05",) * 4 + ("0xd41",) * 2 + ("0xd44",) * 2
    cores = "".join(_core(number, part) for number, part in enumerate(parts))
    return f"{cores}Hardware\t: Oriole\nRevision\t: MP1.0\n"


def _core(number: int, part: str) -> str:
    return (
        f"processor\t: {number}\nBogoMIPS\t: 49.15\n"
        "Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics\n"
        "CPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x1\n"
        f"CPU part\t: {part}\nCPU revision\t: 0\n\n"
    )


def _stat(uptime_ms: int) -> str:
    """Jiffies (hundredths of a second) of user, nice, system, idle and so on."""
    idle = int(uptime_ms / 10 * _IDLE)
    busy = (uptime_ms // 10 - idle) // 2
    cores = "".join(f"cpu{core} {busy} 0 {busy} {idle} 0 0 0 0 0 0\n" for core in range(CORES))
    whole = f"cpu  {busy * CORES} 0 {busy * CORES} {idle * CORES} 0 0 0 0 0 0\n"
    return f"{whole}{cores}processes 4201\nprocs_running 1\nprocs_blocked 0\n"


def _mounts(uptime_ms: int) -> str:
    return (
        "/dev/root / ext4 ro,seclabel,relatime 0 0\n"
        "/dev/block/dm-5 /data f2fs rw,seclabel,nosuid,nodev,noatime 0 0\n"
        "/dev/fuse /storage/emulated fuse rw,nosuid,nodev,noexec,noatime 0 0\n"
    )


def _filesystems(uptime_ms: int) -> str:
    return "nodev\tproc\nnodev\ttmpfs\nnodev\tfuse\n\text4\n\tf2fs\n"


SELF = 4201
"""The process that reads: the shell, whichever that is."""


def _own_name(uptime_ms: int) -> str:
    return "sh\n"


def _own_command(uptime_ms: int) -> str:
    return "/system/bin/sh\0"


def _own_status(uptime_ms: int) -> str:
    return (
        f"Name:\tsh\nUmask:\t0000\nState:\tR (running)\nTgid:\t{SELF}\nNgid:\t0\nPid:\t{SELF}\nPPid:\t350\n"
        "TracerPid:\t0\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nFDSize:\t64\n"
        "VmPeak:\t10756580 kB\nVmSize:\t10756580 kB\nVmHWM:\t    3120 kB\nVmRSS:\t    3120 kB\nThreads:\t1\n"
    )


def _own_limits(uptime_ms: int) -> str:
    head = f"{'Limit':<26}{'Soft Limit':<21}{'Hard Limit':<21}Units\n"
    files = f"{'Max open files':<26}{32768:<21}{32768:<21}files\n"
    return f"{head}{files}{'Max stack size':<26}{8388608:<21}{'unlimited':<21}bytes\n"


def _own_adjustment(uptime_ms: int) -> str:
    return "-1000\n"


PROC: Mapping[str, Callable[[int], str]] = {
    "/proc/uptime": _uptime, "/proc/loadavg": _loadavg, "/proc/meminfo": _meminfo, "/proc/version": _version,
    "/proc/cpuinfo": _cpuinfo, "/proc/stat": _stat, "/proc/mounts": _mounts,
    "/proc/filesystems": _filesystems, f"/proc/{SELF}/comm": _own_name, f"/proc/{SELF}/cmdline": _own_command,
    f"/proc/{SELF}/status": _own_status, f"/proc/{SELF}/limits": _own_limits, f"/proc/{SELF}/mounts": _mounts,
    f"/proc/{SELF}/oom_score_adj": _own_adjustment,
}  # fmt: skip
"""By path: the text at an uptime in milliseconds. As on Linux, such a file has no size."""
