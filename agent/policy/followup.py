"""What a follow-up means without its conversation: "now do the same for Wi-Fi" becomes "Turn on Wi-Fi".

For the bundled policy, which goes by the goal alone. What it cannot put in full is left as it was said.
"""

import re
from collections.abc import Sequence
from functools import cache

from agent.policy.feature import table

_LEAD = r"^(?:(?:ok(?:ay)?|and|now|then|so|also|please|好的?|那么?|然后|现在|接着|请)[,，]?\s*)*"
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
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|(?:早上|上午|中午|下午|晚上)?\d{1,2}点(?:半|\d{1,2}分?)?",
    re.I,
)
_NUMBER = re.compile(r"\+?\d[\d ()-]{5,}\d")
_TAIL = re.compile(
    r"(?<=\b(?:to|of|in) )(?!.*\b(?:to|of|in) )(.+?)(?=[.!]*$)|(?<=\bfor )(?!.*\bfor )(.+?)(?=[.!]*$)", re.I
)


def refers_back(goal: str) -> bool:
    """Whether a goal may mean something that was said before it."""
    return _REFERS.search(goal) is not None


def in_full(goal: str, earlier: Sequence[str]) -> str:
    """The goal by itself, with what it takes from the goals before it, oldest first."""
    full: list[str] = []
    for said in (*earlier, goal):
        full.append(_resolved(said, full[-1]) if full else said)
    return full[-1]


def _resolved(goal: str, before: str) -> str:
    """One follow-up by the goal in full that it follows on."""
    if _AGAIN.match(goal):
        return before
    if found := _IT.match(goal) or _IT_ZH.match(goal):
        return _turned(before, on=found["way"].lower() in ("on", "打开", "开启")) or goal
    if _UNDO.match(goal):
        return _turned(before, on=_OFF.search(before) is not None) or goal
    if found := _SAME_FOR.match(goal) or _TOO_ZH.match(goal) or _TOO.match(goal):
        return _with_other(before, found["other"].strip(" ,，")) or goal
    return goal


def _turned(before: str, *, on: bool) -> str:
    """The switch of an earlier goal the other way, or the same again; "" where it was about none."""
    name = next((found[0] for pattern in _features() if (found := pattern.search(before))), "")
    if not name or not (_ON.search(before) or _OFF.search(before)):
        return ""
    if re.search(r"[\u4e00-\u9fff]", before):
        return f"{'打开' if on else '关闭'}{name}"
    return f"Turn {'on' if on else 'off'} {name}"


def _with_other(before: str, other: str) -> str:
    """An earlier goal with its object exchanged for one of the same kind; "" where none is found."""
    for pattern in (*_features(), _TIME, _NUMBER):
        if pattern.fullmatch(other) is None:
            continue
        kind = _features() if pattern in _features() else (pattern,)
        old = next((found for one in kind if (found := one.search(before))), None)
        return before[: old.start()] + other + before[old.end() :] if old else ""
    old = _TAIL.search(before)
    return before[: old.start()] + other + before[old.end() :] if old else ""


@cache
def _features() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(one.said), re.I) for one in (*table().switch, *table().level))
