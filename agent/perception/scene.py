"""What a screen holds as a person sees it: labels, the rows they stand in, the controls beside them."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from agent.language.name import canon
from agent.perception.page import summarise, title
from device.screen import Observation, UIElement
from device.state.appname import is_home

_SETTINGS = re.compile(r"(?:^|\.)settings(?:\.|$)")
_CLOCK = re.compile(r"deskclock|\.clock|clockpackage|alarmclock")
_SYSTEM_UI = "com.android.systemui"
_LISTS = ("RecyclerView", "ListView", "ScrollView", "ViewPager")
_UP = ("Navigate up", "Back", "向上导航", "返回", "转到上一层级")
_ACCEPT = (
    "OK",
    "Turn on",
    "Turn off",
    "Continue",
    "Got it",
    "确定",
    "打开",
    "开启",
    "关闭",
    "继续",
    "知道了",
)

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})\s*[%٪％]")


class Scene:
    """One observation with the questions that skills ask of it."""

    def __init__(self, observation: Observation) -> None:
        self.observation = observation
        self.elements = observation.elements
        self.page = summarise(observation)
        self.title = title(observation)
        self._at = {element.index: place for place, element in enumerate(self.elements)}

    # -- where -----------------------------------------------------------------------------------------
    @property
    def settings(self) -> bool:
        """A Settings page is in front."""
        return bool(_SETTINGS.search(self.observation.package))

    @property
    def clock(self) -> bool:
        """The clock app is in front."""
        return bool(_CLOCK.search(self.observation.package))

    @property
    def launcher(self) -> bool:
        """The home screen is in front."""
        return is_home(self.observation.package)

    @property
    def system_ui(self) -> bool:
        """A window of the system (a slider's panel, the shade) is in front."""
        return self.observation.package == _SYSTEM_UI

    @cached_property
    def up(self) -> UIElement | None:
        """The arrow that leads to the page above; None on a top page."""
        return next((e for e in self.labelled(_UP) if e.is_clickable), None)

    @cached_property
    def scroller(self) -> UIElement | None:
        """The largest thing that scrolls up and down; None when nothing does."""
        lists = (e for e in self._own() if e.is_scrollable and "Horizontal" not in e.class_name)
        return max(lists, key=lambda e: e.bounds.area, default=None)

    # -- finding -----------------------------------------------------------------------------------------
    def labelled(self, labels: Iterable[str]) -> list[UIElement]:
        """Elements that go by one of the labels, in the order of the screen."""
        wanted = {canon(label) for label in labels}
        return [
            element
            for element in self._own()
            if element.bounds.area and wanted & {canon(element.text), canon(element.content_description)}
        ]

    def button(self, *labels: str) -> UIElement | None:
        """Something to tap that goes by one of the labels: itself or its row."""
        for element in self.labelled(labels):
            target = self.row(element) or element
            if target.is_enabled and element.is_enabled:
                return target
        return None

    def accept(self) -> UIElement | None:
        """The button with which a dialog is agreed to."""
        for element in self._own():
            if element.resource_id == "android:id/button1" and element.is_enabled:
                return element
        return next((e for e in self.labelled(_ACCEPT) if e.class_name.endswith("Button")), None)

    def _own(self) -> Iterator[UIElement]:
        """All but the status bar, which the dump of some phones includes."""
        inside = self.system_ui
        return (e for e in self.elements if inside or e.package_name != _SYSTEM_UI)

    # -- structure ---------------------------------------------------------------------------------------
    def above(self, element: UIElement) -> Iterator[UIElement]:
        """Its ancestors, the nearest first."""
        depth = element.depth
        for place in range(self._at[element.index] - 1, -1, -1):
            other = self.elements[place]
            if other.depth < depth:
                depth = other.depth
                yield other

    def inside(self, element: UIElement) -> Iterator[UIElement]:
        """The element and all below it."""
        yield element
        for other in self.elements[self._at[element.index] + 1 :]:
            if other.depth <= element.depth:
                return
            yield other

    def row(self, element: UIElement) -> UIElement | None:
        """What is tapped to tap a label: itself, or the smallest clickable thing around it."""
        if element.is_clickable:
            return element
        for other in self.above(element):
            if self._is_list(other):
                return None
            if other.is_clickable:
                return other
        return None

    def _is_list(self, element: UIElement) -> bool:
        return element.class_name.endswith(_LISTS) or element.is_scrollable

    def control(self, label: UIElement, kind: Callable[[UIElement], bool]) -> UIElement | None:
        """The control that a label names: itself, one in its row, or one on the same line."""
        if kind(label):
            return label
        for around in self.above(label):
            if self._is_list(around) or around.bounds.height > self.observation.size[1] * 0.4:
                break
            controls = [e for e in self.inside(around) if kind(e)]
            if len(controls) == 1:
                return controls[0]
            if controls:
                return next((e for e in controls if self._level(label, e)), None)
        if self.row(label) is not None:
            return None
        beside = [e for e in self._own() if kind(e) and self._level(label, e)]
        return beside[0] if len(beside) == 1 else None

    @staticmethod
    def _level(label: UIElement, control: UIElement) -> bool:
        """On one line: the control's middle is not far from the label's."""
        reach = max(label.bounds.height, control.bounds.height)
        return abs(control.bounds.center.y - label.bounds.center.y) <= reach

    # -- controls ------------------------------------------------------------------------------------------
    def switch(self, labels: Iterable[str]) -> UIElement | None:
        """The switch that goes by one of the labels."""
        for label in self.labelled(labels):
            found = self.control(label, lambda e: e.is_checkable)
            if found is not None:
                return found
        return None

    def slider(self, labels: Iterable[str]) -> UIElement | None:
        """The slider that goes by one of the labels."""
        for label in self.labelled(labels):
            found = self.control(label, is_slider)
            if found is not None:
                return found
        return None

    def percent(self, slider: UIElement) -> int | None:
        """The value a slider shows, by itself or in the row around it; None when none is shown."""
        for text in (slider.text, slider.content_description):
            found = _percent(text)
            if found is not None:
                return found
        for around in self.above(slider):
            if self._is_list(around) or sum(map(is_slider, self.inside(around))) > 1:
                break
            for element in self.inside(around):
                found = _percent(element.text)
                if found is not None:
                    return found
        return None

    def reading(self, labels: Iterable[str]) -> int | None:
        """The value in per cent that the row with one of the labels shows; None when none does."""
        for label in self.labelled(labels):
            for around in self.above(label):
                if self._is_list(around):
                    break
                for element in self.inside(around):
                    found = _PERCENT.search(element.text)
                    if found is not None:
                        return int(found[1])
        return None

    def link(self, labels: Iterable[str]) -> tuple[UIElement, UIElement] | None:
        """A row that leads on, with the label that names it; rows with a switch or slider lead nowhere."""
        for label in self.labelled(labels):
            row = self.row(label)
            if row is None or not row.is_enabled or label.is_editable:
                continue
            if not any(e.is_checkable or is_slider(e) for e in self.inside(row)):
                return row, label
        return None


def is_slider(element: UIElement) -> bool:
    """Whether a finger slides it."""
    return element.class_name.endswith(("SeekBar", "Slider"))


def _percent(text: str) -> int | None:
    found = re.fullmatch(r"\s*(?:.*\D)?(\d{1,3})(?:\.\d+)?\s*[%٪%]\s*", text)
    return int(found[1]) if found and int(found[1]) <= 100 else None
