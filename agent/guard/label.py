"""Which of the texts on a control order something, and which only tell, name or explain."""

import re

from agent.action.touched import bare, is_button, own, said_by, window_of, within
from agent.guard.field import is_search
from agent.guard.money import SIGNED
from agent.guard.titled import without_titles
from agent.guard.way import slides
from agent.guard.wording import begins_order, table
from device.screen import Observation, UIElement

_QUOTED = re.compile(r"[\"“„«「『‘][^\"“”»」』’]*[\"“”»」』’]")
"""What a label speaks of and does not order: the word in 'See “send”'."""
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_EXPLAINS = re.compile(
    r"(?:how|what|why|when|where|who|which|about|learn|faq)\b|如何|怎[么样]|为什么|什么|关于|了解", re.I
)
"""How a text begins that is read and not obeyed."""
_UNFOLDS = re.compile(
    r"(?:show|hide|expand|collapse|see) (?:all |more |less )?(?:details|more|less)"
    r"|(?:显示|隐藏|展开|收起)(?:更多|详情|详细信息)",
    re.I,
)
"""What describes a control whose text is a part of what it unfolds."""
_AHEAD = re.compile(
    r"(?:tap|press|click|hold|touch|confirm|proceed|continue|agree|yes|go)\b|点击|点按|轻触|长按|确认|继续|同意|立即|马上",
    re.I,
)
"""What may stand before the order in a line that is one."""
_FILE = re.compile(r"\S\.[A-Za-z0-9]{2,4}$")
_TAKES_OFF = re.compile(r"(?:remove|移除)\s*(?P<what>.*)", re.I)
_UNLOCK = re.compile(r"(?:(?:tap|press|hold|slide) to )?unlock|(?:点击|长按|滑动)?解锁", re.I)
_LOCKED = re.compile(
    r"(?:the )?(?:screen|touch|controls?)(?: is| are)? locked"
    r"|(?:tap|press|hold|slide) to unlock|(?:屏幕|触摸)已锁定|(?:点击|长按|滑动)解锁|[\d:/%\s-]*",
    re.I,
)
"""What a page tells whose own controls are locked."""
_PART = re.compile(r"attachment|recipient|附件|收件人", re.I)


def orders(control: UIElement, observation: Observation, said: str = "") -> tuple[str, ...]:
    """The texts of a control that can be commands; `said` is all that the person told.

    A row's first text is its name and those below tell more, unless they begin as an order. Of a button every
    text counts.
    """
    says = without_titles(said_by(control, observation), control, observation, said)
    says = tuple(_QUOTED.sub("", text).strip() or text for text in says)
    if is_button(control):
        return tuple(text for text in says if not _takes_off_part(text, control, observation))
    if any(_UNFOLDS.fullmatch(text) for text in own(control)):
        says = tuple(text for text in says if text in own(control)[1:])
    says = tuple(_ADDRESS.sub("", text) for text in says)
    if len(says) > 1 and _heads(says):
        says = says[1:]
    rest = tuple(text for text in says[1:] if _begins(text, observation.package))
    return tuple(
        text
        for text in (*says[:1], *rest)
        if not _EXPLAINS.match(text) and not _takes_off_part(text, control, observation)
    )


def only_begins_a_letter(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether a control that says this leads to a form: a letter is forwarded, or answered to all.

    So it is where an answer can be chosen beside it and nothing can be typed; in a chat there is a field.
    """
    if not any(bare(text) in entry.letters for entry in table().classes):
        return False
    answers = frozenset().union(*(entry.answers for entry in table().classes))
    window = window_of(control, observation)
    return not any(e.is_editable for e in observation.elements) and any(
        bare(told) in answers for e in window if e is not control for told in own(e) if told != text
    )


def only_names_texts(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether the word that is on the button which sends a text is the name of an app or of what it shows.

    So it is where it can't be pressed, and where nothing is typed. Of what was read off a picture neither is
    known.
    """
    if not any(entry.is_chat_button(text, observation.package) for entry in table().classes):
        return False
    fields = (e for e in window_of(control, observation) if e.is_editable and not is_search(e))
    return control.source == "tree" and not (control.is_clickable and any(fields))


def only_unlocks_the_page(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether "Unlock" frees nothing but the page's own controls, as over a film: nothing is told beside it.

    Of what was read off a picture, or of a tree that is not whole, that isn't known.
    """
    is_known = control.source == "tree" and not observation.tree_error and not observation.tree_cut
    if not is_known or not _UNLOCK.fullmatch(text):
        return False
    return not any(
        e.is_editable or not all(_LOCKED.fullmatch(told) for told in own(e))
        for e in window_of(control, observation)
        if not within(e.bounds, control.bounds) and not within(control.bounds, e.bounds)
    )


def page_of(control: UIElement, observation: Observation) -> str:
    """All that a control's window tells, but what was typed; line by line."""
    shown = (
        (e.hint, e.content_description) if e.is_editable else (e.text, e.content_description)
        for e in window_of(control, observation)
    )
    return "\n".join(text for texts in shown for text in texts if text)


def _begins(text: str, package: str) -> bool:
    return slides(text) or _AHEAD.match(text) is not None or begins_order(text, package)


def _heads(says: tuple[str, ...]) -> bool:
    """Whether the first of several texts names a page, and the others tell what is on it, at no price."""
    first, *others = says
    is_heading = any(first in entry.headings for entry in table().classes)
    return is_heading and not any(SIGNED.search(text) for text in others)


def _takes_off_part(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether it takes a file or a person off a message that is being written and not sent yet."""
    found = _TAKES_OFF.fullmatch(text)
    if found is None or not (_FILE.search(found["what"]) or _PART.search(found["what"])):
        return False
    window = window_of(control, observation)
    send = next(entry for entry in table().classes if entry.name == "send")
    return any(e.is_editable for e in window) and any(
        e.is_clickable and any(send.words.fullmatch(told) for told in own(e))
        for e in window
        if not within(control.bounds, e.bounds)
    )
