"""Space: df, du, mount, free."""

from device.phone.file.filesystem import FileFault
from device.phone.file.procfs import MEMORY_KB
from device.phone.shell.call import Call, Command
from device.phone.shell.command.listing import human


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
    title = " Size  Used Avail Use%" if "h" in options else "1K-blocks     Used Available Use%"
    call.line(f"Filesystem      {title} Mounted on")
    for device, size, used, place in rows:
        free = max(0, size - used)
        share = f"{round(used * 100 / size)}%"
        if "h" in options:
            sizes = f"{human(size):>5} {human(used):>5} {human(free):>5} {share:>4}"
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
    """Memory, in bytes or as -k, -m, -g and -h want it."""
    options = call.options("bkmght")
    unit = next((size for flag, size in (("k", 1), ("m", 2), ("g", 3)) if flag in options), 0)

    def shown(kb: int) -> str:
        return human(kb * 1024) if "h" in options else str(kb * 1024 >> 10 * unit)

    kinds = MEMORY_KB
    used = kinds["MemTotal"] - kinds["MemFree"]
    row = (kinds["MemTotal"], used, kinds["MemFree"], kinds["Shmem"], kinds["Buffers"])
    swap = (kinds["SwapTotal"], kinds["SwapTotal"] - kinds["SwapFree"], kinds["SwapFree"])
    call.line("\t" + "".join(f"{name:>12}" for name in ("total", "used", "free", "shared", "buffers")))
    call.line("Mem:\t" + "".join(f"{shown(kb):>12}" for kb in row))
    call.line("Swap:\t" + "".join(f"{shown(kb):>12}" for kb in swap))
    return 0


COMMANDS: dict[str, Command] = {
    "df": df, "du": du, "mount": mount, "free": free,
}  # fmt: skip
