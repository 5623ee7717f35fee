"""Reads the clauses that ask for alarms, timers and the stopwatch."""

import re
from dataclasses import replace

from agent.language.ask_day import Said, said_days
from agent.language.ask_phrase import is_question, trimmed
from agent.language.day import Day, ends_with_day, find_day
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    ReadScreen,
    SetAlarm,
    SetSwitch,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.number import find_duration
from agent.language.phrase import Bag
from agent.language.vocabulary import words
from agent.language.when import find_days, find_time

_LONGEST_TIMER = 99 * 3600 + 59 * 60 + 59


_LABEL = re.compile(
    r"(?:,?\s*(?:and\s+)?\b(?:with (?:the |a )?(?:label|name|title)(?: of)?|labell?ed(?: as)?|named"
    r"|called|titled|label (?:it|as)|name it|call it|saying)\b\s*:?\s*"
    r"|(?:标签|备注|名称|名字)\s*(?:设?为|是|叫|写|:)?\s*"
    r"|(?:命名为|名为|叫做|叫作|标记为)\s*)(?P<label>\"[^\"]*\"|.+)$",
    re.IGNORECASE,
)
_LABEL_END = re.compile(
    r"^(?P<label>.+?)(?:\s+(?P<rest>(?:at|for|on|every)\s.+)|(?P<zh>的.*))$", re.IGNORECASE
)
_ONLY_LABEL = re.compile(
    r"(?:label|name|call|title)(?:\s+(?:it|the alarm))?(?:\s+as)?\s+(?P<label>.+)"
    r"|(?:set|give it) (?:the )?(?:label|name)(?: to)?\s+(?P<set>.+)"
    r"|(?:把?标签设?为|标签写|命名为|名称为|备注)(?P<zh>.+)",
    re.IGNORECASE,
)


# Which of the alarms of one time is to be deleted.
_RINGING = re.compile(
    r"\s+(?:that|which) rings (?:(?:only )?once|(?P<days>every .+?))[\s.]*$"
    r"|(?<=\d)\s*(?:只响一次|(?P<days_zh>每.+?)响)(?=的闹钟)",
    re.IGNORECASE,
)
# Which of several timers of one length is to be deleted.
_LAST = r"\b(?:last|latest|newest)\b|最新的?|最后(?:的|一个)"
# A timer that is there already is to be changed.
_LONGER = (
    r"\b(?:add|put)\b.{0,40}?\b(?:to|on|onto)\b.{0,20}?\btimer|\b(?:extend|lengthen|shorten|prolong)"
    r"|\b(?:increase|decrease|reduce)\b|\bfrom\b.{0,20}?\btimer|\bmore\b"
    r"|(?:计时|定时|计時)器?(?:再)?(?:上)?(?:加|增加|延长|缩短|减)|延长|缩短"
)
# An alarm is to be looked at and not to be made.
_LOOK = (
    r"^(?:(?:show|let)(?: me)?|open(?: up)?|see|view|find|check|display|look (?:at|for|up)"
    r"|bring up|go to|list|read|get to)\b(?!.*\bto (?:set|create|add|make)\b)|^(?:查看|显示|看|检查|找|查)"
)
# What is said of the thing that the clause before was about.
_TURN_IT = (
    r"(?:(?:turn|switch|set)\s*)?(?:(?:it|them)\s*)?(?:back\s*)?(?:(?P<on>on)|off)(?:\s*again)?"
    r"|(?:再|又)?(?:把它)?(?:(?P<zh>打开|开启)|关闭|关掉|关上)(?:它)?"
)


def read_clock(text: str) -> Intention | None:
    """Whatever the clause asks of the clock app."""
    if re.search(words("stopwatch"), text, re.IGNORECASE):
        return _stopwatch(Bag(_at_once(text)))
    if re.search(words("timer"), text, re.IGNORECASE):
        return _timer(_at_once(text))
    if re.search(words("alarm"), text, re.IGNORECASE):
        return _alarm(text)
    return None


def _at_once(text: str) -> str:
    """The clause without `today`: what begins at once is of today."""
    said = said_days(text)
    return said.rest if said.day == Day(ahead=0) and said.clear else text


def _stopwatch(bag: Bag) -> Intention | None:
    bag.take_all(words("stopwatch"))
    for pattern, intention in (
        (words("lap"), ControlClock("stopwatch", "lap")),
        (words("reset"), ControlClock("stopwatch", "reset")),
        (words("pause"), ControlClock("stopwatch", "pause")),
        (words("start"), ControlClock("stopwatch", "start")),
        (words("show"), ShowClock("stopwatch")),
    ):
        if bag.take(pattern):
            return intention if bag.holds_only(words("clock_fill")) else None
    return None


def _timer(text: str) -> Intention | None:
    if re.search(_LONGER, text, re.IGNORECASE):
        return None
    length = find_duration(text)
    bag = Bag(length[1] if length else text)
    bag.take_all(f"{words('timer')}|计时" if length else words("timer"))
    if length is not None and not bag.take("|".join(map(words, ("delete", "pause", "reset")))):
        fits = length[0] <= _LONGEST_TIMER and bag.holds_only(words("clock_fill"))
        return SetTimer(length[0]) if fits else None
    if length is not None:
        last = bag.take(_LAST) is not None
        gone = re.search(words("delete"), length[1], re.IGNORECASE) and bag.holds_only(words("clock_fill"))
        return DeleteTimer(length[0], last=last) if gone else None
    for pattern, intention in (
        (words("delete"), ControlClock("timer", "delete")),
        (words("reset"), ControlClock("timer", "reset")),
        (words("pause"), ControlClock("timer", "pause")),
        (words("start"), ControlClock("timer", "start")),
        (words("show"), ShowClock("timer")),
    ):
        if bag.take(pattern):
            return intention if bag.holds_only(words("clock_fill")) else None
    return None


