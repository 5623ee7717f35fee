"""The alarms on the clock's list, read off the screen."""

import re
from dataclasses import dataclass

from agent.language.clockface import shown_time
from agent.language.day import Day
from agent.language.intention import DAYS, SetAlarm
from agent.language.name import canon
from agent.language.when import TimeOfDay, find_days
from agent.perception.scene import Scene
from device.screen import UIElement

LABEL = ("Add label", "Label", "Edit label", "添加标签", "标签", "编辑标签")
"""What stands where an alarm has no label yet."""
_DAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_COMING = {Day(ahead=0): ("Today", "今天"), Day(ahead=1): ("Tomorrow", "明天")}


@dataclass(frozen=True)
class AlarmCard:
    """One alarm on the list."""

    time: TimeOfDay
    head: UIElement
    """The element that shows the time."""
    parts: tuple[UIElement, ...]
    switch: UIElement

    def find(self, labels: tuple[str, ...]) -> UIElement | None:
        """A part by its label."""
        wanted = {canon(label) for label in labels}
        return next((e for e in self.parts if wanted & {canon(e.text), canon(e.content_description)}), None)

    def says(self, text: str) -> bool:
        """Whether a text stands on it."""
        return any(
            canon(text) == canon(e.text) or canon(text) == canon(e.content_description) for e in self.parts
        )

    def meets(self, want: SetAlarm) -> bool:
        """Whether it is the alarm wanted: one of another name or on other days is another alarm."""
        same = self.time == want.time and self.repeats() == want.days
        return same and (not want.label or self.says(want.label))

    def may_become(self, want: SetAlarm) -> bool:
        """Whether it can be the one just added for what is wanted, not finished yet."""
        plain = not want.label or self.says(want.label) or not self.named()
        return self.time == want.time and plain and set(self.repeats()) <= set(want.days)

    def repeats(self) -> tuple[int, ...]:
        """The days on which it rings again."""
        marks = self.days()
        if marks:
            return tuple(number for number, day in enumerate(marks) if day.is_checked)
        texts = [e.text for e in self.parts if e.text and not re.search(r"\d", e.text)]
        return next((days for text in texts if (days := find_days(text)[0])), ())

    def rings(self) -> Day | None:
        """The day under its time, where that is today or tomorrow."""
        return next((day for day, names in _COMING.items() if any(map(self.says, names))), None)

    def named(self) -> bool:
        """Whether it shows a label of its own."""
        if self.find(LABEL) is not None:
            return False
        return any(e.resource_id.endswith("label") and e.text for e in self.parts)

    def days(self) -> list[UIElement]:
        """The seven marks of the days, Monday first; empty while the card is folded."""
        found: list[UIElement] = []
        for names in zip(DAYS, _DAYS_ZH, strict=True):
            wanted = {canon(name) for name in names}
            marks = (e for e in self.parts if e.is_checkable)
            found += [e for e in marks if wanted & {canon(e.content_description), canon(e.text)}][:1]
        return found if len(found) == 7 else []


def cards(scene: Scene) -> list[AlarmCard]:
    """The alarms that the screen shows, from the top."""
    heads = [(e, time) for e in scene.elements if (time := _time_of(e)) is not None]
    found: list[AlarmCard] = []
    for head, time in heads:
        others = [other for other, _ in heads if other.index != head.index]
        parts: list[UIElement] = []
        for around in scene.above(head):
            inside = list(scene.inside(around))
            if any(other in inside and not _repeats(other, head) for other in others):
                break
            parts = inside
        switch = next((e for e in parts if e.is_checkable and e.class_name.endswith("Switch")), None)
        if switch is not None and all(switch.index != card.switch.index for card in found):
            found.append(AlarmCard(time, head, tuple(parts), switch))
    return found


def _time_of(element: UIElement) -> TimeOfDay | None:
    if element.package_name == "com.android.systemui" or element.is_editable:
        return None
    return shown_time(element.text) or shown_time(element.content_description)


def _repeats(other: UIElement, head: UIElement) -> bool:
    """A row's description may say again what the time in it shows."""
    return _time_of(other) == _time_of(head) and (
        other.bounds.contains(head.bounds.center) or head.bounds.contains(other.bounds.center)
    )
