"""How the C library hands out memory in a process that serves phones."""

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of glibc's malloc.h."""
_LARGE = 1 << 20


def give_back_large_blocks() -> None:
    """Have every block of a megabyte and more returned to the system as soon as it is free.

    Pictures of 10 MB come and go here. glibc takes the first that goes as a sign to keep such blocks in its
    heap, where they lie scattered: with 20 phones twice the memory that is in use.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library has no such choice
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
