"""The calendar's preferences, in the file where Android apps keep theirs."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from html import escape

from device.phone.apps.provider.finding import found_once
from device.phone.file.entry import NoSpace
from device.phone.system.context import Context

PACKAGE = "com.simplemobiletools.calendar.pro"
_FOLDER = f"/data/data/{PACKAGE}/shared_prefs"
_FILE = f"{_FOLDER}/Prefs.xml"
MONTHLY, YEARLY, WEEKLY, AGENDA, DAILY, MONTHLY_DAILY = 1, 2, 3, 4, 5, 6
"""Views, as the app numbers them."""
DEFAULTS: Mapping[str, str] = {
    "view": str(MONTHLY),
    "first_day_of_week": "6",
    "default_duration": "0",
    "default_reminder": "10",
    "hidden_types": "",
    "week_numbers": "0",
    "dim_past_events": "1",
    "dim_completed_tasks": "1",
    "replace_description": "0",
    "allow_creating_tasks": "1",
    "start_weekly_at": "7",
    "last_path": "",
}
"""Weekdays count from Monday = 0; durations and reminders are in minutes."""


@lru_cache(maxsize=64)
def _read(data: bytes) -> Mapping[str, str]:
    try:
        root = ET.fromstring(data)  # noqa: S314  (expat without external entities, of the phone's own file)
    except ET.ParseError:
        return {}
    return {entry.get("name", ""): entry.get("value") or entry.text or "" for entry in root}


def preferences(context: Context) -> Mapping[str, str]:
    """Everything set, and the defaults of the rest."""
    return found_once(context.files, "calendar preferences", lambda: {**DEFAULTS, **_set(context)})


def _set(context: Context) -> Mapping[str, str]:
    data = context.files.read(_FILE) if context.files.is_file(_FILE) else b""
    return _read(data) if data else {}


def number(context: Context, key: str) -> int:
    """A preference as a number; its default when the file holds something else."""
    value = preferences(context).get(key, "")
    return int(value) if value.lstrip("-").isdecimal() else int(DEFAULTS[key])


def prefer(context: Context, key: str, value: str) -> None:
    """Set one."""
    entries = {**_set(context), key: value}
    rows = "".join(
        f'    <string name="{escape(name)}">{escape(text)}</string>\n' for name, text in entries.items()
    )
    text = f"<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n{rows}</map>\n"
    with suppress(NoSpace):  # an app's preferences are lost without a word where the storage is full
        context.files.make_directories(_FOLDER)
        context.files.write(_FILE, text.encode())
