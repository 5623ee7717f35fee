"""A phone as somebody uses it: people, messages, calls, events, notes, expenses, recipes and tasks.

Everything is invented (`data/sample_en.toml`, `data/sample_zh.toml`), is written by the apps' own code, and
lies around the phone's own date, so that lists, months and "Yesterday" have something to show.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.moment import timestamp_of
from device.phone.apps.calendar.store import save_event
from device.phone.apps.expense.store import ExpenseRecord, save_record
from device.phone.apps.markor.note import write_text
from device.phone.apps.markor.state import NOTEBOOK
from device.phone.apps.provider.calllog import INCOMING, MISSED, OUTGOING, log_call
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact, star_contact
from device.phone.apps.provider.message import add_message
from device.phone.apps.provider.telephony import INBOX, SENT
from device.phone.apps.recipe.store import Recipe, save_recipe
from device.phone.apps.todo.change import put
from device.phone.apps.todo.state import PACKAGE as TODO
from device.phone.apps.todo.task import TodoTask
from device.phone.system.intent import Activity
from device.phone.system.timetext import local_now, to_date_ms

if TYPE_CHECKING:
    from device.phone.phone import Phone

_HOUR_MS = 3_600_000
_WEEK_S = 7 * 24 * 3600
_CALLS = {"in": INCOMING, "out": OUTGOING, "missed": MISSED}
_PRIORITIES = {"high": 0, "medium": 1, "low": 2, "none": 3}


@dataclass(frozen=True, slots=True)
class Person:
    """One contact."""

    first: str
    last: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    """Label and number."""
    email: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class SampleText:
    """One message, `hours` from now (negative: ago)."""

    who: str
    hours: int
    body: str
    sent: bool = False


@dataclass(frozen=True, slots=True)
class SampleCall:
    """One call."""

    who: str
    hours: int
    kind: Literal["in", "out", "missed"]
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event, `day` days from today; times are local."""

    title: str
    day: int
    start: str
    end: str
    location: str = ""
    description: str = ""
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class ToDo:
    """One task; without a day it is due at no time."""

    title: str
    priority: Literal["high", "medium", "low", "none"]
    day: int | None = None
    notes: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One file of the notebook."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Spent:
    """One expense or income."""

    name: str
    cents: int
    category: int
    day: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dish:
    """One recipe."""

    title: str
    description: str
    servings: str
    time: str
    ingredients: str
    directions: str
    favorite: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """All that is put on the phone."""

    contact: list[Person] = field(default_factory=list)
    message: list[SampleText] = field(default_factory=list)
    call: list[SampleCall] = field(default_factory=list)
    event: list[Appointment] = field(default_factory=list)
    task: list[ToDo] = field(default_factory=list)
    note: list[Note] = field(default_factory=list)
    expense: list[Spent] = field(default_factory=list)
    recipe: list[Dish] = field(default_factory=list)


@cache
def read_sample(language: str) -> Sample:
    """The sample in a language; the English one where there is none."""
    folder = Path(__file__).parent / "data"
    path = folder / f"sample_{language}.toml"
    path = path if path.is_file() else folder / "sample_en.toml"
    return TypeAdapter(Sample).validate_python(tomllib.loads(path.read_text("utf-8")))


def fill(phone: "Phone", sample: Sample | None = None) -> None:
    """Put a sample on the phone, by default the one in its language; `reset` takes it away again."""
    if sample is None:
        sample = read_sample(phone.language)
        for package, app in phone.apps.items():
            app.fill(phone.context(Activity(0, package, "")))
    for person in sample.contact:
        _add_person(phone, person)
    now = phone.clock.date_ms
    for text in sorted(sample.message, key=lambda text: text.hours):
        phone.clock.set_date(now + text.hours * _HOUR_MS)
        add_message(phone.context(), text.who, text.body, SENT if text.sent else INBOX)
    phone.clock.set_date(now)
    for call in sorted(sample.call, key=lambda call: call.hours):
        log_call(phone.context(), call.who, _CALLS[call.kind], now + call.hours * _HOUR_MS, call.seconds)
    today = local_now(phone).date()
    for appointment in sample.event:
        _add_event(phone, appointment, today)
    for todo in sample.task:
        _add_task(phone, todo, today)
    for note in sample.note:
        write_text(phone.files, f"{NOTEBOOK}/{note.name}", note.text)
    for spent in sample.expense:
        moment = to_date_ms(phone, datetime.combine(today + timedelta(days=spent.day), time(12)))
        save_record(
            phone.context(),
            ExpenseRecord(0, spent.name, spent.cents, spent.category, spent.note, moment, moment),
        )
    for dish in sample.recipe:
        recipe = Recipe(
            title=dish.title,
            description=dish.description,
            servings=dish.servings,
            time=dish.time,
            ingredients=dish.ingredients,
            directions=dish.directions,
            favorite=dish.favorite,
        )
        save_recipe(phone.context(), recipe, ())


def _add_person(phone: "Phone", person: Person) -> None:
    phones = tuple(Labelled(number, label) for label, number in person.phones)
    emails = (Labelled(person.email, "Home"),) if person.email else ()
    number = save_contact(
        phone.context(), Contact(first=person.first, last=person.last, phones=phones, emails=emails)
    )
    if person.starred:
        star_contact(phone.context(), number, True)


def _add_event(phone: "Phone", appointment: Appointment, today: date) -> None:
    day = today + timedelta(days=appointment.day)
    start, end = (
        timestamp_of(phone.context(), datetime.combine(day, time.fromisoformat(at)))
        for at in (appointment.start, appointment.end)
    )
    save_event(
        phone.context(),
        CalendarEvent(
            0,
            start,
            end,
            appointment.title,
            appointment.location,
            appointment.description,
            repeat_interval=_WEEK_S if appointment.weekly else 0,
            repeat_rule=1 << day.weekday() if appointment.weekly else 0,
        ),
    )


def _add_task(phone: "Phone", todo: ToDo, today: date) -> None:
    now = phone.clock.date_ms
    due = 0
    if todo.day is not None:
        due = to_date_ms(phone, datetime.combine(today + timedelta(days=todo.day), time(12)))
    task = TodoTask(
        title=todo.title,
        priority=_PRIORITIES[todo.priority],
        due=due,
        created=now,
        modified=now,
        completed=now if todo.done else 0,
        notes=todo.notes,
    )
    put(phone.context(Activity(0, TODO, "")), task)
