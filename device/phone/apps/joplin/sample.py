"""Somebody's notebooks."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.joplin.change import add_folder, add_note, put, set_tags
from device.phone.system.context import Context
from device.phone.system.timetext import local_now, to_date_ms


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


def fill(context: Context) -> None:
    """Put them on the phone, in its language and round its date."""
    folders: dict[str, str] = {}
    for note in _read("zh" if context.language == "zh" else "en"):
        around, _, name = note.folder.rpartition("/")
        if note.folder not in folders:
            folders[note.folder] = add_folder(context, name, folders.get(around, ""))
        number = add_note(context, folders[note.folder], todo=note.todo, title=note.title, body=note.body)
        if note.done:
            put(context, number, todo_completed=context.clock.date_ms)
        if note.alarm is not None:
            day = local_now(context).date() + timedelta(days=note.alarm)
            put(context, number, todo_due=to_date_ms(context, datetime.combine(day, time(9))))
        if note.tags:
            set_tags(context, number, note.tags)


@cache
def _read(language: str) -> tuple[Written, ...]:
    text = Path(__file__).with_name(f"sample_{language}.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Written]).validate_python(tomllib.loads(text)["note"]))
