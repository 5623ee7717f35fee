"""What a follow-up means without its conversation: "now do the same for Wi-Fi" becomes "Turn on Wi-Fi".

For the bundled policy, which goes by the goal alone. What it cannot put in full is left as it was said.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from agent.language.errand import PhoneCall, SendText
from agent.language.exchange import VALUES, SlotKind, exchanged, values_in
from agent.language.feature import feature
from agent.language.intention import Intention, ReadScreen, SetAlarm, SetLevel, SetSwitch, SwitchAlarm
from agent.language.mention import deleted, deletes, made_in_a_row, makes, named, of_all, of_every, of_one
from agent.language.reverse import reverse
from agent.language.typedgoal import Listener, TypedGoal, worded

_LEAD = (
    r"^(?:(?:ok(?:ay)?|and|now|then|so|also|please|actually|oh|no|wait|sorry|never ?mind|forget (?:it|that)"
    r"|(?:can|could|would|will) you|好的?|那么?|然后|现在|接着|请|帮我|麻烦你?|算了|不对?|等等)(?![a-z])"
    r"[,，.。!！;；-]*\s*)*"
)
_END = r"(?:,? (?:please|thanks|thank you))?\s*[.!?。！？]*$"
_AGAIN = re.compile(
    rf"{_LEAD}(?:(?:do |try )?(?:it|that|this)?\s*(?:once (?:more|again)|again)|repeat (?:it|that|this)"
    rf"|(?:再|重新?)(?:来|做|试)?一(?:次|遍)){_END}",
    re.I,
)
_SAME_FOR = re.compile(
    rf"{_LEAD}(?:do )?(?:(?:the )?same|it|that|this)(?: thing)? (?:for|with|to|at|on|in) (?P<other>.+?)"
    rf"(?: (?:too|as well|instead))?{_END}",
    re.I,
)
_TOO = re.compile(
    rf"{_LEAD}(?P<other>(?!turn|switch|do\b|set|open|send|call)\S.*?) (?:too|as well|instead){_END}", re.I
)
_TOO_ZH = re.compile(
    rf"{_LEAD}(?:对|给|把)?(?P<other>.+?)也(?:(?:要|是)?(?:这样|这么|一样|同样)(?:做|处理|设置)?"
    rf"|(?:要|来|设|加|给我)*一个){_END}"
)
_ONE = r"it|this"
_ONE_ZH = "它|这个|那个"
_ALL = (
    r"(?:them|those|these)(?: (?:both|all|two))?|both(?: of (?:them|those|these))?"
    r"|(?:all|the two|everything)(?: of (?:them|those|these|it|that))?"
)
_ALL_ZH = "它们|这些|那些|[这那]?(?:两|几)[个项样]|全部|所有的?"
_ANOTHER = re.compile(
    rf"{_LEAD}(?:make |set |add |do )?(?:another(?: one)?|one(?: more)?)"
    rf"(?:,? (?:for|to|at|of|with|on) (?P<other>.+?)|(?:,? (?:called|named|titled)|:) (?P<title>.+?))"
    rf"(?: (?:too|as well|also))?{_END}"
    rf"|{_LEAD}(?:再|另)(?:来|设|加|定|建|记|写)?一[个笔条](?:叫)?(?P<zh>.+?)的?{_END}",
    re.I,
)
_IT = re.compile(
    rf"{_LEAD}(?:(?:turn|switch) (?:(?P<a>{_ONE}|that|{_ALL}) )?(?:back )?(?P<way>on|off)"
    rf"(?: (?P<b>{_ONE}|that|{_ALL}))?|(?P<verb>enable|disable) (?P<c>{_ONE}|that|{_ALL}))(?: again)?{_END}",
    re.I,
)
_IT_ZH = re.compile(
    rf"{_LEAD}(?:再|又)?(?:[把将])?(?P<a>{_ONE_ZH}|{_ALL_ZH})?(?:[两几][个项样])?(?P<all>都|全部|全)?(?:再|又|重新|给我)*"
    rf"(?P<way>打开|开启|启用|关掉|关闭|关上|停用|[开关](?=了))(?:了|回来|回去)?(?P<b>{_ONE_ZH}|{_ALL_ZH})?吧?{_END}"
)
_ON_WORDS = ("on", "enable", "打开", "开启", "启用", "开")
_UNDO = re.compile(
    rf"{_LEAD}(?:(?:undo|revert)(?: (?:it|that|this|(?P<all>{_ALL})))?"
    rf"|(?:put|change|set) (?:it|that|(?P<all2>{_ALL})) back"
    rf"(?: (?:again|(?:to )?(?:how|the way) (?:it|they|things) (?:was|were)(?: before)?))?"
    rf"|[把将]?(?:它|刚才的?|(?P<all3>{_ALL_ZH}))?(?P<all4>都|全部|全)?"
    r"(?:撤销|还原|改回(?:来|去)|恢复(?:原样|原状))"
    rf"(?:它|刚才的操作|(?P<all5>{_ALL_ZH}))?吧?){_END}",
    re.I,
)
_OPPOSITE = re.compile(
    rf"{_LEAD}(?:(?:do|make it) )?(?:exactly )?(?:the )?(?:opposite|reverse|other way (?:a)?round){_END}"
    rf"|{_LEAD}反过来(?:做|吧)?{_END}",
    re.I,
)
_REFERS = re.compile(
    r"\b(?:same|again|once more|repeat|too|also|as well|instead|undo|back)\b"
    r"|\b(?:it|that|this|them|those|him|his|her|others?|another)\b"
    r"|一样|同样|这样|那样|也|再|[它他她]|那个|这个|刚才|刚刚|另|其他|其它|撤销|还原",
    re.I,
)
_WAY = re.compile(r"\b(?:turn|switch)\b|打开|开启|关闭|关掉|关上", re.I)

OTHER = re.compile(
    r"\b(?:the |that |those |these )?(?:other|another)(?: ones?)?\b(?! \w)|另外?[一那]?个|其他的?|其它的?",
    re.I,
)
"""What means another thing than the one just spoken of, and does not say which."""


def refers_back(goal: str) -> bool:
    """Whether a goal may mean something that was said before it."""
    return _REFERS.search(goal) is not None or _ANOTHER.match(goal) is not None


def undoes(goal: str) -> bool:
    """Whether a goal wants what was done before taken back, and says no more."""
    return _UNDO.match(goal) is not None


def undone_by(goal: str, goals: Sequence[TypedGoal]) -> int:
    """How many of the latest goals one that wants things taken back is about; they are in full.

    Of several things it is about the last goal, where that has several parts, and else about more goals.
    """
    found = _UNDO.match(goal)
    several = found is not None and any(found[name] for name in ("all", "all2", "all3", "all4", "all5"))
    return _reach(goals, lambda each: each.parts) if several else 1


def open_word(goal: str) -> str:
    """The word that leaves open which of several things is meant; "" for none."""
    gone = deletes(goal)
    if gone is not None and of_one(gone):
        return of_one(gone)
    found = _IT.match(goal) or _IT_ZH.match(goal)
    word = _pronoun(found) if found else ""
    if re.fullmatch(f"{_ONE}|{_ONE_ZH}", word, re.I):
        return word
    other = OTHER.search(goal)
    return other[0] if other else ""


def in_full(goal: str, earlier: Sequence[TypedGoal], listener: Listener) -> TypedGoal:
    """The goal by itself, with what it takes from the goals before it, which are so already, oldest first."""
    return (_resolved(goal, earlier, listener) if earlier else None) or listener.typed(goal)


def the_other(goals: Sequence[TypedGoal]) -> str:
    """The setting that the goals speak of beside that of the last one; "" where it is not just one."""
    now = _settings(goals[-1])
    others = {name for goal in goals[:-1] for name in _settings(goal)} - now
    return next(iter(others)) if len(now) == len(others) == 1 else ""


def _settings(goal: TypedGoal) -> set[str]:
    """The names of the settings that a goal speaks of."""
    found = set[str]()
    for part in goal.parts:
        match part:
            case SetSwitch(key=key) | ReadScreen(about="switch", key=key):
                found.add(feature("switch", key).title)
            case SetLevel(key=key) | ReadScreen(about="level", key=key):
                found.add(feature("level", key).title)
    return found


def _resolved(goal: str, goals: Sequence[TypedGoal], listener: Listener) -> TypedGoal | None:
    """One follow-up by the goals in full that it follows on; None where it follows on none."""
    before = goals[-1]
    if _AGAIN.match(goal):
        return before
    if gone := deletes(goal):
        return deleted(goals, several=of_all(gone), reach=_reach_of(gone))
    if found := _IT.match(goal) or _IT_ZH.match(goal):
        return _switched(goals, found)
    if _OPPOSITE.match(goal):
        return _undone(goals[-1:])
    if _UNDO.match(goal):
        return _undone(goals[-undone_by(goal, goals) :])
    if found := _ANOTHER.match(goal):
        other = next(text for text in found.group("other", "title", "zh") if text).strip(" ,，")
        return _with_other(before, other) or _with_each(before, other, is_title=not found["other"])
    if found := _SAME_FOR.match(goal) or _TOO_ZH.match(goal) or _TOO.match(goal):
        other = found["other"].strip(" ,，")
        other = the_other(goals) if OTHER.fullmatch(other) else other
        return _with_other(before, other) or _with_each(before, other)
    if _WAY.search(goal) and OTHER.search(goal) and (other := the_other(goals)):
        return listener.typed(OTHER.sub(lambda _: other, goal, count=1))
    return None if listener.typed(goal).parts else named(goal, goals, listener)


def _reach(goals: Sequence[TypedGoal], parts: Callable[[TypedGoal], Sequence[Intention]]) -> int:
    """How many of the latest goals it takes for two parts."""
    count = 0
    for number, goal in enumerate(reversed(goals), 1):
        mine = len(parts(goal))
        count += mine
        if not mine or count > 1:
            return number if mine else max(number - 1, 1)
    return max(len(goals), 1)


def _reach_of(gone: re.Match[str]) -> Callable[[Sequence[TypedGoal]], int]:
    """How far back it goes what is to be deleted: all of one kind, or two things."""
    two = partial(_reach, parts=makes)
    return (lambda goals: max(made_in_a_row(goals), two(goals))) if of_every(gone) else two


def _switches(goal: TypedGoal) -> list[SetSwitch | SetAlarm | SwitchAlarm]:
    """The parts of a goal that can be turned on and off."""
    return [part for part in goal.parts if isinstance(part, SetSwitch | SetAlarm | SwitchAlarm)]


def _pronoun(found: re.Match[str]) -> str:
    return next((word for name, word in found.groupdict().items() if name in "abc" and word), "")


def _switched(goals: Sequence[TypedGoal], found: re.Match[str]) -> TypedGoal | None:
    """All that is meant by `them`, `that`, `it`, turned on or off; None where it is not just that."""
    said = found.groupdict()
    on = (said["way"] or said.get("verb") or "").lower() in _ON_WORDS
    word = _pronoun(found)
    several = bool(said.get("all")) or re.fullmatch(f"{_ALL}|{_ALL_ZH}", word, re.I) is not None
    meant = goals[-_reach(goals, _switches) :] if several else goals[-1:]
    asked = [part for part in meant[0].parts if isinstance(part, ReadScreen) and part.about == "switch"]
    if len(meant) == len(meant[0].parts) == len(asked) == 1:
        return worded([SetSwitch(asked[0].key, on=on)], meant[0].text)
    parts = dict.fromkeys(_to(part, on=on) for goal in meant for part in _switches(goal))
    one = re.fullmatch(f"{_ONE}|{_ONE_ZH}", word, re.I)
    is_single = len(meant) == 1 and len(meant[0].parts) < 2
    if not parts or (one and len(parts) > 1) or (several and len(parts) < 2 and not is_single):
        return None
    turned = [part for part in parts if part is not None]
    return worded(turned, ". ".join(goal.text for goal in meant)) if len(turned) == len(parts) else None


def _to(part: SetSwitch | SetAlarm | SwitchAlarm, *, on: bool) -> Intention | None:
    """The same on, or off; None for alarms of which nobody knows how they stood."""
    if isinstance(part, SetSwitch):
        return SetSwitch(part.key, on=on)
    return SwitchAlarm(part.time, on=on) if part.time else None


def _undone(goals: Sequence[TypedGoal]) -> TypedGoal | None:
    """What takes back all that goals asked for, as far as anything does; None for nothing."""
    parts = [back for goal in goals for part in goal.parts if (back := reverse(part, None))]
    return worded(list(dict.fromkeys(parts)), ". ".join(goal.text for goal in goals)) if parts else None


def _with_each(before: TypedGoal, other: str, *, is_title: bool = False) -> TypedGoal | None:
    """An earlier goal with each value of a row in place of its like; None where one has no place there.

    `is_title` tells that what is no time, day or sum is what the new thing is called.
    """
    goal = before
    for value in values_in(other):
        new = exchanged(goal, value)
        if new is None and is_title:
            new = exchanged(goal, f'"{value}"', (SlotKind.TITLE, SlotKind.PERSON))
        if new is None:
            return None
        goal = new
    return goal if goal.parts != before.parts else None


def _with_other(before: TypedGoal, other: str) -> TypedGoal | None:
    """An earlier goal with its object exchanged for one of the same kind; None where none is found."""
    if not other:
        return None
    to_people = bool(before.parts) and all(isinstance(part, SendText | PhoneCall) for part in before.parts)
    return exchanged(before, other, (*VALUES, SlotKind.PERSON) if to_people else VALUES)
