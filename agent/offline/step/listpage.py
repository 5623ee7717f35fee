"""Coming to the page of an everyday app that lists what it keeps, and finding one thing on it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from agent.action.action import NavigateBack, NavigateHome, Note, OpenApp, Swipe
from agent.language.place import ControlPattern, is_at, place
from agent.offline.decision import PastStep
from agent.offline.step.history import LIST, NOTED, Past, named
from agent.offline.step.move import Act, Move, Stuck, click
from agent.offline.step.search import launch, sweep
from agent.perception.scene import Scene
from agent.run.status import Cause
from device.screen import UIElement
from grounding.target import Target

_WELCOME = ("btn_continue", "location_continue", "confirm_button")
"""Ids of what leads past an app's first pages."""
_SELECTING = ("cab_delete", "action_delete_selected_items")
"""Ids of what shows while rows of a list are selected."""
_DISCARD = ("Discard", "放弃")
_ALLOW = ("While using the app", "Allow", "Only this time", "使用时允许", "仅在使用中允许", "允许")
DISCARD = "discard"
"""How the history calls the giving up of a form that was begun."""
PERMISSION = "permission: "
"""How the history calls an answer to the system's dialog; followed by what was pressed."""
_NEEDLESS = re.compile(r"notification|location|通知|位置", re.I)
"""What apps ask for that no errand needs."""
_DENY = ("Don't allow", "Don’t allow", "Deny", "不允许", "拒绝")
_WHOLE, _CUT, _NEAR = "found: ", "found in part: ", "perhaps: "
"""How notes of rows begin."""
_BACKS = 8
_TAPS = 5
_MOST_AGAIN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on a list."""

    name: str
    box: UIElement
    """What is tapped or held."""
    parts: tuple[UIElement, ...]
    cut: bool = False
    """Whether it lies at an edge of the list, so that a part of it may not show."""

    @property
    def key(self) -> str:
        """All that it says, on one line; tells it from others of the same name."""
        texts = [self.name, *(e.text or e.content_description for e in self.parts if not has_id(e, "header"))]
        return " | ".join(
            text.replace("\n", " ").replace(NOTED, ", ") for text in dict.fromkeys(texts) if text
        )

    def part(self, name: str) -> str:
        """The text of the part with an id."""
        return next((e.text or e.content_description for e in self.parts if has_id(e, name)), "")


def has_id(element: UIElement, *names: str) -> bool:
    """Whether the element's resource id ends in one of the names."""
    own = element.resource_id.rpartition("/")[2]
    return bool(own) and own in names


def by_id(scene: Scene, *names: str) -> UIElement | None:
    """The first visible element with one of the ids."""
    return next((e for e in scene.elements if has_id(e, *names) and e.bounds.area), None)


def control(scene: Scene, wanted: ControlPattern) -> UIElement | None:
    """An enabled control by its ids or labels."""
    found = by_id(scene, *wanted.ids) if wanted.ids else None
    if found is not None:
        return found if found.is_enabled else None
    return scene.button(*wanted.labels) if wanted.labels else None


