"""The Material time picker: set it to a time, by its two fields or by its dial, for 12 or 24 hours."""

import re

from agent.action.action import InputText, NavigateBack
from agent.language.name import canon
from agent.language.when import TimeOfDay
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Move, Stuck, click
from agent.perception.scene import Scene
from device.screen import UIElement
from grounding.target import Target

OK = ("OK", "Done", "Set", "确定", "完成", "设置")
_CANCEL = ("Cancel", "取消")
_TITLES = ("Select time", "Enter time", "Set time", "选择时间", "输入时间", "设置时间")
_AM = ("AM", "上午")
_PM = ("PM", "下午")
_TO_FIELDS = ("switch to text input mode", "切换到文本输入", "文字输入模式", "文本输入模式")
_TRIES = 8


def is_picker(scene: Scene) -> bool:
    """Whether a time picker is open."""
    if not scene.labelled(_CANCEL):
        return False
    ids = ("material_hour_tv", "material_hour_text_input", "material_clock_face", "hours", "input_hour")
    return bool(scene.labelled(_TITLES)) or any(
        element.resource_id.endswith(ids) for element in scene.elements
    )


def set_picker(time: TimeOfDay, scene: Scene, past: Past) -> Move:
    """The next touch on the picker; the last one is OK."""
    if len(past.touched("time picker")) + len(past.of_kind(InputText)) > _TRIES:
        return Stuck(f"The time picker does not take {time}", sure=True)
    halves = [scene.button(*names) for names in (_AM, _PM)]
    twelve = None not in halves
    fields = sorted((e for e in scene.elements if e.is_editable), key=lambda e: e.bounds.left)
    step = _by_fields(time, fields, twelve) if len(fields) == 2 else _by_dial(time, scene, twelve)
    if step is not None:
        return step
    half = halves[time.hour >= 12]
    if half is not None and not (half.is_checked or half.is_selected):
        return click(half, f"time picker {half.label}", f"{time} is in this half of the day")
    ok = scene.button(*OK)
    if ok is not None:
        return click(ok, "OK (time picker)", f"The picker shows {time}")
    if scene.observation.keyboard_shown:
        return Act(NavigateBack(), "The keyboard covers the buttons")
    return Stuck("The time picker has no OK button")


def _by_fields(time: TimeOfDay, fields: list[UIElement], twelve: bool) -> Act | None:
    hour = (time.hour % 12 or 12) if twelve else time.hour
    for field, value, name in zip(fields, (hour, time.minute), ("hour", "minute"), strict=True):
        if not field.text.isdecimal() or int(field.text) != value:
            text = f"{value:02}" if name == "minute" or not twelve else str(value)
            target = Target(description=f"{name} field", element=field.index)
            thought = f"The {name} is {field.text or 'empty'} and shall be {text}"
            return Act(InputText(text=text, target=target, clear=True), thought, text)
    return None


def _by_dial(time: TimeOfDay, scene: Scene, twelve: bool) -> Act | Stuck | None:
    """To the fields where there is a way; else hour and minute on the dial."""
    for element in scene.elements:
        label = element.content_description.lower()
        if element.is_clickable and any(words in label for words in _TO_FIELDS):
            return click(element, "time picker text input", "Typing is surer than the dial")
    hour = (time.hour % 12 or 12) if twelve else time.hour
    for chip_id, value, unit in (("hour", hour, _HOURS), ("minute", time.minute, _MINUTES)):
        chip = _chip(scene, chip_id)
        if chip is None:
            return Stuck("The time picker is of a kind I do not know", sure=True)
        if chip.text.isdecimal() and int(chip.text) == value:
            continue
        number = _number(scene, value, unit, chip)
        if number is not None:
            return click(number, f"time picker {chip_id} {value}", f"The {chip_id} shall be {value}")
        if not (chip.is_checked or chip.is_selected):
            return click(chip, f"time picker {chip_id}", f"The dial shows no {chip_id}s")
        return Stuck(f"The dial of the time picker has no {value} to tap", sure=True)
    return None


_HOURS = re.compile(r"(\d+) ?(?:o'clock|hours?|点钟?|时|小时)", re.IGNORECASE)
_MINUTES = re.compile(r"(\d+) ?(?:minutes?|分钟?)", re.IGNORECASE)


def _chip(scene: Scene, name: str) -> UIElement | None:
    return next((e for e in scene.elements if e.resource_id.endswith(f"material_{name}_tv")), None)


def _number(scene: Scene, value: int, unit: re.Pattern[str], chip: UIElement) -> UIElement | None:
    for element in scene.elements:
        found = unit.fullmatch(element.content_description)
        if element != chip and found is not None and int(found[1]) == value and canon(element.text):
            return element
    return None
