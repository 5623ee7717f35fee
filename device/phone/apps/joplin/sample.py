"""Somebody's notebooks."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from device.phone.apps.joplin.change import add_folder, add_note, put, set_tags
from device.phone.system.timetext import local_now, to_date_ms

if TYPE_CHECKING:
    from device.phone.phone import Phone


@dataclass(frozen=True, slots=True)
class Written:
    """One note of the files beside this one."""

    folder: str
    title: str
    body: str = ""
    todo: bool = False
    done: bool = False
    alarm: int | None = None
    """Days from today, at nine in the morning."""
    tags: list[str] = field(default_factory=list)


def fill(phone: "Phone") -> None:
    """Put them on the phone, in its language and round its date."""
    folders: dict[str, str] = {}
    for note in _read("zh" if phone.language == "zh" else "en"):
        around, _, name = note.folder.rpartition("/")
        if note.folder not in folders:
            folders[note.folder] = add_folder(phone, name, folders.get(around, ""))
        number = add_note(phone, folders[note.folder], todo=note.todo, title=note.title, body=note.body)
        if note.done:
            put(phone, number, todo_completed=phone.clock.date_ms)
        if note.alarm is not None:
            day = local_now(phone).date() + timedelta(days=note.alarm)
            put(phone, number, todo_due=to_date_ms(phone, datetime.combine(day, time(9))))
        if note.tags:
            set_tags(phone, number, note.tags)


@cache
def _read(language: str) -> tuple[Written, ...]:
    text = Path(__file__).with_name(f"sample_{language}.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Written]).validate_python(tomllib.loads(text)["note"]))
