"""What a goal says is to be left alone: `but not Bluetooth`, `Bluetooth should stay as it is`."""

import re
from dataclasses import dataclass

from agent.language.ask_phrase import is_question, trimmed
from agent.language.clause import Part, read
from agent.language.feature import feature
from agent.language.intention import ControlClock, LaunchApp, SetSwitch, SetTimer, SwitchAlarm
from agent.language.phrase import QUOTED, Bag
from agent.language.vocabulary import words
from agent.language.when import find_time

_STATE = (
    r"(?:be |been |get |turned |switched |currently |already )*(?:on|off|enabled|disabled|active|inactive)\b"
)
_MARK = re.compile(
    r"(?:\b(?:and|but|please|also)\s+)*\b(?:do not|don'?t|never|without|except(?:ing)?(?: for)?|excluding"
    r"|(?<=\S )(?:apart|aside) from|(?<=\S )other than|with the exception of|minus|instead of|rather than"
    r"|avoid(?:ing)?|refrain(?:ing)? from"
    rf"|neither|nor|no(?! longer)|not(?! longer| (?:only|just)\b|\s*$| {_STATE}))\b(?! disturb)"
    r"|(?:但|而|也|请|都|并且?)*(?:不要|别(?!的)|不许|不用|不必|禁止|勿(?!扰)|无需|不能|不可(?!以)|(?<!是)不是|非"
    r"|不包括|不含|不(?=打开|开|关|调|动|改|设|碰|启|停|删|取消)|除了|除去)",
    re.I,
)
_REST = re.compile(r"(?:以外|之外|外)\s*\S")
_NOTHING_ELSE = re.compile(r"nothing (?:else|more)|no more(?: than that)?", re.I)
_ASKING = re.compile("是不是|能不能|可不可|好不好|要不要|开不开|关不关")
_CHANGED = (
    r"(?:change[ds]?|touch(?:ed)?|alter(?:ed)?|affect(?:ed)?|move[ds]?|modified|adjusted|raised|lowered|muted"
    r"|set|opened|deleted|(?:turned|switched) (?:on|off))"
)
_AS_IT_IS = (
    r"(?:alone|as (?:it|they) (?:is|are|was|were)|as is|unchanged|untouched|the same|out(?: of (?:it|this))?)"
)
_MAY = r"(?:should|must|may|can|shall|will|does|do|is|are|has|have|needs?|could|would)"
_NAMED_FIRST = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:leave|keep) (?P<y>.+?) {_AS_IT_IS}",
        r"(?:leave out|leave|skip|ignore|spare|omit|exclude) (?P<y>(?!.*\b(?:mode|on|off)$).+)",
        rf"(?P<y>.+?) (?:(?:{_MAY}|to) )?(?:(?:stays?|remains?)(?: {_AS_IT_IS})?"
        rf"|(?:be|is|are) (?:left|kept) {_AS_IT_IS})",
        rf"(?P<y>.+?) {_MAY}(?:n'?t| not) (?:to )?(?:be )?{_CHANGED}",
        r"(?P<y>.+?) (?:excluded|excepted)",
        r"(?:保持|维持|让)?(?P<y>.+?)(?:除外|不算|(?:保持|维持)?(?:不变|不动|不改|原样|现状)|照旧|不受影响)",
        r"(?:除了?|除去)(?P<y>.+?)(?:以外|之外|外)?",
        r"(?P<y>[^除]+?)(?:不要|别|不用|不必|不许|勿|无需|不能|不可|不)(?:再|去)?"
        r"(?P<verb>动|改|变|碰|管|开|关|设|调|打开|开启|关闭|关掉|启动|删除|改变|改动|调整|更改)?(?:它)?",
    )
)  # fmt: skip
_TOUCHING = re.compile(
    r"^(?:to )?(?:touch|chang|alter|modify|affect|mess(?:ing)? with|adjust|mov|us|includ)(?:e|ing|es)?\s+"
    r"|^(?:动|碰|改变|改动|更改|改|调整|影响|包括|管)",
    re.I,
)
_DOING = re.compile(
    r"^(turn|switch|open|start|launch|delet|disabl|enabl|rais|lower|increas|decreas|reduc|remov|paus|mut|chang"
    r"|clos|reset|creat|add)ing\b|^(set|run|stop|get)[tnp]ing\b",
    re.I,
)
_SHORT_OF_E = re.compile(
    r"^(?:delet|disabl|enabl|rais|increas|decreas|reduc|remov|paus|mut|chang|clos|creat)$", re.I
)
_ELSE = re.compile(
    r"(?:(?:turn|switch) (?:on|off) |delete |set |open )?"
    r"(?:(?:any|every|some|no)thing else|(?:any |the |all )?others?(?: \w+)?|(?:all )?the rest|else)"
    r"|(?:任何)?(?:其[他它余]|别)的?.{0,6}",
    re.I,
)
_OR = re.compile(r"\s*(?:\bor\b|\bnor\b|\band\b|/|[、和或及]者?)\s*", re.I)
_IT = re.compile(r"\b(?:it|them|that)\b|它们?", re.I)
SETTINGS = ("settings", "system settings", "phone settings", "设置", "系统设置")
CLOCK = ("clock", "alarm clock", "时钟", "闹钟")
"""How the two apps are called in goals."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that is to be left alone."""

    words: str
    """As the goal has it."""
    parts: tuple[Part, ...] = ()
    """What is not to be done, or what nothing is to be done with."""
    kinds: tuple[str, ...] = ()
    """`alarm`, `timer`, `stopwatch`: all of them."""
    known: bool = True
    """Whether it is understood."""


