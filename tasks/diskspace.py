"""Whether something failed because a disk has no more room."""

import errno
import sqlite3

_FULL = (errno.ENOSPC, errno.EDQUOT)
_POSTGRES_FULL = "53100"
"""What Postgres calls a full disk."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what it comes of, is a full disk or a spent quota."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
            return True
        if getattr(error, "sqlstate", None) == _POSTGRES_FULL:
            return True
        error = error.__cause__
    return False
