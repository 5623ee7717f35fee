"""Bytes: dd, xxd, od, base64 and the checksums."""

import base64 as b64
import binascii
import hashlib
import re

from device.phone.file.filesystem import FileFault, NoSpace
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.listing import human
from device.phone.shell.command.reading import all_read, count_of, inputs, opened
from device.phone.shell.stream import Input, decode

_DD_WORDS = frozenset({
    "if", "of", "bs", "ibs", "obs", "count", "skip", "seek", "conv", "status", "iflag", "oflag",
})  # fmt: skip


def dd(call: Call) -> int:
    """Copy in blocks. What does not fit is left out, and said."""
    given = dict(arg.partition("=")[::2] for arg in call.args)
    if unknown := set(given) - _DD_WORDS:
        raise UsageFault(f"Unknown option '{min(unknown)}'")
    block = max(1, count_of(given.get("bs", given.get("ibs", "512")))[1])
    source = call.open(given.get("if", "-"))
    if source.endless is None:
        source.take(count_of(given.get("skip", "0"))[1] * block)
    wanted = count_of(given["count"])[1] * block if "count" in given else None
    if "of" not in given:
        data = source.rest() if wanted is None else source.take(wanted)
        call.out(data)
        taken = len(data)
        fault = None
    else:
        place, hole = call.path(given["of"]), count_of(given.get("seek", "0"))[1] * block
        keep = "notrunc" in given.get("conv", "")
        data, taken, fault = _dd_into(call, source, wanted, place, hole, keep=keep)
    if fault is not None:
        taken = min(taken, (len(data) // block + 1) * block)  # it stops at the first block that does not fit
        call.err(f"dd: {given['of']}: write error: {fault.text}")
    if given.get("status") != "none":
        call.err(f"{_records(taken, block)} in\n{_records(len(data), block)} out")
        speed = human(len(data) * 1000)
        call.err(f"{len(data)} bytes ({human(len(data))}) copied, 0.001 s, {speed}/s")
    return int(fault is not None)


def _dd_into(
    call: Call, source: Input, wanted: int | None, path: str, hole: int, *, keep: bool
) -> tuple[bytes, int, FileFault | None]:
    """Write into a file behind `hole` bytes of it; what was written, what was read, the fault at the end."""
    files = call.files
    room = files.room(path)
    if source.endless is not None:
        asked = room + 1 if wanted is None else wanted
        data, taken = source.endless.draw(min(asked, room + 1)), asked
    else:
        data = source.rest() if wanted is None else source.take(wanted)
        taken = len(data)
    if hole > room:
        return b"", taken, NoSpace(path)
    before = files.read(path) if (hole or keep) and files.exists(path) else b""
    after = before[hole + len(data) :] if keep else b""
    try:
        files.write_fitting(path, before[:hole].ljust(hole, b"\0") + data + after if hole or after else data)
    except NoSpace as fault:
        return data[: room - hole], taken, fault
    return data, taken, None


def _records(size: int, block: int) -> str:
    whole, part = divmod(size, block)
    return f"{whole}+{int(part > 0)} records"


def xxd(call: Call) -> int:
    """Hex dump."""
    options = call.options("c:g:l:ps:r")
    source = call.open(options.rest[0] if options.rest else "-")
    start = options.number("s", 0)
    data = source.take(start + options.number("l", 0)) if "l" in options else source.rest()
    if "r" in options:
        digits = re.sub(r"[^0-9a-fA-F]", "", decode(data))
        call.out(bytes.fromhex(digits[: len(digits) // 2 * 2]))
        return 0
    data = data[start:]
    wide = min(256, max(1, options.number("c", 30 if "p" in options else 16)))
    for at in range(0, len(data), wide):
        row = data[at : at + wide]
        if "p" in options:
            call.line(row.hex())
            continue
        group = max(1, options.number("g", 2))
        pairs = [row[place : place + group].hex() for place in range(0, len(row), group)]
        width = wide * 2 + (wide - 1) // group
        call.line(f"{start + at:08x}: {' '.join(pairs):<{width}}  {_printable(row)}")
    return 0


def _printable(row: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)


def od(call: Call) -> int:
    """Octal and other dumps."""
    options = call.options("A:bcdN:ost:xvj:")
    sources = (source for _, source in opened(call, options.rest))
    if "N" in options:
        left = options.number("j", 0) + options.number("N", 0)
        data = b""
        for source in sources:
            data += source.take(max(0, left - len(data)))
    else:
        data = b"".join(source.rest() for source in sources)
    data = data[options.number("j", 0) :]
    kind = "c" if "c" in options else "x1" if "x" in options else options.value("t", "o2")
    radix = {"x": "06x", "d": "07d", "o": "07o"}.get(options.value("A", "o"), "")
    for at in range(0, len(data), 16):
        row = data[at : at + 16]
        call.line(format(at, radix) * bool(radix) + _od_row(row, kind))
    if radix:
        call.line(format(len(data), radix))
    return all_read(call, options.rest)


def _od_row(row: bytes, kind: str) -> str:
    if kind.startswith("c"):
        named = {0: "\\0", 10: "\\n", 9: "\\t", 13: "\\r", 7: "\\a", 8: "\\b"}
        return "".join(
            f"{named.get(byte, chr(byte) if 32 <= byte < 127 else f'{byte:03o}'):>4}" for byte in row
        )
    size = int(kind[1:2]) if kind[1:2] in ("1", "2", "4", "8") else 2
    numbers = [int.from_bytes(row[place : place + size], "little") for place in range(0, len(row), size)]
    width = {"x": size * 2, "o": (size * 8 + 2) // 3}.get(kind[0], 0)
    code = kind[0] if kind[0] in "xo" else "d"
    return "".join(f" {number:0{width}{code}}" for number in numbers)


def base64(call: Call) -> int:
    """Encode, or with -d decode."""
    options = call.options("diw:", {"decode": "d", "wrap": "w"})
    data = b"".join(data for _, data in inputs(call, options.rest))
    if "d" in options:
        try:
            call.out(b64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]" if "i" in options else rb"\s", b"", data)))
        except binascii.Error:
            return call.complain("bad input")
        return all_read(call, options.rest)
    text = b64.b64encode(data).decode()
    wide = options.number("w", 76) or len(text) or 1
    call.out("".join(text[at : at + wide] + "\n" for at in range(0, len(text), wide)))
    return all_read(call, options.rest)


def checksum(call: Call) -> int:
    """md5sum and its like; -c checks a list, -b prints the sum alone."""
    options = call.options("bcs", {"check": "c", "brief": "b", "status": "s"})
    name = call.name.removesuffix("sum")
    if "c" in options:
        return _checked(call, name, options.rest)
    for shown, data in inputs(call, options.rest):
        digest = hashlib.new(name, data, usedforsecurity=False).hexdigest()
        call.line(digest if "b" in options else f"{digest}  {shown}")
    return all_read(call, options.rest)


def _checked(call: Call, name: str, lists: list[str]) -> int:
    status = 0
    for _, listing in inputs(call, lists):
        for line in decode(listing).splitlines():
            digest, _, path = line.partition("  ")
            right = (
                call.files.is_file(call.path(path))
                and hashlib.new(name, call.read(path), usedforsecurity=False).hexdigest() == digest
            )
            call.line(f"{path}: {'OK' if right else 'FAILED'}")
            status |= not right
    return status


def cksum(call: Call) -> int:
    """POSIX's sum and the length; crc32 prints zlib's sum alone."""
    for shown, data in inputs(call, call.args):
        if call.name == "crc32":
            call.line(f"{binascii.crc32(data):08x}")
        else:
            call.line(f"{_posix_sum(data)} {len(data)}" + f" {shown}" * (shown != "-"))
    return all_read(call, call.args)


def _posix_sum(data: bytes) -> int:
    """The CRC of POSIX: the highest bit first, the length behind the data.

    Made of zlib's, which takes the lowest bit first, by turning each byte and the sum round.
    """
    size = len(data)
    data += size.to_bytes((size.bit_length() + 7) // 8, "little")
    turned = data.translate(_TURNED)
    # zlib begins with all bits set, POSIX with none.
    sum_ = binascii.crc32(turned, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{sum_:032b}"[::-1], 2) ^ 0xFFFFFFFF


_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


COMMANDS: dict[str, Command] = {
    "dd": dd, "xxd": xxd, "od": od, "base64": base64, "cksum": cksum, "crc32": cksum, "md5sum": checksum,
    "sha1sum": checksum, "sha224sum": checksum, "sha256sum": checksum, "sha384sum": checksum,
    "sha512sum": checksum,
}  # fmt: skip
