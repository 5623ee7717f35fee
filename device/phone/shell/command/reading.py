"""Reading files: cat, head, tail, wc, tee, cmp, diff, dd, od, xxd, base64 and the checksums."""

import base64 as b64
import binascii
import difflib
import hashlib
import re
from collections.abc import Callable, Iterator

from device.phone.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import MAX_BYTES, decode


def inputs(call: Call, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each file with its content, stdin when there is none; complaints about what can't be read."""
    for shown in paths or ["-"]:
        try:
            yield shown, call.read(shown)
        except FileFault as fault:
            call.complain(f"{shown}: {fault.text}")


def all_read(call: Call, paths: list[str]) -> int:
    """The exit code: 1 when some file can't be read."""
    return int(any(path != "-" and not call.files.is_file(call.path(path)) for path in paths))


def cat(call: Call) -> int:
    """Write files to stdout."""
    options = call.options("uvetn")
    number = 0
    for _, data in inputs(call, options.rest):
        if "n" not in options:
            call.out(data)
            continue
        for line in data.splitlines(keepends=True):
            number += 1
            call.out(f"{number:6d}\t".encode() + line)
    return all_read(call, options.rest)


def tac(call: Call) -> int:
    """Lines backwards."""
    for _, data in inputs(call, call.args):
        call.out(b"".join(data.splitlines(keepends=True)[::-1]))
    return all_read(call, call.args)


def rev(call: Call) -> int:
    """Each line backwards."""
    for _, data in inputs(call, call.args):
        call.out("".join(line[::-1] + "\n" for line in decode(data).splitlines()))
    return all_read(call, call.args)


def _count(text: str) -> tuple[str, int]:
    """Sign and number of -n and -c, with k, M, G."""
    found = re.fullmatch(r"([-+]?)(\d{1,12})([kKmMgGbc]?)", text)
    if found is None:
        raise UsageFault(f"bad number '{text}'")
    unit = {"k": 1024, "m": 1024**2, "g": 1024**3}.get(found[3].lower(), 1)
    return found[1], int(found[2]) * unit


def _obsolete(args: list[str]) -> list[str]:
    """-5 means -n 5."""
    return [
        f"-n{arg[1:]}"
        if re.fullmatch(r"-\d+", arg) and args[place - 1 : place] not in (["-n"], ["-c"])
        else arg
        for place, arg in enumerate(args)
    ]


def head(call: Call) -> int:
    """The first lines or bytes."""
    call.args = _obsolete(call.args)
    options = call.options("c:n:qv", {"lines": "n", "bytes": "c"})
    return _ends(call, options.rest, options.value("n", "10"), options.value("c"), _first, "q" in options)


def tail(call: Call) -> int:
    """The last lines or bytes; -f has nothing to wait for."""
    call.args = _obsolete(call.args)
    options = call.options("c:n:fFqs:v", {"lines": "n", "bytes": "c"})
    return _ends(call, options.rest, options.value("n", "10"), options.value("c"), _last, "q" in options)


Cut = Callable[[list[bytes] | bytes, str, int], list[bytes] | bytes]


def _first(pieces: list[bytes] | bytes, sign: str, count: int) -> list[bytes] | bytes:
    return pieces[: max(0, len(pieces) - count)] if sign == "-" else pieces[:count]


def _last(pieces: list[bytes] | bytes, sign: str, count: int) -> list[bytes] | bytes:
    return pieces[max(0, count - 1) :] if sign == "+" else pieces[max(0, len(pieces) - count) :]


def _ends(call: Call, paths: list[str], lines: str, size: str, cut: Cut, quiet: bool) -> int:
    for place, (shown, data) in enumerate(inputs(call, paths)):
        if len(paths) > 1 and not quiet:
            call.out(f"\n==> {shown} <==\n" if place else f"==> {shown} <==\n")
        pieces: list[bytes] | bytes = data if size else data.splitlines(keepends=True)
        taken = cut(pieces, *_count(size or lines))
        call.out(taken if isinstance(taken, bytes) else b"".join(taken))
    return all_read(call, paths)


def wc(call: Call) -> int:
    """Count lines, words, bytes, characters."""
    options = call.options("lwcmL")
    wanted = [flag for flag in "lwcmL" if flag in options] or ["l", "w", "c"]
    totals = dict.fromkeys(wanted, 0)
    for shown, data in inputs(call, options.rest):
        counts = {
            "l": data.count(b"\n"), "w": len(data.split()), "c": len(data), "m": len(decode(data)),
            "L": max((len(line) for line in decode(data).splitlines()), default=0),
        }  # fmt: skip
        for flag in wanted:
            totals[flag] += counts[flag]
        call.line(_counts([counts[flag] for flag in wanted], shown if options.rest else ""))
    if len(options.rest) > 1:
        call.line(_counts(list(totals.values()), "total"))
    return all_read(call, options.rest)


def _counts(values: list[int], name: str) -> str:
    text = str(values[0]) if len(values) == 1 else " ".join(f"{value:7d}" for value in values)
    return f"{text} {name}" if name else text


def tee(call: Call) -> int:
    """Stdin to stdout and files."""
    options = call.options("ai")
    data = call.stdin()
    call.out(data)
    for shown in options.rest:
        if "a" in options:
            call.files.append(call.path(shown), data)
        else:
            call.files.write(call.path(shown), data)
    return 0


def cmp(call: Call) -> int:
    """Whether two files are equal."""
    options = call.options("lsn:")
    if len(options.rest) != 2:
        raise UsageFault("Needs 2 arguments")
    one, two = (call.read(path) for path in options.rest)
    if one == two:
        return 0
    if "s" in options:
        return 1
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if at is None:
        call.err(f"cmp: EOF on {options.rest[len(one) > len(two)]}")
    else:
        line = one.count(b"\n", 0, at) + 1
        call.line(f"{options.rest[0]} {options.rest[1]} differ: char {at + 1}, line {line}")
    return 1


def diff(call: Call) -> int:
    """How two text files differ, unified."""
    options = call.options("qurNabBdiTtwsU:")
    if len(options.rest) != 2:
        raise UsageFault("Needs 2 arguments")
    one, two = (decode(call.read(path)) for path in options.rest)
    if one == two:
        if "s" in options:
            call.line(f"Files {options.rest[0]} and {options.rest[1]} are identical")
        return 0
    if "q" in options:
        call.line(f"Files {options.rest[0]} and {options.rest[1]} differ")
        return 1
    lines = difflib.unified_diff(
        one.splitlines(),
        two.splitlines(),
        options.rest[0],
        options.rest[1],
        lineterm="",
        n=options.number("U", 3),
    )
    for line in lines:
        call.line(line)
    return 1


def dd(call: Call) -> int:
    """Copy in blocks."""
    given = dict(arg.partition("=")[::2] for arg in call.args)
    unknown = set(given) - {
        "if",
        "of",
        "bs",
        "ibs",
        "obs",
        "count",
        "skip",
        "seek",
        "conv",
        "status",
        "iflag",
    }
    if unknown:
        raise UsageFault(f"Unknown option '{min(unknown)}'")
    block = _count(given.get("bs", given.get("ibs", "512")))[1]
    count = _count(given["count"])[1] if "count" in given else None
    skip = _count(given.get("skip", "0"))[1] * block
    if given.get("if") == "/dev/zero":
        data = b"\0" * min(MAX_BYTES, block * (count or 0))
    else:
        data = call.read(given["if"]) if "if" in given else call.stdin()
        data = data[skip:] if count is None else data[skip : skip + count * block]
    if "of" in given:
        seek = _count(given.get("seek", "0"))[1] * block
        path = call.path(given["of"])
        before = call.files.read(path) if call.files.exists(path) else b""
        kept = before[:seek].ljust(min(seek, MAX_BYTES), b"\0")
        rest = before[seek + len(data) :] if "notrunc" in given.get("conv", "") else b""
        call.files.write(path, kept + data + rest)
    else:
        call.out(data)
    if given.get("status") != "none":
        whole, part = divmod(len(data), max(1, block))
        records = f"{whole}+{int(part > 0)} records"
        call.err(f"{records} in\n{records} out\n{len(data)} bytes copied, 0.001 s, {len(data)} K/s")
    return 0


def xxd(call: Call) -> int:
    """Hex dump."""
    options = call.options("c:g:l:ps:r")
    data = call.read(options.rest[0]) if options.rest else call.stdin()
    if "r" in options:
        call.out(bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", decode(data))[: len(data) // 2 * 2] or ""))
        return 0
    start = options.number("s", 0)
    data = data[start : start + options.number("l", len(data))]
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
    data = b"".join(data for _, data in inputs(call, options.rest))
    data = data[: options.number("N", len(data))]
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
    """The CRC of zlib, as crc32 prints it."""
    for shown, data in inputs(call, call.args):
        call.line(f"{binascii.crc32(data):08x}" + (f" {shown}" if call.name == "cksum" else ""))
    return all_read(call, call.args)


COMMANDS: dict[str, Command] = {
    "cat": cat, "tac": tac, "rev": rev, "head": head, "tail": tail, "wc": wc, "tee": tee, "cmp": cmp,
    "diff": diff, "dd": dd, "xxd": xxd, "od": od, "base64": base64, "cksum": cksum, "crc32": cksum,
    "md5sum": checksum, "sha1sum": checksum, "sha224sum": checksum, "sha256sum": checksum,
    "sha384sum": checksum, "sha512sum": checksum,
}  # fmt: skip