def bring(kind: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards the app that keeps a kind; None when it is in front, its first pages passed."""
    if "permission" in scene.observation.package:
        needless = any(_NEEDLESS.search(e.text) for e in scene.elements)
        answer = (deny_of(scene) if needless else None) or scene.button(*_ALLOW) or deny_of(scene)
        if answer is not None:
            why = f"{place(kind).apps[-1]} asks for a permission" + (" that it can do without" * needless)
            return click(answer, PERMISSION + answer.label, why)
    if not is_at(scene.observation.package, kind):
        covered = _is_covered(kind, past)
        if covered and by_id(scene, "incall_end_call") is not None:
            if past.of_kind(NavigateHome):
                return Stuck(
                    f"A call is going on, and its page stays in front of {place(kind).apps[-1]}: "
                    'say "hang up" first, then this again',
                    sure=True,
                )
            return Act(NavigateHome(), "The page of a call lies over it; the call goes on")
        if covered and past.backs() < _BACKS:
            return Act(NavigateBack(), "Another app's page lies over it")
        tries = tuple(step for step in past.steps if "was started, but" not in step.error)
        start = launch(place(kind).apps, Past(tries))
        why = f"{place(kind).apps[-1]} is wanted"
        return replace(start, thought=why) if isinstance(start, Act) else start
    welcome = by_id(scene, *_WELCOME)
    if welcome is not None:
        return click(welcome, "welcome", "The app greets")
    return None


def _is_covered(kind: str, past: Past) -> bool:
    """Whether the app was just opened, and another page stayed in front."""
    match past.last:
        case PastStep(action=OpenApp(app_name=name), error=error):
            return "was started, but" in error and name in place(kind).apps
        case _:
            return False


def behind_call(past: Past) -> bool:
    """Whether an app that was opened from the home screen stayed behind the page of a call."""
    steps = past.steps
    home = next((number for number, step in enumerate(steps) if isinstance(step.action, NavigateHome)), None)
    return home is not None and any("was started, but" in step.error for step in steps[home:])


def deny_of(scene: Scene) -> UIElement | None:
    """The button that denies a permission."""
    return scene.button(*_DENY)


def at_list(kind: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards the list of a kind; None when it is in front, with nothing selected."""
    way = bring(kind, scene, past)
    if way is not None:
        return way
    here = place(kind)
    if past.backs() > _BACKS:
        return Stuck(f"I could not find the list of {here.apps[-1]}", cause=Cause.NOT_FOUND)
    discard = scene.button(*_DISCARD)
    if discard is not None and scene.accept() is not None:
        return click(discard, DISCARD, "Something begun earlier is in the way")
    if scene.observation.keyboard_shown or by_id(scene, *_SELECTING) is not None:
        return Act(NavigateBack(), "Back to the list")
    if by_id(scene, *here.main) is not None:
        return _right_tab(kind, scene, past)
    for number, step in reversed(list(enumerate(here.way, 1))):
        found = control(scene, step)
        if found is not None and len(past.touched(f"way: {number}")) < _TAPS:
            return click(
                scene.row(found) or found,
                f"way: {number} {found.label}",
                f"This leads to the list of {here.apps[-1]}",
            )
    opened = past.last is not None and isinstance(past.last.action, OpenApp)
    return Act(NavigateBack(), f"This is not the list of {here.apps[-1]}", doubtful=opened)


def _right_tab(kind: str, scene: Scene, past: Past) -> Move | None:
    """To the page with the list where the app has several, and out of a folder of notes that was open."""
    tabs = {"contact": "contacts", "note": "nav_notebook", "folder": "nav_notebook"}
    tab = by_id(scene, tabs[kind]) if kind in tabs else None
    if tab is not None and not tab.is_selected and len(past.touched("tab: ")) < _TAPS:
        return click(tab, f"tab: {tab.label}", "Another page of the app is open")
    crumbs = [e for e in scene.elements if has_id(e, "breadcrumb")]
    top = next((e for e in crumbs if e.text == "Markor" and e.is_clickable), None)
    if top is not None and len(past.touched("notebook")) < _TAPS:
        return click(top, "notebook", "A folder of the notebook is open")
    return None


# -- rows ------------------------------------------------------
def rows(scene: Scene, ids: Iterable[str]) -> list[Row]:
    """The things on the list that shows, from the top, without one cut off so far that it has no name.

    Without ids they are what can be tapped or held and says something.
    """
    names = tuple(ids)
    if not names:
        return _boxes(scene)
    found = []
    for element in scene.elements:
        if not has_id(element, *names) or not element.text or not element.bounds.area or element.is_editable:
            continue
        box = next(
            (e for e in (element, *scene.above(element)) if e.is_clickable or e.is_long_clickable), element
        )
        found.append(Row(element.text, box, tuple(scene.inside(box)), _at_edge(box, scene.scroller)))
    return found


def _boxes(scene: Scene) -> list[Row]:
    """What can be tapped or held, without what lies inside of another such thing."""
    found: list[Row] = []
    within: set[int] = set()
    for element in scene.elements:
        if not (element.is_clickable or element.is_long_clickable) or element.index in within:
            continue
        parts = tuple(scene.inside(element))
        said = [e.text or e.content_description for e in parts if e.text or e.content_description]
        if element.is_editable or element.is_scrollable or not said or not element.bounds.area:
            continue
        within |= {part.index for part in parts}
        found.append(Row(said[0], element, parts, _at_edge(element, scene.scroller)))
    return found


def _at_edge(box: UIElement, area: UIElement | None) -> bool:
    if area is None:
        return False
    return box.bounds.top <= area.bounds.top or box.bounds.bottom >= area.bounds.bottom


def gather(
    scene: Scene,
    past: Past,
    ids: Iterable[str],
    fits: Callable[[Row], bool],
    near: Callable[[Row], bool] | None = None,
) -> Act | list[str]:
    """The keys of all rows that fit, once the whole list was seen; before that the next scroll or note.

    Those that are `near` what is meant are noted as well; `nearby` tells them.
    """
    marked = [(_mark(row, fits, near), row.key) for row in rows(scene, ids)]
    fresh = [mark + key for mark, key in marked if mark]
    noted = [text for text in past.noted() if text.startswith((_CUT, _WHOLE, _NEAR))]
    new = [text for text in dict.fromkeys(fresh) if text not in noted]
    further = sweep(scene, past)
    if further is not None and new:
        return Act(Note(text=NOTED.join(new)), "The list goes on: this must be remembered")
    found = [*noted, *new] if noted else fresh
    return further or _joined([text for text in found if not text.startswith(_NEAR)])


def _mark(row: Row, fits: Callable[[Row], bool], near: Callable[[Row], bool] | None) -> str:
    """How a note of the row begins; "" where it is none of what is looked for."""
    if fits(row):
        return _CUT if row.cut else _WHOLE
    return _NEAR if near is not None and near(row) else ""


def _joined(texts: list[str]) -> list[str]:
    """The keys found, without those of rows that were cut off and are known in full from another screen."""
    whole = [text.removeprefix(_WHOLE) for text in texts if text.startswith(_WHOLE)]
    cut = [text.removeprefix(_CUT) for text in texts if text.startswith(_CUT)]
    for key in sorted(cut, key=len, reverse=True):
        pieces = set(key.split(" | "))
        if not any(pieces <= set(other.split(" | ")) for other in whole):
            whole.append(key)
    return whole


def nearby(scene: Scene, past: Past, ids: Iterable[str], near: Callable[[Row], bool]) -> list[str]:
    """The keys of the rows that were near, once the whole list was seen."""
    noted = [text.removeprefix(_NEAR) for text in past.noted() if text.startswith(_NEAR)]
    return list(dict.fromkeys([*noted, *(row.key for row in rows(scene, ids) if near(row))]))


def row_of(scene: Scene, past: Past, ids: Iterable[str], key: str) -> Row | Act | Stuck:
    """The row that says all of `key`; scrolls down to it where it does not show any more."""
    alike = [row for row in rows(scene, ids) if row.key == key]
    if len(alike) > 1:
        told = key.replace(" | ", ", ")
        return Stuck(f'There are {len(alike)} of "{told}", and nothing on the list tells them apart')
    if alike:
        return alike[0]
    again = sum(named(step.action) == f"{LIST} again" for step in past.steps)
    if scene.scroller is None or again >= _MOST_AGAIN:
        return Stuck(f'"{key}" was on the list and is not there any more')
    box = scene.scroller.bounds
    x, low, high = box.left + box.width * 0.15, box.top + box.height * 0.75, box.top + box.height * 0.4
    swipe = Swipe(start=Target(description=f"{LIST} again", point=(x, low)), end=Target(point=(x, high)))
    return Act(swipe, "It stands further down")
