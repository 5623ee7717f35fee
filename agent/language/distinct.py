"""What tells one of several things of one name from the others, as goals and answers say it."""

from dataclasses import replace

from agent.language.day import find_day
from agent.language.errand import UNDATED, Delete
from agent.language.phrase import Bag
from agent.language.saying import PHONE, number_of

_DIGITS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_PLACE = (
    r"\b(?:number (?P<n>\d)|(?P<word>first|second|third|fourth)|(?P<nth>\d)(?:st|nd|rd|th)"
    r"|(?P<last>last|latest|newest))\b(?: (?:one|of (?:them|these|those)))?"
    r"|(?:其中)?第(?P<zh>[一二两三四\d])个|(?:其中)?(?P<last_zh>最后|最新)的?(?:那?一?个)?"
)
_TEL = (
    rf"(?:\b(?:phone(?: number)?|number|tel)|电话(?:号码)?|号码|手机号?)?(?: is|是|为)? ?(?P<value>{PHONE})"
)
_FIELDS = {
    "contact": {
        "phone": _TEL,
        "email": r"(?:\be-?mail(?: address)?|邮箱)?(?: is|是|为)? ?(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    },
    "expense": {
        "amount": r"(?:\bamount(?: of)?|金额)?(?:是|为)? ?[$¥€£]? ?(?<![A-Za-z0-9.])(?P<value>\d+(?:\.\d+)?)"
        r"(?![A-Za-z0-9.])(?: ?(?:元|块钱?|(?:dollars?|usd)\b))?"
    },
    "recipe": {
        "servings": r"(?:\bservings?|份数)(?:是|为)? ?(?P<value>\d+)|(?P<value2>\d+) ?(?:servings?|人份|份)",
    },
}
"""What a form of that kind holds besides the name: how it is said."""
_LISTED = ("contact", "event", "expense", "task", "recipe")
"""Kinds of which several may have one name."""
_ALL = r"\b(?:both|all)\b(?: of (?:them|these|those))?|这?两个|全部|所有的?|都"
_UNDATED = (
    r"\b(?:(?:due )?no (?:due )?date|without (?:a )?(?:due )?date|undated)\b|没有(?:截止)?(?:日期|期限)"
)
_FILL = (
    r"\b(?:the|a|an|it|one|ones|that|which|whose|has|have|having|is|with|of|for|and|please|only|just|made|listed"
    r"|contact|expense|task|recipe|event|due|by|on|at|starts?|starting|begins?|i mean)\b"
    r"|删除|删掉|把|那个|那条|一个|的|是|在|到期|截止|有|要|联系人|支出|任务|食谱|日程"
)


def told_apart(gone: Delete, marks: str) -> Delete | None:
    """What is to be deleted, with what was said to tell it from others; None where that is not understood."""
    values, day = list[tuple[str, str]](), gone.day
    bag = Bag(marks)
    every = bag.take_all(_ALL)
    place = _place(bag) if gone.kind in _LISTED else 0
    if gone.kind == "task":
        if bag.take(_UNDATED):
            values.append(UNDATED)
        elif (found := find_day(bag.text)) is not None:
            day, bag = found[0], Bag(found[1].replace("\0", " "))
    for field, words in _FIELDS.get(gone.kind, {}).items():
        said = bag.take(words)
        value = next((text for name, text in said.groupdict().items() if text), "") if said else ""
        if value:
            values.append((field, number_of(value) or value if field == "phone" else value))
    if not bag.holds_only(_FILL) or not (values or place or every or day != gone.day):
        return None
    return replace(gone, values=tuple(values) or gone.values, day=day, place=place, every=every)


def placed(said: str) -> int:
    """Which one of several is meant where only its place among them is said: 1 is the first, -1 the last."""
    bag = Bag(said)
    place = _place(bag)
    return place if bag.holds_only(_FILL) else 0


def _place(bag: Bag) -> int:
    found = bag.take(_PLACE)
    if found is None:
        return 0
    if found["last"] or found["last_zh"]:
        return -1
    word = (found["word"] or found["zh"] or "").lower()
    return _DIGITS.get(word) or int(found["n"] or found["nth"] or word)
