"""Whether what the network is about to do goes with the words of the goal, whatever it thinks of itself.

Router and network go by likeness: "delete the most recent photo" is much like "delete the most recent note".
What a goal is about, how much of it and which, stands in its words all the same.
"""

import re
from collections.abc import Sequence

from agent.language.phrase import QUOTED, plain
from agent.language.reference import tells_where
from agent.offline.learned.move import Deed
from agent.offline.learned.thing import Thing

_NAMED = {
    "bluetooth": r"bluetooth|蓝牙",
    "clipboard": r"clipboard|cop(?:y|ied|ies)|paste|剪[贴切]板|复制|拷贝|粘贴",
    "contact": r"contacts?|address ?book|phone ?book|联系人|通讯录",
    "event": r"events?|calendar|appointments?|meetings?|日程|日历|活动|事件",
    "expense": r"expenses?|spent|spend\w*|支出|消费|开销|花费|花了|费用|账",
    "file": r"files?|[\w-]+\.\w{2,4}|文件",
    "map": r"osmand|favou?rites?|markers?|maps?|收藏|标记|地图",
    "note": r"notes?|notebook|markor|folders?|笔记|便签|文件夹?",
    "open": r"open|start|launch|bring|app|see|show|go|run|application|打开|启动|运行|应用|进入",
    "playlist": r"play ?lists?|queue|播放列表|歌单|播放清单|队列",
    "two": r"play ?lists?|播放列表|歌单|播放清单",
    "radio": r"bluetooth|wi-?fi|wlan|wireless|蓝牙|无线",
    "receipt": r"cop(?:y|ies)|gallery|pictures?|image|图片|图库|复制|拷贝|副本",
    "recipe": r"recipes?|broccoli|食谱|菜谱|菜",
    "record": r"record\w*|sound|audio|录",
    "shoot": r"photos?|photograph\w*|pictures?|pics?|videos?|camera|film|clip|shots?|selfie|拍|照|录|相机",
    "sms": r"sms|texts?|texted|messages?|messag\w+|reply|answer|write|send|短信|信息|消息|回|发",
    "stopwatch": r"stop ?watch|秒表",
    "wifi": r"wi-?fi|wlan|wireless|无线",
}
"""The words, one of which a goal of a kind has: by how the kind's name begins."""
_ELSE = {
    r"share|forward": "sms",
    r"rename": "change",
    r"mark|find|search|look": "map",
    r"show|tell|read|what|when|who|whose|which|why|how|is|are|do|does|did|list|count": "open",
    r"merge|combine|play|pause|shuffle|star|block|sort|print|translate|install|uninstall|buy|order|pay"
    r"|transfer|archive|restore|compare|edit|undo": "",
}
"""Verbs that a goal begins with, and what a kind has in its name that may be asked for so."""
_GONE = re.compile(
    r"\b(?:delet\w+|remov\w+|eras\w+|get(?:ting)? rid|discard|trash)\b|删除|删掉|删了|移除", re.I
)
_BEYOND: dict[str, re.Pattern[str]] = {
    "stopwatch": re.compile(r"\b(?:stop|pause|reset|lap)\b|暂停|停止|重置", re.I),
    "": re.compile(
        r"\bif so\b|\bonly if\b|\bunless\b|\bif it(?:'s| is) (?:on|off)\b"
        r"|\b(?:and|then)\s+(?:then |also )?(?:call|e-?mail|play|print|upload|post)\b",
        re.I,
    ),
}
"""What was taught to no kind, or not to those whose name begins so."""
_TIMED = re.compile(
    r"\b(?:for|in|after) (?:an?|half an|\d+|one|two) (?:hours?|minutes?)\b"
    r"|\b(?:until|tomorrow|tonight|later)\b"
    r"|明天|今晚|小时|分钟",
    re.I,
)
"""When, of what is switched: it was taught at once and for good."""
_SWITCHED = ("radio", "wifi", "bluetooth")
_SEVERAL = re.compile(
    r"(?<!these )(?<!those )\b(?:two|three|four|five|several|some|\d{1,2}|both)"
    r" (?:\w+ )?(?:photos?|pictures?|videos?|clips?|recordings?|folders?|contacts?|messages?|texts?)\b"
    r"|\band (?:then )?(?:one|another)\b|[两二三四五几]张",
    re.I,
)
_FIRST = re.compile(
    r"^(?:(?:hey|hi|ok|okay|please|pls|now|just|can you|could you|would you|will you|help me)\b[, ]*)*(\w+)",
    re.I,
)
_TEXT = re.compile(r"[:：](?!\d).*", re.S)
_ALL = re.compile(
    r"\b(?:all|every|everything|each|empty|whole|both)\b|所有|全部|全都?|一切|每|都|清空|统统", re.I
)
_SO_MANY = re.compile(
    r"(?<!these )(?<!those )(?<!following )\b(?:two|three|four|five|several|some|few|half|\d{1,2})"
    r" (?:\w+ )?(?:notes?|files?|expenses?|recipes?|events?|entries|items?|ones?)\b"
    r"|[两二三四五几一半][个条篇笔份](?!名|叫)",
    re.I,
)
_WHICH = re.compile(
    r"\b(?:oldest|earliest|first|largest|biggest|smallest|longest|shortest|cheapest|highest|lowest|duplicates?"
    r"|older|newer|bigger|larger|smaller|(?:most|least) (?!recent)\w+|more than|less than|at least"
    r"|before|since|ago)\b|最(?![新近后])|重复|以前|之前的|超过",
    re.I,
)
_NEWEST = re.compile(r"\b(?:newest|latest|last|most recent\w*)\b|最[新近后]", re.I)
_FOLDER = re.compile(r"^(?:folder|文件夹)\b", re.I)
_SAYS_FOLDER = re.compile(r"folder|director|文件夹|目录", re.I)
_STARTS = re.compile(r"(?:^|[.!?。！？;；]\s*)(?:please |请)?$", re.I)
_ORDERS = re.compile(
    r"(?:add|answer|append|call|change|copy|create|delete|make|message|move|open|paste|put|record|remove|rename"
    r"|reply|respond|save|send|set|share|start|store|take|text|turn|write)\b|把|将|给|新建|创建|删|发|回复|分享|移动",
    re.I,
)
_LONG = 5
"""Words that are no name any more, but a text."""
_MARK = re.compile(
    r"(?:^|[^\w\s+]|\b(?:say|says|saying|text|message|words?|with|read|reads|reading|write|back|answer|reply|this|that"
    r"|is|copy|type|body|content|contents|note|details|description|directions|ingredients|said|called|named)"
    r"|[说写为是叫成容])\s*$",
    re.I,
)
"""What stands before a text."""
_CELL = re.compile(r"\|$|\n *[\w ]{3,24}: *$")
"""What stands before a value of a table or of a list of named values: it is meant as it stands there."""
_FILE = re.compile(r"[\w-]+\.(?:md|txt|csv|pdf|jpe?g|png)\b", re.I)
_NUMBER = re.compile(r"\+?\d[\d ()-]{5,}\d")
_TOLD_BY = 7
"""The last digits of a number, which are the same however it is written."""
_BEGINNING = re.compile(
    r"(?:^|[.!?;:,]\s+)(?!\w+(?: \w+)?(?:'s| (?:texted|wrote|sent|did|asked|called)\b))[A-Z]\w*"
)
"""A word that is written large where a sentence begins, and is nobody's name."""
_PERSON = re.compile(r"(?<![\w'])[A-Z][a-z]+")
_APP = ("Simple", "Messenger", "Messages", "Please")
_UNFINISHED = re.compile(
    r"(?<!\S)(?:an?|the|my|your|from|of|with|to|into|in|for|and|that|called|named)$", re.I
)
_NO_VALUE = re.compile(
    r"(?:an?|the|it|its|me|my|you|your|them|this|that|what|which|from|of|with|to|in|on|and|[\W_])+", re.I
)
_VALUE = re.compile(
    r"\b(?:called|named|titled|(?:save|keep|store) (?:it|that|this) as|its name is(?: to be)?"
    r"|under the name(?: of)?|with the (?:name|title)(?: of)?)(?: exactly)?:?"
    r" (?P<name>\"[^\"]+\"|[^\s,;:\"]+)"
    r"|\b(?:call|name) it (?P<quoted>\"[^\"]+\")",
    re.I,
)
_LITTLE = re.compile(r"(?:as|an?|the|it|in|is|exactly|what\w*|any\w*|by|with|to|of)", re.I)


