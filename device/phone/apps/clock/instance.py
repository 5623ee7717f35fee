"""Alarms that ring or are snoozed, as AOSP's alarm_instances keeps them."""

from dataclasses import dataclass
from datetime import datetime

from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

ALARMS = "alarms.db"
SNOOZED, FIRED = 4, 5
"""alarm_instances.alarm_state."""


@dataclass(frozen=True, slots=True)
class Instance:
    """An alarm that rings or is snoozed."""

    id: int
    alarm: int
    """Its template."""
    when: datetime
    """When it began to ring, or will again."""
    label: str
    state: int


def _instance(row: Row) -> Instance:
    number, alarm, year, month, day, hour, minutes, state = (whole(value) for value in row[:8])
    return Instance(number, alarm, datetime(year, month + 1, day, hour, minutes), str(row[8]), state)


def _read(database: Database) -> tuple[Instance, ...]:
    found = []
    for row in database.rows(
        "SELECT _id, alarm_id, year, month, day, hour, minutes, alarm_state, label FROM alarm_instances "
        "WHERE alarm_state IN (4, 5) ORDER BY _id"
    ):
        try:
            found.append(_instance(row))
        except ValueError:  # put there from outside, with a day that no calendar has
            continue
    return tuple(found)


def instances(context: Context) -> tuple[Instance, ...]:
    """Everything that rings or is snoozed."""
    return read_once(context.database(ALARMS), _read)
