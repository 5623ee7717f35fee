"""From a goal in plain words to a sequence of intentions; wholly understood or not at all."""

import re

from agent.policy.ask_clock import amended, another, read_clock
from agent.policy.ask_settings import Pending, granting, read_app, read_level, read_switch
from agent.policy.intention import (
    Ask,
    DeleteAlarm,
    Intention,
    NotUnderstood,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SwitchAlarm,
)
from agent.policy.phrase import Bag, clauses, is_negative, is_question, plain, trimmed
from agent.policy.vocabulary import words
from agent.policy.when import find_time

ABLE = (
    "Without a model I can turn settings on and off (Wi-Fi, Bluetooth, airplane mode, dark theme, ...), "
    "set brightness and volumes, set and delete alarms, run timers and the stopwatch, open apps, "
    "go home and back, and say how these are set; name a model with --model for anything else"
)
_CONDITION = re.compile(
    r"^(?:if|when|unless|until|while|after|before|whenever|once)\b|\b(?:unless|until)\b"
    r"|^(?:如果|假如|要是|当|除非|等到|每当)",
    re.IGNORECASE,
)
_SAME_IF = re.compile(
    r"^if (?:the |my )?(?P<what>.+?) is (?P<is>on|off|enabled|disabled)(?: right now| currently)?,?"
    r" (?:then )?(?:turn|switch) it (?P<to>on|off)$",
    re.IGNORECASE,
)
# `... and Bluetooth are on` ends a question that an earlier clause began.
_STATES = re.compile(r"\b(?:is|are)\b|是", re.IGNORECASE)
_IF_IT_IS = re.compile(
    r",? if it(?:'s| is)(?: already| currently)?(?P<not> not| n't)?(?: already| currently)?"
    r" (?P<is>on|off|enabled|disabled)[ .!]*$",
    re.IGNORECASE,
)
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
_HALF = re.compile(
    r"(?<![a-z])[ap]\.?m\b|\b(?:morning|afternoon|evening|night|tonight|noon|midnight)\b"
    r"|凌晨|清晨|早|上午|中午|正午|下午|傍晚|晚|夜",
    re.IGNORECASE,
)
_LONGEST_GOAL = 2000
_MOST_PARTS = 20

Part = Intention | Pending


def understand(goal: str) -> list[Intention] | NotUnderstood:
    """All that the goal asks for, in order; NotUnderstood when any part of it is something else."""
    if not goal.strip():
        return NotUnderstood("The goal is empty")
    if len(goal) > _LONGEST_GOAL:
        return NotUnderstood(f"The goal is too long for me. {ABLE}")
    text = _unconditional(plain(goal))
    parts: list[Part] = []
    forbidden = ban = previous = ""
    for clause in clauses(text):
        if ban and not _ACTS.search(clause):  # `don't turn on Bluetooth and NFC`: the ban holds for both
            if not _only_names(clause):
                return NotUnderstood(f'I do not understand "{_short(clause)}" after "{_short(ban)}". {ABLE}')
            continue
        read = _clause(clause, parts, previous)
        previous, ban = clause, clause if read == "forbidden" else ""
        if read is None:
            return NotUnderstood(f'I do not understand "{_short(clause)}". {ABLE}')
        if read == "forbidden":
            forbidden = forbidden or clause
    whole = _settled(parts)
    if isinstance(whole, NotUnderstood):
        return whole
    if not whole:
        if forbidden:
            return NotUnderstood(
                f'"{_short(forbidden)}" says only what not to do: there is nothing to be done'
            )
        return NotUnderstood(f"I do not understand the goal. {ABLE}")
    if len(whole) > _MOST_PARTS:
        return NotUnderstood(f"The goal has more than {_MOST_PARTS} parts")
    return whole


