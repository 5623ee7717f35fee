"""The way to a page: open the app, follow rows that lead on, look further down, turn back where it ends."""

from typing import Literal

from agent.action.action import NavigateBack, OpenApp, Swipe
from agent.language.feature import Feature, parents
from agent.language.name import canon
from agent.offline.step.history import LIST, Past, named
from agent.offline.step.move import Act, Move, Stuck, click
from agent.perception.scene import Scene
from agent.run.status import Cause
from agent.run.step import Outcome
from device.screen import UIElement
from grounding.target import Target

_LONGEST_SEARCH = 45
_FARTHEST_SCROLL = 15
_LAUNCHES = 3
_SETTINGS = ("Settings", "设置")
Way = Literal["down", "up"]


def launch(names: tuple[str, ...], past: Past) -> Move:
    """Open an app by the first of its names that the phone knows."""
    tries = past.launches()
    failed = {step.action.app_name for step in tries if isinstance(step.action, OpenApp) and step.error}
    name = next((name for name in names if name not in failed), None)
    if name is None:
        return Stuck(
            f"The phone would not open {names[0]}: {tries[-1].error}", sure=True, cause=Cause.NOT_FOUND
        )
    if len(tries) - len(failed) >= _LAUNCHES:
        return Stuck(f"{name} does not come to the front")
    return Act(OpenApp(app_name=name), f"{name} is to be in front", f"{name} is in front")


def sweep(scene: Scene, past: Past, *, upwards: bool = True) -> Act | None:
    """The next scroll of a look over the whole list, down and then up; None when all was seen."""
    ways: tuple[Way, ...] = ("down", "up") if upwards else ("down",)
    return next((move for way in ways if (move := further(way, scene, past))), None)


def further(way: Way, scene: Scene, past: Past) -> Act | None:
    """The next scroll that way; None where it goes no further."""
    gone = [step for step in past.scrolls() if named(step.action) == f"{LIST} {way}"]
    ended = any(step.outcome != Outcome.SUCCESS or step.error for step in gone)
    if scene.scroller is None or ended or len(gone) >= _FARTHEST_SCROLL:
        return None
    return Act(_stroke(scene.scroller, way), f"Looking further {way}")


def _stroke(area: UIElement, way: str) -> Swipe:
    """A swipe near the left edge: the middle is where floating buttons are, which would swallow it."""
    box = area.bounds
    x = box.left + box.width * 0.15
    low, high = box.top + box.height * 0.75, box.top + box.height * 0.3
    start, end = (low, high) if way == "down" else (high, low)
    return Swipe(start=Target(description=f"{LIST} {way}", point=(x, start)), end=Target(point=(x, end)))


def on_its_page(scene: Scene, past: Past, item: Feature) -> bool:
    """Whether a control with the item's label is the item: other pages have others of the same name."""
    if not scene.settings:
        return False
    if not scene.title:
        return True
    own = {canon(label) for labels in (item.rows, *parents(item)) for label in labels}
    top = scene.up is None and scene.title in _SETTINGS
    return top or canon(scene.title) in own or canon(past.entered_by(scene.page)) in own


def seek(scene: Scene, past: Past, item: Feature) -> Move:
    """The next move towards a setting that is not on this screen."""
    if len(past.steps) >= _LONGEST_SEARCH:
        return Stuck(f"I could not find {item.title} in Settings", cause=Cause.NOT_FOUND)
    if not scene.settings:
        return launch(_SETTINGS, past)
    ways = parents(item)
    for labels in (item.rows, *reversed(ways)):
        found = scene.link(labels)
        if found is not None and not past.opened(scene.page, found[1].label):
            row, label = found
            return click(row, label.label, f"{item.title} should be behind {label.label}", label.label)
    arrived = past.arrived_by
    followed = arrived is not None and not isinstance(arrived.action, NavigateBack)
    expected = bool(ways) and canon(scene.title) in {canon(label) for label in ways[-1]}
    if followed or expected or scene.up is None:
        further = sweep(scene, past, upwards=not followed)
        if further is not None:
            return further
    if scene.up is None and past.backs() > 0:
        return Stuck(f"Settings shows no {item.title} that I could find", cause=Cause.NOT_FOUND)
    return Act(NavigateBack(), f"{item.title} is not on {scene.title or 'this page'}")
