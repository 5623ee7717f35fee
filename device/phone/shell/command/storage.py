"""Space: df."""

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


COMMANDS: dict[str, Command] = {"df": df}
