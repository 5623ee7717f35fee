"""Takes what the person says in the middle of a run up into its goal: "no, 8:15" of an alarm for 7:30.

Only what gives a goal that is understood wholly, and leaves no doubt what it is to replace, is taken up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.language.courtesy import courtesy
from agent.language.disambiguation import which_of, which_one
from agent.language.errand import ChangeNumber, CopyText
from agent.language.exchange import NAMES, SlotKind, exchanged, swapped
from agent.language.followup import OTHER, in_full, open_word, the_other, undoes
from agent.language.intention import Intention, SetLevel, SetSwitch
from agent.language.remark import BY_HAND, own_words, question_of
from agent.language.saying import is_quoted, unquoted
from agent.language.typedgoal import Listener, TypedGoal, worded
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
_WRITTEN = re.compile(
    r"(?:write|say|(?:tell|text) (?:her|him|them))(?:,? that\b)?[\s:]+(?P<en>\S.*)"
    r"|(?:写|说|告诉[他她])[:：，]?(?P<zh>\S.*)",
    re.I | re.S,
)
"""How another text is given for what is sent or written down."""
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

    goal: TypedGoal
    since: int = 0
    """So many things had been said when it became that."""
    before: tuple[tuple[TypedGoal, int], ...] = ()
    """The goals before it, oldest first, each with its own `since`."""
    unclear: str = ""
    """What was said last and not understood."""
    tries: int = 0
    """How many things in a row were not."""
    stop: str = ""
    """The words that call the run off, or want what it did taken back."""
    stopped: int = 0
    """So many things had been said when they were."""

    def changed(self, goal: TypedGoal, number: int) -> "Heard":
        """What stands once the thing said of that number made it another goal."""
        return Heard(goal, number, (*self.before, (self.goal, self.since)))


def heard(
    goal: TypedGoal, added: Sequence[str], listener: Listener, earlier: Sequence[TypedGoal] = ()
) -> Heard:
    """Go through what was said since the run began, oldest first.

    `earlier` holds the goals of the conversation before this one, in full.
    """
    now = Heard(goal)
    if earlier and not goal.is_known and (word := open_word(goal.text)):
        now = Heard(goal, unclear=word)
    for number, said in enumerate(added, 1):
        own = " ".join(own_words(said).split())
        if now.goal.is_open and (settled := listener.settled_by(now.goal.text, said)):
            now = replace(now, goal=settled, unclear="", tries=0)
        elif which := which_of(now.goal.parts, own, question_of(said)):
            now = now.changed(replace(worded(which, now.goal.text), left=now.goal.left), number)
        elif not own.startswith(BY_HAND):
            now = _after(now, own, number, listener, earlier)
    return now


def _after(now: Heard, said: str, number: int, listener: Listener, earlier: Sequence[TypedGoal]) -> Heard:
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
        rest = StatedWish.of(now.unclear).rest
        wish = StatedWish(rest, denies=bool(placed["instead"]), adds=not placed["instead"])
    else:
        wish = StatedWish.of(said)
        wish = replace(wish, denies=wish.denies or (bool(now.unclear) and not wish.adds))
    goal = _meant(now.goal, wish, listener, earlier)
    if goal is None:
        return replace(now, unclear=said, tries=now.tries + 1)
    if goal == now.goal or (goal.parts and goal.parts == now.goal.parts):
        return replace(now, unclear="", tries=0)
    return now.changed(goal, number)


def _meant(
    goal: TypedGoal, wish: StatedWish, listener: Listener, earlier: Sequence[TypedGoal]
) -> TypedGoal | None:
    """The goal that is meant; None where that is not clear."""
    rest = wish.rest
    if other := OTHER.search(rest):
        name = the_other((*earlier, goal))
        rest = rest[: other.start()] + name + rest[other.end() :] if name else ""
    if not rest:
        return None
    if not goal.is_known:
        return _instead(goal, rest, listener, earlier)
    if which := which_one(goal.parts, rest):
        return worded(which, goal.text)
    swap = _SWAP.fullmatch(rest)
    if swap and (new := _swapped(goal, [text for text in swap.groups() if text], swap)):
        return new
    drop = _DROP.fullmatch(rest)
    if drop:
        return _less(goal, listener.typed(drop["what"]))
    whole = in_full(rest, [goal], listener)
    if not whole.parts and (text := _WRITTEN.fullmatch(rest)) and (new := _written(goal, text)):
        return new
    if not goal.parts:  # what only was learned, or is asked about, has no parts that could be told apart
        return whole if wish.denies and len(whole.text.split()) > 2 and whole.is_known else None
    if whole.parts:
        return _placed(goal, whole, wish)
    return _added(goal, rest) if wish.adds else _exchanged(goal, without(_VALUE, rest), wish)


def _instead(
    goal: TypedGoal, rest: str, listener: Listener, earlier: Sequence[TypedGoal]
) -> TypedGoal | None:
    """What was said in the place of the word that leaves a goal open, or of the goal."""
    filled = goal.text.replace(open_word(goal.text), rest, 1) if earlier else ""
    texts = (in_full(filled, earlier, listener) if filled else None, listener.typed(rest))
    return next((each for each in texts if each is not None and each.is_known), None)


def _placed(goal: TypedGoal, whole: TypedGoal, wish: StatedWish) -> TypedGoal | None:
    """The goal with what is itself a whole one put in the place that is meant for it, or behind it."""
    old = list(goal.parts)
    if wish.adds:
        return joined(goal, whole)
    if all(part in old for part in whole.parts):
        return None if wish.denies else goal
    if wish.denies and len(old) == 1:
        return whole
    for part in whole.parts:
        places = [place for place, one in enumerate(old) if is_about_same(one, part)]
        if not places and wish.denies and len(whole.parts) == 1:
            places = [place for place, one in enumerate(old) if type(one) is type(part)]
        if len(places) != 1:
            return None
        old[places[0]] = part
    return whole if tuple(old) == whole.parts else worded(old, goal.text)


def joined(goal: TypedGoal, more: TypedGoal) -> TypedGoal:
    """The goal and what is added to it."""
    return TypedGoal(f"{goal.text.rstrip(' .!。！')}. {more.text}", (*goal.parts, *more.parts))


def is_about_same(one: Intention, other: Intention) -> bool:
    """Whether two parts set the same thing, so that only the later one can hold."""
    if isinstance(one, SetSwitch | SetLevel):
        return type(one) is type(other) and one.key == getattr(other, "key", "")
    if isinstance(one, ChangeNumber):
        return isinstance(other, ChangeNumber) and one.name == other.name
    if isinstance(one, CopyText):
        return isinstance(other, CopyText)
    return one == other


def _added(goal: TypedGoal, value: str) -> TypedGoal | None:
    """The goal, and the same once more with another value."""
    more = exchanged(goal, value) if len(goal.parts) == 1 else None
    return joined(goal, more) if more else None


def _exchanged(goal: TypedGoal, value: str, wish: StatedWish) -> TypedGoal | None:
    """The goal with one value in place of its like; a name only where the old one was denied."""
    value = _ONE.sub(r"\1", value)
    is_name = wish.denies and not any(words.fullmatch(value) for words in (OPENING, GO_ON, DENIAL))
    kinds = [kind for kind in SlotKind if is_name or is_quoted(value) or kind not in NAMES]
    return exchanged(goal, value, kinds)


def _written(goal: TypedGoal, found: re.Match[str]) -> TypedGoal | None:
    """The goal with another text in place of the one that it sends or writes."""
    said = unquoted(found["en"] or found["zh"])
    return exchanged(goal, f'"{said}"', [SlotKind.TEXT])


def _swapped(goal: TypedGoal, pair: list[str], swap: re.Match[str]) -> TypedGoal | None:
    """`not 7:30 but 8:15`, `8:15, not 7:30`: here the words tell which is to go."""
    first_is_new = bool(swap["d"] or swap["f"])
    wrong, right = (pair[1], pair[0]) if first_is_new else (pair[0], pair[1])
    return swapped(goal, wrong.removeprefix("the "), right)


def _less(goal: TypedGoal, what: TypedGoal) -> TypedGoal | None:
    """The goal without a part of it; what would leave nothing is no correction."""
    old = goal.parts
    if not what.parts or not all(part in old for part in what.parts) or len(old) <= len(what.parts):
        return None
    return worded([part for part in old if part not in what.parts], goal.text)
