"""What kind of control it is, where that decides what its words mean: a setting, a link, a phone number."""

import re

from agent.action.touched import TOGGLE, holds_toggle, is_button, is_low, own, within
from agent.guard.way import slides
from agent.guard.wording import table
from device.screen import Observation, UIElement
from device.state.appname import is_home

SETTINGS_APP, SYSTEM_UI = "com.android.settings", "com.android.systemui"
SETTINGS = re.compile(r"\.settings\b", re.I)
"""Packages of the apps in which the phone is set up; each maker has its own."""
TELEPHONE = re.compile(r"dialer|\.contacts|telecom|incallui", re.I)
_CALL = re.compile(r"(?:call|dial)\b|呼叫|拨|撥|通话|通話", re.I)
NUMBER = re.compile(r"(?:^|[^\d+])\+?\d[\d\s()./-]{5,}\d$")
"""A text that ends in a telephone number."""
_NAVIGATION = frozenset({"tab", "tabs", "nav", "navigation", "chip", "filter", "filters", "segment", "sort"})
"""What the resource id of a control that chooses what a page shows is called by its kind."""


def chooses_view(control: UIElement) -> bool:
    """Whether it chooses what the page shows, as a tab, a chip or a filter does, by its resource id."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", control.resource_id.rpartition("/")[2]).casefold().split("_")
    return bool(_NAVIGATION & set(words))


def opens_or_closes_apps(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether it is an app's icon, or what empties the list of recent apps."""
    if not is_home(observation.package):
        return False
    clears = {text.casefold() for text in says} <= {"clear all", "全部清除", "清除全部"}
    return control.resource_id.endswith(":id/icon") or (bool(says) and clears)


def is_setting(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether a control is a switch, box or slider, holds one, or is the name beside one."""
    if any(slides(text) for text in says):
        return False
    if TOGGLE.search(control.class_name):
        return True
    if is_button(control) or any(entry.words.fullmatch(text) for entry in table().classes for text in says):
        return False
    if control.is_checkable:
        return True
    if control.is_clickable:
        return is_low(control, observation) and holds_toggle(control, observation)
    return any(
        within(control.bounds, row.bounds) and is_low(row, observation) and holds_toggle(row, observation)
        for row in observation.elements
        if row is not control
    )


def is_link(control: UIElement, observation: Observation) -> bool:
    """Whether it is a full row of the Settings app: it leads to a page or a dialog that asks."""
    return (
        observation.package == SETTINGS_APP
        and not is_button(control)
        and control.bounds.width >= 0.9 * observation.size[0]
        and any(
            element.resource_id == "android:id/title" and within(element.bounds, control.bounds)
            for element in observation.elements
        )
    )


def is_number(control: UIElement, observation: Observation) -> bool:
    """Whether it is a row that is a phone number, with no button of its own for the call: a tap calls it."""
    if not TELEPHONE.search(observation.package) or control.is_editable or not control.is_clickable:
        return False
    inside = [e for e in observation.elements if e is not control and within(e.bounds, control.bounds)]
    callers = [e for e in inside if e.is_clickable and any(_CALL.match(text) for text in own(e))]
    return not callers and any(NUMBER.search(text) for element in (control, *inside) for text in own(element))


def is_on(control: UIElement, observation: Observation) -> bool:
    """Whether it is a switch that is on, or has one in it: pressing it takes something back."""
    inside = [e for e in observation.elements if within(e.bounds, control.bounds)]
    return any(element.is_checked for element in (control, *inside))