def is_named_first(clause: str) -> bool:
    """Whether a clause that only says what to leave alone begins with it: `Bluetooth should stay so`."""
    return _MARK.match(clause) is None and not re.match(
        r"leave|keep|skip|ignore|spare|omit|exclude", clause, re.I
    )


def split_limit(clause: str) -> tuple[str, str] | None:
    """What a clause asks for, "" for nothing, and what it says to leave alone; None for any other."""
    open_words = QUOTED.sub(lambda quote: "\x00" * len(quote[0]), clause)
    if _ASKING.search(open_words) or is_question(clause):
        return None
    for pattern in _NAMED_FIRST:
        found = pattern.fullmatch(open_words)
        if found is not None and not _MARK.match(clause):
            verb = found.groupdict().get("verb") or ""
            banned = found["y"] if read(f"{verb}{found['y']}") is None else f"{verb}{found['y']}"
            if limit_on(banned, None).known:
                return "", banned
    if _NOTHING_ELSE.fullmatch(clause):
        return "", "anything else"
    found = _MARK.search(open_words)
    if found is None or _REST.search(clause, found.end()):
        return None
    head, banned = trimmed(clause[: found.start()]), trimmed(clause[found.end() :])
    return (head, banned) if banned else None


def limit_on(banned: str, before: Part | None, clause: str = "") -> Limit:
    """What is meant by the words for what is to be left alone; `it` is what was spoken of before.

    `clause` is what they stand in.
    """
    whole = clause or banned
    text = _DOING.sub(_bare_verb, trimmed(banned))
    if _ELSE.fullmatch(_TOUCHING.sub("", text)):
        return Limit(whole)
    it = _called(before)
    text = _IT.sub(it, text) if it else text
    parts: list[Part] = []
    kinds: list[str] = []
    for piece in _OR.split(re.sub(r"(?:以外|之外)$", "", text)):
        noun = _TOUCHING.sub("", piece)
        part = read(piece) or read(noun) or read(f"{piece} {it}") or _alarm_at(noun) or _app(noun, before)
        if part is not None:
            parts.append(part)
        elif kind := _kind(noun):
            kinds.append(kind)
        else:
            return Limit(whole, known=False)
    return Limit(whole, tuple(parts), tuple(kinds))


def _called(part: Part | None) -> str:
    """What `it` is after a part, where that can be turned over or stopped."""
    match part:
        case ControlClock(tab=tab):
            return tab
        case SetTimer():
            return "timer"
        case SetSwitch(key=key):
            return feature("switch", key).title
        case _:
            return ""


def _bare_verb(found: re.Match[str]) -> str:
    stem: str = found[1] or found[2]
    return stem + ("e" if _SHORT_OF_E.match(stem) else "")


def _alarm_at(text: str) -> Part | None:
    """`8:00` and `the 8:00 one`."""
    found = find_time(text)
    if found is None or not Bag(found[1]).holds_only(f"{words('clock_fill')}|\\bones?\\b"):
        return None
    return SwitchAlarm(found[0], on=True)


def _app(text: str, before: Part | None) -> Part | None:
    """An app that is named alone."""
    if text.lower() not in (*SETTINGS, *CLOCK) and not isinstance(before, LaunchApp):
        return None
    return LaunchApp(text)


def _kind(text: str) -> str:
    """`an alarm`, `the timers`: a kind of thing in the clock app, none of it in particular."""
    for kind in ("stopwatch", "timer", "alarm"):
        bag = Bag(text)
        if bag.take_all(words(kind)) and bag.holds_only(words("clock_fill")):
            return kind
    return ""
