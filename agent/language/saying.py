"""Names, numbers and texts in goals: what each may be, and what can be none because more is asked for."""

import re

PHONE = r"\+?\(?[0-9](?:[0-9]|[ ().-](?=[ ().-]*[0-9])){1,22}"
"""A phone number however it is written."""
QUOTED = re.compile(r'"([^"]*)"')
# No person's or thing's name begins with these, or holds those of the second row.
_NO_NAME = re.compile(
    r"^an?(?=\s)|^(?:it|its|this|that|these|those|some|any|all|every|each|everything|me|him|her"
    r"|them|us|you|my|your|his|their|our|who|what|someone|somebody|everyone|everybody|anyone|anybody|back|again"
    r"|of|in|on|at|for|from|to|with|about)\b"
    r"|^(?:他|她|它|我|你|所有|全部|一个|这个|那个|谁|大家|不要|请勿|如果|要是|假如|(?:今|昨|前|明)[天日晚]在"
    r"|别(?![墅人的克]))"
    r"|\b(?:if|when|unless|until|while|before|after|tomorrow|today|tonight|yesterday|later|except|not|never)\b"
    r"|\s(?:in)?to (?:my |the )?(?:recipes?|tasks?|expenses?|favou?rites?|contacts?|notes|(?:to-?do )?list"
    r"|phone ?book)$"
    r"|到.{0,8}(?:里面?|中|上)$|(?:留着|留下|保留|不删|别删|不动)$",
    re.IGNORECASE,
)
"""Also where it runs on into where the thing is to go, or says of another that it stays."""
_NO_PERSON = re.compile(
    r"\b(?:and|or|at|on|in|for|with|to|about|by|that|an?|saying|volume|alarms?|timers?|settings?|wi-?fi|number|taxi"
    r"|cab|every|once|now|soon|back|last|caller|recent|latest|newest|messages?|texts?|conversation|following|don't|do|never|how|what|pretend"
    r"|[0-9]+ ?(?:am|pm|times))\b"
    r"|[0-9]:[0-9]|最新|最近|短信|消息|那条|这条|收到|明天|今天|后天|下午|上午|晚上|的时候|如果|[和与跟或]",
    re.IGNORECASE,
)
_BEFORE_PERSON = re.compile(r"^(?:(?:(?:the|my) )?contact|my|the)\s+|^联系人\s*", re.IGNORECASE)
# These tell which of many is meant, and are the name of none.
_WHICH = re.compile(
    r"(?:newest|latest|oldest|first|last|next|other|same|(?:most|least) \w+)(?: (?:one|two|three|few)s?)?"
    r"|最新的?|最后的?|第一个?",
    re.IGNORECASE,
)
# No thing's name, unless it stands in quotes.
_SAYS_NOTHING = re.compile(
    r"(?:please|thanks?|thank you|down|out|up|now|too|also|something|anything|one|stuff|things?|called|named)"
    r"(?: please| for me)?|(?:today|yesterday|this|last)(?: (?:week|month|year))?|谢谢|一下|什么|东西"
    r"|(?:今|昨|前|明)[天日晚]|[这上本][个]?(?:周|星期|月|年)|今年|去年|最近|总共|一共",
    re.IGNORECASE,
)
# What says which one is meant, instead of what it is called.
_TOLD = re.compile(
    r"^the (?:ones?|person|people|man|woman|thing|number|category|same)\b|, (?:the ones?|and of)\b"
    r"|\b(?:that|which|who|whose) (?:i|you|we|he|she|they|it|is|was|were|has|had|have|holds?|lies?|says?)\b"
    r"|\b(?:i|you|we|he|she|they) (?:agreed|talked|spoke|mentioned|told|said|entered|wrote|made)\b"
    r"|\bwith (?:what|whatever|this|that)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:the )?(?:last|latest|newest|oldest|most recent|first|second|third|next|previous|unknown|same)"
    r" (?:caller|sender|number|contact|person|call|message|text|note|file|task|expense|event|recipe|photo"
    r"|one)\b.*"
    r"|(?:the )?(?:sender|author|owner|writer|caller) of\b.*"
    r"|.*\b(?:i|you|we) (?:just )?(?:added|created|saved|sent|called|texted|deleted|opened)"
    r"(?: (?:last|before|just now|first))?"
    r"|(?:最[后新近旧早]|上一?个|第[一二三四五]个).*|.*的人",
    re.IGNORECASE,
)
_PUNCTUATION = " ,.;:!?。、，"
_VERB = (
    r"(?:turn|switch|set|put|open|launch|start|create|add|delete|remove|clear|call|phone|text|message|send|reply"
    r"|take|record|copy|rename|complete|make|go|show|forward|dial|read|tell|check|hang|schedule|write|append|move"
    r"|save|stop|close|mute|order|buy|book|pay|ask|post|share|e-?mail|play|find|search|navigate|download|install"
    r"|upload|print|scan|invite|remind|look|lock|unlock|watch|translate|cancel|update|change|edit|use|visit|press"
    r"|tap|type|enter|get|give|keep|let|do|don't|never|run|pause|resume|increase|decrease|raise|lower|enable"
    r"|disable|toggle|wake|snooze|reset|mark|log|track|restart|reboot|wait|help|try)"
)
_VERB_ZH = (
    "(?:打开|关闭|新建|添加|删除|发|给|打|拨|拍|录|复制|清除|设|把|将|回复|订|买|播放|查|告诉|提醒|取消|上传|下载|安装"
    "|转账|分享|导航|搜索|不要|别)"
)
ANOTHER = re.compile(
    rf"(?:\band|\bthen|,|;|&)\s+(?:then |also |please )?{_VERB}\b"
    rf"|(?:[,、]|并且?|同时|然后|再|和)(?:再|也|请)?{_VERB_ZH}",
    re.IGNORECASE,
)
"""Where something else that is asked for begins."""


