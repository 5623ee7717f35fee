"""Reads one clause about settings, clock or apps, and what it borrows from the clause before it."""

import re
from dataclasses import replace

from agent.language.ask_clock import amended, another, read_clock
from agent.language.ask_day import said_days
from agent.language.ask_settings import Pending, granting, read_app, read_level, read_reading, read_switch
from agent.language.condition import is_conditional
from agent.language.intention import (
    DeleteAlarm,
    Intention,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SwitchAlarm,
)
from agent.language.phrase import Bag
from agent.language.vocabulary import words
from agent.language.when import find_time

# `... and Bluetooth are on` ends a question that an earlier clause began.
_STATES = re.compile(r"\b(?:is|are)\b|是", re.IGNORECASE)
_NOWHERE = re.compile(
    r"^(?:in|from|using|via|on|inside) (?:the )?(?:(?:system|phone|android) )?(?:settings|clock|phone)"
    r"(?: app| menu)?$"
    r"|^(?:在)?(?:系统|手机)?(?:设置|时钟)(?:应用)?(?:里|中|里面)$",
    re.IGNORECASE,
)
# A clause with a verb of its own, which no ban before it covers.
_ACTS = re.compile(
    r"\b(?:turn|switch|set|put|make|bring|enable|disable|(?:de)?activate|open|launch|start|run|create|add|delete"
    r"|remove|cancel|clear|toggle|flip|go|show|pause|stop|reset|resume|wake|mute|silence|raise|lower|increase"
    r"|decrease|reduce|schedule|ensure|use|check|tell|is|are|what|list|leave|exit|enter|count|lap|press|keep"
    r"|return|let|see|find|view|read|label|name|call|maximi[sz]e|minimi[sz]e)\b"
    r"|打开|开启|启用|关|停用|禁用|设|定一|新建|添加|创建|删|取消|调|切换|启动|开始|暂停|停止|重置|清零|回到|返回|进入|退出"
    r"|查|看|告诉|提高|降低|增|减|叫|把|将|让",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:delete|remove|cancel|clear|get rid|turn|switch|disable|enable|(?:de)?activate)\b|\boff\b|\bon$"
    r"|删|取消|关|打开|开启|启用|停用",
    re.IGNORECASE,
)
"""What is to become of an alarm that is there."""
_HALF = re.compile(
    r"(?<![a-z])[ap]\.?m\b|\b(?:morning|afternoon|evening|night|tonight|noon|midnight)\b"
    r"|凌晨|清晨|早|上午|中午|正午|下午|傍晚|晚|夜",
    re.IGNORECASE,
)
# A verb whose value may stand behind the next thing named.
_MOVES = re.compile(
    r"(?:increase|raise|lower|decrease|reduce|turn (?:up|down)|bring (?:up|down))\b"
    r"|(?:提高|降低|调高|调低|增大|减小|调大|调小|把|将)",
    re.IGNORECASE,
)

Part = Intention | Pending


def read(clause: str) -> Part | None:
    """What a clause asks for by itself: levels first (`alarm volume` is no alarm), apps last."""
    for reader in (read_level, read_clock, read_reading, read_switch, read_app):
        found = reader(clause)
        if found is not None:
            return found
    return None


def amend(clause: str, parts: list[Part], *, negative: bool) -> bool:
    """Change the last part as a clause says; whether it said so."""
    before = parts[-1] if parts else None
    if before is None or isinstance(before, Pending):
        return False
    changed = amended(before, clause, negative) or granting(before, clause)
    if changed is not None:
        parts[-1] = changed
    return changed is not None


def add_clause(clause: str, parts: list[Part], previous: str) -> bool:
    """Read a clause into the parts, which it may amend; whether it was understood."""
    if amend(clause, parts, negative=False) or _NOWHERE.match(clause):
        return True
    found = None if is_conditional(clause) else _with_before(clause, parts[-1] if parts else None, previous)
    if found is not None:
        parts.append(found)
    return found is not None


def _with_before(clause: str, before: Part | None, previous: str) -> Part | None:
    """What a clause asks for, with what it leaves to the one before."""
    found = read(clause)
    if before is None or isinstance(before, Pending):
        return found
    if _leans(found, before, clause):
        if isinstance(before, SetAlarm | SwitchAlarm | DeleteAlarm) and _OWN.search(clause):
            return _of_alarm(clause)
        found = another(before, clause)
        if isinstance(found, SetAlarm | SwitchAlarm | DeleteAlarm) and _half_behind(before, previous, clause):
            return None
    if isinstance(found, SetSwitch) and isinstance(before, ReadScreen) and _STATES.search(clause):
        return ReadScreen("switch", found.key)
    return found


