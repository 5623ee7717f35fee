"""A walk made on a phone with the loop's own grounding and hand, without the loop."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.action.action import Action, Answer, Wait, describe, targets
from agent.action.perform import touch
from agent.perception.resolution import contact_of, resolve
from benchmarks.ordinary.case import Arrival, Item, OrdinaryCase, StateCheck, Thing
from benchmarks.ordinary.inventory import inventory
from benchmarks.ordinary.stage import staged
from device.client import Device
from device.error import TapwrightError
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.messages.delivery import deliver
from device.phone.phone import Phone
from device.screen import Observation
from grounding.target import TargetNotFound
from grounding.tree import TreeGrounder

_LEAST = 0.3
"""A finding that is less sure is none, as in the loop."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of a walk."""

    case: OrdinaryCase
    stopped: str
    """The step that could not be made, and why; "" where all were."""
    unmet: tuple[str, ...]
    """Checks that do not hold."""
    unnamed: tuple[str, ...]
    """Changes that no check names."""
    screen: Observation
    """What showed in the end, or where it stopped."""

    @property
    def missed(self) -> tuple[str, ...]:
        """What keeps the goal from being reached."""
        return (*self.unmet, *self.unnamed)

    @property
    def reached(self) -> bool:
        """Whether every step was made and every check holds."""
        return not self.stopped and not self.missed

    @property
    def came_about(self) -> bool:
        """Whether every step was made and every check holds, whatever else changed."""
        return not self.stopped and not self.unmet


def walked(case: OrdinaryCase, arrivals: Sequence[Arrival] = ()) -> Walked:
    """Make the walk on a phone of its own, with messages that arrive on the way, and look what it came to."""
    phone = staged(case)
    before, answers, stopped = inventory(phone), [], ""
    with Device(InProcessTransport(phone)) as device:
        for number, action in enumerate(case.walk, 1):
            for arrival in arrivals:
                if arrival.before == number:
                    deliver(phone.context(), arrival.who, arrival.body)
            try:
                make(action, device)
            except TapwrightError as error:
                stopped = f"step {number}, {describe(action)}: {error}"
                break
            if isinstance(action, Answer):
                answers.append(Item(Thing.ANSWER, "", action.text))
        device.settle()
        screen = device.observe(screenshot=False)
    now = [*inventory(phone), *answers]
    return Walked(
        case,
        stopped,
        tuple(unmet(case.checks, before, now)),
        tuple(unnamed(case.checks, before, now)),
        screen,
    )


def make(action: Action, device: Device) -> None:
    """One action on the screen that shows. Raises TapwrightError where there is no place for it."""
    if isinstance(action, Wait):
        device.wait(action.seconds)
        return
    device.settle()
    seen = device.observe(screenshot=False)
    spots = []
    for number, target in enumerate(targets(action)):
        found = TreeGrounder().ground(seen, target)
        if found.confidence < _LEAST:
            raise TargetNotFound(f"{target.description!r} may be several things")
        spots.append(resolve(found, target, contact_of(action, number), seen, checks=True))
    touch(action, tuple(spots), seen, device)


def missed(
    checks: Sequence[StateCheck], before: Sequence[Item], phone: Phone, answers: Sequence[Item] = ()
) -> Iterator[str]:
    """What keeps the goal from being reached, in words; nothing where it is.

    A check holds for a thing that was not so before. What came, went or changed must be named by a check,
    and no more often than it is named: a second message to the same person is one too many.
    """
    now = [*inventory(phone), *answers]
    yield from unmet(checks, before, now)
    yield from unnamed(checks, before, now)


def unmet(checks: Sequence[StateCheck], before: Sequence[Item], now: Sequence[Item]) -> Iterator[str]:
    """The checks that do not hold, in words."""
    came, went = changes(before, now)
    for check in checks:
        changed, still = (went, now) if check.gone else (came, [])
        if not any(_meets(check, item) for item in changed) or any(_meets(check, item) for item in still):
            yield f"not so: {check}"


def unnamed(checks: Sequence[StateCheck], before: Sequence[Item], now: Sequence[Item]) -> Iterator[str]:
    """The changes that no check names, in words."""
    came, went = changes(before, now)
    for word, items in (("came", came), ("went", went)):
        for item in items:
            alike = sum((item.thing, item.name) == (other.thing, other.name) for other in items)
            if alike > sum(names(check, item) for check in checks):
                yield f"{word}: {item}"


def changes(before: Sequence[Item], now: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What came and what went."""
    was, present = Counter(before), Counter(now)
    return list((present - was).elements()), list((was - present).elements())


def names(check: StateCheck, item: Item) -> bool:
    """Whether the check is about that; what an app may comes and goes with the app."""
    allowed = item.thing is Thing.PERMISSION and check.thing is Thing.APP
    name = item.name.partition(" ")[0] if allowed else item.name
    return (check.thing, check.name) == (Thing.APP if allowed else item.thing, name)


def _meets(check: StateCheck, item: Item) -> bool:
    """Whether that is what the check asks for."""
    return (
        (check.thing, check.name) == (item.thing, item.name)
        and item.at.startswith(check.at)
        and all(text in item.text for text in check.has)
        and not any(text in item.text for text in check.lacks)
    )
