"""The button that a page is about, found by structure, and what the page says that can be done there."""

import re

from agent.action.touched import bare, holders, is_button, is_dialog, is_list, is_low, own, window_of
from agent.guard.answer import is_order, says_no
from agent.guard.field import is_search
from agent.guard.kind import NUMBER, chooses_view
from agent.guard.lexicon import classes_of, is_harmless
from agent.guard.money import NUMBERS, names_sum
from agent.guard.page import is_filled, told_in
from device.screen import Observation, UIElement

_DENSE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힣]")
_SENTENCE = 3
"""Words of a text that is composed, and no name or number."""
_FEW_WORDS = 4
"""Words beside an amount of what is to be paid; what has more tells about it."""
_PARTS = re.compile(r"[·|−+%–—-]")
"""What stands in a line of an account or of a table, beside its amount."""


def is_main(control: UIElement, observation: Observation) -> bool:
    """Whether a control is what its page is about, by its place among the last buttons outside lists.

    Of buttons that stand one above the other the topmost leads on, of those side by side the last one. Beside
    a known order no other button is it.
    """
    window = window_of(control, observation)
    others = (text for e in window if e is not control and is_button(e) for text in own(e))
    if is_dialog(window, observation) or any(classes_of(text) or is_order(bare(text)) for text in others):
        return False
    buttons = [e for e in window if _may_lead_on(e, observation)]
    group = _last_group([*buttons, *(e for e in window if is_button(e) and says_no(e))])
    leading = [e for e in group if e in buttons]
    if control not in leading:
        return False
    if len({e.bounds.top for e in group}) > 1:
        return control.bounds.top == min(e.bounds.top for e in group)
    return control.bounds.left == max(e.bounds.left for e in leading)


def _last_group(buttons: list[UIElement]) -> list[UIElement]:
    """The lowest buttons: those of one row, else those that stand close above each other."""
    listed = sorted(buttons, key=lambda e: (-e.bounds.top, -e.bounds.left))
    row = [e for e in listed if e.bounds.top == listed[0].bounds.top]
    if len(row) > 1:
        return row
    group = listed[:1]
    for button in listed[1:]:
        below = group[-1].bounds
        if 0 <= below.top - button.bounds.bottom <= below.height:
            group.append(button)
    return group


def _may_lead_on(control: UIElement, observation: Observation) -> bool:
    return (
        control.source == "tree"
        and control.is_clickable
        and is_button(control)
        and is_low(control, observation)
        and not chooses_view(control)
        and not says_no(control)
        and not any(is_list(holder) for holder in holders(control, observation))
    )


def offered(window: list[UIElement], observation: Observation) -> set[str]:
    """The classes of what a page says beside its buttons; none where it names nothing that could be done."""
    told = told_in(window, observation)
    found: set[str] = set()
    if any(map(is_due, told)) and any(map(_goes_no_further, window)):
        found.add("payment")
    if any(NUMBER.search(text) for text in told) or any(map(_is_composed, window)):
        found.add("send")
    return found


def is_due(text: str) -> bool:
    """Whether a text tells one amount of money and what that is: "Total 17,80 €", no line of an account."""
    rest = NUMBERS.sub(" ", text)
    return (
        names_sum(text)
        and len(NUMBERS.findall(text)) == 1
        and not _PARTS.search(rest)
        and len(re.findall(r"[^\W\d_]+", rest)) <= _FEW_WORDS
    )


def _goes_no_further(control: UIElement) -> bool:
    """Whether a button says no, or something harmless: so an unknown one beside it is what goes on."""
    is_pressable = control.is_clickable and not control.is_editable
    return is_pressable and (says_no(control) or any(map(is_harmless, own(control))))


def _is_composed(field: UIElement) -> bool:
    """Whether somebody wrote more than a name or a number into a field."""
    if not field.is_editable or not is_filled(field) or is_search(field) or is_harmless(field.hint):
        return False
    return len(field.text.split()) >= _SENTENCE or len(_DENSE.findall(field.text)) >= 2 * _SENTENCE
