"""Finding one's way in the clock app: its tabs, and whatever stands before them."""

from typing import Literal

from agent.action.action import NavigateBack
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Move, Stuck, click
from agent.offline.step.search import launch
from agent.perception.scene import Scene
from device.screen import UIElement

Tab = Literal["alarm", "clock", "timer", "stopwatch"]
_TABS: dict[Tab, tuple[str, ...]] = {
    "alarm": ("Alarm", "Alarms", "闹钟"),
    "clock": ("Clock", "World clock", "时钟", "世界时钟"),
    "timer": ("Timer", "Timers", "计时器", "定时器"),
    "stopwatch": ("Stopwatch", "秒表"),
}
_DENY = (
    "Don't allow",
    "Don’t allow",
    "Deny",
    "Not now",
    "No thanks",
    "Skip",
    "不允许",
    "拒绝",
    "以后再说",
    "跳过",
)


def go_to(tab: Tab, scene: Scene, past: Past) -> Move | None:
    """The next move towards a tab of the clock app; None when it is in front."""
    if not scene.clock:
        refuse = scene.button(*_DENY)
        if refuse is not None and "permission" in scene.observation.package:
            return click(refuse, refuse.label, "The alarm does not need this permission")
        return launch(("Clock", "时钟", "Alarm Clock"), past)
    found = _tab(tab, scene)
    if found is None:
        if past.backs() > 3:
            return Stuck(f"The clock app shows no {tab} tab")
        return Act(NavigateBack(), f"The {tab} tab is not on this page")
    if found.is_selected or _has_selected(scene, found):
        return None
    return click(found, f"{tab} tab", f"The {tab} tab is not in front", f"the {tab} tab")


def _tab(tab: Tab, scene: Scene) -> UIElement | None:
    """The tab's place in the bar at the edge of the screen, not a title of the same name."""
    height = scene.observation.size[1]
    for label in scene.labelled(_TABS[tab]):
        row = scene.row(label)
        if row is not None and (label.bounds.top > height * 0.75 or label.bounds.bottom < height * 0.2):
            return row
    return None


def _has_selected(scene: Scene, tab: UIElement) -> bool:
    return any(element.is_selected for element in scene.inside(tab))
