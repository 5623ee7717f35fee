"""What comes between that nobody asked for: apps that break down, offers, advertisements, unreadable screens.

Each is answered before any skill looks at the screen. Only what a person would press without a thought is
pressed: waiting, closing, putting off. Back is none of it, as it does nothing in some of these.
"""

import re

from agent.action.action import Answer, Click, Note, Wait
from agent.action.touched import is_button, is_dialog, window_of
from agent.language.name import canon
from agent.offline.decision import PastStep
from agent.offline.step.history import LIST, Past, named
from agent.offline.step.listpage import has_id
from agent.offline.step.move import Act, Move, Stuck, click
from agent.perception.scene import Scene
from agent.run.step import Outcome
from device.screen import UIElement

CLOSED = "closed: "
"""How the history calls the end of an app that broke down; what was begun in it is lost."""
HUNG = "not responding: "
"""How the history calls an answer to an app that hangs."""
_UNASKED = "unasked: "
_NOT_NOW = (
    "Not now", "Later", "Maybe later", "Remind me later", "No, thanks", "No thanks", "Skip", "Skip ad",
    "Dismiss",
    "以后再说", "稍后", "稍后提醒我", "下次再说", "不，谢谢", "不用了", "暂不", "跳过", "跳过广告", "忽略",
)  # fmt: skip
_FINE = ("OK", "Got it", "Close", "确定", "知道了", "我知道了", "关闭", "好")
_SKIPPABLE_SOON = re.compile(
    r"\s*skip (?:ads? )?in \d+ ?(?:s|sec|seconds)?[.…]*\s*|\s*\d+ ?秒后(?:可|即可)?跳过.{0,3}", re.IGNORECASE
)
_CROSS = re.compile(r"(?:^|_)(?:close|dismiss|cross)(?:_|$)")
_KEEPS = (
    "save", "keep", "send", "call: ", "number: ", "delete: ", "tick", "shutter", "copy", "clear", "OK (",
    "alarm: ", "timer: ", "stopwatch: ",
)  # fmt: skip
"""How the history calls what may leave something behind."""
_PAUSES = (1.0, 2.0, 3.5, 4.5, 5.5)
"""Seconds between looks at a screen that cannot be read; none twice, so that it is no going in circles."""
_WAITS, _WAIT = 3, 4.0
_DOUBT, _DOUBTS = 3.0, 3
"""Seconds before a second look, which tell it from other waits; and how many one thing may take."""
_STILL = 2.5
"""Seconds to wait where a tap did nothing twice: the app may be busy."""
_HELD = 1.5
"""Seconds between looks at an advertisement."""
_MOST = 6
_SMALLER = 0.8
"""Part of the screen that no dialog exceeds."""


def between(scene: Scene, past: Past) -> Move | None:
    """The answer to whatever came between; None where nothing did."""
    return _broken_down(scene, past) or _unasked(scene, past) or _busy(past)


def _busy(past: Past) -> Act | None:
    """A moment for an app where the same tap did nothing twice in a row."""
    last = past.steps[-2:]
    if len(last) < 2 or not all(
        isinstance(step.action, Click) and step.outcome == Outcome.NO_CHANGE for step in last
    ):
        return None
    if last[0].action != last[1].action or " slider (" in named(last[0].action):
        return None
    return Act(Wait(seconds=_STILL), "Nothing came of two taps: the app may be busy")


def was_unasked(name: str, label: str) -> bool:
    """Whether a tap was on what nobody asked for, as the history calls it or as its button says."""
    said = {canon(text) for text in _NOT_NOW}
    return name.startswith((_UNASKED, CLOSED, HUNG)) or canon(label) in said


def since_breakdown(past: Past) -> Past:
    """The steps that still count: all that was begun in an app that broke down is lost.

    Where something may have been kept, sent or deleted by then, the steps before stay, so that the skill
    looks whether it was, and does nothing twice.
    """
    since = past.since(CLOSED)
    before = past.steps[: len(past.steps) - len(since.steps)]
    return past if any(named(step.action).startswith(_KEEPS) for step in before) else since


def doubted(move: Move, past: Past) -> Move:
    """What rests on what was not seen is believed at the second look, after a moment.

    A list may not have loaded to its end, and what a phone prints of its screen may break off. A wait ends a
    row of scrolls, so that lists are gone through anew; rows noted on the way stay known.
    """
    unsure = not move.sure if isinstance(move, Stuck) else move.doubtful
    waits = [n for n, step in enumerate(past.steps) if step.action == Wait(seconds=_DOUBT)]
    since = past.steps[waits[-1] + 1 :] if waits else past.steps
    again = bool(waits) and all(_only_looks(step) for step in since)
    if not unsure or again or len(waits) >= _DOUBTS or any(step.refused for step in past.steps):
        return move
    return Act(Wait(seconds=_DOUBT), "Perhaps not everything shows: looking again in a moment")


