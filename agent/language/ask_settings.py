"""Reads the clauses that ask for something in Settings, for an app, or for home and back."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from agent.language.ask_phrase import is_question
from agent.language.day import ends_with_day
from agent.language.feature import Feature, table
from agent.language.intention import Intention, LaunchApp, Press, ReadScreen, SetLevel, SetSwitch
from agent.language.number import NUMBER, find_percent
from agent.language.phrase import Bag
from agent.language.vocabulary import words

_HOME = (
    r"(?:go|return|get|navigate|head)?\s*(?:back )?(?:to )?(?:the |my )?home(?: ?screen| page)?"
    r"|(?:press|tap|hit)(?: the)? home(?: button| key)?"
    r"|(?:退?回到?|返回到?)(?:手机)?(?:主屏幕?|桌面|主页|首页|主界面)"
)
_BACK = (
    r"(?:go|navigate) back(?: once)?|(?:press|tap|hit)(?: the)? back(?: button| key)?|back"
    r"|返回(?:上一[页级层步]|键)?|后退|按返回键?"
)
_KNOWN = "(?:system |phone )?settings|clock|camera|contacts"
_APP = (
    r"(?:open|launch|start|run|bring up|fire up)(?: up)?\s+(?:the |my )?(?P<en>.+?)(?:\s+app(?:lication)?)?"
    rf"|(?:go to|switch to)\s+(?:the |my )?(?:(?P<known>{_KNOWN})(?:\s+app)?|(?P<named>.+?)\s+app)"
    r"|(?:打开|启动|运行|开启|进入)\s*(?P<zh>.+?)(?:应用(?:程序)?|软件|程序)?"
)
# `30% lower` is a change, not a value.
_BY_SO_MUCH = r"(?:%|percent) (?:lower|higher|more|less|brighter|dimmer|darker|louder|quieter|up|down)\b"
_VALUE = rf"{NUMBER}\s*(?:%|percent\b|per cent\b|pct\b|$)|百分之|[0-9]|\bhalf\b|一半"
_TO = rf"(?:\b(?:to|at)\s+(?:about |around )?|[到至成为]\s*(?:百分之\s*)?)(?:{NUMBER}|half|一半|最|百分之)"
_OF_NOW = (
    r"(?:%|percent|per cent|half) of (?:the |its |my |what )?(?:current|present|now|existing|it\b)"
    r"|(?:当前|现在|目前|原来|现有).*的|[+-]\s*[0-9]+\s*(?:%|$)"
)
# Either this or that; or the page where it is set.
_UNSURE = r"\bor\b|(?:设置|界面|页面)$"
_GRANT = (
    r"(?:clear|accept|dismiss|close) (?:any|all) (?:pop-?ups?|dialogs?)\b.*\bgranting\b.*"
    r"|(?:grant|allow|accept) (?:it )?(?:any|all)(?: of)?(?: the)?(?: required| requested)? permissions?\b.*"
    r"|(?:允许|同意|授予)(?:所有|全部)的?权限"
)
# Whatever these begin is no app: "open a bank account", "start a conversation with Tom".
_NO_APP = re.compile(
    r"^(?:an?|it|this|that|some|any)\b|\b(?:for|with|from|about|to|in|at|on)\b"
    r"|(?<!system)(?<!phone)\ssettings$|.设置$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A thing named without what to do with it: a neighbouring clause says so."""

    kind: Literal["switch", "level"]
    key: str
    open_verb: bool
    """A verb stands before it whose other half is still to come (`turn Wi-Fi and Bluetooth off`)."""


def read_level(text: str) -> Intention | Pending | None:
    """`set brightness to 50%` and the like."""
    bag = Bag(text)
    item = _mentioned(bag, table().level)
    if re.search(words("not"), text, re.IGNORECASE) and not is_question(text):
        return None
    if item is None:
        return _bare_level(text)
    value, bag = _level_value(bag)
    if not bag.holds_only(words("settings_fill")):
        return None
    if value is not None:
        return SetLevel(item.key, value)
    if is_question(text):
        return ReadScreen("level", item.key)
    return Pending("level", item.key, _has_verb(text))


def _bare_level(text: str) -> Intention | None:
    """Make the screen brighter: the level is in the verb."""
    bag = Bag(text)
    if bag.take(r"\b(?:screen|display)\b|屏幕") is None:
        return None
    value, bag = _level_value(bag)
    if value is None or not bag.holds_only(words("settings_fill")):
        return None
    return SetLevel("brightness", value)


def _level_value(bag: Bag) -> tuple[int | Literal["up", "down"] | None, Bag]:
    """What the level is to be, and the words that are left."""
    if _is_relative(bag.text):
        return None, Bag("a change by a value")
    value, bag = _fixed_value(bag)
    up, down = bag.take_all(words("up")), bag.take_all(words("down"))
    if value is not None:  # `up to 80%` says no more than `to 80%`
        return value, bag
    if up == down:
        return None, bag if not up else Bag("up and down")
    return "up" if up else "down", bag


