"""Timers and the stopwatch."""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from agent.language.intention import ControlClock, DeleteTimer, SetTimer, ShowClock
from agent.language.number import find_duration
from agent.offline.step.clockapp import go_to
from agent.offline.step.history import Past
from agent.offline.step.move import Done, Move, Stuck, click
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from agent.run.status import Cause
from device.screen import UIElement

_START = ("Start", "Resume", "开始", "启动", "继续")
_PAUSE = ("Pause", "Stop", "暂停", "停止")
_RESET = ("Reset", "重置", "复位", "重设")
_LAP = ("Lap", "计圈", "计次")
_DELETE = ("Delete", "Delete timer", "删除", "删除计时器")
_ADD = ("Add timer", "New timer", "添加计时器", "新建计时器")
_BACKSPACE = ("Delete", "Backspace", "删除", "退格")
_LENGTH = re.compile(
    r"(\d{1,2})\s*(?:h|hours?|小时|时)\W*(\d{1,2})\s*(?:m|min|minutes?|分钟?)\W*(\d{1,2})\s*(?:s|sec|seconds?|秒)",
    re.IGNORECASE,
)
_TIMER = re.compile(r"\btimer\b|计时器|定时器", re.IGNORECASE)
_LEFT = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
_GONE = "timer: delete"
"""How the history calls the cross of a timer; followed by the time that had left."""
_LOOK = 5
"""Seconds that a timer runs at most from one look at it to the next."""
_TRIES = 5
_KEYS = 14


def set_timer(want: SetTimer, scene: Scene, past: Past) -> Move:
    """Type the length on the keypad and start; done when it counts."""
    refusal = past.refused("timer")
    if refusal:
        return Stuck(f"The timer could not be set: {refusal}")
    way = go_to("timer", scene, past)
    if way is not None:
        return way
    typed = _typed(scene)
    started = past.touched("timer: start")
    if typed is None:
        if started and scene.button(*_PAUSE) is not None:
            return Done("The timer is running")
        add = scene.button(*_ADD)
        if add is None or len(past.touched("timer: add")) >= _TRIES:
            return Stuck("The clock app shows no keypad for a timer")
        return click(add, "timer: add", "A timer is there already: adding another one", "a keypad")
    return _type(want, typed, scene, past)


def _type(want: SetTimer, typed: str, scene: Scene, past: Past) -> Move:
    hours, rest = divmod(want.seconds, 3600)
    wanted = f"{hours:02}{rest // 60:02}{rest % 60:02}".lstrip("0")
    if typed == wanted:
        if not want.start:
            return Done(f"{str(want).removeprefix('enter ')} is entered and not started")
        start = scene.button(*_START)
        if start is None or len(past.touched("timer: start")) >= _TRIES:
            return Stuck("The timer does not start")
        return click(start, "timer: start", "The length is entered", "the timer runs")
    if len(past.touched("timer key")) >= _KEYS:
        return Stuck("The keypad does not take the length")
    if wanted.startswith(typed):
        digit = wanted[len(typed)]
        key = scene.button(digit)
        if key is None:
            return Stuck(f"The keypad has no key {digit}")
        return click(key, f"timer key {digit}", f"{typed or 'Nothing'} is typed of {wanted}")
    erase = scene.button(*_BACKSPACE)
    if erase is None:
        return Stuck("The keypad holds another length and has no key to delete it")
    return click(erase, "timer key delete", f"{typed} is typed instead of {wanted}")


def _typed(scene: Scene) -> str | None:
    """The digits on the display of the keypad, without leading zeros; None when there is no keypad."""
    if scene.button("1") is None or scene.button("9") is None:
        return None
    for element in scene.elements:
        for text in (element.text, element.content_description):
            found = _LENGTH.fullmatch(text.strip())
            if found is not None:
                return "".join(part.zfill(2) for part in found.groups()).lstrip("0")
    return ""


def delete_timer(want: DeleteTimer, scene: Scene, past: Past) -> Move:
    """Press the cross beside the name that tells its length; done when that very timer is gone."""
    refusal = past.refused("timer")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    way = go_to("timer", scene, past)
    if way is not None:
        return way
    gone = past.touched(_GONE)
    if gone and gone[-1][1] is past.last and (agree := scene.accept()) is not None:
        return click(agree, agree.label, "The phone asks whether it really should")
    mine = [] if _typed(scene) is not None else _timers(want.seconds, scene)
    length = str(DeleteTimer(want.seconds)).removeprefix("delete the ")
    if not mine:
        return sweep(scene, past) or Done(f"There is no {length}", doubtful=True)
    if gone:
        left = gone[-1][0].removeprefix(f"{_GONE} ")
        if any(_may_be(timer, left, past) for timer in mine):
            return Stuck(f"I could not {want}: the button has no effect")
        return Done(f"The {length} with {left} left is gone, another one is there")
    if len(mine) > 1 and not want.last:
        return Stuck(
            f"I could not {want}: there are {len(mine)} of that length; say whether it is the last one",
            which=True,
        )
    first = mine[0]  # a clock has the newest on top
    told = f"This deletes the {length}" + (f" with {first.left} left" if first.left else "")
    return click(first.delete, f"{_GONE} {first.left}".strip(), told)


