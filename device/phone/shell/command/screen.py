"""What is on the screen: screencap, uiautomator, wm."""

import re
import struct
from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.system.automation import AlreadyRegistered, holder
from device.phone.system.display import PHYSICAL_DPI, PHYSICAL_SIZE, dots_per_inch, natural_size
from device.phone.weather.dump import dumped

_RGBA_8888 = 1
_SRGB = 1
_DISPLAY = "4619827259835644672"
"""As `dumpsys SurfaceFlinger --display-id` has it."""
_DUMP = "/sdcard/window_dump.xml"
_UIAUTOMATOR = """Usage: uiautomator dump [--compressed] [file]
    writes the UI hierarchy as XML into the file, default is /sdcard/window_dump.xml
"""


def screencap(call: Call) -> int:
    """A picture of the screen: PNG with -p or to a .png file, else a header and RGBA."""
    options = call.options("pd:hj", {"display-id": "d"})
    if "h" in options:
        call.err("usage: screencap [-hp] [-d display-id] [FILENAME]")
        return 1
    if options.value("d", _DISPLAY) not in ("0", _DISPLAY):
        call.err(f"Display Id '{options.value('d')}' is not valid.")
        return 1
    path = options.rest[0] if options.rest else ""
    camera = call.phone.camera
    if "p" in options or path.endswith(".png"):
        data = camera.png()
    else:
        wide, high = call.phone.size
        data = struct.pack("<4I", wide, high, _RGBA_8888, _SRGB) + camera.rgba()
    if not path:
        call.out(data)
        return 0
    if not call.files.is_dir(call.path(path).rpartition("/")[0] or "/") or call.files.is_dir(call.path(path)):
        call.err(f"Error opening file: {path} (No such file or directory)")
        return 1
    call.files.write(call.path(path), data)
    return 0


def uiautomator(call: Call) -> int:
    """The UI tree as XML, into a file or to the terminal."""
    args = [arg for arg in call.args if arg]
    if args[:1] != ["dump"]:
        call.out(_UIAUTOMATOR)
        return 0 if args in ([], ["help"]) else 1
    paths = [arg for arg in args[1:] if not arg.startswith("--")]
    path = paths[0] if paths else _DUMP
    if holder(call.phone) is not None:
        call.err(f"{AlreadyRegistered()}\n")
        return 1
    tree = dumped(call.phone, compressed="--compressed" in args, windows="--windows" in args)
    xml = tree.text()
    if tree.failed:
        call.err(xml.decode())
        return tree.code
    if path == "/dev/tty" or path == "/dev/stdout" or path.startswith("/proc/self/fd/"):
        call.out(xml)
        if tree.whole:
            call.line(f"UI hierchary dumped to: {path}")
        return 0
    target = call.path(path)
    if not call.files.is_dir(target.rpartition("/")[0] or "/"):
        call.err(f"java.io.FileNotFoundException: {path}: open failed: ENOENT (No such file or directory)")
        return 1
    call.files.write(target, xml)
    call.line(f"UI hierchary dumped to: {path}")
    return 0


def wm(call: Call) -> int:
    """Size, density and rotation, with overrides kept where Android keeps them."""
    args = [arg for arg in call.args if arg]
    verb, rest = (args[0], args[1:]) if args else ("", [])
    if rest[:1] == ["-d"]:  # which display: there is one
        rest = rest[2:]
    if verb in _WM:
        return _WM[verb](call, rest)
    if verb in ("dismiss-keyguard", "set-ignore-orientation-request", "fixed-to-user-rotation", "scaling"):
        return 0
    if verb not in ("", "help", "-h"):
        return call.unknown(verb)
    call.line(
        "Window manager (window) commands:\n  size [reset|WxH] [-d DISPLAY_ID]\n  density [reset|DENSITY] "
        "[-d DISPLAY_ID]\n  user-rotation [-d DISPLAY_ID] [free|lock] [rotation]"
    )
    return 0 if verb else 255


def _size(call: Call, args: list[str]) -> int:
    store = call.phone.settings
    wide, high = PHYSICAL_SIZE
    if args:
        wanted = re.fullmatch(r"(\d{1,5})[x*](\d{1,5})", args[0])
        if args[0] == "reset":
            store.delete("global", "display_size_forced")
        elif wanted and int(wanted[1]) and int(wanted[2]):
            store.put("global", "display_size_forced", f"{wanted[1]},{wanted[2]}")
        else:
            call.err(f"Error: bad size {args[0]}")
            return 255
        return 0
    call.line(f"Physical size: {wide}x{high}")
    if store.get("global", "display_size_forced"):
        wide, high = natural_size(store)
        call.line(f"Override size: {wide}x{high}")
    return 0


_LEAST_DPI = 72


def _density(call: Call, args: list[str]) -> int:
    store = call.phone.settings
    if args:
        if args[0] == "reset":
            store.delete("secure", "display_density_forced")
        elif not re.fullmatch(r"-?\d{1,4}", args[0]):
            call.err(f"Error: bad number {args[0]}")
            return 255
        elif int(args[0]) < _LEAST_DPI:
            call.err(f"Error: density must be >= {_LEAST_DPI}")
            return 255
        else:
            store.put("secure", "display_density_forced", args[0])
        return 0
    call.line(f"Physical density: {PHYSICAL_DPI}")
    if store.get("secure", "display_density_forced"):
        call.line(f"Override density: {dots_per_inch(store)}")
    return 0


def _rotation(call: Call, args: list[str]) -> int:
    """Lock the screen the way it is or that is given, or let it follow the hand."""
    store = call.phone.settings
    if args[:1] == ["lock"]:
        wanted = args[1] if args[1:] else str(call.phone.display.rotation)
        if wanted not in ("0", "1", "2", "3"):
            call.err(f"Error: rotation arg is invalid: {wanted}")
            return 255
        store.put("system", "accelerometer_rotation", 0)
        store.put("system", "user_rotation", wanted)
    elif args[:1] == ["free"]:
        store.put("system", "accelerometer_rotation", 1)
    elif args:
        call.err(f"Error: argument needs to be either -d, free or lock: {args[0]}")
        return 255
    else:
        locked = not store.on("system", "accelerometer_rotation")
        call.line(f"lock {store.text('system', 'user_rotation', '0')}" if locked else "free")
    return 0


_WM: dict[str, Callable[[Call, list[str]], int]] = {
    "size": _size, "density": _density, "user-rotation": _rotation, "set-user-rotation": _rotation,
}  # fmt: skip
COMMANDS: dict[str, Command] = {
    "screencap": screencap, "uiautomator": uiautomator, "wm": wm,
}  # fmt: skip
