"""A follow-up that speaks of what the goals before made or named: "delete both", "text her"."""

import re
from collections.abc import Callable, Sequence

from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    CompleteTask,
    Create,
    CreateEvent,
    Delete,
    PhoneCall,
    RenameNote,
    SendText,
    Tell,
)
from agent.language.intention import (
    DeleteAlarm,
    DeleteTimer,
    Intention,
    ReadScreen,
    SetAlarm,
    SetTimer,
    SwitchAlarm,
)
from agent.language.name import same
from agent.language.reverse import made_by
from agent.language.saying import number_of
from agent.language.typedgoal import Listener, TypedGoal, worded
from agent.language.value.clocktime import read_time
from agent.language.value.word import language_of

_VERB = r"(?:delete|remove|cancel|erase|get rid of|throw away|clear)"
_DELETE = re.compile(
    r"(?:(?:ok(?:ay)?|and|now|then|so|also|please|actually|oh|no|wait|never ?mind)\b[\s,.;:!-]*)*"
    rf"{_VERB} (?:(?P<one>it|this|that|him|her)|(?P<all>(?:them|those|these)(?: (?:both|all|two))?"
    r"|both(?: of (?:them|those|these))?|(?:all|the two|everything)(?: of (?:them|those|these|it|that))?))"
    r"(?: again)?(?:,? (?:please|thanks|thank you))?[\s.!]*"
    r"|(?:那么?|然后|现在|接着|请|帮我|不|算了|[\s,，])*[把将]?"
    r"(?:(?P<all_zh>它们|这些|那些|[这那]?[两几][个项样])|(?P<one_zh>(?:刚才|刚刚)(?:的|那个|的那个)?|[它他她]|这个|那个))?"
    r"(?P<all_zh2>都|全部|全)?(?:再|给我)*(?:删除|删掉|删了|移除|取消)(?:了|掉)?"
    r"(?:(?P<all_zh3>它们|这些|那些|全部|所有的?)|(?P<one_zh2>(?:刚才|刚刚)?(?:的|的?[这那]个)|[它他她]们?)|吧)?[\s。！]*",
    re.I,
)
_EVERY = re.compile(r"\b(?:all|everything)\b|[都全]|所有", re.I)
_TWO = re.compile(r"\b(?:both|two)\b|两", re.I)
_IT = re.compile(r"(?<!\")\b(?:it|that|this)\b(?!\")|它|这个|那个", re.I)
_WHICH = re.compile(rf"{_VERB} (?:the )?(?P<what>.+?)(?: one)?[\s.!]*", re.I)
_FINISHED = re.compile(
    r"(?:complete|finish|check off|i(?:'ve| have)? (?:did|done|finished)) (?P<a>.+?)[\s.!]*"
    r"|(?P<b>.+?) is (?:done|finished|completed?)[\s.!]*"
    r"|完成了?(?P<c>.+?)[\s。！]*|(?P<d>.+?)(?:已经?)?(?:完成|做完|做好|办好|办完)了[\s。！]*",
    re.I,
)
_LATEST = re.compile("last|latest|newest", re.I)
_NUMBER = re.compile(
    r"(?:change|set|update) (?:it|(?:his|her|their|the) (?:phone )?number) to (?P<tel>[+\d][\d ().-]+?)"
    r"[\s.!]*"
    r"|[把将]?[他她]的?(?:电话|手机)?(?:号码?)?(?:改成|改为|换成) ?(?P<tel_zh>[+\d][\d ().-]+?)[\s。！]*",
    re.I,
)
_SAYING = r"\b(?:that|saying|to say)\b"
_THEY = re.compile(
    rf"(?P<before>(?:\"[^\"]*\"|(?!{_SAYING})[^\":])*?)"
    rf"(?:\b(?:her|him|them)\b(?=\s*(?:$|[\":,.]|{_SAYING}))|(?<=给)[他她]们?(?=\s*(?:$|[打发说\"])))",
    re.IGNORECASE,
)
"""`call her`, `text them "Hi"`; not `call her mother`, and nothing in what is to be written."""
_VALUE = re.compile(r"(?:(?:no|oh|wait|actually|sorry)\b[\s,.!]*)*(?:make|set|change|move|put)\b", re.I)
"""How another value is said, and nothing that is to be done with the thing."""
_NAMED = re.compile(r"\bsend (?:it|that|this|the same)(?: (?:text|message|thing))? to (?P<who>.+?)"
                    r"(?:,? (?:too|as well|also|instead|please))*[\s.!]*", re.I)  # fmt: skip


def deletes(goal: str) -> re.Match[str] | None:
    """Whether a goal wants what was spoken of before deleted, and says no more; its groups tell which."""
    return _DELETE.fullmatch(goal)


def of_all(found: re.Match[str]) -> bool:
    """Whether all things are meant, and not one of them."""
    return any(found[name] for name in ("all", "all_zh", "all_zh2", "all_zh3"))


def of_one(found: re.Match[str]) -> str:
    """The word that means just one thing; "" where there is none."""
    return next((found[name] for name in ("one", "one_zh", "one_zh2") if found[name]), "")


def of_every(found: re.Match[str]) -> bool:
    """Whether all is meant that was made, however much that is."""
    return of_all(found) and _EVERY.search(found[0]) is not None and _TWO.search(found[0]) is None


def made_in_a_row(goals: Sequence[TypedGoal]) -> int:
    """How many of the latest goals made things of one kind; those count that only asked something."""
    count, kinds = 0, set[tuple[type[Intention], str]]()
    for number, goal in enumerate(reversed(goals), 1):
        made = makes(goal)
        if not made and goal.parts and _only_asks(goal):
            continue
        kinds |= {(type(part), getattr(part, "kind", "")) for part in made}
        if not made or len(kinds) > 1:
            break
        count = number
    return count