def unquoted(text: str) -> str:
    """The text without the quotes around it."""
    found = re.fullmatch(r'\s*"([^"]*)"\s*', text)
    return found[1].strip() if found is not None else text.strip()


def is_quoted(text: str) -> bool:
    """Whether quotes show where it begins and ends."""
    return re.fullmatch(r'\s*"[^"]*"\s*', text) is not None


def title_of(text: str) -> str | None:
    """The name of a thing; None when the words can be none, or run on into something else asked for."""
    if is_quoted(text):
        return unquoted(text) or None
    bare = text.strip(_PUNCTUATION)
    if not bare or '"' in bare or "\0" in bare or _NO_NAME.search(bare) or ANOTHER.search(bare):
        return None
    is_none = _WHICH.fullmatch(bare) or _SAYS_NOTHING.fullmatch(bare) or _TOLD.search(bare)
    return None if is_none or tells_which(bare) else bare


def person_of(text: str) -> str | None:
    """A person's name, or a phone number; None when the words can be neither."""
    number = number_of(text)
    if number is not None:
        return number
    if is_quoted(text):
        return unquoted(text) or None
    bare = _BEFORE_PERSON.sub("", text.strip(_PUNCTUATION))
    if (
        not bare
        or _SAYS_NOTHING.fullmatch(bare)
        or tells_which(bare)
        or len(bare.split()) > 4
        or '"' in bare
        or _NO_NAME.search(bare)
        or _NO_PERSON.search(bare)
    ):
        return None
    return None if ANOTHER.search(bare) or re.search(r"[0-9]{3}", bare) else bare


def number_of(text: str) -> str | None:
    """A phone number with its digits and leading plus only; None when the text is no number of one."""
    bare = unquoted(text)
    if not re.fullmatch(PHONE, bare):
        return None
    digits = re.sub(r"\D", "", bare)
    return f"+{digits}" if bare.startswith("+") else digits


def is_number(who: str) -> bool:
    """Whether `person_of` gave a number and not a name."""
    return re.fullmatch(r"\+?[0-9]+", who) is not None


def tells_which(name: str) -> bool:
    """Whether what is to be a name says which of several is meant instead."""
    return _ONE.fullmatch(name) is not None
