"""The devices of /dev that can be read for ever."""

from typing import TYPE_CHECKING

from device.phone.file.filesystem import FileFault
from device.phone.shell.stream import PREFIX

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_PIECE = 1 << 20


def read(phone: "Handset", path: str, size: int = PREFIX) -> bytes:
    """Read the file at an absolute path; of a device that never ends, `size` bytes."""
    try:
        real = phone.files.resolve(path)
    except FileFault:
        real = path
    if real == "/dev/zero":
        return bytes(size)
    if real in ("/dev/urandom", "/dev/random"):
        # The phone's own chance, so that runs repeat; in pieces, as the generator makes no long ones.
        return b"".join(phone.rng.randbytes(min(_PIECE, size - at)) for at in range(0, size, _PIECE))
    return phone.files.read(path)