def deleted(
    goals: Sequence[TypedGoal], *, several: bool, reach: Callable[[Sequence[TypedGoal]], int]
) -> TypedGoal | None:
    """What deletes all that the last goals made; None for nothing, or for one of several."""
    goals = without_asking(goals) if several else goals
    meant = goals[-reach(goals) :] if several else goals[-1:]
    parts = list(dict.fromkeys(gone for goal in meant for gone in makes(goal)))
    if not parts or (several and len(parts) < 2) or (not several and len(parts) > 1):
        return None
    return worded(parts, ". ".join(goal.text for goal in meant))


def without_asking(goals: Sequence[TypedGoal]) -> Sequence[TypedGoal]:
    """The goals without the last ones that only asked something: these made nothing."""
    while len(goals) > 1 and _only_asks(goals[-1]):
        goals = goals[:-1]
    return goals


def _only_asks(goal: TypedGoal) -> bool:
    return all(isinstance(part, ReadScreen | Tell) for part in goal.parts)


def makes(goal: TypedGoal) -> list[Intention]:
    """For each thing that a goal has made, or speaks of, what would delete it."""
    found = (_deletion(part) for part in goal.parts)
    return [each for each in found if each is not None]


def _deletion(part: Intention) -> Intention | None:
    match part:
        case SetAlarm(time=time, days=days):
            return DeleteAlarm(time, days)  # others may ring at that time
        case SwitchAlarm(time=time) if time is not None:
            return DeleteAlarm(time)
        case SetTimer(seconds=seconds):
            return DeleteTimer(seconds, last=True)
        case Create() | CreateEvent():
            return made_by(part)
        case RenameNote(new=name) | ChangeNote(name=name):
            return Delete("note", name)
        case CompleteTask(name=name):
            return Delete("task", name)
        case ChangeNumber(name=name) | Tell("number" | "email", name):
            return Delete("contact", name)
        case _:
            return None


def named(goal: str, goals: Sequence[TypedGoal], listener: Listener) -> TypedGoal | None:
    """A goal with the person, or the thing, that it speaks of; None where that is not clear."""
    for before in reversed(goals):
        for part in reversed(before.parts):
            full = with_name(goal, part)
            if full != goal:
                return _understood(full, listener)
    if number := _NUMBER.fullmatch(goal):
        return _renumbered(number, goals)
    parts = goals[-1].parts
    to = _NAMED.fullmatch(goal)
    if to is not None and len(parts) == 1 and isinstance(parts[0], SendText) and parts[0].text:
        return worded([SendText(to["who"], parts[0].text)], goals[-1].text)
    which = _WHICH.fullmatch(goal)
    if which is not None and _LATEST.fullmatch(which["what"]):
        before = without_asking(goals)[-1]
        return worded(makes(before)[-1:], before.text) if makes(before) else None
    if which is not None:
        gone = [each for each in makes(goals[-1]) if _is_called(each, which["what"])]
        return worded(gone, goals[-1].text) if len(gone) == 1 else None
    if (finished := _FINISHED.fullmatch(goal)) and (done := _finished(finished, goals)):
        return done
    things = [thing for part in parts if (thing := _thing(part))]
    if len(things) != 1 or not _IT.search(goal) or _VALUE.match(goal):
        return None
    return _understood(_IT.sub(lambda _: things[0], goal, count=1), listener)


def _understood(goal: str, listener: Listener) -> TypedGoal | None:
    found = listener.typed(goal)
    return found if found.parts else None


def with_name(text: str, before: object) -> str:
    """Words that speak of `her`, `him` or `them`, with the name of whom the part before was about."""
    match before:
        case Create(kind="contact", name=name) | ChangeNumber(name=name) | Tell("number", name):
            who = name
        case SendText(who=name) | PhoneCall("call", name):
            who = name
        case _:
            return text
    found = _THEY.match(text)
    return f"{found['before']}{who}{text[found.end() :]}" if found else text


def _renumbered(found: re.Match[str], goals: Sequence[TypedGoal]) -> TypedGoal | None:
    """What gives the person spoken of last that number."""
    number = number_of(found["tel"] or found["tel_zh"])
    for goal in reversed(goals):
        for part in reversed(goal.parts):
            match part:
                case Tell("number", name) | Create(kind="contact", name=name) | ChangeNumber(name=name):
                    return worded([ChangeNumber(name, number)], found.string) if number else None
                case _:
                    continue
    return None


def _finished(found: re.Match[str], goals: Sequence[TypedGoal]) -> TypedGoal | None:
    """What marks the task as done that goes by the name said, if one was spoken of."""
    what = next(text for text in found.groups() if text).strip('" “”')
    for part in (part for goal in reversed(goals) for part in goal.parts):
        if isinstance(part, Create) and part.kind == "task" and same(part.name, what):
            return worded([CompleteTask(part.name)], found.string)
    return None


def _is_called(gone: Intention, what: str) -> bool:
    if isinstance(gone, DeleteAlarm):
        said = read_time(what, language_of(what))
        return said is not None and said.time == gone.time
    return same(str(getattr(gone, "name", "")), what.strip('"'))


def _thing(part: Intention) -> str:
    """What a part is about, in words that stand for `it`."""
    match part:
        case Create(kind=kind, name=name):
            return f'the {kind} "{name}"'
        case Tell("note", name) | ChangeNote(name=name) | RenameNote(new=name):
            return f'the note "{name}"'
        case CreateEvent(title=title):
            return f'the event "{title}"'
        case SetAlarm(time=time):
            return f"the alarm for {time}"
        case _:
            return ""
