"""What a goal says to tell one of several things from the others, and where that stands in it."""

import re

_BRACKET = re.compile(r"(?P<what>.+?)\s*\((?P<marks>[^()]+)\)(?P<more>.*)", re.DOTALL)
_TAIL = re.compile(
    r"(?P<what>.+?)\s+(?P<marks>(?:(?:with|having|that has|of|for|due|that is due|made|listed)\b|\().+)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_ZH = re.compile(
    r"(?P<take>删除掉?|删掉|移除|取消|把)(?P<marks>.+?)的(?P<what>(?:联系人|支出|任务|待办|食谱|菜谱).+)"
)


def parted(text: str) -> tuple[str, str]:
    """A goal that deletes something without what tells which one, and that; "" for none."""
    for pattern in (_BRACKET, _BEFORE_ZH, _TAIL):
        found = pattern.fullmatch(text)
        if found is not None and found["what"].count('"') % 2 == 0:
            said = found.groupdict()
            return f"{said.get('take') or ''}{said['what']}{said.get('more') or ''}", said["marks"]
    return text, ""
