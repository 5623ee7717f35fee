"""What other makers' phones show: programs that answer with another picture than this phone's own."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PIL import Image

from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump import COMMANDS as _DUMP
from device.phone.shell.command.screen import COMMANDS as _SCREEN
from device.phone.shell.stream import Budget, Buffer, Io

if TYPE_CHECKING:
    from device.phone.phone import Phone

Programs = Mapping[str, Command]
_SEVERAL = b"[Warning] Multiple displays were found, but no display id was specified! Defaulting to 11\n"


def answer(call: Call, command: Command, args: Iterable[str] | None = None) -> tuple[bytes, int]:
    """What a program prints, instead of printing it; and its exit code."""
    out = Buffer(Budget())
    inner = Call(
        call.name, list(call.args if args is None else args), call.phone, call.shell,
        Io(call.io.stdin, out, call.io.err), call.budget, call.run,
    )  # fmt: skip
    status = command(inner)
    return b"".join(out.pieces), status


def picturing(draw: Callable[[Call, bool, str], bytes]) -> Command:
    """The program screencap with the picture of `draw`, told whether it is a PNG and of which display."""

    def picture(call: Call) -> int:
        options = call.options("pd:hj", {"display-id": "d"})
        path = options.rest[0] if options.rest else ""
        data = draw(call, "p" in options or path.endswith(".png"), options.value("d", ""))
        if path:
            call.files.write(call.path(path), data)
        else:
            call.out(data)
        return 0

    return picture


def seen(call: Call, as_png: bool) -> bytes:
    """The picture as this phone takes it."""
    return answer(call, _SCREEN["screencap"], ["-p"] if as_png else [])[0]


def raw(picture: Image.Image) -> bytes:
    """With the header that Android 13 has."""
    head = b"".join(number.to_bytes(4, "little") for number in (*picture.size, 1, 1))
    return head + picture.convert("RGBA").tobytes()


def png(picture: Image.Image) -> bytes:
    """A picture as a PNG file."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def foldable(phone: "Phone") -> Programs:
    """Two displays, of which the one that pictures come from by default is folded away."""
    dark = Image.new("RGB", (1768, 2208))

    def draw(call: Call, as_png: bool, display: str) -> bytes:
        if display == "22":
            return seen(call, as_png)
        said = b"" if display else _SEVERAL
        return said + (png(dark) if as_png else raw(dark))

    def told(call: Call) -> int:
        if call.args[:1] == ["display"]:
            wide, high = phone.size
            call.line(
                "  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=false, displayId=3, "
                "uniqueId='local:11', deviceWidth=1768, deviceHeight=2208}, DisplayViewport{type=INTERNAL, "
                f"valid=true, isActive=true, displayId=0, uniqueId='local:22', deviceWidth={wide}, "
                f"deviceHeight={high}}}]"
            )
            return 0
        if call.args[:2] == ["SurfaceFlinger", "--display-id"]:
            call.line("Display 11 (HWC display 0): port=0\nDisplay 22 (HWC display 1): port=1")
            return 0
        return _DUMP["dumpsys"](call)

    return {"screencap": picturing(draw), "dumpsys": told}


def downscaled(_phone: "Phone") -> Programs:
    """It draws in fewer pixels than touches are counted in."""

    def draw(call: Call, as_png: bool, _display: str) -> bytes:
        whole = Image.open(io.BytesIO(seen(call, True)))
        small = whole.convert("RGBA").resize((whole.width * 2 // 3, whole.height * 2 // 3))
        return png(small) if as_png else raw(small)

    return {"screencap": picturing(draw)}
