"""One HTTP request and its answer over a kept stream: just what the server on the phone speaks."""

import re

from device.budget import PICTURE_BYTES
from device.link.transport.protocol import OpenStream

_HEAD = b"\r\n\r\n"
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,10})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_MOST_HEAD = 16 * 1024


class Garbled(Exception):
    """What came is no answer of that server."""


def request(path: str, body: bytes = b"") -> bytes:
    """A request as bytes; without a body it is a GET."""
    kind = b"POST" if body else b"GET"
    fields = b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body) if body else b""
    return b"%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n" % (kind, path.encode("ascii"), fields) + body


def read_answer(line: OpenStream) -> bytes:
    """The content of the answer that comes.

    Raises Garbled for what is none, or says that it failed; and as OpenStream does.
    """
    came = bytearray()
    while (end := came.find(_HEAD)) < 0:
        if len(came) > _MOST_HEAD:
            raise Garbled("an answer that does not begin")
        _take(line, came)
    head = bytes(came[:end]).replace(b"\r\n", b"\n")
    status, length = _STATUS.match(head), _LENGTH.search(head)
    if status is None or length is None or int(length[1]) > PICTURE_BYTES:
        raise Garbled(f"no answer of a server: {head[:60]!r}")
    whole = end + len(_HEAD) + int(length[1])
    while len(came) < whole:
        _take(line, came)
    if status[1] != b"200" or len(came) > whole:
        raise Garbled(f"the server answers {status[1].decode()}")
    return bytes(came[end + len(_HEAD) :])


def _take(line: OpenStream, came: bytearray) -> None:
    piece = line.read()
    if not piece:
        raise Garbled("the server hung up")
    came += piece