def _alarm(text: str) -> Intention | None:
    label, text = _label_of(text)
    if ends_with_day(label):
        return None
    label = label.strip('" ')
    ringing = _RINGING.search(text) if re.search(words("delete"), text, re.IGNORECASE) else None
    text = text.replace(ringing[0], "") if ringing is not None else text
    asks = is_question(text)
    said = said_days(text)
    found = find_time(said.rest)
    time = found[0] if found else None
    bag = Bag(found[1] if found else said.rest)
    deletes, off = bag.take_all(words("delete")), bag.take_all(words("alarm_off"))
    on = bag.take_all(words("alarm_on"))
    every, both = bag.take_all(words("all")), bag.take_all(r"\bboth\b(?: of)?|两个")
    bag.take_all(words("alarm"))
    if not bag.holds_only(words("clock_fill")) or not said.clear:
        return None
    dated = said.day is not None or bool(said.days)
    if asks:
        return ReadScreen("alarms", time=time) if not deletes and not dated else None
    if label and (deletes or off or on):
        return None
    if ringing is not None:
        every_day = ringing["days"] or ringing["days_zh"] or ""
        days = find_days(every_day)[0]
        mine = deletes and time is not None and not (asks or label or off or on or dated or every)
        return DeleteAlarm(time, days) if mine and bool(every_day) == bool(days) else None
    if deletes or off or on:
        if (time is None and not every) or dated or deletes + off + on > 1:
            return None
        several = (every or both) and time is not None
        return DeleteAlarm(time, every=several) if deletes else SwitchAlarm(time, on)
    if time is not None and re.search(_LOOK, text, re.IGNORECASE):
        return None if label or dated else ReadScreen("alarms", time=time)
    if time is not None and re.search("打开|开启", text) and not re.search(words("create"), text):
        return None if label or dated else SwitchAlarm(time, True)
    if time is not None:
        return SetAlarm(time, label, said.days, said.day)
    shows = re.search(words("show"), text, re.IGNORECASE) and not label and not dated
    return ShowClock("alarm") if shows else None


def _label_of(text: str) -> tuple[str, str]:
    """The label that an alarm is to have, in its quotes, and the text without it; "" for none."""
    found = _LABEL.search(text)
    if found is None:
        quoted = re.search(r'"([^"]+)"', text)
        if quoted is None:
            return "", text
        return quoted[0].strip(), text[: quoted.start()] + text[quoted.end() :]
    label, before = found["label"], text[: found.start()]
    if label.startswith('"'):
        return label, before + text[found.end() :]
    tail = _LABEL_END.match(label)
    if tail is not None and tail["zh"]:
        return tail["label"].strip(), before + tail["zh"]
    if tail is not None and (find_time(tail["rest"]) or find_days(tail["rest"])[0] or find_day(tail["rest"])):
        return tail["label"].strip(), f"{before} {tail['rest']}"
    return label.strip(), before


def amended(before: Intention, text: str, negative: bool) -> Intention | None:
    """The previous intention with what a clause adds to it: a time, days, a label; None when it adds none."""
    if isinstance(before, SetTimer) and re.fullmatch(
        r"(?:(?:but )?(?:do not|don'?t) )?(?:start|run)(?: (?:it|the timer))?(?: yet)?"
        r"|(?:(?:先)?(?:不要|别|不用))?(?:启动|开始)(?:计时|它|计时器)?", text, re.IGNORECASE
    ):  # fmt: skip
        return replace(before, start=not negative)
    if not isinstance(before, SetAlarm) or negative:
        return None
    label = _ONLY_LABEL.fullmatch(text)
    if label is not None:
        name = label["label"] or label["set"] or label["zh"]
        return None if ends_with_day(name) else replace(before, label=name.strip('" '))
    said = said_days(text)
    return _on(before, said) if said.clear and Bag(said.rest).holds_only(words("repeat")) else None


def _on(before: SetAlarm, said: Said) -> SetAlarm | None:
    """The alarm on the days that a clause adds, or on the one day; None where that does not go together."""
    more = said.days
    if before.days and said.day is not None and said.day == Day(weekday=said.day.weekday):
        more = (said.day.weekday or 0,)  # `every Monday and on Friday`
    if more and before.day is None:
        return replace(before, days=tuple(sorted({*before.days, *more})))
    if said.day is None or before.day is not None or before.days:
        return None
    return replace(before, day=said.day)


def another(before: Intention, text: str) -> Intention | None:
    """One more of the same kind, of which only the time or length is said (`at 7:00 and 7:30`)."""
    text = trimmed(text)
    if isinstance(before, SetTimer):
        length = find_duration(text)
        return SetTimer(length[0]) if length and Bag(length[1]).holds_only(words("clock_fill")) else None
    if isinstance(before, SetSwitch):
        turned = re.fullmatch(_TURN_IT, text, re.IGNORECASE)
        return SetSwitch(before.key, bool(turned["on"] or turned["zh"])) if turned is not None else None
    if not isinstance(before, SetAlarm | SwitchAlarm | DeleteAlarm) or before.time is None:
        return None
    said = said_days(text)
    found = find_time(said.rest)
    if found is None or not said.clear or not Bag(found[1]).holds_only(words("clock_fill")):
        return None
    if isinstance(before, SetAlarm):
        dated = said.day is not None or said.days
        days, day = (said.days, said.day) if dated else (before.days, before.day)
        return SetAlarm(found[0], days=days, day=day)
    if said.day is not None or said.days:
        return None
    if re.search(words("create"), text, re.IGNORECASE):
        return SetAlarm(found[0])
    return replace(before, time=found[0])