def _is_relative(text: str) -> bool:
    """Whether a value says by how much (`increase it 10%`), not to what (`increase it to 10%`)."""
    if re.search(_OF_NOW, text, re.IGNORECASE):
        return True
    moves = any(re.search(words(name), text, re.IGNORECASE) for name in ("up", "down"))
    return moves and bool(re.search(_VALUE, text, re.IGNORECASE)) and not re.search(_TO, text, re.IGNORECASE)


def _fixed_value(bag: Bag) -> tuple[int | None, Bag]:
    percent = find_percent(bag.text)
    if percent is not None and not re.search(_BY_SO_MUCH, bag.text, re.IGNORECASE):
        return percent[0], Bag(percent[1])
    for name, value in (("most", 100), ("least", 0), ("silent", 0), ("half", 50)):
        if bag.take(words(name)):
            return value, bag
    bare = re.search(r"(?:^|\b(?:to|at)?\s+)([0-9]{1,3})$|(?:到|为|成)\s*([0-9]{1,3}|零)$", bag.text)
    value = int((bare[1] or bare[2]).replace("零", "0")) if bare else 101
    if bare is None or value > 100:
        return None, bag
    return value, Bag(bag.text[: bare.start()])


def read_reading(text: str) -> Intention | None:
    """`what is the battery level?`: what Settings only shows."""
    bag = Bag(text)
    item = _mentioned(bag, table().reading)
    if item is None or not is_question(text) or not bag.holds_only(words("settings_fill")):
        return None
    return ReadScreen("reading", item.key)


def read_switch(text: str) -> Intention | Pending | None:
    """`turn on Wi-Fi`, `is Bluetooth on?` and the like."""
    bag = Bag(text)
    item = _mentioned(bag, table().switch)
    if item is None:
        return None
    asks = is_question(text)
    if not asks and re.search(_UNSURE, text, re.IGNORECASE):
        return None
    toggle = bag.take_all(words("toggle")) if not re.search("切换到", bag.text) else False
    on, off, negated = bag.take_all(words("on")), bag.take_all(words("off")), bag.take_all(words("not"))
    if not bag.holds_only(words("settings_fill")):
        return None
    if asks:
        return ReadScreen("switch", item.key)
    if toggle and not on and not off:
        return SetSwitch(item.key, None)
    if on != off:
        return SetSwitch(item.key, on != negated)
    if on or off or toggle:
        return None
    if negated:
        return None
    if re.search(r"\b(?:use|mute|silence)\b|使用", text, re.IGNORECASE):
        return SetSwitch(item.key, True)
    return Pending("switch", item.key, _has_verb(text))


def read_app(text: str) -> Intention | None:
    """`open Contacts`, `go home`, `go back`."""
    if re.fullmatch(_HOME, text, re.IGNORECASE):
        return Press("home")
    if re.fullmatch(_BACK, text, re.IGNORECASE):
        return Press("back")
    found = re.fullmatch(_APP, text, re.IGNORECASE)
    if found is None:
        return None
    name = next(value for value in found.groupdict().values() if value).strip("\"' ")
    if not name or len(name) > 40 or len(name.split()) > 4 or _NO_APP.search(name) or ends_with_day(name):
        return None
    if found["zh"] and _mentioned(Bag(name), table().switch) is not None:
        return None
    return LaunchApp(name)


def granting(before: Intention, text: str) -> Intention | None:
    """`open Camera. Clear any pop-ups by granting all permissions` goes with the opening."""
    if isinstance(before, LaunchApp) and re.fullmatch(_GRANT, text, re.IGNORECASE):
        return replace(before, grant=True)
    return None


def _mentioned(bag: Bag, items: tuple[Feature, ...]) -> Feature | None:
    """The feature that the clause names; the longest name wins (Wi-Fi hotspot over Wi-Fi)."""
    best: tuple[int, Feature, str] | None = None
    for item in items:
        for pattern in item.said:
            found = re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", bag.text, re.IGNORECASE)
            if found is not None and (best is None or len(found[0]) > best[0]):
                best = (len(found[0]), item, rf"(?<![a-z])(?:{pattern})(?![a-z])")
    if best is None:
        return None
    bag.take(best[2])
    return best[1]


def names_setting(text: str) -> bool:
    """Whether a text names something that Settings changes or shows."""
    rows = (table().switch, table().level, table().reading)
    return any(_mentioned(Bag(text), items) is not None for items in rows)


def _has_verb(text: str) -> bool:
    return bool(re.search(r"\b(?:turn|switch|set|put|make|bring)\b|把|将|让", text, re.IGNORECASE))
