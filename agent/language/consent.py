"""What the person's answer to "may this be done?" comes to: yes, no, or neither.

A yes is nothing but words of consent and of politeness. One word more, whatever it is, may take it back.
"""

import re
import unicodedata
from typing import Literal

Word = Literal["yes", "no", "unclear"]

YES = (
    "y", "yes", "yeah", "yep", "yup", "ok", "okay", "sure", "sure thing", "of course", "certainly",
    "definitely", "absolutely", "all right", "alright", "allow", "allow it", "allowed", "i allow it",
    "agreed", "i agree", "approve", "approved", "confirm", "confirmed", "i confirm", "go ahead",
    "go for it", "do it", "please do", "yes do", "you may", "you can", "ja", "jawohl", "ja gerne",
    "einverstanden", "si", "sí", "claro", "de acuerdo", "oui", "d'accord", "bien sûr",
)  # fmt: skip
YES_ZH = (
    "是", "是的", "好", "好的", "好啊", "好吧", "可以", "可以的", "行", "行的", "允许", "允許", "确认",
    "確認", "确定", "確定", "同意", "我同意", "对", "對", "对的", "對的", "当然", "當然", "当然可以",
)  # fmt: skip
POLITE = (
    "please", "pls", "thanks", "thank you", "thank you very much", "thx", "bitte", "danke", "gracias",
    "por favor", "merci", "s'il te plaît", "s'il vous plaît",
)  # fmt: skip
POLITE_ZH = ("请", "請", "谢谢", "謝謝", "谢谢你", "謝謝你", "谢谢您", "麻烦你", "麻烦了")
NO = (
    "n", "no", "nope", "nah", "never", "no way", "no thanks", "no thank you", "don't", "dont", "do not",
    "not now", "not yet", "i don't", "i do not", "i refuse", "stop", "cancel", "abort", "deny",
    "denied", "refuse", "reject", "nein", "nicht", "non", "no gracias",
)  # fmt: skip
NO_ZH = (
    "不", "不是", "不要", "不行", "不可以", "不用", "不用了", "不必", "不好", "不对", "不同意",
    "不允许", "不允許", "不确定", "不能", "不想", "否", "别", "別", "不准", "拒绝", "拒絕", "取消",
    "算了", "停", "停止", "没有", "没门",
)  # fmt: skip
_LONGEST = 400
"""An answer with more letters is a speech."""
_SPACE = r"[\s,.!~…，。！、～;；:：-]*"


def _any(latin: tuple[str, ...], han: tuple[str, ...]) -> str:
    """Any of the phrases; Chinese ones need no gap around them."""
    rows = [sorted(map(re.escape, words), key=len, reverse=True) for words in (latin, han)]
    return rf"(?:(?<![^\W_])(?:{'|'.join(rows[0])})(?![^\W_]|')|{'|'.join(rows[1])})"


_CONSENT = re.compile(_any(YES, YES_ZH))
_ONLY_CONSENT = re.compile(rf"{_SPACE}(?:{_any((*YES, *POLITE), (*YES_ZH, *POLITE_ZH))}{_SPACE})+")
_REFUSAL = re.compile(rf"{_SPACE}(?:{_any(POLITE, POLITE_ZH)}{_SPACE})*{_any(NO, NO_ZH)}")
_REFUSALS = re.compile(_any(NO, NO_ZH))
_FORBIDS = re.compile(
    r"\b(?:don't|dont|do not|never) (?:do|allow|approve|confirm|send|delete|go|press|tap)"
    r"(?: (?:it|this|that|so|ahead))?(?![^\W_]|')"
)
"""Words of consent that are forbidden in one breath."""
_ONLY_REFUSAL = re.compile(rf"{_SPACE}(?:{_any((*NO, *POLITE), (*NO_ZH, *POLITE_ZH))}{_SPACE})+")
_HARMLESS = re.compile(r"\b(?:no problem|no worries|no objections?|don't (?:worry|mind|hesitate|ask|stop))\b")


def consent(answer: str) -> Word:
    """What an answer comes to; what begins as a no is one, unless there is consent in it, too."""
    said = _plain(answer)
    if not said or len(said) > _LONGEST:
        return "unclear"
    if _ONLY_CONSENT.fullmatch(said) and ".." not in said:
        return "yes" if _CONSENT.search(said) else "unclear"
    if not _REFUSAL.match(said) or "?" in said or _HARMLESS.search(said):
        return "unclear"
    rest = _REFUSALS.sub(" ", _FORBIDS.sub(" ", said))
    return "unclear" if _CONSENT.search(rest) else "no"


def is_bare_no(answer: str) -> bool:
    """Whether an answer says no and nothing more."""
    return consent(answer) == "no" and _ONLY_REFUSAL.fullmatch(_FORBIDS.sub("no", _plain(answer))) is not None


def says_no_and_more(answer: str) -> bool:
    """Whether an answer says no, and what is wanted in its place."""
    return consent(answer) == "no" and not is_bare_no(answer)


def _plain(answer: str) -> str:
    folded = unicodedata.normalize("NFKC", answer).casefold().replace("’", "'").replace("ß", "ss")
    return " ".join(folded.split())
