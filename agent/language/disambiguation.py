"""Which of several things alike is to be deleted, said once that was asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.language.distinct import placed, told_apart
from agent.language.errand import ChangeNumber, CompleteTask, Delete, PhoneCall, SendText, Tell
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
    question = _ASKED.fullmatch(asked)
    open_ones = [part for part in parts if _names(part)]
    if question is None or len(open_ones) != 1:
        return []
    own = _ARTICLE.sub("", said.strip(" .!。！"))
    if (number := number_of(own)) and isinstance(open_ones[0], SendText | PhoneCall):
        return [replace(part, who=number) if part == open_ones[0] else part for part in parts]
    ones = [re.sub(r"^\d+\. ", "", one.strip()) for one in re.split("[;；]", question["ones"])]
    words = [word for word in re.split(r"[\s,，、]+", own) if word]
    meant = [
        number for number, one in enumerate(ones, 1) if words and all(_holds(one, each) for each in words)
    ]
    place = placed(said)
    if abs(place) in range(1, len(ones) + 1):
        meant = [place if place > 0 else len(ones)]
    if len(meant) != 1:
        return []
    chosen = _chosen(open_ones[0], ones[meant[0] - 1], meant[0])
    return [chosen if part == open_ones[0] else part for part in parts]


def _names(part: Intention) -> bool:
    """Whether it speaks of something by a name that others may have."""
    return isinstance(part, SendText | PhoneCall | ChangeNumber | CompleteTask | Tell | Delete)


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
