"""Exploring an app by hand: which pages there are, which leads to which, and what each switch changes.

Nothing is typed, and nothing touched that the guard would ask about. A switch is put back as soon as it is
known what it does. What it does becomes a kind of task with an exact predicate, without anybody who knows the
app (MobileForge explores before it proposes, too: docs/practice.md).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent.action.action import Click
from agent.guard.allowance import GuardPolicy
from agent.guard.single import judge_single
from agent.perception.page import summarise
from agent.proposal.kind import Kind
from agent.proposal.wish import Wish
from agent.run.step import Spot
from device.client import Device
from device.error import ActionRejected
from device.screen import Observation, Point
from device.state.census import Change, put_setting_back, take
from grounding.control import Control, controls
from grounding.target import Target

TOUCHES = 80
"""Of one app, at most."""
_DEEPEST = 4
_STEPS = 2
"""Steps that a switch takes beside the way to its page: opening the app, and the switch."""
_STANDS_BESIDE = 0.97
"""The least weight of a name that can be read on the thing or beside it (`grounding.control`)."""


@dataclass(frozen=True, slots=True)
class Way:
    """A touch that led from one page to another."""

    source: str
    name: str
    """What was touched."""
    goal: str


@dataclass
class Graph:
    """What exploring showed."""

    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of what each page shows, by the page's own short name."""
    ways: list[Way] = field(default_factory=list)
    kinds: dict[str, Kind] = field(default_factory=dict)
    """A kind of task for each switch whose effect can be told."""
    touches: int = 0
    left: tuple[str, ...] = ()
    """What is not as it was, and could not be put back: an app remembers what was looked at."""

    @property
    def reached(self) -> frozenset[str]:
        """Packages of which a page was seen."""
        return frozenset(page.partition(":")[0] for page in self.pages)


Path = tuple[str, ...]
"""What is touched, from an app's first page on."""


def explore(device: Device, packages: Sequence[str], *, touches: int = TOUCHES) -> Graph:
    """Look through these apps, nearest pages first; the phone is left at home, its settings as they were.

    Raises DeviceError when the phone is gone.
    """
    graph = Graph()
    before = take(device)
    for package in packages:
        _explore_app(device, package, graph, touches)
    device.home()
    for change in before.changes(take(device, before)):
        put_setting_back(device, change)  # some pages turn things on by themselves, as pairing does Bluetooth
    graph.left = tuple(map(str, before.changes(take(device, before))))
    return graph


def _explore_app(device: Device, package: str, graph: Graph, touches: int) -> None:
    begun = graph.touches
    waiting: deque[Path] = deque([()])
    while waiting and graph.touches - begun < touches:
        path = waiting.popleft()
        seen = _at(device, package, path)
        if seen is None:
            continue
        page = summarise(seen)
        if page in graph.pages:
            continue
        graph.pages[page] = tuple(_by_name(seen))
        here: Observation | None = seen
        for name in [_name(control) for control in _harmless(seen)]:
            if graph.touches - begun >= touches:
                return
            here = _back_on(device, here, page, package, path)
            control = _by_name(here).get(name) if here else None
            if here is None or control is None:
                continue
            graph.touches += 1
            if control.element.is_checkable:
                here = _try_switch(device, here, control, path, graph)
                continue
            device.tap(_point(control))
            here = _looked(device)
            if here.package != package or summarise(here) == page:
                continue
            graph.ways.append(Way(page, name, summarise(here)))
            if len(path) < _DEEPEST:
                waiting.append((*path, name))


def _back_on(
    device: Device, here: Observation | None, page: str, package: str, path: Path
) -> Observation | None:
    """The page again: as it is, else by Back, else all the way from the app's first one."""
    if here is not None and summarise(here) == page:
        return here
    device.back()
    here = _looked(device)
    return here if summarise(here) == page else _at(device, package, path)


def _try_switch(device: Device, seen: Observation, control: Control, path: Path, graph: Graph) -> Observation:
    """Turn a switch, see what the phone holds differently, and turn it back."""
    before = take(device)
    device.tap(_point(control))
    _looked(device)
    changes = before.changes(take(device, before))
    device.tap(_point(control))
    now = _looked(device)
    if len(changes) == 1 and all(map(_is_default, before.changes(take(device, before)))):
        name = _name(control)
        turned = "off" if control.element.is_checked else "on"
        kind = _kind(seen.package, path, name, turned, changes[0])
        graph.kinds[f"{seen.package.rpartition('.')[2]}-{'-'.join((*path, name))}-{turned}"] = kind
    return now


def _is_default(change: Change) -> bool:
    """Whether it only spells out a setting that was at its default."""
    return change.place.startswith("setting ") and change.kind == "added"


def _kind(package: str, path: Path, name: str, turned: str, change: Change) -> Kind:
    cells = {column: value for column, value in change.after if not isinstance(value, bytes)}
    page = path[-1] if path else ""
    where = f" ({page})" if page else ""
    verb = {"on": ("Turn on", "打开"), "off": ("Turn off", "关闭")}[turned]
    wish = Wish(place=change.place, kind=change.kind, cells=cells, key=change.key)
    quoted = name.replace("{", "{{").replace("}", "}}"), where.replace("{", "{{").replace("}", "}}")
    return Kind(
        app=package,
        package=package,
        steps=len(path) + _STEPS,
        wishes=(wish,),
        en=(f"{verb[0]} {quoted[0]}{quoted[1]}", f"{quoted[0]}{quoted[1]} should be {turned}"),
        zh=(f"{verb[1]}{quoted[0]}{quoted[1]}",),
    )


def _at(device: Device, package: str, path: Path) -> Observation | None:
    """The page at the end of a path from the app's first one; None where the path no longer leads there."""
    device.shell(["am", "force-stop", package])
    try:
        device.open_app(package)
    except ActionRejected:
        return None
    seen = _looked(device)
    for name in path:
        control = _by_name(seen).get(name)
        if control is None or seen.package != package:
            return None
        device.tap(_point(control))
        seen = _looked(device)
    return seen if seen.package == package else None


def _harmless(seen: Observation) -> Iterator[Control]:
    """What may be touched without asking anybody, each name once."""
    for name, control in _by_name(seen).items():
        element = control.element
        if element.is_editable or not element.is_enabled:
            continue
        point = _point(control)
        spot = Spot(point=point, bounds=control.bounds, confidence=1.0, method="tree", label=name)
        action = Click(target=Target(description=name, element=element.index))
        verdict = judge_single(action, (spot,), seen, GuardPolicy())
        if not verdict.classes and not verdict.refusal:
            yield control


def _looked(device: Device) -> Observation:
    device.settle()
    return device.observe(screenshot=False)


def _by_name(seen: Observation) -> dict[str, Control]:
    """What is called how; of a row and the switch in it, the switch."""
    found: dict[str, Control] = {}
    for control in controls(seen):
        name = _name(control)
        known = found.get(name)
        if name and (known is None or (control.element.is_checkable and not known.element.is_checkable)):
            found[name] = control
    return found


def _name(control: Control) -> str:
    """What stands on it, else what stands beside it; "" where only its id tells."""
    return next((name.text for name in control.names if name.weight >= _STANDS_BESIDE), "")


def _point(control: Control) -> Point:
    return control.bounds.center
