"""What a person does themselves, whatever was allowed: passwords nobody gave, proofs of being human."""

import re
from functools import lru_cache

from agent.action.action import Action, InputText, Swipe
from agent.action.touch import touches_of
from agent.action.touched import control_at, field_at, focused, plain, said_by, window_of
from agent.guard.fold import fold
from agent.guard.way import moves, presses
from agent.guard.wording import table
from agent.run.step import Spot
from device.screen import Observation

_REVEAL = re.compile(r"(?:show|reveal|view|see) (?:the )?pass(?:word|code)|显示密码|查看密码|顯示密碼", re.I)
_LONGEST = 200
"""Characters of a text from which on it is content, and asks nothing."""
_SECRET = re.compile(r"\{\{\s*secret:[^{}]+\}\}")


def to_be_done_by_hand(action: Action, spots: tuple[Spot, ...], observation: Observation, said: str) -> str:
    """What the person is asked to do instead of this action; "" where it needs no hand of theirs.

    `said` is all that the person told: a password in it was given.
    """
    if isinstance(action, InputText):
        field = field_at(observation, spots[0].point) if spots else focused(observation)
        is_given = action.text in said or not _SECRET.sub("", action.text, count=1).strip()
        if field is not None and field.is_password and not is_given:
            return f"Please enter the password yourself{_where(field.label)}: none was given by name"
    touches = touches_of(action, spots, observation)
    if isinstance(action, InputText | Swipe) or any(presses(t, observation) or moves(t) for t in touches):
        puzzle = _puzzle(spots, observation)
        if puzzle:
            return f'Please do this yourself, it asks whether a human is there: "{puzzle}"'
    return ""


def is_secret(text: str) -> bool:
    """Whether a text to type holds a secret by its name."""
    return _SECRET.search(text) is not None


def would_show(action: Action, spots: tuple[Spot, ...], observation: Observation, *, typed: bool) -> str:
    """Why a secret would show, and so be in pictures and prompts, in words for the model; "" if it wouldn't.

    `typed` says that the run has typed one.
    """
    field = field_at(observation, spots[0].point) if spots else focused(observation)
    hides = field is not None and field.is_password
    if isinstance(action, InputText) and is_secret(action.text) and not hides:
        return "a secret is typed only into a field that hides what is typed"
    pressed = [t.control for t in touches_of(action, spots, observation) if presses(t, observation)]
    shown = (text for control in pressed if control for text in said_by(control, observation))
    reveals = typed and any(_REVEAL.search(text) for text in shown)
    return "a secret was typed, and this would show it" if reveals else ""


def _where(label: str) -> str:
    return f' in "{label}"' if label else ""


def _puzzle(spots: tuple[Spot, ...], observation: Observation) -> str:
    """What a captcha says, where the window that is touched is one."""
    control = control_at(observation, spots[0].point) if spots else focused(observation)
    if control is None:
        return ""
    texts = (t for e in window_of(control, observation) for t in (e.text, e.content_description) if t)
    return plain(next(filter(_asks_who_is_there, texts), ""))


@lru_cache(maxsize=4096)
def _asks_who_is_there(text: str) -> bool:
    return len(text) < _LONGEST and table().captcha.search(fold(text)) is not None
