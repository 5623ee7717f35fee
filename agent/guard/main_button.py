"""The button that a page is about, found by structure, and what it does where its label is not understood.

What is harmless has to be known: a label that no app's texts tell as an order, as an answer or as harmless is
taken for what its page suggests.
"""

import re

from agent.action.touched import (
    bare,
    holders,
    is_button,
    is_dialog,
    is_list,
    is_low,
    own,
    window_of,
    words_of_id,
)
from agent.guard.answer import PRIMARY, says_no
from agent.guard.field import is_search
from agent.guard.fold import fold
from agent.guard.kind import NUMBER, SETTINGS, chooses_view
from agent.guard.lexicon import classes_of, is_harmless
from agent.guard.money import NUMBERS, names_sum
from agent.guard.page import is_filled, told_in
from agent.guard.wording import LAUNCHER, table
from device.screen import Observation, UIElement

_STACK = 0.6
"""Buttons of one group lie at most this part of their height apart."""
_SIZE = re.compile(r"\d\s?(?:[MG]B|[МГ]Б|[MG]o)\b")
"""The size of what can be downloaded."""
_STEM, _DENSE_STEM = 4, 2
"""Letters that two forms of one word begin with, in scripts with blanks between words and without."""
_DENSE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힣]")
_SENTENCE = 3
"""Words of a text that is composed, and no name or number."""
_FEW_WORDS = 4
"""Words beside an amount of what is to be paid; what has more tells about it."""
_PARTS = re.compile(r"[·|−+%–—-]")
"""What stands in a line of an account or of a table, beside its amount."""


def deed_of_main_button(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of a page's main button whose words are not understood; empty for any other control."""
    window = window_of(control, observation)
    if LAUNCHER.search(observation.package) or not says or not is_main(control, window, observation):
        return set()
    if any(is_harmless(text) or text.endswith(("?", "؟", "？")) for text in says):
        return set()
    return offered(says, window, observation)


def is_main(control: UIElement, window: list[UIElement], observation: Observation) -> bool:
    """Whether a control is what its window is about: called so, or placed first among its buttons.

    Of buttons that stand one above the other the topmost leads on, of those side by side the last one. What
    stands in a list, chooses what is shown, says no, or is known from a picture alone is none.
    """
    if is_dialog(window, observation) or not _is_candidate(control, observation):
        return False
    others = [e for e in window if e is not control and is_button(e)]
    if any(_is_known_order(text) for e in others for text in own(e)):
        return False
    if _is_called_main(control):
        return True
    buttons = [e for e in window if _is_candidate(e, observation) or says_no(e)]
    group = _last_group([e for e in buttons if is_button(e)])
    if control not in group:
        return False
    lines = sorted({e.bounds.top for e in group})
    if len(lines) > 1:
        return control.bounds.top == lines[0]
    return control.bounds.left == max(e.bounds.left for e in group if not says_no(e))


def _is_candidate(control: UIElement, observation: Observation) -> bool:
    return (
        control.source == "tree"
        and control.is_clickable
        and not control.is_editable
        and is_low(control, observation)
        and (is_button(control) or _is_called_main(control))
        and not chooses_view(control)
        and not says_no(control)
        and not any(is_list(holder) for holder in holders(control, observation))
    )


def _is_known_order(text: str) -> bool:
    return bool(classes_of(text)) or any(entry.is_bare_order(bare(text)) for entry in table().classes)


def _is_called_main(control: UIElement) -> bool:
    words = set(" ".join(words_of_id(control.resource_id)).casefold().split())
    return bool(words & PRIMARY) or control.class_name.endswith("FloatingActionButton")


def _last_group(buttons: list[UIElement]) -> list[UIElement]:
    """The buttons next to the lowest one: of its width above it, or of its height beside it."""
    lowest = max(buttons, key=lambda e: (e.bounds.bottom, e.bounds.left), default=None)
    if lowest is None:
        return []
    row = [e for e in buttons if e.bounds.top == lowest.bounds.top]
    if len(row) > 1:
        return row
    group = [lowest]
    for button in sorted(buttons, key=lambda e: -e.bounds.bottom):
        top = group[-1].bounds
        near = 0 <= top.top - button.bounds.bottom <= _STACK * top.height
        if near and abs(button.bounds.width - top.width) <= _STACK * top.height:
            group.append(button)
    return group


def offered(says: tuple[str, ...], window: list[UIElement], observation: Observation) -> set[str]:
    """The classes of what a page says beside its buttons; none where it names nothing that could be done."""
    told = told_in(window, observation)
    found: set[str] = set()
    if any(map(_is_due, told)) and (_says_again(says, told[0]) or _is_among_known(window)):
        found.add("payment")
    if any(NUMBER.search(text) for text in told) or any(map(_is_composed, window)):
        found.add("send")
    if any(_SIZE.search(text) for text in told):
        found.add("install")
    if SETTINGS.search(observation.package):
        found.add("delete")
    return found


def _is_due(text: str) -> bool:
    """Whether a text tells one amount of money and what that is: "Total 17,80 €", no line of an account."""
    numbers = NUMBERS.findall(text)
    rest = NUMBERS.sub(" ", text)
    return (
        names_sum(text)
        and len(numbers) == 1
        and not _PARTS.search(rest)
        and len(re.findall(r"[^\W\d_]+", rest)) <= _FEW_WORDS
    )


def _is_among_known(window: list[UIElement]) -> bool:
    """Whether another button there says no, or something harmless: so the unknown one is what goes on."""
    return any(
        e.is_clickable and not e.is_editable and (says_no(e) or any(map(is_harmless, own(e)))) for e in window
    )


def _is_composed(field: UIElement) -> bool:
    """Whether somebody wrote more than a name or a number into a field."""
    if not field.is_editable or not is_filled(field) or is_search(field) or is_harmless(field.hint):
        return False
    return len(field.text.split()) >= _SENTENCE or len(_DENSE.findall(field.text)) >= 2 * _SENTENCE


def _says_again(says: tuple[str, ...], title: str) -> bool:
    """Whether a button says a word of the title, in whatever form: it does what the page is about."""
    there = _stems(title)
    return any(_stems(text) & there for text in says)


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w+", fold(text))
    spaced = {word[:_STEM] for word in words if len(word) >= _STEM and not _DENSE.search(word)}
    dense = {
        word[at : at + _DENSE_STEM]
        for word in words
        if _DENSE.search(word)
        for at in range(len(word) - _DENSE_STEM + 1)
    }
    return spaced | dense