@dataclass(frozen=True, slots=True)
class _Timer:
    """One on the list, running or not."""

    delete: UIElement
    left: str
    """The time it has left, as it shows it; "" where that is not seen."""


def _timers(seconds: int, scene: Scene) -> list[_Timer]:
    """Those on the screen that are called by this length, from the top."""
    found = []
    crosses = sorted(scene.labelled(_DELETE), key=lambda button: button.bounds.top)
    ends = [button.bounds.top for button in crosses[1:]]
    for button, end in zip_longest(crosses, ends, fillvalue=None):
        assert button is not None
        middle = button.bounds.center.y
        level = [e.text for e in scene.elements if e.bounds.top <= middle < e.bounds.bottom]
        lengths = (find_duration(text) for text in level if re.search(_TIMER, text))
        if any(length is not None and length[0] == seconds for length in lengths):
            below = (e for e in scene.elements if middle < e.bounds.top < (end or e.bounds.bottom))
            left = next((e.text for e in below if _LEFT.fullmatch(e.text)), "")
            found.append(_Timer(button, left))
    return found


def _may_be(timer: _Timer, left: str, past: Past) -> bool:
    """Whether it can be the one that had so much left when its cross was pressed; it may have run since."""
    was, now = _seconds(left), _seconds(timer.left)
    if was is None or now is None:
        return True
    return 0 <= was - now <= _LOOK * (1 + len(past.since(_GONE).steps))


def _seconds(left: str) -> int | None:
    shown = _LEFT.fullmatch(left)
    if shown is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in shown.groups())
    return 3600 * hours + 60 * minutes + seconds


def control_clock(want: ControlClock, scene: Scene, past: Past) -> Move:
    """Press the button, where the state is not as wanted yet."""
    refusal = past.refused(want.tab)
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    way = go_to(want.tab, scene, past)
    if way is not None:
        return way
    if want.tab == "timer" and _typed(scene) is not None and not past.touched("timer: "):
        return Stuck("There is no timer", cause=Cause.NOT_FOUND)
    if len(past.touched(f"{want.tab}: {want.act}")) >= _TRIES:
        return Stuck(f"I could not {want}: the button has no effect")
    match want.act:
        case "start":
            return _until(want, scene, press=_START, seen=_PAUSE, state="running")
        case "pause":
            return _pause(want, scene)
        case "reset":
            return _reset(want, scene)
        case "lap" | "delete":
            return _once(want, scene, past)


def _until(
    want: ControlClock, scene: Scene, press: tuple[str, ...], seen: tuple[str, ...], state: str
) -> Move:
    """Press until the other button is there."""
    if scene.button(*seen) is not None:
        return Done(f"The {want.tab} is {state}")
    button = scene.button(*press)
    if button is None:
        return Stuck(f"The {want.tab} has no button to {want.act} it")
    return click(button, f"{want.tab}: {want.act}", f"The {want.tab} is not {state}", f"it is {state}")


def _pause(want: ControlClock, scene: Scene) -> Move:
    button = scene.button(*_PAUSE)
    if button is not None:
        return click(button, f"{want.tab}: pause", f"The {want.tab} is running", "it stands still")
    if scene.button(*_START) is None:
        return Stuck(f"The {want.tab} has no button to pause it")
    return Done(f"The {want.tab} is not running")


def _reset(want: ControlClock, scene: Scene) -> Move:
    button = scene.button(*_RESET)
    if button is not None:
        return click(button, f"{want.tab}: reset", f"The {want.tab} has run", "it is back at the start")
    running = scene.button(*_PAUSE)
    if running is not None:
        return click(running, f"{want.tab}: reset (pause first)", "It can be reset only when it stands still")
    return Done(f"The {want.tab} is back at its start")


def _once(want: ControlClock, scene: Scene, past: Past) -> Move:
    name = f"{want.tab}: {want.act}"
    labels = _LAP if want.act == "lap" else _DELETE
    button = scene.button(*labels) if _typed(scene) is None else None  # on a keypad it is the backspace
    if past.touched(name) and (want.act == "lap" or button is None):
        return Done(f"I did {want}")
    if button is None:
        return Stuck(f"There is no button to {want}")
    return click(button, name, f"The button to {want.act} is there")


def show_clock(want: ShowClock, scene: Scene, past: Past) -> Move:
    """Done when the tab is in front."""
    tab: Literal["alarm", "clock", "timer", "stopwatch"] = want.tab
    return go_to(tab, scene, past) or Done(f"The {want.tab} page is open")
