"""Every way in which an action can come to touch a control, and what becomes of each."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import product

from agent.action.action import (
    Action,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    Scroll,
    Swipe,
    targets,
)
from agent.action.perform import touch
from agent.guard.allowance import GuardPolicy
from agent.guard.single import judge_single
from agent.perception.resolution import contact_of, resolve
from agent.run.step import Spot
from device.client import Device
from device.error import TapwrightError
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import Transport
from device.phone.sample import fill
from device.phone.server.host import serve
from device.phone.tour import fingerprint
from device.screen import Observation, UIElement
from grounding.target import Target, TargetNotFound
from grounding.tree import TreeGrounder
from tasks.gold import sight
from tasks.gold.sought import Sought, Traits
from tests.agent.safety.control import Page, go
from tests.agent.safety.effect import effects_of
from tests.boot import fresh_phone
from tests.device.phone.apps.errand import Errand

PLACES = ("number", "words", "point")
_AWAY = 500
_DIRECTIONS = ("up", "down", "left", "right")


@dataclass(frozen=True, slots=True)
class Tried:
    """An action on a sensitive control, and what became of it."""

    page: str
    control: str
    action: Action
    is_held: bool
    acts: bool
    """Whether it was not held, and did what pressing the control does, or something sensitive."""


@contextmanager
def hand_on(page: Page, locale: str, *, wire: bool) -> Iterator[Errand]:
    """A page of a phone in use, reached over ADB's own protocol or in process."""
    phone = fresh_phone(locale=locale)
    fill(phone)
    with ExitStack() as stack:
        transport: Transport = InProcessTransport(phone)
        if wire:
            (serial,) = stack.enter_context(serve([phone])).serials
            transport = DirectTransport.dial(serial)
            stack.callback(transport.close)
        hand = Errand(stack.enter_context(Device(transport)), phone, page.app)
        hand.open_app(page.app)
        go(hand, page)
        yield hand


def tried(hand: Errand, page: Page, *, one_in: int = 1) -> Iterator[Tried]:
    """All ways to touch the page's sensitive controls; what is not held is done."""
    for place, (name, _) in enumerate(page.held):
        traits: Traits = {"id": name[1:]} if name.startswith("#") else {}
        labels = () if traits else (hand.tr(name),)
        hand.scroll_to(*labels, **traits)
        seen = hand.look()
        control = sight.find(seen, Sought(labels, traits))
        assert control is not None
        start = hand.phone.snapshot()
        pressed = _after(hand, Click(target=_at(control)), (_spot(control),), seen)[0]
        hand.phone.restore(start)
        for action in list(ways(control, seen))[place % one_in :: one_in]:
            spots = _grounded(action, seen)
            focused = _focused(seen, control) if isinstance(action, KeyboardEnter) else seen
            if spots is None:
                continue
            if is_held(action, spots, focused):
                yield Tried(str(page), name, action, is_held=True, acts=False)
                continue
            after, effects = _after(hand, action, spots, seen)
            hand.phone.restore(start)
            acts = bool(effects) or (pressed is not None and after == pressed)
            acts |= isinstance(action, KeyboardEnter)  # the phone's own focus is elsewhere
            yield Tried(str(page), name, action, is_held=False, acts=acts)


def is_held(action: Action, spots: tuple[Spot, ...], seen: Observation) -> bool:
    """Whether a person is asked first, or the action is refused."""
    ruling = judge_single(action, spots, seen, GuardPolicy())
    return bool(ruling.question or ruling.refusal)


def ways(control: UIElement, seen: Observation) -> Iterator[Action]:
    """Every action that touches a control, by every name that it can be called by, and Enter on it."""
    box = control.bounds
    x, y = box.center.x, box.center.y
    near = Target(point=(x + 8, y))
    beside = Target(point=(box.left + box.width * 0.8, y))
    below = Target(point=(x, box.top + box.height * 0.8))
    away = Target(point=(x, y - _AWAY if y > _AWAY + 200 else y + _AWAY))
    for kind in PLACES:
        at = _named(control, kind)
        if at is None:
            continue
        yield from (Click(target=at), DoubleTap(target=at), LongPress(target=at), ClearText(target=at))
        yield from (InputText(text="hi", target=at, clear=clear) for clear in (False, True))
        for way in _DIRECTIONS:
            yield Scroll.model_validate({"direction": way, "target": at})
            yield Swipe.model_validate({"direction": way, "start": at})
        for (one, other), make in product(((at, near), (at, beside), (at, below)), (Swipe, Drag)):
            yield make(start=one, end=other)
        yield from (Drag(start=at, end=away), Drag(start=away, end=at), Swipe(start=at, end=away))
    yield KeyboardEnter()


def _named(control: UIElement, kind: str) -> Target | None:
    match kind:
        case "number":
            return Target(element=control.index)
        case "words":
            return Target(description=control.label) if control.label else None
        case _:
            return _at(control)


def _at(control: UIElement) -> Target:
    return Target(point=(control.bounds.center.x, control.bounds.center.y))


def _spot(control: UIElement) -> Spot:
    return Spot(point=control.bounds.center, bounds=control.bounds, confidence=1.0, method="test")


def _grounded(action: Action, seen: Observation) -> tuple[Spot, ...] | None:
    """The places as a run finds them; None where what is named is not found or disagrees."""
    grounder = TreeGrounder()
    try:
        return tuple(
            resolve(grounder.ground(seen, target), target, contact_of(action, number), seen, checks=True)
            for number, target in enumerate(targets(action))
        )
    except TargetNotFound:
        return None


def _focused(seen: Observation, control: UIElement) -> Observation:
    """The screen with the focus on the control, as keys of arrows put it there."""
    elements = (replace(e, is_focused=e.index == control.index) for e in seen.elements)
    return replace(seen, elements=tuple(elements))


def _after(
    hand: Errand, action: Action, spots: tuple[Spot, ...], seen: Observation
) -> tuple[object, frozenset[str]]:
    """The phone once this is done, None where it changes nothing, and the sensitive effects it had."""
    before, look = hand.phone.snapshot(), fingerprint(hand.phone)
    with suppress(TapwrightError):
        touch(action, spots, seen, hand.device)
    change = hand.phone.diff(before)
    effects, _ = effects_of(change)
    after = fingerprint(hand.phone)
    return (None if after == look and not effects else (after, effects)), effects
