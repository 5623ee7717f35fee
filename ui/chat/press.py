"""What is said to people at a terminal, for those at the page: what to press instead of what to type."""

import re

_ABOVE = ("choose one in the list above the picture", "请在画面上方的列表中选择")
_INSIDE = (
    'choose "A new phone inside this program" in the list above the picture',
    "请在画面上方的列表中选择“程序自带的新手机”",
)
_MODEL = ("choose a model under Settings", "请在“设置”里选择模型")
_KEY = (
    "look at the key under Settings, or at OPENAI_API_KEY where that gives it",
    "请检查“设置”里的密钥；若密钥来自 OPENAI_API_KEY，则检查它",
)
_SLOW = (
    "A larger reply_timeout in the configuration file gives a slow model more time",
    "可在配置文件里把 reply_timeout 设得更大",
)
_PATIENT = (
    "A larger patience in the configuration file waits longer",
    "可在配置文件里把 patience 设得更大",
)
_FORGOTTEN = (
    'press "Erase everything" under Settings, or switch "Go by what is remembered" off there',
    "请在“设置”里点“全部清除”，或关闭“使用并更新记忆”",
)
_PRESSED = {
    "or start the built-in one: agent phone start": (f"or {_INSIDE[0]}", f"或{_INSIDE[1]}"),
    "Start one: agent phone start": _INSIDE,
    "Start one with `agent phone start` and use --device to have runs that can be resumed": _INSIDE,
    "Name one with --device SERIAL": _ABOVE,
    "Name one with --device": _ABOVE,
    "See: agent devices": _ABOVE,
    "See: agent phone list": _ABOVE,
    "Give one with --model": _MODEL,
    "name a model with --model for anything else": (f"for anything else {_MODEL[0]}", f"其他的{_MODEL[1]}"),
    "请用 --model 指定一个模型": _MODEL,
    "Check OPENAI_API_KEY": _KEY,
    "请检查 OPENAI_API_KEY": _KEY,
    "name a local endpoint with --base-url": (
        "give the key or a local endpoint under Settings",
        "请在“设置”里填写密钥或本地的接口地址",
    ),
    "A larger --reply-timeout gives a slow model more time": _SLOW,
    "可用更大的 --reply-timeout 给慢的模型更多时间": _SLOW,
    "A larger --patience waits longer": _PATIENT,
    "可用更大的 --patience 等得更久": _PATIENT,
    "Save one with: agent routine save RUN NAME": (
        'Open a run under Past runs and press "Save as a routine"',
        "请在“历史记录”中打开一条记录，点“保存为常用任务”",
    ),
    "Keep it: agent memory add TEXT": (
        'Keep it under Settings, at "What is remembered"',
        "请在“设置”的“已记住的内容”中保存",
    ),
    "See: agent memory list": (
        'See "What is remembered" under Settings',
        "请看“设置”中的“已记住的内容”",
    ),
    "`agent memory erase` begins anew; --no-memory runs without it": _FORGOTTEN,
    "Name another file with TAPWRIGHT_MEMORY, or run with --no-memory": (
        'Switch "Go by what is remembered" off under Settings',
        "请在“设置”里关闭“使用并更新记忆”",
    ),
}
"""English and Chinese for the page, by what the terminal is told."""
_RUN = re.compile(r"see what it did with: agent show \S+")
_UNSENT = re.compile(r"((?:wants a key |需要密钥)[(（]HTTP \d+[)）])(?:\. Check|。请检查) OPENAI_API_KEY")
_NO_KEY = (r"\1, and none was sent. Give it under Settings", r"\1，但没有发送密钥。请在“设置”里填写")
_SEEN = ("see what it did under Past runs", "请在“历史记录”中查看它做了什么")
_TOLD = re.compile("|".join(re.escape(each) for each in sorted(_PRESSED, key=len, reverse=True)))
_HAN = re.compile(r"[\u3400-\u9fff]")


def pressed(text: str, *, chinese: bool) -> str:
    """A sentence of ours, with what to press in place of commands and flags."""

    def on_page(found: re.Match[str], both: tuple[str, str]) -> str:
        words = both[chinese or bool(_HAN.search(found[0]))]
        begins = found.start() == 0 or text[: found.start()].endswith((". ", "。"))
        return words[:1].upper() + words[1:] if begins else words

    text = _UNSENT.sub(lambda found: found.expand(_NO_KEY[chinese or bool(_HAN.search(found[0]))]), text)
    told = _RUN.sub(lambda found: on_page(found, _SEEN), text)
    return _TOLD.sub(lambda found: on_page(found, _PRESSED[found[0]]), told)