def is_about(goal: str, kind: str) -> bool:
    """Whether a goal has a word of its kind, and asks for nothing that the kind cannot be asked for."""
    bare = _outside(goal)
    named = next((words for start, words in _NAMED.items() if kind.startswith(start)), "")
    if named and not re.search(rf"(?<![a-z])(?:{named})(?![a-z])", bare, re.I):
        return False
    first = _FIRST.match(bare)
    verb = first[1] if first else ""
    if any(re.fullmatch(words, verb, re.I) and not (of and of in kind) for words, of in _ELSE.items()):
        return False
    if _goes_beyond(bare, kind):
        return False
    if kind == "sms-write" and _FILE.search(bare):
        return False  # what a file says is to be sent
    return "delete" not in kind or _says_which(bare, kind)


def _goes_beyond(bare: str, kind: str) -> bool:
    """Whether it asks for more than one of the kind does, or for something else with it."""
    if "delete" not in kind and _GONE.search(bare):
        return True
    if kind.startswith(_SWITCHED) and _TIMED.search(bare):
        return True
    told = any(kind.startswith(start) and words.search(bare) for start, words in _BEYOND.items())
    return told or (not kind.startswith("two") and _SEVERAL.search(bare) is not None)


def _says_which(bare: str, kind: str) -> bool:
    """Whether what is to go is named, is all of it, or is the newest note: no other choice was taught."""
    if _SO_MANY.search(bare) or _WHICH.search(bare):
        return False
    newest = _NEWEST.search(bare) is not None
    return newest if "newest" in kind else not newest or "note" not in kind


