"""Takes what the person says in the middle of a run up into its goal: "no, 8:15" of an alarm for 7:30.

Only what gives a goal that is understood wholly, and leaves no doubt what it is to replace, is taken up.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agent.language.addition import joined
from agent.language.alarmday import on_other_days
from agent.language.courtesy import courtesy
from agent.language.disambiguation import which_of, which_one
from agent.language.errand import ChangeNumber, CopyText
from agent.language.exchange import with_amount, with_text, with_thing, with_value
from agent.language.followup import OTHER, in_full, open_word, the_other, undoes
from agent.language.intention import Intention, SetLevel, SetSwitch
from agent.language.parts import parts_of, told
from agent.language.remark import BY_HAND, own_words, question_of
from agent.language.wish import DENIAL, GAP, OPENING, StatedWish, without

_LONGEST = 1_000
"""What is longer is no correction."""
_SWAP = re.compile(
    r"not (?P<a>.+?),? (?:but|it'?s) (?P<b>.+)|(?P<d>.+?),? not (?P<c>.+)|(?P<f>.+?) instead of (?P<e>.+)"
    r"|change (?P<g>.+?) (?:to|into) (?P<h>.+)|(?:不是|把)?(?P<i>.+?)[,，]?(?:而是|改成|改为|换成)(?P<j>.+)",
    re.I,
)
_VALUE = re.compile(
    r"(?:(?:change|set|make|move|put|send) (?:it|that|this)(?: (?:to|for|at|say))?|it should (?:be|say)"
    r"|(?:the|his|her|their|its) (?:right )?(?:(?:phone )?number|phone|time|day|date|amount|price|name|title"
    r"|text) (?:is|should be|must be|ought to be)"
    r"|i want|use|say|write|at|for|to|(?:only |just )?on|with|发给|打给|写|说"
    r"|[把将]?(?:它|这个|那个|时间|日期)?(?:改成|改为|换成|改到|换到|调到|推迟到|提前到|延到|挪到|移到)"
    r"|(?:[他她它]的)?(?:电话|手机|号码|时间|日期|金额|价格|名字|标题|内容)*(?:号码?)?(?:应该|应当)?是)\s*(?=\S)",
    re.I,
)
MOVED = re.compile(r"(?:change|set|make|move|put) (?:it|that|this)\b|[把将]?(?:它|这个|那个)", re.I)
"""How what is said speaks of a thing that was made."""
_DROP = re.compile(r"(?:do not|don'?t|skip|leave out|without|不要|不用|别)\s*(?P<what>\S.*)", re.I)
STOP = re.compile(
    rf"(?:{OPENING.pattern})?(?:stop|cancel|abort|quit|never ?mind|forget|leave|drop|don'?t)"
    rf"(?: (?:do )?(?:it|that|this|about it|everything|the task))?(?: now)?"
    rf"{GAP}(?:please|thanks)?{GAP}|(?:停下?|停止|取消|算了|不用了|别做了|不要了|不做了)吧?{GAP}",
    re.I,
)
GO_ON = re.compile(
    r"(?:(?:go on|go ahead|continue|carry on|keep going|as it (?:is|was)|ok(?:ay)?|yes|thanks?|thank you"
    rf"|good|great|nice|hurry(?: up)?|please|继续|好的?|谢谢你?|快点?|是的?|可以)(?![a-z]){GAP})+",
    re.I,
)
_ONE = re.compile(r"^(?:the|that) (.+?)(?: one)?$", re.I)
_PLACED = re.compile(
    r"(?:yes,? )?(?:(?:do )?(?:it|that|this) )?(?:(?P<instead>instead(?: of (?:it|that))?|代替|换掉)"
    r"|(?:do )?(?:as well|also|both|too|都要|也要))(?:,? please)?",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """The goal as it stands after all that was said."""

    goal: str
    since: int = 0
    """So many things had been said when it became that."""
    before: tuple[tuple[str, int], ...] = ()
    """The goals before it, oldest first, each with its own `since`."""
    unclear: str = ""
    """What was said last and not understood."""
    tries: int = 0
    """How many things in a row were not."""
    stop: str = ""
    """The words that call the run off, or want what it did taken back."""
    stopped: int = 0
    """So many things had been said when they were."""


def by_rules(goal: str) -> bool:
    """Whether the rules understand a goal."""
    return bool(parts_of(goal))


def heard(
    goal: str,
    added: Sequence[str],
    knows: Callable[[str], bool] = by_rules,
    earlier: Sequence[str] = (),
) -> Heard:
    """Go through what was said since the run began, oldest first.

    `earlier` holds the goals of the conversation before this one; `knows` tells what goal can be pursued.
    """
    now = Heard(goal)
    if earlier and not knows(goal) and (word := open_word(goal)):
        now = Heard(goal, unclear=word)
    for number, said in enumerate(added, 1):
        own = " ".join(own_words(said).split())
        if which := which_of(parts_of(now.goal), own, question_of(said)):
            now = Heard(told(which, now.goal), number, (*now.before, (now.goal, now.since)))
        elif not own.startswith(BY_HAND):
            now = _after(now, own, number, knows, earlier)
    return now


def _after(now: Heard, said: str, number: int, knows: Callable[[str], bool], earlier: Sequence[str]) -> Heard:
    """What stands once one more thing was said."""
    if len(said) > _LONGEST:
        return replace(now, unclear=said, tries=now.tries + 1)
    if STOP.fullmatch(said) or undoes(said):
        return replace(now, stop=said, stopped=number)
    now = replace(now, stop="")
    if GO_ON.fullmatch(said) or courtesy(said):
        return replace(now, unclear="", tries=0)
    placed = _PLACED.fullmatch(said.strip(" .!。！")) if now.unclear else None
    if placed:
        wish = StatedWish(
            StatedWish.of(now.unclear).rest, denies=bool(placed["instead"]), adds=not placed["instead"]
        )
    else:
        wish = StatedWish.of(said)
        wish = replace(wish, denies=wish.denies or (bool(now.unclear) and not wish.adds))
    goal = _meant(now.goal, wish, knows, earlier)
    if not goal:
        return replace(now, unclear=said, tries=now.tries + 1)
    if goal == now.goal:
        return replace(now, unclear="", tries=0)
    return Heard(goal, number, (*now.before, (now.goal, now.since)))


def _meant(goal: str, wish: StatedWish, knows: Callable[[str], bool], earlier: Sequence[str]) -> str:
    """The goal that is meant; "" where that is not clear."""
    rest = wish.rest
    if other := OTHER.search(rest):
        name = the_other((*earlier, goal))
        rest = rest[: other.start()] + name + rest[other.end() :] if name else ""
    if not rest:
        return ""
    if not knows(goal):
        filled = in_full(goal.replace(open_word(goal), rest, 1), earlier) if earlier else ""
        return next((text for text in (filled, rest) if text and knows(text)), "")
    if which := which_one(parts_of(goal), rest):
        return told(which, goal)
    swap = _SWAP.fullmatch(rest)
    if swap and (swapped := _swapped(goal, [text for text in swap.groups() if text], swap)):
        return swapped
    drop = _DROP.fullmatch(rest)
    if drop:
        return _less(goal, drop["what"])
    whole = in_full(rest, [goal])
    if not by_rules(goal):
        # What only the learned part knows has no parts that could be told apart.
        return whole if wish.denies and len(whole.split()) > 2 and knows(whole) else ""
    if parts_of(whole):
        return _placed(goal, whole, wish)
    return _added(goal, rest) if wish.adds else _exchanged(goal, without(_VALUE, rest), wish)


def _placed(goal: str, whole: str, wish: StatedWish) -> str:
    """The goal with what is itself a whole one put in the place that is meant for it, or behind it."""
    old, new = list(parts_of(goal)), parts_of(whole)
    if wish.adds:
        return joined(goal, whole)
    if all(part in old for part in new):
        return "" if wish.denies else goal
    if wish.denies and len(old) == 1:
        return whole
    for part in new:
        places = [place for place, one in enumerate(old) if is_about_same(one, part)]
        if not places and wish.denies and len(new) == 1:
            places = [place for place, one in enumerate(old) if type(one) is type(part)]
        if len(places) != 1:
            return ""
        old[places[0]] = part
    return told(old, goal)


def is_about_same(one: Intention, other: Intention) -> bool:
    """Whether two parts set the same thing, so that only the later one can hold."""
    if isinstance(one, SetSwitch | SetLevel):
        return type(one) is type(other) and one.key == getattr(other, "key", "")
    if isinstance(one, ChangeNumber):
        return isinstance(other, ChangeNumber) and one.name == other.name
    if isinstance(one, CopyText):
        return isinstance(other, CopyText)
    return one == other


def _added(goal: str, value: str) -> str:
    """The goal, and the same once more with another value."""
    more = in_full(f"{value} too", [goal])
    return joined(goal, more) if parts_of(more) and len(parts_of(goal)) == 1 else ""


def _exchanged(goal: str, value: str, wish: StatedWish) -> str:
    """The goal with one value in place of its like; a name only where the old one was denied."""
    value = _ONE.sub(r"\1", value)
    parts = parts_of(goal)
    new = with_text(goal, value, parts) or with_value(goal, value) or with_amount(goal, value, parts)
    new = new or told(on_other_days(parts, value), goal)
    if not new and wish.denies and not any(words.fullmatch(value) for words in (OPENING, GO_ON, DENIAL)):
        new = with_thing(goal, value, parts)
    return _checked(goal, new)


def _checked(goal: str, new: str) -> str:
    """The new goal, if it is the old one in all parts but one."""
    old, parts = parts_of(goal), parts_of(new) if new else []
    changed = sum(one != other for one, other in zip(old, parts, strict=False))
    if len(old) != len(parts) or changed > 1:
        return ""
    return new if changed else goal


def _swapped(goal: str, pair: list[str], swap: re.Match[str]) -> str:
    """`not 7:30 but 8:15`, `8:15, not 7:30`: here the words tell which is to go."""
    first_is_new = bool(swap["d"] or swap["f"])
    wrong, right = (pair[1], pair[0]) if first_is_new else (pair[0], pair[1])
    wrong = wrong.removeprefix("the ")
    places = list(re.finditer(re.escape(wrong), goal, re.I))
    if len(places) != 1:
        return ""
    return _checked(goal, goal[: places[0].start()] + right + goal[places[0].end() :])


def _less(goal: str, what: str) -> str:
    """The goal without a part of it; what would leave nothing is no correction."""
    gone, old = parts_of(what), parts_of(goal)
    if not gone or not all(part in old for part in gone) or len(old) <= len(gone):
        return ""
    return told([part for part in old if part not in gone], goal)
