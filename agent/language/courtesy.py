"""What is said to the agent and asks nothing of the phone: a greeting, thanks, "what can you do?"."""

import re

ABLE = (
    "Without a model I can change and tell settings (Wi-Fi, dark theme, brightness, ...), alarms and timers, "
    "open apps, add, look up and delete contacts, events, notes, tasks, expenses and recipes, send messages, "
    "call, take photos and videos, and copy text; name a model with --model for anything else"
)

_GAP = r"[\s,，.。!！?？~～:;)(-]*"
_YOU = (
    rf"(?:{_GAP}(?:there|again|everyone|tapwright|agent|dear|my friend|all|so much|very much|a lot|a bunch))*"
)
_EXAMPLE = 'Say what the phone is to do, as "turn on Bluetooth and set an alarm for 7:30"'
_HELLO = (
    rf"(?:hello|hi|hiya|hey|howdy|yo|greetings|good (?:morning|afternoon|evening|day)){_YOU}"
    rf"(?:{_GAP}how are you(?: doing)?(?: today)?)?"
    r"|(?:你们?|您|大家)好(?:啊|呀)?|嗨|哈[喽啰]|早(?:上好|安)?|(?:中午|下午|晚上)好"
)
_THANKS = (
    rf"(?:ok(?:ay)?{_GAP})?(?:thanks|thank you|thank u|thx|ty|cheers|much appreciated){_YOU}"
    r"|(?:很好|好的?)?[\s,，]*(?:谢谢|多谢|感谢|谢了)(?:您|你)?(?:了|啊|啦)?"
)
_GOODBYE = (
    rf"(?:good ?)?bye(?:[\s-]?bye)?{_YOU}|see you(?: later| soon| tomorrow)?|good ?night{_YOU}"
    r"|再见|拜拜|回头见|晚安"
)
_HELP = (
    r"(?:please )?help(?: me)?|what (?:else )?(?:can|do) you do(?: for me)?|what are you able to do"
    r"|who are you|what are you|how (?:do|can) (?:i|you) (?:use|work)(?: (?:you|this|it))?"
    r"|what can i (?:say|ask)(?: you)?"
    r"|帮助|你(?:还)?(?:能|会|可以)(?:做|干)?(?:些)?(?:什么|啥|哪些)(?:事情?)?|你是谁|怎么用|能做什么"
)
_NOTHING = (
    r"ok(?:ay)?|good|great|nice|cool|perfect|well done|good job|awesome|yes|go on|continue|stop|cancel"
    r"|never ?mind|forget it|好的?|很好|太好了|太棒了|不错|继续|停|停止|取消|算了|没事了?"
)
_SAID = (
    (_HELLO, f"Hello. {_EXAMPLE}"),
    (_THANKS, "You are welcome"),
    (_GOODBYE, "Goodbye"),
    (_HELP, ABLE),
    (_NOTHING, f"Nothing is going on. {_EXAMPLE}"),
)
_REPLIES = tuple((re.compile(rf"{_GAP}(?:{words}){_GAP}", re.I), reply) for words, reply in _SAID)


def courtesy(said: str) -> str:
    """What to answer, in our words; "" where the phone is to do something, or nobody knows what is meant."""
    return next((reply for words, reply in _REPLIES if words.fullmatch(said)), "")