def _clause(clause: str, parts: list[Part], previous: str) -> bool | str | None:
    """Read one clause into the parts; None when it is not understood."""
    negative = is_negative(clause)
    before = parts[-1] if parts else None
    if before is not None and not isinstance(before, Pending):
        changed = amended(before, clause, negative) or granting(before, clause)
        if changed is not None:
            parts[-1] = changed
            return True
    if negative:
        return "forbidden"
    if _NOWHERE.match(clause):
        return True
    if _CONDITION.search(clause) or (re.search(r"\bif\b", clause, re.I) and not is_question(clause)):
        return None
    read = _read(clause)
    if before is not None and not isinstance(before, Pending) and _leans(read, before, clause):
        read = another(before, clause)
        if isinstance(read, SetAlarm | SwitchAlarm | DeleteAlarm) and _half_behind(before, previous, clause):
            return None
    if read is None:
        return None
    if isinstance(read, SetSwitch) and isinstance(before, Ask) and _STATES.search(clause):
        read = Ask("switch", read.key)
    parts.append(read)
    return True


def _only_names(clause: str) -> bool:
    """Whether a clause names a thing or a time and says nothing of it."""
    read = _read(clause)
    if read is None:
        found = find_time(clause)
        return found is not None and Bag(found[1]).holds_only(words("clock_fill"))
    return isinstance(read, Pending | SetAlarm)


def _half_behind(before: Intention, previous: str, clause: str) -> bool:
    """Whether `pm` at the end of a row may be meant for all of it: `alarms for 7:30 and 8:00 pm`."""
    if not isinstance(before, SetAlarm | SwitchAlarm | DeleteAlarm) or before.time is None:
        return False
    if re.search(words("create"), clause, re.IGNORECASE) or not 1 <= before.time.hour <= 12:
        return False
    return bool(_HALF.search(clause)) and not _HALF.search(previous)


def _leans(read: Part | None, before: Intention, clause: str) -> bool:
    """Whether a clause says too little by itself: `delete the 7:30 alarm and the 8:00 alarm`."""
    if isinstance(read, SetAlarm) and isinstance(before, SwitchAlarm | DeleteAlarm):
        return not re.search(words("create"), clause, re.IGNORECASE)
    return read is None


def _read(clause: str) -> Part | None:
    """Levels first: `alarm volume` is no alarm; apps last: `open` can mean many things."""
    for reader in (read_level, read_clock, read_switch, read_app):
        read = reader(clause)
        if read is not None:
            return read
    return None


def _settled(parts: list[Part]) -> list[Intention] | NotUnderstood:
    """Things named without a verb take it from the one before, or from the one that ends the row."""
    settled: list[Intention] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Pending):
            settled.append(part)
            continue
        behind = next((other for other in parts[place + 1 :] if not isinstance(other, Pending)), None)
        sources = (behind,) if part.open_verb else (settled[-1] if settled else None, behind)
        filled = next((found for found in (_filled(part, source) for source in sources) if found), None)
        if filled is None:
            return NotUnderstood(
                f"The goal does not say what to do with {part.key.replace('_', ' ')}. {ABLE}"
            )
        settled.append(filled)
    return settled


def _filled(part: Pending, like: Intention | None) -> Intention | None:
    match like:
        case SetSwitch() if part.kind == "switch":
            return SetSwitch(part.key, like.on)
        case SetLevel() if part.kind == "level":
            return SetLevel(part.key, like.percent)
        case Ask(about="switch" | "level"):
            return Ask(part.kind, part.key)
        case _:
            return None


def _unconditional(text: str) -> str:
    """`if Wi-Fi is off, turn it on` asks for no more than `turn on Wi-Fi`."""
    tail = _IF_IT_IS.search(text)
    if tail is not None:
        was_on = (tail["is"].lower() in ("on", "enabled")) != bool(tail["not"])
        done = _read(trimmed(text[: tail.start()]))
        return text[: tail.start()] if isinstance(done, SetSwitch) and done.on == (not was_on) else text
    found = _SAME_IF.match(text.strip(" .!"))
    if found is None:
        return text
    was_on = found["is"].lower() in ("on", "enabled")
    wants_on = found["to"].lower() == "on"
    return f"turn {found['to']} {found['what']}" if was_on != wants_on else text


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
