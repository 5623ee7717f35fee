"""What a goal asks of the everyday apps, one frozen record for each thing that can be asked."""

from dataclasses import dataclass
from typing import Literal

from agent.language.day import Day
from agent.language.hand import walk_of
from agent.language.when import TimeOfDay

Kind = Literal["contact", "event", "note", "folder", "expense", "task", "recipe", "conversation"]
"""What the apps keep."""
Repeat = Literal["", "daily", "weekly"]
Priority = Literal["", "high", "medium", "low", "none"]
UNDATED = ("due", "no date")
"""The value of a task without a day."""


@dataclass(frozen=True, slots=True)
class Create:
    """Have one more of a kind, with what its form takes."""

    kind: Kind
    values: tuple[tuple[str, str], ...]
    """Field (as in place.toml) and text, the name first."""
    day: Day | None = None
    """When a task is due."""
    choice: str = ""
    """A task's priority, an expense's category, a number's label."""

    @property
    def name(self) -> str:
        """What it is called in its list."""
        if self.kind == "contact":
            return " ".join(value for field, value in self.values if field in ("first", "last"))
        return self.values[0][1]

    def __str__(self) -> str:
        rest = [f"{field} {value}" for field, value in self.values[1:] if field not in ("first", "last")]
        rest += [f"due {self.day}"] if self.day else []
        rest += [self.choice] if self.choice else []
        return f'add the {self.kind} "{self.name}"' + (f" ({', '.join(rest)})" if rest else "")


@dataclass(frozen=True, slots=True)
class CreateEvent:
    """Have one more event in the calendar."""

    title: str
    day: Day
    start: TimeOfDay | None
    """None = all day."""
    end: TimeOfDay | None = None
    """None = as the app proposes; one before the start is on the next day."""
    location: str = ""
    description: str = ""
    repeat: Repeat = ""

    def __str__(self) -> str:
        at = f"at {self.start}" + (f" to {self.end}" if self.end else "") if self.start else "all day"
        more: list[str] = [self.repeat] if self.repeat else []
        more += [f'in "{self.location}"'] if self.location else []
        more += [f'about "{self.description}"'] if self.description else []
        return ", ".join([f'add the event "{self.title}" for {self.day} {at}', *more])


@dataclass(frozen=True, slots=True)
class MoveEvent:
    """Have an event on another day, at another time, or both; it lasts as long as before."""

    name: str
    source: Day | None = None
    """The day that it is on; None where it was not said."""
    day: Day | None = None
    start: TimeOfDay | None = None

    def __str__(self) -> str:
        of = f" of {self.source}" if self.source else ""
        to = f" to {self.day}" if self.day else ""
        return f'move the event "{self.name}"{of}{to}' + (f" at {self.start}" if self.start else "")


@dataclass(frozen=True, slots=True)
class Delete:
    """Have something no more."""

    kind: Kind
    name: str
    day: Day | None = None
    """The day of an event, or on which a task is due."""
    start: TimeOfDay | None = None
    """When that begins; None = at any time."""
    if_there: bool = False
    """Whether it is as well where nothing of just that name is there."""
    values: tuple[tuple[str, str], ...] = ()
    """What else it holds, as in Create: others may have that name."""
    place: int = 0
    """Which one of those that can't be told apart, in the order of their list: 1 is the first, -1 the last;
    0 = there is to be no other."""
    every: bool = False
    """Whether all that fit are to go."""

    def __str__(self) -> str:
        return self._worded([])

    @property
    def in_full(self) -> str:
        """As a goal has to say it, with what the person need not be told of."""
        places = {0: [], 1: ["the first of them"], -1: ["the last of them"]}
        which = ["all of them"] if self.every else places.get(self.place, [f"number {self.place} of them"])
        words = self._worded(which)
        return f"{words} if it is there" if self.if_there else words

    def _worded(self, more: list[str]) -> str:
        marks = [f"{field} {text}" for field, text in self.values]
        day, at = f"{self.day}" if self.day else "", f" at {self.start}" if self.start else ""
        if day and self.kind == "task":
            marks, day = [*marks, f"due {day}"], ""
        words = f'delete the {self.kind} "{self.name}"' + (f" on {day}" if day else "") + at
        marks += more
        return words + (f" ({', '.join(marks)})" if marks else "")


@dataclass(frozen=True, slots=True)
class DeleteAll:
    """Have no more of a kind, but for some that are named."""

    kind: Kind
    besides: tuple[str, ...] = ()

    def __str__(self) -> str:
        names = '", "'.join(self.besides)
        return f"delete every {self.kind}" + (f' but "{names}"' if names else "")


