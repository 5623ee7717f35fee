"""Goals with an `if` in them: refused, but for those that ask for no more than they would without it."""

import re
from collections.abc import Callable

from agent.language.ask_phrase import is_question, trimmed
from agent.language.ask_settings import Pending
from agent.language.intention import Intention, SetLevel, SetSwitch

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
_SAME_IF_ZH = re.compile(
    r"^(?:如果|要是|假如)?(?P<what>[^,，如要]{2,12}?)(?P<was>没有?(?:打?开|开着|开启)|关着|关了|关闭(?:着|了)?|开着|开了|打开着)(?:的话)?"
    r",?(?:就|那就)?(?:请|帮我)?(?:把它)?(?P<to>打开|开启|关闭|关掉|关上)(?:它|吧)?$"
)
_OTHERWISE = re.compile(
    r"[,;.]? (?:and )?(?:otherwise|else|if not|if it(?:'s| is) (?:already )?(?:on|off)(?: already)?),?"
    r" (?:just |then )?(?:leave it(?: (?:be|alone|as(?: it)? is|on|off|like that))?|do nothing"
    r"|don'?t(?: do anything| bother)?|that'?s fine|nothing)[ .!]*$"
    r"|[,，;；](?:(?:否则|不然|反之)(?:的话)?|(?:已经)?(?:打?开|关)(?:着|了)(?:的话)?)(?:就|那就)?"
    r"(?:算了|不用管|别管|不管它?|什么也别做|不用动|别动)[。！!]*$",
    re.IGNORECASE,
)
"""What is to be done where the condition does not hold: nothing."""
_IF_IT_IS = re.compile(
    r",? if it(?:'s| is)(?: already| currently)?(?P<not> not| n't)?(?: already| currently)?"
    r" (?P<is>on|off|enabled|disabled)[ .!]*$",
    re.IGNORECASE,
)
_IF_NOT = re.compile(
    r"[,;.]? (?:and )?if (?:not|it(?:'s| is) not|it isn't)(?: so)?,? (?:then )?(?:please )?"
    r"(?:turn|switch|put|set|bring|make) it (?P<to>on|off|there|so|to that|that way)[ .!]*$",
    re.IGNORECASE,
)


def is_conditional(clause: str) -> bool:
    """Whether a clause holds only under a condition."""
    if _CONDITION.search(clause):
        return True
    return bool(re.search(r"\bif\b", clause, re.IGNORECASE)) and not is_question(clause)


def unconditional(text: str, read: Callable[[str], Intention | Pending | None]) -> str:
    """`if Wi-Fi is off, turn it on` asks for no more than `turn on Wi-Fi`; any other text as it is.

    Nor does `check that Wi-Fi is on; if not, turn it on` for more than its first half.
    """
    otherwise = _IF_NOT.search(text)
    if otherwise is not None:
        done = read(trimmed(text[: otherwise.start()]))
        return text[: otherwise.start()] if _is_so(done, otherwise["to"].lower()) else text
    tail = _IF_IT_IS.search(text)
    if tail is not None:
        was_on = (tail["is"].lower() in ("on", "enabled")) != bool(tail["not"])
        done = read(trimmed(text[: tail.start()]))
        return text[: tail.start()] if isinstance(done, SetSwitch) and done.on == (not was_on) else text
    told = _OTHERWISE.sub("", text).strip(" .!。")
    found = _SAME_IF.match(told)
    if found is None:
        return _same_in_chinese(told) or text
    was_on = found["is"].lower() in ("on", "enabled")
    wants_on = found["to"].lower() == "on"
    return f"turn {found['to']} {found['what']}" if was_on != wants_on else text


def _same_in_chinese(text: str) -> str:
    """`如果蓝牙没开就打开它` asks for no more than `打开蓝牙`; "" for any other text."""
    found = _SAME_IF_ZH.match(text)
    if found is None:
        return ""
    was_on = "没" not in found["was"] and "关" not in found["was"]
    wants_on = "开" in found["to"]
    return f"{found['to']}{found['what']}" if was_on != wants_on else ""


def _is_so(done: Intention | Pending | None, to: str) -> bool:
    """Whether what is done already is what the words behind `if not` ask for."""
    if to in ("on", "off"):
        return isinstance(done, SetSwitch) and done.on == (to == "on")
    return isinstance(done, SetSwitch | SetLevel)
