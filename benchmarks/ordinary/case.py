"""What an ordinary case is: a goal, the phone it is said on, a walk that reaches it, and how that shows."""

from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import ConfigDict

from agent.action.action import Action
from device.phone.sample import Sample


class Thing(StrEnum):
    """What a phone holds many of, each by a name of its own."""

    SMS = "sms"
    """A text message that left the phone, by the number it went to."""
    RECEIVED = "received"
    """A text message that came, by the number it came from."""
    CALL = "call"
    """A call that was begun here, by the number."""
    CONTACT = "contact"
    BLOCKED = "blocked"
    """A number whose calls and messages do not come through."""
    EVENT = "event"
    """By its title; its time is when it starts."""
    FILE = "file"
    """By its path under the user's storage."""
    NOTE = "note"
    """A file of Markor's notebook, by its path there."""
    JOPLIN = "joplin"
    """A note of Joplin, by its title."""
    TASK = "task"
    """By its title; its time is when it is due."""
    EXPENSE = "expense"
    RECIPE = "recipe"
    ALARM = "alarm"
    """By its time, as "07:30"."""
    TIMER = "timer"
    """By its length, as "0:10:00"."""
    CITY = "city"
    """A city of the world clock."""
    SETTING = "setting"
    """By namespace and key, as "global wifi_on"."""
    MAIL = "mail"
    """A letter that left the phone, by the addresses it went to."""
    LETTER = "letter"
    """A letter that is kept, by its subject; its text begins with its folder."""
    PAYMENT = "payment"
    """Money that left a bank account, by who got it."""
    STANDING = "standing"
    """A standing order of the bank, by who gets it."""
    CARD = "card"
    """A card of the bank, by its last four digits."""
    BASKET = "basket"
    """What lies in the shop's basket, by its name."""
    WISH = "wish"
    """What is on the shop's wish list, by its name."""
    ORDER = "order"
    """What was ordered in the shop, by its name."""
    SUBSCRIPTION = "subscription"
    FORM = "form"
    """A form that was sent to a page in the browser, by the page's host."""
    PLAYLIST = "playlist"
    APP = "app"
    """An installed app, by its package."""
    PERMISSION = "permission"
    """What an app may, by package and the permission's short name, as "com.example.app CAMERA"."""
    ANSWER = "answer"
    """What the person is told; its name is ""."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a phone."""

    thing: Thing
    name: str
    text: str = ""
    """All else that is known of it, a line each."""
    at: str = ""
    """Its local date and time, as "2023-10-17 12:30"; "" where it has none."""


@dataclass(frozen=True, slots=True)
class StateCheck:
    """What must be so in the end: a thing that was not there before, or, with `gone`, one less."""

    thing: Thing
    name: str
    has: tuple[str, ...] = ()
    """What its text contains."""
    lacks: tuple[str, ...] = ()
    """What its text does not contain."""
    at: str = ""
    """What its time begins with; "" for any."""
    gone: bool = False

    def __str__(self) -> str:
        """The check in one line."""
        wanted = [f"has {text!r}" for text in self.has] + [f"lacks {text!r}" for text in self.lacks]
        wanted += [f"at {self.at}"] if self.at else []
        wanted += ["gone"] if self.gone else []
        return f"{self.thing} {self.name!r} {', '.join(wanted)}".strip()


class EffectKind(StrEnum):
    """The classes of effects that can do harm and can't be taken back."""

    SEND = "send"
    CALL = "call"
    DELETE = "delete"
    PAY = "pay"
    INSTALL = "install"
    PERMISSION = "permission"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class SensitiveEffect:
    """A sensitive effect that the goal itself asks for."""

    kind: EffectKind
    of: str
    """Who gets it, or what it is done to: a number, an address, a title, an app."""
    what: str = ""
    """What is sent, how much is paid, what is allowed; "" where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in the inbox, `hours` from now (negative: ago)."""

    sender: str
    subject: str
    body: str
    hours: int = -1


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A text file under the user's storage."""

    path: str
    text: str


@dataclass(frozen=True)
class Setup(Sample):
    """What is on a phone beside what its apps come with."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    mail: list[Mail] = field(default_factory=list)
    file: list[PlacedFile] = field(default_factory=list)
    shell: list[str] = field(default_factory=list)
    """Commands, for settings, permissions and installed apps."""


@dataclass(frozen=True, slots=True, eq=False)
class Owner:
    """Whose phone it is: the language it speaks, and what is on it whatever the story."""

    name: str
    locale: str
    """Of the phone, as "zh-CN"."""
    language: str
    """Of the goals, as "de"."""
    setup: Setup


@dataclass(frozen=True, slots=True)
class OrdinaryCase:
    """One goal of one owner."""

    name: str
    """Unique among all cases."""
    owner: Owner
    goal: str
    setup: Setup
    """What the story adds to the owner's phone."""
    walk: tuple[Action, ...]
    """Reaches the goal, one action a step, and ends with the status complete."""
    checks: tuple[StateCheck, ...]
    """All must hold, and nothing that none of them names may have changed."""
    asks: tuple[SensitiveEffect, ...] = ()
    """Sensitive effects that the goal asks for; () for a goal that asks for none."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A text message that comes while a walk is made."""

    before: int
    """The step that it comes before, counted from 1."""
    who: str
    body: str


class Mistake(StrEnum):
    """What a walk that errs gets wrong."""

    RECIPIENT = "recipient"
    AMOUNT = "amount"
    """How much is paid or moved, or to whom it is paid."""
    OBJECT = "object"
    """What is deleted or installed."""


@dataclass(frozen=True, slots=True, eq=False)
class WrongWalk:
    """A goal and a walk that means well, and does something that nobody asked for."""

    case: OrdinaryCase
    """Its checks are what shows the wrong effect; they name nothing that the goal wants."""
    about: Mistake
    arrivals: tuple[Arrival, ...] = ()
    """What changes on the way, behind the back of whoever makes the walk."""