def _of_alarm(clause: str) -> Part | None:
    """`delete the 6:10 one`, behind another alarm: its verb is its own, the noun is not said again."""
    if find_time(said_days(clause).rest) is None:
        return None
    named = re.sub(r"\bones?\b", "alarm", clause, flags=re.IGNORECASE)
    named = (
        named
        if named != clause
        else re.sub(r"的(?=打开|开启|启用|关|删|取消|停用|$)|(?<=点)(?=关|删)", "的闹钟", clause)
    )
    said = [named] if named != clause else [f"{clause} alarm", f"alarm {clause}", f"{clause}的闹钟"]
    found = (read(each) for each in said)
    return next((one for one in found if isinstance(one, SwitchAlarm | DeleteAlarm)), None)


def _leans(found: Part | None, before: Intention, clause: str) -> bool:
    """Whether a clause says too little by itself: `delete the 7:30 alarm and the 8:00 alarm`."""
    if isinstance(found, SetAlarm) and isinstance(before, SetAlarm) and _OWN.search(clause):
        return True
    if isinstance(found, SetAlarm) and isinstance(before, SwitchAlarm | DeleteAlarm):
        return not re.search(words("create"), clause, re.IGNORECASE)
    return found is None


def _half_behind(before: Intention, previous: str, clause: str) -> bool:
    """Whether `pm` at the end of a row may be meant for all of it: `alarms for 7:30 and 8:00 pm`."""
    if not isinstance(before, SetAlarm | SwitchAlarm | DeleteAlarm) or before.time is None:
        return False
    if re.search(words("create"), clause, re.IGNORECASE) or not 1 <= before.time.hour <= 12:
        return False
    return bool(_HALF.search(clause)) and not _HALF.search(previous)


def with_half(clause: str, before: Part | None, previous: str) -> str:
    """`8` of `7 pm and 8` is in the evening too; what would then come before the first is left as it is."""
    if not isinstance(before, SetAlarm | SwitchAlarm | DeleteAlarm):
        return clause
    if _HALF.search(clause) or not _HALF.search(previous):
        return clause
    found = find_time(said_days(clause).rest)
    if found is None or before.time is None or not 1 <= found[0].hour <= 12:
        return clause
    if re.search(words("create"), clause, re.IGNORECASE) or not Bag(found[1]).holds_only(words("clock_fill")):
        return clause
    halved = f"{clause} in the {'evening' if before.time.hour >= 12 else 'morning'}"
    later = find_time(halved)
    if later is None:
        return clause
    follows = (later[0].hour, later[0].minute) > (before.time.hour, before.time.minute)
    return halved if follows else clause


def with_noun(clause: str, behind: str) -> str:
    """`set 7 pm` of `set 7 pm and 8 pm alarms` means an alarm too."""
    named = [bool(re.search(words("alarm"), text, re.IGNORECASE)) for text in (clause, behind)]
    found = find_time(said_days(clause).rest)
    if named != [False, True] or acts(behind) or found is None:
        return clause
    return f"{clause} alarm" if Bag(found[1]).holds_only(words("clock_fill")) else clause


def share_days(row: list[Part], clause: str, previous: str) -> list[Part]:
    """The alarms of `alarms for 7 and 8 tomorrow`: what one says of its day holds for the whole row."""
    both_named = all(re.search(words("alarm"), text, re.IGNORECASE) for text in (clause, previous))
    if acts(clause) or both_named or not isinstance(row[-1], SetAlarm):
        return row
    said = next((one for one in reversed(row) if isinstance(one, SetAlarm) and (one.day or one.days)), None)
    if said is None:
        return row
    return [
        replace(one, day=said.day, days=said.days)
        if isinstance(one, SetAlarm) and not (one.day or one.days)
        else one
        for one in row
    ]


def share_level(parts: list[Part], previous: str, clause: str) -> None:
    """`increase brightness and volume to 50%` says of both where they are to be."""
    if len(parts) < 2 or acts(clause) or not _MOVES.match(previous):
        return
    match parts[-2:]:
        case [SetLevel(key, "up" | "down"), SetLevel(_, int(percent))]:
            parts[-2] = SetLevel(key, percent)


def ends_in_verb(clause: str) -> bool:
    """Whether its verb stands behind what it names: `定位关掉`, `Bluetooth off`."""
    return _ACTS.match(clause) is None


def acts(clause: str) -> bool:
    """Whether a clause has a verb of its own."""
    return bool(_ACTS.search(clause))


def only_names(clause: str) -> bool:
    """Whether a clause names a thing or a time and says nothing of it."""
    found = read(clause)
    if found is None:
        time = find_time(said_days(clause).rest)
        return time is not None and Bag(time[1]).holds_only(words("clock_fill"))
    return isinstance(found, Pending | SetAlarm)
