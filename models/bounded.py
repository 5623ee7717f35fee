"""An HTTP answer that is read only up to a limit, in bytes and in time, whatever was asked of it.

It is unpacked here too, since a few packed bytes may stand for gigabytes.
"""

import time
import zlib
from collections.abc import Iterator

import httpx2 as httpx

from device.budget import REPLY_BYTES, told

_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_PLAIN = ("", "identity")


class AnswerTooLong(httpx.HTTPError):
    """The server's answer is longer than is read."""


def bound(response: httpx.Response, seconds: float) -> None:
    """Have the body of a response, which was not read yet, end with an error beyond its limits.

    Reading raises AnswerTooLong beyond `REPLY_BYTES`, ReadTimeout once so many seconds are over, and
    DecodingError where it is packed in a way that cannot be unpacked in parts.
    """
    packing = response.headers.pop("content-encoding", "").strip().lower()
    if packing not in (*_PLAIN, *_WINDOWS):
        raise httpx.DecodingError(f"the answer is packed by {packing!r}", request=response.request)
    assert isinstance(response.stream, httpx.SyncByteStream)
    response.stream = _BoundedStream(response.stream, _WINDOWS.get(packing), time.monotonic() + seconds)


class _BoundedStream(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, window: int | None, until: float) -> None:
        self._stream = stream
        self._inflater = zlib.decompressobj(window) if window else None
        self._until = until
        self._left = REPLY_BYTES

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("the answer has no end")
            data = self._unpacked(piece) if self._inflater else piece
            self._left -= len(data)
            if self._left < 0:
                raise AnswerTooLong(f"an answer of more than {told(REPLY_BYTES)}")
            yield data

    def _unpacked(self, piece: bytes) -> bytes:
        assert self._inflater is not None
        try:
            return self._inflater.decompress(piece, self._left + 1)
        except zlib.error as error:
            raise httpx.DecodingError(f"the answer is packed wrongly ({error})") from error

    def close(self) -> None:
        self._stream.close()
