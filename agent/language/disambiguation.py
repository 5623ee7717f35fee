"""Which of several things alike is to be deleted, said once that was asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.language.consent import consent
from agent.language.distinct import placed, told_apart
from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    CompleteTask,
    Delete,
    Handle,
    MoveEvent,
    PhoneCall,
    RenameNote,
    SendText,
    Tell,
)
from agent.language.intention import DeleteAlarm, DeleteTimer, Intention
from agent.language.name import same, same_number
from agent.language.saying import number_of
from agent.language.when import find_days

_DELETE = r"(?:(?:delete|remove|cancel) |把)?"
_ALL = re.compile(
    rf"{_DELETE}(?:both|all|every one)(?: of (?:them|those|these)| alarms?)?"
    r"|(?:这?两个|全部|所有的?)(?:闹钟)?(?:都?(?:删除?掉?|要|不要))?|都删(?:除|掉)?",
    re.I,
)
_ONE = r"(?:(?:the|that|only|just) )*(?:alarm |one )?(?:(?:that|which) )?(?:(?:only|just) )?"
_ONCE = re.compile(
    rf"{_DELETE}{_ONE}(?:rings |ringing )?(?:(?:only|just) )?(?:once|one[- ]time|single)(?: (?:one|alarm))?"
    rf"|{_DELETE}(?:只?响一次|一次性|不重复)的?(?:那个|闹钟)?",
    re.I,
)
_EVERY = re.compile(
    rf"{_DELETE}{_ONE}(?:rings|ringing|repeats|repeating)?|(?:one|alarm)s?$|响?的?(?:那个|闹钟)?$", re.I
)


_ARTICLE = re.compile(
    r"^(?:the |that |with |one |number |i mean )+|(?: one| number|的?那个|的?那条)$|^(?:是|要)", re.I
)
_LAST = re.compile(
    rf"{_DELETE}(?:the )?(?:last|latest|newest)(?: (?:one|timer))?(?: set)?"
    rf"|{_DELETE}(?:最新|最后)的?(?:那个|一个)?",
    re.I,
)


_OFFERED = re.compile(
    r"(?:I found no |没有找到).*?[\"'“](?P<said>.+?)[\"'”].*?"
    r"(?:; do you mean |；您是指)(?P<ones>.+?)(?:\?|…|吗？)"
)
"""How a question offers what is most like a thing that is not there."""
_ASKED = re.compile(r"(?:There are several: |有好几个：)(?P<ones>.+?)(?:[;；] ?(?:say which|请说).*|…)$")
"""How a question names them, or as much of them as a record of it bears."""


def which_one(parts: Sequence[Intention], said: str) -> list[Intention]:
    """The parts with what is to be deleted told apart from others alike.

    [] where nothing of that is said, or none of them needs it.
    """
    open_ones = [part for part in parts if _is_open(part)]
    told = _told(open_ones[0], said.strip(" .!。！")) if len(open_ones) == 1 else None
    return [told if part == open_ones[0] else part for part in parts] if told is not None else []


def which_of(parts: Sequence[Intention], said: str, asked: str) -> list[Intention]:
    """The parts with the one that an answer picks from those its question named; [] where it does not."""
    if offered := _OFFERED.fullmatch(asked):
        return _taken(parts, said, offered)
    question = _ASKED.fullmatch(asked)
    open_ones = [part for part in parts if _names(part)]
    if question is None or len(open_ones) != 1:
        return []
    own = _ARTICLE.sub("", said.strip(" .!。！"))
    if (number := number_of(own)) and isinstance(open_ones[0], SendText | PhoneCall):
        return [replace(part, who=number) if part == open_ones[0] else part for part in parts]
    ones = [re.sub(r"^\d+\. ", "", one.strip()) for one in re.split("[;；]", question["ones"])]
    place = _picked(ones, said)
    if not place:
        return []
    chosen = _chosen(open_ones[0], ones[place - 1], place)
    return [chosen if part == open_ones[0] else part for part in parts]


def _picked(ones: Sequence[str], said: str) -> int:
    """The number of the one that is meant; 0 where that is not clear."""
    words = [word for word in re.split(r"[\s,，、]+", _ARTICLE.sub("", said.strip(" .!。！"))) if word]
    meant = [
        number for number, one in enumerate(ones, 1) if words and all(_holds(one, each) for each in words)
    ]
    place = placed(said)
    if abs(place) in range(1, len(ones) + 1):
        meant = [place if place > 0 else len(ones)]
    return meant[0] if len(meant) == 1 else 0


def _taken(parts: Sequence[Intention], said: str, offered: re.Match[str]) -> list[Intention]:
    """The parts with the thing that was offered in the place of the name that nothing has."""
    ones = [one.strip() for one in re.split("[;；]", offered["ones"])]
    number = 1 if len(ones) == 1 and consent(said) == "yes" else _picked(ones, said)
    changed = [(part, _renamed(part, offered["said"], ones[number - 1])) for part in parts] if number else []
    if sum(new is not None for _, new in changed) != 1:
        return []
    return [new or part for part, new in changed]


def _renamed(part: Intention, said: str, one: str) -> Intention | None:
    """The part with what a list says of one thing in the place of what was said; None where it was not."""
    name = one.partition(", ")[0]
    match part:
        case SendText(who=who) if same(who, said):
            return replace(part, who=name, text=_behind(said, part.text, name))
        case SendText(source=who) if same(who, said):
            return replace(part, source=name)
        case PhoneCall(who=who) if same(who, said):
            return replace(part, who=name)
        case Handle() if same(f"{part.name} {part.who}", said):
            return replace(part, name=one if part.who else name, who="")
        case ChangeNumber() | ChangeNote() | RenameNote() | CompleteTask() | Tell() | Delete() | MoveEvent():
            return replace(part, name=name) if same(part.name, said) else None
        case _:
            return None


def _behind(said: str, text: str, name: str) -> str:
    """A text without the words at its beginning that belong to the name before it."""
    words = text.split()
    count = next((n for n in range(1, len(words)) if same(" ".join([said, *words[:n]]), name)), 0)
    return " ".join(words[count:]) if count else text


def _names(part: Intention) -> bool:
    """Whether it speaks of something by a name that others may have."""
    return isinstance(part, SendText | PhoneCall | ChangeNumber | CompleteTask | Tell | Delete | MoveEvent)


def _holds(one: str, word: str) -> bool:
    """Whether a word, or a number however it is written, stands in what a list says of one thing."""
    own = re.split(r"[\s,，、]+", one)
    return any(same(word, each) or same_number(word, each) for each in own)


def _chosen(part: Intention, one: str, number: int) -> Intention:
    name = one.partition(", ")[0]
    match part:
        case Delete(kind=kind) if kind not in ("contact", "conversation") or same(name, part.name):
            return replace(part, place=number)
        case SendText() | PhoneCall():
            return replace(part, who=number_of(name) or name)
        case Delete() | ChangeNumber() | Tell() | CompleteTask():
            return replace(part, name=name)
        case _:
            return part


def _is_open(part: Intention) -> bool:
    match part:
        case DeleteAlarm(time=time, days=None, every=False):
            return time is not None
        case DeleteTimer(last=last):
            return not last
        case Delete(place=place, every=every):
            return not (place or every)
        case _:
            return False


def _told(gone: Intention, said: str) -> Intention | None:
    if isinstance(gone, Delete):
        return told_apart(gone, said)
    if isinstance(gone, DeleteTimer):
        return replace(gone, last=True) if _LAST.fullmatch(said) else None
    assert isinstance(gone, DeleteAlarm)
    if _ALL.fullmatch(said):
        return replace(gone, every=True)
    if _ONCE.fullmatch(said):
        return replace(gone, days=())
    days, rest = find_days(said)
    return replace(gone, days=days) if days and not _EVERY.sub("", rest).strip(" ,，") else None
