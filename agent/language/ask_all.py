"""Reads what asks for all of a kind to be deleted, or all but some that are named."""

import re

from agent.language.ask_saying import titles
from agent.language.errand import DeleteAll, Errand, Kind
from agent.language.phrasing import match

_THINGS: dict[Kind, str] = {
    "note": r"notes?|笔记|便签",
    "expense": r"expenses?|支出|消费|开销|花费|费用",
    "recipe": r"recipes?|食谱|菜谱",
    "conversation": r"conversations?|chats?|会话|对话",
}
_ARTICLE = re.compile(r"(?:^|(?<=,)|(?<=\band)) *(?:the|my)\s+", re.I)


def read_all(text: str) -> list[Errand] | None:
    """All of a kind, where the words ask for that; None when they ask for something else."""
    found = match(text, "all_gone")
    if found is None:
        return None
    thing = found["thing"]
    kind = next((kind for kind, words in _THINGS.items() if re.fullmatch(words, thing, re.I)), None)
    if kind is None:
        return None
    told = _ARTICLE.sub(" ", found.get("names", "")).strip()
    names = titles(told, listed=True) if told else []
    if names is None:
        return None
    kept = (re.sub(rf"\s+{_THINGS[kind]}$", "", name, flags=re.I) for name in names)
    return [DeleteAll(kind, tuple(kept))]
