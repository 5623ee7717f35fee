"""The clock of this computer as a time zone, by the system's own rules, however they are named."""

import os
import re
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from device.error import ConfigError

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_SHIFT = r"[+-]?\d{1,3}(?::\d{1,2}){0,2}"
_DAY = rf",(?:M\d{{1,2}}\.\d\.\d|J?\d{{1,3}})(?:/{_SHIFT})?"
_POSIX = re.compile(rf"{_NAME}{_SHIFT}(?:{_NAME}(?:{_SHIFT})?(?:{_DAY}{_DAY})?)?")
"""A zone that tells its own rules, as CET-1CEST,M3.5.0,M10.5.0/3."""


class _LocalZone(tzinfo):
    """What the system makes of a time; it knows zones that have no name in any list."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        return None if moment is None else _told(moment).utcoffset()

    def dst(self, _moment: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        return None if moment is None else _told(moment).tzname()

    def fromutc(self, moment: datetime, /) -> datetime:
        told = moment.replace(tzinfo=UTC).astimezone()
        here = told.replace(tzinfo=self)
        # An hour that comes twice, as summer time ends, is the second one where the first does not fit.
        return here if here.utcoffset() == told.utcoffset() else here.replace(fold=1)


def _told(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()


_HERE = _LocalZone()
"""One for all: times of the same zone are compared by the clock."""


def local_zone() -> tzinfo:
    """The zone of this computer. Raises ConfigError where TZ names one that does not exist.

    The system itself would take such a name for UTC without a word, and do everything at the wrong hour.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and not _POSIX.fullmatch(named) and not _is_listed(named):
        raise ConfigError(f"TZ={named!r} is no time zone", "Write it as Europe/Berlin, or unset TZ")
    return _HERE


def _is_listed(named: str) -> bool:
    """Whether the system's files have it."""
    try:
        if named.startswith("/"):
            with Path(named).open("rb") as file:
                ZoneInfo.from_file(file)
        else:
            ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