def _only_looks(step: PastStep) -> bool:
    return isinstance(step.action, Wait | Note | Answer) or named(step.action).startswith(LIST)


def _broken_down(scene: Scene, past: Past) -> Move | None:
    """Wait for an app that hangs, a few times; let go of one that stopped."""
    wait, close = (_of(scene, name) for name in ("aerr_wait", "aerr_close"))
    last = named(past.last.action) if past.last is not None else ""
    if wait is None and close is None:
        return Act(Wait(seconds=_WAIT), "The app needs time to come back") if last.startswith(HUNG) else None
    if wait is not None and len(past.touched(HUNG)) < _WAITS:
        return click(wait, f"{HUNG}wait", "The app does not answer: it may come back")
    answer = close or _of(scene, "aerr_restart")
    if answer is None or len(past.touched(CLOSED)) >= _MOST:
        return Stuck("The app breaks down again and again")
    return click(answer, f"{CLOSED}{answer.label}", "The app broke down, and what was begun in it is lost")


def _of(scene: Scene, name: str) -> UIElement | None:
    return next((e for e in scene.elements if has_id(e, name) and e.bounds.area and e.is_enabled), None)


def unreadable(scene: Scene, past: Past) -> Move | None:
    """Look again at a screen of which nothing or only a part can be read, a few times; None where all can."""
    seen = scene.observation
    if any(e.label or e.is_clickable for e in seen.elements) and not seen.tree_cut:
        return None
    looked = 0
    while looked < len(past.steps) and isinstance(past.steps[-1 - looked].action, Wait):
        looked += 1
    if looked < len(_PAUSES):
        return Act(Wait(seconds=_PAUSES[looked]), "Not all on this screen can be read: looking again")
    cut = "the phone tells of a part of it only" if seen.tree_cut else "the phone tells of nothing on it"
    why = seen.tree_error or cut
    return Stuck(f"The screen cannot be read ({why}); a model that sees pictures can go on here")


def _unasked(scene: Scene, past: Past) -> Act | None:
    """Put off an offer, close an advertisement, take note of a message."""
    latest = past.steps[-_MOST:]
    if len(latest) == _MOST and all(named(step.action).startswith(_UNASKED) for step in latest):
        return None
    waits = sum(step.action == Wait(seconds=_HELD) for step in latest)
    if waits < _MOST and any(_SKIPPABLE_SOON.fullmatch(e.text) for e in scene.elements if not e.is_editable):
        return Act(Wait(seconds=_HELD), "An advertisement that cannot be skipped yet")
    closes = _put_off(scene) or _acknowledged(scene) or _cross(scene)
    return click(closes, f"{_UNASKED}{closes.label or 'close'}", "Nobody asked for this") if closes else None


def _put_off(scene: Scene) -> UIElement | None:
    """A button that says no for now, or the small words that skip an advertisement; never a row of a list."""
    for element in scene.labelled(_NOT_NOW):
        skips = has_id(element, "skip", "ad_skip", "btn_skip", "skip_ad", "skip_button")
        if element.is_enabled and element.is_clickable and (skips or is_button(element)):
            return element
    return None


def _dialog(scene: Scene) -> list[UIElement]:
    """The elements of the window in front where that is a dialog that asks for nothing to be entered."""
    box = [e for e in scene.elements if e.package_name != "com.android.systemui"]
    window = window_of(box[-1], scene.observation) if box else []
    if not window or not is_dialog(window, scene.observation):
        return []
    width, height = scene.observation.size
    large = max(e.bounds.area for e in window) > _SMALLER * width * height
    return [] if large or any(e.is_editable or e.is_checkable for e in window) else window


def _acknowledged(scene: Scene) -> UIElement | None:
    """The only button of a dialog that tells something."""
    pressable = [e for e in _dialog(scene) if e.is_clickable]
    wanted = {canon(label) for label in _FINE}
    only = pressable[0] if len(pressable) == 1 else None
    return only if only is not None and canon(only.label) in wanted and is_button(only) else None


def _cross(scene: Scene) -> UIElement | None:
    """A cross without a name in the corner of a dialog."""
    for element in _dialog(scene):
        name = element.resource_id.rpartition("/")[2]
        if element.is_clickable and element.is_enabled and not element.label and _CROSS.search(name):
            return element
    return None