def is_order(text: str, goal: str) -> bool:
    """Whether words of the goal that are to be typed are its request, or a scrap of that, and no value."""
    if f'"{text}"' in plain(goal):
        return False
    before, _, after = goal.partition(text)
    if _CELL.search(before):
        return False
    if _NO_VALUE.fullmatch(text) or tells_where(text):
        return True
    if _STARTS.search(before) and _ORDERS.match(text):
        return True
    if len(text.split()) >= _LONG and not _MARK.search(before):
        return True
    goes_on = re.match(r"[ \t]+\w", after) is not None
    return goes_on and _UNFINISHED.search(text) is not None


def left_unsaid(goal: str, past: Sequence[Deed]) -> str:
    """A name that the goal gives to what is made, and nothing of which was typed or touched; "" for none."""
    done = " ".join(f"{deed.text} {deed.label}" for deed in past).casefold()
    for found in _VALUE.finditer(plain(goal)):
        name = (found["name"] or found["quoted"]).strip('".!?')
        stem = name.casefold().rpartition(".")[0] or name.casefold()  # an ending may have a field of its own
        if name and not _LITTLE.fullmatch(name) and stem not in done:
            return name
    return ""


def is_left(goal: str, past: Sequence[Deed], things: Sequence[Thing]) -> str:
    """What still shows of the things all of which were to be deleted; "" for none."""
    if not _ALL.search(_outside(goal)) or not any(deed.kind == "long_press" for deed in past):
        return ""
    sorts = {deed.rid for deed in past if deed.kind == "long_press" and deed.rid}
    return next((each.label for each in things if each.rid in sorts and not each.label.startswith("..")), "")


def is_other_sort(goal: str, past: Sequence[Deed]) -> bool:
    """Whether what was chosen last is a folder, and the goal speaks of none."""
    bare = _outside(goal)
    held = next((deed for deed in reversed(past) if deed.kind == "long_press"), None)
    is_folder = held is not None and _FOLDER.search(held.label) is not None
    return is_folder and not _SAYS_FOLDER.search(bare) and not _ALL.search(bare)


def is_to_another(goal: str, past: Sequence[Deed], things: Sequence[Thing]) -> bool:
    """Whether the goal names a number or a person, and nothing that was done or shows has to do with it.

    Whose conversation it is, a list that shows names does not tell: another person's looks as good.
    """
    bare = _outside(goal)
    wanted = [_digits(found)[-_TOLD_BY:] for found in _NUMBER.findall(bare)]
    seen = [*(f"{deed.text} {deed.label}" for deed in past), *(thing.label for thing in things)]
    people = [name for name in _PERSON.findall(_BEGINNING.sub("", bare)) if name not in _APP]
    known = not people or any(name in each for name in people for each in seen)
    return not known or any(not any(number in _digits(each) for each in seen) for number in wanted)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _outside(goal: str) -> str:
    """The goal without the texts in it."""
    return _TEXT.sub("", QUOTED.sub("", plain(goal)))
