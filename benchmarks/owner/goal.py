"""The suite as data, and the phone each goal begins on."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from agent.memory.entry import Entry
from agent.memory.procedure import read_procedure
from agent.memory.store import MemoryStore
from device.phone.apps.markor.note import write_text
from device.phone.apps.markor.state import NOTEBOOK
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact
from device.phone.phone import Phone


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the owner told once."""

    text: str
    when: str = ""

    @property
    def entry(self) -> Entry:
        """It as memory keeps it: a procedure where it tells one, else a preference."""
        procedure = read_procedure(self.text)
        if procedure is None:
            return Entry(kind="preference", text=self.text, cue=self.when)
        return Entry(kind="procedure", cue=procedure[0], does=procedure[1])


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run before, and what the person said in it."""

    text: str
    answer: str
    do: list[str] = field(default_factory=list)
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and what the phone must hold in the end; see suite.toml."""

    text: str
    want: list[list[str]]
    brain: Literal["offline", "reader"] = "reader"
    do: list[str] = field(default_factory=list)
    guess: list[str] = field(default_factory=list)
    earlier: Earlier | None = None
    plain: bool = False
    """Whether the goal says it all, so that memory must change nothing."""
    held: bool = False
    """Whether it was written after retrieval was fixed."""


@dataclass(frozen=True, slots=True)
class Suite:
    """All of it."""

    contacts: list[str]
    notes: list[str]
    owner: list[Told]
    goal: list[Goal]

    def number(self, name: str) -> str:
        """The number of somebody among the contacts."""
        return f"+1555020{self.contacts.index(name):04d}"


@cache
def suite() -> Suite:
    """The suite of suite.toml."""
    table = tomllib.loads(Path(__file__).with_name("suite.toml").read_text("utf-8"))
    return TypeAdapter(Suite).validate_python(table)


def remember(store: MemoryStore) -> None:
    """Tell memory all that the owner told."""
    for told in suite().owner:
        store.add(told.entry)


def phone_of(goal: Goal) -> Phone:
    """A phone in the goal's language, with the owner's people and notes on it."""
    is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in goal.text)
    phone = Phone(seed=1, locale="zh-CN" if is_chinese else "en-US")
    phone.shell("settings put system time_12_24 24")
    for name in suite().contacts:
        save_contact(phone.context(), Contact(first=name, phones=(Labelled(suite().number(name), "Mobile"),)))
    for name in suite().notes:
        write_text(phone.files, f"{NOTEBOOK}/{name}", "(so far)")
    phone.shell("input keyevent KEYCODE_HOME")
    return phone
