"""Which of several alarms or timers alike is to be deleted, said once that was asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.policy.intention import DeleteAlarm, DeleteTimer, Intention
from agent.policy.when import find_days

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


_LAST = re.compile(
    rf"{_DELETE}(?:the )?(?:last|latest|newest)(?: (?:one|timer))?(?: set)?"
    rf"|{_DELETE}(?:最新|最后)的?(?:那个|一个)?",
    re.I,
)


def which_one(parts: Sequence[Intention], said: str) -> list[Intention]:
    """The parts with what is to be deleted told apart from others alike.

    [] where nothing of that is said, or none of them needs it.
    """
    open_ones = [part for part in parts if _is_open(part)]
    told = _told(open_ones[0], said.strip(" .!。！")) if len(open_ones) == 1 else None
    return [told if part == open_ones[0] else part for part in parts] if told is not None else []


def _is_open(part: Intention) -> bool:
    match part:
        case DeleteAlarm(time=time, days=None, every=False):
            return time is not None
        case DeleteTimer(last=last):
            return not last
        case _:
            return False


def _told(gone: Intention, said: str) -> Intention | None:
    if isinstance(gone, DeleteTimer):
        return replace(gone, last=True) if _LAST.fullmatch(said) else None
    assert isinstance(gone, DeleteAlarm)
    if _ALL.fullmatch(said):
        return replace(gone, every=True)
    if _ONCE.fullmatch(said):
        return replace(gone, days=())
    days, rest = find_days(said)
    return replace(gone, days=days) if days and not _EVERY.sub("", rest).strip(" ,，") else None
