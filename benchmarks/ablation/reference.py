"""A task done without errors on a fork of its phone: how long it is, its apps, what it carries over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.action.action import Action, Click, InputText, LongPress, OpenApp, Scroll, Swipe, Wait
from agent.action.action import DoubleTap as Double
from agent.action.action import KeyboardEnter as Enter
from agent.action.action import NavigateBack as Back
from agent.action.action import NavigateHome as Home
from agent.effect.effect import Effect
from benchmarks.ablation.listing import effects_of
from benchmarks.ablation.script import Finished, Lost, Script
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.screen import Bounds, Observation, Point
from device.state.census import take
from grounding.target import Target
from tasks.gold.params import Params

_MOST = 400


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a task from having done it once."""

    actions: tuple[Action, ...]
    answer: str
    carried: tuple[str, ...]
    """Texts that are typed or answered where they no longer show, and that the goal does not give."""
    apps: tuple[str, ...] = field(default=())
    """Apps in the order in which they are opened, one after another once."""
    effects: tuple[Effect, ...] = ()
    """What the goal requires, as a careful reader lists it."""


class Undoable(Exception):
    """The task takes something that no action of an agent can do."""


def reference(phone: Phone, task: str, params: Params, goal: str) -> Reference:
    """Do the task on a fork of this phone. Raises Undoable."""
    script = Script(task, params)
    actions: list[Action] = []
    carried: list[str] = []
    with Device(InProcessTransport(phone.fork())) as device:
        before, screen = take(device), look(device)
        while True:
            try:
                move = script.next(screen)
            except NotImplementedError as error:
                raise Undoable(str(error)) from None
            if isinstance(move, Lost) or len(actions) > _MOST:
                script.drop()
                raise Undoable(move.reason if isinstance(move, Lost) else "too long")
            said = move.answer if isinstance(move, Finished) else getattr(move, "text", "")
            if said and said not in goal and not shows(screen, said):
                carried.append(said)
            if isinstance(move, Finished):
                apps, carried = _apps(actions), list(dict.fromkeys(carried))
                changes = before.changes(take(device))
                listed = effects_of(changes, params, move.answer, apps, device)
                return Reference(tuple(actions), move.answer, tuple(carried), apps, listed)
            actions.append(move)
            touch(device, move, screen)
            screen = look(device)


def look(device: Device) -> Observation:
    """The screen once it stands still, without its picture."""
    device.settle()
    return device.observe(screenshot=False)


def shows(screen: Observation, text: str) -> bool:
    """Whether a text stands on the screen."""
    return any(text in element.text or text in element.content_description for element in screen.elements)


def content(screen: Observation) -> tuple[object, ...]:
    """Equal for screens that look alike."""
    states = ((one.label, one.bounds, one.is_checked, one.is_selected) for one in screen.elements)
    return (screen.activity, screen.keyboard_shown, *states)


def touch(device: Device, action: Action, screen: Observation) -> None:
    """Carry an action out as the loop does, every target being where it is."""
    match action:
        case Click() | LongPress() | Double():
            _press(device, action, _spot(action.target, screen).center)
        case InputText():
            device.type_text(action.text, clear=action.clear)
        case Scroll():
            device.scroll(action.direction, _spot(action.target, screen) if action.target else None)
        case Swipe(start=Target() as start, end=Target() as end):
            device.swipe(_spot(start, screen).center, _spot(end, screen).center)
        case Wait():
            device.wait(action.seconds)
        case OpenApp():
            device.open_app(action.app_name)
        case Back():
            device.back()
        case Home():
            device.home()
        case Enter():
            device.press("enter")
        case _:
            raise AssertionError(f"no solver does {action}")


def _press(device: Device, action: Click | LongPress | Double, at: Point) -> None:
    match action:
        case Click():
            device.tap(at)
        case LongPress():
            device.long_press(at)
        case _:
            device.double_tap(at)


def _spot(target: Target, screen: Observation) -> Bounds:
    if target.element is not None:
        return next(one.bounds for one in screen.elements if one.index == target.element)
    assert target.point is not None
    x, y = int(target.point[0]), int(target.point[1])
    return Bounds(x, y, x + 1, y + 1)


def _apps(actions: Sequence[Action]) -> tuple[str, ...]:
    names = [action.app_name for action in actions if isinstance(action, OpenApp)]
    return tuple(name for place, name in enumerate(names) if place == 0 or names[place - 1] != name)
