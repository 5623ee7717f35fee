"""What a follow-up means without its conversation: "now do the same for Wi-Fi" becomes "Turn on Wi-Fi".

For the bundled policy, which goes by the goal alone. What it cannot put in full is left as it was said.
"""

import re
from collections.abc import Sequence

from agent.policy.exchange import NUMBER, TIME, features, settings_in

_LEAD = (
    r"^(?:(?:ok(?:ay)?|and|now|then|so|also|please|actually|oh|no|wait|sorry|never ?mind|forget (?:it|that)"
    r"|好的?|那么?|然后|现在|接着|请|算了|不对?|等等)(?![a-z])[,，.。!！;；-]*\s*)*"
)
_END = r"\s*[.!。！]*$"
_AGAIN = re.compile(
    rf"{_LEAD}(?:(?:do |try )?(?:it|that|this)?\s*(?:once (?:more|again)|again)|repeat (?:it|that|this)"
    rf"|(?:再|重新?)(?:来|做|试)?一(?:次|遍)){_END}",
    re.I,
)
_SAME_FOR = re.compile(
    rf"{_LEAD}(?:do )?(?:the same|it|that|this)(?: thing)? (?:for|with|to|at|on|in) (?P<other>.+?)"
    rf"(?: (?:too|as well|instead))?{_END}",
    re.I,
)
_TOO = re.compile(
    rf"{_LEAD}(?P<other>(?!turn|switch|do\b|set|open|send|call)\S.*?) (?:too|as well|instead){_END}", re.I
)
_TOO_ZH = re.compile(
    rf"{_LEAD}(?:对|给|把)?(?P<other>.+?)也(?:要|是)?(?:这样|这么|一样|同样)(?:做|处理|设置)?{_END}"
)
_IT = re.compile(
    rf"{_LEAD}(?:turn|switch) (?:(?:it|that|this|them) )?(?:back )?(?P<way>on|off)(?: (?:it|that|this))?"
    rf"(?: again)?{_END}",
    re.I,
)
_IT_ZH = re.compile(
    rf"{_LEAD}(?:再|又)?(?:把(?:它|这个|那个))?(?:再|又|重新)?(?P<way>打开|开启|关掉|关闭|关上)(?:它)?吧?{_END}"
)
_UNDO = re.compile(
    rf"{_LEAD}(?:undo (?:it|that|this)|(?:put|change|set) (?:it|that) back|撤销|还原|改回来){_END}", re.I
)
_REFERS = re.compile(
    r"\b(?:same|again|once more|repeat|too|also|as well|instead|undo|back)\b"
    r"|\b(?:it|that|this|them|those|others?|another)\b"
    r"|一样|同样|这样|那样|也|再|它|那个|这个|另|其他|其它|撤销|还原",
    re.I,
)
_ON = re.compile(r"\b(?:turn|switch)(?:\s.*?\b|\s)on\b|打开|开启", re.I)
_OFF = re.compile(r"\b(?:turn|switch)(?:\s.*?\b|\s)off\b|关闭|关掉|关上", re.I)
_ALARM = re.compile(r"\balarm\b|闹钟", re.I)
_TAIL = re.compile(
    r"(?<=\b(?:to|of|in) )(?!.*\b(?:to|of|in) )(.+?)(?=[.!]*$)|(?<=\bfor )(?!.*\bfor )(.+?)(?=[.!]*$)", re.I
)

OTHER = re.compile(
    r"\b(?:the |that |those |these )?(?:other|another)(?: ones?)?\b(?! \w)|另外?[一那]?个|其他的?|其它的?",
    re.I,
)
"""What means another thing than the one just spoken of, and does not say which."""


def refers_back(goal: str) -> bool:
    """Whether a goal may mean something that was said before it."""
    return _REFERS.search(goal) is not None


def undoes(goal: str) -> bool:
    """Whether a goal wants what was done before taken back, and says no more."""
    return _UNDO.match(goal) is not None


def in_full(goal: str, earlier: Sequence[str]) -> str:
    """The goal by itself, with what it takes from the goals before it, oldest first."""
    full: list[str] = []
    for said in (*earlier, goal):
        full.append(_resolved(said, full) if full else said)
    return full[-1]


def the_other(goals: Sequence[str]) -> str:
    """The setting that the goals speak of beside that of the last one; "" where it is not just one."""
    now = {match.re for match in settings_in(goals[-1])}
    others = {match.re: match[0] for goal in goals[:-1] for match in settings_in(goal) if match.re not in now}
    return next(iter(others.values())) if len(now) == len(others) == 1 else ""


def _resolved(goal: str, goals: Sequence[str]) -> str:
    """One follow-up by the goals in full that it follows on."""
    before = goals[-1]
    if _AGAIN.match(goal):
        return before
    if found := _IT.match(goal) or _IT_ZH.match(goal):
        return _turned(before, on=found["way"].lower() in ("on", "打开", "开启")) or goal
    if _UNDO.match(goal):
        return _turned(before, on=_OFF.search(before) is not None) or goal
    if found := _SAME_FOR.match(goal) or _TOO_ZH.match(goal) or _TOO.match(goal):
        other = found["other"].strip(" ,，")
        other = the_other(goals) if OTHER.fullmatch(other) else other
        return _with_other(before, other) or goal
    if (_ON.search(goal) or _OFF.search(goal)) and OTHER.search(goal) and (other := the_other(goals)):
        return OTHER.sub(lambda _: other, goal, count=1)
    return goal


def _turned(before: str, *, on: bool) -> str:
    """The switch, or the alarm, of an earlier goal the other way, or the same again.

    "" where it was about none.
    """
    is_chinese = re.search(r"[\u4e00-\u9fff]", before)
    times = list(TIME.finditer(before))
    if len(times) == 1 and _ALARM.search(before):
        which = f" {times[0][0]} 的闹钟" if is_chinese else f" the alarm for {times[0][0]}"
        return f"{'打开' if on else '关闭'}{which}" if is_chinese else f"Turn {'on' if on else 'off'}{which}"
    name = next((found[0] for pattern in features() if (found := pattern.search(before))), "")
    if not name or not (_ON.search(before) or _OFF.search(before)):
        return ""
    if is_chinese:
        return f"{'打开' if on else '关闭'}{name}"
    return f"Turn {'on' if on else 'off'} {name}"


def _with_other(before: str, other: str) -> str:
    """An earlier goal with its object exchanged for one of the same kind; "" where none is found."""
    if not other:
        return ""
    for pattern in (*features(), TIME, NUMBER):
        if pattern.fullmatch(other) is None:
            continue
        kind = features() if pattern in features() else (pattern,)
        old = next((found for one in kind if (found := one.search(before))), None)
        return before[: old.start()] + other + before[old.end() :] if old else ""
    old = _TAIL.search(before)
    return before[: old.start()] + other + before[old.end() :] if old else ""