@dataclass(frozen=True, slots=True)
class ChangeNumber:
    """Give a contact another number."""

    name: str
    number: str

    def __str__(self) -> str:
        return f"change the number of {self.name} to {self.number}"


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """Write into a note that is there."""

    name: str
    text: str
    place: Literal["end", "start", "whole"]

    def __str__(self) -> str:
        how = {"end": "add to the end of", "start": "put on top of", "whole": "replace what is in"}[
            self.place
        ]
        return f'{how} the note "{self.name}": "{self.text}"'


@dataclass(frozen=True, slots=True)
class RenameNote:
    """Give a note another name."""

    name: str
    new: str

    def __str__(self) -> str:
        return f'rename the note "{self.name}" to "{self.new}"'


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Tick a task off."""

    name: str

    def __str__(self) -> str:
        return f'complete the task "{self.name}"'


@dataclass(frozen=True, slots=True)
class SendText:
    """Send a message to somebody or to a number."""

    who: str
    text: str
    """"" = the last message of `source`."""
    source: str = ""

    def __str__(self) -> str:
        if self.source:
            return f"forward the last message of {self.source} to {self.who}"
        return f'send "{self.text}" to {self.who}'


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """Call somebody, call whom the list of calls names first, or end the call."""

    act: Literal["call", "redial", "end"]
    who: str = ""

    def __str__(self) -> str:
        return {"call": f"call {self.who}", "redial": "call the last number again", "end": "hang up"}[
            self.act
        ]


@dataclass(frozen=True, slots=True)
class Tell:
    """Read something in an everyday app and say it."""

    about: Literal[
        "number", "email", "message", "last_call", "missed", "events", "when", "note", "due", "spent"
    ]
    name: str = ""
    day: Day | None = None

    def __str__(self) -> str:
        of = f" {self.name}" if self.name else f" {self.day}" if self.day else ""
        words = {"number": "the number of", "email": "the email of", "message": "the last message from",
                 "last_call": "who called last", "missed": "the missed calls", "events": "the events of",
                 "when": "when it is:", "note": "what is in the note", "due": "what is due",
                 "spent": "what was spent on"}  # fmt: skip
        return f"find out {words[self.about]}{of}"


@dataclass(frozen=True, slots=True)
class Shoot:
    """Take a photo, or a video of so many seconds."""

    seconds: int | None = None
    """None = a photo."""
    front: bool = False

    def __str__(self) -> str:
        what = "a photo" if self.seconds is None else f"a video of {self.seconds} s"
        return f"take {what}" + (" with the front camera" if self.front else "")


@dataclass(frozen=True, slots=True)
class CopyText:
    """Put a text on the clipboard."""

    text: str

    def __str__(self) -> str:
        return f'copy "{self.text}" to the clipboard'


@dataclass(frozen=True, slots=True)
class ClearNotices:
    """Have no notification that can be swiped away."""

    def __str__(self) -> str:
        return "clear the notifications"


@dataclass(frozen=True, slots=True)
class Handle:
    """Do, or look up, what hand.toml has a walk for."""

    deed: str
    """Its row there."""
    name: str = ""
    """What the thing is called: a file, a song, an app, the subject of a mail."""
    who: str = ""
    """From whom a mail is, or to whom it goes."""
    new: str = ""
    """The name that it gets, or the playlist it is put on."""
    text: str = ""
    """What is written."""
    folder: str = ""
    """The folder that it is in."""
    choice: str = ""
    """What is chosen on the way, as screens call it, with `|` between several labels."""
    newest: bool = False
    """Whether the first of a list that has the newest first is meant."""

    @property
    def is_question(self) -> bool:
        """Whether something is told and nothing changed."""
        return bool(walk_of(self.deed).tell)

    @property
    def thing(self) -> str:
        """What it is about, in words."""
        about = f'"{self.name}"' if self.name else ""
        joint = "to" if walk_of(self.deed).effect == "send" and self.deed != "mail_reply" else "from"
        about = f"{about} {joint} {self.who}".strip() if self.who else about
        return about or "that came last"

    def __str__(self) -> str:
        chosen, told = self.choice.partition("|")[0], self.new or self.text
        words = walk_of(self.deed).words.replace("{}", self.thing).replace("{choice}", chosen)
        return words + (f': "{told}"' if told else "")


Errand = (
    Create
    | CreateEvent
    | MoveEvent
    | Delete
    | DeleteAll
    | ChangeNumber
    | ChangeNote
    | RenameNote
    | CompleteTask
    | SendText
    | PhoneCall
    | Tell
    | Shoot
    | CopyText
    | ClearNotices
    | Handle
)
