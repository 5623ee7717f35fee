"""Bytes: dd, base64, gzip and the checksums."""

import base64 as b64
import binascii
import gzip as gz
import hashlib
import re

from device.phone.file.filesystem import NoSpace
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.listing import human
from device.phone.shell.command.reading import all_read, count_of, inputs
from device.phone.shell.stream import MAX_BYTES, PREFIX

_DD_WORDS = frozenset({
    "if", "of", "bs", "ibs", "obs", "count", "skip", "status", "iflag", "oflag",
})  # fmt: skip


def dd(call: Call) -> int:
    """Copy in blocks. What does not fit is left out, and said."""
    given = dict(arg.partition("=")[::2] for arg in call.args)
    if unknown := set(given) - _DD_WORDS:
        raise UsageFault(f"Unknown option '{min(unknown)}'")
    block = max(1, count_of(given.get("bs", given.get("ibs", "512")))[1])
    path = call.path(given["of"]) if "of" in given else ""
    room = call.files.room(path) if path else MAX_BYTES
    wanted = count_of(given["count"])[1] * block if "count" in given else room + 1
    most = min(wanted, room + 1) if path or "count" in given else PREFIX
    source = call.open(given.get("if", "-"), most)
    source.take(count_of(given.get("skip", "0"))[1] * block)
    data = source.take(wanted)
    taken, fault = len(data), None
    if path:
        try:
            call.files.write_fitting(path, data)
        except NoSpace as full:
            data, fault = data[:room], full
            taken = (len(data) // block + 1) * block  # it stops at the first block that does not fit
            call.err(f"dd: {given['of']}: write error: {fault.text}")
    else:
        call.out(data)
    if given.get("status") != "none":
        call.err(f"{_records(taken, block)} in\n{_records(len(data), block)} out")
        call.err(f"{len(data)} bytes ({human(len(data))}) copied, 0.001 s, {human(len(data) * 1000)}/s")
    return int(fault is not None)


def _records(size: int, block: int) -> str:
    whole, part = divmod(size, block)
    return f"{whole}+{int(part > 0)} records"


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
    """md5sum and its like; -b prints the sum alone."""
    options = call.options("b", {"brief": "b"})
    name = call.name.removesuffix("sum")
    for shown, data in inputs(call, options.rest):
        digest = hashlib.new(name, data, usedforsecurity=False).hexdigest()
        call.line(digest if "b" in options else f"{digest}  {shown}")
    return all_read(call, options.rest)


def gzip(call: Call) -> int:
    """Pack standard input or files, to standard output."""
    options = call.options("cnq123456789")
    level = next((int(flag) for flag in options.flags if flag.isdigit()), 6)
    for _, data in inputs(call, options.rest):
        call.out(gz.compress(data, level, mtime=0))
    return all_read(call, options.rest)


COMMANDS: dict[str, Command] = {
    "dd": dd, "base64": base64, "gzip": gzip, **dict.fromkeys(("md5sum", "sha1sum", "sha256sum"), checksum),
}  # fmt: skip
