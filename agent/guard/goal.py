"""What the person wants, as far as the guard has to know it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from agent.guard.fold import fold
from agent.guard.meaning import Meaning, clauses, is_asking, is_doing, is_put, meaning, names_in
from agent.language.errand import ChangeNote, Create, Delete, DeleteAll, RenameNote, SendText, Tell
from agent.language.intention import Intention, ReadScreen, SetLevel, SetSwitch
from agent.language.parts import parts_of

_NOTE = "{}.md"
"""The file that a note is, as its app shows it."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal and whatever else the person said."""

    said: Meaning
    is_question: bool
    """It is answered by looking; nothing is to be changed for it."""
    refers: bool
    """What is typed for it may come off the screen."""
    delegates: bool
    """What is done for it may be told by the screen."""
    takes_all: bool = False
    """All of a kind is to go, whatever each is called."""


@lru_cache(maxsize=256)
def aim(goal: str, *others: str) -> Aim:
    """The goal with what the person said later: answers, interjections."""
    text = "\n".join((goal, *others))
    said = fold(text)
    parts = clauses(said)
    planned = [part for one in (goal, *others) for part in parts_of(one)]
    delegates = is_put("delegates", said)
    return Aim(
        said=_as_planned(meaning(text), planned),
        is_question=any(map(is_asking, parts)) and not any(map(is_doing, parts)) and not delegates,
        refers=is_put("refers", said),
        delegates=delegates,
        takes_all=any(isinstance(part, DeleteAll) for part in planned),
    )


def _as_planned(said: Meaning, parts: list[Intention]) -> Meaning:
    """What is said, with what the rules for such goals take from it: where it is done, and on which file."""
    files = frozenset(name for part in parts for note in _notes(part) for name in names_in(fold(note)))
    topics = {topic for part in parts for topic in _topics(part)}  # "tell Mum I am late" names none
    wants = {"send"} if any(isinstance(part, SendText) for part in parts) else set[str]()
    return replace(said, topics=said.topics | topics, names=said.names | files, wants=said.wants | wants)


def _topics(part: Intention) -> tuple[str, ...]:
    match part:
        case ReadScreen(about=about) if about != "alarms":
            return ("settings",)
        case SetSwitch() | SetLevel():
            return ("settings",)
        case Tell(about="events" | "when"):
            return ("event",)
        case Tell(about="due"):
            return ("task",)
        case SendText():
            return ("message", "contact")
        case _:
            return ()


def _notes(part: Intention) -> tuple[str, ...]:
    """The files of the notes that a part names."""
    match part:
        case Create(kind="note") | Delete(kind="note") | ChangeNote():
            names: tuple[str, ...] = (part.name,)
        case RenameNote():
            names = (part.name, part.new)
        case _:
            names = ()
    return tuple(_NOTE.format(name) for name in names)
