"""Words that tell where a text stands, and are not the text: "what I wrote in ideas.md", "Emma's number"."""

import re

_WHOSE = (
    r"(?:the|my|our|your|his|her|their|this|that|all|all of|every|same"
    r"|(?!(?:it|that|this|there|here|let|he|she|who|what|where|when|how)'s)[\w.-]+'s)"
)
_KEPT = (
    r"(?:contents?|text|texts|body|words|wording|phone number|number|address|e-?mails?|date|day|time"
    r"|messages?|notes?|files?|recipes?|ingredients|directions|amount|total|sum|price|lists?|location|link|url|photos?"
    r"|pictures?|videos?|recordings?|schedule|agenda|calendar|events?|appointments?|tasks?|to-?dos?|contacts?"
    r"|details|expenses?"
    r"|lines?|thing|stuff|name|caller|sender|clipboard|balance|temperature|weather)"
)
_MORE = r"(?: (?:of|from|for|in|on|at|to|by|with|that|which|who|i|he|she|we|you|they)\b.*)?"
_SAYS = (
    r"\b(?:is|are|was|were|will|has|have|had|can|could|should|must|needs?|isn't|aren't|won't|looks?|seems?)\b"
)
_SUBJECT = r"(?:i|we|he|she|they|you|it|the|my|our|your|his|her|their|(?-i:[A-Z])\w+)\b"
_BE = r"(?:is|are|was|were|starts?|begins?|leaves?|ends?|opens?|closes?|arrives?|goes)"
_FILE = r"[^\s\"]+\.(?:md|txt|markdown|org|csv|pdf|docx?|jpe?g|png|mp[34]|m4a)"
_TELLS = re.compile(
    rf"{_FILE}|{_KEPT} of (?:the |my )?{_FILE}|(?:of|from) (?!now\b|here\b|there\b|then\b|me\b|us\b).+"
    rf"|an? (?:full |short )?(?:list|copy|summary|overview|table) of (?:all |my |the |our )+.*"
    rf"|(?:{_WHOSE} )+(?:[\w-]+ ){{0,3}}?{_KEPT}(?!.*{_SAYS}){_MORE}"
    rf"|{_WHOSE} (?:[\w-]+ ){{0,2}}?{_KEPT} (?:that|which|i|he|she|we|you|they) .*"
    rf"|(?:what|whatever|everything|all)(?: that)? {_SUBJECT}(?! hell\b).*"
    rf"|what (?:time|day|date|kind|number|room) {_SUBJECT}.*|what(?:'s| is) .*{_FILE}.*"
    rf"|how (?:much|many|long|far|often|old|big|late)(?: \w+)? {_SUBJECT}.*"
    rf"|(?:when|where) {_SUBJECT}[^,]* {_BE}"
    r"|(?:the )?same (?:as|thing|text|message|words|one)\b.*"
    r"|.{1,20}[里中上]面?(?:写|记|存|说)?(?:了|着|的)?(?:什么|内容|东西)"
    r"|.{1,12}的(?:内容|电话号码|手机号码?|号码|邮箱|地址|日期|时间|短信|消息|日程|安排|清单|总额|金额)"
    r"|最[后新近].{0,8}(?:短信|消息|笔记|支出|任务|照片)|[和跟与].{1,6}一样",
    re.IGNORECASE,
)


def tells_where(text: str) -> bool:
    """Whether what is to be written, without quotes, says where it stands instead."""
    return _TELLS.fullmatch(text.strip(" .!。！")) is not None
